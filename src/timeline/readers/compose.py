"""Puts an article's text together out of a title and paragraphs, so that each reader makes the same shape."""

from collections.abc import Iterable, Sequence

from timeline.records import Block, BlockKind

from .decode import normalise
from .refusal import printable


def squeeze(text: str) -> str:
    """One line with single spaces, in normal form."""
    return " ".join(normalise(text).split())


def with_title(title: str | None, body: str, marked: Sequence[Block] = ()) -> tuple[str, tuple[Block, ...]]:
    """`body` with the title as its first paragraph, unless it stands there already; the headline and what of the body was marked
    as hints."""
    line = squeeze(title) if title else ""
    if not line:
        return body, tuple(marked)
    start = len(body) - len(body.lstrip())
    first = body[start:].split("\n", 1)[0].rstrip()
    if squeeze(first).casefold() == line.casefold():
        headline = Block(kind=BlockKind.HEADLINE, start=start, end=start + len(first))
        return body, (headline, *(block for block in marked if block.start >= headline.end))
    shift = len(line) + 2 - start
    moved = (block.model_copy(update={"start": block.start + shift, "end": block.end + shift}) for block in marked)
    return f"{line}\n\n{body.lstrip()}", (Block(kind=BlockKind.HEADLINE, start=0, end=len(line)), *moved)


def paragraphs(parts: Iterable[tuple[str, BlockKind | None]]) -> tuple[str, tuple[Block, ...]]:
    """The text of (paragraph, kind where the format marks one), a blank line between them, and the kinds as hints."""
    pieces: list[str] = []
    hints: list[Block] = []
    at = 0
    for raw, kind in parts:
        piece = squeeze(raw)
        if not piece:
            continue
        if kind is not None:
            hints.append(Block(kind=kind, start=at, end=at + len(piece)))
        pieces.append(piece)
        at += len(piece) + 2
    return "\n\n".join(pieces), tuple(hints)


def http_url(raw: str | None) -> str | None:
    """`raw` if it is an address on the web, else None: no other scheme may reach a report's links."""
    address = (raw or "").strip()
    fits = address.lower().startswith(("http://", "https://")) and not any(c.isspace() for c in address)
    return address if fits and printable(address) == address else None
