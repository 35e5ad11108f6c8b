"""A build with a file of corrections: applied every time, marked in the tables, told when it finds nothing."""

from pathlib import Path

import polars as pl
import pytest

import timeline
from timeline.errors import ConfigError, UsageError
from timeline.store import read_manifest
from timeline.store.validation import validate


@pytest.fixture
def first(folder: Path, tmp_path: Path) -> pl.DataFrame:
    timeline.build(folder, out=tmp_path / "data" / "processed")
    return timeline.load(tmp_path / "data" / "processed")


def corrected(folder: Path, tmp_path: Path, content: str) -> timeline.BuildSummary:
    (tmp_path / "data" / "corrections.toml").write_text(content, encoding="utf-8")
    return timeline.build(folder, out=tmp_path / "data" / "processed", reports=tmp_path / "reports")


def test_corrections_are_applied_on_every_build(folder: Path, tmp_path: Path, first: pl.DataFrame) -> None:
    gone, changed = first["event_id"][0], first["event_id"][1]
    content = f'[[drop]]\nevent_id = "{gone}"\n[[set]]\nevent_id = "{changed}"\nlabel = "As we know it"\n'
    content += '[[drop]]\nevent_id = "e0"\n'
    for _ in range(2):
        summary = corrected(folder, tmp_path, content)
        events = timeline.load(tmp_path / "data" / "processed")
        assert (summary.corrected, summary.uncorrected) == (2, 1)
        assert gone not in set(events["event_id"])
        assert events.filter(pl.col("event_id") == changed)["label"].to_list() == ["As we know it"]
        assert events.filter("curated")["event_id"].to_list() == [changed]
    mentions = timeline.load(tmp_path / "data" / "processed", "event_mentions")
    assert mentions.height == int(first["n_mentions"].sum()), "what is dropped is an event, not what was read"
    rejects = timeline.load(tmp_path / "data" / "processed", "rejects")
    assert rejects["stage"].to_list() == ["curate"] and "e0" in rejects["message"][0]
    assert summary.read == summary.articles + sum(summary.rejects.values())
    assert validate(tmp_path / "data" / "processed")[1] == []
    assert "As we know it" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_without_the_file_all_is_as_it_was(folder: Path, tmp_path: Path, first: pl.DataFrame) -> None:
    corrected(folder, tmp_path, f'[[drop]]\nevent_id = "{first["event_id"][0]}"\n')
    assert read_manifest(tmp_path / "data" / "processed")["corrections"]
    (tmp_path / "data" / "corrections.toml").unlink()
    timeline.build(folder, out=tmp_path / "data" / "processed")
    assert timeline.load(tmp_path / "data" / "processed").equals(first)


def test_the_file_is_no_article(folder: Path) -> None:
    (folder / "corrections.toml").write_text("", encoding="utf-8")
    summary = timeline.build(folder, out=folder / "processed")
    assert summary.rejects == {}


def test_a_faulty_file_stops_the_build(folder: Path, tmp_path: Path, first: pl.DataFrame) -> None:
    with pytest.raises(ConfigError, match="Did you mean event_id"):
        corrected(folder, tmp_path, '[[drop]]\nevent = "e0"\n')
    with pytest.raises(UsageError, match="no such file of corrections"):
        timeline.build(folder, out=tmp_path / "out", corrections=tmp_path / "none.toml")
