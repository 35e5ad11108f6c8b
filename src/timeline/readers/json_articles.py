"""JSON Lines (one article a line) and JSON (one article, or a list of them)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from timeline.records import Draft, Reject

from .decode import decode
from .fields import article, has_text
from .item import RawItem
from .names import LISTS
from .refusal import RefusedError, reject

DEEP = 3


class JsonLinesReader:
    """Reads one article a line. A bad line is one Reject with its number; the others are read."""

    formats: ClassVar[tuple[str, ...]] = ("jsonl", "ndjson", "jsonlines", "application/x-ndjson", "application/jsonl")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of their lines; `#N` in a source is the line. Raises RefusedError."""
        seen = False
        for number, line in item.lines():
            if isinstance(line, bytes) and not line.strip(b"\xef\xbb\xbf \t"):
                continue
            seen = True
            try:
                if isinstance(line, RefusedError):
                    raise line
                yield article(_loads(line), f"{item.source}#{number}", item)
            except RefusedError as refusal:
                excerpt = refusal.excerpt or (
                    line[:400].decode("utf-8", "replace") if isinstance(line, bytes) else None
                )
                yield reject(item.source, refusal.code, refusal.message, line=number, excerpt=excerpt)
        if not seen:
            raise RefusedError("empty", "the file is empty; delete it or save the articles again")


class JsonReader:
    """Reads a file that is one article, a list of articles, or an object that holds such a list; or JSON Lines by mistake."""

    formats: ClassVar[tuple[str, ...]] = ("json", "application/json", "application/ld+json", "application/feed+json")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in their order; `#N` in a source counts them from 1. Raises RefusedError."""
        data = item.whole(item.limits.document_bytes)
        try:
            loaded = _loads(data)
        except RefusedError:
            if not _has_lines(data):
                raise
            yield from JsonLinesReader().read(item)
            return
        several = _listed(loaded, item, 0)
        if several is None:
            yield article(loaded, item.source, item)
            return
        for number, value in enumerate(several, 1):
            try:
                yield article(value, f"{item.source}#{number}", item)
            except RefusedError as refusal:
                yield reject(f"{item.source}#{number}", refusal.code, refusal.message, excerpt=refusal.excerpt)


def _listed(loaded: Any, item: RawItem, depth: int) -> list[Any] | None:
    """The list of articles that a value is or holds; None where it is one article, or nothing that is known."""
    if isinstance(loaded, list):
        return loaded
    if not isinstance(loaded, Mapping) or depth > DEEP or has_text(loaded, item):
        return None
    found = (_listed(loaded[key], item, depth + 1) for key in LISTS if isinstance(loaded.get(key), list | Mapping))
    return next((several for several in found if several is not None), None)


def _has_lines(data: bytes) -> bool:
    """Whether the first line is an object of its own: then the file is JSON Lines under another name."""
    first, mark, _ = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    try:
        return bool(mark) and isinstance(_loads(first), Mapping)
    except RefusedError:
        return False


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
