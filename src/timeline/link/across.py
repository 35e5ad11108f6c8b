"""Across articles: which strands (events of one article) are one event.

Blocking by type, time and name keeps the work near linear; a table of evidence weighs each pair; groups grow from the
strongest pair down and never take in a contradiction. Nothing depends on the order of the input.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from timeline.records import EventType

from .compare import COMPATIBLE, Signs, comparable, compare, narrow
from .days import Agreement, Days
from .parties import Relation
from .profile import Profile
from .words import fold

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
SLIP = 1
"""Days by which sources may disagree on one event."""
STALE = 21
"""Days between a date and a publication that says none, or between two that say none, beyond which they do not go together."""
BUCKET = 7
"""Days in a bucket of time."""
LONG = 70
"""Days beyond which a range is no use for finding its like; publication days serve instead."""
SIDES = 5
"""Names of a strand that are paired into keys."""
CROWD = 400
"""Strands in a block beyond which only neighbours in time are compared."""

Key = tuple[str, int, tuple[str, ...]]
"""Family of types, number of the week, and one name or two."""


def clusters(profiles: Sequence[Profile]) -> list[list[int]]:
    """Groups of indices into `profiles`, each one event. `profiles` are sorted by id, so that indices stand for ids."""
    scored = []
    for a, b in sorted(candidates(profiles)):
        signs = compare(profiles[a], profiles[b])
        if signs.contradiction not in {None, "days"}:
            continue
        score = points(profiles[a], profiles[b], signs)
        enough = ENOUGH if profiles[a].days or profiles[b].days else ENOUGH_UNDATED
        if allowed(profiles[a], profiles[b], signs, score) and score >= enough:
            scored.append((-score, a, b))
    group_of = {index: [index] for index in range(len(profiles))}
    for _, a, b in sorted(scored):
        ours, theirs = group_of[a], group_of[b]
        if ours is not theirs and all(_may_share(profiles[x], profiles[y]) for x in ours for y in theirs):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    return [sorted(group) for index, group in group_of.items() if min(group) == index]


def candidates(profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs of strands of different articles that share a key, each once.

    Strands that name two sides meet where they share both; one that names a single side meets all that share it.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, one in enumerate(profiles):
        for key in keys(one):
            blocks[key].append(index)
    poor = {index for index, one in enumerate(profiles) if len(names(one)) < 2}
    found = set()
    for (_, _, shared), block in blocks.items():
        near = sorted(block, key=lambda index: (when(profiles[index]).low, index))
        for place, a in enumerate(near):
            for b in near[place + 1 : place + 1 + CROWD]:
                if len(shared) == 1 and a not in poor and b not in poor:
                    continue
                if profiles[a].article_id != profiles[b].article_id and comparable(profiles[a], profiles[b]):
                    found.add((min(a, b), max(a, b)))
    return found


def names(one: Profile) -> list[str]:
    """One name for each side of the event: the country of a party or place, else the party itself."""
    found = {party.country or party.actor_id for party in one.circle} | {place.country for place in one.places}
    return sorted(name for name in found if name)


def keys(one: Profile) -> Iterator[Key]:
    """What two strands must share to be compared: a family of types, a bucket of time and a name or two."""
    span = when(one)
    sides = names(one)
    shared = [(name,) for name in sides] + list(combinations(sides[:SIDES], 2))
    shared += [(fold(place.name),) for place in one.places if not sides]
    shared += [("day", str(one.days.low))] if _remembered(one) and one.days else []
    shared += [(sentence, sentence) for sentence in sorted(one.sentences) if len(sentence) > 30]
    for bucket in range(span.low // BUCKET, span.high // BUCKET + 1):
        for family in FAMILIES[one.event_type]:
            yield from ((family, bucket, some) for some in shared)


def _remembered(one: Profile) -> bool:
    """Whether its day is long past at publication: a day that is named after weeks needs no other name to be known by."""
    day = _day(one)
    return one.days is not None and one.days.width == 1 and day is not None and day - one.days.high > 2 * BUCKET


def _families() -> dict[EventType, tuple[str, ...]]:
    """For each type, the names of the compatible pairs that it belongs to, and its own."""
    return {
        one: tuple(sorted({one.value} | {"+".join(sorted(pair)) for pair in COMPATIBLE if one in pair}))
        for one in EventType
    }


FAMILIES = _families()


def when(one: Profile) -> Days:
    """The days around which to look for its like: its own with a day's slip, else those before its publication."""
    if one.days is not None and one.days.width <= LONG:
        return Days(one.days.low - SLIP, one.days.high + SLIP)
    day = one.published.toordinal() if one.published else 0
    return Days(day - STALE, day)


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
        2 * signs.trigger,
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


def _may_share(one: Profile, other: Profile) -> bool:
    """Whether two strands may end in one group: as `allowed`, but nothing needs to speak for them."""
    signs = compare(one, other)
    return signs.contradiction is None or allowed(one, other, signs, points(one, other, signs))


def _worth(relation: Relation) -> int:
    return {Relation.SAME: 2, Relation.KIN: 1}.get(relation, 0)


def _undated(one: Profile, other: Profile) -> int:
    """A point where a date is missing, but the publication is within days of the other's date or publication."""
    if (one.days and other.days) or one.published is None or other.published is None:
        return 0
    spans = [side.days or Days(day, day) for side in (one, other) if (day := _day(side)) is not None]
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
        one_side.days or (Days(day, day) if (day := _day(one_side)) is not None else None) for one_side in (one, other)
    ]
    return spans[0] is None or spans[1] is None or spans[0].gap(spans[1]) > STALE


def _day(one: Profile) -> int | None:
    return one.published.toordinal() if one.published else None
