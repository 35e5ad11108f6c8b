"""Lengths of time: counted away from a day, laid against the day of publication, or coming back."""

from datetime import date

from timeline.records import Basis, Grain, TimexType
from timeline.records.timexpr import Cyclic, Duration, Origin, Repeat, Shift, Unit

from . import calendar, timex3
from .outcome import Context, Outcome, dated

SUB_DAY = {Unit.SECOND, Unit.MINUTE, Unit.HOUR}
DAY_UNITS = {Unit.DAY, *SUB_DAY}
FINER = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY, Grain.WEEKEND, Grain.WEEK, Grain.MONTH})
LIKE = {
    Grain.MONTH: (Unit.MONTH, 12),
    Grain.QUARTER: (Unit.QUARTER, 4),
    Grain.HALF: (Unit.HALF, 2),
    Grain.YEAR: (Unit.YEAR, 1),
}
"""The unit of a period that reports compare, and how many of it a year has."""
SOME_DAYS = 7
"""How far away "a few days" may be."""


def _basis(expr: Shift) -> Basis:
    return Basis.RESOLVED if expr.origin is Origin.PUBLISHED else Basis.ANAPHORIC


def shift(expr: Shift, context: Context) -> Outcome | None:
    """So many units from the day of publication or from the last dated mention."""
    length = timex3.duration(expr.amount, expr.unit)
    told = (
        context.story.last_day() or context.story.last_of(FINER | {Grain.YEAR}) if expr.origin is Origin.STORY else None
    )
    origin = context.published if expr.origin is Origin.PUBLISHED else told.period.first if told else None
    basis = _basis(expr)
    if expr.amount is None and told is not None and (around := _around(expr, told.period.first, length)):
        return around
    if expr.amount is None or origin is None:
        if expr.origin is not Origin.PUBLISHED or expr.as_duration or expr.amount is not None:
            return Outcome(
                TimexType.DURATION, length, grain=calendar.GRAINS[expr.unit], steps=("nothing to count from",)
            )
        ref = "PAST_REF" if expr.sign < 0 else "FUTURE_REF"
        first, last = (None, origin) if expr.sign < 0 else (origin, None)
        return Outcome(
            TimexType.DATE, ref, first, last, calendar.GRAINS[expr.unit], approximate=True, anchor=origin,
            edtf=timex3.interval(first, last) if origin else None, steps=("a vague number: only the side is known",),
        )  # fmt: skip
    target = calendar.moved(origin, expr.unit, expr.sign * expr.amount)
    step = f"{expr.amount:g} {expr.unit}(s) {'before' if expr.sign < 0 else 'after'} {origin}"
    out = _target(expr, target, origin, context, step)
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


def _around(expr: Shift, anchor: date, length: str) -> Outcome | None:
    """A vague number of hours from a day is that day, of days its month where that holds them; more is not known."""
    if expr.unit in SUB_DAY:
        period, why = calendar.day(anchor), f"some hours from {anchor}: that day"
    elif expr.unit is Unit.DAY:
        period = calendar.holding(calendar.moved(anchor, Unit.DAY, expr.sign * SOME_DAYS), Unit.MONTH)
        if not period.first <= calendar.moved(anchor, Unit.DAY, expr.sign) <= period.last:
            return None
        why = f"some days from {anchor}: in that month"
    else:
        return None
    edtf = timex3.edtf(period)
    return Outcome(
        TimexType.DURATION, length, period.first, period.last, period.grain, Basis.ANAPHORIC, anchor,
        f"{edtf}~", approximate=True, steps=(why,),
    )  # fmt: skip


def _target(expr: Shift, target: date, origin: date, context: Context, step: str) -> Outcome:
    basis = _basis(expr)
    one_year = expr.unit is Unit.YEAR and expr.amount == 1 and expr.at is None
    told = context.story.reported(context, wide=expr.compared) if one_year else None
    if told is not None:
        unit, count = LIKE[told.period.grain]
        period = calendar.step(told.period, unit, count * expr.sign)
        return dated(period, context, Basis.ANAPHORIC, told.period.first, f"the same {unit} of another year", step)
    if expr.at is not None:
        return dated(calendar.holding(target, expr.at), context, basis, origin, step)
    if expr.unit in SUB_DAY:
        return Outcome(
            TimexType.TIME, target.isoformat(), min(target, origin), max(target, origin), calendar.GRAINS[expr.unit], basis,
            origin,            timex3.interval(min(target, origin), max(target, origin)), approximate=True, steps=(step,),
        )  # fmt: skip
    period = calendar.holding(target, expr.unit)
    out = dated(period, context, basis, origin, step)
    if expr.unit in {Unit.WEEK, Unit.FORTNIGHT}:
        return Outcome(
            out.type, target.isoformat(), period.first, period.last, Grain.WEEK, basis, origin, out.edtf, approximate=True,
            steps=(step, f"the week of {target}"),
        )  # fmt: skip
    return out


def duration(expr: Duration, context: Context) -> Outcome:
    """A length of time, with its days where it touches the day of publication."""
    amount = None if expr.amount is None else expr.amount * expr.times
    value = timex3.duration(amount, expr.unit, expr.minor, expr.minor_unit)
    grain, published = calendar.GRAINS[expr.unit], context.published
    if expr.lead is None or published is None:
        return Outcome(
            TimexType.DURATION, value, grain=grain, basis=Basis.STATED, steps=(f"a length of time: {value}",)
        )
    if amount is None:
        begin, end = (published, None) if expr.lead == "next" else (None, published)
        return Outcome(
            TimexType.DURATION, value, begin, end, grain, anchor=published, edtf=timex3.interval(begin, end), approximate=True,
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


def repeat(expr: Repeat) -> Outcome:
    """What comes back: a set, without days."""
    grain = calendar.GRAINS[expr.unit] if expr.unit else None
    if expr.unit is not None:
        value = timex3.duration(expr.every or None, expr.unit)
    elif expr.part is not None and expr.of is None:
        value, grain = f"XXXX-XX-XX{timex3.part(expr.part)}", Grain.DAYPART
    elif expr.of is Cyclic.WEEKDAY:
        value, grain = f"XXXX-WXX-{int(expr.which or 0) + 1}", Grain.DAY
        if expr.part is not None:
            value, grain = value + timex3.part(expr.part), Grain.DAYPART
    elif expr.of is Cyclic.MONTH:
        value, grain = f"XXXX-{int(expr.which or 1):02d}", Grain.MONTH
    elif expr.of is Cyclic.QUARTER:
        value, grain = f"XXXX-Q{expr.which}", Grain.QUARTER
    else:
        value, grain = f"XXXX-{expr.which}", Grain.SEASON
    return Outcome(TimexType.SET, value, grain=grain, basis=Basis.STATED, steps=(f"comes back: {value}",))
