"""Reads a dataset back: as tables for analysis, as records for the house."""

import difflib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
from pydantic import ValidationError

from timeline.errors import StoreError
from timeline.records import Article, Event, EventMention, Finding, Reject, TimeMention

from .columns import R, decode
from .generations import MANIFEST, current
from .tables import TABLES, Dataset, TimeRow

T = TypeVar("T")

DEFAULT = "data/processed"


def load(path: str | Path = DEFAULT, table: str = "events") -> pl.DataFrame:
    """One table of the dataset at `path`, whole. Raises StoreError for an unknown table or where there is no dataset."""
    return _read(Path(path), table, pl.read_parquet)


def scan(path: str | Path = DEFAULT, table: str = "events") -> pl.LazyFrame:
    """One table of the dataset at `path`, lazily: the generation is chosen now, and stays readable until two builds later.

    Raises StoreError for an unknown table or where there is no dataset.
    """
    return _read(Path(path), table, pl.scan_parquet)


def _read(path: Path, table: str, reader: Callable[[Path], T]) -> T:
    if table not in TABLES:
        near = difflib.get_close_matches(table, TABLES, n=3, cutoff=0.4) or TABLES
        raise StoreError(f"there is no table {table!r}. Did you mean {' or '.join(near)}?")
    for _ in range(10):
        file = current(path) / f"{table}.parquet"
        if file.exists():  # else a build that came and went swept it away: ask again for the current one
            break
    try:
        return reader(file)
    except FileNotFoundError:
        raise StoreError(f"{file}: the table is missing. Build again: timeline build SOURCE --out {path}") from None
    except pl.exceptions.PolarsError as error:
        raise StoreError(
            f"{file}: not a whole Parquet file ({error}). Build again: timeline build SOURCE --out {path}"
        ) from error


def read_manifest(path: str | Path = DEFAULT) -> dict[str, Any]:
    """The manifest of the current build. Raises StoreError where there is none."""
    content: dict[str, Any] = json.loads((current(Path(path)) / MANIFEST).read_bytes())
    return content


def records(path: str | Path, table: str, record: type[R]) -> list[R]:
    """A table as records, in its order. Raises StoreError where a column is missing or a row breaks the record's rules."""
    return [_record(table, row, record) for row in load(path, table).iter_rows(named=True)]


def _record(table: str, row: dict[str, Any], record: type[R]) -> R:
    try:
        return decode(row, record)
    except KeyError as error:
        message = f"{table}: there is no column {error}: another release wrote this dataset. Build again"
        raise StoreError(message) from error
    except ValidationError as error:
        name = row.get("mention_id") or row.get("event_id") or row.get("article_id") or row.get("source")
        raise StoreError(f"{table}: row {name}: {error.errors()[0]['msg']}. Build again") from error


def read(path: str | Path = DEFAULT) -> Dataset:
    """A whole dataset as records, of one generation. Raises StoreError where there is none or it is broken."""
    folder = current(Path(path))
    times = load(folder, "time_mentions").iter_rows(named=True)
    owners = load(folder, "event_mentions").select("mention_id", "event_id").drop_nulls().iter_rows()
    return Dataset(
        articles=records(folder, "articles", Article),
        times=[
            TimeRow(row["article_id"], row["sentence"], _record("time_mentions", row, TimeMention)) for row in times
        ],
        mentions=records(folder, "event_mentions", EventMention),
        events=records(folder, "events", Event),
        event_of=dict(owners),
        rejects=records(folder, "rejects", Reject),
        findings=records(folder, "quality", Finding),
    )
