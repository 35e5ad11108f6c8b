"""Columns as in ACLED's files: what happened, by day, week or month, for tools that read those.

The codes in `event_type` and `sub_event_type` are PLOVER's, not ACLED's. As there, `event_date` is a day whatever is known, and
 `time_precision` says what it is worth: 1 the day, 2 a day of a week, 3 a day of a month; it is the first possible day, and
`event_date_last` the last. ACLED has no code for wider ranges, nor for what is planned, conditional or denied.
"""

from pathlib import Path
from typing import Any

import polars as pl

from timeline.records import Event, Quantity, Status
from timeline.report.dates import When

from .flat import harmless, joined
from .formats import Told
from .selection import Chosen
from .wording import Worded, worded

SCHEMA: dict[str, type[pl.DataType]] = {
    "event_id_cnty": pl.String,
    "event_date": pl.Date,
    "event_date_last": pl.Date,
    "year": pl.Int64,
    "time_precision": pl.Int64,
    "event_type": pl.String,
    "sub_event_type": pl.String,
    "actor1": pl.String,
    "assoc_actor_1": pl.String,
    "actor2": pl.String,
    "assoc_actor_2": pl.String,
    "iso3": pl.String,
    "location": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "source": pl.String,
    "notes": pl.String,
    "fatalities": pl.Float64,
}


def write_acled(chosen: Chosen, path: Path) -> Told:
    """One row for each event that is told as a fact and known to the month at least, in the order of the days."""
    rows: list[dict[str, Any]] = []
    left_out = {
        "they are not told as facts": 0,
        "no first or no last day is known": 0,
        "they are known less well than to the month": 0,
    }
    for one in worded(chosen):
        precision = _precision(one.when)
        if one.event.status not in {Status.HAPPENED, Status.ONGOING}:
            left_out["they are not told as facts"] += 1
        elif not one.when.dated or one.when.first is None or one.when.last is None:
            left_out["no first or no last day is known"] += 1
        elif precision is None:
            left_out["they are known less well than to the month"] += 1
        else:
            rows.append(_row(one, precision))
    rows.sort(key=lambda row: (row["event_date"], row["event_id_cnty"]))
    harmless(pl.DataFrame(rows, schema=SCHEMA, orient="row")).write_csv(path)
    return Told(len(rows), "events", left_out)


def _precision(when: When) -> int | None:
    """1 for a known day (or known first and last days), 2 within a week, 3 within a month, None for less."""
    if when.first is None or when.last is None:
        return None
    days = (when.last - when.first).days + 1
    if when.exact or when.lasting:
        return 1
    return 2 if days <= 7 else 3 if days <= 31 else None


def _row(one: Worded, precision: int) -> dict[str, Any]:
    event = one.event
    return {
        "event_id_cnty": event.event_id,
        "event_date": one.when.first,
        "event_date_last": one.when.last,
        "year": one.when.first.year if one.when.first else None,
        "time_precision": precision,
        "event_type": str(event.event_type),
        "sub_event_type": event.mode,
        "actor1": next(iter(event.actor_names), None),
        "assoc_actor_1": joined(event.actor_names[1:]) or None,
        "actor2": next(iter(event.recipient_names), None),
        "assoc_actor_2": joined(event.recipient_names[1:]) or None,
        "iso3": event.place_country,
        "location": event.place_name,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "source": joined(one.publishers) or None,
        "notes": f"{one.date}: {event.quote}",
        "fatalities": _fatalities(event),
    }


def _fatalities(event: Event) -> float | None:
    """The number of dead, where exactly one is told: of several nobody knows whether they disagree or add up."""
    told: list[Quantity] = [one for one in event.quantities if one.role == "killed"]
    return told[0].value if len({one.value for one in told}) == 1 else None
