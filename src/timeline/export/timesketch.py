"""Timesketch CSV: `message`, `datetime` and `timestamp_desc`, then what else is known.

Timesketch knows moments only. What it does for a file that has several times is done here for an event: a day is one row, a
duration two (its first and its last day), and an uncertain range two: the earliest and the latest day that it can have been.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from .flat import harmless, joined
from .formats import Told
from .selection import Chosen
from .wording import Worded, worded

FIXED = ("message", "datetime", "timestamp_desc", "date_in_words", "event_id", "publishers", "links")


def write_timesketch(chosen: Chosen, path: Path) -> Told:
    """The rows in the order of their days; columns that were asked for stand behind those of Timesketch."""
    rows, undated, events = [], 0, 0
    extra = {} if not chosen.selection.columns else _extra(chosen)
    for one in worded(chosen):
        known = list(_days(one))
        rows += [_row(one, day, said) | extra.get(one.event.event_id, {}) for day, said in known]
        events, undated = events + bool(known), undated + (not known)
    rows.sort(key=lambda row: (row["datetime"], row["event_id"], row["timestamp_desc"]))
    names = [*FIXED, *(name for name in chosen.columns["events"] if name not in FIXED and extra)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    harmless(frame).write_csv(path)
    return Told(len(rows), f"rows of {events} events", {"no day at all is known": undated})


def _days(one: Worded) -> Iterator[tuple[date, str]]:
    """Each day that a row stands for, and what it is to the event."""
    first, last = one.when.first, one.when.last
    if one.when.exact and first:
        yield first, "Event Day"
        return
    names = ("Event First Day", "Event Last Day") if one.when.lasting else ("Event Earliest Day", "Event Latest Day")
    for day, name in ((first, names[0]), (last, names[1])):
        if day is not None:
            yield day, name


def _row(one: Worded, day: date, said: str) -> dict[str, str | None]:
    return {
        "message": f"{one.kind}: {one.headline}",
        "datetime": f"{day.isoformat()}T00:00:00+00:00",
        "timestamp_desc": said,
        "date_in_words": one.date,
        "event_id": one.event.event_id,
        "publishers": joined(one.publishers),
        "links": joined([url for _, url in one.links]),
    }


def _extra(chosen: Chosen) -> dict[str, dict[str, str | None]]:
    """The columns that were asked for, as texts, by event."""
    frame = chosen.frame("events").drop(FIXED, strict=False)
    texts = ({name: _text(value) for name, value in row.items()} for row in frame.iter_rows(named=True))
    return dict(zip(chosen.tables["events"]["event_id"], texts, strict=True))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return joined([str(item) for item in value])
    return None if value is None else str(value)
