"""Where events go on the drawn timeline: periods without long gaps, a band for each type, rows in which nothing collides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .event import TYPES, EventView

WIDTH = 920
"""Pixels of a period's time axis."""
GAP = 14
"""Least pixels between two things in one row."""
REACH = 21
"""Days: events further apart than this stand in different periods."""
NARROW, WIDE = frozenset("iljtfrI.,;:'’|!()[] -–"), frozenset("mwMWOQGD%@—…")
LONGEST = 56
"""Characters of a label."""


class Side(StrEnum):
    """Where a label stands: right of its bar, left of it near the right edge, or inside a bar that leaves no room."""

    RIGHT = "right"
    LEFT = "left"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Item:
    """One event as it is drawn: its first day, the day after its last, its label and its row."""

    event: EventView
    start: date
    end: date
    label: str
    row: int
    side: Side


@dataclass(frozen=True, slots=True)
class Period:
    """A run of events that lie close together, on one scale. `end` is the day after the last one shown."""

    start: date
    end: date
    rows: tuple[str, ...]
    items: tuple[Item, ...]


def periods(events: Sequence[EventView], labels: Sequence[str]) -> tuple[Period, ...]:
    """The dated events (in order) with their labels, laid out. Ranges of more than half a year stand with their first day."""
    groups: list[list[tuple[EventView, str]]] = []
    reach = date.min
    for event, label in zip(events, labels, strict=True):
        start, end = extent(event)
        if not groups or start > reach:
            groups.append([])
        groups[-1].append((event, label))
        reach = max(reach, later(min(end, later(start, 184)), REACH))
    return tuple(_period(group) for group in groups)


def extent(event: EventView) -> tuple[date, date]:
    """First day and the day after the last; an open end reaches a few days beyond the known one."""
    first, last = event.when.first, event.when.last
    start = first or later(last or date.max, -3)
    end = last or later(start, 3)
    return start, max(later(end, 1), later(start, 1))


def later(day: date, days: int) -> date:
    """`day` moved by a number of days, at most to an end of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def text_width(text: str) -> float:
    """Pixels of a text at 12 px in a common sans serif, a little more than less."""
    return sum(4.1 if letter in NARROW else 10.4 if letter in WIDE or letter.isupper() else 7.0 for letter in text)


def shorten(text: str, limit: int = LONGEST) -> str:
    """At most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0]
    return (cut if len(cut) > limit // 2 else text[: limit - 1]).rstrip(" ,;:–-") + "…"


def _period(group: Sequence[tuple[EventView, str]]) -> Period:
    ends = [extent(event) for event, _ in group]
    start, end = min(one for one, _ in ends), max(one for _, one in ends)
    margin = max(1, (end - start).days // 30)
    start, end = later(start, -margin), later(end, max(margin, 14 - (end - start).days - margin))
    scale = WIDTH / max(1, (end - start).days)
    rows: list[str] = []
    items: list[Item] = []
    for event_type in TYPES:
        mine = [(event, label) for event, label in group if event.event.event_type is event_type]
        placed, taken = _pack(mine, start, scale, len(rows))
        items.extend(placed)
        rows.extend([event_type.value] * taken)
    return Period(start=start, end=end, rows=tuple(rows), items=tuple(items))


def _pack(events: Iterable[tuple[EventView, str]], start: date, scale: float, base: int) -> tuple[list[Item], int]:
    """Each event in the first row with room for its bar and its label."""
    taken: list[list[tuple[float, float]]] = []
    items: list[Item] = []
    for event, label in events:
        first, after = extent(event)
        x0, x1 = (first - start).days * scale, max((after - start).days * scale, (first - start).days * scale + 8)
        side, said = _place(x0, x1, label)
        width = text_width(said) + 2 * GAP
        low, high = {Side.LEFT: (x0 - width, x1), Side.RIGHT: (x0, x1 + width), Side.INSIDE: (x0, x1 + GAP)}[side]
        row = next((n for n, spans in enumerate(taken) if all(high <= a or low >= b for a, b in spans)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((low, high))
        items.append(Item(event=event, start=first, end=after, label=said, row=base + row, side=side))
    return items, len(taken)


def _place(x0: float, x1: float, label: str) -> tuple[Side, str]:
    """The side with room for the label; where none has, the label is cut to fit the bar or the larger side."""
    width = text_width(label) + GAP
    if x1 + width <= WIDTH:
        return Side.RIGHT, label
    if x0 - width >= 0:
        return Side.LEFT, label
    room = {Side.INSIDE: x1 - x0, Side.LEFT: x0, Side.RIGHT: WIDTH - x1}
    side = max(room, key=lambda one: room[one])
    limit = len(label)
    while limit > 4 and text_width(shorten(label, limit)) + GAP > room[side]:
        limit -= 1
    return side, shorten(label, limit)
