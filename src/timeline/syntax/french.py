"""Repairs of what the French parser often gets wrong in newswire: a place taken for a predicate, an object given to the first
of two verbs, the second of two participles taken for a noun."""

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

from .lemmas import verb_lemma

PARTICIPLE = re.compile(r"(?:é|i|u|is|it|ert|eint|aint|oint)e?s?$")


def mend_obliques(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a name after a preposition as a complement of its verb: "reçu à Ankara", where the parser saw a clause."""
    found = list(tokens)
    for token in tokens:
        if token.dep not in {"xcomp", "ccomp", "advcl"} or not _is_name(token):
            continue
        marks = [t for t in tokens if t.head == token.index and t.dep in {"mark", "case"} and t.pos == "ADP"]
        if marks and marks[0].index < token.index:
            found[token.index] = replace(token, dep="obl:mod")
            for mark in marks:
                found[mark.index] = replace(mark, dep="case")
    return tuple(found)


def find_objects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the object of a verb that stands behind a name under that verb: "a reçu à Rabat son homologue", where
    the parser hung it on the name."""
    found = list(tokens)
    for token in tokens:
        name = found[token.head]
        verb = found[name.head]
        if token.dep != "nmod" or token.pos != "NOUN" or not _is_name(name) or name.index > token.index:
            continue
        if verb.pos != "VERB" or verb.index > name.index or verb.index == name.index:
            continue
        marks = {t.dep for t in tokens if t.head == token.index and t.index < token.index}
        placed = any(t.head == name.index and t.dep == "case" for t in found)
        if placed and "det" in marks and "case" not in marks and not _has_object_before(found, verb.index, len(found)):
            found[token.index] = replace(token, head=verb.index, dep="obj")
    return tuple(found)


def find_coordinated(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a verb where the second of two participles was taken for a noun: "ont été enlevés et torturés"."""
    found = list(tokens)
    for token in tokens:
        above = tokens[token.head]
        if token.dep != "conj" or token.pos not in {"NOUN", "ADJ"} or above.pos != "VERB" or above.index > token.index:
            continue
        before = found[token.index - 1]
        lemma = verb_lemma(token.text, "fr")
        if before.pos not in {"CCONJ", "PUNCT"} or lemma == token.text.lower() or not PARTICIPLE.search(token.text):
            continue
        if (PARTICIPLE.search(above.text) and above.text[-1:] == token.text[-1:]) or "é" in above.text[-2:]:
            found[token.index] = replace(token, pos="VERB", lemma=lemma, morph="Tense=Past|VerbForm=Part")
    return tuple(found)


def share_objects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the second object of a verb under the verb coordinated with it that stands right before that object:
    "a dispersé la foule et arrêté vingt manifestants"."""
    found = list(tokens)
    for token in tokens:
        verb = tokens[token.head]
        if token.dep != "obj" or not _has_object_before(tokens, verb.index, token.index):
            continue
        nearer = [t for t in tokens if t.head == verb.index and t.dep == "conj" and verb.index < t.index < token.index]
        if nearer and nearer[-1].pos == "VERB" and all(t.head != nearer[-1].index or t.dep != "obj" for t in tokens):
            found[token.index] = replace(token, head=nearer[-1].index)
    return tuple(found)


def _is_name(token: Token) -> bool:
    return token.pos in {"PROPN", "NOUN"} and token.text[:1].isupper()


def _has_object_before(tokens: Sequence[Token], verb: int, end: int) -> bool:
    return any(t.head == verb and t.dep == "obj" and t.index < end for t in tokens)
