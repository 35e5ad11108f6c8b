"""The shape of link.toml: the small words by which a text points back to an event that it has already told."""

from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from .loader import available, load_part


class LinkWords(BaseModel):
    """Words in lower case without accents, as `fold` makes them.

    `demonstrative` and `definite` are determiners that stand right before a noun (`definite` holds possessives too).
    `indefinite` determiners open a noun phrase too. `infinitive` words stand before what somebody is to do.
    `opening` words are dropped from the start of a label.
    `of` are prepositions that tie a noun to the one before it, `also` conjunctions that join two nouns.
    `pronoun` are subjects that name nobody by themselves. `auxiliary` are words of a trigger that say nothing of the event.
    `breaks` open a new clause, so that a label may end before them.
    `kind` names kinds of deed and how the words begin that mean one; the names are the same in all languages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    demonstrative: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    pronoun: frozenset[str] = frozenset()
    auxiliary: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    kind: dict[str, tuple[str, ...]] = {}

    def kinds_of(self, words: Iterable[str]) -> frozenset[str]:
        """The kinds of deed that folded words may name."""
        found = tuple(words)
        return frozenset(name for name, begins in self.kind.items() if any(word.startswith(begins) for word in found))


@cache
def link_words(language: str | None) -> LinkWords:
    """The words of a language; of no language where it is unknown or has no folder here. Raises LanguageDataError."""
    code = (language or "").split("-")[0]
    return load_part(code, "link", LinkWords) if code in available() else LinkWords()
