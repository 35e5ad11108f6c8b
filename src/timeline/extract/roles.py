"""Who fills the slots: words to parties, once for each word, and the roles that a trigger gives them."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.languages.triggers_schema import Trigger
from timeline.records import Actor, ActorKind, EventType, Party, Role

from .cast import Cast
from .frames import Filler, Frame, verb_frame
from .tree import Tree, reach

NOUN_ACTORS = ("agent", "subject", "possessor", "modifier")
TARGETED = frozenset(
    {EventType.COERCE, EventType.CONCEDE, EventType.MOBILIZE, EventType.RETREAT, EventType.THREATEN, EventType.AID}
)
PERSONAL = frozenset({"arrest", "seize", "deport", "release", "resign", "withdraw"})
"""Modes that are done to people, wherever it is done."""
MOST_CLAUSES = 5
CONTENT_SLOTS = ("object", "clause", "to", "à", "with", "avec", "against", "contre", "from", "on", "sur", "in", "de")
REACH = 9
"""Words after a trigger within which a phrase with the right preposition is its own, whatever the parse says."""
NOUN_RECIPIENTS = ("contre", "against", "sur", "on", "of", "object", "à", "to", "upon", "envers", "visant")


class Parties:
    """The parties of one sentence, by the head word of their phrase."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._tree, self._cast = tree, cast
        self._known: dict[int, tuple[Party, ...]] = {}

    def all_of(self, token: int) -> tuple[Party, ...]:
        """Who the noun phrase around this word names, one by one: "négociateurs du Hamas et d'Israël" are two."""
        if token not in self._known:
            first, last = self._tree.phrase(token)
            words = self._tree.tokens
            found = self._cast.members(
                words[first].start, words[last].end, words[token].start, words[token].end, self._tree.sentence
            )
            if not found:
                found = self._counted(token, words[first].start, words[last].end)
            if words[token].pos == "PRON" and all(p.actor_id is None for p in found):
                found = self._speaker(token) or found
            self._known[token] = found
        return self._known[token]

    def _counted(self, token: int, start: int, end: int) -> tuple[Party, ...]:
        """ "Plusieurs milliers de personnes": who a number or a part stands for."""
        tree = self._tree
        for kid in tree.below(token, "nmod"):
            word = tree.tokens[kid]
            bare = not any(tree.relation(k) == "det" for k in tree.kids[kid])
            if kid > token and bare and tree.prepositions(kid) == tree.cues.of:
                found = self._cast.members(start, end, word.start, word.end, tree.sentence)
                return tuple(p for p in found if p.kind in {ActorKind.GROUP, ActorKind.PERSON})
        return ()

    def _speaker(self, pronoun: int) -> tuple[Party, ...]:
        """ "Syria says it is willing": a subject pronoun in reported speech is the speaker."""
        tree = self._tree
        verb = tree.head(pronoun)
        if verb is None or tree.relation(pronoun) != "nsubj" or "Person=1" in tree.tokens[pronoun].morph:
            return ()
        below = verb
        for above in tree.ancestors(verb):
            if tree.tokens[above].lemma in tree.cues.report and tree.relation(below) == "ccomp":
                for subject in tree.below(above, "nsubj"):
                    if tree.tokens[subject].pos != "PRON":
                        return self.all_of(subject)[:1]
                return ()
            below = above
        return ()

    def is_owned(self, token: int) -> bool:
        """Whether what the phrase names belongs to a party: "European Community ministers", "opposition groups in Zimbabwe"."""
        kids = (k for k in self._tree.kids[token] if self._tree.relation(k) in {"nmod", "compound", "amod"})
        return "Number=Plur" in self._tree.tokens[token].morph and any(self.all_of(k) for k in kids)

    def of(self, token: int) -> Party | None:
        """The first whom the noun phrase around this word names; None if nobody."""
        found = self.all_of(token)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The slots in which a trigger looks for one role, in order of preference."""

    role: Role
    slots: tuple[str, ...]
    trigger: Trigger


Found = dict[tuple[int, int], tuple[Actor, str]]
"""The actors found so far by their span, and how each was found."""


def actors(tree: Tree, parties: Parties, frame: Frame, trigger: Trigger) -> tuple[list[Actor], list[str]]:
    """The actors of an event, in the order of the text, and how each was found."""
    found: Found = {}
    for wanted in _wanted(frame, trigger):
        role = wanted.role
        for slot in wanted.slots:
            hits = [
                (f, p) for f in _fillers(tree, frame, slot) for p in parties.all_of(f.token) if not _known(p, found)
            ]
            for filler, party in hits:
                found[party.start, party.end] = (_actor(party, role), f"{role.value} {party.text!r}: {filler.path}")
            if hits and not trigger.reciprocal:
                break
        if wanted.slots and all(a.role is not role for a, _ in found.values()):
            _add_owner(tree, parties, frame, wanted, found)
    if trigger.reciprocal and not frame.verbal and len(found) < 2:
        _add_clause_subject(tree, parties, frame, found)
    ordered = [found[key] for key in sorted(found)]
    return [actor for actor, _ in ordered], [path for _, path in ordered]


def _wanted(frame: Frame, trigger: Trigger) -> tuple[Wanted, ...]:
    actor = trigger.actor if trigger.actor is not None else (("subject",) if frame.verbal else NOUN_ACTORS)
    recipient = (
        trigger.recipient if trigger.recipient is not None else (("object",) if frame.verbal else NOUN_RECIPIENTS)
    )
    if trigger.reciprocal:
        return (Wanted(Role.ACTOR, tuple(dict.fromkeys((*actor, *recipient))), trigger),)
    return (Wanted(Role.ACTOR, actor, trigger), Wanted(Role.RECIPIENT, recipient, trigger))


def _known(party: Party, found: Found) -> bool:
    """Whether the party, or these very words, already play a part."""
    return any(
        (a < party.end and party.start < b) or (actor.actor_id is not None and actor.actor_id == party.actor_id)
        for (a, b), (actor, _) in found.items()
    )


def _fillers(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    """The fillers of a slot by syntax; for a preposition, failing that, the next phrase that begins with it."""
    found = frame.get(slot) or _under_object(tree, frame, slot)
    if found or slot not in {*tree.cues.among, *tree.cues.between}:
        return found
    for i in range(frame.head + 1, min(len(tree), frame.head + REACH)):
        token = tree.tokens[i]
        if token.pos == "VERB" and i != frame.anchor:
            break
        if token.lemma == slot and tree.relation(i) == "case" and token.head > i:
            return [Filler(one, f"next after {slot!r}") for one in tree.conjuncts(token.head)]
    return []


def _add_owner(tree: Tree, parties: Parties, frame: Frame, wanted: Wanted, found: Found) -> None:
    """Where a slot holds a thing, whose it is: "rejected an appeal from Mr Gbagbo"; what a promise or threat is about:
    "threatened to shell Iraqi towns"; whom a measure in a place strikes: "imposed a curfew in Cizre". A party that is known
    goes before a mere group, and nobody's own troops are his target."""
    role = wanted.role
    hits = [
        (p, how)
        for token, how in _candidates(tree, frame, wanted)
        for p in parties.all_of(token)
        if not _known(p, found)
    ]
    known = [(p, how) for p, how in hits if p.actor_id or p.country or p.kind is None]
    others = [(p, how) for p, how in hits if not _is_own(tree, p)]
    for party, how in (known or others)[:1]:
        found[party.start, party.end] = (_actor(party, role), f"{role.value} {party.text!r}: {how}")


