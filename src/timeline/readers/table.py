"""Tables of articles as text: CSV and its kin. A row is a record, its columns are fields."""

import csv
import io
from collections.abc import Iterator
from itertools import count
from typing import Any, ClassVar, cast

from timeline.records import Draft, Reject

from .decode import BOMS, normalise
from .fields import article
from .item import CHUNK, RawItem
from .names import TEXT, TITLE, URL
from .refusal import RefusedError, reject, too_large
from .unpack import Budget

SAMPLE = 1 << 16
DELIMITERS = ",;\t|"
DONE = object()


class DelimitedReader:
    """Reads one article a row, by the names in the first row. A bad row is one Reject with its number; the others are read."""

    formats: ClassVar[tuple[str, ...]] = ("csv", "tsv", "tab", "text/csv", "text/tab-separated-values")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of their rows; `#N` in a source counts them from 1. Raises RefusedError."""
        encoding, delimiter = _dialect(item)
        with item.open() as stream:
            limited = Limited(stream, item.limits.file_bytes)
            text = io.TextIOWrapper(cast("Any", io.BufferedReader(limited)), encoding, errors="replace", newline="")
            lines = Lines(text, item.limits.article_bytes)
            csv.field_size_limit(item.limits.article_bytes)
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
            header = _header(rows)
            for number in count(1):
                found = self._row(rows, header, f"{item.source}#{number}", item)
                for line in lines.refused():
                    yield too_large(f"line {line}", item.limits.article_bytes).reject(f"{item.source}#{number}")
                if found is DONE:
                    return
                if found is not None:
                    yield cast("Draft | Reject", found)

    def _row(self, rows: Any, header: list[str], source: str, item: RawItem) -> object:
        """The article of the next row, or why it is none; None for an empty one, DONE where there is no more."""
        try:
            row = next(rows, None)
            if row is None:
                return DONE
            return article(_fields(header, row), source, item) if any(cell.strip() for cell in row) else None
        except csv.Error as error:
            return reject(
                source, "bad_csv", f"cannot be split into cells ({error}); mend its quotes", line=rows.line_num
            )
        except RefusedError as refusal:
            return reject(source, refusal.code, refusal.message, line=rows.line_num, excerpt=refusal.excerpt)


class Lines:
    """The lines of a text without their NULs; one that is too long is left out and counted."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self.text, self.limit, self.number = text, limit, 0
        self.long: list[int] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.limit + 1)
        self.number += 1
        if not line:
            raise StopIteration
        if len(line) <= self.limit:
            return line.replace("\x00", "")
        while line and not line.endswith("\n"):
            line = self.text.readline(CHUNK)
        self.long.append(self.number)
        return "\n"

    def refused(self) -> list[int]:
        """The numbers of the lines that were left out since this was last asked."""
        told, self.long = self.long, []
        return told


class Limited(io.RawIOBase):
    """A stream of which no more than so many bytes are read."""

    def __init__(self, inner: Any, limit: int) -> None:
        self.inner, self.budget, self.limit = inner, Budget(limit), limit

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer` as far as there is something. Raises RefusedError beyond the limit."""
        data = self.inner.read(len(buffer))
        if len(data) > self.budget.left:
            raise too_large("the file", self.limit)
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def _dialect(item: RawItem) -> tuple[str, str]:
    """The encoding and the delimiter, as the beginning of the file shows them. Raises RefusedError where it is no text."""
    head = item.head(SAMPLE)
    if not head.strip():
        raise RefusedError("empty", "the file is empty; delete it or save the table again")
    encoding = next((name for bom, name in BOMS if head.startswith(bom)), None)
    if encoding is None:
        if b"\x00" in head[:1024]:
            raise RefusedError("binary", "the content is not text; save the table as CSV in UTF-8")
        try:
            head[: head.rfind(b"\n") + 1].decode("utf-8")
            encoding = "utf-8"
        except UnicodeDecodeError:
            encoding = "cp1252"
    first = head.decode(encoding, "replace").lstrip().split("\n", 1)[0]
    return encoding, max(DELIMITERS, key=lambda mark: (_known(first, mark), first.count(mark)))


def _known(first: str, mark: str) -> int:
    """How many cells of a first row are names of fields, if it is split so."""
    cells = {cell.strip().strip('"').lower().replace(" ", "_") for cell in first.split(mark)}
    return len(cells & {*TEXT, *TITLE, *URL})


def _header(rows: Any) -> list[str]:
    try:
        return [normalise(cell).strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise RefusedError("bad_csv", f"the first row cannot be split into cells ({error}); mend its quotes") from error


def _fields(header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(header):
        message = f"has {len(row)} cells under {len(header)} names; mend its quotes or its delimiters"
        raise RefusedError("bad_csv", message, excerpt=" | ".join(row)[:200])
    return dict(zip(header, row, strict=False))
