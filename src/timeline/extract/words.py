"""The words of an article with what is known of each, and the nouns of a language indexed by their forms."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from timeline.languages.actors_schema import ActorWords, Form, actor_words
from timeline.ontology import fold

from .gazetteer import Hit

_LETTERS = r"[^\W\d_]"
_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?(?!\w)"
_ELIDED = rf"(?:[ldnsjmtcLDSJTC]|[NM](?=['’][a-zà-ÿ])|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)['’](?={_LETTERS})"
_CLITIC = r"(?:t[-‑])?(?:ils?|elles?)\b"
"""A subject behind its verb: "a-t-il", "disent-ils"."""
_TAIL = {
    "fr": rf"{_ELIDED}|(?:[A-Z]\.){{2,}}|{_NUMBER}|(?<=[-‑]){_CLITIC}|\w+(?:[-‑'’](?!{_CLITIC})\w+)*",
    "en": rf"['’]s\b|(?:[A-Z]\.){{2,}}|{_NUMBER}|\w+(?:[-‑]\w+|['’](?!s\b)\w+)*",
}
_INNER_CAPITAL = re.compile(r"(?:al|el|an|ad|ar|as|ash|at|ez|es|d|l|o|ex)[-'’][A-ZÀ-Þ]")

SHORTEST_DOER = 5
"""Letters of a word that its ending alone may make a doer."""


@dataclass(slots=True)
class Word:
    """One word. `gap` is the text between the word before and this one; `first` if it opens a sentence; `hit` the name
    of the tables that covers it."""

    start: int
    end: int
    text: str
    fold: str
    gap: str
    sentence: int
    first: bool
    capital: bool
    hit: Hit | None = None

    @property
    def lower(self) -> str:
        """The word in lower case with its accents."""
        return lowered(self.text)


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase of the nouns table at words `start` to `end` (half-open)."""

    start: int
    end: int
    lemma: str
    classes: frozenset[str]
    gender: str
    plural: bool


class _Row(NamedTuple):
    """One form of a noun of the table; `proper` if it is always written with a capital."""

    words: tuple[str, ...]
    lemma: str
    classes: frozenset[str]
    gender: str
    plural: bool
    proper: bool


class Vocabulary:
    """The words of actors.toml in all their forms, folded."""

    def __init__(self, language: str, data: ActorWords) -> None:
        self.language = language
        self.data = data
        self.sets = {
            name: frozenset(fold(word) for word in getattr(data, name))
            for name in (
                *("linkers", "genitives", "articles", "indefinite", "conjunctions", "particles", "adjectives"),
                *(
                    "nobody",
                    "function_words",
                    "organisation_words",
                    "place_words",
                    "relatives",
                    "locatives",
                    "plural_articles",
                    "agents",
                ),
            )
        }
        self.male = frozenset(fold(word) for word in data.honorifics.male)
        self.female = frozenset(fold(word) for word in data.honorifics.female)
        self.honorifics = self.male | self.female | frozenset(fold(word) for word in data.honorifics.any)
        self.portfolios = _by_first(list(fold(p).split(" ")) for p in data.portfolios)
        self.pronouns = {fold(text): pronoun for text, pronoun in data.pronouns.items()}
        self.collectives = frozenset(data.collectives)
        self.impersonal = tuple(fold(phrase) for phrase in data.impersonal)
        self.nouns = self._index_nouns()
        self._doers_many = data.agentive.plurals
        self._doers, self._things = data.agentive.endings, frozenset(data.agentive.things)
        self.faceless = frozenset(data.agentive.faceless)

    def _index_nouns(self) -> dict[str, list[_Row]]:
        classes: dict[str, set[str]] = {}
        forms: dict[str, tuple[str, Form]] = {}
        for name in type(self.data.words).model_fields:
            for entry in getattr(self.data.words, name):
                for form in self.data.forms(entry):
                    for key in {lowered(form.text): 0, _bare_capital(form.text): 0}:
                        classes.setdefault(key, set()).add(name)
                        forms.setdefault(key, (entry, form))
        index: dict[str, list[_Row]] = {}
        for key, (entry, form) in forms.items():
            words = tuple(_parts(key))
            head = words[-1] if self.data.modifiers_first else words[0]
            inherits = classes[key] <= {"representatives", "transparent"}  # a "foreign minister" is a minister
            held = classes[key] | classes.get(head, set()) if inherits else classes[key]
            row = _Row(words, entry, frozenset(held), form.gender, form.plural, form.text[0].isupper())
            index.setdefault(words[0], []).append(row)
        for rows in index.values():
            rows.sort(key=lambda row: -len(row.words))
        return index

    def noun_at(self, words: Sequence[Word], i: int) -> Noun | None:
        """The longest noun phrase of the table that starts at word `i`."""
        for row in self.nouns.get(words[i].lower.removeprefix("ex-"), ()):
            end = i + len(row.words)
            if row.proper and not words[i].capital:
                continue  # "son état" is no State
            if end <= len(words) and all(_same(words[i + k], part) for k, part in enumerate(row.words)):
                return Noun(i, end, row.lemma, row.classes, row.gender, row.plural)
        return None

    def doer_at(self, words: Sequence[Word], i: int) -> Noun | None:
        """The noun at word `i` if its ending makes a doer of it ("truckers"), though no list holds it."""
        form, hit = words[i].lower, words[i].hit
        plural = form.endswith("s") or form.endswith(self._doers_many)
        named = words[i].capital and not (words[i].first and plural)
        if hit is not None or named or len(form) < SHORTEST_DOER:
            return None
        lemma = form.removesuffix("s")
        last = re.split("[-‑]", lemma)[-1]
        known = last in self._things or not lemma.endswith(self._doers)
        return None if known else Noun(i, i + 1, lemma, frozenset({"people"}), "", plural)

    def noun_over(self, words: Sequence[Word], i: int) -> Noun | None:
        """The longest noun phrase of the table that holds word `i`."""
        found = [noun for k in range(max(0, i - 3), i + 1) if (noun := self.noun_at(words, k)) and noun.end > i]
        return max(found, key=lambda noun: noun.end - noun.start, default=None)


