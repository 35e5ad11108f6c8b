"""Phrases: the same words in each language of the interface."""

from datetime import date
from functools import lru_cache

from timeline.ontology import place_names

from .dates import When, day_in_words, in_words
from .words import LANGUAGES, Phrase, catalogue, fill

MANY = 50_000
"""Phrases that are kept, because a large chronology says the same days and numbers again and again."""


@lru_cache(MANY)
def everywhere(name: str, **values: str) -> Phrase:
    """A string of the catalogue in each language."""
    return {code: fill(getattr(catalogue(code), name), **values) for code in LANGUAGES}


def same(text: str) -> Phrase:
    """A text that is the same in each language."""
    return dict.fromkeys(LANGUAGES, (text,))


@lru_cache(MANY)
def place_words(name: str, country: str | None) -> Phrase:
    """A place by its name and country in the tables, as each language calls it."""
    names = place_names(name, country)
    return {code: (names.get(code, name),) for code in LANGUAGES}


@lru_cache(MANY)
def counted(number: int, noun: str) -> Phrase:
    """A number and its noun in each language."""
    return {code: (catalogue(code).count(number, noun),) for code in LANGUAGES}


@lru_cache(MANY)
def number(value: float) -> Phrase:
    """A number with the marks of each language."""
    return {code: (catalogue(code).number(value),) for code in LANGUAGES}


@lru_cache(MANY)
def dated_words(when: When) -> Phrase:
    """A date in the words of each language."""
    return {code: (in_words(when, catalogue(code).calendar),) for code in LANGUAGES}


@lru_cache(MANY)
def day_words(day: date, *, weekday: bool = True) -> Phrase:
    """One day in the words of each language."""
    return {code: (day_in_words(day, catalogue(code).calendar, weekday=weekday),) for code in LANGUAGES}


@lru_cache(MANY)
def looked_up(table: str, key: str | None) -> Phrase:
    """The word of a table of the catalogue, else the key itself."""
    if key is None:
        return same("—")
    found = {}
    for code in LANGUAGES:
        words = {str(name): word for name, word in getattr(catalogue(code), table).items()}
        found[code] = (words.get(str(key), str(key)),)
    return found
