"""Clauses that the French parser mixes up: a name with an article in it ("Marine Le Pen accuse"), a relative clause that
takes the subject of the main one, an infinitive hung on the object of its verb."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

NOUNS = frozenset({"NOUN", "PROPN"})
RELATIVE = frozenset({"dont", "que", "qu'", "auquel", "duquel"})
INSIDE = frozenset({"det", "amod", "nmod", "appos", "flat", "nummod", "conj"})
LOOSE = frozenset({"obl:mod", "nsubj", "nsubj:pass", "dep", "dislocated", "root"})
DIRECTIVE = frozenset(
    {
        "forcer",
        "contraindre",
        "obliger",
        "exhorter",
        "inviter",
        "pousser",
        "inciter",
        "appeler",
        "autoriser",
        "encourager",
    }
)
"""Verbs whose object does what their infinitive says."""


def mend_clauses(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """All repairs, in their order."""
    return raise_infinitives(part_relatives(tokens))


def join_names(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with "Le Pen" under the given name before it, which takes its place in the clause."""
    found = list(tokens)
    for article in tokens[1:-1]:
        first, last = found[article.index - 1], found[article.index + 1]
        if article.text not in {"Le", "La"} or article.end + 1 != last.start or first.end + 1 != article.start:
            continue
        if not (first.text[:1].isupper() and last.text[:1].isupper()) or first.pos in {"ADP", "DET", "VERB", "AUX"}:
            continue
        root = last.head in {first.index, last.index}
        moved = first if root else replace(first, head=last.head, dep=last.dep)
        found[first.index] = replace(moved, pos="PROPN")
        for i in (article.index, last.index):
            found[i] = replace(found[i], head=first.index, dep="flat:name", pos="PROPN")
        for i, token in enumerate(found):
            if token.head == last.index and i > last.index:
                found[i] = replace(token, head=first.index)
    return tuple(found)


def part_relatives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the noun before a relative clause as the subject of the main verb behind it: "Oslo, dont l'armée a tiré, se
    tait", where the parser gave it to the verb of the relative clause."""
    found = list(tokens)
    for pronoun in tokens[2:]:
        if pronoun.text.lower() not in RELATIVE or tokens[pronoun.index - 1].text != ",":
            continue
        noun, inner = _antecedent(found, pronoun.index - 2), _verb_over(found, pronoun.index)
        if noun is None or inner is None or found[noun].head != inner or found[noun].dep not in LOOSE:
            continue
        main = _main_verb(found, inner)
        if main is None:
            continue
        passive = any(t.head == main and t.dep == "aux:pass" for t in found)
        head = main if found[inner].head in {inner, main} else found[inner].head
        if head == main and found[main].head == inner:
            found[main] = replace(found[main], head=main, dep="root")
        found[noun] = replace(found[noun], head=main, dep="nsubj:pass" if passive else "nsubj")
        found[inner] = replace(found[inner], head=noun, dep="acl:relcl")
    return tuple(found)


def _antecedent(tokens: Sequence[Token], at: int) -> int | None:
    """The bare noun over word `at`, in a phrase that ends there."""
    for _ in range(6):
        token = tokens[at]
        if token.dep.partition(":")[0] not in INSIDE or token.head > at or token.head == at:
            break
        at = token.head
    marked = any(t.head == at and t.dep == "case" for t in tokens)
    return at if tokens[at].pos in NOUNS and not marked else None


def _verb_over(tokens: Sequence[Token], at: int) -> int | None:
    for _ in range(6):
        if tokens[at].head == at:
            return None
        at = tokens[at].head
        if tokens[at].pos == "VERB":
            return at
    return None


def _main_verb(tokens: Sequence[Token], inner: int) -> int | None:
    """The verb without a subject behind a clause that was taken for the main one, or that it was hung on."""
    beside = [
        t.index for t in tokens if t.head == inner and t.dep in {"advcl", "parataxis", "conj"} and t.index > inner
    ]
    above = tokens[inner].head
    for verb in ([above] if above > inner else []) + beside:
        kids = [t for t in tokens if t.head == verb and t.index != verb]
        finite = any("VerbForm=Fin" in t.morph for t in (*kids, tokens[verb]) if t.pos in {"VERB", "AUX"})
        own = any(
            t.dep.startswith(("nsubj", "mark", "cc")) and t.text.lower() not in {"rien", "personne"} for t in kids
        )
        if tokens[verb].pos == "VERB" and finite and not own:
            return verb
    return None


def raise_infinitives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with what somebody is to do under the verb that makes him: "a appelé Paul Roy à cesser"."""
    found = list(tokens)
    for token in tokens:
        noun = tokens[token.head]
        verb = tokens[noun.head]
        if noun.pos not in NOUNS or noun.dep != "obj" or token.index < noun.index or "VerbForm=Inf" not in token.morph:
            continue
        marked = any(t.head == token.index and t.dep in {"mark", "case"} and t.lemma == "à" for t in tokens)
        if token.dep == "xcomp" or (token.dep.startswith("acl") and marked and verb.lemma in DIRECTIVE):
            found[token.index] = replace(token, head=verb.index, dep="xcomp")
    return tuple(found)
