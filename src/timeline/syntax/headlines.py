"""The French parser takes the present tense of a headline for a noun, most of all where the form is one too: "menace"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

from .lemmas import is_noun, verb_lemma

FINITE = re.compile(r"(?:e|ent|t|it|ait|aient|a|èrent)$")
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
NOUNS_TOO = frozenset(
    [
        "menace",
        "accuse",
        "demande",
        "dénonce",
        "condamne",
        "réclame",
        "exige",
        "attaque",
        "frappe",
        "bombarde",
        "visite",
        "rencontre",
        "critique",
        "annonce",
        "refuse",
        "rejette",
        "accueille",
        "libère",
        "arrête",
        "expulse",
        "manifeste",
        "défile",
        "marche",
        "proteste",
        "signe",
        "gèle",
        "vote",
        "adopte",
        "limoge",
        "renforce",
        "livre",
        "offre",
        "aide",
        "juge",
        "enquête",
        "tire",
        "relâche",
        "bloque",
        "occupe",
        "boycotte",
        "réforme",
        "purge",
        "abrite",
        "lance",
        "prône",
        "presse",
        "somme",
        "dialogue",
        "riposte",
        "patrouille",
        "capitule",
        "masse",
        "coupe",
        "ferme",
        "place",
        "finance",
        "valide",
    ]
)
"""Forms of the present that are nouns or adjectives as well: verbs where they stand right behind the first noun."""
OPENING = frozenset({"DET", "NUM"})
"""What opens an object: where a clause has no other verb, such a form before it is one ("Moscou masse trois divisions")."""
TWOFOLD = re.compile(r"(?:it|int)$")
OWNING = frozenset({"de", "d'", "du", "des"})
SUBORDINATE = frozenset({"si", "qui", "que", "qu'", "pour", "après", "alors", "selon", "malgré", ","})


def find_verb(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a verb where the first verb of a sentence was taken for a noun: "L'UE sanctionne six responsables",
    "La junte menace de fermer la frontière si …"."""
    finite = [t.index for t in tokens if "VerbForm=Fin" in t.morph or t.pos == "AUX"]
    end = _clause_end(tokens, finite[0]) if finite else len(tokens)
    for token in tokens[1 : min(end, len(tokens) - 1)]:
        before, after = tokens[token.index - 1], tokens[token.index + 1]
        if not finite and _is_present(token, after, tokens[-1]) and before.pos in {"NOUN", "PROPN", "ADJ"}:
            return _as_verb(list(tokens), token.index, token.lemma)
        if token.pos not in {"NOUN", "ADJ", "PROPN", "ADV"} or token.text[:1].isupper():
            continue
        if before.pos not in {"NOUN", "PROPN", "ADJ", "PRON", "X", "ADV"} or after.pos not in {
            "DET",
            "NUM",
            "ADP",
            "PROPN",
            "ADJ",
            "VERB",
            "AUX",
        }:
            continue
        lemma = verb_lemma(token.text, "fr")
        opened = after.pos in OPENING or (
            after.pos == "ADJ" and tokens[min(token.index + 2, len(tokens) - 1)].pos == "DET"
        )
        opened = opened or "VerbForm=Inf" in after.morph  # "le gouvernement compte fermer …", "dément avoir tiré"
        known = before.pos in {"NOUN", "PROPN", "ADJ"} and (token.text.lower() in NOUNS_TOO or opened)
        if known and any(t.pos == "VERB" or _is_beside(t) for t in tokens[: token.index]):
            continue
        if lemma != token.text.lower() and FINITE.search(token.text) and (known or not is_noun(token.text)):
            return _as_verb(list(tokens), token.index, lemma)
    return tuple(tokens)


def _is_present(token: Token, after: Token, last: Token) -> bool:
    """Whether a form that is a participle as well stands for the verb that its sentence lacks: "Varsovie souscrit à …"."""
    if token.pos != "VERB" or token.dep != "acl" or not TWOFOLD.search(token.text) or token.lemma == token.text:
        return False
    return after.pos in OPENING or (after.pos in {"ADP", "SCONJ"} and last.pos == "PUNCT")


def find_reflexives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a verb right behind "se" where the parser took it for a noun or an adjective: "la milice s'arme"."""
    for token in tokens[1:]:
        lemma = verb_lemma(token.text, "fr")
        behind = tokens[token.index - 1].text.lower().replace("’", "'") in {"se", "s'"}
        if behind and token.pos in {"NOUN", "ADJ"} and lemma != token.text.lower() and FINITE.search(token.text):
            return _as_verb(list(tokens), token.index, lemma)
    return tuple(tokens)


def _is_beside(token: Token) -> bool:
    """Whether a word opens a complement that is no part of the subject: "du" is, "à" is not."""
    return token.pos == "ADP" and token.text.lower() not in OWNING


def _clause_end(tokens: Sequence[Token], finite: int) -> int:
    """Where the clause before the first finite verb ends, if a conjunction or a relative parts them; else 0."""
    for token in reversed(tokens[:finite]):
        if token.pos in {"SCONJ", "CCONJ"} or token.text.lower() in SUBORDINATE:
            return token.index
    return 0


def _as_verb(tokens: list[Token], at: int, lemma: str) -> tuple[Token, ...]:
    verb = tokens[at]
    head = verb.head
    subject = next(
        (
            i
            for i in range(at - 1, -1, -1)
            if tokens[i].head in {at, i} or i == verb.head or (tokens[i].head == head and tokens[i].dep == "nsubj")
        ),
        None,
    )
    if subject is not None and tokens[subject].index == verb.head:
        head = at if tokens[subject].head == subject else tokens[subject].head
    tokens[at] = replace(
        verb, pos="VERB", lemma=lemma, morph=PRESENT, dep="root" if head == at else verb.dep, head=head
    )
    if head > at:  # what follows was taken for the main clause: "menace … si les salaires n'augmentent pas"
        tokens[at] = replace(tokens[at], head=at, dep="root")
        after = tokens[at + 1]
        content = "VerbForm=Inf" in after.morph and head in {after.index, after.head}
        tokens[head] = replace(tokens[head], head=at, dep="xcomp" if content else "advcl")
    if subject is not None:
        tokens[subject] = replace(tokens[subject], head=at, dep="nsubj")
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.head == subject and token.dep.startswith("acl") and "VerbForm=Inf" in token.morph:
            tokens[i] = replace(token, head=at, dep="xcomp")
        elif token.head == subject and token.dep == "nmod":
            bare = all(t.dep != "case" or t.head != i for t in tokens)
            tokens[i] = replace(token, head=at, dep="obj" if bare else "obl:arg")
        if token.head == at and token.pos in {"NOUN", "PROPN"} and token.dep == "nmod":
            bare = all(t.dep != "case" or t.head != i for t in tokens)
            tokens[i] = replace(token, dep="obj" if bare else "obl:mod")
    return tuple(tokens)
