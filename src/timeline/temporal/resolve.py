"""Resolution: from what a phrase means to days, values and reasons. Knows the calendar; knows no word of any language."""

from dataclasses import replace
from datetime import date, timedelta

from timeline.records import Basis, Grain, TimexType
from timeline.records.timexpr import (
    Again,
    Clock,
    Cycle,
    Day,
    DayOnly,
    DayPart,
    Duration,
    Era,
    Joined,
    Nothing,
    Nth,
    Origin,
    Part,
    Reference,
    Relative,
    Repeat,
    Shift,
    TimeExpr,
    Unit,
    Year,
)

from . import calendar, timex3
from .calendar import Period
from .cycles import cycle, named_day, nth
from .lengths import FINER, duration, repeat, shift
from .outcome import DAYS, Context, Dated, Outcome, dated, full_year

UNKNOWN = {
    Unit.YEAR: "XXXX", Unit.MONTH: "XXXX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX", Unit.SEASON: "XXXX-SX", Unit.DECADE: "XXXX", Unit.CENTURY: "XXXX",
}  # fmt: skip
IN_YEAR = FINER | {Grain.SEASON, Grain.QUARTER, Grain.HALF}
COARSER = {
    Unit.YEAR: IN_YEAR,
    Unit.DECADE: IN_YEAR | {Grain.YEAR},
    Unit.CENTURY: IN_YEAR | {Grain.YEAR, Grain.DECADE},
}
"""What a unit of a year and more may be counted from."""
NOON = 12
WEEK = 7
"""A day further away than that, which only bounds what is told, has no hours of its own."""
NEAR = 3
"""How many sentences back a day still holds the hours that follow."""


def resolve(expr: TimeExpr, context: Context) -> Outcome | None:
    """The outcome of one phrase in its context; None if it makes no sense on the calendar (a day that no year has)."""
    try:
        return _resolve(expr, context)
    except (ValueError, OverflowError):
        return None


def _resolve(expr: TimeExpr, context: Context) -> Outcome | None:  # noqa: PLR0912 - one case for each member of the union
    match expr:
        case Reference():
            return Outcome(TimexType.DATE, expr.which, steps=(f"{expr.which}: no date of its own",))
        case Again():
            return _again(context)
        case Day() | DayOnly():
            return named_day(expr, context)
        case Year():
            return _year(expr, context)
        case Era():
            return _era(expr, context)
        case Cycle():
            return cycle(expr, context)
        case Relative():
            return _relative(expr, context)
        case Shift():
            return shift(expr, context)
        case Duration():
            return duration(expr, context)
        case Repeat():
            return repeat(expr)
        case Clock() | DayPart():
            return _time_of_day(expr, context)
        case Nth():
            return nth(expr, context)
        case Joined():
            day = _resolve(expr.day, context)
            return None if day is None else on_day(expr.time, day, "the phrase names its day", overnight=expr.overnight)
        case Nothing():
            return None


def _year(expr: Year, context: Context) -> Outcome | None:
    if expr.bc:
        return Outcome(
            TimexType.DATE, f"BC{expr.year:04d}", grain=Grain.YEAR, basis=Basis.STATED, steps=("before our era",)
        )
    number = full_year(expr.year, context.published)
    period = calendar.year(number)
    basis = Basis.STATED if expr.year >= 100 else Basis.RESOLVED
    if expr.period and (told := _told_quarter(expr, context)):
        period = calendar.span(number, told.first.month, 3, Grain.QUARTER)
        return dated(period, context, Basis.ANAPHORIC, told.first, f"the quarter of {number} that the text compares")
    if expr.last_year is None:
        return dated(period, context, basis, None, f"the year {number}")
    last = full_year(expr.last_year, context.published)
    last = last if last >= number else number // 100 * 100 + expr.last_year % 100
    if last < number:
        return None
    period = Period(period.first, calendar.year(last).last, Grain.YEAR)
    text = f"{number:04d}/{last:04d}"
    return Outcome(TimexType.DATE, text, period.first, period.last, Grain.YEAR, basis, None, text, steps=(text,))


