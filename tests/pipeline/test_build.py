from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import timeline
from timeline import link
from timeline.config import Config
from timeline.errors import StoreError, UsageError
from timeline.pipeline import analysis
from timeline.pipeline.stages import STAGES
from timeline.pipeline.summary import Watch
from timeline.records import Article
from timeline.store import TABLES, read, read_manifest
from timeline.store.validation import validate

NAMES = ["appel.txt", "en/call.txt", "en/undated.txt", "greve.txt"]


def tables(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in TABLES}


def test_articles_become_tables_and_a_page(folder: Path, tmp_path: Path) -> None:
    summary = timeline.build(folder, out=tmp_path / "out", reports=tmp_path / "reports")
    assert (summary.read, summary.articles, summary.rejects) == (4, 4, {})
    assert summary.mentions > 4
    assert 0 < summary.events < summary.mentions
    assert all(path.is_file() for path in summary.tables.values())
    assert summary.report is not None
    assert "</html>" in summary.report.read_text(encoding="utf-8")
    assert validate(tmp_path / "out")[1] == []
    assert set(timeline.load(tmp_path / "out", "articles")["source"]) == set(NAMES)
    assert read_manifest(tmp_path / "out")["counts"]["events"] == summary.events


def test_what_the_articles_say_is_in_the_tables(folder: Path, tmp_path: Path) -> None:
    timeline.build(folder, out=tmp_path / "out")
    mentions = timeline.load(tmp_path / "out", "event_mentions")
    call = mentions.filter(pl.col("event_type") == "CONSULT", pl.col("first") == date(2024, 3, 11))
    assert call.height >= 2, "both articles tell of the call on Monday 11 March"
    undated = timeline.load(tmp_path / "out", "articles").filter(pl.col("published").is_null())
    assert undated["source"].to_list() == ["en/undated.txt"]
    own = mentions.filter(pl.col("article_id") == undated["article_id"][0])
    assert own["first"].null_count() == own.height, "nothing relative is dated without a publication date"


def test_order_folder_and_workers_leave_no_trace(
    folder: Path, laid_out: Callable[[str, list[str]], Path], tmp_path: Path
) -> None:
    other = laid_out("elsewhere/deep/raw", NAMES[::-1])
    first = timeline.build(folder, out=tmp_path / "a", reports=tmp_path / "ra")
    again = timeline.build([other], out=tmp_path / "b", reports=tmp_path / "rb")
    shared = timeline.build([other / "greve.txt", other / "en", other / "appel.txt"], out=tmp_path / "c", workers=2)
    assert tables(tmp_path / "a") == tables(tmp_path / "b")
    assert timeline.load(tmp_path / "a").equals(timeline.load(tmp_path / "c"))
    assert tables(tmp_path / "a").keys() == TABLES.keys()
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()
    assert first.report is not None
    assert again.report is not None
    assert first.report.read_bytes() == again.report.read_bytes()
    assert shared.events == first.events


def test_building_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    assert timeline.build(folder, out=tmp_path / "out").changed is True
    assert timeline.build(folder, out=tmp_path / "out").changed is False


def test_ids_do_not_depend_on_the_company_or_the_file_name(folder: Path, tmp_path: Path) -> None:
    timeline.build(folder, out=tmp_path / "all")
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    (renamed / "x.txt").write_bytes((folder / "appel.txt").read_bytes())
    (renamed / "x.meta.toml").write_bytes((folder / "appel.meta.toml").read_bytes())
    timeline.build(renamed, out=tmp_path / "one")
    alone = set(timeline.load(tmp_path / "one", "event_mentions")["mention_id"])
    together = set(timeline.load(tmp_path / "all", "event_mentions")["mention_id"])
    assert alone
    assert alone <= together


def test_the_same_article_twice_is_one_and_a_reject(folder: Path, tmp_path: Path) -> None:
    for suffix in (".txt", ".meta.toml"):
        (folder / f"zz{suffix}").write_bytes((folder / f"appel{suffix}").read_bytes())
    summary = timeline.build(folder, out=tmp_path / "out")
    assert summary.rejects == {"duplicate": 1}
    assert summary.read == summary.articles + 1
    row = timeline.load(tmp_path / "out", "rejects").row(0, named=True)
    assert row["source"] == "zz.txt"
    assert "appel.txt" in row["message"]


