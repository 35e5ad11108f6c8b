import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from timeline import records as r
from timeline.errors import StoreError
from timeline.store import TABLES, Dataset, frames, load, read, read_manifest, scan, write

EVENTS = [
    "event_id",
    "event_type",
    "mode",
    "label",
    "status",
    "first",
    "last",
    "grain",
    "approximate",
    "basis",
    "edtf",
    "actors",
    "recipients",
    "actor_names",
    "recipient_names",
    "countries",
    "place_name",
    "place_country",
    "latitude",
    "longitude",
    "n_mentions",
    "n_articles",
    "n_publishers",
    "first_published",
    "last_published",
    "quote",
    "quote_article_id",
    "conflicts",
    "curated",
]
MENTIONS = [
    "mention_id",
    "article_id",
    "event_id",
    "sentence",
    "start",
    "end",
    "text",
    "sentence_start",
    "sentence_end",
    "block",
    "event_type",
    "mode",
    "status",
    "time_text",
    "time_start",
    "time_end",
    "time_value",
    "time_type",
    "time_basis",
    "place_name",
    "place_text",
    "place_start",
    "place_end",
    "place_country",
    "place_latitude",
    "place_longitude",
    "attribution_text",
    "attribution_start",
    "attribution_end",
    "attribution_name",
    "attribution_actor_id",
    "actors",
    "quantities",
    "first",
    "last",
    "grain",
    "approximate",
    "basis",
    "edtf",
    "why",
    "rule",
]


def test_records_come_back_as_they_were(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    assert read(tmp_path) == dataset


def test_columns_are_those_of_the_contract() -> None:
    assert list(TABLES["events"].schema)[: len(EVENTS)] == EVENTS
    assert set(MENTIONS) <= set(TABLES["event_mentions"].schema)
    actor = TABLES["event_mentions"].schema["actors"]
    assert isinstance(actor, pl.List)
    assert {field.name for field in actor.inner.fields} == {  # type: ignore[attr-defined]
        *("role", "start", "end", "text", "name", "actor_id", "kind", "country")
    }
    conflict = TABLES["events"].schema["conflicts"].inner.fields  # type: ignore[attr-defined]
    assert [field.name for field in conflict] == ["field", "values", "articles"]
    assert TABLES["events"].schema["first"] == pl.Date
    assert TABLES["articles"].schema["published"] == pl.Datetime("us", "UTC")


def test_empty_tables_have_the_same_schema_as_full_ones(tmp_path: Path, dataset: Dataset) -> None:
    full = {name: frame.schema for name, frame in frames(dataset).items()}
    write(tmp_path, Dataset())
    assert {name: load(tmp_path, name).schema for name in TABLES} == full


def test_a_moment_is_stored_in_utc(tmp_path: Path, article: r.Article) -> None:
    local = datetime(2024, 5, 13, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    write(tmp_path, Dataset(articles=[article.model_copy(update={"published": local})]))
    assert load(tmp_path, "articles")["published"].to_list() == [datetime(2024, 5, 12, 23, 30, tzinfo=UTC)]


def test_order_of_records_does_not_matter(tmp_path: Path, dataset: Dataset) -> None:
    turned = Dataset(
        articles=dataset.articles,
        times=dataset.times,
        mentions=list(dataset.mentions)[::-1],
        events=dataset.events,
        event_of=dict(reversed(list(dataset.event_of.items()))),
        rejects=dataset.rejects,
        findings=dataset.findings,
    )
    write(tmp_path / "a", dataset)
    write(tmp_path / "b", turned)
    for name in TABLES:
        assert (tmp_path / "a" / f"{name}.parquet").read_bytes() == (tmp_path / "b" / f"{name}.parquet").read_bytes()


def test_a_plain_reader_finds_the_tables(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    assert pl.read_parquet(tmp_path / "events.parquet").equals(load(tmp_path, "events"))
    assert scan(tmp_path).select("event_id").collect().to_series().to_list() == ["e1"]


def test_files_say_what_they_are(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset, inputs=[{"source": "un.txt", "bytes": 3, "sha256": "00"}], about={"as_of": "2026-12-31"})
    manifest = read_manifest(tmp_path)
    assert manifest["counts"] == {
        "articles": 1,
        "time_mentions": 1,
        "event_mentions": 2,
        "events": 1,
        "rejects": 1,
        "quality": 1,
    }
    assert manifest["inputs"] == [{"source": "un.txt", "bytes": 3, "sha256": "00"}]
    assert manifest["as_of"] == "2026-12-31"
    assert manifest["versions"]["polars"] == pl.__version__
    metadata = pl.read_parquet_metadata(tmp_path / "events.parquet")
    assert metadata["timeline:schema_version"] == str(manifest["schema_version"])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field["type"] for field in package["resources"][3]["schema"]["fields"]}
    assert package["resources"][3]["path"] == "events.parquet"
    assert (fields["first"], fields["n_mentions"], fields["actors"]) == ("date", "integer", "any")


def test_an_unknown_table_names_the_nearest(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    with pytest.raises(StoreError, match="event_mentions"):
        load(tmp_path, "event_mention")


def test_no_dataset_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="timeline build"):
        load(tmp_path / "none")


def test_a_broken_table_says_so(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    real = (tmp_path / "events.parquet").resolve()
    real.write_bytes(real.read_bytes()[:200])
    with pytest.raises(StoreError, match="not a whole Parquet file"):
        load(tmp_path, "events")


def test_a_dataset_without_a_column_asks_for_a_new_build(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    file = (tmp_path / "articles.parquet").resolve()
    pl.read_parquet(file).drop("title").write_parquet(file)
    with pytest.raises(StoreError, match=r"articles: there is no column 'title'.*Build again"):
        read(tmp_path)
