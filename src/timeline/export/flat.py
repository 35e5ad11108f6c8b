"""A table as CSV or JSON Lines."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from .formats import Told
from .selection import Chosen

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula, also after white space: such a text gets an apostrophe in front."""
CONTROL = ("\t", "\r", "\n")


def write_csv(chosen: Chosen, path: Path) -> Told:
    """Lists of texts are joined by "; "; lists of structs are JSON. No cell is a formula."""
    frame = chosen.only
    columns = [
        pl.Series(name, [_cell(value) for value in frame[name].to_list()], dtype=pl.String)
        if isinstance(dtype, pl.List)
        else frame[name]
        for name, dtype in frame.schema.items()
    ]
    harmless(pl.DataFrame(columns)).write_csv(path)
    return Told(frame.height, f"rows of {chosen.wanted[0]}")


def write_jsonl(chosen: Chosen, path: Path) -> Told:
    """One object a row; days and moments are ISO 8601, what is not known is null."""
    frame = chosen.only
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in frame.iter_rows(named=True):
            stream.write(to_json(row) + "\n")
    return Told(frame.height, f"rows of {chosen.wanted[0]}")


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before each text that a spreadsheet would compute."""
    return frame.with_columns(
        pl.Series(name, [_guarded(value) for value in frame[name].to_list()], dtype=pl.String)
        for name, dtype in frame.schema.items()
        if dtype == pl.String
    )


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON with days and moments as ISO 8601, and characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_iso)


def joined(values: Sequence[str]) -> str:
    """Texts in one cell."""
    return "; ".join(values)


def _iso(value: object) -> str:
    if isinstance(value, date):  # a moment is a day too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON")


def _cell(value: Sequence[Any] | None) -> str | None:
    if value is None:
        return None
    if any(isinstance(item, Mapping) for item in value):
        return to_json(value)
    return joined([str(item) for item in value])


def _guarded(value: str | None) -> str | None:
    risky = value is not None and (value.startswith(CONTROL) or value.lstrip().startswith(FORMULA))
    return f"'{value}" if risky else value
