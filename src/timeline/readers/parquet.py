"""Tables of articles as Parquet. A row is a record, its columns are fields."""

import importlib
from collections.abc import Iterator
from typing import ClassVar

from timeline.records import Draft, Reject

from .fields import article
from .item import SMALLEST, RawItem
from .refusal import RefusedError
from .unpack import Budget


class ParquetReader:
    """Reads one article a row."""

    formats: ClassVar[tuple[str, ...]] = ("parquet", "pq", "application/vnd.apache.parquet")
    holds_one: ClassVar[bool] = False

    def read(self, item: RawItem) -> Iterator[Draft | Reject]:
        """The articles in the order of their rows; `#N` in a source counts them from 1. Raises RefusedError."""
        table = importlib.import_module(f"{__package__}.parquet_rows")  # here, since polars is slow to load
        data = item.whole(item.limits.document_bytes)
        budget = Budget(max(len(data), SMALLEST) * item.limits.ratio)
        for number, row in enumerate(table.rows(data, item.limits, budget), 1):
            source = f"{item.source}#{number}"
            try:
                yield article(row, source, item)
            except RefusedError as refusal:
                yield refusal.reject(source)
