"""Prepositions of several words ("au cours de", "lors de", "près de") made into one. Parsers hang the noun on the word in
the middle, and so hide it from its clause."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from timeline.languages.lemmas_schema import lemmas
from timeline.languages.numbers_schema import numbers
from timeline.records import Token

from .clauses_fr import join_names, mend_clauses
from .french import (
    find_amounts,
    find_compounds,
    find_coordinated,
    find_infinitive_nouns,
    find_objects,
    find_pronouns,
    lower_complements,
    mend_causatives,
    mend_obliques,
    mend_subjects,
    share_objects,
)
from .headlines import find_reflexives, find_verb
from .lemmas import noun_lemma, verb_lemma
from .repair_en import mend_english
from .speakers import find_speakers

PARTICIPLE = re.compile(r"(?:é|i|u|is|it|rt)e?s?$")
MODIFYING = frozenset({"nmod", "amod", "appos", "acl", "punct"})
FIGURES = re.compile(r"\d[\d.,\u00a0\u202f ]*")
RELATIVE = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle"})
IMPERSONAL = frozenset(
    {
        "falloir",
        "agir",
        "sembler",
        "paraître",
        "être",
        "avoir",
        "pleuvoir",
        "rester",
        "suffire",
        "convenir",
        "importer",
        "exister",
    }
    | {
        "arriver",
        "survenir",
        "venir",
        "produire",
        "incomber",
        "appartenir",
        "revenir",
        "manquer",
        "advenir",
        "aller",
        "faire",
    }
)
"""French verbs whose "il" may stand for nobody."""
PERSONAL = frozenset(
    {"prêt", "disposé", "favorable", "opposé", "hostile", "solidaire", "préoccupé", "inquiet", "satisfait"}
)
"""French adjectives whose "il" is always somebody."""


def join_prepositions(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens with each preposition of several words as one `case` whose lemma is the whole phrase."""
    phrases = _by_first_word(language)
    if not phrases:
        return tuple(tokens)
    forms = [lemmas(language).form.get(t.text.lower().replace("’", "'"), t.text.lower()) for t in tokens]
    found = list(tokens)
    i = 0
    while i < len(found):
        length = next((len(p) for p in phrases.get(forms[i], ()) if tuple(forms[i : i + len(p)]) == p), 0)
        if length and i + length < len(found):
            _join(found, i, i + length, " ".join(forms[i : i + length]))
            i += length
        i += 1
    return tuple(found)


