"""The pages in a web archive, record by record. Imports fastwarc, of the extra `warc`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from .item import Limits
from .refusal import RefusedError, too_large

PAGES = ("text/html", "application/xhtml+xml")
LONGEST_HEADER = 1 << 20
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server sent it, with its address and the encoding that the server named."""

    content: bytes
    url: str | None
    charset: str | None


class _Source:
    """A stream as fastwarc wants one: it asks where it is, and cannot bear an error, which is kept for later."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self.stream, self.limit, self.at = stream, limit, 0
        self.error: Exception | None = None

    def read(self, size: int = CHUNK) -> bytes:
        try:
            data: bytes = cast("Any", self.stream).read1(min(size, CHUNK) if size >= 0 else CHUNK)
        except (RefusedError, OSError, MemoryError) as error:
            self.error = error
            return b""
        self.at += len(data)
        if self.at > self.limit:
            self.error = too_large("the file", self.limit)
            return b""
        return data

    def tell(self) -> int:
        return self.at


def pages(stream: IO[bytes], limits: Limits) -> Iterator[tuple[int, Fetched | RefusedError | None]]:
    """(number of the record from 1, the page that it holds; why it is refused; None where it holds no page).

    Raises RefusedError where the archive cannot be read on.
    """
    number, source = 0, _Source(stream, limits.file_bytes)
    try:
        records = ArchiveIterator(
            cast("Any", source),
            record_types=WarcRecordType.any_type,
            auto_decode="all",
            stream_detect=False,
            max_header_len=LONGEST_HEADER,
        )
        for number, record in enumerate(records, 1):
            page = _page(record, limits)
            if source.error:
                raise source.error
            yield number, page
    except (OSError, ValueError, EOFError) as error:
        message = f"cannot be read beyond record {number} ({error}); fetch it again, what came before is kept"
        raise RefusedError("broken_warc", message) from error
    if source.error:
        raise source.error


def _page(record: WarcRecord, limits: Limits) -> Fetched | RefusedError | None:
    if record.record_type == WarcRecordType.response:
        if not record.is_http or record.http_headers is None or record.http_headers.status_code != 200:
            return None
        kind = record.http_content_type
    elif record.record_type == WarcRecordType.resource:
        kind = record.headers.get("Content-Type")
    else:
        return None
    if (kind or "").split(";")[0].strip().lower() not in PAGES:
        return None
    try:
        content = record.reader.read(limits.article_bytes + 1)
    except (OSError, ValueError, EOFError) as error:
        return RefusedError("broken_warc", f"the page cannot be unpacked ({error}); fetch it again")
    if len(content) > limits.article_bytes:
        return too_large("the page", limits.article_bytes)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return Fetched(content, url or None, record.http_charset)
