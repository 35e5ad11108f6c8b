"""The entries of a feed. Imports feedparser, of the extra `feeds`."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import feedparser

from timeline.records import DateClue, Draft, PublishedBasis

from .compose import http_url, squeeze, with_title
from .dates import clue
from .decode import normalise
from .fields import MARKUP, language_tag
from .item import RawItem
from .refusal import RefusedError, fitting, optional

DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
HEAD = 1 << 14
"""Bytes in which a DOCTYPE must stand; without their NULs UTF-16 reads as ASCII."""


def drafts(data: bytes, item: RawItem) -> Iterator[Draft | RefusedError]:
    """The article of each entry, or why it is none. Raises RefusedError where the file is no feed."""
    if DOCTYPE.search(data[:HEAD].replace(b"\x00", b"")):
        message = (
            "declares entities of its own, which feeds do not need and attacks use; save the feed without its DOCTYPE"
        )
        raise RefusedError("xml_entities", message)
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OverflowError) as error:
        raise RefusedError("broken_feed", f"cannot be taken apart ({error}); save the feed again") from error
    if not parsed.entries:
        if not parsed.version:
            raise RefusedError("not_a_feed", "is XML, but neither RSS nor Atom; convert it to .html, .txt or .jsonl")
        raise RefusedError("empty", "the feed has no entries; save it again when it has some")
    for number, entry in enumerate(parsed.entries, 1):
        try:
            yield _draft(entry, parsed.feed, f"{item.source}#{number}", item)
        except RefusedError as refusal:
            yield refusal
    if parsed.bozo and _is_cut(parsed.bozo_exception):
        yield RefusedError("truncated", f"the feed is not whole ({parsed.bozo_exception}); what could be read is kept")


def _draft(entry: Any, feed: Any, source: str, item: RawItem) -> Draft:
    raw = fitting(_longest(entry.get("content")) or _text(entry, "summary"), item.limits.article_bytes)
    body, marked = (
        optional("fragment", "html", "HTML in feeds").text_of(raw) if MARKUP.search(raw) else (normalise(raw), ())
    )
    title = squeeze(_plain(_text(entry, "title"), entry.get("title_detail")))
    if not body.strip():
        raise RefusedError(
            "no_text", f"the entry {title[:80]!r} has neither content nor summary; leave it, or save its page"
        )
    text, hints = with_title(title, body, marked)
    author = [squeeze(one.get("name") or "") for one in entry.get("authors", ()) if isinstance(one, dict)]
    publisher = _text(entry.get("source") or {}, "title") or _text(feed, "title")
    return Draft(
        source=source,
        text=text,
        title=title or None,
        url=http_url(_text(entry, "link")) or http_url(_text(entry, "id")),
        language=language_tag(_text(entry, "language") or _text(feed, "language")),
        publisher=squeeze(publisher) or None,
        authors=tuple(name for name in author if name),
        clues=tuple(_clues(entry)),
        hints=hints,
    )


def _clues(entry: Any) -> Iterator[DateClue]:
    """The day of publication; that of the last change only where no other is given, and not trusted."""
    for field, reliable in (("published", True), ("created", False), ("updated", False)):
        raw = _text(entry, field)
        found = clue(PublishedBasis.FEED, raw, reliable=reliable, field=field) if raw else None
        parsed = dict.get(entry, f"{field}_parsed")
        if found is None and raw and parsed:
            found = clue(PublishedBasis.FEED, formatdate(timegm(parsed)), reliable=reliable, field=field)
        if found:
            yield found
            return


def _longest(contents: Any) -> str:
    """The content with the most words, of those that an entry gives in several forms."""
    values = [_text(one, "value") for one in contents or () if isinstance(one, dict)]
    return max(values, key=len, default="")


def _text(holder: Any, name: str) -> str:
    """A field as it stands: feedparser's own lookup would offer the day of the last change for that of publication."""
    value = dict.get(holder, name) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _plain(title: str, detail: Any) -> str:
    """A title without its marks, where the feed says that it has some."""
    if (
        isinstance(detail, dict)
        and detail.get("type") in {"text/html", "application/xhtml+xml"}
        and MARKUP.search(title)
    ):
        words: str = optional("fragment", "html", "HTML in feeds").text_of(title)[0]
        return words
    return title


def _is_cut(error: object) -> bool:
    return "no element found" in str(error) or "unclosed token" in str(error)
