"""What the English parser breaks, mended: a past tense taken for a participle, a headline's verb for a plural noun, an
adjective in -ing for a verb."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.records import Token

from .lemmas import verb_lemma

NOMINAL = frozenset({"NOUN", "PROPN"})
FINITE = "VerbForm=Fin"
PAST = "Tense=Past|VerbForm=Fin"
PRESENT = "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
INTRANSITIVE = frozenset(
    {
        "travel",
        "arrive",
        "flee",
        "return",
        "fly",
        "head",
        "vow",
        "pledge",
        "agree",
        "resign",
        "protest",
        "march",
        "rally",
    }
    | {"demonstrate", "clash", "warn", "apologise", "apologize", "meet", "withdraw", "retreat", "surrender", "escape"}
)
"""Verbs whose bare past participle hardly ever stands behind a noun as its attribute."""
BESIDE = frozenset({"neighbouring", "neighboring"})
"""Participles that only say where a country lies."""
PLACING = frozenset({"in", "at", "near", "outside"})
PREPOSITIONS = frozenset({"following", "regarding", "concerning", "pending"})
"""Participles that stand for prepositions before a noun."""
BEFORE_PREPOSITION = frozenset(
    {"calls", "appeals", "votes", "heads", "returns", "objects", "fires", "pulls", "lands", "moves"}
)
"""Third persons that look like nouns, and that headlines put before a preposition: "UN chief calls for truce"."""
OPENS_OBJECT = frozenset({"DET", "NUM", "PROPN", "ADJ", "NOUN"})


def mend_english(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """All repairs, in their order."""
    tokens = find_relatives(find_had(join_phrases(tokens)))
    tokens = find_past(part_neighbours(find_prepositions(find_nouns(tokens))))
    return raise_places(find_headline_future(find_headline_verb(find_lost_root(tokens))))


def join_phrases(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the second of two coordinated phrases beside the first: "talks within Europe and with the US"."""
    found = list(tokens)
    for noun in tokens:
        mark = tokens[noun.head]
        if noun.dep == "pobj" and mark.dep == "conj" and mark.pos == "ADP":
            first = tokens[mark.head]
            found[noun.index] = replace(
                noun, head=first.head, dep=first.dep if first.dep in {"nmod", "obl"} else "nmod"
            )
            found[mark.index] = replace(mark, head=noun.index, dep="case")
    return tuple(found)


