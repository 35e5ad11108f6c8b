"""Holidays by the keys that language files use: fixed days, days counted from Easter, weekdays of a month, and the moons of Islam
and Judaism by their calendars."""

from collections.abc import Mapping
from datetime import date, timedelta

from timeline.records import Grain

from . import calendar
from .calendar import Period

FIXED: Mapping[str, tuple[int, int]] = {
    "new_year": (1, 1), "new_year_eve": (12, 31), "epiphany": (1, 6), "candlemas": (2, 2), "valentine": (2, 14),
    "women_day": (3, 8),
    "labour_day": (5, 1),
    "victory_1945": (5, 8), "bastille_day": (7, 14), "us_independence": (7, 4), "assumption": (8, 15),
    "halloween": (10, 31), "all_saints": (11, 1), "armistice": (11, 11), "christmas_eve": (12, 24), "christmas": (12, 25),
    "boxing_day": (12, 26), "april_fools": (4, 1), "st_patrick": (3, 17), "juneteenth": (6, 19), "human_rights_day": (12, 10),
    "australia_day": (1, 26), "anzac_day": (4, 25), "canada_day": (7, 1), "guy_fawkes": (11, 5),
}  # fmt: skip
EASTER: Mapping[str, int] = {
    "easter": 0, "easter_monday": 1, "good_friday": -2, "maundy_thursday": -3, "palm_sunday": -7, "ash_wednesday": -46,
    "mardi_gras": -47, "ascension": 39, "pentecost": 49, "whit_monday": 50,
}  # fmt: skip
NTH: Mapping[str, tuple[int, int, int]] = {
    "thanksgiving": (11, 3, 4), "us_labor_day": (9, 0, 1), "mlk_day": (1, 0, 3), "presidents_day": (2, 0, 3),
    "memorial_day": (5, 0, -1),
    "columbus_day": (10, 0, 2), "mothers_day_us": (5, 6, 2), "fathers_day": (6, 6, 3), "black_friday": (11, 3, 4),
    "us_election_day": (11, 0, 1),
}  # fmt: skip
"""(month, weekday, n-th) of the holiday, or of the day before those of `DAY_AFTER`."""
DAY_AFTER = frozenset({"black_friday", "us_election_day"})
ISLAMIC: Mapping[str, tuple[int, int, int]] = {
    "ramadan": (9, 1, 29), "eid_fitr": (10, 1, 1), "eid_adha": (12, 10, 1), "ashura": (1, 10, 1), "mawlid": (3, 12, 1),
}  # fmt: skip
"""(month, day, days) of the tabular Islamic calendar; sighting the moon may differ by a day."""

JEWISH: Mapping[str, tuple[int, int]] = {
    "rosh_hashanah": (0, 2), "yom_kippur": (9, 1), "sukkot": (14, 7), "simchat_torah": (22, 1), "passover": (-163, 8),
    "purim": (-193, 1), "shavuot": (-113, 2),
}  # fmt: skip
"""(days from Rosh Hashanah of the same Gregorian year, days) of the holidays; each begins on the evening before."""
HANUKKAH = (83, 8)
"""The same for Hanukkah, a day later where the month before it is a long one."""
LONG_YEAR, TOO_LONG, TOO_SHORT = 5, 356, 382
"""The last figure of the number of days of a Jewish year with a long second month, and how many days no year may have."""
CREATION = -1373427
"""The day before which the first Jewish year begins, counted as `date.toordinal` does."""


def holiday(key: str, year: int) -> Period:
    """The day or days of a holiday in a year. Raises ValueError where the year has none, KeyError for an unknown key."""
    if key in FIXED:
        return calendar.day(date(year, *FIXED[key]))
    if key in EASTER:
        return calendar.day(easter(year) + timedelta(days=EASTER[key]))
    if key in NTH:
        month, weekday, number = NTH[key]
        whole = calendar.month(year, month)
        if number < 0:
            return calendar.day(calendar.weekday_near(whole.last, weekday, -1))
        found = calendar.weekday_near(whole.first, weekday, 1) + timedelta(days=7 * (number - 1))
        return calendar.day(found + timedelta(days=1) if key in DAY_AFTER else found)
    if key in JEWISH or key == "hanukkah":
        after, length = HANUKKAH if key == "hanukkah" else JEWISH[key]
        late = key == "hanukkah" and (rosh_hashanah(year + 1) - rosh_hashanah(year)).days % 10 == LONG_YEAR
        first = rosh_hashanah(year) + timedelta(days=after + late)
        return Period(first, first + timedelta(days=length - 1), Grain.DAY)
    month, number, length = ISLAMIC[key]
    first = islamic(year, month, number)
    return Period(first, first + timedelta(days=length - 1), Grain.MONTH if length > 20 else Grain.DAY)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as in Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def rosh_hashanah(year: int) -> date:
    """The Jewish new year's day in a Gregorian year (Reingold and Dershowitz, Calendrical Calculations, ch. 8)."""
    before, this, after = (_elapsed(year + 3761 + n) for n in (-1, 0, 1))
    put_off = 2 if after - this == TOO_LONG else 1 if this - before == TOO_SHORT else 0
    return date.fromordinal(CREATION + this + put_off)


def _elapsed(jewish: int) -> int:
    """Days from the first mean new moon to that of a Jewish year, put off from the weekdays that it may not fall on."""
    months = (235 * jewish - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + (3 * (day + 1) % 7 < 3)


def islamic(year: int, month: int, number: int) -> date:
    """The first day in a Gregorian year that is this day of the tabular Islamic calendar (type IIa, civil epoch)."""
    for hijri in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        julian = number + -(-59 * (month - 1) // 2) + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 1948439
        found = date.fromordinal(julian - 1721425)
        if found.year == year:
            return found
    raise ValueError(f"the year {year} has no day {number} of the month {month}")
