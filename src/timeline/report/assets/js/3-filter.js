// Filters: any value of a field, all fields at once, all words of the search, and days that can lie in the range.
const form = $('#filters'), count = $('#count');
const list = (name, event) => event[name] === null ? [] : [data.lists[name][event[name]]];
const named = numbers => numbers.map(n => data.names[n]);
const FACETS = {
  type: event => list('type', event), status: event => list('status', event),
  actor: event => [...new Set(named([...event.actors, ...event.recipients]))],
  country: event => named(event.countries), place: event => event.place === null ? [] : [data.names[event.place]],
  publisher: event => named(event.publishers), precision: event => list('precision', event),
  grain: event => list('grain', event), basis: event => list('basis', event),
};
const fields = Object.keys(FACETS).filter(name => $(`[data-facet=${name}]`));
const values = (event, name) => (event.keys ??= {})[name] ??= FACETS[name](event);
const worded = (name, value) => words()[name]?.[value] ?? value;
let state = {}, shown = events, failures = [], failing = [];

function terms(text) {
  return (fold(text).match(/"[^"]+"|\S+/g) ?? []).map(term => term.replaceAll('"', '')).filter(Boolean);
}
function criteria() {
  const tests = [];
  for (const name of fields) if (state[name]?.size) tests.push([name, event => values(event, name).some(value => state[name].has(value))]);
  if (state.pair) tests.push(['pair', event => state.pair.split('|').every(key => values(event, 'actor').includes(key))]);
  const from = state.from && dayOf(state.from), to = state.to && dayOf(state.to);
  if (from) tests.push(['from', event => (event.last ?? event.first ?? -Infinity) >= from]);
  if (to) tests.push(['to', event => (event.first ?? event.last ?? Infinity) <= to]);
  const wanted = state.q ? terms(state.q) : [];
  if (wanted.length) tests.push(['q', event => wanted.every(term => searchable(event).includes(term))]);
  return tests;
}
function filter() {
  const tests = criteria();
  failures = new Uint8Array(events.length);
  failing = new Array(events.length);
  for (const event of events) {
    for (const [name, passes] of tests) {
      if (!passes(event)) {
        failing[event.n] = name;
        if (++failures[event.n] > 1) break;
      }
    }
  }
  shown = events.filter(event => !failures[event.n]);
  show(shown);
  tell();
  for (const one of $$('.facet[open]', form)) offer(one);
  document.dispatchEvent(new CustomEvent('shown'));
}
function tell() {
  count.textContent = shown.length ? fill(words().shown, {shown: number(shown.length), total: number(events.length)}) : words().none_shown;
  $('#nothing').hidden = shown.length > 0 || !events.length;
  for (const one of $$('.facet', form)) {
    const chosen = state[one.dataset.facet]?.size ?? 0;
    $('summary b', one).textContent = chosen || '';
    one.classList.toggle('on', chosen > 0);
  }
  const chips = fields.flatMap(name => [...(state[name] ?? [])].map(value => {
    const text = worded(name, value);
    return element('button', {type: 'button', class: 'chip', 'data-drop': name, 'data-value': value, 'aria-label': fill(words().remove, {value: text})}, text);
  }));
  if (state.pair) {
    const text = state.pair.split('|').map(key => worded('actor', key)).join(' – ');
    chips.push(element('button', {type: 'button', class: 'chip', 'data-drop': 'pair', 'aria-label': fill(words().remove, {value: text})}, text));
  }
  $('#chosen').replaceChildren(...chips);
  $('button[type=reset]', form).hidden = !Object.keys(state).length;
}

// The values of a field, each with the number of events that the other criteria leave it.
const MOST = 60;
const collator = new Intl.Collator(data.lang);
function offer(facet) {
  const name = facet.dataset.facet, tally = new Map([...(state[name] ?? [])].map(value => [value, 0]));
  for (const event of events) {
    if (failures[event.n] > 1 || (failures[event.n] && failing[event.n] !== name)) continue;
    for (const value of values(event, name)) tally.set(value, (tally.get(value) ?? 0) + 1);
  }
  const search = $('input[type=search]', facet), wanted = fold(search.value);
  const rows = [...tally].map(([value, n]) => [value, n, worded(name, value)])
    .filter(([value, , text]) => !wanted || fold(text).includes(wanted) || state[name]?.has(value))
    .sort((a, b) => (state[name]?.has(b[0]) ?? 0) - (state[name]?.has(a[0]) ?? 0) || b[1] - a[1] || collator.compare(a[2], b[2]));
  search.parentElement.hidden = tally.size <= 12;
  const held = document.activeElement?.value, within = facet.contains(document.activeElement) && document.activeElement.type === 'checkbox';
  $('ul', facet).replaceChildren(...rows.slice(0, MOST).map(([value, n, text]) => {
    const box = element('input', {type: 'checkbox', value, name});
    box.checked = state[name]?.has(value) ?? false;
    return element('li', {}, element('label', {}, box, element('span', {}, text), element('small', {}, number(n))));
  }));
  $('.rest', facet).textContent = rows.length > MOST ? fill(words().more_values, {n: number(rows.length - MOST)}) : rows.length ? '' : words().nothing_here;
  if (within) $$('input[type=checkbox]', facet).find(box => box.value === held)?.focus();
}

// The address: #event?type=PROTEST&type=ASSAULT&q=…
function here() {
  const [id, query] = location.hash.slice(1).split('?');
  return [decodeURIComponent(id), new URLSearchParams(query)];
}
function remember(id = here()[0]) {
  const query = new URLSearchParams();
  for (const name of fields) for (const value of state[name] ?? []) query.append(name, value);
  for (const name of ['q', 'from', 'to', 'pair', 'lanes', 'view', 'embed']) if (state[name]) query.set(name, state[name]);
  if (lang !== data.lang) query.set('lang', lang);
  const text = String(query);
  history.replaceState(history.state, '', `#${id}${text ? '?' + text : ''}`);
}
function restore() {
  const [, query] = here();
  const code = query.get('lang') ?? data.lang;
  if (code !== lang) speak(code);
  state = {};
  for (const name of fields) if (query.has(name)) state[name] = new Set(query.getAll(name));
  for (const name of ['q', 'from', 'to', 'pair', 'lanes', 'view', 'embed']) if (query.get(name)) state[name] = query.get(name);
  if (form) for (const name of ['q', 'from', 'to']) form.elements[name].value = state[name] ?? '';
  if (state.embed) document.documentElement.dataset.embed = state.embed;
  if (form) filter();
  arrive();
}
function elsewhere(id) { // an index without events knows the page of each
  const sought = id.slice(1, 11);
  for (const [page, ids] of Object.entries(data.where ?? {})) {
    for (let at = ids.indexOf(sought); at >= 0; at = ids.indexOf(sought, at + 1)) if (at % 10 === 0) return page;
  }
  return null;
}
function arrive() {
  const [id] = here(), target = id && document.getElementById(id), page = id && !target && elsewhere(id);
  if (page) location.replace(page + location.hash);
  for (const one of $$('.ev.at')) one.classList.remove('at');
  if (!target) return;
  for (let one = target; one; one = one.parentElement) {
    one.hidden = false;
    one.classList.remove('bare');
  }
  if (byId.has(id)) {
    seen[byId.get(id).n] = 1;
    target.classList.add('at');
    open(byId.get(id));
  }
  reach(target);
}
function reach(target) { // what comes into sight is measured only then, and moves what follows: go on until it stays in place
  let frames = 0, top = NaN;
  const go = () => {
    const now = target.getBoundingClientRect().top;
    if (!(Math.abs(now - top) < 2)) {
      target.scrollIntoView({block: 'start', behavior: 'instant'});
      top = target.getBoundingClientRect().top;
    }
    if (++frames < 12) requestAnimationFrame(go);
  };
  go();
}
function visit(id) { // go to a card, and keep the criteria in the address
  const [, query] = here(), text = String(query);
  history.pushState(null, '', `#${id}${text ? '?' + text : ''}`);
  arrive();
  $('.l', document.getElementById(id)).focus({preventScroll: true});
}

let waiting;
const later = work => { clearTimeout(waiting); waiting = setTimeout(work, 120); };
form?.addEventListener('submit', event => event.preventDefault());
form?.addEventListener('input', ({target}) => {
  if (target.type === 'checkbox') {
    const chosen = state[target.name] ??= new Set();
    if (target.checked) chosen.add(target.value); else chosen.delete(target.value);
    if (!chosen.size) delete state[target.name];
    filter();
    remember();
  } else if (target.closest('.facet')) {
    offer(target.closest('.facet'));
  } else {
    later(() => {
      for (const name of ['q', 'from', 'to']) {
        const text = form.elements[name].value.trim();
        if (text) state[name] = text; else delete state[name];
      }
      filter();
      remember();
    });
  }
});
function clear() {
  const kept = Object.fromEntries(['lanes', 'view', 'embed'].filter(name => state[name]).map(name => [name, state[name]]));
  state = kept;
  form.reset();
  filter();
  remember();
}
form?.addEventListener('click', event => {
  const button = event.target.closest('button'), drop = button?.dataset.drop;
  if (button?.type === 'reset') setTimeout(clear);
  if (drop) {
    if (drop !== 'pair') state[drop].delete(button.dataset.value);
    if (!state[drop].size) delete state[drop];
    filter();
    remember();
    ($('#chosen button') ?? form.elements.q).focus();
  }
});
$('#nothing button')?.addEventListener('click', clear);
form?.addEventListener('toggle', ({target}) => {
  if (!target.classList.contains('facet') || !target.open) return;
  for (const other of $$('.facet[open]', form)) if (other !== target) other.open = false;
  offer(target);
}, true);
document.addEventListener('click', ({target}) => {
  for (const one of $$('.facet[open]', form)) if (!one.contains(target) && target.isConnected) one.open = false;
});
form?.addEventListener('keydown', event => {
  const facet = event.target.closest('.facet');
  if (event.key === 'Escape' && facet?.open) {
    facet.open = false;
    $('summary', facet).focus();
  }
});
addEventListener('keydown', event => {
  if (form && event.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); form.elements.q.focus(); }
});
