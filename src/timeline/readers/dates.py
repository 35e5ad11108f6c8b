"""Dates that are written for machines: in metadata, sidecars and feeds. Prose is the business of `temporal`."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from timeline.records import DateClue, PublishedBasis

ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?"
    r"(?![\d-])",
    re.IGNORECASE,
)
LONE_NUMBER = re.compile(r"\d{10}(\d{3})?")


def aware(value: date | datetime) -> datetime:
    """A point in time with its zone; without one UTC is meant, and a bare day is its midnight."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def parse(raw: str) -> datetime | None:
    """The moment that a machine date names: ISO 8601 (also without dashes), RFC 2822 or Unix time. None if it names no day.

    A month or a year alone names no day and gives None: nothing is filled in.
    """
    text = raw.strip()
    try:
        if LONE_NUMBER.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if match := ISO.match(text):
            return _from_iso(match)
        return aware(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_iso(match: re.Match[str]) -> datetime:
    day = [int(match[part]) for part in ("year", "month", "day")]
    clock = [int(match[part] or 0) for part in ("hour", "minute", "second")]
    zone = (match["zone"] or "Z").upper()
    if zone in {"Z", "UTC", "GMT"}:
        zone = "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    stamp = f"{day[0]:04}-{day[1]:02}-{day[2]:02}T{clock[0]:02}:{clock[1]:02}:{min(clock[2], 59):02}"
    return datetime.fromisoformat(f"{stamp}{zone[0]}{digits[:2]}:{digits[2:]}")


def clue(basis: PublishedBasis, raw: str, *, reliable: bool, field: str | None = None) -> DateClue | None:
    """A clue from a machine date; its evidence is the raw string, with the field that it stood in. None if it names no day."""
    value = parse(raw)
    if value is None:
        return None
    return DateClue(
        basis=basis, value=value, reliable=reliable, evidence=f"{field}: {raw.strip()}" if field else raw.strip()
    )
