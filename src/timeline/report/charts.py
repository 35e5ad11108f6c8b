"""The charts: events, laid out, to Vega-Lite through altair. Colours are the page's own, links lead to its cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from timeline.records import EventType

from .layout import WIDTH, Item, Period, Side, later, periods, shorten
from .view import KIND_OF, KINDS, TYPES, EventView
from .words import Catalogue, plain

ROW = 22
"""Pixels of a row."""
LIMIT = 300
"""Events beyond which the timeline counts instead of drawing each one."""
LINKS = "https://timeline.invalid/"
"""Vega keeps links of a known host only; this one stands for the page itself and is taken out again."""
COLOUR = {kind: f"var(--{kind.replace('_', '-')})" for kind in KINDS}
PAPER, INK, FAINT, LINE = "var(--paper)", "var(--ink)", "var(--faint)", "var(--line)"
Row = dict[str, Any]


def timeline_spec(events: Sequence[EventView], words: Catalogue) -> dict[str, Any]:
    """The timeline of dated events as Vega-Lite: a panel for each period, a band for each type, links to the cards."""
    labels = [_label(event, words) for event in events]
    panels = [_panel(period, words) for period in periods(events, labels)]
    return _spec(alt.vconcat(*panels, spacing=26).resolve_scale(x="independent", y="independent"))


def overview_spec(events: Sequence[EventView], words: Catalogue) -> dict[str, Any]:
    """How many events each year, month or day holds, by kind. `events` are `countable`, and not empty."""
    unit = bucket_unit(events)
    kinds = list(KINDS)
    buckets = Counter((_bucket(_first(event), unit), kinds.index(event.kind)) for event in events)
    rows = [
        {"when": when.isoformat(), "kind": getattr(words, kinds[n]), "order": n, "colour": COLOUR[kinds[n]], "n": count}
        for (when, n), count in sorted(buckets.items())
    ]
    first, end = _span(events, unit)
    size = {"day": 1, "month": 29, "year": 350}[unit] * WIDTH / (end - first).days
    chart = (
        _of(rows)
        .mark_bar(align="left", width=max(2.0, min(size, 40.0) - 1), opacity=0.9)
        .encode(
            x=_time_axis([_stamp(first), _stamp(end)], _ticks(first, end), "when"),
            y=alt.Y("n:Q", title=None, axis=alt.Axis(values=_heights(buckets), format="d")),
            color=alt.Color("colour:N", scale=None),
            order="order:Q",
        )
        .properties(width=WIDTH, height=88, title=_heading(words.overview))
    )
    return _spec(chart)


def countable(events: Sequence[EventView]) -> list[EventView]:
    """Those whose whole date lies in one year, month or day of the count. The others are left out, never put on a first day."""
    kept = list(events)
    while kept:
        unit, before = bucket_unit(kept), len(kept)
        kept = [one for one in kept if one.when.first and one.when.last and _fits(one.when.first, one.when.last, unit)]
        if len(kept) == before:
            break
    return kept


def _fits(first: date, last: date, unit: str) -> bool:
    return _bucket(first, unit) == _bucket(last, unit)


def tally(events: Sequence[EventView]) -> tuple[Counter[tuple[date, EventType]], list[EventType]]:
    """Countable events by the first day of their year, month or day and by type; and the types that occur, in order."""
    unit = bucket_unit(events)
    count = Counter((_bucket(_first(event), unit), event.event.event_type) for event in events)
    return count, [one for one in TYPES if any(key[1] is one for key in count)]


def density_spec(events: Sequence[EventView], words: Catalogue) -> dict[str, Any]:
    """Countable events by type and year, month or day: what stands in for a timeline of too many events."""
    count, types = tally(events)
    rows = [
        {"when": when.isoformat(), "type": words.types[what], "n": n, "colour": COLOUR[KIND_OF[what]]}
        for (when, what), n in sorted(count.items())
    ]
    first, end = _span(events, bucket_unit(events))
    chart = (
        _of(rows)
        .mark_circle(opacity=0.75)
        .encode(
            x=_time_axis([_stamp(first), _stamp(end)], _ticks(first, end), "when"),
            y=alt.Y("type:N", sort=[words.types[one] for one in types], title=None),
            size=alt.Size("n:Q", scale=alt.Scale(range=[4, 420]), legend=None),
            color=alt.Color("colour:N", scale=None),
        )
        .properties(width=WIDTH, height=26 * len(types))
    )
    return _spec(chart)


def _spec(chart: alt.Chart | alt.VConcatChart) -> dict[str, Any]:
    axis = {"labelColor": FAINT, "titleColor": FAINT, "tickColor": LINE, "domainColor": LINE, "gridColor": LINE}
    config = alt.Config(
        background="transparent",
        view={"stroke": None},
        axis={**axis, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
        aria=False,
        padding={"left": 20, "right": 30, "top": 6, "bottom": 6},
    )
    return dict(chart.properties(config=config).to_dict())


def _of(rows: list[Row]) -> alt.Chart:
    """A chart of rows that the spec carries itself."""
    return alt.Chart(alt.InlineData(values=rows))


def _label(event: EventView, words: Catalogue) -> str:
    status = event.event.status.value
    said = "" if status == "happened" else f" ({words.statuses[event.event.status]})"
    return shorten(event.event.label) + said


def _panel(period: Period, words: Catalogue) -> alt.LayerChart | alt.FacetChart:
    rows = [_row(item) for item in period.items]
    height = ROW * len(period.rows)
    on = _Axes.of(period)
    layers = [_bands(period, on), _names(period, words, on)]
    for known in (False, True):
        if any(row["known"] is known for row in rows):
            layers.append(_bars([row for row in rows if row["known"] is known], known=known, on=on))
    for side in Side:
        if any(item.side is side for item in period.items):
            layers.append(_labels([row for row in rows if row["side"] == side], side, on))
    if any(row["open"] for row in rows):
        layers.append(_arrows([row for row in rows if row["open"]], on))
    return alt.layer(*layers).properties(width=WIDTH, height=height, title=_heading(_title(period, words)))


def _heading(text: str) -> alt.Title:
    return alt.Title(
        text[:1].upper() + text[1:],
        anchor="start",
        frame="group",
        color=INK,
        fontSize=15,
        fontWeight="normal",
        offset=8,
    )


def _row(item: Item) -> Row:
    when = item.event.when
    solid = when.exact or when.lasting
    return {
        "start": item.start.isoformat(),
        "end": item.end.isoformat(),
        "row": item.row + 0.24,
        "bottom": item.row + 0.76,
        "middle": item.row + 0.5,
        "label": item.label,
        "link": f"{LINKS}#{item.event.event.event_id}",
        "colour": COLOUR[item.event.kind],
        "solid": (0.85 if item.event.event.status.value in {"happened", "ongoing"} else 0.35) if solid else 0.1,
        "known": solid,
        "side": item.side.value,
        "edge": (item.end if item.side is Side.RIGHT else item.start).isoformat(),
        "ink": PAPER if solid and item.side is Side.INSIDE else INK,
        "open": "before" if when.first is None else "after" if when.last is None else "",
    }


def _bars(rows: list[Row], *, known: bool, on: "_Axes") -> alt.Chart:
    """Days that are known are solid; a range in which the date lies is a dashed, empty frame."""
    chart: alt.Chart = (
        _of(rows)
        .mark_rect(cornerRadius=2, strokeWidth=1.2, strokeDash=alt.Undefined if known else [4, 2.5])
        .encode(
            x=on.x("start"),
            x2="end:T",
            y=on.y("row"),
            y2="bottom:Q",
            href="link:N",
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            fillOpacity=alt.FillOpacity("solid:Q", scale=None),
        )
    )
    return chart


def _labels(rows: list[Row], side: Side, on: "_Axes") -> alt.Chart:
    """Labels on one side of their bars, clear of the arrow of an open end."""
    shift = {Side.RIGHT: 6, Side.LEFT: -6, Side.INSIDE: 7}[side]
    shifted = [{**row, "label": f"\u2003{row['label']}" if row["open"] else row["label"]} for row in rows]
    chart: alt.Chart = (
        _of(shifted)
        .mark_text(align="right" if side is Side.LEFT else "left", dx=shift, baseline="middle", fontSize=12)
        .encode(
            x=on.x("edge"),
            y=on.y("middle"),
            text="label:N",
            href="link:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    return chart


def _arrows(rows: list[Row], on: "_Axes") -> alt.Chart:
    """A triangle at the end that is not known."""
    marks = [{**row, "tip": row["start"] if row["open"] == "before" else row["end"]} for row in rows]
    turned = [{**row, "angle": -90 if row["open"] == "before" else 90} for row in marks]
    chart: alt.Chart = (
        _of(turned)
        .mark_point(shape="triangle", filled=True, size=90, opacity=1)
        .encode(
            x=on.x("tip"),
            y=on.y("middle"),
            angle=alt.Angle("angle:Q", scale=None),
            fill=alt.Fill("colour:N", scale=None),
        )
    )
    return chart


def _bands(period: Period, on: "_Axes") -> alt.Chart:
    """A hairline above each type's rows."""
    tops = [n for n, name in enumerate(period.rows) if n == 0 or period.rows[n - 1] != name]
    rows = [{"row": top, "x": _stamp(period.start), "x2": _stamp(period.end)} for top in tops]
    chart: alt.Chart = (
        _of(rows).mark_rule(strokeWidth=1).encode(x=on.x("x"), x2="x2:T", y=on.y("row"), color=alt.value(LINE))
    )
    return chart


