"""What the build before made, and of what: so that a build that has nothing to do, or less, can tell."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from timeline.digest import sha256
from timeline.records import Record, Reject

from .cache import Cache

KEY = sha256(b"the last build")
INPUTS = sha256(b"the inputs of the last build")


class Last(Record):
    """A finished build. `asked`, `tables` and `report` are digests of all that the build, its tables and its pages depend on;
    `counts` are what its summary counts. `files` and `pages` are the digests of what it wrote, by the names in its two folders.
    """

    asked: str
    tables: str
    report: str
    counts: dict[str, Any]
    files: dict[str, str]
    pages: dict[str, str]

    def has_tables(self, out: Path) -> bool:
        """Whether the tables still lie there as they were written."""
        return bool(self.files) and digests(out, self.files) == self.files

    def has_pages(self, reports: Path | None) -> bool:
        """Whether the pages still lie there as they were written; so it is where none are asked for."""
        return reports is None or (bool(self.pages) and digests(reports, self.pages) == self.pages)


class Input(Record):
    """One file that was read, as the manifest has it, the sources of its articles with their keys, and what was refused."""

    source: str
    rows: tuple[dict[str, str | int | bool | None], ...]
    articles: tuple[tuple[str, str], ...]
    rejects: tuple[Reject, ...]


class Inputs(Record):
    """All files of a build that gave something, for `--keep-missing`."""

    inputs: tuple[Input, ...]


def recall(cache: Cache) -> Last | None:
    """The last build that finished, None where nothing is known of one."""
    body = cache.get(KEY)
    try:
        return Last.model_validate_json(body) if body else None
    except ValidationError:
        return None


def recall_inputs(cache: Cache) -> tuple[Input, ...] | None:
    """The files of the last build that finished, None where nothing is known of one."""
    body = cache.get(INPUTS)
    try:
        return Inputs.model_validate_json(body).inputs if body else None
    except ValidationError:
        return None


def remember(cache: Cache, last: Last, inputs: Iterable[Input] | None = None) -> None:
    """Keeps what the next build will ask for."""
    if inputs is not None:
        cache.put(INPUTS, Inputs(inputs=tuple(inputs)).model_dump_json().encode("utf-8"))
    cache.put(KEY, last.model_dump_json().encode("utf-8"))


def digests(folder: Path, names: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of files by name; those that cannot be read are left out."""
    found = {}
    for name in names:
        try:
            found[name] = sha256((folder / name).read_bytes())
        except OSError:
            continue
    return found
