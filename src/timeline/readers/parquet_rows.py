"""The rows of a Parquet file, some at a time. Imports polars."""

import io
from collections.abc import Iterator
from typing import Any

import polars as pl

from .item import Limits
from .refusal import RefusedError
from .unpack import Budget

BATCH = 500
"""Rows that are held at a time."""
FAILURES = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError)


def rows(data: bytes, limits: Limits, budget: Budget) -> Iterator[dict[str, Any]]:
    """The rows in their order, each value under the name of its column. Raises RefusedError."""
    try:
        table = pl.scan_parquet(io.BytesIO(data))
        total = table.select(pl.len()).collect().item()
        if total > limits.ratio * max(len(data), 1):  # a row cannot be next to nothing
            raise RefusedError("decompression_bomb", f"claims to hold {total:,} rows; write it again if you trust it")
        for start in range(0, total, BATCH):
            for row in table.slice(start, BATCH).collect().iter_rows(named=True):
                budget.spend(sum(len(value) for value in row.values() if isinstance(value, str | bytes)))
                yield row
    except FAILURES as error:
        message = f"is no Parquet that can be read ({str(error)[:120]}); write it again"
        raise RefusedError("broken_parquet", message) from error
