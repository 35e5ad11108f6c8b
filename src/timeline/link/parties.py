"""Who: whether two phrases name one party, parties that stand for each other, or different ones."""

import re
from collections.abc import Sequence
from enum import IntEnum

from rapidfuzz import fuzz

from timeline.records import ActorKind, Party

from .words import words

NEAR = 88
"""Least likeness, of 100, of two spellings of one name (Zelensky and Zelenskyy, Tiani and Tchiani)."""
DELEGATES = {ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP, None}
"""Kinds that may act for their state: "Washington suspends" is told elsewhere as "Mr Biden suspends"."""
INNER_CAPITAL = re.compile(r"\w\W+[A-ZÀ-Ý]")
"""A name inside a description makes it a definite one: "l'ambassade des États-Unis"."""


class Relation(IntEnum):
    """From different to the same. OPEN: a phrase that names nobody contradicts nothing. KIN: one acts for the other."""

    OTHER = 0
    OPEN = 1
    KIN = 2
    SAME = 3


def named(party: Party) -> bool:
    """Whether it is known who the party is."""
    return party.actor_id is not None


def alike(one: Party, other: Party) -> bool:
    """Whether two names are spellings of one, or one is the short form of the other."""
    a, b = words(one.name), words(other.name)
    if not a or not b:
        return False
    if one.kind is ActorKind.PERSON and other.kind is ActorKind.PERSON:
        short, long = sorted((a, b), key=len)
        if short[-1] == long[-1] and set(short) <= set(long):
            return True
    return min(len(a), len(b)) > 1 and fuzz.token_sort_ratio(" ".join(a), " ".join(b)) >= NEAR


def relate(one: Party, other: Party) -> Relation:
    """How two parties go together. Unnamed ones ("the police") are at most kin: there is one everywhere. One without a
    kind is a town or a thing, and contradicts nobody.
    """
    if named(one) and named(other):
        if one.actor_id == other.actor_id or (one.kind is other.kind and alike(one, other)):
            return Relation.SAME
        return Relation.KIN if _stands_for(one, other) else Relation.OTHER
    if one.name == other.name and INNER_CAPITAL.search(one.name):
        return Relation.SAME
    if one.country and other.country and one.kind and other.kind:
        return Relation.KIN if one.country == other.country else Relation.OTHER
    short, long = sorted((set(words(one.name)), set(words(other.name))), key=len)
    return Relation.KIN if any(len(word) > 3 for word in short) and short <= long else Relation.OPEN


def _stands_for(one: Party, other: Party) -> bool:
    """Whether one of two named parties is a state and the other one of its own."""
    if one.country is None or one.country != other.country:
        return False
    return (one.kind is ActorKind.STATE and other.kind in DELEGATES) or (
        other.kind is ActorKind.STATE and one.kind in DELEGATES
    )


def relate_any(ours: Sequence[Party], theirs: Sequence[Party]) -> Relation:
    """How two lists of parties in one role go together: by the best pair. An empty list is open."""
    return max((relate(one, other) for one in ours for other in theirs), default=Relation.OPEN)


def relate_circle(ours: Sequence[Party], theirs: Sequence[Party]) -> tuple[Relation, int]:
    """How the circles of two meetings go together, and how many parties they share.

    The smaller circle must fit into the larger: "Mr Gallant" fits a call of Blinken and Gallant, Netanyahu and Blinken do not.
    """
    small, large = sorted((ours, theirs), key=len)
    if not small:
        return Relation.OPEN, 0
    best = [max(relate(one, other) for other in large) for one in small]
    return min(best) if min(best) is Relation.OTHER else max(best), sum(found is Relation.SAME for found in best)