def _again(context: Context) -> Outcome | None:
    """The last dated mention once more; no mention at all where none is near."""
    told = context.story.dated[-1] if context.story.dated else None
    if told is None or told.sentence < context.sentence - NEAR:
        return None
    return dated(told.period, context, Basis.ANAPHORIC, told.period.first, "the time that the text has told last")


def _told_quarter(expr: Year, context: Context) -> Period | None:
    """The quarter that a text reports on where it speaks of the "1988 quarter" or the "1988 period"."""
    told = context.story.reported(context)
    if told is None and expr.period == "quarter":
        told = context.story.last_of(frozenset({Grain.QUARTER}))
    return told.period if told else None


def _era(expr: Era, context: Context) -> Outcome:
    if expr.bc:
        return Outcome(
            TimexType.DATE, f"BC{expr.number:02d}", grain=Grain.CENTURY, basis=Basis.STATED, steps=("before our era",)
        )
    if expr.unit is Unit.CENTURY:
        return dated(calendar.century(expr.number), context, Basis.STATED, None, f"century number {expr.number}")
    start = full_year(expr.number, context.published)
    if expr.number < 100 and context.published and start > context.published.year:
        start -= 100
    basis = Basis.STATED if expr.number >= 100 else Basis.ASSUMED
    return dated(calendar.decade(start), context, basis, None, f"the ten years from {start} on")


def _relative(expr: Relative, context: Context) -> Outcome:
    unit = expr.unit
    if expr.origin is Origin.EVENT:
        return _beside(expr, context)
    past = expr.told and context.direction() == "past"
    if expr.origin is Origin.STORY or (past and context.story.last_of(_countable(unit))):
        return _from_story(expr, context)
    published = context.published
    if published is None:
        return _unknown(unit, "the publication date is unknown")
    if unit is Unit.WEEKEND:
        period, why = _weekend(expr.step, published, context)
    else:
        base = calendar.holding(published, unit)
        if unit is Unit.WEEK and context.style.week_starts == 6 and published.weekday() == 6 and expr.step < 0:
            base = calendar.step(base, unit, 1)
        period = calendar.step(base, unit, expr.step)
        why = f"the {unit} of publication" + (f" {expr.step:+d}" if expr.step else "")
    found = dated(period, context, Basis.RESOLVED, published, f"{why}, counted from {published:%A %Y-%m-%d}")
    return _up_to(published, unit, expr.step, found) if expr.rolling else found


def _up_to(published: date, unit: Unit, step: int, named: Outcome) -> Outcome:
    """The same value with the days of so long a time that ends on the day of publication."""
    first = calendar.moved(published, unit, step)
    why = (*named.steps, f"a {unit} up to {published}: {first}")
    return replace(
        named, first=first, last=published, edtf=timex3.interval(first, published), approximate=True, steps=why
    )


def _weekend(step: int, published: date, context: Context) -> tuple[Period, str]:
    here = calendar.holding(published, Unit.WEEKEND)
    inside = published >= here.first
    if step > 0:
        return (calendar.step(here, Unit.WEEKEND, step if inside else step - 1), "the weekend to come")
    if step < 0:
        return (calendar.step(here, Unit.WEEKEND, step), "the weekend before this one")
    if inside:
        return here, "the weekend of publication"
    way = context.direction()
    if way == "past" or (way is None and published.weekday() <= 1):
        return calendar.step(here, Unit.WEEKEND, -1), "the weekend just past"
    return here, "the weekend to come"


