// Downloads: exactly what is shown.
const COLUMNS = ['event_id', 'event_type', 'mode', 'status', 'precision', 'first', 'last', 'grain', 'approximate', 'basis', 'edtf', 'date_in_words',
  'actors', 'recipients', 'countries', 'place', 'publishers', 'n_articles', 'n_publishers', 'label', 'quote'];
const tidy = text => text.replace(/\s+/g, ' ').trim();
function quote(event) {
  const from = store ? new DOMParser().parseFromString(unpacked(event)[3], 'text/html') : card(event);
  return $('blockquote', from)?.textContent ?? '';
}
const parties = numbers => named(numbers).map(key => worded('actor', key));
function record(event) {
  const one = name => list(name, event)[0] ?? null;
  return {
    event_id: event.id, event_type: one('type'), mode: event.mode, status: one('status'), precision: one('precision'),
    first: iso(event.first), last: iso(event.last), grain: one('grain'), approximate: Boolean(event.approximate), basis: one('basis'),
    edtf: event.edtf, date_in_words: plain(event.words), actors: parties(event.actors), recipients: parties(event.recipients),
    countries: named(event.countries), place: event.place === null ? null : data.names[event.place], publishers: named(event.publishers),
    n_articles: event.articles, n_publishers: event.sources, label: tidy(label(event)), quote: tidy(quote(event)),
  };
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
  const link = element('a', {download: `timeline.${kind}`});
  link.href = URL.createObjectURL(new Blob([text], {type: kind === 'json' ? 'application/json' : 'text/csv'}));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
form?.addEventListener('click', event => { if (event.target.dataset.save) save(event.target.dataset.save); });
