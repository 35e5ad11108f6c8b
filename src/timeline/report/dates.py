"""Dates in words. An uncertain date is said as it is known: never a day where the source named a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.records import Basis, Event, EventMention, Grain, Mod, Status, TimeMention

from .words import Calendar

DAY_GRAINS = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY})
CLOCK = re.compile(r"T(?:(MO|MI|AF|EV|NI)|(\d\d)(?::(\d\d))?)")
QUARTER_OR_HALF = {Grain.QUARTER: 3, Grain.HALF: 6}


@dataclass(frozen=True, slots=True)
class When:
    """What is known of a date. `clock` is the time part of a TIMEX3 value ("EV", "14:30"). `either`: it is one of the ends,
    not a day between them. `lasting`: the event is known to fill the range, which does not merely bound it."""

    first: date | None
    last: date | None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis = Basis.STATED
    mod: Mod | None = None
    clock: str | None = None
    either: bool = False
    lasting: bool = False

    @classmethod
    def of(
        cls, dated: Event | EventMention, time: TimeMention | None = None, *, published: date | None = None
    ) -> "When":
        """The date of an event or a mention; `time` is the expression that gave it, `published` when its article appeared."""
        first, last, edtf = dated.first, dated.last, dated.edtf or ""
        if dated.basis in {Basis.PUBLISHED, Basis.NONE} and last is None and dated.status is Status.PLANNED:
            first = published
        found = CLOCK.search(time.value) if time and first is not None and first == last else None
        several = first is not None and last is not None and first < last
        return cls(
            first=first,
            last=last,
            grain=dated.grain,
            approximate=dated.approximate,
            basis=dated.basis,
            mod=time.mod if time and (time.first, time.last) == (dated.first, dated.last) else None,
            clock=next((":".join(filter(None, part)) for part in [found.groups()] if any(part)), None)
            if found
            else None,
            either=edtf.startswith("[") and ".." not in edtf and edtf.count(",") == 1,
            lasting=several and dated.grain in DAY_GRAINS and not dated.approximate and not edtf.startswith("["),
        )

    @classmethod
    def of_time(cls, time: TimeMention) -> "When":
        """The date that an expression means by itself."""
        return cls(time.first, time.last, time.grain, time.approximate, time.basis, time.mod)

    @property
    def dated(self) -> bool:
        """Whether the text, not the publication, puts the event somewhere on the axis of time."""
        return self.basis not in {Basis.PUBLISHED, Basis.NONE} and (self.first or self.last) is not None

    @property
    def exact(self) -> bool:
        """One known day."""
        return self.dated and self.first == self.last and not self.approximate

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands in a chronology: by its first day, wider ranges before the days within."""
        first, last = self.first or self.last or date.max, self.last or date.max
        return first.toordinal(), -last.toordinal()


def in_words(when: When, words: Calendar) -> str:
    """The date as one phrase: "samedi 11 mai 2024", "early May 2024", "by 13 May 2024 (publication)"."""
    first, last = when.first, when.last
    if when.basis in {Basis.PUBLISHED, Basis.NONE}:
        return _bounded(first, last, words)
    if first is None and last is None:
        return words.unknown
    if first is None or last is None:
        known = first or last
        assert known is not None
        return _fill(words.until if first is None else words.from_, date=_plain(known, words))
    if first == last:
        return _one_day(when, first, words)
    return _range(when, first, last, words)


def day_in_words(day: date, words: Calendar, *, weekday: bool = True) -> str:
    """One day: "samedi 11 mai 2024"."""
    return _day(day, words) if weekday else _plain(day, words)


def _bounded(first: date | None, last: date | None, words: Calendar) -> str:
    if last is not None:
        return _fill(words.bounded, date=_plain(last, words))
    return _fill(words.bounded_after, date=_plain(first, words)) if first else words.unknown


def _one_day(when: When, day: date, words: Calendar) -> str:
    if when.approximate:
        return _fill(words.about_day, date=_plain(day, words))
    said = _day(day, words)
    if when.clock is None:
        return said
    if when.clock in words.dayparts:
        return _fill(words.at_time, date=said, time=words.dayparts[when.clock])
    hour, _, minute = when.clock.partition(":")
    clock = _fill(words.clock if minute else words.clock_hour, hour=str(int(hour)), minute=minute)
    return _fill(words.at_time, date=said, time=clock)


