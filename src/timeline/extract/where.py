"""Where an event took place: a noun phrase after a preposition of place that names no party of the event."""

from collections.abc import Sequence

from timeline.languages.triggers_schema import Trigger
from timeline.records import Actor, Place, Role

from .coding import SPOKEN
from .frames import is_reflexive
from .places import locate
from .senses import Hit, content
from .tree import NOMINAL, NOUNS, Tree, reach

PURPOSE = frozenset({"pour", "for"})


def place_of(tree: Tree, text: str, hit: Hit, actors: Sequence[Actor], language: str) -> Place | None:
    """The place that the grammar gives the event, nearest to its trigger first; None if it gives none."""
    countries = tuple(dict.fromkeys(a.country for a in actors if a.country))
    spans = [(a.start, a.end) for a in actors if not _is_scene(hit.trigger, a)]
    for token in _candidates(tree, hit):
        first, last = tree.phrase(token)
        start, end = tree.tokens[first].start, tree.tokens[last].end
        if any(a < end and start < b for a, b in spans):
            continue
        found = locate(text, start, end, language, countries)
        if found is not None:
            return found
    return _of_label(tree, text, language, countries)


def _is_scene(trigger: Trigger, actor: Actor) -> bool:
    """Whether a recipient is also where it was: a town that was bombed, a capital that was visited."""
    if actor.role is not Role.RECIPIENT:
        return False
    return trigger.mode == "visit" or (actor.kind is None and bool(actor.country) and trigger.type not in SPOKEN)


def _of_label(tree: Tree, text: str, language: str, countries: tuple[str, ...]) -> Place | None:
    """The place of a headline's label: "Mali : une attaque fait dix morts"."""
    start = tree.sentence.start
    label = text[start : tree.tokens[0].start]
    if ":" not in label:
        return None
    found = locate(text, start, start + len(label[: label.index(":")].rstrip()), language, countries)
    return found if found is not None and found.country else None


def _candidates(tree: Tree, hit: Hit) -> list[int]:
    """Heads of phrases of place under the trigger, its carrier, and their complements, then under the governing verb."""
    frame = hit.frame
    seen: list[int] = []
    tops = [frame.head, frame.anchor]
    tops += [a for a in tree.ancestors(frame.head) if tree.tokens[a].pos == "VERB" and _transparent(tree, frame.head)][
        :1
    ]
    about = content(tree, hit) if hit.trigger.absorbs else set()
    topic = hit.trigger.mode == "talks" and frame.verbal
    for top in dict.fromkeys(tops):
        aside = topic or bool(about) or top not in {frame.head, frame.anchor}
        for kid in sorted(_within(tree, top, aside), key=lambda k: (k < top, abs(k - top))):
            if kid not in seen and (kid not in about or _beside(tree, top, kid)):
                seen.append(kid)
    return seen


def _beside(tree: Tree, verb: int, kid: int) -> bool:
    """Whether a place stands right beside the verb that says something: "a promis à Genève de …"."""
    between = tree.tokens[verb + 1 : kid]
    return tree.head(kid) == verb < kid and all(t.index in tree.outside or t.head == kid for t in between)


def _within(tree: Tree, top: int, aside: bool) -> list[int]:
    """Nouns after a preposition of place under a word: its own, those of its object and of other places, and of what it is
    part of. Not those of a cause, a target or another clause. `aside`: what the object is about has a place of its own."""

    def leads_on(above: int, kid: int) -> bool:
        own = aside and above == top and tree.relation(kid) in {"obj", "nsubj"}
        return not own and tree.tokens[kid].pos in NOMINAL | {"ADJ"} and _leads_on(tree, above, kid)

    return reach(tree, top, leads_on)


def _leads_on(tree: Tree, above: int, kid: int) -> bool:
    """Whether a complement may tell the place of what governs it. What a verb is "of" is its subject matter."""
    prepositions, cues = set(tree.prepositions(kid)), tree.cues
    if (tree.tokens[above].pos in NOUNS or is_reflexive(tree, above)) and prepositions & set(cues.of):
        return True
    if tree.tokens[above].pos in NOUNS and prepositions & PURPOSE:
        return True
    return not prepositions or bool(
        prepositions & {*cues.place, *cues.during, *cues.by, *cues.between, *cues.without_marker}
    )


def _transparent(tree: Tree, head: int) -> bool:
    return tree.tokens[head].pos in NOUNS
