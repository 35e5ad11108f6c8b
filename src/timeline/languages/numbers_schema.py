"""The shape of numbers.toml: number words, scales, and what counted things are."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from .loader import load_part


class Numbers(BaseModel):
    """Words in lower case. `scale` multiplies what stands before it; `articles` are number words that may be articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: dict[str, float]
    scale: dict[str, float]
    articles: tuple[str, ...]
    counting: tuple[str, ...] = ()
    """Number words that parsers take for nouns though a noun follows them without a preposition."""
    not_units: tuple[str, ...]
    people: str
    unit_role: dict[str, tuple[str, ...]]
    trigger_role: dict[str, tuple[str, ...]]


@cache
def numbers(language: str) -> Numbers:
    """The numbers of a language. Raises LanguageDataError."""
    return load_part(language, "numbers", Numbers)
