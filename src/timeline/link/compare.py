"""What speaks for two profiles being one event, and what rules it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from timeline.records import EventType, Place, Quantity

from .days import Agreement, agree
from .parties import Relation, relate_any, relate_circle
from .profile import Profile
from .words import any_akin, cognate, fold

T = EventType
COMPATIBLE = frozenset(
    frozenset(pair)
    for pair in (
        (T.ACCUSE, T.REJECT),
        (T.AGREE, T.CONCEDE),
        (T.AGREE, T.COOPERATE),
        (T.AGREE, T.SUPPORT),
        (T.AID, T.RETREAT),
        (T.ASSAULT, T.COERCE),
        (T.ASSAULT, T.MOBILIZE),
        (T.ASSAULT, T.PROTEST),
        (T.COERCE, T.SANCTION),
        (T.CONCEDE, T.RETREAT),
        (T.COOPERATE, T.MOBILIZE),
        (T.COOPERATE, T.SUPPORT),
        (T.REJECT, T.SANCTION),
    )
)
"""Types that careful coders give to one and the same event, depending on the words of the mention."""
FITTING = {one: frozenset({one}).union(*(pair for pair in COMPATIBLE if one in pair)) for one in EventType}
"""For each type those that its event may have in another mention."""
GATHERED = {"meeting", "talks"}
MONTH = 31
COME_TRUE = {("fact", "planned"), ("planned", "fact")}
NEAR = 75.0
"""Kilometres within which two places may be one scene."""
SCENIC = {T.ASSAULT, T.PROTEST, T.CONSULT, T.MOBILIZE, T.COERCE}
"""Types whose place is where the parties are, so that another country is another event."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The traits of a pair.

    `contradiction` names the field that rules the pair out, None where nothing does. `shared` counts the parties in common,
    `context` the words in common in what follows the triggers. `setting`: a place of one is what the other is about.
    `synonym`: their words are other words for one kind of deed (kidnap and seize hostages).
    `quantity` is False where both sides count the same thing to very different numbers, None where they cannot be compared.
    `agent`: the nameless actors of one are called after the event of the other.
    """

    contradiction: str | None
    same_type: bool
    same_mode: bool | None
    actors: Relation
    recipients: Relation
    shared: int
    days: Agreement
    place: Relation
    setting: bool
    quantity: bool | None
    trigger: bool
    synonym: bool
    agent: bool
    context: int
    overlap: float
    sentence: bool


class Typed(Protocol):
    """What is known of a mention, or of a strand, before it is compared."""

    @property
    def event_type(self) -> EventType:
        """Its type."""
        ...

    @property
    def status(self) -> str:
        """Its status, "fact" for what happened or goes on."""
        ...


def comparable(one: Typed, other: Typed) -> bool:
    """Whether type and status let two profiles be one event at all: the cheap question before the dear one."""
    return _types_fit(one.event_type, other.event_type) and _statuses_fit(one.status, other.status)


def _types_fit(one: EventType, other: EventType) -> bool:
    return one is other or other in FITTING[one]


def _statuses_fit(one: str, other: str) -> bool:
    return one == other or (one, other) in COME_TRUE


def narrow(one: Profile, other: Profile) -> bool:
    """Whether both dates are narrow enough, a month at most, for their agreement to mean something."""
    return max(one.days.width if one.days else 0, other.days.width if other.days else 0) <= MONTH


def compare(one: Profile, other: Profile) -> Signs:
    """The signs of a pair; the same in both directions."""
    if T.CONSULT in (one.event_type, other.event_type):
        actors, shared = relate_circle(one.circle, other.circle)
        recipients = Relation.OPEN
    else:
        actors, recipients = relate_any(one.actors, other.actors), relate_any(one.recipients, other.recipients)
        shared = (actors is Relation.SAME) + (recipients is Relation.SAME)
    days, place = agree(one.days, other.days), relate_places(one.places, other.places)
    common = len(one.context & other.context)
    return Signs(
        contradiction=_contradiction(one, other, days=days, place=place, parties=(actors, recipients)),
        same_type=one.event_type is other.event_type,
        same_mode=_same_mode(one.mode, other.mode),
        actors=actors,
        recipients=recipients,
        shared=shared,
        days=days,
        place=place,
        setting=place is Relation.OPEN and (_stands_in(one, other) or _stands_in(other, one)),
        quantity=match_quantities(one.quantities, other.quantities),
        trigger=any_akin(one.triggers, other.triggers),
        synonym=bool(one.kinds & other.kinds),
        agent=any_akin(one.triggers, other.agents) or any_akin(other.triggers, one.agents),
        context=common,
        overlap=common / max(1, min(len(one.context), len(other.context))),
        sentence=bool(one.sentences & other.sentences),
    )


def _same_mode(one: str | None, other: str | None) -> bool | None:
    """Whether the modes are one; None where one is not told, or where the same meeting is called a meeting and talks."""
    if not one or not other or (one != other and {one, other} <= GATHERED):
        return None
    return one == other


def _contradiction(
    one: Profile, other: Profile, *, days: Agreement, place: Relation, parties: tuple[Relation, Relation]
) -> str | None:
    """The first field that cannot be true of one event. Days come last: sources may disagree on them."""
    if not _types_fit(one.event_type, other.event_type):
        return "type"
    if not _statuses_fit(one.status, other.status):
        return "status"
    if Relation.OTHER in parties:
        return "parties"
    if place is Relation.OTHER and {one.event_type, other.event_type} & SCENIC:
        return "place"
    return "days" if days is Agreement.APART else None


def _stands_in(one: Profile, other: Profile) -> bool:
    """Whether a place of one, or a nameless thing that was struck there, is a place, a target or a topic of the other."""
    return any(spot <= other.topic for spot in one.spots)


def relate_places(ours: Sequence[Place], theirs: Sequence[Place]) -> Relation:
    """How two lists of places go together: the same name; near or in one country; far apart; not known."""
    return max((_relate_place(one, other) for one in ours for other in theirs), default=Relation.OPEN)


def _relate_place(one: Place, other: Place) -> Relation:
    if fold(one.name) == fold(other.name):
        return Relation.SAME
    if one.country and other.country and one.country != other.country:
        return Relation.OTHER
    distance = kilometres(one, other)
    if distance is None:
        return Relation.KIN if one.country and one.country == other.country else Relation.OPEN
    return Relation.KIN if distance <= NEAR else Relation.OPEN


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine, mean Earth radius); None where coordinates are missing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    south, north = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def match_quantities(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool | None:
    """Whether both sides count the same thing to the same number; None where they count nothing in common or come near."""
    pairs = [(a.value, b.value) for a in ours for b in theirs if same_unit(a, b)]
    if any(a == b and a > 1 for a, b in pairs):
        return True
    return False if pairs and all(max(a, b) > 1.5 * min(a, b) for a, b in pairs) else None


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same kind of thing in the same role."""
    if one.role and other.role and one.role != other.role:
        return False
    return (one.role is not None and one.role == other.role) or cognate(fold(one.unit), fold(other.unit))
