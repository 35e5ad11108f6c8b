"""The shape of language.toml: what a language's writing is like, as far as reading an article needs it."""

from functools import cache
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from .loader import load_part


class Closed(BaseModel):
    """A frozen table row that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Abbreviations(Closed):
    """Words that a point follows without ending the sentence; in lower case, without that point.

    `never` stand before a name ("M. Dupont"). `before_number` are abbreviations only before a figure ("No. 5"). `may_end`
    end a sentence if one of `starters` follows ("in the U.S. The president").
    """

    never: frozenset[str]
    before_number: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()


class Language(Closed):
    """language.toml.

    `starters`: words that begin a sentence far more often than a name. `common`: frequent short words, by which a short text
    shows its language. `months` from January and `weekdays` from Monday: each with its written forms in lower case, without a
    final point. `day_first`: whether 05/06/2024 is the fifth of June.

    `published_cues` stand before the date of publication in a line about the article ("Publié le"), `updated_cues` before that
    of a later change. `future_cues` near a named day, which stands as "·" in their text, tell that it is still to come. All
    three are regular expressions, letter case ignored.
    """

    name: str
    day_first: bool
    abbreviations: Abbreviations
    starters: frozenset[str]
    common: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    published_cues: str
    updated_cues: str
    future_cues: str

    @model_validator(mode="after")
    def _is_a_calendar(self) -> Self:
        if (len(self.months), len(self.weekdays)) != (12, 7):
            raise ValueError(f"12 months and 7 weekdays are needed, found {len(self.months)} and {len(self.weekdays)}")
        return self


class SentenceCase(Closed):
    """A text and the sentences that it must fall into. `xfail` marks a known gap and why."""

    text: str
    expect: tuple[str, ...]
    xfail: str | None = None


class SentenceCorpus(Closed):
    """corpus/sentences.toml."""

    case: tuple[SentenceCase, ...]


@cache
def language_info(language: str) -> Language:
    """What the writing of a language is like. Raises LanguageDataError."""
    return load_part(language, "language", Language)


@cache
def sentence_corpus(language: str) -> SentenceCorpus:
    """The cases of sentence splitting. Raises LanguageDataError."""
    return load_part(language, "corpus/sentences", SentenceCorpus)
