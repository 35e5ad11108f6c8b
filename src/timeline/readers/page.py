"""One web page: trafilatura finds the article in it; metadata and captions are read beside it. Needs the extra `html`."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import trafilatura
from htmldate import find_date
from lxml.etree import LxmlError
from lxml.html import Element, HtmlElement
from trafilatura.settings import Document

from timeline.records import Block, BlockKind, DateClue, Draft, PublishedBasis

from .compose import http_url, paragraphs, squeeze
from .dates import aware
from .html_meta import facts
from .refusal import RefusedError

SHORTEST = 80
"""Fewer characters than this are no article: what is left of a page of links, of a cookie notice, of an error page."""
FARTHEST = datetime(2100, 1, 1)
"""htmldate asks the clock unless it is given a last day; days after the build are dropped by whoever knows its date."""
NOTICE = 160
"""The longest line around a headline that may be a notice, and ROUND how many elements are looked at there."""
ROUND = 40

TAG = re.compile(r"<[^<>]*>|&nbsp;|&#160;")
GALLERY = 8
"""A page with more figures than this shows a gallery, whose captions would outweigh the article."""

for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)  # their complaints name no file; ours become rejects


def draft(source: str, html: str, url: str | None) -> Draft:
    """The article of a page. Raises RefusedError where there is none."""
    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            raise RefusedError("no_article", "the file is not HTML that can be read; save the page again")
        known = facts(tree)
        guess = _guess(html, url or known.url)
        notices = tuple(dict.fromkeys(_notices(tree)))
        captions = _keep_captions(tree)
        page = trafilatura.bare_extraction(
            tree,
            url=url or known.url,
            with_metadata=True,
            include_comments=False,
            include_images=True,
        )
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
        raise RefusedError("broken_html", f"the page cannot be taken apart ({error}); save it again") from error
    if not isinstance(page, Document) or page.body is None:
        raise RefusedError("no_article", "no article was found in this page; a list of links or an empty page is none")
    publisher = known.publisher or (squeeze(page.sitename) if page.sitename else None)
    title = _without_publisher(known.title or squeeze(page.title or ""), publisher)
    text, hints = _text(page.body, title, captions)
    return Draft(
        source=source,
        text=text,
        title=title,
        url=known.url or http_url(url),
        publisher=publisher,
        authors=tuple(_without_by(name) for name in known.authors or (page.author or "").split(";") if squeeze(name)),
        clues=known.clues + guess,
        hints=hints,
        notices=notices,
    )


def _without_by(name: str) -> str:
    """A name without the word that bylines put before it."""
    kept = squeeze(name)
    return kept[4:] if kept[:4].casefold() == "par " else kept[3:] if kept[:3].casefold() == "by " else kept


def _without_publisher(title: str, publisher: str | None) -> str | None:
    """The title without the name that sites write behind it: "Title | Site"."""
    for mark in (" | ", " - ", " – ", " — "):
        head, _, tail = title.rpartition(mark)
        if head and publisher and tail.casefold() == publisher.casefold():
            return head
    return title or None


def _text(body: Any, title: str | None, captions: frozenset[str]) -> tuple[str, tuple[Block, ...]]:
    """The article's text under its title, and what the page marks in it. Raises RefusedError where hardly anything is left."""
    parts = [(text, kind) for text, kind in _parts(body, captions) if text]
    if sum(len(text) for text, kind in parts if kind is not BlockKind.CAPTION) < SHORTEST:
        parts = [(text, None) for text, _ in parts]  # then what looked like captions is all there is
    if sum(len(text) for text, _ in parts) < SHORTEST:
        raise RefusedError("no_article", "no article was found in this page; a list of links or an empty page is none")
    if not title:
        return paragraphs(parts)
    first = parts[0][0]
    if first.casefold().startswith(title.casefold()) and len(first) < 2 * len(title):  # metadata cut long titles short
        title, parts = first, parts[1:]
    return paragraphs([(title, BlockKind.HEADLINE), *parts])


def _parts(body: Any, captions: frozenset[str]) -> Iterator[tuple[str, BlockKind | None]]:
    """(paragraph, kind if the page marks it) of what trafilatura extracted, in reading order."""
    for element in body:
        tag = element.tag
        if tag in {"list", "table", "div"} or _is_picture(element):
            yield from _parts(element, captions)
        elif tag != "graphic":
            text = squeeze((" " if tag in {"row", "cell"} else "").join(element.itertext()))
            yield text, BlockKind.QUOTE if tag == "quote" else BlockKind.CAPTION if text in captions else None
        if _has(element.tail):
            tail = squeeze(element.tail)
            yield tail, BlockKind.CAPTION if tag == "graphic" or tail in captions else None


