"""A sentence cut at the borders of what was found in it: the pieces, put together, are the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from timeline.records import EventMention, Role, Span

ROLES = ("trigger", "time", "actor", "recipient", "place", "attribution", "quantity")
"""What a passage can be, in the order in which marks are nested."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters and all that it is part of, in the order of ROLES; () for plain words."""

    text: str
    roles: tuple[str, ...]


def pieces(text: str, mention: EventMention) -> tuple[Piece, ...]:
    """The mention's sentence in an article's text, cut wherever a marked passage starts or ends. Passages may overlap."""
    start, end = mention.sentence_start, mention.sentence_end
    marked = [
        (role, max(span.start, start), min(span.end, end))
        for role, span in _spans(mention)
        if span.start < end and span.end > start and span.end > span.start
    ]
    cuts = sorted({start, end, *(cut for _, first, last in marked for cut in (first, last))})
    found = []
    for a, b in pairwise(cuts):
        roles = {role for role, first, last in marked if first <= a and b <= last}
        found.append(Piece(text[a:b], tuple(sorted(roles, key=ROLES.index)) if len(roles) > 1 else tuple(roles)))
    return tuple(found)


def _spans(mention: EventMention) -> Iterator[tuple[str, Span]]:
    yield "trigger", mention
    if mention.time:
        yield "time", mention.time
    for actor in mention.actors:
        yield ("actor" if actor.role is Role.ACTOR else "recipient"), actor
    if mention.place:
        yield "place", mention.place.span
    if mention.attribution:
        yield "attribution", mention.attribution.span
    for quantity in mention.quantities:
        yield "quantity", quantity.span
