"""`timeline.chart`: uncertainty is drawn apart from duration, and what cannot be drawn is counted."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import timeline
from timeline import plot
from timeline.errors import UsageError

EVENT: dict[str, Any] = {
    "event_id": "e", "event_type": "CONSULT", "label": "Une rencontre", "status": "happened", "first": date(2024, 5, 13),
    "last": date(2024, 5, 13), "grain": "day", "approximate": False, "basis": "stated", "edtf": "2024-05-13",
    "actor_names": ["A", "B"], "place_name": None, "n_publishers": 2,
}  # fmt: skip
MONTH = {"first": date(2024, 4, 1), "last": date(2024, 4, 30), "grain": "month", "edtf": "2024-04"}
LASTING = {"first": date(2024, 5, 6), "last": date(2024, 5, 8), "edtf": "2024-05-06/2024-05-08"}
SINCE = {"last": None, "edtf": "2024-05-13/.."}
BOUND = {"first": None, "basis": "published", "grain": None, "edtf": "../2024-05-13"}


def frame(*events: dict[str, Any]) -> pl.DataFrame:
    rows = [{**EVENT, "event_id": f"e{n}", **more} for n, more in enumerate(events)]
    return pl.DataFrame(rows, schema_overrides={"first": pl.Date, "last": pl.Date})


def drawn(chart: Any) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """The rows of the chart by event, and its specification."""
    spec = chart.to_dict()
    rows = [row for values in spec["datasets"].values() for row in values if "event_id" in row]
    return {row["event_id"]: row for row in rows}, spec


def test_known_is_solid_and_uncertain_hollow() -> None:
    rows, spec = drawn(timeline.chart(frame({}, MONTH, LASTING, SINCE, BOUND), language="fr"))
    assert {name: row["known"] for name, row in rows.items()} == {"e0": True, "e1": False, "e2": True, "e3": False}
    assert (rows["e1"]["start"], rows["e1"]["end"]) == ("2024-04-01", "2024-05-01")
    assert [rows[name]["angle"] for name in sorted(rows)] == [None, None, None, 90]
    assert rows["e1"]["date"] == "avril 2024"
    assert "Consultation" in json.dumps(spec, ensure_ascii=False)
    hollow = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    assert [layer["transform"] for layer in hollow] == [[{"filter": "!datum.known"}]]
    assert spec["title"]["subtitle"][-1] == "1 sans date, non dessinés"


def test_what_is_not_a_fact_is_pale() -> None:
    rows, _ = drawn(timeline.chart(frame({}, {"status": "planned"}, {"status": "denied"})))
    assert rows["e0"]["strength"] > 2 * rows["e1"]["strength"] == 2 * rows["e2"]["strength"]
    assert rows["e1"]["status"] == "planned"


def test_no_two_marks_of_a_line_touch() -> None:
    days = [
        {"first": date(2024, 5, 1) + timedelta(n // 3), "last": date(2024, 5, 2) + timedelta(n // 2)} for n in range(40)
    ]
    rows, _ = drawn(timeline.chart(frame(*days)))
    lines: dict[float, list[tuple[str, str]]] = {}
    for row in rows.values():
        lines.setdefault(row["row"], []).append((row["start"], row["end"]))
    assert sum(map(len, lines.values())) == len(days)
    for spans in lines.values():
        spans.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_the_order_of_rows_does_not_matter() -> None:
    whole = frame({}, MONTH, LASTING, SINCE, {"event_type": "AID"})
    assert timeline.chart(whole).to_dict() == timeline.chart(whole.reverse()).to_dict()


def test_many_events_are_counted_by_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plot, "LIMIT", 3)
    spec = timeline.chart(frame({}, {}, {"event_type": "AID"}, {**LASTING, "last": date(2024, 6, 2)}, BOUND)).to_dict()
    cells = [row for values in spec["datasets"].values() for row in values if "n" in row]
    assert {(row["type"], row["start"], row["end"]): row["n"] for row in cells} == {
        ("Consultation", "2024-05-01", "2024-06-01"): 2,
        ("Aid", "2024-05-01", "2024-06-01"): 1,
    }
    assert [line[:2] for line in spec["title"]["subtitle"]] == ["1 ", "1 "]


def test_months_are_named_in_the_language_of_the_chart() -> None:
    for language, month in (("fr", "févr"), ("en", "Febr")):
        assert month in json.dumps(timeline.chart(frame({}), language=language).to_dict(), ensure_ascii=False)


def test_an_empty_frame_is_a_chart() -> None:
    spec = timeline.chart(frame({}).clear()).to_dict()
    assert spec["title"]["text"].startswith("0")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(UsageError, match="no column basis, edtf"):
        timeline.chart(frame({}).drop("basis", "edtf"))
    with pytest.raises(UsageError, match="no words in 'de'"):
        timeline.chart(frame({}), language="de")


def test_the_sample_is_drawn_by_vega(sample: Any, tmp_path: Path) -> None:
    events = timeline.load(sample.processed)
    timeline.chart(events, language="fr").save(tmp_path / "chart.svg")
    said = (tmp_path / "chart.svg").read_text("utf-8")
    assert "Consultation" in said
    assert "stroke-dasharray" in said
