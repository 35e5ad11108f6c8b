"""What a file is by its first bytes, for input that nobody named."""

import re

from .names import DATE, TEXT, TITLE, URL

HEAD = 1 << 12
"""How many bytes are looked at."""

FEED = re.compile(rb"<(rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
PAGE = re.compile(rb"^(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
HEADER = re.compile(rb"^[A-Za-z-]{2,40}: .*\r?\n", re.MULTILINE)
MAIL = re.compile(
    rb"^(from|to|subject|date|mime-version|received|return-path|message-id):", re.IGNORECASE | re.MULTILINE
)


def look(head: bytes) -> str | None:
    """The format of what begins so, by the name under which its reader is known; None where nothing tells it.

    Only what shows plainly is told: text without a mark of its own is not.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if PAGE.match(start[:1024]):
        return "html"
    if start.startswith(b"<") and FEED.search(start):
        return "rss"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"From ") and HEADER.match(head.partition(b"\n")[2]):
        return "mbox"
    if HEADER.match(head) and len(set(MAIL.findall(head))) >= 2:
        return "eml"
    return _json(start) or _table(start)


def _json(start: bytes) -> str | None:
    """JSON Lines have a whole object in their first line."""
    first, mark, rest = start.partition(b"\n")
    if start.startswith(b"{"):
        lines = first.rstrip().endswith(b"}") and (not rest.strip() or rest.lstrip().startswith(b"{"))
        return "jsonl" if lines and mark else "json"
    return "json" if start.startswith((b"[{", b"[\n", b"[ ", b"[\r")) and b"{" in start[:64] else None


def _table(start: bytes) -> str | None:
    """A table has the names of a text and of something else in its first row."""
    cells = {
        cell.strip(b'" \r').lower().replace(b" ", b"_") for cell in re.split(rb"[,;\t|]", start.partition(b"\n")[0])
    }
    names = {cell.decode("ascii", "replace") for cell in cells}
    return "csv" if names & {*TEXT} and names & {*TITLE, *URL, *DATE} else None
