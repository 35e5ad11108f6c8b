"""Letters (.eml), mailboxes (.mbox) and pages that a browser saved as one letter (.mhtml): newsletters, as a rule."""

import email
import email.errors
import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import ClassVar

from timeline.records import Block, Draft, PublishedBasis, Reject

from .compose import http_url, squeeze, with_title
from .dates import clue
from .decode import decode
from .html import HtmlReader
from .item import RawItem
from .refusal import RefusedError, optional, too_large

FROM_LINE = b"From "
PREFIX = re.compile(r"^((fwd?|tr|re|réf)\s*:\s*)+", re.IGNORECASE)
ENOUGH = 80
"""So many characters of HTML are a letter; fewer leave it to the plain part."""
PARTS = 1000
"""More parts than this has no letter."""


class MessageReader:
    """Reads one letter: its subject is the title, its `Date` the day of publication, its sender the publisher."""

    formats: ClassVar[tuple[str, ...]] = ("eml", "mht", "mhtml", "message/rfc822", "multipart/related")
    holds_one: ClassVar[bool] = True

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The article. Raises RefusedError."""
        data = item.whole(item.limits.document_bytes)
        if not data.strip():
            raise RefusedError("empty", "the file is empty; delete it or save the letter again")
        yield from _letter(data, item)


class MailboxReader:
    """Reads the letters of a mailbox, which begin with lines "From …" after an empty line."""

    formats: ClassVar[tuple[str, ...]] = ("mbox", "application/mbox")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in their order; `#N` in a source counts the letters from 1. Raises RefusedError."""
        number = 0
        for number, data in enumerate(_letters(item), 1):
            one = replace(item, source=f"{item.source}#{number}")
            try:
                if isinstance(data, RefusedError):
                    raise data
                yield from _letter(data, one)
            except RefusedError as refusal:
                yield refusal.reject(one.source)
        if not number:
            raise RefusedError("empty", 'holds no line that begins with "From "; save the mailbox again as mbox')


def _letters(item: RawItem) -> Iterator[bytes | RefusedError]:
    """The letters of a mailbox, one in memory at a time."""
    lines: list[bytes] = []
    size, begun, blank, broken = 0, False, True, False
    for _, line in item.lines():
        if isinstance(line, bytes) and blank and line.startswith(FROM_LINE):
            if begun:
                yield _joined(lines, size, item, broken)
            lines, size, begun, broken = [], 0, True, False
        elif begun:
            broken = broken or isinstance(line, RefusedError)
            if isinstance(line, bytes) and size <= item.limits.document_bytes:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
                size += len(line) + 1
        blank = line == b""
    if begun:
        yield _joined(lines, size, item, broken)


def _joined(lines: list[bytes], size: int, item: RawItem, broken: bool) -> bytes | RefusedError:
    if broken or size > item.limits.document_bytes:
        return too_large(
            "a letter, or a line of it,", item.limits.article_bytes if broken else item.limits.document_bytes
        )
    return b"\n".join(lines)


def _letter(data: bytes, item: RawItem) -> Iterator[Draft | Reject]:
    try:
        message = email.message_from_bytes(data)
        parts = [part for part, _ in zip(message.walk(), range(PARTS), strict=False)]
        html, plain = _part(parts, "text/html"), _part(parts, "text/plain")
        if html is not None and (
            location := html[1].get("Snapshot-Content-Location") or message.get("Snapshot-Content-Location")
        ):
            yield from _saved_page(html, str(location), item)
            return
        yield _draft(message, html, plain, item)
    except (email.errors.MessageError, RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise RefusedError("broken_mail", f"is no letter that can be read ({error}); save it again") from error


def _draft(message: Message, html: "Part | None", plain: "Part | None", item: RawItem) -> Draft:
    text, marked = _text(html, plain, item)
    if not text.strip():
        raise RefusedError("no_text", "the letter has no text, neither plain nor HTML; save what it links to")
    title = PREFIX.sub("", _header(message, "Subject"))
    body, hints = with_title(title, text, marked)
    name, address = parseaddr(_header(message, "From"))
    date = _header(message, "Date")
    sign = clue(PublishedBasis.FEED, date, reliable=True, field="Date") if date else None
    return Draft(
        source=item.source,
        text=body,
        title=title or None,
        url=http_url(_header(message, "Archived-At").strip("<>")) or item.url,
        language=_header(message, "Content-Language").split(",")[0].strip()[:2].lower() or None,
        publisher=squeeze(name) or address.rpartition("@")[2] or None,
        clues=(sign,) if sign else (),
        hints=hints,
    )


Part = tuple[bytes, Message, str | None]
"""The bytes of a part, the part, and the encoding that it names."""


def _part(parts: list[Message], kind: str) -> Part | None:
    for part in parts:
        if (
            part.get_content_type() == kind
            and not part.is_multipart()
            and part.get_content_disposition() != "attachment"
        ):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part, part.get_content_charset()
    return None


def _text(html: Part | None, plain: Part | None, item: RawItem) -> tuple[str, tuple[Block, ...]]:
    for part in (html, plain):
        if part is not None and len(part[0]) > item.limits.article_bytes:
            raise too_large("the letter", item.limits.article_bytes)
    found: tuple[str, tuple[Block, ...]] = ("", ())
    if html is not None:
        found = optional("fragment", "html", "HTML in letters").text_of(decode(html[0], html[2]).text)
    if plain is not None and len(found[0]) < ENOUGH:
        return decode(plain[0], plain[2]).text, ()
    return found


def _saved_page(html: Part, location: str, item: RawItem) -> Iterator[Draft | Reject]:
    """A page that a browser saved whole. The letter's date is that of saving, and says nothing."""
    page = replace(item, content=html[0], url=http_url(location) or item.url, charset=html[2], budget=None)
    yield from HtmlReader().read(page)


def _header(message: Message, name: str) -> str:
    """The words of a header, decoded, on one line; "" where there is none or it cannot be understood."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        return squeeze(str(make_header(decode_header(raw))))
    except (email.errors.MessageError, ValueError, LookupError, TypeError, AttributeError):
        return squeeze(str(raw))
