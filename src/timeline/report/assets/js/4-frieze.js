// The timeline: lanes of events on an axis that zooms and moves, and a strip above it that shows where the events are.
// Everything is drawn anew from the data; rows are packed for each zoom, so that no mark or label touches another.
const frieze = $('#frieze') && (() => {
  const root = $('#frieze'), stage = $('.stage', root), canvas = $('.stage svg', root), strip = $('.strip svg', root), tip = $('.tip', root);
  const ROW = 24, BAR = 12, AXIS = 40, STRIP = 46, GAP = 12, DENSE = 150, LANES = 12, REACH = 21;
  const KINDS = Object.keys(words().kind);
  const dated = events.filter(event => event.dated).map(event => {
    const start = event.first ?? event.last - 3, end = Math.max((event.last ?? start + 3) + 1, start + 1);
    return {event, start, end, kind: data.kinds[data.lists.type[event.type]], status: data.lists.status[event.status]};
  }).sort((a, b) => a.start - b.start || b.end - a.end);
  let items = dated, view = [0, 1], domain = [0, 1], lanes = [], marks = [], held = null, width = 0, left = 0, frozen = null;
  const ruler = document.createElement('canvas').getContext('2d'), widths = new Map();

  function draw(name, attributes, ...content) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }
  const round = x => Math.round(x * 10) / 10;
  function measure(text) {
    if (!widths.has(text)) widths.set(text, ruler.measureText(text).width + 2);
    return widths.get(text);
  }
  function shortened(text, room) {
    if (measure(text) <= room) return text;
    let size = Math.max(4, Math.floor(text.length * room / measure(text)));
    while (size > 4 && measure(text.slice(0, size) + '…') > room) size -= 2;
    return text.slice(0, size).replace(/[\s,;:–-]+\S{0,3}$|[\s,;:–-]+$/, '') + '…';
  }
  function said(item) { // the label, and in words what kind of fact it is
    const status = item.status === 'happened' ? '' : ` (${worded('status', item.status)})`;
    return label(item.event) + status;
  }

  // --- time ---------------------------------------------------------------------------------------------------------
  function core(of) { // where nearly all events are: a few from long ago do not squeeze the rest
    if (!of.length) return null;
    const starts = of.map(item => item.start), cut = Math.floor(of.length * 0.04);
    const whole = [starts[0], Math.max(...of.map(item => item.end))];
    const inner = [starts[cut], of.map(item => item.end).sort((a, b) => a - b)[of.length - 1 - cut]];
    return inner[1] - inner[0] < (whole[1] - whole[0]) / 3 ? inner : whole;
  }
  function roomy([a, b]) { // with some air, more of it on the right, where labels stand
    const span = Math.max(b - a, 10);
    return [a - span * 0.03, a + span * 1.03 + span * Math.min(0.3, 240 / Math.max(width, 300))];
  }
  function runs() { // stretches of time without long gaps
    const found = [];
    for (const {start, end} of items) {
      const last = found.at(-1), to = Math.min(end, start + 184);
      if (last && start <= last[1] + REACH) last[1] = Math.max(last[1], to); else found.push([start, to]);
    }
    return found;
  }
  const scale = () => width / (view[1] - view[0]);
  const at = day => left + (day - view[0]) * scale();

  // --- lanes ---------------------------------------------------------------------------------------------------------
  const LANE = {
    type: item => [data.lists.type[item.event.type]],
    actor: item => values(item.event, 'actor'),
    place: item => values(item.event, 'place'),
    publisher: item => values(item.event, 'publisher'),
  };
  function group() {
    const by = state.lanes in LANE ? state.lanes : 'type', found = new Map();
    for (const item of items) for (const name of LANE[by](item).length ? LANE[by](item) : [null]) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(item);
    }
    const order = by === 'type' ? data.lists.type : [...found.keys()].filter(name => name !== null).sort((a, b) => found.get(b).length - found.get(a).length || collator.compare(a, b));
    const kept = order.filter(name => found.has(name)).slice(0, by === 'type' ? Infinity : LANES);
    lanes = kept.map(name => ({name: worded(by, name), items: found.get(name), kind: by === 'type' ? data.kinds[name] : null}));
    const rest = [...new Set([...found.keys()].filter(name => name !== null && !kept.includes(name)).flatMap(name => found.get(name)))];
    const within = new Set(lanes.flatMap(lane => lane.items));
    const others = rest.filter(item => !within.has(item)).sort((a, b) => a.start - b.start);
    if (others.length) lanes.push({name: words().others, items: others});
    if (found.has(null)) lanes.push({name: words()[`no_${by}`], items: found.get(null)});
    for (const lane of lanes) lane.packed = null;
  }
  function pack(lane) { // rows with labels first; what finds no room gathers in a last row
    const k = scale(), key = `${k.toFixed(4)} ${lang}`;
    if (lane.packed?.key === key) return lane.packed;
    const few = Math.max(2, Math.min(8, Math.floor(26 / lanes.length))), most = k >= 10 ? 14 : k >= 2.5 ? Math.max(few, 5) : few;
    const rows = [], placed = [], piles = [], room = Math.min(300, Math.max(120, width * 0.26));
    for (const item of lane.items) {
      const x0 = item.start * k, x1 = Math.max(item.end * k, x0 + 9), open = item.event.first === null || item.event.last === null;
      const text = shortened(said(item), room), inside = item.event.sure && x1 - x0 > measure(text) + 18;
      const end = inside ? x1 : x1 + (open ? 16 : 7) + measure(text), begin = item.event.first === null ? x0 - 9 : x0;
      const row = rows.findIndex(taken => taken + GAP <= begin), free = row >= 0 ? row : rows.length < most ? rows.push(0) - 1 : -1;
      if (free >= 0) {
        rows[free] = end;
        placed.push({item, row: free, text, inside, open});
      } else {
        const pile = piles.at(-1);
        if (pile && x0 <= pile.reach) {
          pile.items.push(item);
          pile.end = Math.max(pile.end, item.end);
        } else piles.push({items: [item], start: item.start, end: item.end, reach: x0 + 34});
      }
    }
    return lane.packed = {key, placed, piles, rows: rows.length};
  }

  // --- drawing -------------------------------------------------------------------------------------------------------
  const STEPS = [['day', 1], ['day', 2], ['day', 7], ['day', 14], ['month', 1], ['month', 2], ['month', 3], ['month', 6], ['year', 1], ['year', 2],
    ['year', 5], ['year', 10], ['year', 25], ['year', 50], ['year', 100], ['year', 500], ['year', 1000]];
  function ticks() {
    const k = scale(), days = {day: 1, month: 30.4, year: 365.2}, need = {day: 52, month: 74, year: 48};
    const [unit, step] = STEPS.find(([name, size]) => days[name] * size * k >= need[name]) ?? STEPS.at(-1), found = [];
    if (unit === 'day') for (let day = Math.ceil(view[0]); day < view[1]; day++) {
      const date = dateOf(day).getUTCDate();
      if (step === 1 || (step === 2 ? date % 2 === 1 && date < 31 : step === 7 ? [1, 8, 15, 22].includes(date) : [1, 15].includes(date))) found.push(day);
    } else {
      const first = dateOf(view[0]), size = unit === 'month' ? step : step * 12;
      for (let n = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / size) * size; ; n += size) {
        const date = new Date(0);
        date.setUTCFullYear(Math.floor(n / 12), n % 12, 1);
        const day = date.getTime() / 864e5;
        if (day > view[1] || Number.isNaN(day)) break;
        if (day >= view[0]) found.push(day);
      }
    }
    return [unit, found];
  }
  function written(day, unit) {
    const date = dateOf(day), month = date.getUTCMonth();
    return unit === 'day' ? String(date.getUTCDate()) : unit === 'month' ? words().short[month] : String(date.getUTCFullYear());
  }
  function axis(height) {
    const [unit, found] = ticks(), parts = [];
    for (const day of found) {
      const x = round(at(day)), strong = unit === 'day' ? dateOf(day).getUTCDate() === 1 : unit === 'month' && dateOf(day).getUTCMonth() === 0;
      parts.push(draw('line', {class: strong ? 'grid strong' : 'grid', x1: x, x2: x, y1: 18, y2: height}),
        draw('text', {class: 'tick', x: x + 4, y: 31}, written(day, unit)));
    }
    if (unit === 'year') return parts;
    let [y, m] = [dateOf(view[0]).getUTCFullYear(), unit === 'day' ? dateOf(view[0]).getUTCMonth() : 0], last = -Infinity;
    const heads = [];
    for (;;) { // the month or the year above, held at the left edge
      const date = new Date(0);
      date.setUTCFullYear(y, m, 1);
      const day = date.getTime() / 864e5;
      if (day > view[1]) break;
      heads.push([Math.max(at(day), left), unit === 'day' ? `${words().months[m]} ${y}` : String(y)]);
      if (unit === 'day' && m < 11) m++; else { m = 0; y++; }
    }
    heads.forEach(([x, text], n) => {
      const end = heads[n + 1]?.[0] ?? width + left;
      if (x >= last && x + measure(text) + 10 <= end + (n === heads.length - 1 ? 60 : 0)) {
        parts.push(draw('text', {class: 'tick head', x: round(x + 4), y: 14}, text));
        last = x + measure(text) + 14;
      }
    });
    return parts;
  }
  function shape(item, x0, x1, y) {
    const {event} = item, middle = y + BAR / 2, parts = [];
    const from = Math.max(x0, left - 30), to = Math.min(x1, left + width + 30);
    parts.push(draw('rect', {class: event.sure ? 'known' : 'range', x: round(from), y, width: round(Math.max(to - from, 1)), height: BAR, rx: Math.min(3, (to - from) / 2)}));
    if (event.first === null) parts.push(draw('path', {class: 'arrow', d: `M${round(x0)} ${middle - 4.5}l-8 4.5l8 4.5z`}));
    if (event.last === null) parts.push(draw('path', {class: 'arrow', d: `M${round(x1)} ${middle - 4.5}l8 4.5l-8 4.5z`}));
    if (item.status === 'denied') parts.push(draw('path', {class: 'strike', d: `M${round(from - 3)} ${middle}H${round(to + 3)}`}));
    return parts;
  }
  function mark({item, text, inside, open}, y) {
    const x0 = at(item.start), x1 = Math.max(at(item.end), x0 + 9);
    const parts = [draw('rect', {class: 'hit', x: round(x0 - 4), y: y - 5, width: round(Math.max(x1 - x0 + 8, 24)), height: ROW - 1}), ...shape(item, x0, x1, y)];
    const x = inside ? Math.max(x0, left) + 8 : x1 + (open ? 14 : 7);
    const avail = left + width - x - 2;
    if (text && avail > 44 && !(inside && x1 - left < measure(text) + 16)) {
      parts.push(draw('text', {class: inside ? 'inside' : null, x: round(x), y: y + BAR - 2}, shortened(text, avail)));
    }
    return hold(draw('a', {
      class: 'mark', href: '#' + item.event.id, 'data-k': item.kind, 'data-s': item.status, tabindex: -1,
      'aria-label': `${plain(item.event.words)}: ${said(item)}`, 'data-n': item.event.n,
    }, ...parts), item, x0, x1, y);
  }
  function pile(one, y) {
    if (one.items.length === 1) return mark({item: one.items[0], text: '', inside: false, open: false}, y);
    const x = at(one.start), text = '+' + number(one.items.length);
    const made = draw('a', {class: 'mark pile', role: 'button', tabindex: -1, 'aria-label': fill(words().and_more, {n: number(one.items.length)})},
      draw('rect', {class: 'chip', x: round(x - 1), y: y - 3, width: round(measure(text) + 8), height: BAR + 6, rx: 9}), draw('text', {x: round(x + 3), y: y + BAR - 2}, text));
    return hold(made, {start: one.start, end: one.end, pile: one}, x, x + 20, y);
  }
  function hold(made, item, x0, x1, y) {
    marks.push({made, item, x0, x1, y});
    return made;
  }
  function density(inside, y) { // too many to draw: how many there are, by kind
    const bins = Math.max(1, Math.floor(width / 5)), counts = KINDS.map(() => new Uint32Array(bins)), total = new Uint32Array(bins);
    for (const item of inside) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(((item.start + item.end) / 2 - view[0]) / (view[1] - view[0]) * bins)));
      counts[KINDS.indexOf(item.kind)][bin]++;
      total[bin]++;
    }
    const most = Math.max(1, ...total), base = new Float64Array(bins), size = width / bins, parts = [];
    KINDS.forEach((kind, k) => {
      let path = '';
      for (let n = 0; n < bins; n++) if (counts[k][n]) {
        const high = Math.max(1.5, counts[k][n] / most * 34);
        path += `M${round(left + n * size)} ${round(y + 36 - base[n])}v-${round(high)}h${round(size - 1)}v${round(high)}z`;
        base[n] += high;
      }
      if (path) parts.push(draw('path', {class: 'bars', 'data-k': kind, d: path}));
    });
    const text = fill(words().nearby, {n: number(inside.length)});
    return draw('g', {role: 'img', 'aria-label': text}, ...parts);
  }
  function paint() {
    const narrow = left === 0, parts = [], dense = scale() < 10;
    let y = AXIS + 4;
    marks = [];
    const plan = frozen ?? [];
    lanes.forEach((lane, n) => {
      const inside = lane.items.filter(item => item.end >= view[0] && item.start <= view[1]);
      if (frozen ? !plan[n] : !inside.length) { plan[n] = 0; return; }
      const many = dense && inside.length > DENSE, top = y + (narrow ? 20 : 0);
      let rows = 0;
      const body = [];
      if (many) body.push(density(inside, top));
      else {
        const packed = pack(lane), on = new Set(inside);
        for (const one of packed.placed) if (on.has(one.item)) {
          rows = Math.max(rows, one.row + 1);
          if (!frozen || one.row * ROW < plan[n]) body.push(mark(one, top + one.row * ROW + 5));
        }
        const piles = packed.piles.filter(one => one.end >= view[0] && one.start <= view[1]);
        if (piles.length) {
          const row = frozen ? Math.max(0, plan[n] / ROW - 1) : rows++;
          for (const one of piles) body.push(pile(one, top + row * ROW + 5));
        }
      }
      const height = frozen ? plan[n] : many ? 42 : Math.max(1, rows) * ROW;
      plan[n] = height;
      const share = inside.length < lane.items.length ? `${number(inside.length)}/${number(lane.items.length)}` : number(lane.items.length);
      parts.push(draw('line', {class: 'rule', x1: 0, x2: left + width, y1: y, y2: y}));
      parts.push(draw('g', {class: 'body'}, ...body));
      parts.push(draw('text', {class: 'lane', 'data-k': lane.kind, x: 0, y: y + (narrow ? 15 : 19)},
        shortened(lane.name, narrow ? width - 60 : left - 46), draw('tspan', {class: 'n', dx: 6}, share)));
      y = top + height + 5;
    });
    if (!parts.length) parts.push(draw('text', {class: 'tick', x: left + 8, y: y + 18}, words().nothing_here));
    const height = Math.max(y + 4, AXIS + 40);
    const clip = draw('clipPath', {id: 'within'}, draw('rect', {x: left - 2, y: 0, width: width + 2, height}));
    const had = stage.contains(document.activeElement);
    canvas.replaceChildren(clip, ...axis(height), ...parts);
    canvas.setAttribute('viewBox', `0 0 ${left + width} ${height}`);
    canvas.setAttribute('height', height);
    canvas.setAttribute('width', left + width);
    for (const body of $$('.body', canvas)) body.setAttribute('clip-path', 'url(#within)');
    marks.sort((a, b) => a.x0 - b.x0 || a.y - b.y);
    if (!frozen) painted = plan;
    keepFocus(had);
    overview();
    readout();
  }
  let painted = [], queued = 0;
  const repaint = () => { queued ||= requestAnimationFrame(() => { queued = 0; paint(); }); };
  function readout() {
    const inside = items.filter(item => item.end >= view[0] && item.start <= view[1]).length;
    const [a, b] = [Math.ceil(view[0]), Math.floor(view[1])];
    const text = fill(words().span_shown, {first: spoken(a), last: spoken(b), n: number(inside), total: number(items.length)});
    if ($('.span', root).textContent !== text) $('.span', root).textContent = text;
    const loose = $('.loose', root), undated = shown.length - shown.reduce((sum, event) => sum + event.dated, 0);
    if (loose) {
      loose.hidden = !undated;
      loose.textContent = fill(words().loose, {n: number(undated)});
    }
  }

  // --- the strip -----------------------------------------------------------------------------------------------------
  const on = day => (day - domain[0]) / (domain[1] - domain[0]) * (left + width);
  const off = x => domain[0] + x / (left + width) * (domain[1] - domain[0]);
  function overview() {
    const bins = Math.floor((left + width) / 4), counts = KINDS.map(() => new Uint32Array(bins)), total = new Uint32Array(bins);
    for (const item of items) {
      const bin = Math.floor((item.start - domain[0]) / (domain[1] - domain[0]) * bins);
      if (bin < 0 || bin >= bins) continue;
      counts[KINDS.indexOf(item.kind)][bin]++;
      total[bin]++;
    }
    const most = Math.max(2, ...total), base = new Float64Array(bins), parts = [];
    KINDS.forEach((kind, k) => {
      let path = '';
      for (let n = 0; n < bins; n++) if (counts[k][n]) {
        const high = Math.max(2, Math.sqrt(total[n] / most) * (STRIP - 20) * counts[k][n] / total[n]);
        path += `M${n * 4} ${round(STRIP - 15 - base[n])}v-${round(high)}h3v${round(high)}z`;
        base[n] += high;
      }
      if (path) parts.push(draw('path', {class: 'bars', 'data-k': kind, d: path}));
    });
    const years = [], [a, b] = domain.map(day => dateOf(day).getUTCFullYear()), step = [1, 2, 5, 10, 25, 50, 100, 500].find(n => (b - a) / n <= (left + width) / 60) ?? 1000;
    for (let year = Math.ceil(a / step) * step; year <= b; year += step) {
      const date = new Date(0);
      date.setUTCFullYear(year, 0, 1);
      const x = round(on(date.getTime() / 864e5));
      if (x >= 0 && x < left + width - 24) years.push(draw('line', {class: 'grid', x1: x, x2: x, y1: STRIP - 15, y2: STRIP}), draw('text', {class: 'tick', x: x + 3, y: STRIP - 3}, String(year)));
    }
    const [x0, x1] = [Math.max(on(view[0]), 0), Math.min(on(view[1]), left + width)];
    const shade = (from, to) => draw('rect', {class: 'shade', x: round(from), y: 0, width: round(Math.max(to - from, 0)), height: STRIP - 14});
    const grip = (n, x) => draw('rect', {class: 'grip', 'data-grip': n, x: round(Math.min(Math.max(x - 3, 0), left + width - 6)), y: 4, width: 6, height: STRIP - 22, rx: 3, tabindex: 0, role: 'slider',
      'aria-label': words()[n ? 'until_day' : 'since'], 'aria-valuemin': Math.round(domain[0]), 'aria-valuemax': Math.round(domain[1]), 'aria-valuenow': Math.round(view[n]), 'aria-valuetext': spoken(Math.round(view[n]))});
    const held = document.activeElement?.dataset?.grip;
    strip.replaceChildren(...parts, ...years, shade(0, x0), shade(x1, left + width),
      draw('rect', {class: 'window', x: round(x0), y: .5, width: round(Math.max(x1 - x0, 3)), height: STRIP - 15, rx: 3}), grip(0, x0), grip(1, x1));
    strip.setAttribute('viewBox', `0 0 ${left + width} ${STRIP}`);
    strip.setAttribute('width', left + width);
    strip.setAttribute('height', STRIP);
    if (held !== undefined) $(`[data-grip="${held}"]`, strip)?.focus();
  }

  // --- moving ---------------------------------------------------------------------------------------------------------
  const LIMITS = [dayOf('0001-01-01') - 4000, dayOf('9999-12-31') + 4000];
  function bounded([a, b]) {
    const span = Math.min(Math.max(b - a, 5), LIMITS[1] - LIMITS[0]), middle = (a + b) / 2;
    const from = Math.min(Math.max(middle - span / 2, LIMITS[0]), LIMITS[1] - span);
    return [from, from + span];
  }
  let moving = 0;
  function go(target, {quick = false} = {}) {
    cancelAnimationFrame(moving);
    const from = view, to = bounded(target);
    settle(to);
    if (quick || calm.matches || items.length > 3000) { view = to; repaint(); return; }
    const begun = performance.now();
    const frame = now => {
      const t = Math.min(1, (now - begun) / 220), eased = 1 - (1 - t) ** 3;
      view = [from[0] + (to[0] - from[0]) * eased, from[1] + (to[1] - from[1]) * eased];
      paint();
      if (t < 1) moving = requestAnimationFrame(frame); else { view = to; paint(); }
    };
    moving = requestAnimationFrame(frame);
  }
  let telling;
  function settle(to) { // the address follows when the hand rests
    clearTimeout(telling);
    telling = setTimeout(() => {
      const whole = home();
      const same = Math.abs(to[0] - whole[0]) + Math.abs(to[1] - whole[1]) < (whole[1] - whole[0]) / 200;
      if (same) delete state.view; else state.view = `${iso(Math.round(to[0]))}_${iso(Math.round(to[1]))}`;
      remember();
    }, 350);
  }
  const home = () => roomy(core(items) ?? core(dated));
  function zoom(factor, day = (view[0] + view[1]) / 2) {
    go([day - (day - view[0]) * factor, day + (view[1] - day) * factor]);
  }
  const pan = share => go(view.map(day => day + (view[1] - view[0]) * share));
  function period(step) {
    const all = runs(), middle = (view[0] + view[1]) / 2, wide = view[1] - view[0] > (home()[1] - home()[0]) * 0.9;
    let n = wide ? (step > 0 ? 0 : all.length - 1) : step > 0 ? all.findIndex(([a]) => a > middle) : all.findLastIndex(([, b]) => b < middle);
    if (n < 0) n = step > 0 ? all.length - 1 : 0;
    if (all[n]) go(roomy([all[n][0], Math.max(all[n][1], all[n][0] + 7)]));
  }
  function reveal(event) { // brings one event into sight, a month or its own length wide
    const item = dated.find(one => one.event === event);
    if (!item) return;
    const span = Math.max(30, (item.end - item.start) * 2), middle = (item.start + item.end) / 2;
    held = event.n;
    go(roomy([middle - span / 2, middle + span / 2]));
    root.scrollIntoView({block: 'nearest'});
  }

  // --- keyboard -------------------------------------------------------------------------------------------------------
  function keepFocus(had) {
    const one = marks.find(({made}) => made.dataset.n === String(held)) ?? marks[0];
    if (one) one.made.setAttribute('tabindex', 0);
    stage.tabIndex = one ? -1 : 0; // from afar there may be no mark to stand on
    if (had) (one?.made ?? stage).focus({preventScroll: true});
  }
  function hand(to) {
    if (!to) return;
    held = to.made.dataset.n ?? held;
    for (const {made} of marks) made.setAttribute('tabindex', -1);
    to.made.setAttribute('tabindex', 0);
    to.made.focus({preventScroll: true});
    if (to.x0 < left || to.x0 > left + width - 40) {
      const middle = to.item.start, span = view[1] - view[0];
      go([middle - span / 2, middle + span / 2], {quick: true});
    }
  }
  function press(event) {
    const n = marks.findIndex(({made}) => made === document.activeElement), one = marks[n];
    const row = down => marks.filter(other => (down ? other.y > one.y + 2 : other.y < one.y - 2))
      .sort((a, b) => Math.abs(a.y - one.y) - Math.abs(b.y - one.y) || Math.abs(a.x0 - one.x0) - Math.abs(b.x0 - one.x0))[0];
    const acts = {
      ArrowRight: () => event.shiftKey ? pan(0.25) : marks[n + 1] ? hand(marks[n + 1]) : pan(0.5),
      ArrowLeft: () => event.shiftKey ? pan(-0.25) : marks[n - 1] ? hand(marks[n - 1]) : pan(-0.5),
      ArrowDown: () => one && hand(row(true)), ArrowUp: () => one && hand(row(false)),
      '+': () => zoom(0.6, one?.item.start), '=': () => zoom(0.6, one?.item.start), '-': () => zoom(1.6, one?.item.start),
      0: () => go(home()), PageDown: () => period(1), PageUp: () => period(-1),
      Home: () => hand(marks[0]), End: () => hand(marks.at(-1)),
      Enter: () => act(one), ' ': () => act(one),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[event.key]();
  }
  function act(one) {
    if (!one) return;
    if (!one.item.pile) return visit(one.item.event.id);
    const {start, end} = one.item.pile;
    if (scale() >= 10) visit(one.item.pile.items[0].event.id); else go(roomy([start - 2, Math.max(end, start + 8)]));
  }

  // --- hands ----------------------------------------------------------------------------------------------------------
  const pointers = new Map();
  let drag = null;
  const dayAt = event => view[0] + (event.clientX - canvas.getBoundingClientRect().left - left) / scale();
  canvas.addEventListener('pointerdown', event => {
    if (event.button) return;
    pointers.set(event.pointerId, event.clientX);
    drag = {x: event.clientX, view, moved: false, gap: pointers.size === 2 ? Math.abs([...pointers.values()][0] - [...pointers.values()][1]) : 0};
  });
  addEventListener('pointermove', event => {
    if (!drag || !pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event.clientX);
    if (!drag.moved && pointers.size === 1 && Math.abs(event.clientX - drag.x) < 5) return;
    if (!drag.moved) { drag.moved = true; frozen = painted; stage.classList.add('moving'); tip.hidden = true; }
    const span = drag.view[1] - drag.view[0];
    if (pointers.size === 2 && drag.gap) {
      const [a, b] = [...pointers.values()], middle = (drag.view[0] + drag.view[1]) / 2, half = span / 2 * drag.gap / Math.max(20, Math.abs(a - b));
      frozen = null;
      view = bounded([middle - half, middle + half]);
    } else view = bounded(drag.view.map(day => day - (event.clientX - drag.x) / width * span));
    repaint();
  });
  for (const name of ['pointerup', 'pointercancel']) addEventListener(name, event => {
    if (!pointers.delete(event.pointerId) || !drag) return;
    const {moved} = drag;
    drag = pointers.size ? {...drag, x: [...pointers.values()][0], view} : null;
    if (!moved || drag) return;
    frozen = null;
    stage.classList.remove('moving');
    settle(view);
    repaint();
    addEventListener('click', click => { click.preventDefault(); click.stopPropagation(); }, {capture: true, once: true});
    setTimeout(() => dispatchEvent(new Event('click')), 0); // nothing was clicked: let the guard go
  });
  canvas.addEventListener('click', event => {
    const made = event.target.closest('.pile');
    if (made) { event.preventDefault(); act(marks.find(one => one.made === made)); }
  });
  canvas.addEventListener('dragstart', event => event.preventDefault());
  canvas.addEventListener('dblclick', event => { if (!event.target.closest('.mark')) zoom(0.4, dayAt(event)); });
  stage.addEventListener('wheel', event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const day = dayAt(event), factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 120);
      go([day - (day - view[0]) * factor, day + (view[1] - day) * factor], {quick: true});
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      go(view.map(day => day + (event.deltaX || event.deltaY) / scale()), {quick: true});
    }
  }, {passive: false});
  stage.addEventListener('keydown', press);

  let brush = null;
  strip.addEventListener('pointerdown', event => {
    if (event.button) return;
    const x = event.clientX - strip.getBoundingClientRect().left, [a, b] = view.map(on);
    const part = event.target.dataset.grip ?? (Math.abs(x - a) < 8 ? '0' : Math.abs(x - b) < 8 ? '1' : x > a && x < b && b - a < left + width - 12 ? 'move' : 'new');
    brush = {part, x, view: part === 'new' ? [off(x), off(x)] : view, moved: false};
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  strip.addEventListener('pointermove', event => {
    if (!brush) return;
    const x = event.clientX - strip.getBoundingClientRect().left, by = off(x) - off(brush.x), [a, b] = brush.view;
    if (Math.abs(x - brush.x) < 3 && !brush.moved) return;
    brush.moved = true;
    const ends = {0: [Math.min(a + by, b - 5), b], 1: [a, Math.max(b + by, a + 5)], move: [a + by, b + by], new: [Math.min(a, a + by), Math.max(a, a + by)]}[brush.part];
    go(ends, {quick: true});
  });
  addEventListener('pointerup', () => {
    if (brush && !brush.moved && brush.part === 'new') {
      const span = (view[1] - view[0]) / 2;
      go([brush.view[0] - span, brush.view[0] + span]);
    }
    brush = null;
  });
  strip.addEventListener('keydown', event => {
    const n = event.target.dataset.grip, step = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10}[event.key];
    if (n === undefined || !step) return;
    event.preventDefault();
    const ends = [...view];
    ends[n] += step * (domain[1] - domain[0]) / 100;
    if (ends[1] - ends[0] >= 5) go(ends, {quick: true});
  });

  // --- the tip: what the mark under the pointer or the focus says --------------------------------------------------------
  function hint(made) {
    const event = made?.dataset.n === undefined ? null : events[made.dataset.n];
    tip.hidden = !event;
    if (!event) return;
    const who = [event.actors, event.recipients].map(list => list.map(n => worded('actor', data.names[n])).join(', ')).filter(Boolean).join(' → ');
    const kind = [worded('type', data.lists.type[event.type]), worded('status', data.lists.status[event.status]), who].filter(Boolean).join(' · ');
    tip.replaceChildren(element('b', {}, plain(event.words)), element('span', {lang: $('h4', card(event)).lang || false}, label(event)), element('small', {}, kind));
    const box = stage.getBoundingClientRect(), bar = $('.known, .range', made).getBoundingClientRect();
    const x = Math.min(Math.max(bar.left - box.left, left), box.width - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(0, x)}px`;
    tip.style.top = `${bar.bottom - box.top + 10}px`;
  }
  canvas.addEventListener('pointerover', event => { if (!drag?.moved && event.pointerType !== 'touch') hint(event.target.closest('.mark')); });
  canvas.addEventListener('pointerleave', () => { tip.hidden = true; });
  canvas.addEventListener('focusin', event => hint(event.target.closest('.mark')));
  canvas.addEventListener('focusout', () => { tip.hidden = true; });

  // --- the bar of controls --------------------------------------------------------------------------------------------------
  root.addEventListener('click', ({target}) => ({
    in: () => zoom(0.6), out: () => zoom(1.6), all: () => go(home()), left: () => pan(-0.4), right: () => pan(0.4), before: () => period(-1), after: () => period(1),
    range: () => {
      const inner = [Math.ceil(view[0]), Math.floor(view[1])].map(iso);
      [state.from, state.to] = inner;
      [form.elements.from.value, form.elements.to.value] = inner;
      filter();
      remember();
    },
  })[target.closest('[data-do]')?.dataset.do]?.());
  $('select', root).addEventListener('change', ({target}) => {
    if (target.value === 'type') delete state.lanes; else state.lanes = target.value;
    group();
    paint();
    remember();
  });
  document.addEventListener('click', event => {
    const link = event.target.closest?.('[data-reveal]');
    if (link) reveal(byId.get(link.closest('.ev').id));
  });

  function fit() {
    const room = stage.clientWidth;
    if (!room) return;
    left = room < 620 ? 0 : 150;
    width = room - left;
    ruler.font = `12px ${getComputedStyle(stage).fontFamily}`;
    for (const lane of lanes) lane.packed = null;
  }
  let started = false;
  function refresh() { // what is shown changed
    if (!dated.length) { root.hidden = true; return; }
    items = dated.filter(item => seen[item.event.n]);
    if (!started) {
      fit();
      const inner = core(dated);
      domain = roomy(inner);
    }
    const given = state.view?.split('_').map(dayOf) ?? [];
    if (!started || (state.view && refresh.given !== state.view)) view = given.length === 2 && given.every(Number.isFinite) ? bounded(given) : home();
    refresh.given = state.view;
    started = true;
    $('select', root).value = state.lanes in LANE ? state.lanes : 'type';
    group();
    paint();
  }
  document.addEventListener('shown', refresh);
  new ResizeObserver(() => { if (started && stage.clientWidth !== left + width) { fit(); repaint(); } }).observe(stage);
  return {reveal};
})();
