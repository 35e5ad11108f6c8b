// The cards of the chronology. Large pages hold labels only; the rest waits as lines of text, written and escaped with the rest
// of the page, until a card comes into sight or is opened.
const store = $('#store')?.textContent.split('\n');
const runs = store && JSON.parse($('#runs').textContent), SIGNS = [1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27];
const unpacked = event => store[event.n].replace(/[\x01-\x08\x0e-\x1b]/g, sign => runs[SIGNS.indexOf(sign.charCodeAt(0))]).split('\t');

function dress(event) { // all that a closed card says
  const one = card(event);
  if (!store || one.childElementCount > 1) return one;
  const [kicker, facts, why] = unpacked(event);
  one.insertAdjacentHTML('afterbegin', kicker);
  one.insertAdjacentHTML('beforeend', `${facts}<details><summary>${why}</summary></details>`);
  translate(one);
  return one;
}
function evidence(event) {
  const box = $('details', dress(event));
  if (store && box.childElementCount < 2) {
    box.insertAdjacentHTML('beforeend', unpacked(event)[3]);
    translate(box);
  }
  return box;
}
function open(event) {
  evidence(event).open = true;
}
function searchable(event) {
  if (event.text === undefined) {
    const own = store
      ? [label(event), worded('type', list('type', event)[0]), ...values(event, 'actor').map(key => worded('actor', key)), ...values(event, 'place').map(name => worded('place', name)),
        unpacked(event)[3].replace(/<[^>]*>/g, '').replace(/&#39;|&#34;|&amp;/g, "'")]
      : $$('.meta, h4, blockquote, cite', card(event)).map(one => one.textContent);
    event.text = fold(own.join('\n'));
  }
  return event.text;
}

const days = new Map();
for (const day of $$('section.day')) days.set(day, $$('.ev', day).map(one => byId.get(one.id)));
const months = $$('.run').map(run => [run, $$('section.day', run)]); // of a large page, with the room that each needs
const twins = $$('.still a, .twin a').map(link => [link, byId.get(link.getAttribute('href').slice(1))]).filter(([, event]) => event);
const seen = new Uint8Array(events.length).fill(1);
function show(shown) {
  const on = new Uint8Array(events.length);
  for (const event of shown) on[event.n] = 1;
  for (const [day, own] of days) {
    const any = own.some(event => on[event.n]);
    if (day.hidden === any) day.hidden = !any;
    if (any) for (const event of own) if (card(event).hidden === Boolean(on[event.n])) card(event).hidden = !on[event.n];
  }
  for (const [run, own] of months) {
    const count = own.reduce((sum, day) => sum + (day.hidden ? 0 : days.get(day).filter(event => on[event.n]).length), 0);
    run.hidden = !count;
    run.style.containIntrinsicSize = `auto ${count * 130}px`;
  }
  seen.set(on);
  for (const part of $$('#chronology, #undated')) part.classList.toggle('bare', !$('section.day:not([hidden])', part));
  for (const [link, event] of twins) {
    const off = !on[event.n], row = link.closest('tr');
    link.classList.toggle('off', off);
    if (row) row.hidden = off;
  }
}
if (store) {
  const sight = new IntersectionObserver(rows => {
    for (const row of rows) if (row.isIntersecting) {
      days.get(row.target).forEach(dress);
      sight.unobserve(row.target);
    }
  }, {rootMargin: '600px'});
  for (const day of days.keys()) sight.observe(day);
}
document.addEventListener('toggle', event => { // marks light up with the evidence
  const one = event.target.closest?.('.ev');
  if (!one || event.target.parentElement !== one) return;
  if (event.target.open) evidence(byId.get(one.id));
  one.classList.toggle('lit', event.target.open);
}, true);
addEventListener('beforeprint', () => {
  const shown = events.filter(event => seen[event.n]);
  if (shown.length <= 500) shown.forEach(open);
});
