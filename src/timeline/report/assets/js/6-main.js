// The start: what needs a script is shown, and the address says what else.
document.documentElement.classList.add('js');
for (const one of $$('#switch, #filters, #frieze')) one.hidden = one.id !== 'switch' && !events.length;
$('#switch').addEventListener('click', ({target}) => {
  if (!target.dataset.lang) return;
  for (const event of events) delete event.text;
  speak(target.dataset.lang);
  if (form) filter();
  remember();
});
document.addEventListener('click', event => {
  const link = event.target.closest?.('a.l, a[href^="#e"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const id = link.getAttribute('href').split('#')[1];
  if (byId.has(id)) { event.preventDefault(); visit(id); }
});
addEventListener('hashchange', () => { if (location.hash.includes('?')) restore(); else { arrive(); remember(); } });
addEventListener('popstate', arrive);
restore();
if (events.length > 500) { // the words to search, made while nobody waits
  const idle = window.requestIdleCallback ?? (work => setTimeout(() => work({timeRemaining: () => 8}), 30));
  let next = 0;
  const step = time => {
    do { const end = Math.min(next + 20, events.length); while (next < end) searchable(events[next++]); }
    while (next < events.length && time.timeRemaining() > 4);
    if (next < events.length) idle(step);
  };
  idle(step);
}
