"""Chronologies: the day that opens a line ("June 3: Police arrested ten men") is that of what the line tells."""

import re
from collections.abc import Sequence

from timeline.records import TimeMention, TimexType

from .binding import Choice
from .frames import Frame
from .tree import Tree

COLON = re.compile(r"[ \u00a0\u202f]*[:–—][ \u00a0\u202f]*")
OPENS = re.compile(r"\W*(?:\w+[ \u00a0])?")
"""What may stand between the start of a line and its day: a bullet, an article or a preposition."""


def entry_day(times: Sequence[TimeMention], text: str, start: int) -> TimeMention | None:
    """The day that opens a line and is parted by a colon or a dash from what begins at `start`, None if there is none."""
    for time in reversed(times):
        if time.end <= start:
            line = text.rfind("\n", 0, time.start) + 1
            alone = OPENS.fullmatch(text, line, time.start) and COLON.fullmatch(text, time.end, start)
            return time if alone and time.type is not TimexType.SET and time.first and time.last else None
    return None


def of_entry(tree: Tree, frame: Frame, day: TimeMention | None) -> Choice | None:
    """The day of an entry for what its main clause tells."""
    if day is None:
        return None
    top = frame.anchor
    while tree.relation(top) == "conj" and (above := tree.head(top)) is not None:
        top = above
    return Choice(day, "of the entry that it opens") if tree.head(top) is None else None
