"""A piece of HTML inside something else (a feed, a letter, a record) to paragraphs. Needs lxml, of the extra `html`."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from timeline.records import Block, BlockKind

from .compose import paragraphs

SILENT = {
    "script",
    "style",
    "head",
    "title",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "nav",
    "form",
    "button",
    "select",
}
FLAT = (
    "p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th tbody thead section article header footer aside blockquote "
    "figure figcaption pre main center address"
)
BREAKS = frozenset(FLAT.split())
KINDS = {"figcaption": BlockKind.CAPTION, "blockquote": BlockKind.QUOTE}


def text_of(html: str) -> tuple[str, tuple[Block, ...]]:
    """The paragraphs of a fragment, a blank line between them, and those that it marks as captions and quotations.

    Empty where nothing in it would be seen.
    """
    if not html.strip():
        return "", ()
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return "", ()
    return paragraphs(_parts(tree))


def _parts(tree: HtmlElement) -> Iterator[tuple[str, BlockKind | None]]:
    """(paragraph, kind where an element around it gives one) in reading order, without recursion."""
    words: list[str] = []
    kinds: list[BlockKind | None] = [None]
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in BREAKS:
            yield "".join(words), kinds[-1]
            words = []
        if event == "start":
            silent += tag in SILENT
            kinds.append(KINDS.get(tag, kinds[-1]))
            if not silent:
                words.append(element.text or "")
        else:
            silent -= tag in SILENT
            kinds.pop()
            if not silent:
                words.append(element.tail or "")
    yield "".join(words), None