def _is_own(tree: Tree, party: Party) -> bool:
    return any("Poss=Yes" in t.morph for t in tree.tokens if party.start <= t.start and t.end <= party.end)


def _candidates(tree: Tree, frame: Frame, wanted: Wanted) -> Iterator[tuple[int, str]]:
    role, trigger = wanted.role, wanted.trigger
    for slot in wanted.slots:
        for filler in (f for f in frame.get(slot) if f.token not in frame.words):
            for owner in _owners(tree, filler.token, role):
                yield owner, f"by {tree.tokens[filler.token].text!r}, {filler.path}"
    if role is Role.ACTOR:
        return
    if trigger.absorbs:
        yield from _in_content(tree, frame)
    if trigger.type in TARGETED and trigger.mode not in PERSONAL:
        for filler in frame.get("object"):
            for owner in _owners(tree, filler.token, role):
                yield owner, f"by {tree.tokens[filler.token].text!r}, {filler.path}"
        for token in reach(tree, frame.anchor):
            yield token, "the place where it is done"


def _in_content(tree: Tree, frame: Frame) -> Iterator[tuple[int, str]]:
    """Parties in what a promise, threat or demand is about, the objects first, then the places."""
    verbs = _contents(tree, frame)
    for verb in verbs:
        inner = verb_frame(tree, verb)
        for slot in CONTENT_SLOTS:
            for filler in inner.get(slot):
                for token in (filler.token, *_owners(tree, filler.token, Role.RECIPIENT, deep=True)):
                    yield token, f"in what it is about, {filler.path} of {tree.tokens[verb].text!r}"
    for verb in verbs:
        for token in reach(tree, verb):
            yield token, "the place of what it is about"


