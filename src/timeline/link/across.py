"""Across articles: which strands (events of one article) are one event.

A table of evidence weighs each pair that `nearby` finds; groups grow from the strongest pair down and never take in a
contradiction. Nothing depends on the order of the input.
"""

from collections.abc import Callable, Iterable

from timeline.records import EventType

from .compare import Signs, compare, narrow
from .days import Agreement, Days
from .nearby import SLIP, STALE, Pair, published
from .parties import Relation
from .profile import Profile

Question = Callable[[int, int], int]
"""What is asked about two strands."""
ENOUGH = 6
"""Points from which two strands are one event (see `points`)."""
ENOUGH_UNDATED = 7
"""The same where neither has a date: wars and occupations are mentioned for years."""
SPOKEN = {
    EventType.ACCUSE,
    EventType.AGREE,
    EventType.REQUEST,
    EventType.STATEMENT,
    EventType.SUPPORT,
    EventType.THREATEN,
}
"""Types of which a speaker does several on a day: who and when are not enough."""
DISPUTED = 8
"""Points without the date from which sources may be said to disagree on the day of one event, not to tell of two."""
ONCE = {"seize", "resign"}
"""Modes of what does not happen twice to the same within days: a seizure of power, a resignation."""


def weigh(one: Profile, other: Profile) -> int:
    """Points of two strands of different articles; 0 where they are not enough for one event, or something rules it out."""
    signs = compare(one, other)
    if signs.contradiction not in {None, "days"}:
        return 0
    score = points(one, other, signs)
    enough = ENOUGH if one.days or other.days else ENOUGH_UNDATED
    return score if score >= enough and allowed(one, other, signs, score) else 0


def clusters(number: int, pairs: Iterable[Pair], weight: Question, may_share: Question) -> list[list[int]]:
    """Groups of the indices below `number`, each one event. Strands are sorted by id, so that indices stand for ids.

    `weight` gives the points of each of the `pairs`, and `may_share` says whether two strands may end in one group.
    """
    scored = [(-points, a, b) for a, b in pairs if (points := weight(a, b))]
    group_of = {index: [index] for index in range(number)}
    for _, a, b in sorted(scored):
        ours, theirs = group_of[a], group_of[b]
        if ours is not theirs and all(may_share(x, y) for x in ours for y in theirs):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    return [sorted(group) for index, group in group_of.items() if min(group) == index]


def points(one: Profile, other: Profile, signs: Signs) -> int:
    """How much speaks for two strands of different articles being one event."""
    table = (
        {Agreement.SAME_DAY: 3, Agreement.NESTED: 2}.get(signs.days, 0) if narrow(one, other) else 0,
        _undated(one, other),
        int(signs.same_type),
        -1 if signs.same_mode is False else int(signs.same_mode is True and not signs.trigger),
        _worth(signs.actors),
        _worth(signs.recipients),
        2 * (one.event_type is EventType.CONSULT and signs.shared > 1),
        _worth(signs.place),
        {True: 2, False: -1, None: 0}[signs.quantity],
        2 * (signs.trigger or (signs.synonym and signs.shared > 0)),
        2 * (signs.context >= 4) if signs.overlap >= 0.4 else int(signs.context >= 3 and signs.overlap >= 0.3),
        6 * signs.sentence,
        int(_country(one, other, signs)),
        -1 if one.status != other.status else 0,
    )
    return sum(table)


def allowed(one: Profile, other: Profile, signs: Signs, score: int) -> bool:
    """Whether a pair may be one event: no contradiction (or one day's disagreement on an event that is clearly the same),
    nothing stale, and, for what is said rather than done, a sign of what it was about."""
    if signs.contradiction == "days":
        near = one.days is not None and other.days is not None and one.days.gap(other.days) <= SLIP
        once = one.mode in ONCE and signs.same_mode is True and signs.place is Relation.SAME and signs.shared > 0
        telling = signs.quantity is True or (signs.trigger and (signs.shared > 1 or once))
        return near and score >= DISPUTED and telling and one.event_type is not EventType.CONSULT
    if signs.contradiction is not None or _stale(one, other):
        return False
    about = signs.sentence or signs.quantity is True or signs.context >= 3
    if one.days is None and other.days is None:
        return about or (signs.shared > 1 and signs.trigger)
    if EventType.CONSULT in (one.event_type, other.event_type):
        return about or signs.shared > 1 or signs.place is Relation.SAME
    if {one.event_type, other.event_type} & SPOKEN:
        return signs.sentence or signs.quantity is True or signs.context >= 3 or (signs.shared > 1) or signs.trigger
    return True


def may_share(one: Profile, other: Profile) -> bool:
    """Whether two strands may end in one group: as `allowed`, but nothing needs to speak for them."""
    signs = compare(one, other)
    return signs.contradiction is None or allowed(one, other, signs, points(one, other, signs))


def _worth(relation: Relation) -> int:
    return {Relation.SAME: 2, Relation.KIN: 1}.get(relation, 0)


def _undated(one: Profile, other: Profile) -> int:
    """A point where a date is missing, but the publication is within days of the other's date or publication."""
    if (one.days and other.days) or one.published is None or other.published is None:
        return 0
    spans = [side.days or Days(day, day) for side in (one, other) if (day := published(side)) is not None]
    return int(spans[0].gap(spans[1]) <= 3)


def _country(one: Profile, other: Profile, signs: Signs) -> bool:
    """Whether a common country is all that is known of who and where."""
    unknown = max(signs.actors, signs.recipients, signs.place) <= Relation.OPEN
    return unknown and bool(one.countries & other.countries)


def _stale(one: Profile, other: Profile) -> bool:
    """Whether an undated strand was published too long after (or before) the other to be taken for it."""
    if one.days and other.days:
        return False
    spans = [
        one_side.days or (Days(day, day) if (day := published(one_side)) is not None else None)
        for one_side in (one, other)
    ]
    return spans[0] is None or spans[1] is None or spans[0].gap(spans[1]) > STALE
