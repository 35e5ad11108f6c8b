"""Who fills the slots: words to parties, once for each word, and the roles that a trigger gives them."""

from timeline.languages.triggers_schema import Trigger
from timeline.records import Actor, ActorKind, Party, Role

from .cast import Cast
from .frames import Filler, Frame
from .tree import NOMINAL, Tree

NOUN_ACTORS = ("agent", "subject", "possessor", "modifier")
NOUN_RECIPIENTS = ("contre", "against", "sur", "on", "of", "object", "à", "to", "upon", "envers", "visant")


class Parties:
    """The parties of one sentence, by the head word of their phrase."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._tree, self._cast = tree, cast
        self._known: dict[int, Party | None] = {}

    def of(self, token: int) -> Party | None:
        """Who the noun phrase around this word names; None if nobody."""
        if token not in self._known:
            first, last = self._tree.phrase(token)
            words = self._tree.tokens
            self._known[token] = self._cast.party(
                words[first].start, words[last].end, words[token].start, words[token].end, self._tree.sentence
            )
        return self._known[token]


def actors(tree: Tree, parties: Parties, frame: Frame, trigger: Trigger) -> tuple[list[Actor], list[str]]:
    """The actors of an event, in the order of the text, and how each was found."""
    wanted = trigger.actor if trigger.actor is not None else (("subject",) if frame.verbal else NOUN_ACTORS)
    against = trigger.recipient if trigger.recipient is not None else (("object",) if frame.verbal else NOUN_RECIPIENTS)
    found: dict[tuple[int, int], tuple[Actor, str]] = {}
    used: set[str] = set()
    for slots, role in ((wanted, Role.ACTOR), (() if trigger.reciprocal else against, Role.RECIPIENT)):
        for slot in slots:
            if slot in used:
                continue
            hits = [(f, p) for f in frame.get(slot) if (p := parties.of(f.token)) is not None]
            hits = [(f, p) for f, p in hits if (p.start, p.end) not in found]
            for filler, party in hits:
                found[party.start, party.end] = (_actor(party, role), f"{role.value} {party.text!r}: {filler.path}")
            if hits:
                used.add(slot)
                if not trigger.reciprocal:
                    break
    ordered = [found[key] for key in sorted(found)]
    return [actor for actor, _ in ordered], [path for _, path in ordered]


def _actor(party: Party, role: Role) -> Actor:
    return Actor(**party.model_dump(), role=role)


KINDS = {f"#{kind.value}": kind for kind in ActorKind}


def is_kind(parties: Parties, filler: Filler, name: str) -> bool:
    """Whether a filler names a party of this kind: "#actor" any, "#human" a person or a group of people."""
    party = parties.of(filler.token)
    if party is None:
        return False
    if name == "#actor":
        return True
    if name == "#human":
        return party.kind in {ActorKind.PERSON, ActorKind.GROUP}
    return party.kind is KINDS.get(name)


def nominal_heads(tree: Tree, fillers: list[Filler]) -> list[int]:
    """The words of these fillers that can name someone."""
    return [f.token for f in fillers if tree.tokens[f.token].pos in NOMINAL]
