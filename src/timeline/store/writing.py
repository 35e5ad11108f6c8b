"""Writes a dataset as one generation."""

import errno
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from .generations import MANIFEST, publish
from .manifest import datapackage, file_metadata, manifest
from .tables import Dataset, frames


def write(
    out: Path, data: Dataset, *, inputs: Sequence[Mapping[str, Any]] = (), about: Mapping[str, Any] | None = None
) -> tuple[dict[str, Path], bool]:
    """Makes `data` the dataset of the folder `out`; returns the path of each file by its name, and whether anything changed.

    Equal content gives equal bytes and leaves the files untouched. Whoever reads meanwhile sees the old build or the new one,
    never a mixture. Hold `locked(out)` where another process could build there too. Raises StoreError where the disk refuses.
    """
    tables = frames(data)
    metadata = file_metadata(inputs)

    def fill(folder: Path) -> None:
        for name, frame in tables.items():
            _parquet(folder / f"{name}.parquet", frame, metadata)
        _json(folder / MANIFEST, manifest(tables, inputs, about or {}))
        _json(folder / "datapackage.json", datapackage(tables))

    _, changed = publish(out, fill)
    return {name: out / f"{name}.parquet" for name in tables} | {"manifest": out / MANIFEST}, changed


def _parquet(path: Path, frame: pl.DataFrame, metadata: dict[str, str]) -> None:
    """One table as a file. Raises OSError where the disk refuses: polars calls that an error of its own."""
    try:
        frame.write_parquet(path, compression="zstd", statistics=True, metadata=metadata)
    except pl.exceptions.PolarsError as error:
        raise OSError(errno.EIO, f"{path.name}: {error}") from error


def _json(path: Path, value: object) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    path.write_bytes(text.encode("utf-8", "backslashreplace") + b"\n")
