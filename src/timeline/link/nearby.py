"""Which strands (events of one article) are worth comparing: those that share a type, a time and a name.

Blocking keeps the work near linear. A card holds what it needs of a strand and no more, so that it can be kept from one build
to the next, and a profile is made only of what is compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from timeline.records import EventType

from .compare import COMPATIBLE, comparable
from .days import Days
from .profile import Profile
from .words import fold

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

Names = tuple[str, ...]
Key = tuple[str, int, Names]
"""Family of types, number of the week, and one name or two."""
Pair = tuple[int, int]
"""Indices of two strands, the smaller first."""


class Card(NamedTuple):
    """What finds the like of a strand. `low` and `high` are the days around which to look; `shared` are names or pairs of names,
    one of which the other must share; `poor`: it names fewer than two sides."""

    article_id: str
    event_type: EventType
    status: str
    low: int
    high: int
    shared: tuple[Names, ...]
    poor: bool


def card(one: Profile) -> Card:
    """The card of a profile."""
    span, sides = when(one), names(one)
    shared: list[Names] = [*((name,) for name in sides), *combinations(sides[:SIDES], 2)]
    shared += [(fold(place.name),) for place in one.places if not sides]
    shared += [("day", str(one.days.low))] if _remembered(one) and one.days else []
    shared += [(sentence, sentence) for sentence in sorted(one.sentences) if len(sentence) > 30]
    return Card(one.article_id, one.event_type, one.status, span.low, span.high, tuple(shared), len(sides) < 2)


def candidates(cards: Sequence[Card]) -> set[Pair]:
    """Pairs of strands of different articles that share a key, each once.

    Strands that name two sides meet where they share both; one that names a single side meets all that share it.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index in sorted(range(len(cards)), key=lambda index: (cards[index].low, index)):
        for key in keys(cards[index]):
            blocks[key].append(index)
    poor = {index for index, one in enumerate(cards) if one.poor}
    near: set[Pair] = set()
    for (_, _, shared), block in blocks.items():
        for place, a in enumerate(block[:-1], 1):
            others: Iterable[int] = block[place : place + CROWD]
            if len(shared) == 1 and a not in poor:
                others = poor.intersection(others)
            near.update((a, b) if a < b else (b, a) for b in others)
    return {(a, b) for a, b in near if cards[a].article_id != cards[b].article_id and comparable(cards[a], cards[b])}


def keys(one: Card) -> Iterator[Key]:
    """What two strands must share to be compared: a family of types, a bucket of time and a name or two."""
    for bucket in range(one.low // BUCKET, one.high // BUCKET + 1):
        for family in FAMILIES[one.event_type]:
            yield from ((family, bucket, some) for some in one.shared)


def names(one: Profile) -> list[str]:
    """One name for each side of the event: the country of a party or place, else the party itself."""
    found = {party.country or party.actor_id for party in one.circle} | {place.country for place in one.places}
    return sorted(name for name in found if name)


def _remembered(one: Profile) -> bool:
    """Whether its day is long past at publication: a day that is named after weeks needs no other name to be known by."""
    day = published(one)
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
    day = published(one) or 0
    return Days(day - STALE, day)


def published(one: Profile) -> int | None:
    """The number of the day of publication."""
    return one.published.toordinal() if one.published else None
