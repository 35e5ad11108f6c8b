"""What modifiers do to a resolved phrase: they narrow or open its days and leave its value at the grain that the text names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.records import Grain
from timeline.records.timexpr import Modifier

from . import calendar, timex3
from .outcome import Outcome

WHOLE = {Grain.DAY, Grain.DAYPART, Grain.HOUR, Grain.MINUTE}


def modify(outcome: Outcome, modifiers: Sequence[Modifier], published: date | None) -> Outcome:
    """`outcome` under its modifiers, the innermost first."""
    for modifier in modifiers:
        outcome = _one(outcome, modifier, published)
    return outcome


def _one(outcome: Outcome, modifier: Modifier, published: date | None) -> Outcome:
    marked = replace(outcome, mod=modifier.mod or outcome.mod, approximate=outcome.approximate or modifier.approximate)
    first, last = outcome.first, outcome.last
    if modifier.keep is None or first is None or last is None:
        return _blurred(marked) if modifier.approximate and modifier.keep is None else marked
    if modifier.keep in {"until", "since", "before", "after"}:
        return _opened(marked, modifier.keep, first, last)
    if outcome.grain in WHOLE:
        return marked
    if modifier.keep == "elapsed":
        return _elapsed(marked, first, last, published)
    if modifier.keep == "remaining":
        if published is None or not first <= published < last:
            return marked
        return _narrowed(marked, published + timedelta(days=1), last, "what is left of it after publication")
    one, two = _thirds(first, last, outcome.grain)
    start, end = {
        "start": (first, one - timedelta(days=1)),
        "middle": (one, two - timedelta(days=1)),
        "end": (two, last),
    }[modifier.keep]
    if end < start:
        return marked
    out = _narrowed(marked, start, end, f"the {modifier.keep} of it")
    edge = {"start": (False, True), "middle": (True, True), "end": (True, False)}[modifier.keep]
    return replace(out, approximate=True, edtf=timex3.interval(start, end, fuzzy_first=edge[0], fuzzy_last=edge[1]))


def _thirds(first: date, last: date, grain: Grain | None) -> tuple[date, date]:
    """Where the second and the last third of a period begin: on whole months in a year or more."""
    if grain in {Grain.YEAR, Grain.DECADE, Grain.CENTURY}:
        months = (last.year - first.year + 1) * 12
        one, two = (date(*calendar.month_after(first.year, 1, n), 1) for n in (months // 3, months - months // 3))
        return one, two
    third = max(((last - first).days + 1) // 3, 1)
    return first + timedelta(days=third), last - timedelta(days=third - 1)


def _elapsed(outcome: Outcome, first: date, last: date, published: date | None) -> Outcome:
    """What of the period lies before publication; on its very first day, that day."""
    if published is None or not first <= published <= last:
        return replace(outcome, approximate=True)
    end = max(first, published - timedelta(days=1))
    return replace(_narrowed(outcome, first, end, "what of it lies before publication"), approximate=True)


def _narrowed(outcome: Outcome, first: date, last: date, why: str) -> Outcome:
    step = f"{why}: {first} to {last}"
    return replace(outcome, first=first, last=last, edtf=timex3.interval(first, last), steps=(*outcome.steps, step))


def _opened(outcome: Outcome, keep: str, first: date, last: date) -> Outcome:
    """Bounds that words like "until" and "since" open are told by `mod` alone: the phrase still names its own days."""
    text = {
        "until": timex3.interval(None, last), "since": timex3.interval(first, None),
        "before": timex3.interval(None, first - timedelta(days=1)), "after": timex3.interval(last + timedelta(days=1), None),
    }[keep]  # fmt: skip
    return replace(outcome, edtf=text, steps=(*outcome.steps, f"{keep} it"))


def _blurred(outcome: Outcome) -> Outcome:
    if outcome.edtf is None or "/" in outcome.edtf or outcome.edtf.endswith(("~", "X")):
        return outcome
    return replace(outcome, edtf=f"{outcome.edtf}~")
