"""One input, whatever it comes from: a file, a member of an archive or bytes in memory. Readers read it through this door."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from timeline.records import Record

from .refusal import RefusedError, too_large
from .unpack import Budget, unpacked

CHUNK = 1 << 20
BLANK = 1_000_000
"""So many empty lines in a row are no text, but time that somebody wants to cost."""
SMALLEST = 1 << 10
"""A packed file counts as at least this many bytes where its growth is measured."""

Content = Path | bytes | Callable[[], IO[bytes]]
"""Where the bytes are: in a file, in memory, or behind a function that opens them."""


class Limits(Record):
    """How much is read of one input, in bytes after decompression; more is refused, never cut in silence.

    `article_bytes`: one article as it stands in its file (a text, a page, a line of JSON Lines).
    `document_bytes`: one file that must be held whole to be understood (a JSON array, a feed, an archive inside an archive).
    `file_bytes`: one file that is read piece by piece (JSON Lines, CSV, WARC, mbox).
    `ratio`: how many times larger than itself a packed file may become, with all its members.
    `depth`: how many archives may lie in one another.
    `members`: how many files an archive may hold.
    """

    article_bytes: int = 8 * 2**20
    document_bytes: int = 256 * 2**20
    file_bytes: int = 8 * 2**30
    ratio: int = 200
    depth: int = 3
    members: int = 1_000_000


DEFAULT_LIMITS = Limits()


class Options(Record):
    """How inputs are read. `fields`: which fields of a record hold text, title, url, published, language, publisher, byline,
    authors or licence, tried before the usual names. `day_first`: what 05/06/2024 in a field means; None leaves it unread."""

    limits: Limits = DEFAULT_LIMITS
    fields: Mapping[str, tuple[str, ...]] = {}
    day_first: bool | None = None


DEFAULT_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class RawItem:
    """One input that one reader will read. `source` is its name in all records; `charset` is what its carrier says of its
    encoding; `depth` counts the archives around it; `budget` is what its archive may still unpack."""

    source: str
    content: Content
    options: Options = DEFAULT_OPTIONS
    url: str | None = None
    charset: str | None = None
    depth: int = 0
    budget: Budget | None = field(default=None, repr=False)

    @property
    def limits(self) -> Limits:
        """How much may be read."""
        return self.options.limits

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises RefusedError `too_large` beyond `limit`."""
        with self.open() as stream:
            return whole(stream, limit)

    def head(self, size: int) -> bytes:
        """The first bytes, unpacked; fewer where there are no more. Raises RefusedError."""
        with self.open() as stream:
            return stream.read(size)

    def lines(self) -> Iterator[tuple[int, bytes | RefusedError]]:
        """(number from 1, bytes without the line end) of each line; for one that is too long, why it is refused.

        Raises RefusedError where the file as a whole is.
        """
        limit, total, number, blank = self.limits.article_bytes, 0, 0, 0
        with self.open() as stream:
            while line := stream.readline(limit + 1):
                number, total, long = number + 1, total + len(line), len(line) > limit
                while long and not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
                    total += len(line)
                    self._check(total)
                self._check(total)
                blank = blank + 1 if line in {b"\n", b"\r\n"} else 0
                if blank > BLANK:
                    raise RefusedError(
                        "empty", f"holds {BLANK:,} empty lines in a row (up to {number:,}); mend or drop it"
                    )
                yield number, too_large(f"line {number}", limit) if long else line.rstrip(b"\r\n")

    def _check(self, total: int) -> None:
        if total > self.limits.file_bytes:
            raise too_large("the file", self.limits.file_bytes)

    def open(self) -> IO[bytes]:
        """The bytes, unpacked if they are packed. Reading raises RefusedError for a bomb."""
        budget = self.budgeted().budget
        return unpacked(self._raw(), budget or Budget(0), self.limits.depth)

    def budgeted(self) -> "RawItem":
        """This input with a budget for all that is unpacked out of it: its archive's, or one by its own size."""
        if self.budget is not None or not isinstance(self.content, Path | bytes):
            return self
        size = self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)
        return replace(self, budget=Budget(max(size, SMALLEST) * self.limits.ratio))

    def _raw(self) -> IO[bytes]:
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        return self.content.open("rb") if isinstance(self.content, Path) else self.content()


def whole(stream: IO[bytes], limit: int) -> bytes:
    """All that is left in a stream. Raises RefusedError `too_large` beyond `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large("the file", limit)
    return data
