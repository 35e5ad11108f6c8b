"""Exactly the rows and columns that were asked for; nothing that does not exist."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import timeline
from timeline.errors import StoreError, UsageError
from timeline.export import FORMATS, Selection, export
from timeline.export.dictionary import meaning
from timeline.store import TABLES

from .conftest import DATES


def ids(tmp_path: Path, data: Path, **wish: object) -> list[str]:
    export("jsonl", tmp_path / "x.jsonl", data, Selection(**wish))  # type: ignore[arg-type]
    return pl.read_ndjson(tmp_path / "x.jsonl")["event_id"].to_list() if (tmp_path / "x.jsonl").stat().st_size else []


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, set(DATES)),
        ({"types": ("protest",)}, {"e_month"}),
        ({"types": ("PROTEST", "CONSULT"), "statuses": ("planned", "denied")}, {"e_planned", "e_none"}),
        ({"bases": ("published",)}, {"e_bound"}),
        ({"actors": ("person:helene-lenoir",), "statuses": ("planned",)}, {"e_planned"}),
        ({"actors": ("helene LENOIR",), "bases": ("none",)}, {"e_none"}),
        ({"actors": ("M. Faure",), "bases": ("none",)}, {"e_none"}),
        ({"countries": ("FRA",), "types": ("PROTEST",)}, {"e_month"}),
        ({"publishers": ("@courrier <FICTIF>",), "types": ("PROTEST",)}, {"e_month"}),
        ({"words": "RENCONTRE e_day elue"}, {"e_day"}),
        ({"words": "lyon"}, {"e_day"}),
        ({"words": "lyon xylophone"}, set()),
        ({"countries": ("Allemagne",)}, set()),
        ({"first": date(2024, 5, 13)}, {"e_day", "e_bound", "e_planned"}),
        ({"last": date(2024, 3, 3)}, {"e_about", "e_year", "e_since"}),
        ({"first": date(2024, 5, 7), "last": date(2024, 5, 7)}, {"e_lasting", "e_week", "e_early"}),
    ],
)  # fmt: skip
def test_filters(tmp_path: Path, data: Path, wish: dict[str, object], expected: set[str]) -> None:
    assert set(ids(tmp_path, data, **wish)) == expected


def test_the_order_of_the_table_is_kept(tmp_path: Path, data: Path) -> None:
    assert ids(tmp_path, data) == timeline.load(data)["event_id"].to_list()


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"types": ("PROTESTS",)}, "event type 'PROTESTS'. Did you mean PROTEST"),
        ({"statuses": ("hapened",)}, "happened"),
        ({"bases": ("publishd",)}, "published"),
        ({"actors": ("Lenoire",)}, "hélène lenoir|helene lenoir"),
        ({"countries": ("Frence",)}, "france"),
        ({"publishers": ("Courrier",)}, "courrier <fictif>"),
        ({"columns": ("lable",)}, "Did you mean label"),
        ({"columns": ("article.title",)}, "table 'article'"),
        ({"tables": ("event",)}, "Did you mean events"),
        ({"tables": ("events", "articles")}, "one by one"),
        ({"tables": ("rejects",), "types": ("AID",)}, "rejects belong to no event"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(
    tmp_path: Path, data: Path, wish: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        ids(tmp_path, data, **wish)
    assert not list(tmp_path.iterdir())


def test_unknown_format_and_dataset(tmp_path: Path, data: Path) -> None:
    with pytest.raises(UsageError, match=r"Did you mean .*csv"):
        export("cvs", tmp_path / "x", data)
    with pytest.raises(StoreError, match="timeline build"):
        export("csv", tmp_path / "x", tmp_path)
    with pytest.raises(UsageError, match="language 'de'"):
        export("ics", tmp_path / "x", data, language="de")
    with pytest.raises(UsageError, match="no place for a licence"):
        export("ics", tmp_path / "x", data, licence="CC0-1.0")


@pytest.mark.parametrize("name", ["ics", "timelinejs", "acled", "timeml"])
def test_a_format_with_fields_of_its_own_takes_no_columns(tmp_path: Path, data: Path, name: str) -> None:
    with pytest.raises(UsageError, match="--column"):
        export(name, tmp_path / "x", data, Selection(columns=("label",)))
    with pytest.raises(UsageError, match="not articles"):
        export(name, tmp_path / "x", data, Selection(tables=("articles",)))


def test_columns_come_in_the_order_asked_for(tmp_path: Path, data: Path) -> None:
    export("csv", tmp_path / "x.csv", data, Selection(columns=("last", "event_id", "events.label")))
    assert pl.read_csv(tmp_path / "x.csv").columns == ["last", "event_id", "label"]


def test_other_tables_hold_what_the_events_stand_on(tmp_path: Path, data: Path) -> None:
    wish = Selection(tables=("articles",), types=("PROTEST",))
    assert export("csv", tmp_path / "x.csv", data, wish).written == 1
    assert pl.read_csv(tmp_path / "x.csv")["article_id"].to_list() == ["a1"]
    assert export("csv", tmp_path / "x.csv", data, Selection(tables=("articles",))).written == 2
    wish = Selection(tables=("time_mentions",), types=("PROTEST",))
    assert export("csv", tmp_path / "x.csv", data, wish).written == 2


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "x.csv"
    export("csv", path, data)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    with pytest.raises(StoreError, match="No space left"):
        export("csv", path, data)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("where", ["events.parquet", "manifest.json", ".", ".generations/x"])
def test_the_dataset_itself_is_never_written_over(data: Path, where: str) -> None:
    before = timeline.load(data)
    with pytest.raises(UsageError, match="of the dataset itself"):
        export("csv", data / where, data)
    assert timeline.load(data).equals(before)


@pytest.mark.parametrize("name", ["publish", "timeml", "delta"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, data: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(UsageError, match="other files"):
        export(name, tmp_path, data)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    for _ in range(2):
        export(name, tmp_path / "new", data)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["new"]


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"delta"}))
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, data: Path, name: str) -> None:
    for target in ("one", "two"):
        export(name, tmp_path / target, data)
    if (tmp_path / "one").is_file():
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
        return
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


def test_every_column_has_a_meaning() -> None:
    missing = [
        f"{name}.{column}" for name, table in TABLES.items() for column in table.schema if not meaning(name, column)
    ]
    assert not missing
    assert meaning("events", "none_such") == ""
