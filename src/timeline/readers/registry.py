"""Which reader reads which format. A new one is a class with `formats`, `holds_one` and `read`, and a line in READERS."""

from collections.abc import Iterator
from typing import ClassVar, Protocol

from timeline.records import Draft, Reject

from .html import HtmlReader
from .item import RawItem
from .json_articles import JsonLinesReader, JsonReader
from .plain import PlainReader


class Reader(Protocol):
    """Turns one input into articles.

    `formats` are file name endings without the dot, and media types. `holds_one`: a file is one article, which a sidecar may
    describe.
    """

    formats: ClassVar[tuple[str, ...]]
    holds_one: ClassVar[bool]

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles of an input in their order, and what of it was refused. Raises RefusedError to give up on the rest."""
        ...


READERS: tuple[Reader, ...] = (PlainReader(), HtmlReader(), JsonLinesReader(), JsonReader())

BY_FORMAT: dict[str, Reader] = {name: reader for reader in READERS for name in reader.formats}

PACKED = ("gz",)
"""Endings that only say how a file is packed; what it holds is said by the ending before."""


def reader_for(name: str) -> Reader | None:
    """The reader of a file with this name, None if its format is unknown."""
    endings = name.lower().split(".")[1:]
    while endings and endings[-1] in PACKED:
        endings.pop()
    return BY_FORMAT.get(endings[-1]) if endings else None