def test_a_fault_costs_one_article_and_names_its_stage(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(article: Article, mentions: object) -> list[object]:
        if "dockers" in article.text:
            raise ZeroDivisionError("by hand")
        return list(link.chain(article, mentions))  # type: ignore[arg-type]

    class Faulty:
        chain = staticmethod(faulty)

    monkeypatch.setattr(analysis, "link", Faulty)
    summary = timeline.build(folder, out=tmp_path / "out")
    assert summary.rejects == {"failed": 1}
    assert summary.articles == 3
    row = timeline.load(tmp_path / "out", "rejects").row(0, named=True)
    assert (row["source"], row["stage"]) == ("greve.txt", "chain")
    assert "ZeroDivisionError: by hand" in row["message"]
    assert "test_build.py" in row["excerpt"]
    assert validate(tmp_path / "out")[1] == []


GERMAN = (
    "Der Minister hat am Montag mit seinem Amtskollegen telefoniert. Der Vertrag trat am 3. Oktober 1990 in Kraft.\n"
)
JAPANESE = "外務大臣は月曜日に電話で会談した。協定は2023年3月15日に署名された。政府は要求を拒否した。\n"


def test_a_foreign_article_is_kept_with_its_absolute_dates(folder: Path, tmp_path: Path) -> None:
    (folder / "de.txt").write_text("Ein Telefonat\n\n" + GERMAN * 3, encoding="utf-8")
    (folder / "ja.txt").write_text("電話会談\n\n" + JAPANESE * 3, encoding="utf-8")
    summary = timeline.build(folder, out=tmp_path / "out", reports=tmp_path / "reports")
    assert (summary.articles, summary.without_rules, summary.rejects) == (6, 2, {})
    articles = timeline.load(tmp_path / "out", "articles").filter(pl.col("language").is_in(["de", "ja"]))
    german, japanese = articles.sort("language").iter_rows(named=True)
    assert german["title"] == "Ein Telefonat"
    assert all(row["blocks"] for row in (german, japanese))
    times = timeline.load(tmp_path / "out", "time_mentions")
    own = times.filter(pl.col("article_id") == german["article_id"])
    assert own["value"].to_list() == ["1990-10-03"] * 3
    assert set(own["basis"]) == {"stated"}
    assert own["sentence"].null_count() == 0
    assert times.filter(pl.col("article_id") == japanese["article_id"]).is_empty()
    mentions = timeline.load(tmp_path / "out", "event_mentions")
    assert mentions.filter(pl.col("article_id").is_in(articles["article_id"].to_list())).is_empty()
    assert validate(tmp_path / "out")[1] == []


def test_several_sources_are_named_from_their_common_folder(folder: Path, tmp_path: Path) -> None:
    timeline.build([folder / "en", folder / "greve.txt", folder / "en" / "call.txt"], out=tmp_path / "out")
    sources = timeline.load(tmp_path / "out", "articles")["source"].sort().to_list()
    assert sources == ["en/call.txt", "en/undated.txt", "greve.txt"]


def test_its_own_output_is_no_input(folder: Path) -> None:
    first = timeline.build(folder, out=folder / "processed", reports=folder / "reports")
    second = timeline.build(folder, out=folder / "processed", reports=folder / "reports")
    assert (second.read, second.changed) == (first.read, False)


def test_the_last_possible_day_bounds_publication(folder: Path, tmp_path: Path) -> None:
    timeline.build(folder, out=tmp_path / "out", as_of=date(2024, 3, 13))
    dated = timeline.load(tmp_path / "out", "articles").drop_nulls("published")["source"].sort().to_list()
    assert dated == ["appel.txt", "en/call.txt"]


def test_a_limit_of_the_configuration_holds(folder: Path, tmp_path: Path) -> None:
    config = Config.model_validate({"limits": {"article_bytes": 200}})
    assert timeline.build(folder, out=tmp_path / "out", config=config).rejects == {"too_large": 2}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"engine": "tcp://host:1"}, "workers"),
        ({"language": "tlh"}, "en, fr"),
        ({"sources": []}, "name a file or a folder"),
        ({"sources": ["nowhere"]}, "no such file"),
    ],
)
def test_a_wrong_call_is_refused_before_any_work(
    folder: Path, tmp_path: Path, wrong: dict[str, object], told: str
) -> None:
    call = {"sources": folder, "out": tmp_path / "out", **wrong}
    with pytest.raises(UsageError, match=told):
        timeline.build(**call)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_a_former_dataset_survives_a_build_that_fails(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline.build(folder, out=tmp_path / "out")
    before = tables(tmp_path / "out")
    (folder / "greve.txt").unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(StoreError, match="No space left"):
        timeline.build(folder, out=tmp_path / "out")
    assert tables(tmp_path / "out") == before
    monkeypatch.undo()
    assert timeline.build(folder, out=tmp_path / "out").articles == 3


def test_the_watch_is_told_of_every_stage(folder: Path, tmp_path: Path) -> None:
    seen: list[str] = []

    class Listening(Watch):
        def finish(self, stage: str, said: str, seconds: float) -> None:
            assert said
            seen.append(stage)

    summary = timeline.build(folder, out=tmp_path / "out", reports=tmp_path / "r", watch=Listening())
    assert seen == ["ingest", "analyse", "sift", "link", "store", "report"]
    assert set(seen) <= set(summary.seconds)


def test_stages_need_only_what_comes_before() -> None:
    known = {"order", "inputs", "analyses", "rejects", "kept"}
    for stage in STAGES:
        assert set(stage.needs) <= known, stage.name
        known.add(stage.name)
    assert [stage.name for stage in STAGES if not stage.gather] == [
        "ingest",
        "segment",
        "recognise",
        "extract",
        "chain",
        "sign",
    ]


def test_records_come_back_with_their_spans(folder: Path, tmp_path: Path) -> None:
    timeline.build(folder, out=tmp_path / "out")
    data = read(tmp_path / "out")
    texts = {article.article_id: article.text for article in data.articles}
    assert data.mentions
    assert data.times
    for mention in data.mentions:
        spans = [mention, *mention.actors, *(quantity.span for quantity in mention.quantities)]
        assert all(texts[mention.article_id][span.start : span.end] == span.text for span in spans)
    for row in data.times:
        assert row.sentence is not None
        assert texts[row.article_id][row.time.start : row.time.end] == row.time.text
