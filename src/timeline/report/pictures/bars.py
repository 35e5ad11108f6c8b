"""A table whose rows have a bar: the picture is its own table."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from timeline.report.phrases import everywhere
from timeline.report.svg import drawing, tag
from timeline.report.words import Phrase

WIDTH, HEIGHT = 180, 12


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted, how often, and the bar."""

    words: Phrase
    number: int
    bar: Markup


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of bars: its heading, what it means, the heading of its first column, and its rows."""

    heading: Phrase
    about: Phrase | None
    column: Phrase
    rows: tuple[Row, ...]


def bars(heading: str, column: str, counts: Iterable[tuple[Phrase, int]], about: str | None = None) -> Bars | None:
    """A table of counts, named by strings of the catalogue; None where there is nothing to count."""
    found = [(words, number) for words, number in counts if number]
    if not found:
        return None
    most = max(number for _, number in found)
    rows = tuple(Row(words, number, _bar(number / most)) for words, number in found)
    return Bars(everywhere(heading), everywhere(about) if about else None, everywhere(column), rows)


def _bar(share: float) -> Markup:
    width = max(2.0, share * WIDTH)
    return drawing(WIDTH, HEIGHT, tag("rect", width=width, height=HEIGHT, rx=2), class_="bar-of", aria_hidden="true")
