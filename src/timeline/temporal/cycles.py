"""What recurs: which Monday, which May, which Easter, and which year a day and month belong to."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from timeline.records import Basis, Grain, TimexType
from timeline.records.timexpr import Cycle, Cyclic, Day, DayOnly, Nth, Origin, Unit

from . import calendar
from .calendar import Period
from .holidays import holiday
from .outcome import Context, Outcome, dated, full_year
from .tense import Direction

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
REPORTED = 100
"""So many days after its end a quarter is still being reported on."""
JUST_OVER = 120
"""So many days after its end a season is still "this" one in the past tense."""
FAR = 11
"""How many years away a weekday may still choose the year."""


def cycle(expr: Cycle, context: Context) -> Outcome | None:
    """The occurrence of a named period that the text means."""
    if expr.of is Cyclic.WEEKDAY:
        return _weekday(expr, context)
    build = _builder(expr)
    if expr.year is not None:
        period = build(full_year(expr.year, context.published))
        return dated(period, context, Basis.STATED, None, f"{expr.which} of the year {period.first.year}")
    if context.year is not None and expr.step is None and expr.year_step is None:
        return dated(build(context.year), context, Basis.ANAPHORIC, None, f"the year {context.year} is carried over")
    anchor = context.published
    if expr.origin is Origin.STORY and context.story.dated:
        anchor = context.story.dated[-1].period.first
    if anchor is None:
        return _undated(expr)
    if expr.year_step is not None:
        period = build(anchor.year + expr.year_step)
        told = expr.origin is Origin.STORY
        basis, of = (Basis.ANAPHORIC, "that the text tells") if told else (Basis.RESOLVED, "of publication")
        return dated(period, context, basis, anchor, f"of the year {of} {expr.year_step:+d}")
    step = 1 if expr.origin is Origin.STORY and expr.step is None else expr.step
    way = context.direction() if step is None or (step == 0 and expr.of is Cyclic.SEASON) else None
    if expr.loose and way is None:
        return replace(_undated(expr), steps=("no tense tells which: every one of them",))
    candidates = [build(y) for y in range(anchor.year - 2, anchor.year + 3)]
    period = _choose(candidates, anchor, step, way, expr.of)
    return dated(period, context, Basis.RESOLVED, anchor, _why(step, way, anchor))


def _why(step: int | None, way: Direction | None, anchor: date) -> str:
    if step is not None:
        which = "the last one" if step < 0 else "the next one" if step > 0 else "this one"
        return f"{which}, counted from {anchor:%A %Y-%m-%d}"
    said = f"{way} tense" if way else "no tense tells: the most likely"
    side = "the last one before" if way == "past" else "the next one after" if way == "future" else "the one near"
    return f"{said}: {side} {anchor:%A %Y-%m-%d}"


def _builder(expr: Cycle) -> Callable[[int], Period]:
    which = expr.which
    match expr.of:
        case Cyclic.MONTH:
            return lambda number: calendar.month(number, int(which))
        case Cyclic.SEASON:
            return lambda number: calendar.season(number, str(which))
        case Cyclic.QUARTER:
            return lambda number: calendar.span(number, 3 * int(which) - 2, 3, Grain.QUARTER)
        case Cyclic.HALF:
            return lambda number: calendar.span(number, 6 * int(which) - 5, 6, Grain.HALF)
        case _:
            return lambda number: holiday(str(which), number)


def _choose(candidates: Iterable[Period], anchor: date, step: int | None, way: Direction | None, of: Cyclic) -> Period:
    """Among the yearly occurrences around a day: by the step that the words name, else by tense, else the nearest."""
    periods = sorted(candidates, key=lambda p: p.first)
    before = [p for p in periods if p.last < anchor]
    after = [p for p in periods if p.first > anchor]
    here = [p for p in periods if p.first <= anchor <= p.last]
    if step == 0:
        of_year = [p for p in periods if p.first.year == anchor.year]
        just_over = way == "past" and of is Cyclic.SEASON and (anchor - before[-1].last).days <= JUST_OVER
        winter = of_year and of_year[0].last.year > anchor.year
        return here[0] if here else before[-1] if just_over else _nearest(periods, anchor) if winter else of_year[0]
    if step is not None:
        pool = before[::-1] if step < 0 else after
        return pool[abs(step) - 1]
    begun = (here or before[-1:])[0]
    coming = (here or after[:1])[0]
    back, ahead = max((anchor - begun.last).days, 0), max((coming.first - anchor).days, 0)
    if of in {Cyclic.QUARTER, Cyclic.HALF}:
        return coming if way == "future" and back > REPORTED else begun
    if way == "future":
        return coming if ahead <= 30 * back + 60 else begun
    if way == "past":
        return begun if of is Cyclic.MONTH or back <= 20 * ahead + 120 else coming
    return begun if back <= (1.5 * ahead + 30 if of is Cyclic.MONTH else ahead) else coming


def _nearest(periods: list[Period], anchor: date) -> Period:
    def gap(period: Period) -> int:
        return max((period.first - anchor).days, (anchor - period.last).days, 0)

    return min(periods, key=gap)


def _undated(expr: Cycle) -> Outcome:
    grain = {
        Cyclic.MONTH: Grain.MONTH,
        Cyclic.SEASON: Grain.SEASON,
        Cyclic.QUARTER: Grain.QUARTER,
        Cyclic.HALF: Grain.HALF,
    }
    which = expr.which
    code = {
        Cyclic.MONTH: f"{which:02}" if isinstance(which, int) else "XX",
        Cyclic.QUARTER: f"Q{which}",
        Cyclic.HALF: f"H{which}",
        Cyclic.SEASON: str(which),
    }.get(expr.of, "XX-XX")
    return Outcome(
        TimexType.DATE, f"XXXX-{code}", grain=grain.get(expr.of, Grain.DAY), steps=("the publication date is unknown",)
    )


def _weekday(expr: Cycle, context: Context) -> Outcome:
    wanted = int(expr.which)
    name = f"{WEEKDAYS[wanted]} is a weekday"
    told = context.story.last_day() if expr.origin is Origin.STORY else None
    anchor = told.period.last if told else context.published
    if anchor is None or expr.open:
        why = "the text leaves open which" if expr.open else "the publication date is unknown"
        return Outcome(TimexType.DATE, f"XXXX-WXX-{wanted + 1}", grain=Grain.DAY, steps=(name, why))
    basis = Basis.ANAPHORIC if told else Basis.RESOLVED
    if expr.weeks is not None:
        monday = anchor - timedelta(days=anchor.weekday())
        found = monday + timedelta(days=7 * expr.weeks + wanted)
        return dated(calendar.day(found), context, basis, anchor, name, f"of the week of {anchor} {expr.weeks:+d}")
    if (told and expr.step is None) or (expr.step or 0) > 0:
        found = calendar.weekday_near(anchor + timedelta(days=1), wanted, 1)
        found += timedelta(days=7 * (max(expr.step or 1, 1) - 1))
        return dated(calendar.day(found), context, basis, anchor, name, f"the next one after {anchor:%A %Y-%m-%d}")
    if (expr.step or 0) < 0:
        found = calendar.weekday_near(anchor - timedelta(days=1), wanted, -1) - timedelta(
            days=7 * (-(expr.step or 0) - 1)
        )
        return dated(calendar.day(found), context, basis, anchor, name, f"the last one before {anchor:%A %Y-%m-%d}")
    way = context.direction()
    listed = context.beside
    if listed and listed.first and listed.first == listed.last:
        found = calendar.weekday_near(listed.first, wanted, 1)
        if way != "past" or found <= anchor:
            return dated(calendar.day(found), context, basis, anchor, name, f"the next one from {listed.first} on")
    if way is None and (again := context.story.named(wanted, anchor)):
        return dated(calendar.day(again), context, basis, anchor, name, f"the one that the text spoke of: {again}")
    found = calendar.weekday_near(
        anchor, wanted, {"past": -1, "future": 1}.get(way or "", 0), context.style.weekday_back
    )
    return dated(calendar.day(found), context, basis, anchor, name, _why(None, way, anchor))


def named_day(expr: Day | DayOnly, context: Context) -> Outcome | None:
    """A day of a month; year and month come from the text, the weekday, the tense, in this order."""
    if isinstance(expr, DayOnly):
        return _day_only(expr, context)
    if expr.year is not None:
        return _whole_day(
            expr, full_year(expr.year, context.published), Basis.STATED, context, "the text gives the whole day"
        )
    if context.year is not None:
        return _whole_day(expr, context.year, Basis.ANAPHORIC, context, f"the year {context.year} is carried over")
    published = context.published
    if published is None:
        text = f"XXXX-{expr.month:02d}-{expr.day:02d}"
        return Outcome(TimexType.DATE, text, grain=Grain.DAY, steps=("the publication date is unknown",))
    if expr.year_step is not None:
        why = f"of the year of publication {expr.year_step:+d}"
        return _whole_day(expr, published.year + expr.year_step, Basis.RESOLVED, context, why)
    way: Direction | None = {-1: "past", 1: "future"}.get(expr.step or 0) if expr.step else context.direction()  # type: ignore[assignment]
    years = [y for y in range(published.year - FAR, published.year + FAR + 1) if calendar.fits(y, expr.month, expr.day)]
    if expr.weekday is not None:
        fitting = [y for y in years if date(y, expr.month, expr.day).weekday() == expr.weekday]
        if fitting:
            best = min(fitting, key=lambda y: abs(date(y, expr.month, expr.day) - published))
            why = f"{WEEKDAYS[expr.weekday]} fits the year {best}"
            return _whole_day(expr, best, Basis.RESOLVED, context, why)
    if not years:
        return None
    best = min(years, key=lambda y: _cost(date(y, expr.month, expr.day), published, way))
    return _whole_day(expr, best, Basis.RESOLVED, context, _why(None, way, published))


def _cost(found: date, published: date, way: Direction | None) -> float:
    """How unlikely a day is: its distance, dearer against the tense; if no tense tells, dearer the further ahead it is."""
    days = (found - published).days
    if way == "past":
        return -days if days <= 0 else 5 * days + 30
    if way == "future":
        return days if days >= 0 else -5 * days + 30
    return -days if days <= 0 else 1.6 * days + days**2 / 100


def _whole_day(expr: Day, number: int, basis: Basis, context: Context, why: str) -> Outcome | None:
    if not calendar.fits(number, expr.month, expr.day):
        return None
    first = date(number, expr.month, expr.day)
    anchor = context.published if basis is Basis.RESOLVED else None
    steps = [why]
    if expr.weekday is not None and first.weekday() != expr.weekday:
        steps.append(f"though that is a {WEEKDAYS[first.weekday()]}, not a {WEEKDAYS[expr.weekday]}")
    if expr.unit is not Unit.DAY:
        return dated(calendar.holding(first, expr.unit), context, basis, anchor, *steps, f"the {expr.unit} of {first}")
    if expr.last_day is None or not calendar.fits(number, expr.month, expr.last_day) or expr.last_day <= expr.day:
        return dated(calendar.day(first), context, basis, anchor, *steps)
    last = date(number, expr.month, expr.last_day)
    text = f"{first.isoformat()}/{last.isoformat()}"
    return Outcome(TimexType.DATE, text, first, last, Grain.DAY, basis, anchor, text, steps=(*steps, text))


def _day_only(expr: DayOnly, context: Context) -> Outcome | None:
    published = context.published
    if published is None:
        return Outcome(
            TimexType.DATE, f"XXXX-XX-{expr.day:02d}", grain=Grain.DAY, steps=("the publication date is unknown",)
        )
    way = context.direction()
    told = context.story.month_of(context)
    if told and way != "future" and calendar.fits(told.year, told.month, expr.day):
        found = date(told.year, told.month, expr.day)
        return dated(calendar.day(found), context, Basis.ANAPHORIC, told, "the month that the text has told last")
    around = [calendar.month_after(published.year, published.month, n) for n in range(-6, 7)]
    days = [date(y, m, expr.day) for y, m in around if calendar.fits(y, m, expr.day)]
    if expr.weekday is not None:
        days = [d for d in days if d.weekday() == expr.weekday] or days
    if not days:
        return None
    best = min(days, key=lambda d: _cost(d, published, way))
    return dated(
        calendar.day(best), context, Basis.RESOLVED, published, "the month is left out", _why(None, way, published)
    )


def nth(expr: Nth, context: Context) -> Outcome | None:
    """The n-th weekday or unit of a month, a season, a year or the unit that holds publication."""
    frame = _frame(expr, context)
    if frame is None:
        return Outcome(TimexType.DATE, "XXXX-XX-XX", steps=("what it is a part of has no date here",))
    if expr.weekday is not None:
        first = calendar.weekday_near(frame.first, expr.weekday, 1)
        last = calendar.weekday_near(frame.last, expr.weekday, -1)
        found = first + timedelta(days=7 * (expr.number - 1)) if expr.number > 0 else last
        period = calendar.day(found)
    else:
        unit = expr.unit or Unit.DAY
        start = calendar.holding(frame.first, unit)
        if unit is Unit.WEEKEND and start.first < frame.first:
            start = calendar.step(start, unit, 1)
        period = calendar.step(start, unit, expr.number - 1) if expr.number > 0 else calendar.holding(frame.last, unit)
    basis = Basis.STATED if expr.year else Basis.RESOLVED
    return dated(
        period, context, basis, context.published, f"number {expr.number} within {frame.first} to {frame.last}"
    )


def _frame(expr: Nth, context: Context) -> Period | None:
    if expr.month or expr.season:
        of = Cyclic.MONTH if expr.month else Cyclic.SEASON
        which: int | str = expr.month or expr.season or 1
        whole = cycle(Cycle(of=of, which=which, year=expr.year), context)
        if whole is None or whole.first is None or whole.last is None or whole.grain is None:
            return None
        if expr.season == "SP" and whole.first.day == 1:
            return Period(date(whole.first.year, 3, 21), whole.last, whole.grain)
        return Period(whole.first, whole.last, whole.grain)
    if expr.year:
        return calendar.year(expr.year)
    if expr.within and context.published:
        return calendar.step(calendar.holding(context.published, expr.within), expr.within, expr.within_step)
    return None
