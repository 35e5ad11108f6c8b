"""Dates that are written for machines: in metadata, sidecars and feeds. Prose is the business of `temporal`."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from timeline.languages import available
from timeline.languages.info_schema import language_info
from timeline.records import DateClue, PublishedBasis

from .decode import normalise

EVIDENCE = 200

ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?"
    r"(?![\d-])",
    re.IGNORECASE,
)
SLASHED = re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)")
NUMBERED = re.compile(r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
CLOCK = re.compile(r"\d:\d\d(?::\d\d)?\s*(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T)\b")
LONE_NUMBER = re.compile(r"\d{10}(\d{3})?")


def aware(value: date | datetime) -> datetime:
    """A point in time with its zone; without one UTC is meant, and a bare day is its midnight."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def parse(raw: str, *, day_first: bool | None = None) -> datetime | None:
    """The moment that a machine date names; None if it names no day.

    Read are ISO 8601 (also without dashes), RFC 2822, Unix time, and a day with its month in words of a language that is read
    here. A month or a year alone names no day: nothing is filled in. 05/06/2024 is read only if `day_first` says how.
    """
    text = raw.strip()
    try:
        if LONE_NUMBER.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if match := ISO.match(text):
            return _from_iso(match)
        day = _numbered(text, day_first) or _worded(text)
        return _from_mail(text) or (aware(day) if day else None)
    except (ValueError, OverflowError, OSError):
        return None


def _from_mail(text: str) -> datetime | None:
    """A date as letters and older feeds write it, if it has an hour."""
    try:
        return aware(parsedate_to_datetime(text)) if CLOCK.search(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _numbered(text: str, day_first: bool | None) -> date | None:
    if match := SLASHED.match(text):
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if not (match := NUMBERED.match(text)):
        return None
    one, two = int(match["one"]), int(match["two"])
    if one > 12 or match["mark"] == ".":  # points are for those who put the day first
        day_first = True
    elif two > 12:
        day_first = False
    if day_first is None and one != two:
        return None
    return date(int(match["year"]), two, one) if day_first else date(int(match["year"]), one, two)


def _worded(text: str) -> date | None:
    """A day such as "lundi 13 mai 2024" or "May 13, 2024"; what follows it, an hour as a rule, is left aside."""
    months, pattern = _words()
    match = pattern.match(text.lower())
    if not match:
        return None
    month = months[match["month"] or match["month2"]]
    return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))


@cache
def _words() -> tuple[dict[str, int], re.Pattern[str]]:
    infos = [language_info(code) for code in available()]
    months = {form: number for info in infos for number, forms in enumerate(info.months, 1) for form in forms}
    weekday = "|".join(sorted({re.escape(form) for info in infos for forms in info.weekdays for form in forms}))
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    return months, re.compile(
        rf"(?:le\s+)?(?:(?:{weekday})\.?,?\s+)?(?:le\s+)?(?:"
        rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\.?\s+(?P<month>{month})\.?,?\s+(?P<year>\d{{4}})"
        rf"|(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}}))(?!\d)"
    )


def _from_iso(match: re.Match[str]) -> datetime:
    day = [int(match[part]) for part in ("year", "month", "day")]
    clock = [int(match[part] or 0) for part in ("hour", "minute", "second")]
    zone = (match["zone"] or "Z").upper()
    if zone in {"Z", "UTC", "GMT"}:
        zone = "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    stamp = f"{day[0]:04}-{day[1]:02}-{day[2]:02}T{clock[0]:02}:{clock[1]:02}:{min(clock[2], 59):02}"
    return datetime.fromisoformat(f"{stamp}{zone[0]}{digits[:2]}:{digits[2:]}")


def clue(
    basis: PublishedBasis, raw: str, *, reliable: bool, field: str | None = None, day_first: bool | None = None
) -> DateClue | None:
    """A clue from a machine date; its evidence is the raw string, with the field that it stood in. None if it names no day."""
    value = parse(raw, day_first=day_first)
    if value is None:
        return None
    evidence = normalise(f"{field}: {raw.strip()}" if field else raw.strip())[:EVIDENCE]
    return DateClue(basis=basis, value=value, reliable=reliable, evidence=evidence)
