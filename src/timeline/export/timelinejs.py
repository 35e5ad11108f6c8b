"""TimelineJS 3 JSON: parts of a date omitted by precision, the date in words beside it, text escaped.

TimelineJS needs a first year for every event, and draws a start and an end as a duration. A range that is a whole month or year
is therefore one date without day (or month); the ends of any other uncertain range are drawn, and `display_date` says "between".
"""

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from .flat import to_json
from .formats import Told
from .selection import Chosen
from .wording import Worded, worded


def write_timelinejs(chosen: Chosen, path: Path) -> Told:
    """One slide for each event that has a first day."""
    slides, undated = [], 0
    for one in worded(chosen):
        if one.when.dated and one.when.first:
            slides.append(_slide(one))
        else:
            undated += 1
    path.write_text(to_json({"scale": "human", "events": slides}, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Told(len(slides), "events", {"no first day is known": undated})


def _slide(one: Worded) -> dict[str, Any]:
    first, last = one.when.first, one.when.last
    assert first is not None
    size = _precision(first, last or first)
    slide: dict[str, Any] = {
        "unique_id": one.event.event_id,
        "start_date": _parts(first, size),
        "display_date": one.date,
        "group": one.kind,
        "text": {"headline": escape(one.headline), "text": _text(one)},
    }
    if last is not None and _parts(last, size) != slide["start_date"]:
        slide["end_date"] = _parts(last, size)
    return slide


def _precision(first: date, last: date) -> int:
    """How many parts of a date a range gives: 1 whole years, 2 whole months, 3 days."""
    after = last + timedelta(1) if last < date.max else last
    if first.day != 1 or after.day != 1:
        return 3
    return 1 if first.month == after.month == 1 else 2


def _parts(day: date, size: int) -> Mapping[str, int]:
    return dict([("year", day.year), ("month", day.month), ("day", day.day)][:size])


def _text(one: Worded) -> str:
    """The sentence that says it best, and links to the sources. TimelineJS takes this for HTML."""
    links = " · ".join(f'<a href="{escape(url)}">{escape(name)}</a>' for name, url in one.links)
    return f"<blockquote>{escape(one.event.quote)}</blockquote>" + (f"<p>{links}</p>" if links else "")
