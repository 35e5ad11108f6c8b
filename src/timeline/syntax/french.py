"""Repairs of what the French parser often gets wrong in newswire: a place taken for a predicate, an object given to the first
of two verbs, the second of two participles taken for a noun."""

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

from .lemmas import noun_lemma, verb_lemma

AMOUNTS = frozenset({"plus", "moins", "près"})
UNDER_PARTICIPLES = frozenset(
    {"dans", "par", "à", "lors de", "lors", "après", "en", "près de", "pour", "sur", "devant"}
)
DEFINITE = frozenset({"du", "au", "des", "aux", "le", "un", "ce", "son"})
"""Words behind which no infinitive stands."""
CAUSATIVE = frozenset({"faire", "laisser"})
PARTICIPLE = re.compile(r"(?:é|i|u|is|it|ert|eint|aint|oint)e?s?$")


DATIVE = frozenset({"lui", "leur"})
SUBJECTS = frozenset({"il", "elle", "ils", "elles"})


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
        if token.dep not in {"nmod", "amod", "conj"} or token.pos not in {"NOUN", "PROPN"}:
            continue
        if token.dep == "conj" and any(t.head == token.index and t.dep == "cc" for t in tokens):
            continue
        if name.index > token.index or not (_is_name(name) or token.pos == "PROPN"):
            continue
        if verb.pos != "VERB" or verb.index > name.index or verb.index == name.index:
            continue
        marks = {t.dep for t in tokens if t.head == token.index and t.index < token.index}
        if any(t.text == "," for t in tokens[name.index : token.index]):
            continue
        above = {t.dep for t in found if t.head == name.index and t.index < name.index}
        bare = "det" in marks if _is_name(name) else "det" not in above  # "mis en garde Israël"
        if "case" in above and bare and "case" not in marks and not _has_object_before(found, verb.index, len(found)):
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