def _is_picture(paragraph: Any) -> bool:
    """A paragraph that begins with a picture and holds little more: the rest of it is the caption."""
    first = next(iter(paragraph), None)
    words = sum(len(part) for part in paragraph.itertext())
    return (
        paragraph.tag == "p"
        and first is not None
        and first.tag == "graphic"
        and not _has(paragraph.text)
        and words < 400
    )


def _has(text: str | None) -> bool:
    return bool(text and text.strip())


def _keep_captions(tree: HtmlElement) -> frozenset[str]:
    """Puts each caption behind its figure as a paragraph, since figures are cut out of articles; returns their texts."""
    texts = set()
    figures = list(tree.iter("figure"))
    if len(figures) > GALLERY:
        return frozenset()
    for figure in figures:
        words = squeeze(" ".join(caption.text_content() for caption in figure.iter("figcaption")))
        if words and figure.getparent() is not None:
            texts.add(words)
            for caption in list(figure.iter("figcaption")):
                caption.drop_tree()
            paragraph = Element("p")
            paragraph.text, paragraph.tail, figure.tail = words, figure.tail, None
            figure.addnext(paragraph)
    return frozenset(texts)


def _notices(tree: HtmlElement) -> Iterator[str]:
    """Short lines with a figure in them right before and after the headline, outside the article's paragraphs."""
    heading = next(tree.iter("h1"), None)
    node = heading
    for _ in range(4):
        if node is None or node.tag == "body":
            return
        around = [*islice(node.itersiblings(preceding=True), 3), *islice(node.itersiblings(), 6)]
        for beside in around:
            yield from _short_lines(beside)
        if any(len(beside.text_content()) > 10 * NOTICE for beside in around if isinstance(beside.tag, str)):
            return
        node = node.getparent()


def _short_lines(element: HtmlElement) -> Iterator[str]:
    inside = [element]
    for _ in range(ROUND):
        if not inside:
            return
        one = inside.pop(0)
        if not isinstance(one.tag, str) or one.tag in {"script", "style", "nav", "ul", "ol"}:
            continue
        line = squeeze(one.text_content())
        if len(line) > NOTICE:
            inside[:0] = list(one)
        elif any(letter.isdigit() for letter in line):
            yield line


def _guess(html: str, url: str | None) -> tuple[DateClue, ...]:
    """htmldate's reading of what a person would see, if the page, or its address, does write that day.

    Left alone it fills in what is missing: the first of January for a year, today's day of the month for a month.
    """
    found = find_date(html, url=url, original_date=True, max_date=FARTHEST)
    if not found or found.endswith("-01-01") or not _is_written(datetime.fromisoformat(found), f"{url} {html}"):
        return ()
    value = aware(datetime.fromisoformat(found))
    return (
        DateClue(basis=PublishedBasis.METADATA, value=value, reliable=False, evidence=f"seen in the page: {found}"),
    )


def _is_written(day: datetime, page: str) -> bool:
    """Whether a page holds year, month and day together, in figures or with a month by name, in any usual order."""
    y, m, d = str(day.year), f"0?{day.month}", f"(?<!\\d)0?{day.day}"
    mark = r"[^\w<>]{1,3}|[年月.]\s?"
    forms = (
        rf"{y}(?:{mark}){m}(?:{mark})0?{day.day}(?!\d)",
        rf"{d}(?:{mark}){m}(?:{mark})(?:{y}|{y[2:]})(?!\d)",
        rf"(?<!\d){m}(?:{mark})0?{day.day}(?:{mark})(?:{y}|{y[2:]})(?!\d)",
        rf"{d}(?:st|nd|rd|th|er|\.)?[\s,/-]+(?:of |de )?[^\W\d_]{{3,12}}\.?[\s,/-]+(?:of |de )?{y}",
        rf"[^\W\d_]{{3,12}}\.?[\s/-]+0?{day.day}(?:st|nd|rd|th)?[\s,/-]+{y}",
        day.strftime("%Y%m%d"),
    )
    pattern = re.compile("|".join(forms))
    return pattern.search(page) is not None or pattern.search(TAG.sub(" ", page)) is not None
