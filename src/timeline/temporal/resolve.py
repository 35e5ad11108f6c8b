"""Resolution: from what a phrase means to days, values and reasons. Knows the calendar; knows no word of any language."""

from datetime import date, timedelta

from timeline.records import Basis, Grain, TimexType
from timeline.records.timexpr import (
    Clock,
    Cycle,
    Cyclic,
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
from .outcome import DAYS, Context, Outcome, dated, full_year

UNKNOWN = {
    Unit.YEAR: "XXXX", Unit.MONTH: "XXXX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX", Unit.SEASON: "XXXX-SX", Unit.DECADE: "XXXX", Unit.CENTURY: "XXXX",
}  # fmt: skip
FINER = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY, Grain.WEEKEND, Grain.WEEK, Grain.MONTH})
SUB_DAY = {Unit.SECOND, Unit.MINUTE, Unit.HOUR}


def resolve(expr: TimeExpr, context: Context) -> Outcome | None:
    """The outcome of one phrase in its context; None if it makes no sense on the calendar (a day that no year has)."""
    try:
        return _resolve(expr, context)
    except (ValueError, OverflowError):
        return None


def _resolve(expr: TimeExpr, context: Context) -> Outcome | None:
    match expr:
        case Reference():
            return Outcome(TimexType.DATE, expr.which, steps=(f"{expr.which}: no date of its own",))
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
            return _shift(expr, context)
        case Duration():
            return _duration(expr, context)
        case Repeat():
            return _repeat(expr)
        case Clock() | DayPart():
            return _time_of_day(expr, context)
        case Nth():
            return nth(expr, context)
        case Joined():
            day = _resolve(expr.day, context)
            return None if day is None else on_day(expr.time, day, "the phrase names its day")
        case Nothing():
            return None


def _year(expr: Year, context: Context) -> Outcome:
    if expr.bc:
        return Outcome(
            TimexType.DATE, f"BC{expr.year:04d}", grain=Grain.YEAR, basis=Basis.STATED, steps=("before our era",)
        )
    number = full_year(expr.year, context.published)
    period = calendar.year(number)
    basis = Basis.STATED if expr.year >= 100 else Basis.RESOLVED
    if expr.last_year is None:
        return dated(period, context, basis, None, f"the year {number}")
    last = full_year(expr.last_year, context.published)
    last = last if last >= number else number // 100 * 100 + expr.last_year % 100
    period = Period(period.first, calendar.year(last).last, Grain.YEAR)
    text = f"{number:04d}/{last:04d}"
    return Outcome(TimexType.DATE, text, period.first, period.last, Grain.YEAR, basis, None, text, steps=(text,))


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
    if expr.origin is Origin.STORY:
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
    return dated(period, context, Basis.RESOLVED, published, f"{why}, counted from {published:%A %Y-%m-%d}")


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
        if told := context.story.latest(grain, context.published):
            period = calendar.step(told.period, unit, expr.step)
            return dated(period, context, Basis.ANAPHORIC, told.period.first, f"the {unit} that the text speaks of")
        if context.published:
            period = calendar.step(calendar.holding(context.published, unit), unit, expr.step - 1)
            return dated(period, context, Basis.ASSUMED, context.published, f"the last whole {unit}")
        return _unknown(unit, "no mention and no publication date to count from")
    told = (
        context.story.last_day()
        if unit in {Unit.DAY, Unit.NIGHT}
        else context.story.last_of(FINER | {calendar.GRAINS[unit]})
    )
    if told is None:
        return _unknown(unit, "no mention before it to count from")
    anchor = told.period.first if expr.step <= 0 else told.period.last
    period = calendar.step(calendar.holding(anchor, unit), unit, expr.step)
    return dated(
        period, context, Basis.ANAPHORIC, anchor, f"counted from the mention of {anchor}: {unit} {expr.step:+d}"
    )


def _beside(expr: Relative, context: Context) -> Outcome:
    """The day after an event: dated only where the same sentence dates it just before."""
    if context.beside is not None and context.beside.first and context.beside.grain in DAYS:
        period = calendar.day(context.beside.first)
        return dated(period, context, Basis.ANAPHORIC, period.first, "the day that stands just before it")
    return _unknown(expr.unit, "counted from an event that has no date here")


