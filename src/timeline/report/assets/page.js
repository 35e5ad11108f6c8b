'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const FIELDS = ['event_id', 'event_type', 'mode', 'status', 'precision', 'first', 'last', 'grain', 'approximate', 'basis', 'edtf', 'date_in_words',
    'actors', 'recipients', 'countries', 'place', 'publishers', 'n_articles', 'n_publishers'];
  const COLUMNS = [...FIELDS, 'label', 'quote'];
  const events = data.events.map(row => {
    const event = Object.fromEntries(FIELDS.map((name, n) => [name, row[n]]));
    const card = document.getElementById(event.event_id);
    return {event, card, day: card.closest('.day')};
  });
  const form = document.getElementById('filters'), count = document.getElementById('count');
  const FACETS = {
    type: event => [event.event_type], status: event => [event.status], actor: event => [...new Set([...event.actors, ...event.recipients])],
    country: event => event.countries, publisher: event => event.publishers, precision: event => [event.precision],
  };
  const NAMES = {type: 'types', status: 'statuses', country: 'countries', precision: 'precisions'};
  let lang = data.lang;
  const words = () => data.words[lang];
  const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, words().group);
  const order = new Intl.Collator(data.lang);
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").toLowerCase();

  // --- the language of the interface -------------------------------------------------------------------------------
  const LANGUAGES = Object.keys(data.words);
  function phrase(place) { // strings and [quotation, language] pairs
    const row = data.strings[place];
    if (Array.isArray(row)) return [row[LANGUAGES.indexOf(lang)]].flat();
    return phrase(row.p).join('').split(/\{(\w+)\}/).flatMap((piece, n) =>
      n % 2 === 0 ? piece : piece === 'phrase' ? [row.phrase] : phrase(row[piece]));
  }
  function nodes(place) {
    return phrase(place).map(part => {
      if (typeof part === 'string') return part;
      const quote = document.createElement('q');
      [quote.textContent, quote.lang] = [part[0], part[1] || ''];
      return quote;
    });
  }
  const plain = place => phrase(place).map(part => typeof part === 'string' ? part : part[0]).join('');
  function speak(code) {
    if (!data.words[code]) return;
    lang = code;
    document.documentElement.lang = code;
    document.title = words().title;
    for (const element of document.querySelectorAll('[data-i]')) element.replaceChildren(...nodes(element.dataset.i));
    for (const element of document.querySelectorAll('[data-a]')) {
      const [name, place] = element.dataset.a.split(':');
      element.setAttribute(name, plain(place));
    }
    for (const drawn of document.querySelectorAll('.drawn')) drawn.hidden = drawn.lang !== code;
    for (const button of document.querySelectorAll('#switch button')) button.setAttribute('aria-pressed', button.dataset.lang === code);
  }

  // --- filters ---------------------------------------------------------------------------------------------------
  function chosen() {
    const state = {};
    for (const [name, value] of new FormData(form)) if (value.trim()) state[name] = value.trim();
    return state;
  }
  function matcher(state) { // the set of criteria that an event fails
    const wanted = Object.keys(FACETS).filter(name => state[name]);
    const terms = state.q ? fold(state.q).match(/"[^"]+"|\S+/g).map(term => term.replaceAll('"', '')).filter(Boolean) : [];
    return row => {
      const {event} = row;
      const failed = wanted.filter(name => !FACETS[name](event).includes(state[name]));
      if (state.from && (event.last ?? event.first ?? '') < state.from) failed.push('from');
      if (state.to && ((event.first ?? event.last) === null || (event.first ?? event.last) > state.to)) failed.push('to');
      if (terms.length) {
        row.text ??= fold([...row.card.querySelectorAll('.meta, h4, blockquote, cite')].map(one => one.textContent).join('\n'));
        if (!terms.every(term => row.text.includes(term))) failed.push('q');
      }
      return failed;
    };
  }
  function options(state, failures) { // beside each value the number of events that choosing it would show
    for (const name of Object.keys(FACETS)) {
      const tally = new Map();
      events.forEach(({event}, n) => {
        if (failures[n].length > 1 || (failures[n].length === 1 && failures[n][0] !== name)) return;
        for (const value of FACETS[name](event)) tally.set(value, (tally.get(value) ?? 0) + 1);
      });
      if (state[name] && !tally.has(state[name])) tally.set(state[name], 0);
      const named = value => NAMES[name] ? words()[NAMES[name]][value] ?? value : value;
      const rows = [...tally].map(([value, n]) => [value, n, named(value)]).sort((a, b) => b[1] - a[1] || order.compare(a[2], b[2]));
      const select = form.elements[name];
      select.replaceChildren(new Option(words().any, ''), ...rows.map(([value, n, label]) => new Option(`${label} (${number(n)})`, value)));
      select.value = state[name] ?? '';
    }
  }
  let shown = events;
  function filter(state = chosen()) {
    const failures = events.map(matcher(state)), days = new Map();
    shown = events.filter((_, n) => !failures[n].length);
    events.forEach(({card, day}, n) => {
      const off = failures[n].length > 0;
      if (card.hidden !== off) card.hidden = off;
      days.set(day, (days.get(day) ?? true) && off);
    });
    for (const [day, off] of days) if (day.hidden !== off) day.hidden = off;
    const ids = new Set(shown.map(({event}) => event.event_id));
    for (const link of document.querySelectorAll('.chart a, .twin a')) {
      const off = !ids.has(link.getAttribute('href').slice(1)), row = link.closest('tr');
      link.classList.toggle('off', off);
      if (row) row.hidden = off;
    }
    options(state, failures);
    count.textContent = shown.length ? words().shown.replace('{shown}', number(shown.length)).replace('{total}', number(events.length)) : words().none;
  }

  // --- the address: #event?type=…&q=… ---------------------------------------------------------------------------
  const here = () => { const [id, query] = decodeURI(location.hash.slice(1)).split('?'); return [id, new URLSearchParams(query)]; };
  function remember() {
    const query = new URLSearchParams(chosen());
    if (lang !== data.lang) query.set('lang', lang);
    const [id] = here(), text = String(query);
    history.replaceState(null, '', `#${id}${text ? '?' + text : ''}`);
  }
  function arrive() {
    const [id] = here(), card = id && document.getElementById(id);
    for (const element of document.querySelectorAll('.ev.at')) element.classList.remove('at');
    if (!card) return;
    for (let element = card; element; element = element.parentElement) element.hidden = false;
    if (card.classList.contains('ev')) {
      card.classList.add('at');
      card.querySelector('details').open = true;
    }
    card.scrollIntoView();
  }
  function restore() {
    const [, query] = here(), state = Object.fromEntries(query);
    const code = state.lang ?? data.lang;
    delete state.lang;
    if (code !== lang) speak(code);
    for (const name of ['q', 'from', 'to']) form.elements[name].value = state[name] ?? '';
    filter(state);
    arrive();
  }

  // --- downloads: exactly what is shown ---------------------------------------------------------------------------
  function record({event, card}) {
    const said = selector => card.querySelector(selector).textContent.replace(/\s+/g, ' ').trim();
    return {...event, date_in_words: plain(event.date_in_words), label: said('.l'), quote: said('blockquote')};
  }
  function cell(value) {
    let text = Array.isArray(value) ? value.join('; ') : value === null ? '' : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text; // a spreadsheet must not run it
    return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  function save(kind) {
    const rows = shown.map(record);
    const text = kind === 'json' ? JSON.stringify(rows, null, 1)
      : '\ufeff' + [COLUMNS, ...rows.map(row => COLUMNS.map(name => row[name]))].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: kind === 'json' ? 'application/json' : 'text/csv'}));
    link.download = `timeline.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  let waiting;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(() => { filter(); remember(); }, 120); });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => { filter(); remember(); }));
  form.addEventListener('click', event => { if (event.target.dataset.save) save(event.target.dataset.save); });
  document.getElementById('switch').addEventListener('click', event => {
    if (!event.target.dataset.lang) return;
    for (const row of events) delete row.text;
    speak(event.target.dataset.lang);
    filter();
    remember();
  });
  addEventListener('keydown', event => {
    if (event.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); form.elements.q.focus(); }
  });
  document.documentElement.classList.add('js'); // marks light up with the evidence
  addEventListener('toggle', event => event.target.closest('.ev')?.classList.toggle('lit', event.target.open), true);
  addEventListener('hashchange', () => { if (location.hash.includes('?')) restore(); else { arrive(); remember(); } });
  addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('.ev:not([hidden]) details')) one.open = true; });
  for (const element of document.querySelectorAll('#switch, #filters')) element.hidden = !events.length && element.id === 'filters';
  if (matchMedia('(max-width: 760px)').matches && !location.hash.includes('?')) document.getElementById('more').open = false;
  restore();
})();
