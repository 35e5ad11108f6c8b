"""The date of an event: from the expression that belongs to it, or what bounds it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.records import Basis, BlockKind, Grain, Status, TimeMention, TimexType
from timeline.records.timexpr import Unit
from timeline.temporal.calendar import moved

from .binding import Bound, Choice
from .facts import Modality

UNDATED_BLOCKS = frozenset({BlockKind.RELATED, BlockKind.CAPTION})
"""They may stem from another day: the article's own date says nothing about them."""
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
"""A fact may be told on the eve, by another clock; a day further on is that of what is planned."""
WEEKDAY = ".weekday.bare"
NIGHT = "TNI"
LENGTH = re.compile(r"P(\d+)([DWMY])")
UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}


@dataclass(frozen=True, slots=True)
class When:
    """An event's own date. `how` says in words which expression gave it, or what bounds it."""

    time: TimeMention | None = None
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis = Basis.NONE
    edtf: str | None = None
    how: str = "nothing in the text dates it"


def is_ahead(choice: Choice | None, published: date | None) -> bool:
    """Whether an event's own expression lies wholly after publication: then it is still to come, whatever the tense."""
    if choice is None or published is None or choice.bound is not Bound.ON or choice.through is not None:
        return False
    time = _told_as_fact(choice.time, published)
    return time.first is not None and time.first > published and time.type is not TimexType.SET


def dated(choice: Choice | None, modality: Modality, block: BlockKind, published: date | None) -> When:
    """The date of an event from its expression, or what bounds it."""
    kept = None
    fact = modality.status in {Status.HAPPENED, Status.ONGOING}
    if choice is not None:
        time = choice.time
        guessed = time.basis is Basis.ASSUMED and time.type is TimexType.TIME  # an hour of no known day
        stale = block in UNDATED_BLOCKS and not any(c.isdigit() for c in time.text)
        told = _told_as_fact(time, published) if fact else time
        plain = fact and choice.bound is Bound.ON and choice.through is None
        ahead = plain and published is not None and told.first is not None and told.first - published > DAY
        if (time.first or time.last) and not (stale or guessed or ahead) and time.type is not TimexType.SET:
            return _stated(replace(choice, time=told), published)
        kept = None if stale else time
        if choice.bound is Bound.FOR and published is not None and (since := _length_ago(time, published)):
            how = f"{time.text!r} (up to now, {choice.path}), counted back from {published}: {since}"
            return When(
                time, since, published, time.grain, time.approximate, Basis.RESOLVED, f"{since}/{published}", how
            )
    if fact and published is not None and block not in UNDATED_BLOCKS:
        how = f"no expression dates it; told as a fact on {published}, so not after"
        return When(kept, None, published, None, False, Basis.PUBLISHED, f"../{published}", how)
    return When(kept)


def _stated(choice: Choice, published: date | None) -> When:
    """What the expression says; "since" reaches to the publication day, "until" has no beginning."""
    time, how = choice.time, _told(choice)
    first, last, edtf = time.first, time.last, time.edtf
    if choice.through is not None:
        last = choice.through.last
        edtf, how = f"{first}/{last}", f"{how}, through {choice.through.text!r}: {last}"
    elif choice.bound is Bound.UNTIL and last is not None:
        first, edtf = None, f"../{last}"
    elif choice.bound is Bound.SINCE and first is not None and published is not None and published >= first:
        last = max(published, last or published)
        edtf, how = f"{first}/{last}", f"{how}, and on to the publication day {published}"
    return When(time, first, last, time.grain, time.approximate, time.basis, edtf, how)


def _length_ago(time: TimeMention, published: date) -> date | None:
    """The day on which a length of whole days, weeks, months or years began that ends on the publication day."""
    found = LENGTH.fullmatch(time.value)
    if found is None:
        return None
    try:
        return moved(published, UNITS[found.group(2)], -int(found.group(1)))
    except (OverflowError, ValueError):  # so long that no calendar holds it
        return None


def _told_as_fact(time: TimeMention, published: date | None) -> TimeMention:
    """The expression, or where it is a weekday that was read as one to come, that of the week before: facts are past."""
    bare = bool(time.derivation) and WEEKDAY in time.derivation[0]
    if (
        published is not None
        and time.value.endswith(NIGHT)
        and time.first == published
        and time.last == published + DAY
    ):
        return _a_night_before(time, published)
    if published is None or not bare or time.first is None or time.last is None:
        return time
    if not timedelta(0) < time.first - published <= WEEK <= time.first - date.min:
        return time
    first, last = time.first - WEEK, time.last - WEEK
    told = (*time.derivation, f"told as a fact, so the one before: {first}")
    value = time.value.replace(f"{time.first}", f"{first}")
    edtf = time.edtf.replace(f"{time.last}", f"{last}").replace(f"{time.first}", f"{first}") if time.edtf else None
    return time.model_copy(update={"first": first, "last": last, "value": value, "edtf": edtf, "derivation": told})


def _a_night_before(time: TimeMention, published: date) -> TimeMention:
    """A night that began on the publication day is not over when it is told: it is the one before."""
    told = (*time.derivation, f"told as a fact, so the night before: {published - DAY}")
    return time.model_copy(
        update={
            "first": published - DAY, "last": published, "value": f"{published - DAY}{NIGHT}",
            "edtf": f"{published - DAY}/{published}", "derivation": told,
        }
    )  # fmt: skip


def _told(choice: Choice) -> str:
    time = choice.time
    path = choice.path if choice.bound is Bound.ON else f"{choice.bound.value}, {choice.path}"
    value = f"{time.first}" if time.first == time.last else f"{time.first or '…'} to {time.last or '…'}"
    anchor = f" against {time.anchor}" if time.anchor else ""
    return f"{time.text!r} ({path}), {time.basis.value}{anchor} by {time.rule}: {value}"