def _names(period: Period, words: Catalogue, on: "_Axes") -> alt.Chart:
    """The name of the type, left of its first row."""
    tops = [(n, name) for n, name in enumerate(period.rows) if n == 0 or period.rows[n - 1] != name]
    named = {event_type.value: name for event_type, name in words.types.items()}
    rows = [{"row": n + 0.5, "name": named[name]} for n, name in tops]
    chart: alt.Chart = (
        _of(rows)
        .mark_text(align="right", baseline="middle", fontSize=12)
        .encode(x=alt.value(-10), y=on.y("row"), text="name:N", color=alt.value(FAINT))
    )
    return chart


@dataclass(frozen=True, slots=True)
class _Axes:
    """The scales that all layers of a panel share."""

    domain: list[int]
    ticks: tuple[list[int], str]
    rows: int

    @classmethod
    def of(cls, period: Period) -> "_Axes":
        return cls([_stamp(period.start), _stamp(period.end)], _ticks(period.start, period.end), len(period.rows))

    def x(self, field: str) -> alt.X:
        return _time_axis(self.domain, self.ticks, field)

    def y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, self.rows], reverse=True, nice=False), axis=None)


def _time_axis(domain: list[int], ticks: tuple[list[int], str], field: str) -> alt.X:
    values, form = ticks
    return alt.X(
        f"{field}:T",
        scale=alt.Scale(type="utc", domain=domain, nice=False),
        axis=alt.Axis(values=values, format=form, orient="top", title=None, labelOverlap="greedy", labelAlign="left",
                      labelOffset=0, domain=False, tickSize=4),
    )  # fmt: skip


