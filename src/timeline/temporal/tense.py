"""Which way a phrase looks, told by the words of its clause: a cheap reading of tense without a parser."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .compiled import compiled

Direction = Literal["past", "future"]
REACH = 110
"""How many characters to each side may hold the governing verb."""
NEAR = 36
"""How many characters before a phrase may decide alone."""
WORD = re.compile(r"\w+")
WORD_OR_TWO = re.compile(r"\W*(?:\w+\W*){0,2}")
"""What may stand between the beginning of a sentence and a phrase that opens it."""
STOP = re.compile(r"['\")]{0,2} ?[.!?;](?=\s|$)")
"""Where the sentence ends right behind a phrase; a wall needs words before it."""
OWN = re.compile(r" ?'s(?!\w)")
"""What makes an event a day's own: "Tuesday's attack"."""
LEAN = 4
"""A word that leans to the future holds against a verb that is more words away."""
BARRIER = 7
"""So many words is the way across the beginning of another clause."""
COMMA = 3
"""And so many across a mere comma."""
APPOSED = re.compile(r", (?:au|à|on|at|the|la|le|a) [^,;]{3,50},(?= )")
"""What is said beside a phrase that opens a sentence ("Friday, the day after the vote, troops attacked"): no way to go either."""
ASIDE = re.compile(r"\([^()]*\)")
"""What stands in brackets is no way to go."""
FIRM = 12
"""A verb that is further away, as `_distance` counts, says nothing."""
AHEAD = 1.25
"""A verb after the phrase is a little further away than one before it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues of a language."""

    verb: re.Pattern[str]
    near: re.Pattern[str]
    firm: re.Pattern[str]
    lean: re.Pattern[str]
    after: re.Pattern[str]
    barrier: re.Pattern[str]
    wall: re.Pattern[str]
    past_ahead: re.Pattern[str]
    firm_past: re.Pattern[str]
    near_open: re.Pattern[str]
    past_own: re.Pattern[str]
    aside: re.Pattern[str]
    announced: re.Pattern[str]
    attributed: re.Pattern[str]
    happened: re.Pattern[str]


ACCENTED = re.compile(r"(?<!\w)(?:\w?[ÀàÈèÙù]\w?|May)(?!\w)|(?<=\w\w)[Éé](?=e?s?(?!\w))", re.IGNORECASE)
"""What only an accent or a capital tells from other words: short ones (à, dès, là, où), the end of a participle (publié, not
publie), the month of May."""
PARTICIPLE = "E"
"""How the end of a participle is marked in text that is lower case elsewhere."""


def accented(text: str, folded: str) -> str:
    """The folded text with the accents and the capital that tell tense: "à" as it is, since in "à Vienne" no verb is to be seen,
    the last letter of "publié" as a capital, so that cues can ask for it, and "May", which is no verb."""
    out, end = [], 0
    for found in ACCENTED.finditer(text):
        written = found.group()
        mark = PARTICIPLE if written in "Éé" else written if written == "May" else written.lower()
        out += [folded[end : found.start()], mark]
        end = found.end()
    return "".join((*out, folded[end:]))


@cache
def _cues(language: str) -> Cues:
    tense = compiled(language).tense
    return Cues(
        re.compile(rf"(?<!\w)(?:(?P<future>{tense.future})|(?P<past>{tense.past}))(?!\w)"),
        re.compile(rf"(?:^|(?<!\w))(?:(?P<future>{tense.near_future})|(?P<past>{tense.near_past})) *\Z"),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.firm_future})\Z"),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.lean_future}) *\Z"),
        re.compile(tense.lean_after),
        re.compile(tense.barrier),
        re.compile(tense.wall),
        re.compile(tense.past_ahead),
        re.compile(rf"(?<!\w)(?:{tense.firm_past})(?!\w)"),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.near_open}) *\Z", re.IGNORECASE),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.past_own}) *\Z"),
        re.compile(rf"(?:{tense.aside})(?!\w)", re.IGNORECASE),
        re.compile(rf"\W*(?:{tense.announced})(?!\w)(?:[ '-]+\w+){{0,6}} *\Z"),
        re.compile(rf"(?:^|(?<!\w))(?:{tense.attributed}) *\Z"),
        re.compile(rf"(?<!\w)(?:{tense.happened})(?!\w)"),
    )


