"""Titles: an office with what it is of, for and from ("le ministre israélien de la Défense", "US Secretary of State")."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.ontology import given_names

from .gazetteer import Hit, Sort
from .words import Noun, Vocabulary, Word

GAPS = frozenset({" ", "\u00a0", "\u202f", "", "-"})
LONGEST = 12
"""Words that a complement of a title may hold."""


@dataclass(frozen=True, slots=True)
class Title:
    """Words `start` to `end` (half-open, articles left out) that give an office. `country` and `owner` come from its
    modifiers: the state, or the organisation that the office belongs to."""

    start: int
    end: int
    noun: Noun
    country: str | None
    owner: Hit | None
    details: frozenset[str]
    """The other words of the title, folded: what tells one minister from another."""


def titles(words: Sequence[Word], vocabulary: Vocabulary) -> list[Title]:
    """All offices of an article with their modifiers, in order."""
    found: list[Title] = []
    i = 0
    while i < len(words):
        noun = vocabulary.noun_at(words, i)
        if (
            noun is None
            or "offices" not in noun.classes
            or noun.plural
            or _is_covered(words, noun)
            or _is_surname(words, i)
        ):
            i += 1
            continue
        start = _back(words, noun.start, vocabulary, found[-1].end if found else 0)
        end = _forth(words, noun.end, vocabulary)
        i = max(end, noun.end)
        if found and found[-1].end == start and words[start].gap == " " and vocabulary.data.modifiers_first:
            start = found.pop().start  # "Philippine exercise director Brigadier General"
        if end < len(words) and end == start + 1 and words[end].fold in vocabulary.honorifics:
            continue  # « …, juge Mme Binet »: a verb, since a bare office takes no honorific
        found.append(_title(words, start, end, noun, vocabulary))
    return found


def _is_surname(words: Sequence[Word], i: int) -> bool:
    """Whether a word with a capital article before it belongs to a name: "Bruno Le Maire"."""
    if i < 2 or not words[i].capital or words[i - 1].text not in {"Le", "La"} or words[i - 1].first:
        return False
    return words[i - 2].capital and words[i - 1].gap == " "


def _is_covered(words: Sequence[Word], noun: Noun) -> bool:
    """Whether a longer name of the tables holds the noun ("Conseil des gardiens")."""
    hit = words[noun.start].hit
    return hit is not None and (hit.start < words[noun.start].start or hit.end > words[noun.end - 1].end)


def _title(words: Sequence[Word], start: int, end: int, noun: Noun, vocabulary: Vocabulary) -> Title:
    hits = [hit for word in words[start:end] if (hit := word.hit) is not None]
    country = next((hit.entry.country for hit in hits if hit.entry.country), None)
    bare = vocabulary.sets["linkers"] | vocabulary.sets["articles"] | vocabulary.sets["conjunctions"]
    details = frozenset(
        word.fold
        for i, word in enumerate(words[start:end], start)
        if not noun.start <= i < noun.end and word.fold not in bare and not _is_nationality(word)
    )
    return Title(start, end, noun, country, hits[0] if hits else None, details)


def _is_nationality(word: Word) -> bool:
    return word.hit is not None and word.hit.entry.sort is Sort.DEMONYM


def _back(words: Sequence[Word], i: int, vocabulary: Vocabulary, floor: int) -> int:
    """Where the modifiers before an office begin: "the US deputy" secretary, "Israel's defence" minister."""
    start, sentence = i, words[i].sentence
    while start > floor:
        word, gap = words[start - 1], words[start].gap
        if word.sentence != sentence or gap not in GAPS:
            break
        possessive = word.fold == "'s"
        if possessive and words[start - 2].hit is None:
            break  # "Angela Merkel's spokesperson": she is someone of her own
        if not (possessive or _modifies_before(words, start - 1, vocabulary)):
            break
        start -= 1
    while start < i and (words[start].fold in vocabulary.sets["conjunctions"] or words[start].fold == "'s"):
        start += 1
    return start


def _modifies_before(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    word = words[i]
    if word.hit is not None:
        return vocabulary.data.modifiers_first
    if word.fold in vocabulary.sets["adjectives"]:
        return True
    if not vocabulary.data.modifiers_first:
        return False
    if word.fold in vocabulary.portfolios and word.capital:
        return True
    if word.fold in vocabulary.sets["conjunctions"] and i > 0:
        return words[i - 1].fold in vocabulary.portfolios or words[i - 1].fold in vocabulary.sets["adjectives"]
    return word.capital and not word.first and word.fold not in vocabulary.sets["function_words"]


def _forth(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> int:
    """Where the modifiers after an office end: adjectives and complements."""
    end, limit = i, i + LONGEST
    while end < len(words) and end < limit and words[end].gap in GAPS and words[end].sentence == words[i - 1].sentence:
        word = words[end]
        if word.fold in vocabulary.sets["adjectives"] and not vocabulary.data.modifiers_first:
            end += 1
        elif word.hit is not None and not vocabulary.data.modifiers_first and not word.capital:
            end = _past_hit(words, end)
        elif (after := _past_complement(words, end, vocabulary)) > end:
            end = after
        else:
            break
    return end


def _past_hit(words: Sequence[Word], i: int) -> int:
    hit = words[i].hit
    while i < len(words) and hit is not None and words[i].hit is hit:
        i += 1
    return i


def _past_complement(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> int:
    """The end of a complement "of the State Department", "de la Défense et des Anciens combattants" at `i`; `i` if none."""
    at = i
    if words[at].fold in vocabulary.sets["conjunctions"] and at + 1 < len(words):
        at += 1
        if words[at].fold not in vocabulary.sets["genitives"] or vocabulary.data.modifiers_first:
            return i
    if words[at].fold not in vocabulary.sets["linkers"]:
        return i
    opened = at
    at += 1
    while (
        at < len(words)
        and words[at].fold in {*vocabulary.sets["articles"], *vocabulary.sets["linkers"]}
        and (words[at].gap in GAPS)
    ):
        at += 1
    if at >= len(words) or words[at].gap not in GAPS or words[at].sentence != words[i].sentence:
        return i
    return _past_owner(words, at, i, opened, vocabulary)


def _past_owner(words: Sequence[Word], at: int, i: int, opened: int, vocabulary: Vocabulary) -> int:
    """The end of what a complement names: a portfolio, a name of the tables, capitalised words, or one plain noun."""
    word = words[at]
    if word.hit is not None:
        return _past_hit(words, at)
    for phrase in vocabulary.portfolios.get(word.fold, ()):
        if tuple(w.fold for w in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    if word.capital:
        run = at
        while (
            run < len(words) and words[run].capital and words[run].hit is None and (run == at or words[run].gap == " ")
        ):
            run += 1
        if word.fold in given_names():
            return i
        return run - 2 if run - at >= 3 and not vocabulary.data.modifiers_first else run
    if word.fold in vocabulary.sets["function_words"]:
        return i
    noun = vocabulary.noun_at(words, at)
    if noun is not None and "people" not in noun.classes:
        return noun.end
    return at + 1 if words[opened].fold in vocabulary.sets["genitives"] or vocabulary.data.modifiers_first else i
