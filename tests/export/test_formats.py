"""Each export is opened by the program of its format, and says no more than the dataset."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import timeline
from timeline.export import Selection, export

from .conftest import DATES, TEXT


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["csv", "timesketch", "acled"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, data: Path, name: str) -> None:
    export(name, tmp_path / "x.csv", data)
    found = [cell for row in cells(tmp_path / "x.csv") for cell in row.values()]
    assert any(cell.startswith(("'=", "'@")) for cell in found)
    assert not [cell for cell in found if cell.lstrip()[:1] in {"=", "@", "+"} or cell.startswith(("-", "\t", "\r"))]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " \n =1", "＝1"])
def test_formulas_behind_space_and_in_wide_letters(text: str) -> None:
    from timeline.export.flat import harmless

    assert harmless(pl.DataFrame({"a": [text, "plain - text", None]}))["a"].to_list() == [
        f"'{text}",
        "plain - text",
        None,
    ]


def test_csv_lists_are_readable(tmp_path: Path, data: Path) -> None:
    export("csv", tmp_path / "x.csv", data)
    day = next(row for row in cells(tmp_path / "x.csv") if row["event_id"] == "e_day")
    assert day["actors"] == "person:helene-lenoir"
    assert json.loads(day["quantities"])[0]["value"] == 3
    assert (day["first"], day["conflicts"]) == ("2024-05-13", "")


def test_jsonl_holds_the_table(tmp_path: Path, data: Path) -> None:
    export("jsonl", tmp_path / "x.jsonl", data, Selection(tables=("event_mentions",)))
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert [row["mention_id"] for row in rows] == timeline.load(data, "event_mentions")["mention_id"].to_list()
    assert rows[0]["actors"][0]["name"] == "Hélène Lenoir"


def test_delta_is_read_by_deltalake_and_keeps_its_history(tmp_path: Path, data: Path) -> None:
    from deltalake import DeltaTable

    export("delta", tmp_path / "d", data, Selection(tables=("event_mentions",)))
    export("delta", tmp_path / "d", data)
    table = DeltaTable(tmp_path / "d")
    assert table.version() == 1
    events = timeline.load(data)
    assert pl.scan_delta(tmp_path / "d").collect().sort("event_id").equals(events.sort("event_id"))
    assert pl.scan_delta(tmp_path / "d", version=0).collect().height == timeline.load(data, "event_mentions").height


def test_sqlite_has_keys_views_and_search(tmp_path: Path, data: Path) -> None:
    export("sqlite", tmp_path / "x.db", data)
    with closing(sqlite3.connect(tmp_path / "x.db")) as base:

        def ask(sql: str) -> list[tuple[Any, ...]]:
            return base.execute(sql).fetchall()

        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("PRAGMA foreign_key_check") == []
        assert {row[2] for row in ask("PRAGMA foreign_key_list(event_mentions)")} == {"articles", "events"}
        assert ask("SELECT name FROM pragma_table_info('events') WHERE pk") == [("event_id",)]
        assert ask("SELECT event_id, first FROM chronology LIMIT 1") == [("e_year", "2023-01-01")]
        assert ask("SELECT event_id FROM chronology")[-1] == ("e_none",)
        (sentence,) = ask("SELECT sentence FROM evidence WHERE event_id = 'e_day'")
        assert sentence == (TEXT.partition("\n")[0],)
        assert ask("SELECT sum(n_events) FROM activity_by_month") == [(7,)]
        found = (
            "SELECT event_id FROM events WHERE rowid IN (SELECT rowid FROM events_fts WHERE events_fts MATCH 'helene')"
        )
        assert len(ask(found)) == len(DATES)
        assert ask("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'elue'") == [(2,)]
        assert ask("SELECT json_extract(actors, '$[0]') FROM events LIMIT 1") == [("person:helene-lenoir",)]
        assert ask("SELECT role, name FROM mention_actors LIMIT 1") == [("actor", "Hélène Lenoir")]


def test_sqlite_of_a_part(tmp_path: Path, data: Path) -> None:
    wish = Selection(
        tables=("events", "articles"), columns=("articles.article_id", "articles.title"), types=("PROTEST",)
    )
    assert export("sqlite", tmp_path / "x.db", data, wish).written == 2
    with closing(sqlite3.connect(tmp_path / "x.db")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        made = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        assert made == {"chronology", "activity_by_month"}
        assert [row[1] for row in base.execute("PRAGMA table_info(articles)")] == ["article_id", "title"]


def test_geojson_holds_what_has_coordinates(tmp_path: Path, data: Path) -> None:
    told = export("geojson", tmp_path / "x.json", data, Selection(columns=("event_id", "label", "first")))
    content = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert content.keys() == {"type", "features"}
    (feature,) = content["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [4.85, 45.75]}
    assert feature["properties"].keys() == {"event_id", "label", "first"}
    assert feature["id"] == "e_day"
    assert (told.written, told.left_out) == (1, {"no coordinates are known": len(DATES) - 1})


def test_ics_gives_nobody_a_day_that_is_not_known(tmp_path: Path, data: Path) -> None:
    from icalendar import Calendar

    told = export("ics", tmp_path / "x.ics", data)
    raw = (tmp_path / "x.ics").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    found = {str(one["UID"]).partition("@")[0]: one for one in Calendar.from_ical(raw).walk("VEVENT")}
    assert set(found) == {"e_day", "e_lasting", "e_planned"}
    assert sum(told.left_out.values()) + told.written == len(DATES)
    lasting = found["e_lasting"]
    assert (lasting["DTSTART"].dt, lasting["DTEND"].dt) == (date(2024, 5, 6), date(2024, 5, 9))
    assert found["e_day"]["DTEND"].dt - found["e_day"]["DTSTART"].dt == timedelta(1)
    assert str(found["e_day"]["SUMMARY"]) == "=Rencontre, « e_day »; <i>suite</i>"
    assert str(found["e_day"]["DESCRIPTION"]).splitlines()[0] == "lundi 13 mai 2024"
    assert "https://example.org/un?a=1&b=2" in str(found["e_day"]["DESCRIPTION"])
    assert str(found["e_planned"]["STATUS"]) == "TENTATIVE"
    assert str(found["e_planned"]["SUMMARY"]).endswith(" (prévu)")
    assert all(one["DTSTAMP"] for one in found.values())


def test_acled_says_how_well_the_day_is_known(tmp_path: Path, data: Path) -> None:
    told = export("acled", tmp_path / "x.csv", data, language="en")
    rows = {row["event_id_cnty"]: row for row in cells(tmp_path / "x.csv")}
    precision = {name: row["time_precision"] for name, row in rows.items()}
    assert precision == {"e_day": "1", "e_lasting": "1", "e_week": "2", "e_month": "3", "e_early": "3", "e_about": "2"}
    assert (rows["e_month"]["event_date"], rows["e_month"]["event_date_last"]) == ("2024-04-01", "2024-04-30")
    assert (rows["e_day"]["fatalities"], rows["e_month"]["fatalities"]) == ("3.0", "")
    assert rows["e_month"]["notes"].startswith("April 2024: ")
    assert sum(told.left_out.values()) + told.written == len(DATES)


def test_timesketch_says_what_a_row_is(tmp_path: Path, data: Path) -> None:
    told = export("timesketch", tmp_path / "x.csv", data, Selection(columns=("edtf", "actors")))
    rows = cells(tmp_path / "x.csv")
    assert list(rows[0])[:3] == ["message", "datetime", "timestamp_desc"]
    assert [row["datetime"] for row in rows] == sorted(row["datetime"] for row in rows)
    said: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        assert row["datetime"].endswith("T00:00:00+00:00")
        said.setdefault(row["event_id"], []).append((row["datetime"][:10], row["timestamp_desc"]))
    assert said["e_day"] == [("2024-05-13", "Event Day")]
    assert said["e_month"] == [("2024-04-01", "Event Earliest Day"), ("2024-04-30", "Event Latest Day")]
    assert said["e_lasting"] == [("2024-05-06", "Event First Day"), ("2024-05-08", "Event Last Day")]
    assert said["e_bound"] == [("2024-05-13", "Event Latest Day")]
    assert rows[0]["actors"] == "person:helene-lenoir"
    assert told.left_out == {"no day at all is known": 1}


def slides(tmp_path: Path, data: Path, **more: Any) -> dict[str, Any]:
    export("timelinejs", tmp_path / "x.json", data, **more)
    content: dict[str, Any] = json.loads((tmp_path / "x.json").read_text("utf-8"))
    return content


def test_timelinejs_keeps_its_rules(tmp_path: Path, data: Path) -> None:
    """What TimelineJS 3 documents of its JSON: https://timeline.knightlab.com/docs/json-format.html."""
    content = slides(tmp_path, data)
    assert content.keys() <= {"title", "events", "eras", "scale"}
    assert content["scale"] in {"human", "cosmological"}
    known = {"start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"}
    for slide in content["events"]:
        assert slide.keys() <= known
        assert slide["text"].keys() <= {"headline", "text"}
        dates = [slide["start_date"], *([slide["end_date"]] if "end_date" in slide else [])]
        for one in dates:
            parts = [name for name in ("year", "month", "day") if name in one]
            assert parts == ["year", "month", "day"][: len(parts)] != []
            date(one["year"], one.get("month", 1), one.get("day", 1))
        assert [list(one.values()) for one in dates] == sorted(list(one.values()) for one in dates)
    names = [slide["unique_id"] for slide in content["events"]]
    assert len(set(names)) == len(names)
    assert all(name[0].isalpha() and name.isidentifier() for name in names)


