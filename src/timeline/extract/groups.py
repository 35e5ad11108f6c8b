"""Noun phrases around the nouns of those who act, grown without a parse: "deux soldats ukrainiens", "the Israeli army"."""

from collections.abc import Sequence
from dataclasses import dataclass

from .gazetteer import Hit, Sort
from .words import Noun, Vocabulary, Word

GAPS = frozenset({" ", "\u00a0", "\u202f", "", "-"})
BRACKETS = frozenset({" (", ") "})
OWNER_WORDS = 7
"""Words that the owner of a group may take."""
ACTING = frozenset({"offices", "people", "institutions", "bodies", "vehicles"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `start` to `end` around `noun`; `many` if more than one human is meant."""

    start: int
    end: int
    noun: Noun
    many: bool


def phrase_over(words: Sequence[Word], head: int, first: int, last: int, vocabulary: Vocabulary) -> Phrase | None:
    """The phrase of someone who acts around the head word, within words `first` to `last`; None if it names no such noun.

    A transparent head ("des milliers de", "a group of") gives way to the noun that follows it.
    """
    noun = vocabulary.noun_over(words, head) or vocabulary.doer_at(words, head)
    if noun is None or _belongs_to_name(words, head, noun):
        return None
    if "transparent" in noun.classes and (noun.plural or not noun.classes & {"offices", "people"}):
        inner = _inner(words, noun, last, vocabulary)
        if inner is not None:
            deeper = phrase_over(words, inner, first, last, vocabulary)
            if deeper is not None:
                humans = "people" in noun.classes and "people" not in deeper.noun.classes
                kept = noun if humans else deeper.noun  # supporters of a coalition are not the coalition
                return Phrase(_begin(words, noun.start, first, vocabulary), deeper.end, kept, True)
    if not noun.classes & ACTING:
        return None
    start = _begin(words, noun.start, first, vocabulary)
    many = noun.plural or noun.lemma in vocabulary.collectives or _counts_many(words, start, noun.start, vocabulary)
    return Phrase(start, _end(words, noun.end, last, vocabulary), noun, many)


def _belongs_to_name(words: Sequence[Word], head: int, noun: Noun) -> bool:
    """Whether a name of the tables holds more than the noun ("la Banque centrale européenne") or is a capitalised one."""
    hit = words[head].hit
    if hit is None:
        return False
    longer = hit.start < words[noun.start].start or hit.end > words[noun.end - 1].end
    return longer or words[head].capital


def owners(words: Sequence[Word], phrase: Phrase, vocabulary: Vocabulary) -> list[Hit]:
    """The names of the tables that modify the noun of a phrase, in order: nationalities, and names after "of"."""
    found: list[Hit] = []
    for i in range(phrase.start, phrase.end):
        hit = words[i].hit
        if hit is None or hit in found or hit.start != words[i].start or phrase.noun.start <= i < phrase.noun.end:
            continue
        if hit.entry.sort is Sort.DEMONYM or i < phrase.noun.start or _is_genitive(words, i, vocabulary):
            found.append(hit)
    return found


def _is_genitive(words: Sequence[Word], i: int, vocabulary: Vocabulary) -> bool:
    k = i - 1
    while k > 0 and words[k].fold in vocabulary.sets["articles"] and words[k].fold not in vocabulary.sets["genitives"]:
        k -= 1
    if k > 0 and words[k].fold in vocabulary.sets["conjunctions"]:
        return words[k - 1].hit is not None
    return words[k].fold in vocabulary.sets["genitives"]


def strict_start(words: Sequence[Word], i: int, first: int, vocabulary: Vocabulary) -> int:
    """Where the noun phrase of the noun at `i` begins when no parse says so: articles, numbers, known modifiers."""
    start = i
    while start > first and words[start - 1].sentence == words[i].sentence:
        word = words[start - 1]
        modifier = word.hit is not None or word.text[0].isdigit() or word.fold in vocabulary.sets["adjectives"]
        listed = words[start].gap == ", " and word.hit is not None
        joined = word.fold in vocabulary.sets["conjunctions"] and start - 1 > first and words[start - 2].hit is not None
        article = word.fold in vocabulary.sets["articles"]
        if not (modifier or joined or article) or not (listed or words[start].gap in GAPS):
            break
        start -= 1
        if article:
            break
    return start


def _inner(words: Sequence[Word], noun: Noun, last: int, vocabulary: Vocabulary) -> int | None:
    """The head of what a transparent noun is made of."""
    i = noun.end
    while i < last and words[i].fold in vocabulary.sets["adjectives"]:
        i += 1
    if i >= last or words[i].fold not in vocabulary.sets["genitives"] or words[i].gap not in GAPS:
        return None
    i += 1
    for k in range(i, min(i + 4, last)):
        if words[k].gap not in GAPS or words[k].fold in vocabulary.sets["relatives"]:
            return None
        found = vocabulary.noun_at(words, k)
        if found is not None and words[k].hit is None:
            last_noun = last_of_row(words, found, last, vocabulary)
            return last_noun.start if not vocabulary.data.modifiers_first else last_noun.end - 1
    return None


def last_of_row(words: Sequence[Word], noun: Noun, last: int, vocabulary: Vocabulary) -> Noun:
    """Where modifiers come first, the last of nouns in a row: "army officers" are officers."""
    while vocabulary.data.modifiers_first and noun.end < last and words[noun.end].gap == " ":
        following = vocabulary.noun_at(words, noun.end)
        if following is None or words[noun.end].hit is not None:
            break
        noun = following
    return noun


def _begin(words: Sequence[Word], i: int, first: int, vocabulary: Vocabulary) -> int:
    """Takes in what precedes the noun: articles, numbers, adjectives and, in English, names and nouns that modify it."""
    start = i
    while start > first and words[start - 1].sentence == words[i].sentence:
        word = words[start - 1]
        listed = words[start].gap == ", " and word.hit is not None and words[start].hit is not None
        bracketed = words[start].gap in BRACKETS and words[i].gap != " ("
        if words[start].gap not in GAPS and not listed and not bracketed:
            break
        if word.fold in vocabulary.sets["articles"] or word.text.isdigit():
            start -= 1
            if word.fold in vocabulary.sets["articles"]:
                break
        elif word.fold in vocabulary.sets["adjectives"]:
            start -= 1
        elif start - 2 >= first and (more := _amount(words, start, vocabulary)) is not None:
            start = more
        elif _stops(word, vocabulary) or not vocabulary.data.modifiers_first:
            break
        else:
            start -= 1
    return start


def _amount(words: Sequence[Word], start: int, vocabulary: Vocabulary) -> int | None:
    """Where an amount that ends before `start` begins: the "tens of" of "tens of thousands"."""
    if words[start - 1].fold not in vocabulary.sets["genitives"]:
        return None
    noun = vocabulary.noun_at(words, start - 2)
    return start - 2 if noun is not None and "transparent" in noun.classes else None


def _stops(word: Word, vocabulary: Vocabulary) -> bool:
    return word.fold in vocabulary.sets["function_words"] and word.fold not in vocabulary.sets["conjunctions"]


def _end(words: Sequence[Word], i: int, last: int, vocabulary: Vocabulary) -> int:
    """Takes in adjectives of nationality and complements with a name of the tables; stops at verbs and clauses."""
    end = i
    while end < last and words[end].gap in GAPS:
        word = words[end]
        nationality = word.hit is not None and word.hit.entry.sort is Sort.DEMONYM
        if (nationality or word.fold in vocabulary.sets["adjectives"]) and not vocabulary.data.modifiers_first:
            end += 1
        elif (after := _past_owner(words, end, last, vocabulary)) > end:
            end = after
        elif (after := _past_body(words, end, last, vocabulary)) > end:
            return after
        else:
            break
    return end


def _past_body(words: Sequence[Word], i: int, last: int, vocabulary: Vocabulary) -> int:
    """The end of "of the opposition coalition" or "from the defeated Fatah Party" at `i`; `i` if no organisation follows."""
    if words[i].fold not in vocabulary.sets["genitives"]:
        return i
    for k in range(i + 1, min(i + OWNER_WORDS, last)):
        word = words[k]
        if word.gap not in GAPS and word.gap not in BRACKETS:
            return i
        noun = vocabulary.noun_at(words, k)
        if noun is not None and noun.classes & {"bodies", "institutions"} and word.hit is None:
            return last_of_row(words, noun, last, vocabulary).end
        if _stops(word, vocabulary) and word.fold not in vocabulary.sets["articles"]:
            return i
    return i


def _past_owner(words: Sequence[Word], i: int, last: int, vocabulary: Vocabulary) -> int:
    """The end of "of the Hamas" or "et d'Israël" at `i`; `i` if no name of the tables follows."""
    at = i
    if words[at].fold in vocabulary.sets["conjunctions"] and at + 1 < last and words[at - 1].hit is not None:
        at += 1
        if words[at].hit is None and words[at].fold not in vocabulary.sets["genitives"]:
            return i
    elif words[at].fold not in vocabulary.sets["genitives"]:
        return i
    while at < last and words[at].fold in {*vocabulary.sets["genitives"], *vocabulary.sets["articles"]}:
        at += 1
    if at >= last or words[at].hit is None or words[at].gap not in GAPS:
        return i
    hit = words[at].hit
    while at < last and words[at].hit is hit:
        at += 1
    demonym = hit is not None and hit.entry.sort is Sort.DEMONYM
    if demonym and at < last and words[at].gap == " " and not _stops(words[at], vocabulary):
        return i  # "the offices of the Palestinian administrators"
    return at


def _counts_many(words: Sequence[Word], start: int, noun: int, vocabulary: Vocabulary) -> bool:
    """Whether a number above one or a plural article stands before the noun."""
    if words[start].fold in vocabulary.sets["plural_articles"]:
        return True
    return any(word.text.replace(".", "").isdigit() and word.text != "1" for word in words[start:noun])
