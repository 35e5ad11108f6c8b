"""JSON Lines (one article a line) and JSON (one article, or a list of them)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from timeline.records import DateClue, Draft, PublishedBasis, Reject

from .compose import http_url, with_title
from .dates import clue
from .decode import decode, normalise
from .item import RawItem, RefusedError, reject

TEXT = ("text", "body", "content", "article_text", "maintext", "fulltext", "full_text", "story", "raw_text")
TITLE = ("title", "headline", "titre", "heading")
URL = ("url", "link", "canonical_url", "source_url", "uri", "href")
DATE = (
    "published", "date_published", "datepublished", "published_at", "publishedat", "publish_date", "publication_date", "pubdate",
    "pub_date", "date_publish", "publication_time", "date", "datetime", "timestamp", "published_time", "issued",
)  # fmt: skip
PUBLISHER = (
    "publisher",
    "source_name",
    "outlet",
    "site_name",
    "sitename",
    "publication",
    "newspaper",
    "source",
    "domain",
)
AUTHORS = ("authors", "author")
LANGUAGE = ("language", "lang", "langue", "inlanguage")
LISTS = ("articles", "items", "documents", "docs", "results", "data", "hits", "entries")


class JsonLinesReader:
    """Reads one article a line. A bad line is one Reject with its number; the others are read."""

    formats: ClassVar[tuple[str, ...]] = ("jsonl", "ndjson", "jsonlines", "application/x-ndjson", "application/jsonl")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of their lines; `#N` in a source is the line. Raises RefusedError."""
        seen = False
        for number, line in item.lines():
            if not line.strip(b"\xef\xbb\xbf \t"):
                continue
            seen = True
            try:
                yield article(_loads(line), f"{item.source}#{number}")
            except RefusedError as refusal:
                excerpt = refusal.excerpt or line[:400].decode("utf-8", "replace")
                yield reject(item.source, refusal.code, refusal.message, line=number, excerpt=excerpt)
        if not seen:
            raise RefusedError("empty", "the file is empty; delete it or save the articles again")


class JsonReader:
    """Reads a file that is one article, a list of articles, or an object that holds such a list."""

    formats: ClassVar[tuple[str, ...]] = ("json", "application/json")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in their order; `#N` in a source counts them from 1. Raises RefusedError."""
        loaded = _loads(item.whole(item.limits.document_bytes))
        if isinstance(loaded, Mapping) and not _first(_keys(loaded), TEXT):
            loaded = next((loaded[key] for key in LISTS if isinstance(loaded.get(key), list)), loaded)
        if not isinstance(loaded, list):
            yield article(loaded, item.source)
            return
        for number, value in enumerate(loaded, 1):
            try:
                yield article(value, f"{item.source}#{number}")
            except RefusedError as refusal:
                yield reject(f"{item.source}#{number}", refusal.code, refusal.message, excerpt=refusal.excerpt)


def article(value: Any, source: str) -> Draft:
    """The article that a JSON object is. Raises RefusedError where it is no object or has no text."""
    if not isinstance(value, Mapping):
        raise RefusedError(
            "not_an_article", f"is a {type(value).__name__}, not an object with a text", excerpt=str(value)[:200]
        )
    fields = _keys(value)
    text = _first(fields, TEXT)
    if text is None:
        known = ", ".join(TEXT[:3])
        raise RefusedError(
            "no_text", f"has no text in any of the fields {known} …; its fields are {', '.join(fields)[:120]}"
        )
    title = _first(fields, TITLE)
    if title is None and isinstance(fields.get("start"), int) and isinstance(fields.get("end"), int):
        raise RefusedError(
            "not_an_article", "is a mark on a text (it has start and end), not an article; leave this file out"
        )
    body, hints = with_title(title, normalise(text))
    return Draft(
        source=source,
        text=body,
        title=title and normalise(title).strip(),
        url=http_url(_first(fields, URL)),
        language=_language(_first(fields, LANGUAGE)),
        publisher=_publisher(fields),
        byline=_first(fields, ("byline",)),
        authors=_authors(fields),
        clues=_clues(fields),
        hints=hints,
    )


def _loads(data: bytes) -> Any:
    try:
        return json.loads(decode_json(data))
    except json.JSONDecodeError as error:
        raise RefusedError("bad_json", f"is not JSON: {error.msg} at character {error.pos}; mend or drop it") from error
    except (RecursionError, ValueError) as error:
        raise RefusedError(
            "bad_json", f"is nested too deeply or holds a number too long: {error}; mend or drop it"
        ) from error


def decode_json(data: bytes) -> str:
    """JSON is UTF-8; where it is not, it is read as any text is. Raises RefusedError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = decode(data)
        if decoded.damage:
            raise RefusedError("bad_json", decoded.damage[1]) from None
        return decoded.text


def _keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """The object's fields under their names in lower case; the first of two that differ in case alone counts."""
    fields: dict[str, Any] = {}
    for key, content in value.items():
        fields.setdefault(str(key).lower(), content)
    return fields


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first field among `names` that holds words, or a list of them (then its paragraphs)."""
    for name in names:
        found = fields.get(name)
        if isinstance(found, list) and found and all(isinstance(part, str) for part in found):
            found = "\n\n".join(found)
        if isinstance(found, str) and found.strip():
            return found
    return None


def _language(raw: str | None) -> str | None:
    """A language tag in its usual letters; None for anything that is no tag ("French"): then the text decides."""
    tag = (raw or "").strip().replace("_", "-")
    return (
        tag.lower().split("-")[0]
        if tag and len(tag.split("-")[0]) in {2, 3} and tag.replace("-", "").isalnum()
        else None
    )


def _publisher(fields: Mapping[str, Any]) -> str | None:
    for name in PUBLISHER:
        found = fields.get(name)
        if isinstance(found, Mapping):
            found = found.get("name") or found.get("title")
        if isinstance(found, str) and found.strip() and not found.startswith(("http://", "https://")):
            return normalise(found).strip()
    return None


def _authors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    for name in AUTHORS:
        found = fields.get(name)
        several = found if isinstance(found, list) else [found]
        names = [one.get("name") if isinstance(one, Mapping) else one for one in several]
        if kept := tuple(normalise(one).strip() for one in names if isinstance(one, str) and one.strip()):
            return kept
    return ()


def _clues(fields: Mapping[str, Any]) -> tuple[DateClue, ...]:
    for name in DATE:
        raw = fields.get(name)
        if isinstance(raw, str | int) and not isinstance(raw, bool):
            found = clue(PublishedBasis.FEED, str(raw), reliable=True, field=name)
            if found:
                return (found,)
    return ()