def find_had(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with "had" where its short form stands before a participle: "they'd killed" is no "would"."""
    return tuple(
        replace(t, lemma="have", morph=PAST)
        if t.text in {"'d", "’d"} and t.pos == "AUX" and "VerbForm=Part" in tokens[t.head].morph
        else t
        for t in tokens
    )


def find_relatives(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the clause of "whom" on the noun before that word, and what stands between them as its subject: "a nurse,
    whom the rebels released", where the parser took the rebels for what the nurse is."""
    found = list(tokens)
    for pronoun in tokens[1:]:
        subject = tokens[pronoun.head]
        if pronoun.text.lower() != "whom" or subject.pos not in NOMINAL or subject.index < pronoun.index:
            continue
        verb = next((t for t in tokens if t.head == subject.index and t.dep == "acl" and t.index > subject.index), None)
        before = pronoun.index - 1 - (tokens[pronoun.index - 1].text == ",")
        noun = tokens[subject.head]
        if verb is None or verb.pos != "VERB" or not noun.index <= before or noun.pos not in NOMINAL:
            continue
        found[verb.index] = replace(verb, head=noun.index, dep="acl:relcl", morph=PAST)
        found[subject.index] = replace(subject, head=verb.index, dep="nsubj")
        found[pronoun.index] = replace(pronoun, head=verb.index, dep="obj")
    return tuple(found)


def raise_places(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the place behind a name under the verb: "met Xi Jinping in Beijing" tells where they met."""
    found = list(tokens)
    for token in tokens:
        name = tokens[token.head]
        if token.dep != "nmod" or name.pos != "PROPN" or name.index > token.index or token.pos != "PROPN":
            continue
        if not any(t.head == token.index and t.dep == "case" and t.lemma in PLACING for t in tokens):
            continue
        above = _clause_of(tokens, name)
        if tokens[above].pos == "VERB" and above < name.index:
            found[token.index] = replace(token, head=above, dep="obl")
    return tuple(found)


def find_prepositions(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a preposition where it was taken for a verb: "released them following talks with Rome"."""
    found = list(tokens)
    for token in tokens:
        if token.text.lower() not in PREPOSITIONS or token.dep not in {"acl", "advcl"}:
            continue
        kids = [t for t in tokens if t.head == token.index and t.index > token.index]
        noun = next((t for t in kids if t.dep == "obj"), None)
        if noun is None or any(t.pos == "AUX" for t in kids):
            continue
        above = _clause_of(tokens, token)
        found[noun.index] = replace(noun, head=above, dep="obl")
        found[token.index] = replace(token, head=noun.index, dep="case", pos="ADP", lemma=token.text.lower())
        for kid in kids:
            if kid.index != noun.index:
                found[kid.index] = replace(kid, head=above)
    return tuple(found)


def _clause_of(tokens: Sequence[Token], token: Token) -> int:
    """The verb that a phrase belongs to, or what it hangs on if there is none."""
    at = token.head
    for _ in range(4):
        if tokens[at].pos in {"VERB", "AUX"} or tokens[at].head == at:
            return at
        at = tokens[at].head
    return token.head


def find_nouns(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a noun where an adjective stands as one: "a Palestinian stabbed", "the wounded were taken"."""
    found = list(tokens)
    for token in tokens:
        stands = token.pos == "ADJ" and token.dep in {*("nsubj", "nsubj:pass", "obj", "obl:agent", "conj", "iobj")}
        if stands and any(t.head == token.index and t.dep in {"det", "nummod"} for t in tokens):
            found[token.index] = replace(token, pos="NOUN")
    return tuple(found)


def find_past(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a past tense where a full sentence's only verb was taken for a participle: "Shopkeepers protested."."""
    found = list(tokens)
    if not tokens or tokens[-1].text not in {".", '"', "”"}:
        return tuple(found)  # a headline: "Minister arrested in Paris"
    if all(FINITE not in t.morph and t.pos != "AUX" for t in tokens):
        found = list(_with_past(found))
    for token in tuple(found):
        if token.pos != "VERB" or token.dep != "root" or "Tense=Past" not in token.morph or FINITE in token.morph:
            continue
        kids = [t for t in found if t.head == token.index and t.index != token.index]
        if any(t.dep == "nsubj" for t in kids) and not any(t.pos == "AUX" or t.dep.startswith("aux") for t in kids):
            found[token.index] = replace(token, morph=PAST)
    return tuple(found)


def _with_past(tokens: list[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence without a finite verb, with one where a participle hangs on the noun that is its subject: "The
    minister travelled to Oslo on Monday."."""
    for verb in tokens:
        noun = tokens[verb.head]
        active = verb.lemma in INTRANSITIVE or any(t.head == verb.index and t.dep == "obj" for t in tokens)
        if verb.dep != "acl" or "Tense=Past" not in verb.morph or noun.dep != "root" or not active:
            continue
        if noun.index > verb.index:
            continue
        tokens[verb.index] = replace(verb, head=verb.index, dep="root", morph=PAST)
        tokens[noun.index] = replace(noun, head=verb.index, dep="nsubj")
        for i in range(verb.index + 1, len(tokens)):
            if tokens[i].head == noun.index:
                tokens[i] = replace(tokens[i], head=verb.index)
        break
    return tuple(tokens)


def find_lost_root(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the only finite verb as the root, where it hangs on a noun without a subject of its own: "Talks on a truce
    ended in Doha."."""
    found = list(tokens)
    root = next((t for t in tokens if t.dep == "root" and t.pos in NOMINAL), None)
    if root is None or sum(FINITE in t.morph for t in tokens) != 1:
        return tuple(found)
    verb = next((t for t in tokens if FINITE in t.morph), root)
    kids = {t.dep for t in tokens if t.head == verb.index}
    if verb.dep != "acl" or verb.index < root.index or kids & {"nsubj", "nsubj:pass", "mark"}:
        return tuple(found)
    found[verb.index] = replace(verb, head=verb.index, dep="root")
    found[root.index] = replace(root, head=verb.index, dep="nsubj")
    return tuple(found)


def find_headline_future(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with "will" for the "to" of a headline's only verb: "Berlin to send Kyiv more tanks"."""
    verb = next((t for t in tokens if t.dep == "root" and t.morph.startswith("VerbForm=Inf")), None)
    if verb is None or any(FINITE in t.morph for t in tokens):
        return tuple(tokens)
    mark = next((t for t in tokens if t.head == verb.index and t.dep == "mark" and t.lemma == "to"), None)
    subject = next((t for t in tokens if t.head == verb.index and t.dep.startswith("nsubj")), None)
    if mark is None or subject is None or subject.index > mark.index:
        return tuple(tokens)
    found = list(tokens)
    found[mark.index] = replace(mark, pos="AUX", dep="aux", lemma="will", morph=FINITE)
    return tuple(found)


def part_neighbours(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the country of "to neighbouring Chad" as what the preposition governs."""
    found = list(tokens)
    for token in tokens:
        if token.text.lower() not in BESIDE or token.pos != "VERB":
            continue
        noun = next((t for t in tokens if t.head == token.index and t.dep == "obj"), None)
        if noun is None or token.head == token.index:
            continue
        relation = "nmod" if tokens[token.head].pos in NOMINAL else "obl"
        found[noun.index] = replace(noun, head=token.head, dep=relation)
        found[token.index] = replace(token, head=noun.index, dep="amod", pos="ADJ")
        for other in tokens:
            if other.head == token.index and other.index not in {noun.index, token.index}:
                marks = other.dep == "mark"
                found[other.index] = replace(
                    other, head=noun.index if marks else token.head, dep="case" if marks else other.dep
                )
    return tuple(found)


def find_headline_verb(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with a verb where a headline's only verb was taken for a plural noun: "Army attacks rebel camp"."""
    if any(FINITE in t.morph or t.pos == "AUX" for t in tokens):
        return tuple(tokens)
    for token in tokens[1:-1]:
        before, after = tokens[token.index - 1], tokens[token.index + 1]
        if token.pos != "NOUN" or not token.text.endswith("s") or token.text.endswith("ss") or token.dep == "compound":
            continue
        asks = token.text.lower() in BEFORE_PREPOSITION and after.pos == "ADP" and "Number=Sing" in before.morph
        opens = after.pos in OPENS_OBJECT and after.head not in {token.index, before.index}
        if before.pos not in NOMINAL or not (opens or asks):
            continue
        if verb_lemma(token.text, "en") != token.text.lower():
            return _as_verb(list(tokens), token.index)
    return tuple(tokens)


def _as_verb(tokens: list[Token], at: int) -> tuple[Token, ...]:
    """The tokens with the noun at `at` as the root, what stands before it as its subject, and the next head as its object."""
    verb, subject = tokens[at], at - 1
    below = next((t.index for t in tokens[at + 1 :] if t.head <= at or t.head == t.index), None)
    for i, token in enumerate(tokens):
        if i < subject and (token.head in {at, i} or token.head > at):
            tokens[i] = replace(token, head=subject, dep="dep" if token.head == i else token.dep)
        elif i > at and token.head <= at:
            tokens[i] = replace(token, head=at)
    tokens[subject] = replace(tokens[subject], head=at, dep="nsubj")
    if below is not None:
        bare = all(t.dep != "case" or t.head != below for t in tokens)
        tokens[below] = replace(tokens[below], head=at, dep="obj" if bare else "obl")
        for i, token in enumerate(tokens):
            if token.head == below and token.dep in {"advcl", "parataxis"}:
                tokens[i] = replace(token, head=at)
    tokens[at] = replace(verb, pos="VERB", lemma=verb_lemma(verb.text, "en"), morph=PRESENT, dep="root", head=at)
    return tuple(tokens)