def _ticks(start: date, end: date) -> tuple[list[int], str]:
    """At most about twelve ticks, each on a first day of something, and how they are written."""
    days = (end - start).days
    if days <= 75:
        step = next(size for size in (1, 2, 7, 14) if days / size <= 14 or size == 14)
        return [_stamp(later(start, n)) for n in range(0, days, step)], "%-d %b"
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next(size for size in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / size <= 12 or size == 600)
    firsts = (start.year * 12 + start.month - 1 + n for n in range(months + 1))
    chosen = [date(n // 12, n % 12 + 1, 1) for n in firsts if n % step == 0 and n // 12 < date.max.year]
    return [_stamp(day) for day in chosen if start <= day <= end], "%b %Y" if step < 12 else "%Y"


def _title(period: Period, words: Catalogue) -> str:
    """The months that a period spans; the date itself where all its events have the same."""
    said = {plain(item.event.words[words.code]) for item in period.items}
    if len(said) == 1:
        return said.pop()
    days = [day for item in period.items for day in (item.start, later(item.end, -1))]
    first, last = min(days), max(days)
    months = words.calendar.months
    if (first.year, first.month) == (last.year, last.month):
        return f"{months[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{months[first.month - 1]} – {months[last.month - 1]} {first.year}"
    return f"{months[first.month - 1]} {first.year} – {months[last.month - 1]} {last.year}"


def bucket_unit(events: Sequence[EventView]) -> str:
    """What the events are counted by, for how long a time most of them span: "day", "month" or "year"."""
    days = sorted(_first(event) for event in events)
    span = (days[-1] - days[0]).days
    return "day" if span <= 62 else "month" if span <= 3700 else "year"


def _span(events: Sequence[EventView], unit: str) -> tuple[date, date]:
    """First day of the first bucket, and the day after the last one or a little later."""
    days = [_first(event) for event in events]
    return _bucket(min(days), unit), later(_bucket(max(days), unit), {"day": 1, "month": 31, "year": 366}[unit])


def _heights(buckets: Counter[tuple[date, int]]) -> list[int]:
    """Round numbers up to the highest bar."""
    totals: Counter[date] = Counter()
    for (when, _), n in buckets.items():
        totals[when] += n
    step = max(1, -(-max(totals.values()) // 3))
    return list(range(0, max(totals.values()) + step, step))


def _bucket(day: date, unit: str) -> date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _first(event: EventView) -> date:
    first = event.when.first or event.when.last
    assert first is not None
    return first


def _stamp(day: date) -> int:
    """Milliseconds since 1970, UTC: what Vega computes with."""
    return (day - date(1970, 1, 1)).days * 86_400_000
