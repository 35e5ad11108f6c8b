"""One input, whatever it comes from: a file, a compressed file or bytes in memory. Readers read it through this door."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from timeline.records import Record, Reject

STAGE = "ingest"
EXCERPT = 200
CHUNK = 1 << 20


class Limits(Record):
    """How much is read of one input, in bytes after decompression; more is refused, never cut in silence.

    `article_bytes`: one article as it stands in its file (a text, a page, a line of JSON Lines).
    `document_bytes`: one file that must be held whole to be understood (a JSON array).
    `file_bytes`: one file that is read piece by piece (JSON Lines).
    `ratio`: how many times larger than its compressed file a text may become.
    """

    article_bytes: int = 8 * 2**20
    document_bytes: int = 256 * 2**20
    file_bytes: int = 8 * 2**30
    ratio: int = 200


DEFAULT_LIMITS = Limits()


class RefusedError(Exception):
    """Why a reader gives up on its input. Never leaves this package: `read` turns it into a Reject."""

    def __init__(self, code: str, message: str, *, line: int | None = None, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.excerpt = code, message, line, excerpt

    def reject(self, source: str) -> Reject:
        """The row that tells of it."""
        return reject(source, self.code, self.message, line=self.line, excerpt=self.excerpt)


def reject(source: str, code: str, message: str, *, line: int | None = None, excerpt: str | None = None) -> Reject:
    """A Reject of this stage. `message` says what and what to do; where is put in front of it."""
    where = source if line is None else f"{source}, line {line}"
    shown = None if excerpt is None else excerpt.encode("utf-8", "replace").decode()[:EXCERPT]
    return Reject(source=source, stage=STAGE, code=code, message=f"{where}: {message}", line=line, excerpt=shown)


@dataclass(frozen=True, slots=True)
class RawItem:
    """One input that one reader will read. `content` is a path or the bytes themselves; `source` is its name in all records."""

    source: str
    content: Path | bytes
    limits: Limits = DEFAULT_LIMITS
    url: str | None = None

    @property
    def stem(self) -> str:
        """The file name without folder and endings."""
        return self.source.rsplit("/", 1)[-1].split(".", 1)[0]

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises RefusedError `too_large` beyond `limit`."""
        with self._open() as stream:
            data = stream.read(limit + 1)
            if len(data) > limit:
                raise _too_large("the file", limit)
            return data

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """(number from 1, bytes without the line end) of each line. Raises RefusedError beyond the limits."""
        limit, total, number = self.limits.article_bytes, 0, 0
        with self._open() as stream:
            while line := stream.readline(limit + 1):
                number, total = number + 1, total + len(line)
                if len(line) > limit or total > self.limits.file_bytes:
                    raise _too_large(f"line {number}", limit)
                yield number, line.rstrip(b"\r\n")

    def _open(self) -> IO[bytes]:
        raw: IO[bytes] = io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")
        head = raw.read(2)
        raw.seek(0)
        if head != b"\x1f\x8b":
            return raw
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        return cast("IO[bytes]", _Gunzip(raw, max(size, 1024) * self.limits.ratio))


class _Gunzip(gzip.GzipFile):
    """Decompresses, and refuses a bomb: more than `limit` bytes out of one small file."""

    def __init__(self, raw: IO[bytes], limit: int) -> None:
        super().__init__(fileobj=raw, mode="rb")
        self._raw, self._left = raw, limit

    def read(self, size: int | None = -1) -> bytes:
        return self._counted(super().read(size))

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(super().readline(-1 if size is None else size))

    def close(self) -> None:
        super().close()
        self._raw.close()

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise RefusedError(
                "decompression_bomb", "unpacks to far more than its size; unpack it yourself if you trust it"
            )
        return data


def _too_large(what: str, limit: int) -> RefusedError:
    return RefusedError("too_large", f"{what} has more than {limit:,} bytes; split it, or raise the limit")


BROKEN = (gzip.BadGzipFile, EOFError, zlib.error)
"""What a damaged compressed file raises while it is read."""
