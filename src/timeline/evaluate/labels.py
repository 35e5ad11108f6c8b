"""The labels of a gold folder: `gold.jsonl`, one event mention a line, beside the articles that it is about."""

from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from timeline.errors import InputError
from timeline.records import Basis, EventType, Record, Status

NAME = "gold.jsonl"
OWN = frozenset({Basis.STATED, Basis.RESOLVED, Basis.ANAPHORIC})
"""The bases of a date that the text gives to this very mention."""


class Label(Record):
    """One event mention as a careful reader sees it.

    `article` is the stem of the article's file; `quote` the clause, `quote_start` and `quote_end` its half-open code points in
    the article's text; `trigger` the words in it that name the event (`trigger_start` where they stand in it twice). `types` are
    those that a careful coder may give; with none, or `optional`, finding it is neither asked nor a fault. Parties, place and
    `time_text` are as written, the time only where it is bound to this mention. `cluster`: the labels that share it, in whatever
    article, are one event; None: not said. `mode`, `grain`, `block` and `note` are not scored.
    """

    article: str
    quote: str
    quote_start: int = Field(ge=0)
    quote_end: int
    trigger: str = Field(min_length=1)
    types: tuple[EventType, ...]
    status: Status
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time_text: str | None = None
    first: date | None = None
    last: date | None = None
    basis: Basis
    cluster: str | int | None = None
    optional: bool = False
    trigger_start: int | None = None
    trigger_end: int | None = None
    mode: str | None = None
    grain: str | None = None
    block: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.quote_end - self.quote_start != len(self.quote):
            raise ValueError(f"{self.quote_start}..{self.quote_end} does not fit the quote {self.quote!r}")
        if self.trigger not in self.quote:
            raise ValueError(f"the trigger {self.trigger!r} is not in the quote {self.quote!r}")
        return self

    @property
    def start(self) -> int:
        """Where the trigger begins in the article's text: as said, or at its first place in the quote."""
        return self.quote_start + self.quote.index(self.trigger) if self.trigger_start is None else self.trigger_start

    @property
    def asked(self) -> bool:
        """Whether not to find it is a fault. Mere statements are never asked for."""
        return not self.optional and any(kind is not EventType.STATEMENT for kind in self.types)


def read_labels(folder: Path) -> list[Label]:
    """The labels of a folder, in their order. Raises InputError that names file, line and problem."""
    path = folder / NAME
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. A gold folder holds articles and {NAME}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    return [_label(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _label(path: Path, number: int, line: str) -> Label:
    try:
        return Label.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = f"{where}: {first['msg']}" if where else str(first["msg"])
        raise InputError(f"{path}:{number}: {problem}. Mend the label") from error