class Clauses:
    """What the tenses of one text tell. Each clause is read once, however often the text repeats it."""

    def __init__(self, text: str, folded: str, language: str) -> None:
        self._text, self._language = accented(text, folded), language
        self._told: dict[tuple[str, str, str], Direction | None] = {}

    def direction(self, start: int, end: int) -> Direction | None:
        """Whether the clause around what stands there speaks of past or future, None if nothing tells."""
        key = (self._text[max(0, start - REACH) : start], self._text[start:end], self._text[end : end + REACH])
        if key not in self._told:
            self._told[key] = _direction(*key, self._language)
        return self._told[key]

    def is_attributed(self, start: int) -> bool:
        """Whether the words before a phrase tell that it dates what was said, not what happened."""
        return _cues(self._language).attributed.search(self._text[max(0, start - NEAR) : start]) is not None


def _direction(before: str, phrase: str, after: str, language: str) -> Direction | None:
    cues = _cues(language)
    near_by = before[-NEAR:]
    if cues.firm.search(near_by + phrase):
        return "future"
    if cues.near_open.search(near_by):
        return None
    if near := cues.near.search(near_by):
        return _name(near)
    if OWN.match(after) and cues.past_own.search(near_by):
        return "past"
    left = _after_last(cues.wall, before).rstrip(", ")
    right = "" if STOP.match(after) else _before_first(cues.wall, after)
    if WORD_OR_TWO.fullmatch(left):
        right = _without_apposition(right, cues.verb).lstrip(", ")
    best: tuple[float, Direction] | None = None
    for found in cues.verb.finditer(left):
        best = _nearer(best, _distance(left[found.end() :], cues.barrier), _name(found))
    for found in cues.verb.finditer(right):
        if "," in right[: found.start()] and cues.aside.match(found.group()):
            continue
        name = "past" if cues.past_ahead.match(found.group()) else _name(found)
        best = _nearer(best, AHEAD * _distance(right[: found.start()], cues.barrier) + 0.5, name)
    if best is not None and best[0] > FIRM:
        best = None
    if cues.lean.search(near_by) and (best is None or best[0] > LEAN):
        held = best is not None and best[1] == "past" and (cues.firm_past.search(right) or cues.firm_past.search(left))
        return "past" if held else "future"
    if best is None and (cues.after.match(after) or cues.announced.match(left)):
        return "future"
    if best is None and cues.happened.search(left):
        return "past"
    return best[1] if best else None


def _without_apposition(right: str, verb: re.Pattern[str]) -> str:
    apposed = APPOSED.match(right)
    return right[apposed.end() :] if apposed and not verb.search(apposed.group()) else right


def _after_last(wall: re.Pattern[str], text: str) -> str:
    cut = 0
    for found in wall.finditer(text):
        cut = found.end()
    return text[cut:]


def _before_first(wall: re.Pattern[str], text: str) -> str:
    found = wall.search(text)
    return text[: found.start()] if found else text


def _distance(between: str, barrier: re.Pattern[str]) -> float:
    between = ASIDE.sub("", between)
    across = sum(COMMA if found.group() == "," else BARRIER for found in barrier.finditer(between))
    return sum(1 for _ in WORD.finditer(between)) + across


def _nearer(best: tuple[float, Direction] | None, distance: float, name: Direction) -> tuple[float, Direction]:
    return (distance, name) if best is None or distance < best[0] else best


def _name(found: re.Match[str]) -> Direction:
    return "future" if found.group("future") else "past"
