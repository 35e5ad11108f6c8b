"""What a modal makes of a deed. To say that one will help is a promise (AGREE), that one will strike a threat (THREATEN),
that one will not help a refusal (REJECT), that another must act a demand (REQUEST). After PLOVER's coding rules."""

from dataclasses import dataclass

from timeline.records import EventType, Status

from .facts import Modality

KIND = frozenset({EventType.AID, EventType.RETREAT, EventType.COOPERATE, EventType.CONCEDE})
HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
DEEDS = KIND | HOSTILE | {EventType.CONSULT, EventType.SUPPORT, EventType.MOBILIZE}


@dataclass(frozen=True, slots=True)
class Coded:
    """The type as coded, its status, whether the sense's mode still holds, and whether the roles change: in a demand the doer
    is asked, and the speaker asks."""

    type: EventType
    status: Status
    keeps_mode: bool = True
    demand: bool = False


def code(kind: EventType, modality: Modality, verbal: bool, active: bool, spoken: bool) -> Coded:
    """The type and status of an event in its modality. `spoken`: a source is named who may promise, threaten or demand."""
    if not verbal or not active or kind not in DEEDS:
        return Coded(kind, modality.status)
    ahead = modality.future or modality.status is Status.CONDITIONAL
    if modality.conditioned and ahead and (kind in HOSTILE or modality.negated):
        return Coded(EventType.THREATEN, Status.HAPPENED, keeps_mode=False)
    if modality.obliged and spoken:
        return Coded(EventType.REQUEST, Status.HAPPENED, keeps_mode=False, demand=True)
    if modality.future and modality.negated and kind in KIND | {EventType.CONSULT, EventType.SUPPORT}:
        return Coded(EventType.REJECT, Status.HAPPENED, keeps_mode=False)
    if modality.future and not modality.negated and modality.status in {Status.PLANNED, Status.CONDITIONAL}:
        if kind in KIND:
            return Coded(EventType.AGREE, Status.HAPPENED, keeps_mode=False)
        if kind in HOSTILE and spoken:
            return Coded(EventType.THREATEN, Status.HAPPENED, keeps_mode=False)
    return Coded(kind, modality.status)