def _unknown(unit: Unit, why: str) -> Outcome:
    value = UNKNOWN.get(unit, "XXXX-XX-XX")
    return Outcome(TimexType.DATE, value, grain=calendar.GRAINS[unit], steps=(why,))


def _shift(expr: Shift, context: Context) -> Outcome | None:
    length = timex3.duration(expr.amount, expr.unit)
    told = (
        context.story.last_day() or context.story.last_of(FINER | {Grain.YEAR}) if expr.origin is Origin.STORY else None
    )
    origin = context.published if expr.origin is Origin.PUBLISHED else told.period.first if told else None
    basis = Basis.RESOLVED if expr.origin is Origin.PUBLISHED else Basis.ANAPHORIC
    if expr.amount is None or origin is None:
        if expr.origin is not Origin.PUBLISHED or expr.as_duration or expr.amount is not None:
            return Outcome(
                TimexType.DURATION, length, grain=calendar.GRAINS[expr.unit], steps=("nothing to count from",)
            )
        ref = "PAST_REF" if expr.sign < 0 else "FUTURE_REF"
        bounds = (None, origin) if expr.sign < 0 else (origin, None)
        return Outcome(
            TimexType.DATE, ref, *(bounds if origin else (None, None)), calendar.GRAINS[expr.unit], approximate=True,
            edtf=timex3.interval(*bounds) if origin else None, anchor=origin, steps=("a vague number: only the side is known",),
        )  # fmt: skip
    target = calendar.moved(origin, expr.unit, expr.sign * expr.amount)
    step = f"{expr.amount:g} {expr.unit}(s) {'before' if expr.sign < 0 else 'after'} {origin}"
    out = _target(expr, target, context, basis, origin, step)
    if expr.as_duration:
        return Outcome(
            TimexType.DURATION,
            length,
            out.first,
            out.last,
            out.grain,
            basis,
            origin,
            out.edtf,
            out.approximate,
            steps=out.steps,
        )
    return out


def _target(expr: Shift, target: date, context: Context, basis: Basis, origin: date, step: str) -> Outcome:
    quarter = context.story.last_of(frozenset({Grain.QUARTER}))
    if expr.unit is Unit.YEAR and quarter and quarter.sentence >= context.sentence - 2:
        period = calendar.step(quarter.period, Unit.QUARTER, round(4 * expr.sign * (expr.amount or 0)))
        return dated(period, context, Basis.ANAPHORIC, quarter.period.first, "the same quarter", step)
    if expr.unit in SUB_DAY:
        return Outcome(
            TimexType.TIME, target.isoformat(), min(target, origin), max(target, origin), calendar.GRAINS[expr.unit], basis, origin,
            timex3.interval(min(target, origin), max(target, origin)), approximate=True, steps=(step,),
        )  # fmt: skip
    period = calendar.holding(target, expr.unit)
    out = dated(period, context, basis, origin, step)
    if expr.unit in {Unit.WEEK, Unit.FORTNIGHT}:
        return Outcome(
            out.type, target.isoformat(), period.first, period.last, Grain.WEEK, basis, origin, out.edtf, approximate=True,
            steps=(step, f"the week of {target}"),
        )  # fmt: skip
    return out


def _duration(expr: Duration, context: Context) -> Outcome:
    amount = None if expr.amount is None else expr.amount * expr.times
    value = timex3.duration(amount, expr.unit, expr.minor, expr.minor_unit)
    grain, published = calendar.GRAINS[expr.unit], context.published
    if expr.lead is None or published is None:
        return Outcome(
            TimexType.DURATION, value, grain=grain, basis=Basis.STATED, steps=(f"a length of time: {value}",)
        )
    if amount is None:
        bounds = (published, None) if expr.lead == "next" else (None, published)
        return Outcome(
            TimexType.DURATION, value, *bounds, grain, anchor=published, edtf=timex3.interval(*bounds), approximate=True,
            steps=("a vague length of time that touches the day of publication",),
        )  # fmt: skip
    sign = 1 if expr.lead == "next" else -1
    other = calendar.moved(published, expr.unit, sign * amount)
    first, last = min(published, other), max(published, other)
    step = f"{value} {'from' if sign > 0 else 'up to'} {published}"
    return Outcome(
        TimexType.DURATION, value, first, last, grain, anchor=published, approximate=expr.unit not in DAY_UNITS,
        edtf=timex3.interval(first, last), steps=(step,),
    )  # fmt: skip