def _from_story(expr: Relative, context: Context) -> Outcome:
    unit = expr.unit
    if unit is Unit.QUARTER or unit is Unit.HALF:
        grain = calendar.GRAINS[unit]
        latest = context.story.latest(grain, context.published)
        if told := latest or (context.story.last_of(FINER) if expr.step else None):
            period = calendar.step(calendar.holding(told.period.first, unit), unit, expr.step)
            return dated(period, context, Basis.ANAPHORIC, told.period.first, f"the {unit} that the text speaks of")
        if context.published:
            step = min(expr.step, expr.step - 1 + (expr.step < 0))
            period = calendar.step(calendar.holding(context.published, unit), unit, step)
            return dated(period, context, Basis.ASSUMED, context.published, f"the last whole {unit}")
        return _unknown(unit, "no mention and no publication date to count from")
    told = context.story.last_day() if unit in {Unit.DAY, Unit.NIGHT} else context.story.last_of(_countable(unit))
    if told is None:
        if context.published is None or not (expr.assumed or unit not in {Unit.DAY, Unit.NIGHT}):
            return _unknown(unit, "no mention before it to count from")
        period = calendar.step(calendar.holding(context.published, unit), unit, expr.step)
        return dated(
            period, context, Basis.ASSUMED, context.published, "no mention before it: counted from publication"
        )
    anchor = told.period.first if expr.step <= 0 else told.period.last
    period = calendar.step(calendar.holding(anchor, unit), unit, expr.step)
    return dated(
        period, context, Basis.ANAPHORIC, anchor, f"counted from the mention of {anchor}: {unit} {expr.step:+d}"
    )


def _countable(unit: Unit) -> frozenset[Grain]:
    """The grains of the mentions that a unit may be counted from."""
    return COARSER.get(unit, FINER) | {calendar.GRAINS[unit]}


def _beside(expr: Relative, context: Context) -> Outcome:
    """The day after an event: dated only where the same sentence dates it just before."""
    if context.beside is not None and context.beside.first and context.beside.grain in DAYS:
        period = calendar.day(context.beside.first)
        return dated(period, context, Basis.ANAPHORIC, period.first, "the day that stands just before it")
    return _unknown(expr.unit, "counted from an event that has no date here")


def _unknown(unit: Unit, why: str) -> Outcome:
    value = UNKNOWN.get(unit, "XXXX-XX-XX")
    return Outcome(TimexType.DATE, value, grain=calendar.GRAINS[unit], steps=(why,))


def _on_every(expr: Clock | DayPart, days: Outcome) -> Outcome:
    """A time of day on days that come back: it is on no single one of them."""
    head = days.value.split("T")[0] if days.value.startswith("XXXX-") else "XXXX-XX-XX"
    value = head + (timex3.clock(expr) if isinstance(expr, Clock) else timex3.part(expr.part))
    steps = (f"on each of the days that come back: {days.value}", value)
    return Outcome(TimexType.TIME, value, grain=_grain(expr), basis=Basis.STATED, steps=steps)


def _time_of_day(expr: Clock | DayPart, context: Context) -> Outcome | None:
    night = isinstance(expr, DayPart) and expr.part is Part.NIGHT
    if isinstance(expr, DayPart) and expr.step is not None:
        if context.published is None:
            return Outcome(
                TimexType.TIME,
                f"XXXX-XX-XX{timex3.part(expr.part)}",
                grain=Grain.DAYPART,
                steps=("no publication date",),
            )
        told = context.story.last_day() if expr.origin is Origin.STORY else None
        anchor = told.period.first if told else context.published
        if anchor is None:
            return None
        basis, name = (Basis.ANAPHORIC, "the story") if told else (Basis.RESOLVED, "publication")
        base = dated(
            calendar.day(anchor + timedelta(days=expr.step)), context, basis, anchor, f"{expr.step:+d} days from {name}"
        )
        return on_day(expr, base, f"the day of {name} {expr.step:+d}", overnight=night)
    if context.beside is not None and context.beside.type is TimexType.SET:
        return _on_every(expr, context.beside)
    if context.beside is not None:
        beside = context.beside
        when = _after_night(expr, beside.first, beside.last, context) if beside.first and beside.last else None
        named = (
            replace(beside, first=when, last=when, edtf=when.isoformat(), steps=())
            if when
            else replace(beside, steps=())
        )
        return on_day(expr, named, f"{named.first} is the day that its sentence names")
    told = _day_of_story(context)
    if told is not None:
        when = _after_night(expr, told.period.last, told.until, context)
        base = dated(calendar.day(when), context, Basis.ANAPHORIC, told.period.last, "the day of the story")
        return on_day(expr, base, "the last day that the text named", overnight=night)
    if isinstance(expr, DayPart) and expr.told:
        return None
    return _without_day(expr, context, night=night)


