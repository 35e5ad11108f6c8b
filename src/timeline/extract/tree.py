"""A parsed sentence as a tree: who governs what, which words make a noun phrase, what stands before it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from timeline.languages.cues_schema import Cues
from timeline.records import Sentence, Token

from .joined import join_lists

NOUNS = frozenset({"NOUN", "PROPN"})
DEPTH = 3
"""Steps below a word within which a phrase of place may stand."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
INSIDE = frozenset(
    {
        "det",
        "amod",
        "nmod",
        "nmod:poss",
        "appos",
        "flat",
        "flat:name",
        "flat:foreign",
        "fixed",
        "compound",
        "nummod",
        "case",
    }
)
"""Relations that stay inside a noun phrase; a relative clause, a participle or a conjunct is another matter."""


COMPLEMENT = frozenset({"à", "to", "pour", "for", "contre", "against", "sur", "on", "into"})


def _complements_to_nouns(tokens: Sequence[Token], cues: Cues) -> tuple[Token, ...]:
    """Hangs "à une offensive" in "réitère l'opposition à une offensive" on the noun that governs it: parsers often choose the
    verb."""
    found = list(tokens)
    governing = {*cues.hypothetical_noun, *cues.governing_noun}
    for case in tokens:
        phrase = found[case.head]
        if (
            case.dep != "case"
            or case.lemma not in COMPLEMENT
            or not phrase.dep.startswith("obl")
            or case.index > phrase.index
        ):
            continue
        nouns = [t for t in tokens[: case.index] if t.head == phrase.head and t.pos in NOUNS and t.index > phrase.head]
        gap = tokens[nouns[-1].index : case.index] if nouns else ()
        if nouns and nouns[-1].lemma in governing and all(t.text != "," and t.pos != "VERB" for t in gap):
            found[phrase.index] = replace(phrase, head=nouns[-1].index, dep="nmod")
    return tuple(found)


def _bare_to_objects(tokens: Sequence[Token], outside: frozenset[int]) -> tuple[Token, ...]:
    """Makes objects of complements without a preposition that tell no time: "a lancé une offensive", "tuant au moins dix civils".
    French parsers take them for adverbs."""
    found = list(tokens)
    busy = {t.head for t in tokens if t.dep in {"obj", "aux:pass", "nsubj:pass"}}
    marked = {t.head for t in tokens if t.dep in {"case", "mark"}}
    for token in tokens:
        verb = tokens[token.head]
        if token.dep not in {"obl:mod", "obl:arg"} or token.pos != "NOUN" or token.index in outside | marked:
            continue
        if verb.pos == "VERB" and verb.index < token.index and verb.index not in busy:
            found[token.index] = replace(token, dep="obj")
            busy.add(verb.index)
    return tuple(found)


def _owners_to_nouns(tokens: Sequence[Token], cues: Cues) -> tuple[Token, ...]:
    """Hangs what an object is of on the object, where the parser chose the verb: "a condamné l'assassinat du reporter"."""
    found = list(tokens)
    for case in tokens if cues.of_verbs else ():
        phrase = found[case.head]
        verb = found[phrase.head]
        noun = tokens[case.index - 1] if case.index else case
        if case.dep != "case" or case.lemma not in cues.of or not phrase.dep.startswith("obl"):
            continue
        if noun.pos == "NOUN" and noun.dep == "obj" and noun.head == phrase.head and verb.lemma not in cues.of_verbs:
            found[phrase.index] = replace(phrase, head=noun.index, dep="nmod")
    return tuple(found)


def _adjectives_to_nouns(tokens: Sequence[Token], outside: frozenset[int]) -> tuple[Token, ...]:
    """Makes a noun of an adjective that the parser gave to a time behind it: "ont attaqué les humanitaires mardi"."""
    found = list(tokens)
    for token in tokens:
        time = tokens[token.head]
        if token.dep != "amod" or time.index not in outside or token.index in outside or token.index > time.index:
            continue
        if not any(t.dep == "det" and t.head in {token.index, time.index} and t.index < token.index for t in tokens):
            continue
        verb = tokens[time.head]
        if verb.pos == "VERB" and verb.index < token.index:
            free = all(t.head != verb.index or t.dep != "obj" for t in tokens)
            found[token.index] = replace(token, pos="NOUN", head=verb.index, dep="obj" if free else "obl")
    return tuple(found)


