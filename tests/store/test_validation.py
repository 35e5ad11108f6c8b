from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from timeline.store import Dataset, write
from timeline.store.validation import validate


def broken(out: Path, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> set[tuple[str, str]]:
    """(rule, row) of what fails after a table was changed behind the store's back."""
    path = (out / f"{table}.parquet").resolve()
    change(pl.read_parquet(path)).write_parquet(path)
    return {(failure.rule, failure.row) for failure in validate(out)[1]}


@pytest.fixture
def out(tmp_path: Path, dataset: Dataset) -> Path:
    write(tmp_path, dataset)
    return tmp_path


def test_a_sound_dataset_passes(out: Path) -> None:
    rules, failures = validate(out)
    assert failures == []
    assert {"schema", "offsets", "references", "unique_ids", "date_order", "honest_basis", "counts"} <= set(rules)


def test_a_missing_column(out: Path) -> None:
    assert ("schema", "label") in broken(out, "events", lambda frame: frame.drop("label"))


def test_a_wrong_type(out: Path) -> None:
    assert ("schema", "first") in broken(
        out, "events", lambda frame: frame.with_columns(pl.col("first").cast(pl.String))
    )


def test_a_lost_row(out: Path) -> None:
    found = broken(out, "event_mentions", lambda frame: frame.head(1))
    assert {("manifest", "counts"), ("references", "e1")} <= found


def test_a_doubled_id(out: Path) -> None:
    assert ("unique_ids", "e1") in broken(out, "events", lambda frame: pl.concat([frame, frame]))


def test_an_unknown_article(out: Path) -> None:
    found = broken(out, "time_mentions", lambda frame: frame.with_columns(article_id=pl.lit("a9")))
    assert "references" in {rule for rule, _ in found}


def test_offsets_that_do_not_slice_back(out: Path) -> None:
    assert ("offsets", "m1") in broken(
        out, "event_mentions", lambda frame: frame.with_columns(pl.col("time_start") + 1, pl.col("time_end") + 1)
    )


def test_a_range_that_ends_before_it_begins(out: Path) -> None:
    found = broken(out, "events", lambda frame: frame.with_columns(pl.col("last").dt.offset_by("-3d")))
    assert ("date_order", "e1") in found


def test_a_day_without_a_ground(out: Path) -> None:
    assert ("honest_basis", "e1") in broken(out, "events", lambda frame: frame.with_columns(basis=pl.lit("published")))


def test_a_wrong_count(out: Path) -> None:
    assert ("counts", "e1") in broken(out, "events", lambda frame: frame.with_columns(n_mentions=pl.lit(3, pl.Int64)))
