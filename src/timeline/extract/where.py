"""Where an event took place: a noun phrase after a preposition of place that names no party of the event."""

from collections.abc import Sequence

from timeline.records import Actor, Place

from .frames import Frame
from .places import locate
from .tree import NOUNS, Tree, reach


def place_of(tree: Tree, text: str, frame: Frame, actors: Sequence[Actor], language: str) -> Place | None:
    """The place that the grammar gives the event, nearest to its trigger first; None if it gives none."""
    countries = tuple(dict.fromkeys(a.country for a in actors if a.country))
    spans = {(a.start, a.end) for a in actors}
    for token in _candidates(tree, frame):
        first, last = tree.phrase(token)
        start, end = tree.tokens[first].start, tree.tokens[last].end
        if any(a < end and start < b for a, b in spans):
            continue
        found = locate(text, start, end, language, countries)
        if found is not None:
            return found
    return _of_label(tree, text, language, countries)


def _of_label(tree: Tree, text: str, language: str, countries: tuple[str, ...]) -> Place | None:
    """The place of a headline's label: "Mali : une attaque fait dix morts"."""
    start = tree.sentence.start
    label = text[start : tree.tokens[0].start]
    if ":" not in label:
        return None
    found = locate(text, start, start + len(label[: label.index(":")].rstrip()), language, countries)
    return found if found is not None and found.country else None


def _candidates(tree: Tree, frame: Frame) -> list[int]:
    """Heads of phrases of place under the trigger, its carrier, and their complements, then under the governing verbs."""
    seen: list[int] = []
    tops = [frame.head, frame.anchor]
    tops += [a for a in tree.ancestors(frame.head) if tree.tokens[a].pos == "VERB" and _transparent(tree, frame.head)][
        :1
    ]
    for top in dict.fromkeys(tops):
        for kid in sorted(reach(tree, top), key=lambda k: (k < top, abs(k - top))):
            if kid not in seen:
                seen.append(kid)
    return seen


def _transparent(tree: Tree, head: int) -> bool:
    return tree.tokens[head].pos in NOUNS
