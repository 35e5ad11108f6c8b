"""Who with whom: how many events two identified actors share, of which kind, and when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlencode

from markupsafe import Markup

from timeline.report.event import KINDS, EventView
from timeline.report.parties import Who, usual
from timeline.report.svg import drawing, tag
from timeline.report.words import Phrase, plain

ACTORS, ROWS, BINS = 10, 12, 12
"""Actors of the matrix, rows of the table, bars of a trend."""
CELL = 34


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, the number of events that they share by kind, the trend, and the filter that shows them ("": none)."""

    names: tuple[Phrase, Phrase]
    number: int
    kinds: tuple[tuple[str, int], ...]
    share: Markup
    trend: Markup
    link: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """The matrix: its actors, and for each row and column the mark and the number of shared events; and the table of pairs."""

    actors: tuple[Phrase, ...]
    cells: tuple[tuple[tuple[Markup, int], ...], ...]
    rows: tuple[Pair, ...]


def pairs(events: Sequence[EventView], *, linked: bool) -> Pairs | None:
    """The picture, or None where fewer than two pairs share an event."""
    shared: dict[tuple[str, str], list[EventView]] = {}
    names: dict[str, Phrase] = {}
    for one in events:
        parties: dict[str, Who] = {who.key: who for who in (*one.actors, *one.recipients) if who.identified}
        for key, who in parties.items():
            if key not in names:
                names[key] = usual(key, plain(next(iter(who.name.values()))))
        for left, right in combinations(sorted(parties), 2):
            shared.setdefault((left, right), []).append(one)
    if len(shared) < 2:
        return None
    order = sorted(shared, key=lambda pair: (-len(shared[pair]), pair))
    span = _span(events)
    rows = tuple(_pair(pair, shared[pair], names, span, linked=linked) for pair in order[:ROWS])
    weight: Counter[str] = Counter()
    for pair, held in shared.items():
        weight.update(dict.fromkeys(pair, len(held)))
    actors = sorted(weight, key=lambda key: (-weight[key], key))[:ACTORS]
    cells = tuple(tuple(_cell(shared.get((min(a, b), max(a, b)), [])) for b in actors) for a in actors)
    return Pairs(tuple(names[key] for key in actors), cells, rows)


def _pair(
    pair: tuple[str, str],
    events: Sequence[EventView],
    names: dict[str, Phrase],
    span: tuple[int, int],
    *,
    linked: bool,
) -> Pair:
    kinds = Counter(one.kind for one in events)
    numbers = tuple(kinds[kind] for kind in KINDS)
    link = "#chronology?" + urlencode({"pair": "|".join(pair)}) if linked else ""
    return Pair(
        (names[pair[0]], names[pair[1]]),
        len(events),
        tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]),
        _share(numbers),
        _trend(events, span),
        link,
    )


def _share(numbers: Sequence[int]) -> Markup:
    """A bar of a common length, parted by kind."""
    total, x, parts = sum(numbers), 0.0, []
    for kind, number in zip(KINDS, numbers, strict=True):
        width = number / total * 100
        if number:
            parts.append(tag("rect", class_="bars", data_k=kind, x=x, width=max(width - 1, 1.0), height=10))
        x += width
    return drawing(100, 10, *parts, aria_hidden="true", class_="bar-of")


def _span(events: Sequence[EventView]) -> tuple[int, int]:
    days = sorted(day.toordinal() for one in events if (day := one.when.first or one.when.last))
    return (days[len(days) // 50], days[-1 - len(days) // 50]) if days else (0, 1)


def _trend(events: Sequence[EventView], span: tuple[int, int]) -> Markup:
    """Bars over the whole time of the chronology, low to high."""
    count: Counter[int] = Counter()
    for one in events:
        day = one.when.first or one.when.last
        if day:
            share = (day.toordinal() - span[0]) / max(1, span[1] - span[0] + 1)
            count[min(BINS - 1, max(0, int(share * BINS)))] += 1
    most = max(count.values(), default=1)
    parts = [
        tag("rect", x=n * 6, y=16 - max(2.0, number / most * 15), width=5, height=max(2.0, number / most * 15))
        for n, number in sorted(count.items())
    ]
    base = tag("line", class_="grid", x1=0, x2=BINS * 6, y1=16, y2=16)
    return drawing(BINS * 6, 17, base, *parts, class_="trend", aria_hidden="true")


def _cell(events: Sequence[EventView]) -> tuple[Markup, int]:
    """A disc whose area is the number of shared events, in the colour of their most frequent kind."""
    if not events:
        return Markup(""), 0
    kind, _ = min(Counter(one.kind for one in events).items(), key=lambda row: (-row[1], list(KINDS).index(row[0])))
    radius = min(CELL / 2 - 1, 3 + 2.6 * len(events) ** 0.5)
    disc = tag("circle", class_="bars", data_k=kind, cx=CELL / 2, cy=CELL / 2, r=radius)
    return drawing(CELL, CELL, disc, aria_hidden="true"), len(events)
