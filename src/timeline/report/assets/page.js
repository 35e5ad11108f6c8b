'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const FIELDS = ['event_id', 'event_type', 'mode', 'status', 'precision', 'first', 'last', 'grain', 'approximate', 'basis', 'edtf', 'date_in_words',
    'actors', 'recipients', 'countries', 'place', 'publishers', 'n_articles', 'n_publishers', 'label', 'quote'];
  const events = data.events.map(row => Object.fromEntries(FIELDS.map((name, n) => [name, row[n]])));
  const form = document.getElementById('filters'), count = document.getElementById('count');
  const days = [...document.querySelectorAll('.day')];
  const FACETS = {
    type: event => [event.event_type], status: event => [event.status], actor: event => [...new Set([...event.actors, ...event.recipients])],
    country: event => event.countries, publisher: event => event.publishers, precision: event => [event.precision],
  };
  const NAMES = {type: 'types', status: 'statuses', country: 'countries', precision: 'precisions'};
  let lang = data.lang;
  const words = () => data.words[lang];
  const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, words().group);
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").toLowerCase();

  // --- the language of the interface -------------------------------------------------------------------------------
  function nodes(text) {
    return (Array.isArray(text) ? text : [text]).map(part => {
      if (typeof part === 'string') return part;
      const quote = document.createElement('q');
      [quote.textContent, quote.lang] = [part[0], part[1] || ''];
      return quote;
    });
  }
  function speak(code) {
    if (!data.words[code]) return;
    lang = code;
    const table = data.strings[code];
    document.documentElement.lang = code;
    document.title = words().title;
    for (const element of document.querySelectorAll('[data-i]')) element.replaceChildren(...nodes(table[element.dataset.i]));
    for (const element of document.querySelectorAll('[data-a]')) {
      const [name, place] = element.dataset.a.split(':');
      element.setAttribute(name, nodes(table[place]).map(node => node.textContent ?? node).join(''));
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
  function haystack(event) {
    event.text ??= fold(document.getElementById(event.event_id).textContent);
    return event.text;
  }
  function test(state, except) {
    const wanted = Object.keys(FACETS).filter(name => state[name] && name !== except);
    const terms = state.q ? fold(state.q).match(/"[^"]+"|\S+/g).map(term => term.replaceAll('"', '')).filter(Boolean) : [];
    return event => wanted.every(name => FACETS[name](event).includes(state[name]))
      && (!state.from || (event.last ?? event.first ?? '') >= state.from)
      && (!state.to || ((event.first ?? event.last) !== null && (event.first ?? event.last) <= state.to))
      && terms.every(term => haystack(event).includes(term));
  }
  function options(state) {
    for (const name of Object.keys(FACETS)) {
      const select = form.elements[name], tally = new Map();
      for (const event of events) for (const value of FACETS[name](event)) if (!tally.has(value)) tally.set(value, 0);
      for (const event of events.filter(test(state, name))) for (const value of FACETS[name](event)) tally.set(value, tally.get(value) + 1);
      const named = value => NAMES[name] ? words()[NAMES[name]][value] ?? value : value;
      const rows = [...tally].sort((a, b) => b[1] - a[1] || named(a[0]).localeCompare(named(b[0]), lang));
      select.replaceChildren(new Option(words().any, ''), ...rows.filter(([value, n]) => n || value === state[name])
        .map(([value, n]) => new Option(`${named(value)} (${number(n)})`, value)));
      select.value = state[name] ?? '';
    }
  }
  let shown = events;
  function filter() {
    const state = chosen();
    shown = events.filter(test(state));
    const ids = new Set(shown.map(event => event.event_id));
    for (const event of events) document.getElementById(event.event_id).hidden = !ids.has(event.event_id);
    for (const day of days) day.hidden = !day.querySelector('.ev:not([hidden])');
    for (const link of document.querySelectorAll('.chart a, .twin a')) {
      const off = !ids.has(link.getAttribute('href').slice(1));
      link.classList.toggle('off', off);
      const row = link.closest('tr');
      if (row) row.hidden = off;
    }
    options(state);
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
    const [, query] = here();
    if (query.get('lang')) speak(query.get('lang'));
    options({});
    for (const element of form.elements) if (element.name) {
      const value = query.get(element.name) ?? '';
      if (value && element.tagName === 'SELECT' && ![...element.options].some(option => option.value === value)) continue;
      element.value = value;
    }
    filter();
    arrive();
  }

  // --- downloads: exactly what is shown ---------------------------------------------------------------------------
  function record(event) {
    const {text, ...rest} = event;
    return {...rest, date_in_words: nodes(data.strings[lang][event.date_in_words]).join('')};
  }
  function cell(value) {
    let text = Array.isArray(value) ? value.join('; ') : value === null ? '' : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text; // a spreadsheet must not run it
    return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  function save(kind) {
    const rows = shown.map(record);
    const text = kind === 'json' ? JSON.stringify(rows, null, 1)
      : '\ufeff' + [FIELDS, ...rows.map(row => FIELDS.map(name => row[name]))].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
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
    for (const one of events) delete one.text;
    speak(event.target.dataset.lang);
    filter();
    remember();
  });
  addEventListener('keydown', event => {
    if (event.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); form.elements.q.focus(); }
  });
  addEventListener('hashchange', arrive);
  addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('.ev:not([hidden]) details')) one.open = true; });
  for (const element of document.querySelectorAll('#switch, #filters')) element.hidden = events.length === 0 && element.id === 'filters';
  if (matchMedia('(max-width: 760px)').matches && !location.hash.includes('?')) document.getElementById('more').open = false;
  restore();
})();