DAY_UNITS = {Unit.DAY, *SUB_DAY}


def _repeat(expr: Repeat) -> Outcome:
    grain = calendar.GRAINS[expr.unit] if expr.unit else None
    if expr.unit is not None:
        value = timex3.duration(expr.every, expr.unit)
    elif expr.part is not None:
        value, grain = f"XXXX-XX-XX{timex3.part(expr.part)}", Grain.DAYPART
    elif expr.of is Cyclic.WEEKDAY:
        value, grain = f"XXXX-WXX-{int(expr.which or 0) + 1}", Grain.DAY
    elif expr.of is Cyclic.MONTH:
        value, grain = f"XXXX-{int(expr.which or 1):02d}", Grain.MONTH
    elif expr.of is Cyclic.QUARTER:
        value, grain = f"XXXX-Q{expr.which}", Grain.QUARTER
    else:
        value, grain = f"XXXX-{expr.which}", Grain.SEASON
    return Outcome(TimexType.SET, value, grain=grain, basis=Basis.STATED, steps=(f"comes back: {value}",))


def _time_of_day(expr: Clock | DayPart, context: Context) -> Outcome:
    if isinstance(expr, DayPart) and expr.step is not None:
        if context.published is None:
            return Outcome(
                TimexType.TIME,
                f"XXXX-XX-XX{timex3.part(expr.part)}",
                grain=Grain.DAYPART,
                steps=("no publication date",),
            )
        when = context.published + timedelta(days=expr.step)
        base = dated(
            calendar.day(when), context, Basis.RESOLVED, context.published, f"{expr.step:+d} days from publication"
        )
        return on_day(expr, base, f"the day of publication {expr.step:+d}")
    if context.beside is not None:
        return on_day(expr, context.beside, "the day that its sentence names")
    if told := context.story.last_day():
        if told.sentence >= context.sentence - 3:
            base = dated(
                calendar.day(told.period.last), context, Basis.ANAPHORIC, told.period.last, "the day of the story"
            )
            return on_day(expr, base, "the last day that the text named")
    if context.published is None:
        suffix = timex3.clock(expr) if isinstance(expr, Clock) else timex3.part(expr.part)
        return Outcome(TimexType.TIME, f"XXXX-XX-XX{suffix}", grain=_grain(expr), steps=("no day to put it on",))
    base = dated(calendar.day(context.published), context, Basis.ASSUMED, context.published, "no other day is named")
    return on_day(expr, base, "the day of publication, as none is named")


def on_day(time: Clock | DayPart, day: Outcome, why: str) -> Outcome:
    """A time of day on the day that `day` means."""
    suffix = timex3.clock(time) if isinstance(time, Clock) else timex3.part(time.part)
    head = day.value.split("T")[0] if day.first is None else day.first.isoformat()
    head = head if day.value[:1] in "0123456789X" else "XXXX-XX-XX"
    last = day.last
    if isinstance(time, DayPart) and time.part is Part.NIGHT and last is not None:
        last += timedelta(days=1)
    if isinstance(time, Clock) and time.hour == 24 and day.first:
        head, suffix = head, "T24:00"
    return Outcome(
        TimexType.TIME, head + suffix, day.first, last, _grain(time), day.basis, day.anchor,
        timex3.interval(day.first, last) if last != day.last else day.edtf,
        steps=(*day.steps, why, head + suffix), mod=day.mod,
    )  # fmt: skip


def _grain(time: Clock | DayPart) -> Grain:
    if isinstance(time, DayPart):
        return Grain.DAYPART
    return Grain.MINUTE if time.minute is not None else Grain.HOUR
