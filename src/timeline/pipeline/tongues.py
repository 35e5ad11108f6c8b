"""Which languages are read, and how far."""

from typing import TypeGuard

from timeline import languages
from timeline.temporal.foreign import LANGUAGES as FOREIGN


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without script and region: "fr" of "fr-CA", and of "fr_CA"."""
    return tag.replace("_", "-").split("-")[0].strip().lower()


def has_rules(language: str | None) -> TypeGuard[str]:
    """Whether there are rules for a language: times of every kind, and events."""
    return language is not None and language in languages.available()


def has_dates(language: str | None) -> TypeGuard[str]:
    """Whether at least the absolute dates of a language are read."""
    return has_rules(language) or language in FOREIGN


def readable() -> str:
    """In words: what is read in which language."""
    return f"rules for {', '.join(languages.available())}; absolute dates for {', '.join(FOREIGN)}"
