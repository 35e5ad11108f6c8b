"""Numbers as words or figures: "quatre-vingt-dix-sept", "two and a half", "1,5", "3.500"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.languages.temporal_schema import Value

FIGURES = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,5}(?:[.,]\d{1,2})?(?!\d)(?: 1/2)?"
TEENS = range(11, 21)
"""A year in words pairs one of these with tens: "nineteen ninety-six"."""
GROUPED = re.compile(r"\d{1,3}(?:[ .,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a numeral says: None is a vague number ("a few")."""

    value: float | None


class Numerals:
    """The number words of one language. A value of "vague" has no number, "x60" multiplies what stands before it, "article" is 1
    and joins only such a multiplier."""

    def __init__(self, words: Mapping[str, Value], glue: str) -> None:
        self._words = dict(words)
        plain = _any(word for word, value in words.items() if value != "article")
        scale = _any(word for word, value in words.items() if isinstance(value, str) and value[0] == "x")
        article = _any(word for word, value in words.items() if value == "article")
        step = rf"(?:-|{glue}| (?!{plain}-(?!{plain})))"  # not in "three five-year terms"
        body = rf"{plain}(?:{step}{plain}){{0,5}}"
        self.pattern = rf"(?:{FIGURES}|{article}(?: {scale})?(?![ -](?:{plain}))|{body})"
        self._split = re.compile(_any(words))

    def read(self, text: str) -> Amount:
        """The amount that a match of `pattern` names."""
        if text[0].isdigit():
            return Amount(_figures(text))
        total, vague, current = 0.0, False, 0.0
        for found in self._split.findall(text):
            value = self._words[found]
            if value == "vague":
                vague = True
            elif isinstance(value, str) and value[0] == "x":
                factor = float(value[1:])
                current = (current or 1) * factor
                if factor >= 1000:
                    total, current = total + current, 0.0
            else:
                number = 1.0 if value == "article" else float(value)
                paired = current in TEENS and number >= 10
                current = number + (100 * current if paired else current)
        return Amount(None if vague else total + current)


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first, as a whole; nothing matches if there are none."""
    ordered = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))
    return rf"(?:(?:{ordered})(?!\w))" if ordered else "(?!)"


def _figures(text: str) -> float:
    half = 0.5 if text.endswith(" 1/2") else 0.0
    text = text.removesuffix(" 1/2")
    if GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text)) + half
    return float(text.replace(",", ".")) + half
