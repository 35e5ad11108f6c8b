"""Web archives (WARC): each page that was answered whole is an article. Needs the extra `warc`."""

from collections.abc import Iterator
from typing import Any, ClassVar

from timeline.records import Draft, Reject

from .html import HtmlReader
from .item import RawItem
from .refusal import RefusedError, optional


class WarcReader:
    """Reads the responses that are HTML and were answered with 200. Others (pictures, scripts, redirections, errors) are parts of
    pages or none, and are passed over. When a page was fetched says nothing of when it was published and is not looked at."""

    formats: ClassVar[tuple[str, ...]] = ("warc", "application/warc")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of their records; `#N` in a source counts the records from 1. Raises RefusedError."""
        records = optional("warc_records", "warc", "web archives")
        seen, articles = 0, False
        with item.open() as stream:
            for seen, found in records.pages(stream, item.limits):
                articles = articles or found is not None
                yield from _page(item, f"{item.source}#{seen}", found)
        if not articles:
            message = f"holds no page that was answered with 200, in {seen} records; leave it out, or fetch it again"
            raise RefusedError("no_page" if seen else "broken_warc", message)


def _page(item: RawItem, source: str, found: Any) -> Iterator[Draft | Reject]:
    if found is None:
        return
    if isinstance(found, RefusedError):
        yield found.reject(source)
        return
    try:
        page = RawItem(source, found.content, item.options, found.url, found.charset, item.depth, item.budget)
        yield from HtmlReader().read(page)
    except RefusedError as refusal:
        yield refusal.reject(source)