def _contents(tree: Tree, frame: Frame) -> list[int]:
    """Verbs of the content of a promise, threat or demand, outermost first."""
    direct = [k for top in dict.fromkeys((frame.anchor, frame.head)) for k in tree.kids[top] if k > frame.head]
    verbs = [k for k in direct if _is_clause(tree, k) and tree.tokens[k].lemma not in tree.cues.report]
    for verb in verbs:
        if len(verbs) < MOST_CLAUSES:
            verbs.extend(k for k in tree.kids[verb] if _is_clause(tree, k) and k not in verbs)
    return verbs


def _is_clause(tree: Tree, i: int) -> bool:
    if tree.relation(i) not in {"xcomp", "ccomp", "acl", "advcl"} or tree.tokens[i].dep == "acl:relcl":
        return False
    outside = {*tree.cues.if_marker, *tree.cues.unless_marker, *tree.cues.factual_marker}
    return tree.tokens[i].pos in {"VERB", "AUX"} and not set(tree.prepositions(i)) & outside


def _owners(tree: Tree, noun: int, role: Role, deep: bool = False) -> list[int]:
    """What may own a noun, the likeliest first: its possessor, its author, its complement, its modifiers."""
    kids = [
        k for k in tree.kids[noun] if tree.relation(k) in {"nmod", "obl", "amod", "compound"} and k not in tree.outside
    ]

    def rank(kid: int) -> int:
        prepositions = set(tree.prepositions(kid))
        if tree.tokens[kid].dep == "nmod:poss" or prepositions & {*tree.cues.by, "from"}:
            return 0
        if prepositions & {*tree.cues.of, *tree.cues.among}:
            return 1
        return 2 if not prepositions or prepositions & {"for", "pour"} else 3

    limit = 4 if deep else 3 if role is Role.RECIPIENT else 1
    near = [k for k in kids if rank(k) < limit or (role is Role.ACTOR and not tree.prepositions(k))]
    return sorted(near, key=lambda k: (rank(k), k))


def _under_object(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    """ "suspend une livraison de bombes à Israël": the phrase may hang on the object, or on a participle beside it."""
    alike = {slot, *tree.cues.towards} if slot in tree.cues.dative else {slot}
    if slot in {*tree.cues.of, "object", "subject", "clause", "possessor", "modifier", "agent"}:
        return []
    level = [f.token for f in frame.get("object")] + [w for w in frame.words if w != frame.head]
    for _ in range(3):
        level = [
            k
            for i in level
            for k in tree.kids[i]
            if k > frame.head and tree.relation(k) in {"nmod", "obl", "acl", "amod"}
        ]
        hits = [k for k in level if set(tree.prepositions(k)) & alike]
        if hits:
            return [Filler(one, f"after {slot!r}, under the object") for one in tree.conjuncts(hits[0])]
    return []


def _add_clause_subject(tree: Tree, parties: Parties, frame: Frame, found: Found) -> None:
    """ "lors d'un entretien avec M. G., M. B. a dit": who speaks at a meeting took part in it."""
    below = frame.head
    for above in tree.ancestors(frame.head):
        if tree.tokens[above].pos == "VERB":
            joined = set(tree.prepositions(below)) & {*tree.cues.during, *tree.cues.place}
            for subject in tree.below(above, "nsubj") if joined and found else ():
                for party in parties.all_of(subject):
                    if not _known(party, found):
                        path = f"actor {party.text!r}: subject of {tree.tokens[above].text!r}"
                        found[party.start, party.end] = (_actor(party, Role.ACTOR), path)
            return
        below = above


def _actor(party: Party, role: Role) -> Actor:
    return Actor(**party.model_dump(), role=role)


KINDS = {f"#{kind.value}": kind for kind in ActorKind}


def is_kind(parties: Parties, filler: Filler, name: str) -> bool:
    """Whether a filler names a party of this kind: "#actor" any, "#human" a person or a group of people."""
    party = parties.of(filler.token)
    if party is None:
        return name == "#actor" and parties.is_owned(filler.token)
    if name == "#actor":
        return True
    if name == "#human":
        return party.kind in {ActorKind.PERSON, ActorKind.GROUP}
    return party.kind is KINDS.get(name)
