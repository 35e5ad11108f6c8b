"""Days that a text names by day and month, with or without weekday and year: enough to find when it was published, no more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.languages.info_schema import language_info

SPACE = r"[\s\u00a0\u202f]"
GAP, MAYBE = rf"{SPACE}{{1,3}}", rf"{SPACE}{{0,3}}"
"""Bounded: a run of spaces without end must not be tried at every length."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day as written: half-open code points, what was named (weekday from 0 = Monday), None for what was not."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """This day in a year, None if that year has none (29 February)."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def fits(self, year: int) -> bool:
        """Whether the day exists in that year and falls on the weekday that was named, if one was."""
        found = self.in_year(year)
        return found is not None and self.weekday in {None, found.weekday()}


def named_days(text: str, language: str, start: int = 0, end: int | None = None) -> Iterator[NamedDay]:
    """The days that `text[start:end]` names, in their order. Dates in figures count if they have a year of four digits."""
    info = language_info(language)
    months = {form: number for number, forms in enumerate(info.months, 1) for form in forms}
    weekdays = {form: number for number, forms in enumerate(info.weekdays) for form in forms}
    for found in _pattern(language).finditer(text, start, len(text) if end is None else end):
        part = found.groupdict()
        year = part["year"] or part["year2"] or part["year3"] or part["year4"]
        weekday = weekdays[part["weekday"].lower()] if part["weekday"] else None
        if part["iso_month"]:
            month, day = int(part["iso_month"]), int(part["iso_day"])
        elif part["one"]:
            if not (pair := _ordered(int(part["one"]), int(part["two"]), info.day_first)):
                continue
            day, month = pair
        else:
            month, day = months[(part["month"] or part["month2"]).lower()], int(part["day"] or part["day2"])
        named = NamedDay(found.start(), found.end(), day, month, int(year) if year else None, weekday)
        if named.in_year(named.year or 2024) is not None:
            yield named


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Day and month in either order, ISO dates, and dates in figures; built from the month and weekday names."""
    info = language_info(language)
    month = _any(form for forms in info.months for form in forms)
    weekday = _any(form for forms in info.weekdays for form in forms)
    return re.compile(
        rf"""(?<![\w/.-])(?:(?P<weekday>{weekday})\.?{MAYBE},?{MAYBE}(?:the{GAP}|le{GAP})?)?
        (?:
          (?P<day>\d{{1,2}}){SPACE}?(?:er|st|nd|rd|th|e)?{GAP}(?:of{GAP})?(?P<month>{month})\b{_in_year("year")}
        | (?P<month2>{month})\b\.?{GAP}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%.]?\d|{SPACE}?[:h]\d)
          {_in_year("year2")}
        | {_year("year3")}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)
        | (?P<one>\d{{1,2}})(?P<mark>[/.-])(?P<two>\d{{1,2}})(?P=mark){_year("year4")}
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def _year(group: str) -> str:
    return rf"(?P<{group}>(?:1[89]|20)\d\d)(?!\d)"


def _in_year(group: str) -> str:
    return rf"(?:\.?{MAYBE},?{MAYBE}(?:of{GAP})?{_year(group)})?"


def _any(words: Iterator[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _ordered(one: int, two: int, day_first: bool) -> tuple[int, int] | None:
    """(day, month) of a date in figures; the language decides only where both orders could be."""
    if one > 12 or two > 12:
        day, month = max(one, two), min(one, two)
    else:
        day, month = (one, two) if day_first else (two, one)
    return (day, month) if 1 <= month <= 12 and 1 <= day <= 31 else None