def _without_day(expr: Clock | DayPart, context: Context, *, night: bool) -> Outcome:
    """A time of day where the text names no day: of publication, unless its sentence names a longer time that is not now."""
    suffix = timex3.clock(expr) if isinstance(expr, Clock) else timex3.part(expr.part)
    if context.published is None:
        return Outcome(TimexType.TIME, f"XXXX-XX-XX{suffix}", grain=_grain(expr), steps=("no day to put it on",))
    told = context.story.within(context.sentence, context.start)
    if told is not None and not told.period.first <= context.published <= told.period.last:
        first, last = told.period.first, told.period.last
        return Outcome(
            TimexType.TIME, f"XXXX-XX-XX{suffix}", first, last, _grain(expr), Basis.ANAPHORIC, first,
            timex3.interval(first, last), approximate=True, steps=(f"some day of {first} to {last}, which its sentence names",),
        )  # fmt: skip
    base = dated(calendar.day(context.published), context, Basis.ASSUMED, context.published, "no other day is named")
    return on_day(expr, base, "the day of publication, as none is named", overnight=night)


def _after_night(expr: Clock | DayPart, day: date, until: date, context: Context) -> date:
    """Of a night's two days the one that holds an hour: before noon the second, unless that is told as past and still ahead."""
    early = (
        expr.hour < NOON and expr.half != "pm" if isinstance(expr, Clock) else expr.part in {Part.DAWN, Part.MORNING}
    )
    if not early or until <= day:
        return day
    ahead = context.published is not None and until > context.published and context.direction() == "past"
    return day if ahead else until


def _day_of_story(context: Context) -> Dated | None:
    """The last single day that the sentences just before named: one of what happened before one of what was only said then, and
    one that lies where the tense looks. A past tense has none that is yet to come."""
    told = [one for one in context.story.one_days() if one.sentence >= context.sentence - NEAR]
    told.sort(key=lambda one: one.said)
    published = context.published
    if not told or published is None or told[0].period.first == published:
        return told[0] if told else None
    if told[0].said and abs((told[0].period.first - published).days) > WEEK:
        return None
    way = context.direction()
    if way == "past" and told[0].period.first > published:
        return next((one for one in told if one.period.first <= published), None)
    if way == "future" and told[0].period.first < published:
        return next((one for one in told if one.period.first >= published), told[0])
    return told[0]


def on_day(time: Clock | DayPart, day: Outcome, why: str, *, overnight: bool = False) -> Outcome:
    """A time of day on the day that `day` means; `overnight`, it ends on the day after. The night of a day that is named is
    that day's alone."""
    suffix = timex3.clock(time) if isinstance(time, Clock) else timex3.part(time.part)
    head = day.value.split("T")[0] if day.first is None else day.first.isoformat()
    head = head if day.value[:1] in "0123456789X" else "XXXX-XX-XX"
    last = day.last
    if overnight and last is not None:
        last += timedelta(days=1)
    if isinstance(time, Clock) and time.hour == 24 and day.first:
        suffix = "T24:00"
    return Outcome(
        TimexType.TIME, head + suffix, day.first, last, _grain(time), day.basis, day.anchor,
        timex3.interval(day.first, last) if last != day.last else day.edtf,
        steps=(*day.steps, why, head + suffix), mod=day.mod,
    )  # fmt: skip


def _grain(time: Clock | DayPart) -> Grain:
    if isinstance(time, DayPart):
        return Grain.DAYPART
    return Grain.MINUTE if time.minute is not None else Grain.HOUR
