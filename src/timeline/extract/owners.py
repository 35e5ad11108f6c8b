"""Whose the thing in a slot is: "rejected an appeal from Mr Gbagbo"; what a promise or threat is about: "threatened to shell
Iraqi towns"; whom a measure in a place strikes: "imposed a curfew in Cizre"."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.languages.triggers_schema import Trigger
from timeline.records import EventType, Role

from .frames import Filler, Frame, verb_frame
from .tree import Tree, reach

TARGETED = frozenset(
    {EventType.COERCE, EventType.CONCEDE, EventType.MOBILIZE, EventType.RETREAT, EventType.THREATEN, EventType.AID}
)
PERSONAL = frozenset({"arrest", "seize", "deport", "release", "resign", "withdraw", "convict", "expel"})
"""Modes that are done to people, wherever it is done."""
MOST_CLAUSES = 5
CONTENT_SLOTS = (
    *(
        "object",
        "clause",
        "to",
        "à",
        "with",
        "avec",
        "against",
        "contre",
        "from",
        "on",
        "sur",
        "for",
        "pour",
        "in",
        "de",
    ),
)
VICTIMS = frozenset({"against", "contre", "on", "sur"})
"""Prepositions of those who suffer what another noun tells."""
FAR = "further on,"
"""How the path of a party begins that owns what belongs to a thing in a slot: "part of a Karen stronghold"."""
ABOUT = "in what it is about"
"""How the path of a party begins that stands in the content of a promise, threat or demand."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The slots in which a trigger looks for one role, in order of preference."""

    role: Role
    slots: tuple[str, ...]
    trigger: Trigger


def owners(tree: Tree, frame: Frame, wanted: Wanted) -> Iterator[tuple[int, str]]:
    """Words that may name the party of a role when no slot does, the likeliest first, and how each was found."""
    role, trigger = wanted.role, wanted.trigger
    for slot in wanted.slots:
        for filler in (f for f in frame.get(slot) or _under_words(tree, frame, slot) if f.token not in frame.words):
            near = _owners(tree, filler.token, role, trigger)
            yield from ((owner, f"by {tree.tokens[filler.token].text!r}, {filler.path}") for owner in near)
            for owner in near:
                yield from (
                    (far, f"{FAR} by {tree.tokens[owner].text!r}") for far in _owners(tree, owner, role, trigger)
                )
    if role is Role.ACTOR:
        return
    if trigger.absorbs or trigger.type is EventType.PROTEST:
        yield from _in_content(tree, frame, trigger)
    if trigger.type is EventType.THREATEN:
        yield from _conditions(tree, frame)
    if trigger.type in TARGETED and trigger.mode not in PERSONAL:
        for filler in frame.get("object"):
            for owner in _owners(tree, filler.token, role, trigger):
                yield owner, f"by {tree.tokens[filler.token].text!r}, {filler.path}"
        for token in reach(tree, frame.anchor):
            if token not in frame.words:
                yield token, "the place where it is done"


def _conditions(tree: Tree, frame: Frame) -> Iterator[tuple[int, str]]:
    """Whose deed a threat hangs on: "threatened to leave the talks if Spain signed"."""
    marks = {*tree.cues.if_marker, *tree.cues.unless_marker}
    for verb in (frame.anchor, *_contents(tree, frame)):
        for clause in tree.below(verb, "advcl"):
            if set(tree.prepositions(clause)) & marks:
                for token in tree.below(clause, "nsubj"):
                    yield token, "the condition"


def _under_words(tree: Tree, frame: Frame, slot: str) -> list[Filler]:
    """What hangs on another word of the trigger: "lodged a protest over the presence of their ships"."""
    kids = [k for w in (*frame.words, *frame.held) if w != frame.head for k in tree.below(w, "nmod", "obl") if k > w]
    return [Filler(k, f"after {slot!r}") for k in kids if slot in tree.prepositions(k)]


def _in_content(tree: Tree, frame: Frame, trigger: Trigger) -> Iterator[tuple[int, str]]:
    """Parties in what a promise, threat or demand is about, the objects first, then the places."""
    verbs = _contents(tree, frame)
    for verb in verbs:
        inner = verb_frame(tree, verb)
        for slot in CONTENT_SLOTS:
            for filler in inner.get(slot):
                for token in (filler.token, *_owners(tree, filler.token, Role.RECIPIENT, trigger, deep=True)):
                    yield token, f"{ABOUT}, {filler.path} of {tree.tokens[verb].text!r}"
    for verb in verbs:
        for token in reach(tree, verb):
            yield token, f"{ABOUT}, its place"


def _contents(tree: Tree, frame: Frame) -> list[int]:
    """Verbs of the content of a promise, threat or demand, outermost first."""
    tops = (frame.anchor, frame.head, *frame.words, *frame.held)
    direct = [k for top in dict.fromkeys(tops) for k in tree.kids[top] if k > frame.head]
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


def _owners(tree: Tree, noun: int, role: Role, trigger: Trigger, deep: bool = False) -> list[int]:
    """What may own a noun, the likeliest first: its possessor, its author, its complement, its modifiers."""
    kids = [
        k for k in tree.kids[noun] if tree.relation(k) in {"nmod", "obl", "amod", "compound"} and k not in tree.outside
    ]

    lemma = tree.tokens[noun].lemma
    asked = trigger.type is EventType.REQUEST and lemma in tree.cues.measures
    if role is Role.RECIPIENT and lemma in tree.cues.hurting and not asked:
        # "condemned the killing of a student": he is not whom they condemn
        kids = [k for k in kids if not set(tree.prepositions(k)) & {*tree.cues.of, *VICTIMS}]

    done = [k for clause in tree.below(noun, "acl") for k in tree.below(clause, "obl:agent", "obl")]
    done = [k for k in done if set(tree.prepositions(k)) & set(tree.cues.by)]  # "the march staged by students"

    def rank(kid: int) -> int:
        prepositions = set(tree.prepositions(kid))
        if tree.tokens[kid].dep == "nmod:poss" or prepositions & {*tree.cues.by, "from"}:
            return 0
        if prepositions & {*tree.cues.of, *tree.cues.among}:
            return 1
        return 2 if not prepositions or prepositions & {"for", "pour"} else 3

    limit = 4 if deep else 3 if role is Role.RECIPIENT else 1
    near = [k for k in kids if rank(k) < limit or (role is Role.ACTOR and not tree.prepositions(k))]
    return [*done, *sorted(near, key=lambda k: (rank(k), k))]
