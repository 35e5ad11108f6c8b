"""A record of a dump (a JSON object, a row of a table) as an article: which of its fields is what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from timeline.records import Block, DateClue, Draft, PublishedBasis

from .compose import http_url, squeeze, with_title
from .dates import aware, clue
from .decode import normalise
from .item import RawItem
from .names import (
    AUTHORS,
    BYLINE,
    DATE,
    INNER,
    LANGUAGE,
    LANGUAGES,
    LICENCE,
    PUBLISHER,
    SUMMARY,
    TEXT,
    TITLE,
    URL,
    WRAPPERS,
)
from .refusal import RefusedError, fitting, optional

MARKUP = re.compile(
    r"</?(?:p|br|div|a|span|strong|em|b|i|h[1-6]|li|ul|ol|img|figure|blockquote|table)\b[^<>]{0,2000}>", re.I
)
LISTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")
DEEP = 4


def article(value: Any, source: str, item: RawItem) -> Draft:
    """The article that a record is. Raises RefusedError where it is no object or has no text."""
    if not isinstance(value, Mapping):
        shown = str(value)[:200]
        raise RefusedError(
            "not_an_article", f"is a {type(value).__name__}, not an object with a text; drop it", excerpt=shown
        )
    return _Record(value, item).draft(source)


def has_text(value: Mapping[str, Any], item: RawItem) -> bool:
    """Whether an object is an article rather than something around articles."""
    return _Record(value, item).text() is not None


class _Record:
    """The fields of a record under their names in lower case, with those of an object that wraps the article."""

    def __init__(self, value: Mapping[str, Any], item: RawItem) -> None:
        self.item, self.mapped = item, item.options.fields
        self.fields = _keys(value)
        for name in WRAPPERS:
            inner = self.fields.get(name)
            if isinstance(inner, Mapping) and not any(
                _flat(self.fields.get(one), 0) for one in TEXT if one not in WRAPPERS
            ):
                self.fields = {**self.fields, name: None, **_keys(inner)}

    def draft(self, source: str) -> Draft:
        text = self.text()
        if text is None:
            raise self._without_text()
        title = self._words("title", TITLE)
        if title is None and isinstance(self.fields.get("start"), int) and isinstance(self.fields.get("end"), int):
            message = "is a mark on a text (it has start and end), not an article; leave this file out"
            raise RefusedError("not_an_article", message)
        body, marked = self._body(fitting(text, self.item.limits.article_bytes))
        if not body.strip():
            raise RefusedError("no_text", "its text holds no visible character; drop it")
        title = squeeze(self._plain(title)) if title else None
        whole, hints = with_title(title, body, marked)
        return Draft(
            source=source,
            text=whole,
            title=title or None,
            url=http_url(self._words("url", URL, accept=_is_address)) or self.item.url,
            language=language_tag(self._words("language", LANGUAGE)),
            publisher=self._name("publisher", PUBLISHER),
            byline=self._name("byline", BYLINE),
            authors=self._authors(),
            licence=squeeze(self._words("licence", LICENCE) or "")[:300] or None,
            clues=self._clues(),
            hints=hints,
        )

    def text(self) -> str | None:
        """The article's words; its summary only where title and address or date show that it is an article."""
        found = self._words("text", TEXT)
        if found is None and self._words("title", TITLE):
            known = self._words("url", URL, accept=_is_address) or self._clues()
            found = self._words("text", SUMMARY) if known else None
        return found

    def _without_text(self) -> RefusedError:
        if "text" in self.mapped:
            wanted = f"in {', '.join(self.mapped['text'])}, as [readers.fields] in timeline.toml says"
        else:
            wanted = f"in any of {', '.join(TEXT[:3])} …; name its field under [readers.fields] in timeline.toml"
        return RefusedError("no_text", f"has no text {wanted}; its fields are {', '.join(self.fields)[:120]}")

    def _body(self, text: str) -> tuple[str, tuple[Block, ...]]:
        if not MARKUP.search(text):
            return normalise(text), ()
        found: tuple[str, tuple[Block, ...]] = optional("fragment", "html", "HTML").text_of(text)
        return found

    def _plain(self, words: str) -> str:
        return self._body(words)[0]

    def _values(self, field: str, usual: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """(name, value) of each field that may hold it, the likeliest first. A mapping replaces the usual names."""
        for name in self.mapped.get(field, usual):
            value = _at(self.fields, name)
            if value is not None:
                yield name, value

    def _words(self, field: str, usual: Sequence[str], accept: Any = str.strip) -> str | None:
        found = (_flat(value, 0) for _, value in self._values(field, usual))
        return next((words for words in found if words and accept(words)), None)

    def _name(self, field: str, usual: Sequence[str]) -> str | None:
        found = self._words(field, usual, accept=lambda words: words.strip() and not _is_address(words))
        return squeeze(found)[:300] or None if found else None

    def _authors(self) -> tuple[str, ...]:
        for _, value in self._values("authors", AUTHORS):
            if isinstance(value, str):
                several: list[Any] = (
                    [one or two for one, two in LISTED.findall(value)] if value[:1] == "[" else value.split(";")
                )
            else:
                several = value if isinstance(value, list) else [value]
            names = [squeeze(words) for one in several if (words := _flat(one, 0))]
            if kept := tuple(name for name in names if name and not _is_address(name)):
                return kept
        return ()

    def _clues(self) -> tuple[DateClue, ...]:
        for name, value in self._values("published", DATE):
            if isinstance(value, date):
                sign = f"{name}: {value.isoformat()}"
                return (DateClue(basis=PublishedBasis.FEED, value=aware(value), reliable=True, evidence=sign),)
            if isinstance(value, str | int) and not isinstance(value, bool):
                day_first = self.item.options.day_first
                found = clue(PublishedBasis.FEED, str(value)[:80], reliable=True, field=name, day_first=day_first)
                if found:
                    return (found,)
        return ()


def _keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """The object's fields under their names in lower case; the first of two that differ in case alone counts."""
    fields: dict[str, Any] = {}
    for key, content in value.items():
        fields.setdefault(_key(str(key)), content)
    return fields


def _key(name: str) -> str:
    return name.strip().strip("\ufeff").lower().replace("-", "_").replace(" ", "_")


def _at(fields: Mapping[str, Any], name: str) -> Any:
    """The value of a name, or of a path with dots into objects; None where there is none."""
    whole = fields.get(_key(name))
    if whole is not None or "." not in name:
        return whole
    value: Any = fields
    for part in name.split("."):
        if isinstance(value, list) and value:
            value = value[0]
        value = (value if value is fields else _keys(value)).get(_key(part)) if isinstance(value, Mapping) else None
    return value


def _flat(value: Any, depth: int) -> str:
    """The words of a value: a text, a list of paragraphs, or an object that holds either."""
    if isinstance(value, str):
        return value
    if depth > DEEP:
        return ""
    if isinstance(value, list):
        return "\n\n".join(words for one in value if (words := _flat(one, depth + 1)).strip())
    if isinstance(value, Mapping):
        inner = _keys(value)
        return next((words for name in INNER if (words := _flat(inner.get(name), depth + 1)).strip()), "")
    return ""


def _is_address(words: str) -> bool:
    return words.strip().lower().startswith(("http://", "https://"))


def language_tag(raw: str | None) -> str | None:
    """A language tag in its usual letters, also for the names and the three letters of common languages; None for anything else:
    then the text decides."""
    tag = (raw or "").strip().lower().replace("_", "-").split("-")[0]
    tag = LANGUAGES.get(tag, tag)
    return tag if len(tag) in {2, 3} and tag.isascii() and tag.isalpha() else None
