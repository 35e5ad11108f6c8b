"""A chart of a frame of events, for a notebook: what is known is solid, what is uncertain is hollow."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from timeline.errors import UsageError
from timeline.records import Basis, Event, EventType, Grain, Status
from timeline.report.dates import When, in_words
from timeline.report.event import KIND_OF, KINDS, TYPES
from timeline.report.words import LANGUAGES, Catalogue, catalogue

NEEDED = ("event_type", "label", "status", "first", "last", "grain", "approximate", "basis", "edtf")
"""Columns without which nothing can be drawn honestly."""
TOLD = ("event_id", "actor_names", "recipient_names", "place_name", "n_publishers", "quote")
"""Columns that the tooltip shows where they are there."""
LIMIT = 2_000
"""Events beyond which months are counted instead of drawing each event."""
WIDTH, ROW = 760, 16
"""Pixels of the time axis, and of a row."""
GAP = 0.012
"""Share of the axis that two marks in one row keep apart."""
COLOURS = dict(zip(KINDS, ("#6aaed6", "#2070b4", "#f5a04c", "#c8501e", "#8f8f8f"), strict=True))
NOT_DRAWN = {
    "en": ("{n} without a date, not drawn", "{n} known less well than to the month, not counted"),
    "fr": ("{n} sans date, non dessinés", "{n} connus moins bien qu’au mois près, non comptés"),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event as it is drawn: the days that it covers (the end is the day after the last), and what is known of them."""

    row: Row
    when: When
    start: date
    end: date


def chart(events: pl.DataFrame, *, language: str = "en", width: int = WIDTH) -> alt.LayerChart:
    """An altair chart of a frame of events as `timeline.load()` gives it, whole, filtered or joined.

    Known days and durations are solid, ranges in which a date lies are dashed and empty, open ends have a triangle; what did not
    happen for sure is pale. Bands are event types, colours PLOVER's quadrants, in words of `language` ("en", "fr"); drag and
    wheel move and zoom the axis. Events without a date are not drawn, and the subtitle counts them. Beyond 2,000 events the
    chart counts by month, and leaves out (and counts) those whose date is wider. `width` is in pixels.

    Raises UsageError for a language without words, and for a frame that lacks a column it needs.
    """
    if language not in LANGUAGES:
        raise UsageError(f"chart: no words in {language!r}. There are {', '.join(LANGUAGES)}")
    missing = [name for name in NEEDED if name not in events.columns]
    if missing:
        raise UsageError(f"chart: the frame has no column {', '.join(missing)}. Take it from timeline.load()")
    words = catalogue(language)
    marks = [mark for row in events.iter_rows(named=True) if (mark := _mark(row)) is not None]
    if len(marks) > LIMIT:
        return _counted(marks, events.height, words, width)
    return _drawn(marks, events.height, words, width)


def _mark(row: Row) -> _Mark | None:
    """The mark of a row; None where nothing dates it."""
    told = {name: row[name] for name in ("first", "last", "approximate", "edtf")}
    grain = Grain(row["grain"]) if row["grain"] else None
    when = When.of(Event.model_construct(**told, grain=grain, basis=Basis(row["basis"]), status=Status(row["status"])))
    if not when.dated:
        return None
    start = when.first or _later(when.last or date.max, -3)
    return _Mark(row, when, start, _later(max(when.last or _later(start, 3), start), 1))


