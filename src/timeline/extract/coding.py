"""What a modal makes of a deed. To say that one will help is a promise (AGREE), that one will strike a threat (THREATEN),
that one will not help a refusal (REJECT), that another must act a demand (REQUEST). After PLOVER's coding rules."""

from dataclasses import dataclass

from timeline.records import EventType, Status

from .facts import Modality

KIND = frozenset({EventType.AID, EventType.RETREAT, EventType.COOPERATE, EventType.CONCEDE})
HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
SPOKEN = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
"""Types that one does by speaking."""
DEEDS = KIND | HOSTILE | {EventType.CONSULT, EventType.SUPPORT}


@dataclass(frozen=True, slots=True)
class Coded:
    """The type as coded, its status, whether the sense's mode still holds, and whether the roles change: in a demand the doer
    is asked, and the speaker asks."""

    type: EventType
    status: Status
    keeps_mode: bool = True
    demand: bool = False


def code(kind: EventType, modality: Modality, active: bool, spoken: bool) -> Coded:
    """The type and status of an event in its modality. `active`: it has a clause of its own, in which its doer is the subject.
    `spoken`: a source is named who may promise, threaten or demand."""
    if modality.obliged and spoken and kind in {*DEEDS, EventType.REQUEST} - {EventType.CONSULT}:
        return Coded(EventType.REQUEST, Status.HAPPENED, keeps_mode=False, demand=True)
    if active and kind is EventType.MOBILIZE and modality.future and modality.negated:
        return Coded(EventType.REJECT, Status.HAPPENED, keeps_mode=False)
    if not active or kind not in DEEDS or (kind is EventType.SUPPORT and modality.status is Status.ONGOING):
        said = kind in SPOKEN and modality.status is Status.ONGOING  # to demand is done by saying so
        return Coded(kind, Status.HAPPENED if said else modality.status)
    if modality.conditioned and modality.status is Status.PLANNED and not spoken:
        return Coded(kind, Status.CONDITIONAL)
    ahead = modality.future or modality.status in {Status.CONDITIONAL, Status.ONGOING} or modality.progressive
    if modality.conditioned and ahead and spoken and (kind in HOSTILE or modality.negated or modality.unless):
        return Coded(EventType.THREATEN, Status.HAPPENED, keeps_mode=False)
    if not modality.future:
        mobilised = kind is EventType.ASSAULT and modality.prepared
        return (
            Coded(EventType.MOBILIZE, Status.HAPPENED, keeps_mode=False) if mobilised else Coded(kind, modality.status)
        )
    return _promised(kind, modality, spoken)


def _promised(kind: EventType, modality: Modality, spoken: bool) -> Coded:
    if modality.negated:
        refused = kind in KIND | {EventType.CONSULT, EventType.SUPPORT}
        return Coded(EventType.REJECT, Status.HAPPENED, keeps_mode=False) if refused else Coded(kind, modality.status)
    if kind is EventType.ASSAULT and modality.prepared:
        return Coded(EventType.MOBILIZE, Status.HAPPENED, keeps_mode=False)
    if kind in KIND or (kind is EventType.CONSULT and modality.offered):
        return Coded(EventType.AGREE, Status.HAPPENED, keeps_mode=False)
    if kind in HOSTILE and spoken:
        return Coded(EventType.THREATEN, Status.HAPPENED, keeps_mode=False)
    return Coded(kind, modality.status)
