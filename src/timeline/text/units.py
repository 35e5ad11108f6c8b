"""Cuts a text into units: paragraphs, or lines where a line break ends one. A unit never spans a blank line."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

CHUNK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
LINE = re.compile(r"[^\n]+")
WIDEST = 130
"""Lines longer than this were not broken by a mail program or a terminal."""
FEWEST = 4
"""Line breaks that are needed to call a text wrapped."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Half-open code points without the white space around, the chunk it stands in, and how many units that chunk has."""

    start: int
    end: int
    chunk: int
    siblings: int


def units(text: str) -> Iterator[Unit]:
    """The units of `text` in their order; together they hold all that is not white space."""
    chunks = [
        [_trim(text, m.start() + at.start(), m.start() + at.end()) for at in LINE.finditer(m[0])]
        for m in CHUNK.finditer(text)
    ]
    chunks = [[line for line in chunk if line[0] < line[1]] for chunk in chunks]
    width = _wrap_width(text, chunks)
    for number, chunk in enumerate(chunks):
        joined = _join(text, chunk, width)
        for start, end in joined:
            yield Unit(start, end, number, len(joined))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _wrap_width(text: str, chunks: list[list[tuple[int, int]]]) -> int | None:
    """The width at which the lines of this text were broken, None if its line breaks mean something."""
    longest = max((end - start for chunk in chunks for start, end in chunk), default=0)
    breaks = [(one, two) for chunk in chunks for one, two in itertools.pairwise(chunk)]
    if longest > WIDEST or len(breaks) < FEWEST:
        return None
    full = sum(_is_full(text, one, two, longest) for one, two in breaks)
    return longest if full >= 0.8 * len(breaks) else None


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the following line had no room on this one."""
    word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width - 3


def _join(text: str, chunk: list[tuple[int, int]], width: int | None) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for line in chunk:
        wrapped = last is not None and (
            text[line[0]].islower() or (width is not None and _is_full(text, last, line, width))
        )
        if joined and wrapped:
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        last = line
    return joined
