"""The shape of lemmas.toml: forms whose dictionary form the general lemmatizer gets wrong."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from .loader import load_part


class Lemmas(BaseModel):
    """`verb` and `noun` map an inflected form to its lemma; `form` maps contracted and elided words to the plain one.

    `preposition` lists prepositions of several words, in plain forms, longer ones first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verb: dict[str, str] = {}
    noun: dict[str, str] = {}
    form: dict[str, str] = {}
    preposition: tuple[tuple[str, ...], ...] = ()


@cache
def lemmas(language: str) -> Lemmas:
    """The exceptions of a language. Raises LanguageDataError."""
    return load_part(language, "lemmas", Lemmas)
