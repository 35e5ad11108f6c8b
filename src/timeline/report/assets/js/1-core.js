// The data of the page, its words, and the language that they are said in.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($('#data').textContent);
const columns = Object.entries(data.events);
const events = (data.events.id ?? []).map((_, n) => Object.fromEntries([['n', n], ...columns.map(([name, column]) => [name, column[n]])]));
const byId = new Map(events.map(event => [event.id, event]));
const languages = Object.keys(data.words);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let lang = data.lang;

const words = () => data.words[lang];
const number = value => String(value).replace(/\B(?=(\d{3})+$)/g, words().group_mark);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").toLowerCase();
const card = event => event.card ??= document.getElementById(event.id);
const label = event => event.label ??= $('.l', card(event)).textContent;

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
  made.append(...content);
  return made;
}

// Texts of the table: strings and [quotation, its language] pairs.
function phrase(place) {
  const row = data.strings[place];
  if (Array.isArray(row)) return [row[languages.indexOf(lang)]].flat();
  return phrase(row.p).join('').split(/\{(\w+)\}/).flatMap((piece, n) =>
    n % 2 === 0 ? piece : piece === 'phrase' ? [row.phrase] : phrase(row[piece]));
}
const plain = place => phrase(place).map(part => typeof part === 'string' ? part : part[0]).join('');

function translate(root) {
  for (const one of $$('[data-i]', root)) {
    one.replaceChildren(...phrase(one.dataset.i).map(part =>
      typeof part === 'string' ? part : element('q', {lang: part[1] || ''}, part[0])));
  }
  for (const one of $$('[data-a]', root)) {
    for (const pair of one.dataset.a.split(' ')) {
      const [name, place] = pair.split(':');
      one.setAttribute(name, plain(place));
    }
  }
}
function speak(code) {
  if (!data.words[code]) return;
  lang = code;
  document.documentElement.lang = code;
  translate(document);
  document.title = plain($('title').dataset.t);
  for (const button of $$('#switch button')) button.setAttribute('aria-pressed', button.dataset.lang === code);
}

// Days count from 1970.
const dateOf = day => new Date(day * 864e5);
function iso(day) {
  if (day === null) return null;
  const date = dateOf(day);
  return [String(date.getUTCFullYear()).padStart(4, '0'), ...[date.getUTCMonth() + 1, date.getUTCDate()].map(n => String(n).padStart(2, '0'))].join('-');
}
const dayOf = text => Math.round(Date.parse(text + 'T00:00:00Z') / 864e5);
function spoken(day) {
  const date = dateOf(day), n = date.getUTCDate();
  return `${n === 1 ? words().first_day : n} ${words().months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