def find_infinitive_nouns(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a noun where one that looks like an infinitive stands behind an article: "l'assassinat du reporter"."""
    found = list(tokens)
    for token in tokens[1:]:
        before = found[token.index - 1]
        if token.pos != "VERB" or token.morph != "VerbForm=Inf" or before.text.lower() not in DEFINITE:
            continue
        noun = found[token.index - 2] if token.index > 1 else token
        beside = noun.pos in {"NOUN", "PROPN"} and before.pos == "ADP"
        found[token.index] = replace(
            token,
            pos="NOUN",
            lemma=noun_lemma(token.text, "fr"),
            morph="Number=Sing",
            head=noun.index if beside else token.head,
            dep="nmod" if beside else "obl:mod" if before.pos == "ADP" else token.dep,
        )
        if before.head == token.index and before.dep == "mark":
            found[before.index] = replace(before, dep="case")
        for i, other in enumerate(tokens):
            if other.head == token.index and i > token.index and other.dep == "obj":
                found[i] = replace(other, dep="amod" if other.pos == "ADJ" else "nmod")
    return tuple(found)


def find_amounts(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a counted noun in the place of its "plus de": "a accueilli plus de 5 000 réfugiés"."""
    found = list(tokens)
    for more in tokens[:-1]:
        noun = next((t for t in tokens if t.head == more.index and t.pos == "NOUN" and t.index > more.index), None)
        of = tokens[more.index + 1]
        if more.text.lower() not in AMOUNTS or noun is None or of.text.lower() not in {"de", "d'"}:
            continue
        verb = tokens[more.head]
        behind = verb.pos == "VERB" and verb.index < more.index and not more.dep.startswith("nsubj")
        head = noun.index if more.head == more.index else more.head
        found[noun.index] = replace(noun, head=head, dep="obj" if behind and more.dep == "advmod" else more.dep)
        found[more.index] = replace(more, head=noun.index, dep="advmod")
        found[of.index] = replace(of, head=more.index, dep="fixed", pos="ADV")
    return tuple(found)


def lower_complements(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with what follows a participle under it rather than under its noun: "deux soldats blessés dans un raid"."""
    found = list(tokens)
    for part in tokens:
        if not part.dep.startswith("acl") or part.pos != "VERB" or "Tense=Past" not in part.morph:
            continue
        if part.index != part.head + 1 and tokens[part.index - 1].pos != "ADJ":
            continue
        for kid in tokens[part.index + 1 :]:
            cases = [t for t in tokens if t.head == kid.index and t.dep == "case" and t.index > part.index]
            if kid.head == part.head and kid.dep == "nmod" and cases and cases[0].lemma in UNDER_PARTICIPLES:
                found[kid.index] = replace(kid, head=part.index, dep="obl:mod")
    return tuple(found)


def find_compounds(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a perfect where "avoir" was taken for a verb with an object: "accuse le pays d'avoir violé la trêve"."""
    found = list(tokens)
    for token in tokens[1:]:
        have = tokens[token.index - 1]
        if have.lemma != "avoir" or token.head != have.index or token.pos not in {"NOUN", "ADJ"}:
            continue
        lemma = verb_lemma(token.text, "fr")
        determined = any(t.head == token.index and t.dep == "det" for t in tokens)
        if determined or lemma == token.text.lower() or not PARTICIPLE.search(token.text):
            continue
        root = have.head == have.index
        head = token.index if root else have.head
        found[token.index] = replace(
            token, pos="VERB", lemma=lemma, morph="Tense=Past|VerbForm=Part", head=head, dep=have.dep
        )
        found[have.index] = replace(have, pos="AUX", head=token.index, dep="aux:tense")
        for i, other in enumerate(tokens):
            if other.head == have.index and i not in {token.index, have.index}:
                found[i] = replace(other, head=token.index)
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


def mend_subjects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the subject of an active perfect as one, where the parser saw a passive: "des élus ont libéré …"; and with
    the subject that it gave to a phrase before it: "selon la radio, le général sera jugé"."""
    found = list(tokens)
    for token in tokens:
        verb = tokens[token.head]
        kids = [t for t in tokens if t.head == verb.index and t.index != verb.index]
        if token.dep == "nsubj:pass" and any(t.lemma == "avoir" and t.dep == "aux:tense" for t in kids):
            if all(t.text.lower() != "été" for t in kids) and verb.pos == "VERB":
                found[token.index] = replace(token, dep="nsubj")
        elif token.dep in {"conj", "nmod", "appos"} and _is_outside(tokens, token, verb):
            above = tokens[verb.head]
            bare = not any(t.head == token.index and t.dep in {"case", "cc"} for t in tokens)
            free = not any(t.head == above.index and t.dep.startswith("nsubj") for t in tokens)
            if bare and free and above.index > token.index and above.pos in {"VERB", "ADJ", "NOUN"}:
                passive = any(t.head == above.index and t.dep == "aux:pass" for t in tokens)
                found[token.index] = replace(token, head=above.index, dep="nsubj:pass" if passive else "nsubj")
    return _with_participles(found, tokens)


def find_pronouns(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a subject pronoun behind its verb or before it as one: "déplore-t-elle", "il lui reproche"."""
    found = list(tokens)
    for token in tokens[1:]:
        form = token.text.lower().lstrip("-").removeprefix("t-")
        if form in DATIVE and token.pos == "PRON" and token.dep == "obj" and token.head > token.index:
            found[token.index] = replace(token, dep="iobj")
        if form not in SUBJECTS or token.dep.startswith(("nsubj", "expl")):
            continue
        before, verb = tokens[token.index - 1], tokens[token.head]
        if token.text[0] == "-":
            verb = tokens[before.head] if before.pos == "AUX" and before.dep.startswith("aux") else before
        if verb.pos not in {"VERB", "AUX"} or verb.index == token.index:
            continue
        if token.text[0] != "-" and token.dep not in {"cop", "dep", "punct"}:
            continue
        morph = "Number=Plur|Person=3" if form.endswith("s") else "Number=Sing|Person=3"
        found[token.index] = replace(token, pos="PRON", lemma=form, morph=morph, head=verb.index, dep="nsubj")
    return tuple(found)


def _is_outside(tokens: Sequence[Token], noun: Token, above: Token) -> bool:
    """Whether a noun behind a comma is no part of the phrase with a preposition before it: "selon la radio, le maire a …", "sur
    les réseaux, Paul Roy a …". Names without an article are what the phrase is about where it is closed by a comma."""
    marked = any(t.head == above.index and t.dep == "case" for t in tokens)
    first = min([noun.index, *(t.index for t in tokens if t.head == noun.index and t.dep in {"det", "nummod", "amod"})])
    if not marked or first < 2 or tokens[first - 1].text != "," or first <= above.index:
        return False
    last = max(t.index for t in tokens if t.index == noun.index or (t.head == noun.index and t.dep.startswith("flat")))
    return noun.text[:1].islower() or last + 1 >= len(tokens) or tokens[last + 1].text != ","


def _with_participles(found: list[Token], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Gives the participle behind a subject that was moved to that subject: "selon la radio, le maire, arrêté par …"."""
    moved = [t for t, old in zip(found, tokens, strict=True) if t.head != old.head]
    for noun in moved:
        source = tokens[noun.index].head
        for i, token in enumerate(found):
            if token.head == source and i > noun.index and token.dep.startswith("acl"):
                found[i] = replace(token, head=noun.index)
    return tuple(found)


def mend_causatives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with "faire" over the infinitive that it governs, as with any other verb: "a fait décoller ses chasseurs",
    where the parser puts it below."""
    found = list(tokens)
    for make in tokens:
        verb = found[make.head]
        if make.lemma not in CAUSATIVE or make.pos not in {"VERB", "AUX"} or make.dep not in {"dep", "aux:caus", "aux"}:
            continue
        if verb.index <= make.index or verb.pos != "VERB" or "VerbForm=Inf" not in verb.morph:
            continue
        head = make.index if verb.head == verb.index else verb.head
        found[make.index] = replace(make, pos="VERB", head=head, dep=verb.dep)
        found[verb.index] = replace(verb, head=make.index, dep="xcomp")
        for token in tokens[: make.index]:
            if token.head == verb.index:
                subject = token.dep == "dep" and token.pos in {"NOUN", "PROPN", "PRON"}
                found[token.index] = replace(token, head=make.index, dep="nsubj" if subject else token.dep)
    return tuple(found)


def _is_name(token: Token) -> bool:
    return token.pos in {"PROPN", "NOUN"} and token.text[:1].isupper()


def _has_object_before(tokens: Sequence[Token], verb: int, end: int) -> bool:
    return any(t.head == verb and t.dep == "obj" and t.index < end for t in tokens)
