"""Who says that an event happened: the subject of the verb of saying above it, beside it, or after "according to"."""

from dataclasses import dataclass

from timeline.records import Attribution, Span

from .facts import Modality
from .frames import antecedent, subjects
from .parties import Parties
from .tree import NOMINAL, Tree

TRAILING = frozenset({"parataxis", "ccomp", "conj", "dep", "discourse"})
"""What a parser makes of "…, M. Miller said" at the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence: the head word of its name, and the verb of saying if there is one."""

    token: int
    verb: int | None


def source_of(tree: Tree, head: int, anchor: int, modality: Modality) -> Source | None:
    """The source of what is said around a trigger, None where the text speaks for itself."""
    verbs = [modality.reporter] if modality.reporter is not None else []
    top = anchor
    for above in (anchor, *tree.ancestors(anchor)):
        top = above
        verbs.extend(k for k in tree.kids[above] if tree.relation(k) in TRAILING and _trails(tree, k, head))
    for verb in verbs:
        if tree.tokens[verb].lemma not in tree.cues.report or verb == head:
            continue
        who = [s for s in subjects(tree, verb) if s != head] or _inverted(tree, verb)
        if verb > head and not tree.below(verb, "nsubj"):
            who = _inverted(tree, verb) or who
        if who:
            return Source(antecedent(tree, who[0]), verb)
    return _according(tree, top, head)


def _trails(tree: Tree, verb: int, head: int) -> bool:
    if verb <= head or tree.tokens[verb].lemma not in tree.cues.report or tree.below(verb, "ccomp", "xcomp", "mark"):
        return False
    return tree.tokens[verb].dep != "conj" or (not tree.below(verb, "cc") and bool(tree.below(verb, "nsubj", "obj")))


def _inverted(tree: Tree, verb: int) -> list[int]:
    """ "…, a indiqué M. Miller": the parser may take the speaker for an object."""
    return [k for k in tree.below(verb, "obj", "nsubj") if k > verb and tree.tokens[k].pos in NOMINAL]


def _according(tree: Tree, top: int, head: int) -> Source | None:
    phrases = [phrase for phrase in tree.cues.according if f" {phrase} " in tree.lower]
    for i in range(len(tree) if phrases else 0):
        for phrase in phrases:
            words = phrase.split()
            if [t.text.lower().replace("’", "'") for t in tree.tokens[i : i + len(words)]] == words:
                after = i + len(words)
                noun = _first_noun(tree, after)
                if noun is not None and tree.tokens[noun].pos != "NUM" and not _elsewhere(tree, noun, i, head):
                    return Source(_phrase_head(tree, noun, i), None) if noun != head else None
    return None


def _elsewhere(tree: Tree, noun: int, marker: int, head: int) -> bool:
    """Whether "according to" stands inside another clause than the trigger's: "une loi inspirée, selon ses détracteurs, de …"."""
    end = tree.phrase(noun)[1] + 1
    if marker == 0 or end >= len(tree) or tree.tokens[end].text in {".", "»"}:
        return False
    verb = next((a for a in tree.ancestors(noun) if tree.tokens[a].pos == "VERB"), None)
    return verb is not None and verb != head and verb not in tree.ancestors(head) and verb > head


def _first_noun(tree: Tree, start: int) -> int | None:
    """The first nominal after "according to", before any comma."""
    for k in range(start, min(len(tree), start + 8)):
        if tree.tokens[k].pos in NOMINAL:
            return k
        if tree.tokens[k].pos == "PUNCT" and tree.tokens[k].text not in {"«", '"', "“"}:
            return None
    return None


def _phrase_head(tree: Tree, noun: int, start: int) -> int:
    """Up to the head of the phrase, as long as it begins after the marker."""
    for above in tree.ancestors(noun):
        if above <= start or tree.tokens[above].pos not in NOMINAL or tree.phrase(above)[0] < start:
            break
        noun = above
    return noun


def attribution(tree: Tree, text: str, source: Source | None, parties: Parties) -> Attribution | None:
    """The source as a record."""
    if source is None:
        return None
    first, last = tree.phrase(source.token)
    verb = None if source.verb is None else tree.tokens[source.verb]
    return Attribution(
        span=Span.of(text, tree.tokens[first].start, tree.tokens[last].end),
        actor=parties.of(source.token),
        verb=None if verb is None else Span.of(text, verb.start, verb.end),
    )
