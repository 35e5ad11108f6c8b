"""Markdown: its marks are taken off, and the lines between --- or +++ above it are what it says of itself."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline.records import Draft, Reject

from .compose import paragraphs
from .decode import decode
from .fields import article
from .item import RawItem
from .refusal import RefusedError, reject

FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LINE = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$")
ENTRY = re.compile(r"^[ \t]*-[ \t]+(.*)$")


class MarkdownReader:
    """Reads one text per file. A first heading is its title, unless the lines above name another."""

    formats: ClassVar[tuple[str, ...]] = ("md", "markdown", "text/markdown")
    holds_one: ClassVar[bool] = True

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The article, and a Reject beside it where the file was damaged. Raises RefusedError."""
        decoded = decode(item.whole(item.limits.article_bytes), item.charset)
        about, source = _front(decoded.text)
        title, body = _plain(source)
        if not any(character.isalnum() for character in body):
            raise RefusedError("empty", "the file holds no text beside its marks; delete it or save the article again")
        known = {key: value for key, value in about.items() if key.lower() not in {"text", "body", "content"}}
        yield article({"title": title, **known, "text": body}, item.source, item).model_copy(update={"hints": ()})
        if decoded.damage:
            yield reject(item.source, *decoded.damage)


def _front(text: str) -> tuple[dict[str, Any], str]:
    """What stands in front of the text, and the text. Of YAML the plain pairs and lists are read, all else is passed over."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    rest = text[found.end() :]
    if found[1] == "+++":
        try:
            return tomllib.loads(found[2]), rest
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}, rest
    pairs: dict[str, Any] = {}
    key = ""
    for line in found[2].split("\n"):
        if pair := LINE.match(line):
            key = pair[1]
            pairs[key] = _scalar(pair[2])
        elif key and (entry := ENTRY.match(line)):
            before = pairs[key] if isinstance(pairs[key], list) else []
            pairs[key] = [*before, _scalar(entry[1])]
    return (pairs, rest) if pairs else ({}, text)


def _scalar(raw: str) -> Any:
    value = raw.strip()
    if value[:1] == value[-1:] and value[:1] in {'"', "'"} and len(value) > 1:
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(part) for part in value[1:-1].split(",") if part.strip()]
    return value


def _plain(source: str) -> tuple[str | None, str]:
    """The first heading of the first level (None: there is none at the top), and the words of each block."""
    parts: list[str] = []
    title: str | None = None
    opened = ""
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.nesting == 1:
            opened = token.tag
        if token.type == "inline":
            words = _words(token)
            if opened == "h1" and title is None and not parts:
                title = words
            parts.append(words)
        elif token.type in {"fence", "code_block"}:
            parts.append(token.content)
    body = paragraphs((part, None) for part in parts)[0]
    return (title, body) if parts else (None, source.strip())  # marks that lie too deep to be taken off stay


def _words(token: Token) -> str:
    """The words of a line: those of links and emphasis, none of pictures and of HTML."""
    words = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" ")
    return "".join(words)