def _drawn(marks: Sequence[_Mark], total: int, words: Catalogue, width: int) -> alt.LayerChart:
    first, end = _domain(marks)
    rows, bands = _rows(marks, words, GAP * (end - first).days)
    depth = max(1, len(bands))
    x, y = _x(first, end, words), alt.Y("row:Q", scale=alt.Scale(domain=[depth, 0], nice=False), axis=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, x2="end:T", y=y, y2="bottom:Q", tooltip=_tooltip(rows))
    palette = _palette(words)
    solid = base.transform_filter("datum.known").mark_rect(clip=True, cornerRadius=2, strokeWidth=2)
    hollow = base.transform_filter("!datum.known").mark_rect(
        clip=True, cornerRadius=2, strokeWidth=1.5, strokeDash=[4, 2]
    )
    arrows = (
        base.transform_filter("datum.angle != null")
        .mark_point(clip=True, shape="triangle", filled=True, size=70, opacity=1)
        .encode(x=alt.X("tip:T"), x2=alt.Undefined, y=alt.Y("middle:Q"), y2=alt.Undefined)
        .encode(angle=alt.Angle("angle:Q", scale=None), color=alt.Color("kind:N", scale=palette, title=None))
    )
    fill = alt.Fill("kind:N", scale=palette, title=None)
    stroke = alt.Stroke("kind:N", scale=palette, title=None)
    layers = [
        _names(bands, y),
        solid.encode(fill=fill, stroke=stroke, fillOpacity=alt.FillOpacity("strength:Q", scale=None)),
        hollow.encode(fill=fill, stroke=stroke, fillOpacity=alt.value(0.08)),
        arrows,
    ]
    left_out = [NOT_DRAWN[words.code][0].format(n=total - len(marks))] if total > len(marks) else []
    keys = f"■ {words.key_day}, {words.key_span} · ▭ {words.key_range} · ▸ {words.key_open}"
    return _finished(layers, (width, ROW * depth), words.count(len(marks), "event"), [keys, *left_out])


def _rows(marks: Sequence[_Mark], words: Catalogue, gap: float) -> tuple[list[Row], list[str]]:
    """The rows to draw, and for each line of the chart the type whose band it is in: no two marks of a line touch."""
    rows: list[Row] = []
    bands: list[str] = []
    for kind in TYPES:
        ends: list[float] = []
        mine = [mark for mark in marks if mark.row["event_type"] == kind.value]
        for mark in sorted(mine, key=lambda one: (one.start, one.end, str(one.row.get("event_id")))):
            line = next((n for n, end in enumerate(ends) if end <= mark.start.toordinal()), len(ends))
            if line == len(ends):
                ends.append(0)
            ends[line] = mark.end.toordinal() + gap
            rows.append(_row(mark, len(bands) + line, words))
        bands += [words.types[kind]] * len(ends)
    return rows, bands


def _row(mark: _Mark, line: int, words: Catalogue) -> Row:
    row, when = mark.row, mark.when
    sure = row["status"] in {Status.HAPPENED, Status.ONGOING}
    edge = mark.start if when.first is None else mark.end if when.last is None else None
    shown: Row = {
        "start": mark.start.isoformat(),
        "end": mark.end.isoformat(),
        "row": line + 0.2,
        "middle": line + 0.5,
        "bottom": line + 0.8,
        "known": when.exact or when.lasting,
        "strength": 0.85 if sure else 0.3,
        "tip": edge.isoformat() if edge else None,
        "angle": None if edge is None else -90 if when.first is None else 90,
        "kind": _kind(KIND_OF[EventType(row["event_type"])], words),
        "date": in_words(when, words.calendar),
        "label": row["label"],
        "status": words.statuses[Status(row["status"])],
    }
    for name in TOLD:
        if row.get(name):
            shown[name] = ", ".join(row[name]) if isinstance(row[name], list) else row[name]
    return shown


