"""How many events each week, month or year holds, by kind. A date wider than a bar is left out, never put on its first day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from timeline.report.event import KINDS, EventView
from timeline.report.headings import month
from timeline.report.layout import later
from timeline.report.phrases import day_words, everywhere, same
from timeline.report.strings import Strings
from timeline.report.svg import drawing, tag
from timeline.report.words import LANGUAGES, Phrase, catalogue

WIDTH, HEIGHT, TOP, BOTTOM, LEFT = 1040, 200, 10, 26, 44
WEEKS, MONTHS = 400, 3700
"""Days that the events span at most for bars of a week, and of a month."""


@dataclass(frozen=True, slots=True)
class Activity:
    """The drawing; its table: a row for each bar with the counts of each kind; and how many dates are wider than a bar."""

    unit: Phrase
    drawing: Markup
    rows: tuple[tuple[Phrase, tuple[int, ...]], ...]
    coarser: int


def activity(events: Sequence[EventView], strings: Strings) -> Activity | None:
    """The picture of dated events, or None for fewer than two."""
    kept, unit = countable(events)
    if len(kept) < 2:
        return None
    kinds = list(KINDS)
    count = Counter((_bucket(_day(one), unit), one.kind) for one in kept)
    starts = _run({start for start, _ in count}, unit)
    rows = tuple((_words(start, unit), tuple(count[start, kind] for kind in kinds)) for start in starts)
    return Activity(
        unit=everywhere(f"by_{unit}"),
        drawing=_drawing(starts, [numbers for _, numbers in rows], unit, strings),
        rows=tuple((words, numbers) for words, numbers in rows if any(numbers)),
        coarser=len(events) - len(kept),
    )


def countable(events: Sequence[EventView]) -> tuple[list[EventView], str]:
    """The events whose whole date lies in one week, month or year, and which of these they are counted by."""
    kept, unit = list(events), "week"
    while kept:
        days = [_day(one) for one in kept]
        span = (max(days) - min(days)).days
        unit = "week" if span <= WEEKS else "month" if span <= MONTHS else "year"
        fit = [one for one in kept if _fits(one, unit)]
        if len(fit) == len(kept):
            break
        kept = fit
    return kept, unit


def _fits(one: EventView, unit: str) -> bool:
    first, last = one.when.first, one.when.last
    return first is not None and last is not None and _bucket(first, unit) == _bucket(last, unit)


def _day(one: EventView) -> date:
    day = one.when.first or one.when.last
    assert day is not None
    return day


def _bucket(day: date, unit: str) -> date:
    if unit == "week":
        return later(day, -day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _run(starts: set[date], unit: str) -> list[date]:
    """Every bucket from the first to the last, also the empty ones."""
    found, day = [], min(starts)
    while day < max(starts):
        found.append(day)
        day = _bucket(later(day, {"week": 7, "month": 31, "year": 366}[unit]), unit)
    return [*found, max(starts)]


def _words(start: date, unit: str) -> Phrase:
    if unit == "week":
        return day_words(start, weekday=False)
    return month(start.year, start.month if unit == "month" else 0)


def _drawing(starts: Sequence[date], rows: Sequence[tuple[int, ...]], unit: str, strings: Strings) -> Markup:
    most = max(sum(numbers) for numbers in rows)
    step = (WIDTH - LEFT) / max(len(starts), 12)
    unit_height = (HEIGHT - TOP - BOTTOM) / most
    parts = [*_heights(most, unit_height)]
    for n, numbers in enumerate(rows):
        y = float(HEIGHT - BOTTOM)
        for kind, number in zip(KINDS, numbers, strict=True):
            height = number * unit_height
            y -= height
            if number:
                width = max(min(step, 44.0) - 1.5, 1.0)
                parts.append(
                    tag("rect", data_k=kind, class_="bars", x=LEFT + n * step, y=y, width=width, height=height)
                )
    reach = 0.0
    for n, start in enumerate(starts):
        x = LEFT + n * step
        if x >= reach and (unit != "month" or start.month == 1 or len(starts) < 14 or n == 0):
            said = _tick(start, unit)
            parts.append(tag("line", class_="grid", x1=x, x2=x, y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM + 6))
            parts.append(strings.element("text", said, class_="tick", x=x + 3, y=HEIGHT - 8))
            reach = x + 74
    return drawing(WIDTH, HEIGHT, *parts, class_="picture", aria_hidden="true")


def _heights(most: int, unit_height: float) -> list[Markup]:
    step = max(1, -(-most // 3))
    parts = []
    for number in range(0, most + 1, step):
        y = HEIGHT - BOTTOM - number * unit_height
        parts.append(tag("line", class_="grid", x1=LEFT, x2=WIDTH, y1=y, y2=y))
        parts.append(tag("text", str(number), class_="tick", x=LEFT - 8, y=y + 4, text_anchor="end"))
    return parts


def _tick(start: date, unit: str) -> Phrase:
    if unit == "year":
        return same(str(start.year))
    shown = start + timedelta(0)
    return {
        code: (
            f"{shown.day} {catalogue(code).calendar.months_short[shown.month - 1]}"
            if unit == "week"
            else f"{catalogue(code).calendar.months_short[shown.month - 1]} {shown.year}",
        )
        for code in LANGUAGES
    }
