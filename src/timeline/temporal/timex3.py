"""How a period or an amount is written: TIMEX3 values and EDTF strings."""

from datetime import date

from timeline.languages.temporal_schema import Style
from timeline.records import Grain
from timeline.records.timexpr import Clock, Part, Unit

from .calendar import Period

SEASON_CODE = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
EDTF_SEASON = {3: 21, 6: 22, 9: 23, 12: 24}
LETTER = {
    Unit.SECOND: ("T", "S", 1),
    Unit.MINUTE: ("T", "M", 1),
    Unit.HOUR: ("T", "H", 1),
    Unit.NIGHT: ("T", "NI", 1),
    Unit.DAY: ("", "D", 1),
    Unit.WEEKEND: ("", "WE", 1),
    Unit.WEEK: ("", "W", 1),
    Unit.FORTNIGHT: ("", "W", 2),
    Unit.MONTH: ("", "M", 1),
    Unit.SEASON: ("", "M", 3),
    Unit.QUARTER: ("", "M", 3),
    Unit.HALF: ("", "M", 6),
    Unit.YEAR: ("", "Y", 1),
    Unit.DECADE: ("", "Y", 10),
    Unit.CENTURY: ("", "Y", 100),
    Unit.MILLENNIUM: ("", "Y", 1000),
}
"""How a unit is written in a duration: before T or after, its letter, and how many of that letter it is."""
VAGUE = {
    Unit.QUARTER: "PXQ", Unit.DECADE: "PXE", Unit.CENTURY: "PXC", Unit.SEASON: "PXM", Unit.HALF: "PXM", Unit.MILLENNIUM: "PXY"
}  # fmt: skip


def value(period: Period, style: Style) -> str:
    """The TIMEX3 value of a period of the calendar."""
    first = period.first
    match period.grain:
        case Grain.WEEK:
            iso = first.isocalendar()
            return f"{iso.year}-W{iso.week:02d}"
        case Grain.WEEKEND:
            iso = first.isocalendar()
            return f"{iso.year}-W{iso.week:02d}-WE"
        case Grain.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        case Grain.SEASON:
            return f"{first.year:04d}-{SEASON_CODE[first.month]}"
        case Grain.QUARTER:
            return f"{first.year:04d}-Q{first.month // 3 + 1}"
        case Grain.HALF:
            return f"{first.year:04d}-H{first.month // 7 + 1}"
        case Grain.YEAR:
            return f"{first.year:04d}"
        case Grain.DECADE:
            return f"{period.last.year // 10:03d}" + ("X" if style.decade == "199X" else "")
        case Grain.CENTURY:
            return f"{period.last.year // 100:02d}" + ("XX" if style.century == "18XX" else "")
        case _:
            return first.isoformat()


def edtf(period: Period) -> str:
    """The EDTF string of a period of the calendar."""
    first = period.first
    match period.grain:
        case Grain.WEEK | Grain.WEEKEND:
            return f"{first.isoformat()}/{period.last.isoformat()}"
        case Grain.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        case Grain.SEASON:
            return f"{first.year:04d}-{EDTF_SEASON[first.month]}"
        case Grain.QUARTER:
            return f"{first.year:04d}-{33 + first.month // 3}"
        case Grain.HALF:
            return f"{first.year:04d}-{40 + first.month // 7}"
        case Grain.YEAR:
            return f"{first.year:04d}"
        case Grain.DECADE:
            return f"{period.last.year // 10:03d}X"
        case Grain.CENTURY:
            return f"{period.last.year // 100:02d}XX"
        case _:
            return first.isoformat()


def interval(first: date | None, last: date | None, *, fuzzy_first: bool = False, fuzzy_last: bool = False) -> str:
    """The EDTF interval between two days; None is open, a fuzzy end is marked approximate."""
    left = f"{first.isoformat()}{'~' if fuzzy_first else ''}" if first else ".."
    right = f"{last.isoformat()}{'~' if fuzzy_last else ''}" if last else ".."
    return f"{left}/{right}"


def duration(amount: float | None, unit: Unit, minor: float | None = None, minor_unit: Unit | None = None) -> str:
    """The TIMEX3 value of a length of time; an `amount` of None is vague."""
    mark, letter, factor = LETTER[unit]
    if amount is None:
        return VAGUE.get(unit, f"P{mark}X{letter}")
    number = amount * factor
    if unit in {Unit.YEAR, Unit.HOUR} and number % 1 and minor is None:
        whole, rest = divmod(number, 1)
        small = round(rest * (12 if unit is Unit.YEAR else 60))
        head = f"{int(whole)}{letter}" if whole else ""
        return f"P{mark}{head}{small}M"
    out = f"P{mark}{number:g}{letter}"
    if minor is not None and minor_unit is not None:
        small_mark, small_letter, small_factor = LETTER[minor_unit]
        out += f"{small_mark if small_mark != mark else ''}{minor * small_factor:g}{small_letter}"
    return out


def clock(time: Clock) -> str:
    """The TIMEX3 time of day, from T on."""
    hour = time.hour
    if time.half == "pm" and hour < 12:
        hour += 12
    if time.half == "am" and hour == 12:
        hour = 0
    text = f"T{hour:02d}:{time.minute or 0:02d}"
    if time.second is not None:
        text += f":{time.second:02d}"
    return text + (time.zone or "")


def part(code: Part) -> str:
    """The TIMEX3 part of day, from T on."""
    return f"T{code.value}"
