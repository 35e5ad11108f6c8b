"""Words stripped to what can be compared across inflection, derivation and, for cognates, across languages."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STEM = 6
"""Letters of a context word that count: enough to tell words apart, few enough to leave endings out."""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight apostrophes.

    >>> fold("L’Élysée")
    "l'elysee"
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, in their order."""
    return tuple(WORD.findall(fold(text)))


def content(text: str) -> frozenset[str]:
    """The beginnings of the longer words of `text`: what it is about, roughly. Figures count whole."""
    return frozenset(word[:STEM] for word in words(text) if len(word) > 4 or (word.isdigit() and len(word) > 1))


def key_words(trigger: str, auxiliary: Iterable[str] = ()) -> frozenset[str]:
    """The words of a trigger that carry its meaning: four letters or more, no auxiliary. The last word if none is left."""
    found = words(trigger)
    kept = frozenset(word for word in found if len(word) > 3) - frozenset(auxiliary)
    return kept or frozenset(found[-1:])


def akin(one: str, other: str) -> bool:
    """Whether two folded words look like forms or derivations of one: they share their beginning.

    >>> akin("suspension", "suspendu"), akin("entretien", "entretenu"), akin("bans", "banned"), akin("accord", "accuse")
    (True, True, True, False)
    """
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    short, long = sorted((len(one), len(other)))
    if shared >= 4:
        return shared >= 0.6 * short and shared >= 0.4 * long
    return shared == 3 and short <= 4 and shared >= 0.5 * long


def any_akin(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether a word of one side is akin to a word of the other."""
    return any(akin(one, other) for one in ours for other in theirs)


def cognate(one: str, other: str) -> bool:
    """Whether two folded nouns are forms of one, or one noun in two languages.

    >>> cognate("canon", "cannon"), cognate("bombe", "bomb"), cognate("mort", "dead")
    (True, True, False)
    """
    return akin(one, other) or fuzz.ratio(one, other) >= 80
