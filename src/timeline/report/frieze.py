"""The timeline as a still drawing: what a browser without JavaScript shows, and what is printed.

A panel for each period, a band for each type, each event at its true interval with a label that nothing touches. Known days and
durations are solid; a range in which the date lies is a dashed, empty frame; an end that is not known has an arrow.
"""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from .event import KIND_OF, TYPES, EventView
from .layout import WIDTH, Item, Period, Side, later, periods, shorten
from .strings import Strings
from .svg import drawing, tag
from .words import LANGUAGES, Calendar, Phrase, catalogue, plain

ROW, LEFT, RIGHT, TOP = 22, 136, 24, 26
"""Pixels: of a row, left of the axis (names of types), right of it, and above the first row."""
LIMIT = 300
"""Dated events beyond which the still drawing is left out: it counts no more than the table of counts does."""


def frieze(events: Sequence[EventView], strings: Strings) -> list[tuple[Phrase, Markup]]:
    """The periods of dated events in order: the name of each, and its drawing. Nothing beyond LIMIT events."""
    if not 0 < len(events) <= LIMIT:
        return []
    labels = [_label(event, strings.language) for event in events]
    return [(_title(period), _panel(period, strings)) for period in periods(events, labels)]


def _label(event: EventView, language: str) -> str:
    status = event.event.status
    said = "" if status.value == "happened" else f" ({catalogue(language).statuses[status]})"
    return shorten(event.event.label) + said


def _panel(period: Period, strings: Strings) -> Markup:
    height = TOP + ROW * len(period.rows)
    bands = [n for n, name in enumerate(period.rows) if n == 0 or period.rows[n - 1] != name]
    return drawing(
        LEFT + WIDTH + RIGHT,
        height,
        *_axis(period, height, strings),
        *(_band(n, period.rows[n], strings) for n in bands),
        *(_item(item, period) for item in period.items),
        class_="still",
    )


def _axis(period: Period, height: int, strings: Strings) -> list[Markup]:
    days, form = ticks(period.start, period.end)
    lines = []
    for day in days:
        x = LEFT + (day - period.start).days * _scale(period)
        said = {code: (tick(day, form, catalogue(code).calendar),) for code in LANGUAGES}
        lines.append(tag("line", class_="grid", x1=x, x2=x, y1=TOP - 6, y2=height))
        lines.append(strings.element("text", said, class_="tick", x=x + 3, y=TOP - 12))
    return lines


def _band(row: int, name: str, strings: Strings) -> Markup:
    y = TOP + ROW * row
    event_type = next(one for one in TYPES if one.value == name)
    said: Phrase = {code: (catalogue(code).types[event_type],) for code in LANGUAGES}
    return tag("line", class_="rule", x1=0, x2=LEFT + WIDTH + RIGHT, y1=y, y2=y) + strings.element(
        "text", said, class_="lane", x=0, y=y + ROW / 2 + 4, data_k=KIND_OF[event_type]
    )


def _item(item: Item, period: Period) -> Markup:
    when, event = item.event.when, item.event.event
    scale, y = _scale(period), TOP + ROW * item.row + 5
    x0 = LEFT + (item.start - period.start).days * scale
    x1 = max(LEFT + (item.end - period.start).days * scale, x0 + 8)
    known = when.exact or when.lasting
    shape = tag("rect", class_="known" if known else "range", x=x0, y=y, width=x1 - x0, height=ROW - 10, rx=2) + _arrow(
        x0 if when.first is None else x1, y, turned=when.first is None, open_end=not (when.first and when.last)
    )
    shift = {Side.RIGHT: 7, Side.LEFT: -7, Side.INSIDE: 7}[item.side]
    if not (when.first and when.last):
        shift *= 2
    at = x1 if item.side is Side.RIGHT else x0
    text = tag(
        "text",
        item.label,
        class_="inside" if item.side is Side.INSIDE and known else None,
        x=at + shift,
        y=y + ROW / 2 - 1,
        text_anchor="end" if item.side is Side.LEFT else None,
        lang=item.event.language,
    )
    return tag("a", shape, text, href=f"#{event.event_id}", data_k=item.event.kind, data_s=event.status.value)


def _arrow(x: float, y: float, *, turned: bool, open_end: bool) -> Markup:
    if not open_end:
        return Markup("")
    reach, middle = (-7 if turned else 7), y + (ROW - 10) / 2
    return tag("path", class_="arrow", d=f"M{x:.1f} {middle - 4:.1f}l{reach} 4l{-reach} 4z")


def _scale(period: Period) -> float:
    return WIDTH / (period.end - period.start).days


def ticks(start: date, end: date) -> tuple[list[date], str]:
    """At most about twelve days to mark, each the first of something, and how they are said: "day", "month" or "year"."""
    days = (end - start).days
    if days <= 75:
        step = next(size for size in (1, 2, 7, 14) if days / size <= 14 or size == 14)
        return [later(start, n) for n in range(0, days, step)], "day"
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next(size for size in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / size <= 12 or size == 600)
    firsts = (start.year * 12 + start.month - 1 + n for n in range(months + 1))
    chosen = [date(n // 12, n % 12 + 1, 1) for n in firsts if n % step == 0 and n // 12 < date.max.year]
    return [day for day in chosen if start <= day <= end], "month" if step < 12 else "year"


def tick(day: date, form: str, words: Calendar) -> str:
    """A mark of the axis in words: "6 mai", "mai 2024", "2024"."""
    month = words.months_short[day.month - 1]
    return {"day": f"{day.day} {month}", "month": f"{month} {day.year}", "year": str(day.year)}[form]


def _title(period: Period) -> Phrase:
    """The months that a period spans; the date itself where all its events have the same."""
    said = [item.event.words for item in period.items]
    if all(words == said[0] for words in said):
        return {code: (_capital(plain(said[0][code])),) for code in LANGUAGES}
    days = [day for item in period.items for day in (item.start, later(item.end, -1))]
    return {code: (_capital(months_between(min(days), max(days), catalogue(code).calendar)),) for code in LANGUAGES}


def months_between(first: date, last: date, words: Calendar) -> str:
    """ "mai 2024", "mars – mai 2024", "décembre 2023 – mai 2024"."""
    months = [words.months[day.month - 1] for day in (first, last)]
    if (first.year, first.month) == (last.year, last.month):
        return f"{months[0]} {first.year}"
    if first.year == last.year:
        return f"{months[0]} – {months[1]} {first.year}"
    return f"{months[0]} {first.year} – {months[1]} {last.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