def _range(when: When, first: date, last: date, words: Calendar) -> str:
    whole = _whole_unit(when.grain, first, last, words)
    if whole:
        return _fill(words.about, date=whole) if when.approximate and when.mod in {None, Mod.APPROX} else whole
    part = _part(when, first, last, words)
    if part:
        return part
    if when.grain in {Grain.WEEK, Grain.WEEKEND} and (last - first).days < 7:
        pattern = words.week if when.grain is Grain.WEEK else words.weekend
    elif when.either:
        pattern = words.one_of
    else:
        pattern = words.span if when.lasting else words.between
    return _ends(pattern, first, last, words)


def _whole_unit(grain: Grain | None, first: date, last: date, words: Calendar) -> str | None:
    """The name of the month, quarter, year … that the range exactly is."""
    after = last + timedelta(1) if last < date.max else last
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day != 1 or after.day != 1:
        return None
    year = str(first.year)
    if months == 1:
        return _fill(words.month, month=words.months[first.month - 1], year=year)
    if grain is Grain.SEASON and months == 3:
        return _season(first, words)
    size = QUARTER_OR_HALF.get(grain) if grain else None
    if size == months and (first.month - 1) % size == 0:
        pattern = words.quarter if grain is Grain.QUARTER else words.half
        return _fill(pattern, n=words.ordinals[(first.month - 1) // size], year=year)
    if first.month != 1 or months % 12:
        return None
    if months == 12:
        return year
    if grain is Grain.DECADE and months == 120:
        return _fill(words.decade, year=year)
    if grain is Grain.CENTURY and months == 1200 and first.year // 100 < len(words.ordinals):
        return _fill(words.century, n=words.ordinals[first.year // 100])
    return _fill(words.years if when_years_lasting(grain) else words.years_between, first=year, last=str(last.year))


def when_years_lasting(grain: Grain | None) -> bool:
    """Whether a run of years names a period ("2019 to 2021") and does not bound a moment."""
    return grain is Grain.YEAR


def _season(first: date, words: Calendar) -> str:
    name = words.seasons[((first.month - 3) % 12) // 3]
    year = f"{first.year}-{first.year + 1}" if first.month == 12 else str(first.year)
    return _fill(words.season, season=name, year=year)


def _part(when: When, first: date, last: date, words: Calendar) -> str | None:
    """ "début mai 2024": only where the text said so, and the range lies in one month or year."""
    place = {Mod.START: "early", Mod.MID: "mid", Mod.END: "late"}.get(when.mod) if when.mod else None
    if place is None:
        return None
    if when.grain is Grain.MONTH and (first.year, first.month) == (last.year, last.month):
        return _fill(getattr(words, f"{place}_month"), month=words.months[first.month - 1], year=str(first.year))
    if when.grain is Grain.YEAR and first.year == last.year:
        return _fill(getattr(words, f"{place}_year"), year=str(first.year))
    return _fill(getattr(words, f"{place}_other"), range=_ends(words.span, first, last, words))


def _ends(pattern: str, first: date, last: date, words: Calendar) -> str:
    """Both ends, without saying the month or the year twice."""
    if first.year != last.year:
        start = _plain(first, words)
    elif first.month != last.month:
        start = _fill(words.day_of_year, day=_number(first, words), month=words.months[first.month - 1])
    else:
        start = _number(first, words)
    return _fill(pattern, first=start, last=_plain(last, words))


def _day(day: date, words: Calendar) -> str:
    return _fill(
        words.day,
        weekday=words.weekdays[day.weekday()],
        day=_number(day, words),
        month=words.months[day.month - 1],
        year=str(day.year),
    )


def _plain(day: date, words: Calendar) -> str:
    month = words.months[day.month - 1]
    return _fill(words.day_plain, day=_number(day, words), month=month, year=str(day.year))


def _number(day: date, words: Calendar) -> str:
    return words.first_day if day.day == 1 else str(day.day)


def _fill(pattern: str, **values: str) -> str:
    return pattern.format(**values)
