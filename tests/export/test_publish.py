"""A published folder is whole, and is understood by the programs that read such folders."""

import hashlib
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import timeline
from timeline.export import Selection, export
from timeline.store import TABLES

FILES = {"README.md", "LICENCE.md", "SHA256SUMS", "croissant.json", "datapackage.json"}


@pytest.fixture(scope="module")
def folder(sample: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("publish") / "events"
    export("publish", path, sample.processed, licence="CC-BY-4.0")
    return path


def test_the_licence_note_knows_the_licences_of_the_articles(folder: Path) -> None:
    licences = pl.read_parquet(folder / "articles.parquet")["licence"]
    stated = licences.drop_nulls().len()
    note = (folder / "LICENCE.md").read_text("utf-8")
    assert stated > 10
    assert f"{stated} of the articles came with the licence CC BY 4.0." in note
    assert "under CC-BY-4.0" in note


def test_everything_is_there_and_its_checksums_are_true(folder: Path) -> None:
    there = {path.name: path for path in folder.iterdir()}
    assert there.keys() == FILES | {f"{name}.parquet" for name in TABLES}
    listed = dict(reversed(line.split("  ")) for line in there["SHA256SUMS"].read_text("utf-8").splitlines())
    assert listed.keys() == there.keys() - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == digest


def test_duckdb_joins_the_tables(folder: Path, sample: Any) -> None:
    import duckdb

    found = duckdb.sql(
        f"SELECT e.event_id, count(DISTINCT m.article_id) FROM '{folder}/events.parquet' AS e "
        f"JOIN '{folder}/event_mentions.parquet' AS m USING (event_id) GROUP BY 1"
    ).fetchall()
    assert dict(found) == dict(timeline.load(sample.processed).select("event_id", "n_articles").iter_rows())


def test_parquet_says_what_it_was_made_of(folder: Path) -> None:
    metadata = pl.read_parquet_metadata(folder / "events.parquet")
    assert metadata["timeline:schema_version"] == "1"
    assert metadata["timeline:generation"]
    assert metadata["timeline:selection"] == "{}"


def test_frictionless_takes_the_data_package(folder: Path) -> None:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        package = Package(str(folder / "datapackage.json"))
    assert [resource.name for resource in package.resources] == list(TABLES)
    assert not list(package.metadata_validate(package.to_descriptor()))
    for resource in package.resources:
        content = (folder / str(resource.path)).read_bytes()
        assert (resource.bytes, resource.hash) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert resource.schema.field_names == pl.read_parquet_schema(folder / str(resource.path)).names()
        assert all(field.description for field in resource.schema.fields)
    events = package.get_resource("event_mentions").schema
    assert {key["reference"]["resource"] for key in events.foreign_keys} == {"articles", "events"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib, of its own code
def test_mlcroissant_takes_the_description(folder: Path) -> None:
    import mlcroissant

    described = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert not described.metadata.ctx.issues.errors
    sets = {one.id: one for one in described.metadata.record_sets}
    assert sets.keys() == TABLES.keys()
    for name, one in sets.items():
        assert [field.name for field in one.fields] == list(TABLES[name].schema)


def test_the_card_has_front_matter_and_every_column(folder: Path) -> None:
    import yaml

    _, front, body = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    values = yaml.safe_load(front)
    assert (values["license"], values["language"]) == ("cc-by-4.0", ["en", "fr"])
    assert [one["config_name"] for one in values["configs"]] == list(TABLES)
    assert [one["config_name"] for one in values["configs"] if one.get("default")] == ["events"]
    for one in values["configs"]:
        assert (folder / one["data_files"]).is_file()
    for table in TABLES.values():
        assert all(f"| `{column}` |" in body for column in table.schema)
    events = pl.read_parquet(folder / "events.parquet")
    assert f"{events.height} events from 20 articles" in body


def test_a_part_is_called_one_and_a_licence_is_not_invented(tmp_path: Path, data: Path) -> None:
    wish = Selection(tables=("events", "articles"), columns=("articles.article_id", "articles.url"), types=("PROTEST",))
    told = export("publish", tmp_path / "p", data, wish)
    assert told.written == 2
    assert pl.read_parquet(tmp_path / "p" / "articles.parquet").columns == ["article_id", "url"]
    card, note = ((tmp_path / "p" / name).read_text("utf-8") for name in ("README.md", "LICENCE.md"))
    assert "chosen by types: PROTEST" in card
    assert "license: other" in card
    assert "has not said" in note
    assert "articles.text" not in note
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text("utf-8"))
    assert "licenses" not in package
    keys = [key for one in package["resources"] for key in one["schema"].get("foreignKeys", [])]
    assert [key["fields"] for key in keys] == [["quote_article_id"]]


def test_edtf_of_an_export_is_edtf(tmp_path: Path, sample: Any) -> None:
    import edtf

    export("jsonl", tmp_path / "x.jsonl", sample.processed, Selection(tables=("time_mentions",), columns=("edtf",)))
    said = {json.loads(line)["edtf"] for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()} - {None}
    assert len(said) > 50
    for one in said:
        edtf.parse_edtf(one)
