"""What a page says of itself for machines: JSON-LD, meta elements, time elements. Each date is a clue with its trust."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from timeline.records import DateClue, PublishedBasis

from .compose import http_url, squeeze
from .dates import clue

ARTICLE = re.compile(r"(Article|Posting|Report|Blog|Review|Recipe|Analysis|WebPage|CreativeWork|VideoObject)$")
GENERIC = {"WebPage", "CreativeWork", "VideoObject", "Blog"}
META_DATES = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publishdate", "pubdate",
    "publish-date", "publish_date", "publication_date", "publication-date", "date-published", "date_published",
    "article.published", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date.published",
    "citation_publication_date", "citation_online_date", "bt:pubdate", "prism.publicationdate", "rnews:datepublished",
    "published-date", "article:post_date",
)  # fmt: skip
LATER_META_DATES = (
    "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dcsext.articlefirstpublished", "article_date_original",
)  # fmt: skip
LOW_META_DATES = ("date", "created", "date_created", "creation_date", "article:date", "timestamp")
"""Names for the day of publication, surest first; LATER after what the page marks in its text; LOW may be any day."""
WRAPPING = re.compile(r"^\s*(/\*.*?\*/|<!\[CDATA\[|<!--|//<!\[CDATA\[)|(//\s*)?(\]\]>|-->)\s*;?\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's metadata tell. None and empty where they are silent."""

    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    clues: tuple[DateClue, ...]


def facts(tree: HtmlElement) -> PageFacts:
    """The metadata of a page. Never raises on what a page can hold: what is not understood is passed over."""
    nodes = _article_nodes(tree)
    metas = list(_metas(tree))
    node = nodes[0] if nodes else {}
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    named = dict(reversed(metas))
    return PageFacts(
        title=_text(node.get("headline")) or _text(named.get("og:title")),
        url=http_url(canonical) or http_url(named.get("og:url")),
        publisher=_name(node.get("publisher")) or _text(named.get("og:site_name")),
        authors=tuple(dict.fromkeys(_names(node.get("author")))),
        clues=tuple(_clues(tree, nodes, metas)),
    )


def _clues(tree: HtmlElement, nodes: list[Mapping[str, Any]], metas: list[tuple[str, str]]) -> Iterator[DateClue]:
    for node in nodes:
        yield from _clue(node.get("datePublished"), "JSON-LD datePublished", reliable=True)
    for wanted in META_DATES:
        for name, content in metas:
            if name == wanted:
                yield from _clue(content, f"meta {name}", reliable=True)
    marked = list(_marked(tree))
    days = {one.value.date() for one in marked}
    if len(days) == 1:
        yield from marked
    for wanted in LATER_META_DATES:
        for name, content in metas:
            if name == wanted:
                yield from _clue(content, f"meta {name}", reliable=True)
    for node in nodes:
        yield from _clue(node.get("dateCreated") or node.get("uploadDate"), "JSON-LD dateCreated", reliable=False)
    for name, content in metas:
        if name in LOW_META_DATES:
            yield from _clue(content, f"meta {name}", reliable=False)


def _marked(tree: HtmlElement) -> Iterator[DateClue]:
    """Elements that the page marks as its date of publication. Teasers may be marked so as well: if the days
    differ, none is known to be the page's own."""
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.get("itemprop", "").strip().lower() == "datepublished" and element.tag != "meta":
            raw = element.get("datetime") or element.get("content") or squeeze(element.text_content())[:80]
            yield from _clue(raw, "itemprop datePublished", reliable=True)
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or "publish" in (element.get("class") or "").lower():
            yield from _clue(element.get("datetime"), "time published", reliable=True)


def _clue(raw: Any, field: str, *, reliable: bool) -> Iterator[DateClue]:
    if isinstance(raw, list):
        raw = raw[0] if raw else None
    if isinstance(raw, str) and (found := clue(PublishedBasis.METADATA, raw, reliable=reliable, field=field)):
        yield found


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content:
            yield name.strip().lower(), content


def _article_nodes(tree: HtmlElement) -> list[Mapping[str, Any]]:
    """JSON-LD nodes that describe this page, articles before mere pages; a list of teasers is not this page."""
    found = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            found += list(_nodes(_lenient_json(script.text_content() or ""), 0))
    return sorted(found, key=lambda node: bool(_types(node) <= GENERIC))


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, Mapping):
        if any(ARTICLE.search(kind) for kind in _types(value)):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: Mapping[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _lenient_json(raw: str) -> Any:
    """JSON as pages write it: raw line breaks in strings, comments or CDATA around it. None if it is none."""
    text = WRAPPING.sub("", raw.strip())
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str | None:
    return squeeze(unescape(value)) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    return next(_names(value), None)


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, Mapping) else one
        if isinstance(name, list):
            yield from _names(name)
        elif (
            isinstance(name, str) and (kept := squeeze(unescape(name))) and not kept.startswith(("http://", "https://"))
        ):
            yield kept
