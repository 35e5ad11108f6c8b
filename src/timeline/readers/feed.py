"""Feeds (RSS, Atom) that were saved: each entry is an article. Needs the extra `feeds`."""

from collections.abc import Iterator
from typing import ClassVar

from timeline.records import Draft, Reject

from .item import RawItem
from .refusal import RefusedError, optional


class FeedReader:
    """Reads the entries of a feed: with their full content where they have it, else with their summary."""

    formats: ClassVar[tuple[str, ...]] = (
        "rss", "atom", "rdf", "xml", "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
    )  # fmt: skip
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of the feed; `#N` in a source counts them from 1. Raises RefusedError."""
        entries = optional("feed_entries", "feeds", "feeds")
        data = item.whole(item.limits.document_bytes)
        if not data.strip():
            raise RefusedError("empty", "the file is empty; delete it or save the feed again")
        for number, found in enumerate(entries.drafts(data, item), 1):
            yield found if isinstance(found, Draft) else found.reject(f"{item.source}#{number}")