@cache
def _by_first_word(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases = lemmas(language).preposition
    return {first: tuple(p for p in phrases if p[0] == first) for first in {p[0] for p in phrases}}


def _join(tokens: list[Token], start: int, end: int, phrase: str) -> None:
    inside = range(start, end)
    noun = _noun_after(tokens, end)
    if noun is None:
        return
    outer = [i for i in inside if tokens[i].head not in inside and tokens[i].head != noun]
    governor = tokens[outer[0]].head if outer and tokens[outer[0]].head != outer[0] else None
    if governor is None or governor in _below(tokens, noun):
        return
    relation = "obl:mod" if tokens[governor].pos in {"VERB", "AUX", "ADJ"} else "nmod"
    if tokens[noun].pos != "VERB":
        tokens[noun] = replace(tokens[noun], head=governor, dep=relation)
    for i in inside:
        lemma = phrase if i == start else tokens[i].lemma
        tokens[i] = replace(
            tokens[i], head=noun if i == start else start, dep="case" if i == start else "fixed", lemma=lemma, pos="ADP"
        )
    for k, token in enumerate(tokens):
        if k not in inside and token.head in inside and k != noun:
            tokens[k] = replace(token, head=noun)


def _noun_after(tokens: Sequence[Token], end: int) -> int | None:
    for i in range(end, min(len(tokens), end + 6)):
        if tokens[i].pos in {"NOUN", "PROPN", "PRON"} and tokens[i].dep not in {"det", "flat", "compound"}:
            return i
        if tokens[i].pos in {"VERB", "PUNCT", "ADP"}:
            return None
    return None


def _below(tokens: Sequence[Token], top: int) -> set[int]:
    found = {top}
    for _ in range(len(tokens)):
        more = {t.index for t in tokens if t.head in found and t.head != t.index} - found
        if not more:
            return found
        found |= more
    return found


def find_participles(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens with a verb where the participle after an auxiliary was taken for another part of speech: "a téléphoné",
    "a été empoisonné"."""
    found = list(tokens)
    for token in tokens:
        if token.pos not in {"NOUN", "ADV", "ADJ", "PROPN"} or language != "fr":
            continue
        auxiliaries = [t for t in tokens if t.head == token.index and t.index < token.index and t.pos == "AUX"]
        been = [t for t in auxiliaries if t.text.lower() == "été" and t.dep in {"cop", "aux:pass"}]
        own = {t.text.lower() for t in tokens if t.head == token.index and t.index < token.index}
        tense = [t for t in auxiliaries if t.lemma == "avoir" and t.dep == "aux:tense"]
        tense += [t for t in auxiliaries if t.lemma == "être" and own & {"se", "s'"}]  # "se sont félicités"
        lemma = verb_lemma(token.text, language)
        if not tense or lemma == token.text.lower() or not PARTICIPLE.search(token.text):
            continue
        found[token.index] = replace(token, pos="VERB", lemma=lemma, morph="Tense=Past|VerbForm=Part")
        for i, other in enumerate(found):
            if other.head == token.index and i != token.index:
                found[i] = _under_verb(other, tokens, passive=bool(been), after=i > token.index)
    return tuple(found)


def _under_verb(token: Token, tokens: Sequence[Token], passive: bool, after: bool) -> Token:
    if token.dep == "cop":
        return replace(token, dep="aux:pass")
    if passive and token.dep == "nsubj":
        return replace(token, dep="nsubj:pass")
    if after and token.dep in {"nmod", "dep"} and token.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
        bare = all(t.dep != "case" or t.head != token.index for t in tokens)
        return replace(token, dep="obj" if bare else "obl:mod")
    return token


def mend_numbers(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The tokens with each counted noun over its number: "deux cents soldats", "3 500 bombes"."""
    words = numbers(language)
    found = list(tokens)
    for number, counted in pairwise(tokens):
        form = number.text.lower()
        is_number = form in words.counting or FIGURES.fullmatch(form)
        if not is_number or found[counted.index].head != number.index or not counted.text[:1].isalpha():
            continue
        if counted.pos not in {"NOUN", "ADJ", "PROPN"} or number.pos == "NUM":
            continue
        old = found[number.index]
        head = counted.index if old.head == number.index else old.head
        found[counted.index] = replace(
            counted, head=head, dep=old.dep, pos="NOUN", lemma=noun_lemma(counted.text, language)
        )
        found[number.index] = replace(old, head=counted.index, dep="nummod", pos="NUM")
        for i, token in enumerate(found):
            if token.head == number.index and i != number.index:
                found[i] = replace(token, head=counted.index)
    return tuple(found)


def raise_verbs(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each finite verb that was hung on its own subject as if it were a modifier put above it."""
    found = list(tokens)
    for verb in tokens:
        if verb.pos != "VERB" or verb.dep not in MODIFYING or not _is_finite(found, verb):
            continue
        noun = _bare_above(found, verb)
        if noun is None or noun.index > verb.index or _has_subject(found, verb.index):
            continue
        if any(t.text.lower() in RELATIVE for t in found[noun.index : verb.index]):
            continue
        root = noun.head == noun.index
        found[verb.index] = replace(verb, head=verb.index if root else noun.head, dep="root" if root else "ccomp")
        found[noun.index] = replace(noun, head=verb.index, dep="nsubj")
        for i in range(verb.index + 1, len(found)):
            if found[i].head == noun.index:
                found[i] = _beside_verb(found, i, verb.index)
    return tuple(found)


def find_subjects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with "il" as the subject of its verb where the parser took it for nobody: "il s'opposait à …"."""
    found = list(tokens)
    for token in tokens:
        verb = tokens[token.head]
        if token.dep != "expl:subj" or token.text.lower() != "il" or verb.lemma in IMPERSONAL:
            continue
        if verb.pos != "VERB" and verb.lemma not in PERSONAL:
            continue
        if all(t.head != verb.index or t.dep not in {"aux:pass", "csubj", "nsubj"} for t in tokens):
            found[token.index] = replace(token, dep="nsubj")
    return tuple(found)


def _is_finite(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a verb shows its tense, or its auxiliary does right behind the noun that it was hung on: "Chirac l'a soutenu"."""
    if "VerbForm=Fin" in verb.morph:
        return True
    first = min(
        (t.index for t in tokens if t.head == verb.index and t.dep.startswith(("aux", "obj", "iobj"))), default=-1
    )
    auxiliary = any(t.head == verb.index and t.dep == "aux:tense" and "VerbForm=Fin" in t.morph for t in tokens)
    return auxiliary and first == verb.head + 1 and tokens[verb.head].dep == "root"


def _bare_above(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The noun without a preposition at or above a verb's governor."""
    noun = tokens[verb.head]
    for _ in range(4):
        marked = any(t.head == noun.index and t.dep in {"case", "mark"} for t in tokens)
        if noun.pos not in {"NOUN", "PROPN"}:
            return None
        if not marked:
            return noun
        if noun.head == noun.index:
            return None
        noun = tokens[noun.head]
    return None


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return any(t.head == verb and t.dep.startswith("nsubj") for t in tokens)


def _beside_verb(tokens: Sequence[Token], i: int, verb: int) -> Token:
    token = tokens[i]
    marked = any(t.head == i and t.dep in {"case", "mark"} for t in tokens)
    if token.pos in {"VERB", "AUX"}:
        return replace(token, head=verb, dep="advcl" if marked else "parataxis")
    if token.pos in {"NOUN", "PROPN", "PRON"}:
        return replace(token, head=verb, dep="obl:mod" if marked else "obj")
    return replace(token, head=verb)


def attach_relatives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each clause of "qui" or "who" hung on the noun before that word, where the parser hung it elsewhere."""
    found = list(tokens)
    for pronoun in tokens:
        verb = found[pronoun.head]
        if pronoun.text.lower() not in {"qui", "who"} or pronoun.dep != "nsubj" or verb.dep.startswith("acl"):
            continue
        before = [i for i in range(pronoun.index - 1, -1, -1) if tokens[i].text != ","][:1]
        if verb.head == verb.index or not before or tokens[before[0]].pos not in {"NOUN", "PROPN", "ADJ"}:
            continue
        noun = before[0] if tokens[before[0]].pos != "ADJ" else tokens[before[0]].head
        if noun not in _below(found, verb.index):
            found[verb.index] = replace(verb, head=noun, dep="acl:relcl")
    return tuple(found)


def mend_subordinates(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the subject of "après qu'un avion ait …", "pendant que l'armée attaque" under its verb: parsers take it
    for an object of the preposition."""
    found = list(tokens)
    for mark in tokens:
        noun = found[mark.head]
        if mark.text.lower() not in {"que", "qu'"} or mark.dep not in {"mark", "case"} or mark.index > noun.index:
            continue
        if noun.pos not in {"NOUN", "PROPN", "PRON"} or noun.head == noun.index:
            continue
        verb = _finite_after(found, noun)
        if verb is None or verb in {noun.head}:
            continue
        passive = any(t.head == verb and t.dep == "aux:pass" for t in found)
        found[verb] = replace(found[verb], head=noun.head, dep="advcl")
        for i, token in enumerate(found):
            if token.head == noun.index and i <= mark.index and token.dep in {"case", "mark", "advmod"}:
                found[i] = replace(token, head=verb, dep="mark")
        found[noun.index] = replace(found[noun.index], head=verb, dep="nsubj:pass" if passive else "nsubj")
    return tuple(found)


def _finite_after(tokens: Sequence[Token], noun: Token) -> int | None:
    """The first finite verb after a noun that hangs on it or beside it."""
    for token in tokens[noun.index + 1 : noun.index + 12]:
        if token.pos == "VERB":
            auxiliaries = [t for t in tokens if t.head == token.index and t.dep.startswith("aux")]
            finite = any("VerbForm=Fin" in t.morph for t in (token, *auxiliaries))
            beside = token.head in {noun.index, noun.head} or tokens[token.head].head == noun.index
            beside = beside or token.dep in {"punct", "dep"}
            relative = any(t.head == token.index and t.dep == "nsubj" for t in tokens)
            return token.index if finite and beside and not relative else None
    return None


def part_at_semicolons(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with clauses on both sides of a semicolon side by side: parsers take the first for what the second says."""
    marks = [t.index for t in tokens if t.text == ";"]
    if not marks:
        return tuple(tokens)
    return tuple(
        replace(t, dep="conj") if t.dep == "ccomp" and any(t.index < mark < t.head for mark in marks) else t
        for t in tokens
    )


def mend(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """All repairs of a language, in their order."""
    tokens = part_at_semicolons(tokens)
    if language != "fr":
        return attach_relatives(find_speakers(mend_english(tokens)))
    found = lower_complements(find_amounts(find_infinitive_nouns(mend_numbers(join_names(tokens), language))))
    found = mend_causatives(find_reflexives(find_verb(find_compounds(find_participles(found, language)))))
    found = share_objects(
        find_coordinated(find_objects(mend_obliques(find_subjects(find_pronouns(mend_subjects(found))))))
    )
    return attach_relatives(
        find_speakers(mend_clauses(mend_subordinates(raise_verbs(join_prepositions(found, language)))))
    )
