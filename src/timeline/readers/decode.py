"""Bytes to text: the encoding is found, never guessed into nonsense, and the text is brought to one normal form."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from .refusal import RefusedError

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"{\\rtf", b"\xd0\xcf\x11\xe0")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MULTI_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SAMPLE = 1 << 16

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NOISE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in normal form. `damage` tells, as (code, message), what was lost on the way; None if nothing was."""

    text: str
    damage: tuple[str, str] | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`: byte order mark, UTF-8, the encoding that the file declares, Windows-1252, in this order.

    A text that is UTF-8 but for a few bytes stays UTF-8: a character cut off at the end is dropped, others become U+FFFD, and
    `damage` says so. Raises RefusedError `empty` or `binary`.
    """
    if not data.strip():
        raise RefusedError("empty", "the file is empty; delete it or save the article again")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _whole(data.decode(encoding, "replace"))
    if data.startswith(SIGNATURES) or _is_binary(data[:SAMPLE]):
        raise RefusedError("binary", "the content is not text; convert it to .txt or .html first")
    try:
        return _whole(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if declared and (other := _lookup(declared)):
            return _whole(data.decode(other, "replace"))
        return _damaged_utf8(data, error) or _whole(_windows(data))


def normalise(text: str) -> str:
    """NFC, LF line ends; no control or invisible characters (soft hyphen, zero width, direction overrides), no surrogates."""
    text = SURROGATES.sub("\ufffd", NOISE.sub("", LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", text)


def _whole(text: str) -> Decoded:
    kept = normalise(text)
    if not kept.strip():
        raise RefusedError("empty", "the file holds no visible character; delete it or save the article again")
    return Decoded(kept)


def _is_binary(sample: bytes) -> bool:
    return b"\x00" in sample or len(CONTROL.findall(sample)) > len(sample) // 50


def _lookup(declared: str) -> str | None:
    """A codec for the name that a file declares; Latin-1 means Windows-1252, as in browsers. None for UTF-8 and unknown names."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return None if name.startswith(("utf", "idna", "punycode")) or not _is_text_codec(name) else name


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeError, ValueError):
        return False


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """`data` as UTF-8 with some damage, or None where it was never UTF-8: more stray bytes than characters in UTF-8."""
    characters = len(MULTI_BYTE.findall(data))
    stray = len(re.findall(rb"[\x80-\xff]", MULTI_BYTE.sub(b"", data)))
    if not characters or stray > characters:
        return None
    if error.reason == "unexpected end of data":
        message = (
            "the file ends inside a character: it was cut off; the text up to there is kept, save the article again"
        )
        return Decoded(_whole(data[: error.start].decode("utf-8")).text, ("truncated", message))
    message = (
        f"{stray} bytes are not UTF-8 and became U+FFFD (first at byte {error.start}); the rest is kept, mend the file"
    )
    return Decoded(_whole(data.decode("utf-8", "replace")).text, ("damaged_encoding", message))


def _windows(data: bytes) -> str:
    text = data.decode("cp1252", "replace")
    if text.count("\ufffd") > len(text) // 100:
        raise RefusedError("binary", "the content is text in no encoding that is known here; save it as UTF-8")
    return text
