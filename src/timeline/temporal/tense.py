"""Which way a phrase looks, told by the words of its clause: a cheap reading of tense without a parser."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .compiled import compiled

Direction = Literal["past", "future"]
REACH = 110
"""How many characters to each side may hold the governing verb."""
NEAR = 28
"""How many characters before a phrase may decide alone."""
WORD = re.compile(r"\w+")
LEAN = 4
"""A word that leans to the future holds against a verb that is more words away."""
BARRIER = 7
"""So many words is the way across the beginning of another clause."""
AHEAD = 1.25
"""A verb after the phrase is a little further away than one before it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues of a language."""

    verb: re.Pattern[str]
    near: re.Pattern[str]
    lean: re.Pattern[str]
    barrier: re.Pattern[str]
    wall: re.Pattern[str]


@cache
def _cues(language: str) -> Cues:
    tense = compiled(language).tense
    return Cues(
        re.compile(rf"(?<!\w)(?:(?P<future>{tense.future})|(?P<past>{tense.past}))(?!\w)"),
        re.compile(rf"(?:^|(?<!\w))(?:(?P<future>{tense.near_future})|(?P<past>{tense.near_past})) *\Z"),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.lean_future}) *\Z"),
        re.compile(tense.barrier),
        re.compile(tense.wall),
    )


def direction(folded: str, start: int, end: int, language: str) -> Direction | None:
    """Whether the clause around `folded[start:end]` speaks of past or future, None if nothing tells."""
    cues = _cues(language)
    before = folded[max(0, start - REACH) : start]
    if near := cues.near.search(before[-NEAR:]):
        return _name(near)
    left = _after_last(cues.wall, before)
    right = _before_first(cues.wall, folded[end : end + REACH])
    best: tuple[float, Direction] | None = None
    for found in cues.verb.finditer(left):
        best = _nearer(best, _distance(left[found.end() :], cues.barrier), _name(found))
    for found in cues.verb.finditer(right):
        best = _nearer(best, AHEAD * _distance(right[: found.start()], cues.barrier) + 0.5, _name(found))
    if cues.lean.search(before[-NEAR:]) and (best is None or best[0] > LEAN):
        return "future"
    return best[1] if best else None


def _after_last(wall: re.Pattern[str], text: str) -> str:
    cut = 0
    for found in wall.finditer(text):
        cut = found.end()
    return text[cut:]


def _before_first(wall: re.Pattern[str], text: str) -> str:
    found = wall.search(text)
    return text[: found.start()] if found else text


def _distance(between: str, barrier: re.Pattern[str]) -> float:
    return sum(1 for _ in WORD.finditer(between)) + BARRIER * sum(1 for _ in barrier.finditer(between))


def _nearer(best: tuple[float, Direction] | None, distance: float, name: Direction) -> tuple[float, Direction]:
    return (distance, name) if best is None or distance < best[0] else best


def _name(found: re.Match[str]) -> Direction:
    return "future" if found.group("future") else "past"