def lowered(text: str) -> str:
    """Lower case with plain apostrophes; accents stay ("retraite" is no "retraité")."""
    return text.lower().replace("’", "'")


def _bare_capital(text: str) -> str:
    """As `lowered`, with the first letter as a text writes it that leaves accents off capitals ("Etat")."""
    return fold(text[0]) + lowered(text[1:])


def _same(word: Word, part: str) -> bool:
    return word.lower == part or word.lower == "ex-" + part or (word.capital and word.fold == fold(part))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language. Raises LanguageDataError."""
    return Vocabulary(language, actor_words(language))


def split_words(text: str, language: str, bounds: Sequence[tuple[int, int, int]], hits: Sequence[Hit]) -> list[Word]:
    """The words of a text, sentence by sentence. `bounds` are (start, end, number) of its sentences in order."""
    pattern, folded = _pattern(language), fold(text)
    starts = [hit.start for hit in hits]
    words: list[Word] = []
    for begin, end, number in bounds:
        last, first = begin, True
        for match in pattern.finditer(text, begin, end):
            start, stop, surface = match.start(), match.end(), match.group()
            if surface[:2] in {"t-", "t‑"} and surface[2:] in {"il", "elle", "ils", "elles"}:
                start, surface = start + 2, surface[2:]
            at = bisect_left(starts, start + 1) - 1
            hit = hits[at] if at >= 0 and hits[at].end > start else None
            capital = surface[0].isupper() or bool(_INNER_CAPITAL.match(surface))
            words.append(Word(start, stop, surface, folded[start:stop], text[last:start], number, first, capital, hit))
            last, first = stop, False
    return words


@cache
def _pattern(language: str) -> re.Pattern[str]:
    data = actor_words(language).honorifics
    dotted = sorted({w for w in (*data.male, *data.female, *data.any) if w.endswith(".")}, key=lambda w: (-len(w), w))
    tail = _TAIL.get(language, _TAIL["en"])
    return re.compile("|".join([*(rf"\b{re.escape(word)}(?!\w)" for word in dotted), tail]))


def _parts(key: str) -> Iterator[str]:
    """The words of a folded phrase as `split_words` would cut them."""
    for part in key.split(" "):
        head, mark, rest = part.partition("'")
        if mark and rest and len(head) <= 2:
            yield head + mark
            yield rest
        else:
            yield part


def _by_first(phrases: Iterable[list[str]]) -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        index.setdefault(phrase[0], []).append(tuple(phrase))
    for found in index.values():
        found.sort(key=len, reverse=True)
    return index
