"""One web page: trafilatura finds the article in it; metadata and captions are read beside it. Needs the extra `html`."""

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

import trafilatura
from lxml.etree import LxmlError
from lxml.html import Element, HtmlElement, tostring
from trafilatura.settings import Document

from timeline.records import Block, BlockKind, Draft

from .compose import http_url, paragraphs, squeeze
from .html_meta import facts
from .page_day import drop_today, seen_day
from .refusal import RefusedError

SHORTEST = 80
"""Fewer characters than this are no article: what is left of a page of links, of a cookie notice, of an error page."""
ELEMENTS = 50_000
"""More elements than this are no article, and cost the extractor minutes."""
NOTICE = 160
"""The longest line around a headline that may be a notice, and ROUND how many elements are looked at there."""
ROUND = 40

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
        if next(islice(tree.iter(), ELEMENTS, None), None) is not None:
            message = f"the page has more than {ELEMENTS:,} elements, which no article has; cut it, or save it as text"
            raise RefusedError("too_large", message)
        known = facts(tree)
        shown = tostring(tree, encoding="unicode") if drop_today(tree) else html
        sure = any(clue.reliable for clue in known.clues)
        guess = () if sure else seen_day(shown, url or known.url)
        heading = _heading(tree, known.title)
        headline = squeeze(heading.text_content()) if heading is not None else ""
        notices = tuple(dict.fromkeys(_notices(heading)))
        captions = _keep_captions(tree)
        page = trafilatura.bare_extraction(
            tree,
            url=url or known.url,
            with_metadata=True,
            include_comments=False,
            include_images=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
        raise RefusedError("broken_html", f"the page cannot be taken apart ({error}); save it again") from error
    if not isinstance(page, Document) or page.body is None:
        raise RefusedError("no_article", "no article was found in this page; a list of links or an empty page is none")
    publisher = known.publisher or (squeeze(page.sitename) if page.sitename else None)
    title = _without_site(known.title or squeeze(page.title or ""), headline, publisher)
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


def _without_site(title: str, headline: str, publisher: str | None) -> str | None:
    """The title without the names that sites write behind it: "Title | Section | Site", where the headline or the publisher
    shows where they begin."""
    marks = (" | ", " - ", " – ", " — ", " · ", " • ")
    if headline and title.casefold().startswith(headline.casefold()) and title[len(headline) :].startswith(marks):
        return title[: len(headline)]
    for mark in marks:
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
        if tag in {"list", "table", "div"}:
            yield from _parts(element, captions)
        else:
            text = squeeze((" " if tag in {"row", "cell"} else "").join(element.itertext()))
            yield text, BlockKind.QUOTE if tag == "quote" else BlockKind.CAPTION if text in captions else None
        if _has(element.tail):
            tail = squeeze(element.tail)
            yield tail, BlockKind.CAPTION if tail in captions else None


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


def _notices(heading: HtmlElement | None) -> Iterator[str]:
    """Short lines with a figure in them right before and after the headline, outside the article's paragraphs."""
    node = heading
    for _ in range(4):
        if node is None or node.tag == "body":
            return
        siblings = (*islice(node.itersiblings(preceding=True), 3), *islice(node.itersiblings(), 6))
        around = [
            one for one in siblings if isinstance(one.tag, str) and one.find(".//h1") is None
        ]  # a site's own head
        for beside in around:
            yield from _short_lines(beside)
        if any(len(beside.text_content()) > 10 * NOTICE for beside in around):
            return
        node = node.getparent()


def _heading(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The heading that the title of the page begins with; else its first (a site's name may be one too)."""
    named = squeeze(title or tree.findtext(".//title") or "").casefold()
    headings = list(tree.iter("h1"))
    words = (squeeze(heading.text_content()).casefold() for heading in headings)
    found = (heading for heading, line in zip(headings, words, strict=True) if line and named.startswith(line))
    return next(found, headings[0] if headings else None)


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
