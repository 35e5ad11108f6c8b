"""Which reader reads which format. A new one is a class with `formats`, `holds_one` and `read`, and a line in READERS."""

from collections.abc import Iterator
from typing import ClassVar, Protocol

from timeline.records import Draft, Reject

from .archive import ARCHIVES
from .feed import FeedReader
from .html import HtmlReader
from .item import RawItem
from .json_articles import JsonLinesReader, JsonReader
from .mail import MailboxReader, MessageReader
from .markdown import MarkdownReader
from .parquet import ParquetReader
from .plain import PlainReader
from .table import DelimitedReader
from .warc import WarcReader


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


READERS: tuple[Reader, ...] = (
    PlainReader(), MarkdownReader(), HtmlReader(), JsonLinesReader(), JsonReader(), FeedReader(), DelimitedReader(),
    ParquetReader(), WarcReader(), MessageReader(), MailboxReader(),
)  # fmt: skip

BY_FORMAT: dict[str, Reader] = {name: reader for reader in READERS for name in reader.formats}

PACKED = ("gz", "zst", "bz2")
"""Endings that only say how a file is packed; what it holds is said by the ending before."""


def format_of(name: str) -> str | None:
    """The format that a file's name tells, None if it tells none that is known."""
    endings = name.rpartition("/")[2].lower().split(".")[1:]
    while endings and endings[-1] in PACKED:
        endings.pop()
    return endings[-1] if endings and (endings[-1] in BY_FORMAT or endings[-1] in ARCHIVES) else None


def holds_one(name: str) -> bool:
    """Whether a file of this name is one article, as far as the name tells."""
    kind = format_of(name)
    return kind not in ARCHIVES and (kind is None or BY_FORMAT[kind].holds_one)


def known() -> str:
    """The endings of all formats."""
    return ", ".join(name for name in (*BY_FORMAT, *ARCHIVES) if "/" not in name)
