"""Chronologies: the day that opens a line ("June 3: Police arrested ten men") is that of what the line tells."""

import re
from collections.abc import Sequence

from timeline.records import TimeMention, TimexType

from .binding import Choice
from .frames import Frame
from .tree import Tree

PARTS = re.compile(r"[ \u00a0\u202f]*[:–—]\s|[ \u00a0\u202f]+-\s")
OPENS = re.compile(r"\W*(?:\w+[ \u00a0])?")
"""What may stand between the start of a line and its day: a bullet, an article or a preposition."""
DOWN = {"conj", "xcomp", "ccomp", "advcl", "parataxis"}
"""What a clause of the entry may be to its main verb."""


def entry_day(times: Sequence[TimeMention], text: str, sentence: tuple[int, int]) -> TimeMention | None:
    """The day that opens the line and the sentence and is parted from the rest by a colon or a dash, None if there is none."""
    start, end = sentence
    for time in times:
        if time.start >= start:
            line = text.rfind("\n", 0, time.start) + 1
            opens = OPENS.fullmatch(text, max(line, start), time.start) and PARTS.match(text, time.end, end)
            return time if opens and time.type is not TimexType.SET and time.first and time.last else None
    return None


def of_entry(tree: Tree, frame: Frame, day: TimeMention | None) -> Choice | None:
    """The day of an entry for what its main clause tells."""
    if day is None:
        return None
    top = frame.anchor
    while tree.relation(top) in DOWN and (above := tree.head(top)) is not None:
        top = above
    return Choice(day, "of the entry that it opens") if tree.head(top) is None else None
