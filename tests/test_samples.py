"""The sample articles are what their documentation says, the hand labels are true, and a build reaches their floors."""

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from timeline.cli.evaluate import misses
from timeline.pipeline.evaluation import evaluate

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
SIDECAR_KEYS = {"url", "title", "language", "published", "publisher", "byline", "authors", "licence"}
STATUSES = {"happened", "ongoing", "planned", "conditional", "denied"}
BASES = {"stated", "resolved", "anaphoric", "inherited", "published", "none"}
Label = Mapping[str, Any]
TEXTS = sorted(RAW.glob("*.txt"))


def sidecar(path: Path) -> dict[str, object]:
    return tomllib.loads(path.with_suffix(".meta.toml").read_text(encoding="utf-8"))


def lines() -> list[dict[str, str]]:
    return [json.loads(line) for path in sorted(RAW.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]


def labels() -> list[Label]:
    return [json.loads(line) for line in (GOLD / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_sidecar_says_what_the_text_is(path: Path) -> None:
    meta = sidecar(path)
    assert meta.keys() <= SIDECAR_KEYS
    assert meta["licence"] == "CC BY 4.0"
    assert str(meta["url"]).startswith("https://example.org/")
    assert path.read_text(encoding="utf-8").startswith(str(meta["title"]) + "\n")
    assert isinstance(meta.get("published", date(2024, 1, 1)), date | datetime)


def test_every_sidecar_has_its_text() -> None:
    assert {path.name.removesuffix(".meta.toml") for path in RAW.glob("*.meta.toml")} == {path.stem for path in TEXTS}


def test_lengths_are_those_of_short_wire_stories() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEXTS] + [line["text"] for line in lines()]
    assert all(120 <= len(text.split()) <= 280 for text in texts)


def test_the_set_is_as_documented() -> None:
    languages = Counter([str(sidecar(path)["language"]) for path in TEXTS] + [line["language"] for line in lines()])
    pages = sorted(RAW.glob("*.html"))
    assert len(pages) == 1
    assert "application/ld+json" in pages[0].read_text(encoding="utf-8")
    languages["fr"] += len(pages)
    assert languages == {"fr": 12, "en": 8}
    assert 4 <= len(lines()) <= 6
    assert [path.stem for path in TEXTS if "published" not in sidecar(path)] == ["senegal-presidentielle"]


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["url"].rsplit("/", 1)[1])
def test_a_line_has_the_fields_of_a_sidecar_and_a_text(line: dict[str, str]) -> None:
    assert line.keys() <= SIDECAR_KEYS | {"text"}
    assert line["text"].startswith(line["title"] + "\n")
    assert date.fromisoformat(line["published"][:10])


def test_labelled_articles_are_the_samples_themselves() -> None:
    names = {str(label["article"]) for label in labels()}
    assert len(names) == 6
    for path in sorted(GOLD.glob("*.txt")) + sorted(GOLD.glob("*.meta.toml")):
        assert path.read_bytes() == (RAW / path.name).read_bytes(), f"{path.name} differs from data/raw"
    assert {path.stem for path in GOLD.glob("*.txt")} == names
    assert Counter(str(sidecar(GOLD / f"{name}.txt")["language"]) for name in names) == {"fr": 4, "en": 2}


@pytest.mark.parametrize("label", labels(), ids=lambda label: f"{label['article']}-{label['quote_start']}")
def test_a_label_is_true_to_its_text(label: Label) -> None:
    text = (GOLD / f"{label['article']}.txt").read_text(encoding="utf-8")
    assert text[label["quote_start"] : label["quote_end"]] == label["quote"]
    assert label["trigger"] in str(label["quote"])
    assert all(name in text for name in [*label["actors"], *label["recipients"]])
    assert label["status"] in STATUSES
    assert label["basis"] in BASES
    assert (label["first"] is None) == (label["last"] is None) == (label["basis"] in {"published", "none"})
    assert label["first"] is None or label["first"] <= label["last"]
    assert label["types"] or label["optional"]


def test_mentions_of_one_event_have_one_date() -> None:
    dates: dict[tuple[object, object], set[object]] = {}
    for label in labels():
        if label["cluster"]:
            dates.setdefault((label["article"], label["cluster"]), set()).add((label["first"], label["last"]))
    assert all(len(days) == 1 for days in dates.values())


def test_a_build_of_the_labelled_articles_reaches_its_floors() -> None:
    floors = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
    assert floors
    assert not list(misses(evaluate(GOLD), floors))
