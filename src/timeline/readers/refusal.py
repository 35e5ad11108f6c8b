"""How an input is refused: the exception inside this package, the Reject that leaves it, and what both say."""

import importlib
import re
from typing import Any

from timeline.records import Reject

STAGE = "ingest"
EXCERPT = 200
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class RefusedError(Exception):
    """Why a reader gives up on its input. Never leaves this package: `read` turns it into a Reject."""

    def __init__(self, code: str, message: str, *, line: int | None = None, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.excerpt = code, message, line, excerpt

    def reject(self, source: str) -> Reject:
        """The row that tells of it."""
        return reject(source, self.code, self.message, line=self.line, excerpt=self.excerpt)


def reject(source: str, code: str, message: str, *, line: int | None = None, excerpt: str | None = None) -> Reject:
    """A Reject of this stage. `message` says what and what to do; where is put in front of it."""
    where = source if line is None else f"{source}, line {line}"
    shown = None if excerpt is None else _on_a_line(excerpt[: 2 * EXCERPT])[:EXCERPT]
    return Reject(
        source=source, stage=STAGE, code=code, message=_on_a_line(f"{where}: {message}"), line=line, excerpt=shown
    )


def _on_a_line(words: str) -> str:
    """Words as a terminal and a page may show them."""
    return printable(" ".join(words.split()))


def printable(name: str) -> str:
    """A file's name as it can be shown and stored: what is no character, or turns others around, becomes U+FFFD."""
    return UNSAFE.sub("\ufffd", name)


def optional(module: str, extra: str, what: str) -> Any:
    """A module of this package whose libraries come with an extra. Raises RefusedError that names it where they are missing.

    They are imported when they are needed, since they are slow to load.
    """
    try:
        return importlib.import_module(f"{__package__}.{module}")
    except ModuleNotFoundError as error:
        raise missing(extra, what) from error


def missing(extra: str, what: str) -> RefusedError:
    """Says which extra reads `what`."""
    message = f"reading {what} needs the extra `{extra}`; install it with: pip install 'timeline[{extra}]'"
    return RefusedError(f"no_{extra}_support", message)


def fitting(text: str, limit: int) -> str:
    """The text of an article out of a file that holds several. Raises RefusedError `too_large` beyond `limit`."""
    if len(text) > limit:
        raise too_large("the article", limit)
    return text


def too_large(what: str, limit: int) -> RefusedError:
    """Says which limit was passed."""
    return RefusedError("too_large", f"{what} has more than {limit:,} bytes; split it, or raise the limit")