class Tree:
    """One sentence's tokens, with their dependants. Indices are those of the tokens; a root is its own head.

    `outside` are words that belong to no noun phrase: those of time expressions.
    """

    def __init__(
        self, sentence: Sentence, tokens: Sequence[Token], cues: Cues, outside: frozenset[int] = frozenset()
    ) -> None:
        self.sentence, self.cues, self.outside = sentence, cues, outside
        joined = join_lists(_complements_to_nouns(_adjectives_to_nouns(tokens, outside), cues), outside)
        self.tokens = _owners_to_nouns(_bare_to_objects(joined, outside), cues)
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                kids[token.head].append(token.index)
        self.kids: tuple[tuple[int, ...], ...] = tuple(map(tuple, kids))

    def __len__(self) -> int:
        return len(self.tokens)

    def relation(self, i: int) -> str:
        """The label of `i` without its subtype."""
        return self.tokens[i].dep.partition(":")[0]

    def head(self, i: int) -> int | None:
        """The governor of `i`, None for a root."""
        head = self.tokens[i].head
        return None if head == i else head

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first. A parse with a circle ends where it closes."""
        seen = {i}
        above = self.head(i)
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.head(above)

    def below(self, i: int, *relations: str) -> tuple[int, ...]:
        """The dependants of `i` with one of these relations (subtype ignored unless it is given)."""
        return tuple(k for k in self.kids[i] if self.tokens[k].dep in relations or self.relation(k) in relations)

    def subtree(self, i: int) -> set[int]:
        """`i` and all that depends on it."""
        found, stack = {i}, [i]
        while stack:
            for kid in self.kids[stack.pop()]:
                if kid not in found:
                    found.add(kid)
                    stack.append(kid)
        return found

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """`i` and what is coordinated with it."""
        found = [i]
        for one in found:
            found.extend(k for k in self.below(one, "conj") if k not in found)
        return tuple(found)

    def prepositions(self, i: int) -> tuple[str, ...]:
        """Lemmas of the prepositions and markers of `i`, in order; those of its first conjunct where it has none itself."""
        own = tuple(self.tokens[k].lemma for k in self.kids[i] if self.relation(k) in {"case", "mark"})
        above = self.head(i)
        if not own and above is not None and self.relation(i) == "conj":
            return self.prepositions(above)
        return own

    def phrase(self, i: int) -> tuple[int, int]:
        """The noun phrase around `i`: first and last token, without its preposition, relative clauses and conjuncts."""
        inside, stack = {i}, [i]
        while stack:
            top = stack.pop()
            for kid in self.kids[top]:
                relation = self.relation(kid)
                if (
                    kid in inside
                    or kid in self.outside
                    or (top == i and relation == "case" and not self._possessive(kid))
                ):
                    continue
                if self.tokens[kid].dep in INSIDE or (
                    relation == "conj" and top != i and self.relation(top) in {"nmod", "amod"}
                ):
                    inside.add(kid)
                    stack.append(kid)
        first = last = i
        while first - 1 in inside or (first - 2 in inside and self._joins(first - 1)):
            first -= 1
        while last + 1 in inside or (last + 2 in inside and self._joins(last + 1)):
            last += 1
        if first < i and self.tokens[first].pos in {"ADP", "PUNCT", "CCONJ"}:
            first += 1
        return first, last

    def _joins(self, i: int) -> bool:
        return self.tokens[i].pos in {"PUNCT", "CCONJ", "ADP", "DET", "ADV"}

    def _possessive(self, i: int) -> bool:
        return self.tokens[i].text in {"'s", "'", "’s", "’"}

    @cached_property
    def lower(self) -> str:
        """The words in lower case between single spaces, with one at either end: for phrases of several words."""
        return " " + " ".join(t.text.lower().replace("’", "'") for t in self.tokens) + " "


def reach(tree: Tree, top: int, leads_on: Callable[[int, int], bool] = lambda above, kid: True) -> list[int]:
    """Nouns after a preposition of place at most DEPTH steps below a word, not across a clause, the nearer first. `leads_on` says
    of a word and one of its complements whether the way goes on through the complement."""
    found: list[int] = []
    level = [top]
    for _ in range(DEPTH):
        level = [
            k
            for i in level
            for k in tree.kids[i]
            if tree.relation(k) in {"obl", "nmod", "obj", "conj", "nsubj", "appos", "amod"} and leads_on(i, k)
        ]
        found += [k for k in level if tree.tokens[k].pos in NOUNS and set(tree.prepositions(k)) & set(tree.cues.place)]
    return found
