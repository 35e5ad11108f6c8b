"""Web pages: told from other files here, taken apart in `page`, which needs the extra `html`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from timeline.records import Draft, Reject

from .decode import decode
from .item import RawItem
from .refusal import optional, reject

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
HEAD = 1 << 14


class HtmlReader:
    """Reads one page. A page without an article in it is refused."""

    formats: ClassVar[tuple[str, ...]] = ("html", "htm", "xhtml", "shtml", "text/html", "application/xhtml+xml")
    holds_one: ClassVar[bool] = True

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The article, and a Reject beside it where the file was damaged. Raises RefusedError."""
        page = optional("page", "html", "HTML")
        data = item.whole(item.limits.article_bytes)
        declared = CHARSET.search(data[:HEAD])
        decoded = decode(data, item.charset or (declared[1].decode("ascii") if declared else None))
        yield page.draft(item.source, decoded.text, item.url)
        if decoded.damage:
            yield reject(item.source, *decoded.damage)
