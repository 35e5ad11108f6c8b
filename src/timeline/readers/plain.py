"""Plain text: the file is the article."""

from collections.abc import Iterator
from typing import ClassVar

from timeline.records import Draft, Reject

from .decode import decode
from .item import RawItem
from .refusal import reject


class PlainReader:
    """Reads one text per file. The text is kept as it stands, in normal form; nothing is known of its title."""

    formats: ClassVar[tuple[str, ...]] = ("txt", "text", "text/plain")
    holds_one: ClassVar[bool] = True

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The article, and a Reject beside it where the file was damaged. Raises RefusedError."""
        decoded = decode(item.whole(item.limits.article_bytes), item.charset)
        yield Draft(source=item.source, text=decoded.text, url=item.url)
        if decoded.damage:
            yield reject(item.source, *decoded.damage)
