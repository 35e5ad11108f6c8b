"""Speakers behind their verb ("« … », a dénoncé mardi la CGT", "…," warned the bishop): parsers take them for objects."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

NOUNS = frozenset({"NOUN", "PROPN"})
BESIDE = frozenset({"aux", "expl", "advmod"})
BETWEEN = frozenset({"det", "amod", "nummod", "compound", "flat", "case"})


def find_speakers(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the noun behind a verb as its subject where the verb follows a quotation. Quotation marks are no tokens:
    a hole in the text shows where one stood."""
    found = list(tokens)
    for verb in tokens:
        if verb.pos != "VERB" or not _follows_quotation(tokens, verb):
            continue
        kids = [t for t in found if t.head == verb.index and t.index != verb.index]
        speakers = [t for t in kids if t.index > verb.index and t.dep.startswith(("obj", "nsubj")) and t.pos in NOUNS]
        if not speakers or not _is_next(found, verb, speakers[0]):
            continue
        found[speakers[0].index] = replace(speakers[0], dep="nsubj")
        found[verb.index] = _beside(found, verb)
        for other in speakers[1:]:
            if tokens[_left(found, other) - 1].text == ",":
                found[other.index] = replace(other, head=speakers[0].index, dep="appos")
        for kid in kids:
            if kid.dep.startswith("nsubj") and kid.index < verb.index:
                found[kid.index] = replace(kid, dep="ccomp")
    return tuple(found)


def _beside(tokens: Sequence[Token], verb: Token) -> Token:
    """The verb beside what is quoted, where it was taken for a complement of that."""
    if verb.dep not in {"xcomp", "ccomp", "advcl", "acl"}:
        return tokens[verb.index]
    return replace(tokens[verb.index], dep="parataxis")


def _follows_quotation(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a closing quotation mark stands before a verb and its auxiliaries, or before the comma in front of them."""
    own = [
        t.index for t in tokens if t.head == verb.index and t.index < verb.index and t.dep.partition(":")[0] in BESIDE
    ]
    first = verb.index
    while first - 1 in own:
        first -= 1
    if first < 2:
        return False
    before = tokens[first - 1]
    if tokens[first].start - before.end >= 2:  # the mark may as well open a quotation: M. Roy « a réaffirmé … »
        subject = any(t.head == verb.index and t.dep.startswith("nsubj") and t.index < first for t in tokens)
        return before.text[:1].islower() and not subject
    return before.text == "," and before.start > tokens[first - 2].end


def _is_next(tokens: Sequence[Token], verb: Token, noun: Token) -> bool:
    """Whether nothing but the words of a noun's own phrase and of a time stands between it and the verb."""
    return all(
        token.head == noun.index or token.dep.partition(":")[0] in BETWEEN or token.dep == "obl:mod"
        for token in tokens[verb.index + 1 : noun.index]
    )


def _left(tokens: Sequence[Token], noun: Token) -> int:
    """Where a noun's phrase begins."""
    return min([noun.index, *(t.index for t in tokens if t.head == noun.index and t.dep in BETWEEN)])