def _counted(marks: Sequence[_Mark], total: int, words: Catalogue, width: int) -> alt.LayerChart:
    """How many events of each type each month holds; those that are not known to the month are left out."""
    narrow = [
        mark
        for mark in marks
        if mark.when.first and mark.when.last and _month(mark.when.first) == _month(mark.when.last)
    ]
    tally = Counter((_month(mark.start), EventType(mark.row["event_type"])) for mark in narrow)
    kinds = [kind for kind in TYPES if any(key[1] is kind for key in tally)]
    rows = [
        {"start": month.isoformat(), "end": _month(_later(month, 31)).isoformat(), "row": kinds.index(kind), "n": n}
        | {"bottom": kinds.index(kind) + 0.9, "type": words.types[kind], "kind": _kind(KIND_OF[kind], words)}
        for (month, kind), n in sorted(tally.items())
    ]
    first, end = _domain(narrow)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[max(1, len(kinds)), 0], nice=False), axis=None)
    cells = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(clip=True)
        .encode(
            x=_x(first, end, words),
            x2="end:T",
            y=y,
            y2="bottom:Q",
            fill=alt.Fill("kind:N", scale=_palette(words), title=None),
        )
        .encode(
            fillOpacity=alt.FillOpacity("n:Q", scale=alt.Scale(range=[0.15, 1]), legend=None), tooltip=["type:N", "n:Q"]
        )
    )
    wide, undated = len(marks) - len(narrow), total - len(marks)
    patterns = zip(NOT_DRAWN[words.code], (undated, wide), strict=True)
    left_out = [pattern.format(n=n) for pattern, n in patterns if n]
    layers = [_names([words.types[kind] for kind in kinds], y), cells]
    return _finished(layers, (width, 2 * ROW * max(1, len(kinds))), words.count(len(narrow), "event"), left_out)


def _finished(layers: Iterable[alt.Chart], size: tuple[int, int], heading: str, said: list[str]) -> alt.LayerChart:
    """The layers with title, legend, and an axis that can be moved."""
    title = alt.Title(heading, subtitle=said, anchor="start", frame="bounds")
    moved = alt.selection_interval(name="window", bind="scales", encodings=["x"])
    names = {"left": 120, "right": 10, "top": 5, "bottom": 5}
    whole: alt.LayerChart = (
        alt.layer(*layers)
        .add_params(moved)
        .properties(width=size[0], height=size[1], title=title, padding=names)
        .configure_view(stroke=None)
        .configure_legend(orient="bottom")
    )
    return whole


def _names(bands: Sequence[str], y: alt.Y) -> alt.Chart:
    """The name of each band, left of its first row."""
    tops = [{"row": n + 0.5, "name": name} for n, name in enumerate(bands) if n == 0 or bands[n - 1] != name]
    mark = alt.Chart(alt.InlineData(values=tops)).mark_text(align="right", baseline="middle", color="#555")
    named: alt.Chart = mark.encode(x=alt.value(-8), y=y, text="name:N")
    return named


def _x(first: date, end: date, words: Catalogue) -> alt.X:
    """The time axis. Months are named here, so that every renderer shows them in the chart's language."""
    months = str([name[:4].rstrip() if len(name) > 4 else name for name in words.calendar.months])
    said = f"{months}[utcmonth(datum.value)]"
    label = f"utcdate(datum.value) == 1 ? {said} + ' ' + utcyear(datum.value) : utcdate(datum.value) + ' ' + {said}"
    return alt.X(
        "start:T",
        scale=alt.Scale(type="utc", domain=[first.isoformat(), end.isoformat()], nice=False),
        axis=alt.Axis(title=None, orient="top", labelExpr=label, labelOverlap="greedy", grid=True, tickCount=8),
    )


def _domain(marks: Sequence[_Mark]) -> tuple[date, date]:
    """The days that the axis shows, with a margin. Without any event, a year that stands for nothing."""
    if not marks:
        return date(2000, 1, 1), date(2001, 1, 1)
    first, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
    margin = max(1, (end - first).days // 40)
    return _later(first, -margin), _later(end, margin)


def _tooltip(rows: Sequence[Mapping[str, Any]]) -> list[alt.Tooltip]:
    names = ("label", "date", "status", *(name for name in TOLD if any(name in row for row in rows)))
    return [alt.Tooltip(f"{name}:N", title=name.removesuffix("_names").replace("_", " ")) for name in names]


def _palette(words: Catalogue) -> alt.Scale:
    return alt.Scale(domain=[_kind(kind, words) for kind in COLOURS], range=[*COLOURS.values()])


def _kind(kind: str, words: Catalogue) -> str:
    return str(getattr(words, kind))


def _month(day: date) -> date:
    return day.replace(day=1)


def _later(day: date, days: int) -> date:
    """A day moved, at most to an end of the calendar."""
    return date.min + timedelta(min(max((day - date.min).days + days, 0), (date.max - date.min).days))
