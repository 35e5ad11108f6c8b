// The cards of the chronology: evidence that waits in a store until it is asked for, and what is hidden.
const store = $('#evidence')?.textContent.split('\n');

function evidence(event) { // large pages keep the evidence as text, written and escaped with the rest of the page
  const box = card(event).querySelector('details');
  if (store && box.childElementCount < 2) {
    box.insertAdjacentHTML('beforeend', store[event.n]);
    if (lang !== data.lang) translate(box);
  }
  return box;
}
function open(event) {
  evidence(event).open = true;
}
function searchable(event) {
  if (event.text === undefined) {
    const said = [...$$('.meta, h4, blockquote, cite', card(event)).map(one => one.textContent)];
    if (store) said.push(store[event.n].replace(/<[^>]*>/g, '').replace(/&#39;|&#34;|&amp;/g, "'"));
    event.text = fold(said.join('\n'));
  }
  return event.text;
}

const days = new Map();
for (const day of $$('section.day')) days.set(day, $$('.ev', day).map(one => byId.get(one.id)));
const seen = new Uint8Array(events.length).fill(1);
function show(shown) {
  const on = new Uint8Array(events.length);
  for (const event of shown) on[event.n] = 1;
  for (const [day, own] of days) {
    let any = false;
    for (const event of own) {
      if (on[event.n]) any = true;
      if (on[event.n] !== seen[event.n]) card(event).hidden = !on[event.n];
    }
    if (day.hidden === any) day.hidden = !any;
  }
  seen.set(on);
  for (const part of $$('#chronology, #undated')) part.classList.toggle('bare', !$('section.day:not([hidden])', part));
  for (const link of $$('.still a, .twin a[href^="#e"]')) {
    const off = !on[byId.get(link.getAttribute('href').slice(1))?.n], row = link.closest('tr');
    link.classList.toggle('off', off);
    if (row) row.hidden = off;
  }
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
