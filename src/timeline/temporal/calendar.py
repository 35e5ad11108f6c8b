"""Periods of the Gregorian calendar and arithmetic on them. No word of any language, no clock."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline.records import Grain
from timeline.records.timexpr import Unit

SEASONS = ("SP", "SU", "FA", "WI")
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season begins in the north: the meteorological ones, as TIMEX3 leaves open which."""
GRAINS = {
    Unit.SECOND: Grain.MINUTE,
    Unit.MINUTE: Grain.MINUTE,
    Unit.HOUR: Grain.HOUR,
    Unit.NIGHT: Grain.DAYPART,
    Unit.DAY: Grain.DAY,
    Unit.WEEKEND: Grain.WEEKEND,
    Unit.WEEK: Grain.WEEK,
    Unit.FORTNIGHT: Grain.WEEK,
    Unit.MONTH: Grain.MONTH,
    Unit.SEASON: Grain.SEASON,
    Unit.QUARTER: Grain.QUARTER,
    Unit.HALF: Grain.HALF,
    Unit.YEAR: Grain.YEAR,
    Unit.DECADE: Grain.DECADE,
    Unit.CENTURY: Grain.CENTURY,
    Unit.MILLENNIUM: Grain.CENTURY,
}
MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
MONTHS_IN |= {Unit.MILLENNIUM: 12000, Unit.SEASON: 3}
DAYS_IN = {Unit.DAY: 1, Unit.NIGHT: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `first` to `last`, both included, that are one unit of the calendar."""

    first: date
    last: date
    grain: Grain


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, Grain.DAY)


@lru_cache(maxsize=1200)
def month(year: int, number: int) -> Period:
    """One month. Raises ValueError outside of the calendar."""
    return Period(date(year, number, 1), date(year, number, months.monthrange(year, number)[1]), Grain.MONTH)


def span(year: int, number: int, length: int, grain: Grain) -> Period:
    """So many months from one on. Raises ValueError outside of the calendar."""
    end = month_after(year, number, length - 1)
    return Period(date(year, number, 1), month(*end).last, grain)


def month_after(year: int, number: int, count: int) -> tuple[int, int]:
    """The month that comes `count` months after another."""
    total = year * 12 + number - 1 + count
    return total // 12, total % 12 + 1


def year(number: int) -> Period:
    """One year. Raises ValueError outside of 1 to 9999."""
    return Period(date(number, 1, 1), date(number, 12, 31), Grain.YEAR)


def season(number: int, code: str) -> Period:
    """A season by the year in which it begins."""
    return span(number, SEASON_MONTH[code], 3, Grain.SEASON)


def decade(start: int) -> Period:
    """The ten years from `start` on."""
    return Period(date(max(start, 1), 1, 1), date(start + 9, 12, 31), Grain.DECADE)


def century(number: int) -> Period:
    """The n-th century as the news count: the 20th is 1900 to 1999."""
    return Period(date(max(100 * number - 100, 1), 1, 1), date(100 * number - 1, 12, 31), Grain.CENTURY)


def holding(when: date, unit: Unit) -> Period:
    """The unit that holds a day. A weekend is that of the day's week (Monday to Sunday)."""
    monday = when - timedelta(days=when.weekday())
    match unit:
        case Unit.WEEK | Unit.FORTNIGHT:
            return Period(monday, monday + timedelta(days=6), Grain.WEEK)
        case Unit.WEEKEND:
            return Period(monday + timedelta(days=5), monday + timedelta(days=6), Grain.WEEKEND)
        case Unit.MONTH:
            return month(when.year, when.month)
        case Unit.SEASON:
            index = (when.month % 12) // 3
            return season(when.year - (when.month < 3), ("WI", "SP", "SU", "FA")[index])
        case Unit.QUARTER:
            return span(when.year, (when.month - 1) // 3 * 3 + 1, 3, Grain.QUARTER)
        case Unit.HALF:
            return span(when.year, 1 if when.month < 7 else 7, 6, Grain.HALF)
        case Unit.YEAR:
            return year(when.year)
        case Unit.DECADE:
            return decade(when.year // 10 * 10)
        case Unit.CENTURY | Unit.MILLENNIUM:
            return century(when.year // 100 + 1)
        case _:
            return day(when)


def step(period: Period, unit: Unit, count: int) -> Period:
    """The unit `count` after the one that begins `period`. Raises ValueError or OverflowError outside of the calendar."""
    if unit in MONTHS_IN:
        return holding(date(*month_after(period.first.year, period.first.month, MONTHS_IN[unit] * count), 1), unit)
    return holding(period.first + timedelta(days=DAYS_IN.get(unit, 1) * count), unit)


def moved(when: date, unit: Unit, amount: float) -> date:
    """The day `amount` units away; in months that are too short the last day. Raises ValueError or OverflowError."""
    if unit in MONTHS_IN:
        to_year, to_month = month_after(when.year, when.month, round(MONTHS_IN[unit] * amount))
        return date(to_year, to_month, min(when.day, months.monthrange(to_year, to_month)[1]))
    if unit in DAYS_IN:
        return when + timedelta(days=round(DAYS_IN[unit] * amount))
    seconds = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}[unit]
    return when + timedelta(days=int(amount * seconds / 86400))


def weekday_near(when: date, weekday: int, direction: int, back_to: int = 3) -> date:
    """The nearest such weekday on or before (`direction` -1) or on or after (1) a day; 0 is the one before if that is not more
    than `back_to` days back: of itself, the nearest of both."""
    back = (when.weekday() - weekday) % 7
    if direction < 0 or (direction == 0 and back <= back_to):
        return when - timedelta(days=back)
    return when + timedelta(days=(7 - back) % 7)


def fits(number: int, month_number: int, day_number: int) -> bool:
    """Whether a year has that day."""
    return 1 <= number <= 9999 and day_number <= months.monthrange(number, month_number)[1]