def test_timelinejs_has_the_parts_that_are_known(tmp_path: Path, data: Path) -> None:
    found = {slide["unique_id"]: slide for slide in slides(tmp_path, data)["events"]}
    assert found.keys() == DATES.keys() - {"e_bound", "e_none"}
    assert found["e_month"]["start_date"] == {"year": 2024, "month": 4}
    assert found["e_year"]["start_date"] == {"year": 2023}
    assert "end_date" not in found["e_month"].keys() | found["e_year"].keys() | found["e_since"].keys()
    assert found["e_early"]["display_date"] == "début mai 2024"
    assert found["e_early"]["end_date"] == {"year": 2024, "month": 5, "day": 10}
    assert found["e_about"]["display_date"] == "vers le 3 mars 2024"
    assert found["e_day"]["text"]["headline"] == "=Rencontre, « e_day »; &lt;i&gt;suite&lt;/i&gt;"
    assert 'href="https://example.org/un?a=1&amp;b=2"' in found["e_day"]["text"]["text"]
    assert slides(tmp_path, data, language="en")["events"][0]["display_date"] == "2023"


def test_the_sample_goes_into_every_format(tmp_path: Path, sample: Any) -> None:
    events = timeline.load(sample.processed)
    for name in ("ics", "timelinejs", "acled", "geojson"):
        told = export(name, tmp_path / name, sample.processed)
        assert told.written > 0
        assert told.written + sum(told.left_out.values()) == events.height, name
    slides = json.loads((tmp_path / "timelinejs").read_text("utf-8"))["events"]
    exact = events.filter(pl.col("grain") == "day", pl.col("first") == pl.col("last"), ~pl.col("approximate"))
    with_day = {slide["unique_id"] for slide in slides if "day" in slide["start_date"] and "end_date" not in slide}
    assert with_day >= set(exact.filter(~pl.col("basis").is_in(["published", "none"]))["event_id"])
