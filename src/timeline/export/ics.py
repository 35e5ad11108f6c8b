"""iCalendar (RFC 5545): the events that are known to the day, as all-day entries. DTEND is the day after the last one.

A calendar draws every entry on its days and has no way to say "some time in May": there, an entry on the first of May invents a
day, and one over all of May invents a duration. Events that are not known to the day are left out and counted.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from timeline.records import Status

from .formats import Told
from .selection import Chosen
from .wording import Worded, worded

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STATUSES = {
    Status.HAPPENED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.CONDITIONAL: "TENTATIVE",
}
"""What was denied has no word in a calendar; its summary says it."""
WIDEST = 75
"""Bytes of a line, without its end."""


def write_ics(chosen: Chosen, path: Path) -> Told:
    """One VEVENT for each event with a known day, or with known first and last days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//timeline//events//EN", "CALSCALE:GREGORIAN"]
    written = vague = undated = 0
    for one in worded(chosen):
        if not one.when.dated:
            undated += 1
        elif not (one.when.exact or one.when.lasting):
            vague += 1
        else:
            lines += _event(one)
            written += 1
    lines.append("END:VCALENDAR")
    path.write_bytes(b"".join(_folded(line) for line in lines))
    left_out = {"the day is not known, only a range": vague, "only their publication bounds them, or nothing": undated}
    return Told(written, "events", left_out)


def _event(one: Worded) -> Iterator[str]:
    event, first, last = one.event, one.when.first, one.when.last
    assert first is not None
    assert last is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{event.event_id}@timeline"
    yield f"DTSTAMP:{event.last_published or EPOCH:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_basic(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_basic(last + timedelta(1))}"
    yield f"SUMMARY:{_escaped(one.headline)}"
    yield f"DESCRIPTION:{_escaped(_description(one))}"
    yield f"CATEGORIES:{_escaped(one.kind)}"
    if event.status in STATUSES:
        yield f"STATUS:{STATUSES[event.status]}"
    yield "TRANSP:TRANSPARENT"
    if event.place_name:
        yield f"LOCATION:{_escaped(event.place_name)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude};{event.longitude}"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _description(one: Worded) -> str:
    """The date in words (an hour or a part of day stands nowhere else), the sentence, and its sources."""
    return "\n".join([one.date, one.event.quote, *(f"{name}: {url}" for name, url in one.links)])


def _escaped(text: str) -> str:
    """A TEXT value: separators and line ends escaped, control characters taken out."""
    kept = "".join(letter for letter in text if letter >= " " or letter == "\n")
    escaped = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return escaped.replace("\x7f", "")


def _folded(line: str) -> bytes:
    """A content line in UTF-8, broken before it has more than 75 bytes, never inside a character."""
    parts: list[bytes] = []
    rest = line.encode("utf-8", "replace")
    while len(rest) > WIDEST - bool(parts):
        cut = WIDEST - bool(parts)
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n"
