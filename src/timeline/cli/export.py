"""`timeline export`: a table as CSV or JSON Lines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import typer

from timeline.errors import StoreError, UsageError
from timeline.store import load

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula: such a text gets an apostrophe in front."""


def run(format: str, path: Path, table: str, data: Path) -> None:
    """Writes the file. Raises UsageError for an unknown format, StoreError where the file cannot be written."""
    if format not in FORMATS:
        raise UsageError(f"export format {format!r}: known are {', '.join(sorted(FORMATS))}")
    frame = load(data, table)
    fresh = path.with_name(f".{path.name}.new")
    try:
        FORMATS[format](frame, fresh)
        fresh.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error}). Choose another path") from error
    typer.echo(f"{path}: {frame.height} rows of {table}", err=True)


def _csv(frame: pl.DataFrame, path: Path) -> None:
    """Lists of texts are joined by "; "; lists of structs are JSON."""
    columns = []
    for name, dtype in frame.schema.items():
        column = frame[name]
        if isinstance(dtype, pl.List):
            column = pl.Series(name, [_cell(value) for value in column.to_list()], dtype=pl.String)
        if column.dtype == pl.String:
            column = pl.Series(name, [_harmless(value) for value in column.to_list()], dtype=pl.String)
        columns.append(column)
    pl.DataFrame(columns).write_csv(path)


def _cell(value: list[Any] | None) -> str | None:
    if value is None:
        return None
    if all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def _harmless(value: str | None) -> str | None:
    return f"'{value}" if value and value.startswith(FORMULA) else value


def _jsonl(frame: pl.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in frame.iter_rows(named=True):
            stream.write(json.dumps(row, ensure_ascii=False, default=lambda value: value.isoformat()) + "\n")


FORMATS: dict[str, Callable[[pl.DataFrame, Path], None]] = {"csv": _csv, "jsonl": _jsonl}
