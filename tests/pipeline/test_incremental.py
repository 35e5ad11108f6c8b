"""Building again does what is new and nothing else, and what comes out is what a build from nothing gives."""

import json
import os
import pickle
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline import readers, report
from timeline.config import Config
from timeline.digest import sha256
from timeline.errors import StoreError
from timeline.pipeline import last, run, work
from timeline.pipeline.cache import FILE, FOLDER
from timeline.pipeline.engine import Spread
from timeline.pipeline.summary import BuildSummary
from timeline.pipeline.texts import recognise
from timeline.report import site
from timeline.store import TABLES, read_manifest

FILES = (*(f"{name}.parquet" for name in TABLES), "manifest.json", "datapackage.json")
LINES = (
    {
        "text": "Le ministre a rencontré mardi son homologue turc à Ankara.",
        "published": "2024-05-15",
        "title": "Rencontre",
    },
    {
        "text": "The union called a strike for Friday. The company refused.",
        "published": "2024-05-16",
        "title": "Strike",
    },
    {"text": "Police arrested 12 protesters in Lyon on Monday.", "published": "2024-05-14", "title": "Arrests"},
)
PAGES = Config.model_validate({"build": {"pages": ["actor", "topic", "month"]}})


def built(folder: Path, out: Path, *, report: bool = False, **options: Any) -> BuildSummary:
    return timeline.build(folder, out=out, reports=out.with_name(f"{out.name}-reports") if report else None, **options)


def content(out: Path) -> dict[str, bytes]:
    reports = out.with_name(f"{out.name}-reports")
    pages = {path.name: path.read_bytes() for path in reports.rglob("*") if path.is_file()}
    return {name: (out / name).read_bytes() for name in FILES} | pages


def lines(path: Path, rows: Any) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def corpus(folder: Path) -> Path:
    lines(folder / "wire.jsonl", LINES)
    return folder


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage has been run on an article, how many files were read, and how many pages drawn."""
    count: Counter[str] = Counter()
    stage_run, admit, read, draw = work._run, work.Work._admit, readers.read_part, report.write_dataset

    def counted_run(stage: Any, made: Any) -> bytes:
        count[stage.name] += 1
        return stage_run(stage, made)

    def counted_admit(self: Any, draft: Any) -> Any:
        count["ingest"] += 1
        return admit(self, draft)

    def counted_read(*given: Any) -> Iterator[Any]:
        count["read"] += 1
        return read(*given)

    def counted_draw(*given: Any, **named: Any) -> Any:
        count["report"] += 1
        return draw(*given, **named)

    monkeypatch.setattr(work, "_run", counted_run)
    monkeypatch.setattr(work.Work, "_admit", counted_admit)
    monkeypatch.setattr(readers, "read_part", counted_read)
    monkeypatch.setattr(report, "write_dataset", counted_draw)
    return count


def test_with_nothing_changed_nothing_is_done(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    first = built(corpus, tmp_path / "out", report=True)
    before = content(tmp_path / "out")
    assert done["extract"] == first.articles == 7
    done.clear()
    second = built(corpus, tmp_path / "out", report=True)
    assert done == {}
    assert second.model_copy(update={"seconds": {}, "changed": True}) == first.model_copy(update={"seconds": {}})
    assert list(second.seconds) == ["build"]
    assert content(tmp_path / "out") == before


def test_a_touched_file_is_the_same_and_a_changed_one_with_an_old_time_is_not(
    corpus: Path, tmp_path: Path, done: Counter[str]
) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    path = corpus / "greve.txt"
    path.touch()
    assert not built(corpus, tmp_path / "out").changed
    assert done == {}
    old = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Marseille", "Bordeauxx"), encoding="utf-8")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert path.stat().st_size == old.st_size
    assert built(corpus, tmp_path / "out").changed
    assert done["extract"] == 1


def test_one_article_is_one_articles_work(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    built(corpus, tmp_path / "out", report=True)
    done.clear()
    changed = {**LINES[1], "text": "The union called a strike for Saturday. The company agreed."}
    lines(corpus / "wire.jsonl", [LINES[0], changed, LINES[2]])
    built(corpus, tmp_path / "out", report=True)
    stages = dict.fromkeys(("ingest", "segment", "recognise", "extract", "chain", "sign"), 1)
    assert done == {"read": 1, "report": 1, **stages}


def test_a_line_put_in_front_moves_the_others_and_changes_none(
    corpus: Path, tmp_path: Path, done: Counter[str]
) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    new = {"text": "The mayor of Lyon resigned on Tuesday.", "published": "2024-05-16", "title": "Mayor"}
    lines(corpus / "wire.jsonl", [new, *LINES])
    built(corpus, tmp_path / "out")
    assert done["ingest"] == done["extract"] == 1
    sources = timeline.load(tmp_path / "out", "articles")["source"].to_list()
    assert {f"wire.jsonl#{number}" for number in range(1, 5)} <= set(sources)


def test_a_new_name_is_read_again_and_analysed_no_more(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    for ending in (".txt", ".meta.toml"):
        (corpus / f"appel{ending}").rename(corpus / f"conversation{ending}")
    built(corpus, tmp_path / "out")
    assert done == {"read": 1, "ingest": 1}


def test_a_sidecar_is_part_of_its_article(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    sidecar = corpus / "greve.meta.toml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("2024-03-14", "2024-03-21"), encoding="utf-8")
    built(corpus, tmp_path / "out")
    assert done["read"] == done["ingest"] == done["recognise"] == 1


def test_what_is_written_is_written_again_where_it_was_lost(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    built(corpus, tmp_path / "out", report=True)
    before = content(tmp_path / "out")
    done.clear()
    (tmp_path / "out-reports" / "index.html").write_text("", encoding="utf-8")
    built(corpus, tmp_path / "out", report=True)
    assert done == {"report": 1}
    shutil.rmtree(tmp_path / "out" / ".generations")
    built(corpus, tmp_path / "out", report=True)
    assert done == {"report": 1}
    assert content(tmp_path / "out") == before


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pages that were written."""
    names: list[str] = []
    put = site._put

    def counted(target: Path, page: bytes) -> None:
        names.append(target.stem)
        put(target, page)

    monkeypatch.setattr(site, "_put", counted)
    return names


def test_a_page_is_drawn_again_where_what_it_shows_has_changed(
    corpus: Path, tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus, tmp_path / "out", report=True, config=PAGES)
    before = content(tmp_path / "out")
    assert {"index", "2024-03", "2024-05", "topic-protest"} <= set(drawn)
    drawn.clear()
    lines(corpus / "wire.jsonl", [*LINES[:2], {**LINES[2], "text": LINES[2]["text"].replace("12", "13")}])
    built(corpus, tmp_path / "out", report=True, config=PAGES)
    assert set(drawn) == {"index", "2024-05", "topic-coerce"}
    drawn.clear()
    lines(corpus / "wire.jsonl", LINES)
    pages = tmp_path / "out-reports" / "pages"
    (pages / "topic-protest.html").unlink()
    (pages / "2024-03.html").write_text("mine", encoding="utf-8")
    built(corpus, tmp_path / "out", report=True, config=PAGES)
    assert set(drawn) == {"index", "2024-03", "2024-05", "topic-coerce", "topic-protest"}
    assert content(tmp_path / "out") == before
    drawn.clear()
    edited_keys(monkeypatch, "report/catalogue/en.toml", lambda text: text.replace("Timeline", "Time line"))
    built(corpus, tmp_path / "out", report=True, config=PAGES)
    assert len(drawn) == len(before) - len(FILES), "other words, other pages"


def edited_keys(monkeypatch: pytest.MonkeyPatch, name: str, edit: Callable[[str], str]) -> None:
    """Lets the keys think that a data file reads otherwise."""
    real = Path.read_bytes

    def read(path: Path) -> bytes:
        body = real(path)
        return edit(body.decode("utf-8")).encode("utf-8") if path.as_posix().endswith(name) else body

    monkeypatch.setattr(Path, "read_bytes", read)


def test_a_rule_without_effect_is_cut_off_early(
    corpus: Path, tmp_path: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus, tmp_path / "out", report=True)
    done.clear()
    edited_keys(monkeypatch, "fr/temporal.toml", lambda text: text + '\n[unused]\nvalue = "x"\n')
    assert not built(corpus, tmp_path / "out", report=True).changed
    assert done == {"recognise": 7}, "the times are as before, and so is all that comes of them"


def test_a_comment_in_a_rule_file_is_no_change(
    corpus: Path, tmp_path: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    edited_keys(monkeypatch, "fr/triggers.toml", lambda text: f"# why\n{text}")
    built(corpus, tmp_path / "out")
    assert done == {}


def test_another_last_day_dates_again_what_depends_on_it(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    built(corpus, tmp_path / "out")
    done.clear()
    built(corpus, tmp_path / "out", as_of=date(2024, 3, 13))
    assert timeline.load(tmp_path / "out", "articles")["published"].null_count() > 1
    assert read_manifest(tmp_path / "out")["as_of"] == "2024-03-13"
    assert done["ingest"] == 5, "what states no day later than that has been dated for every such last day"
    done.clear()
    built(corpus, tmp_path / "out", as_of=date(2024, 6, 1))
    assert done["ingest"] == 5, "what was refused then is dated anew, and so is what states no day"
    done.clear()
    built(corpus, tmp_path / "out", as_of=date(2024, 6, 2))
    assert done == {"read": 1, "ingest": 1}, "one article states no day"


def test_the_cache_can_be_deleted_or_damaged_at_any_time(corpus: Path, tmp_path: Path) -> None:
    built(corpus, tmp_path / "out")
    before = content(tmp_path / "out")
    path = tmp_path / "out" / FOLDER / FILE
    whole, chance = path.read_bytes(), random.Random(3)
    for turn in range(6):
        damaged = bytearray(whole)
        for _ in range(1 + 400 * (turn % 2)):
            damaged[chance.randrange(len(damaged))] ^= 255
        path.write_bytes(damaged[: len(damaged) // (1 + turn % 3)])
        (corpus / "greve.txt").write_text(f"Grève\n\nLes dockers ont manifesté mardi. {turn}\n", encoding="utf-8")
        built(corpus, tmp_path / "out")
    shutil.rmtree(path.parent)
    built(corpus, tmp_path / "out")
    built(corpus, tmp_path / "clean")
    assert content(tmp_path / "out") == content(tmp_path / "clean") != before


def test_a_missing_file_takes_its_rows_along_or_is_kept(corpus: Path, tmp_path: Path, done: Counter[str]) -> None:
    full = built(corpus, tmp_path / "out")
    before = {name: timeline.load(tmp_path / "out", name) for name in TABLES}
    (corpus / "broken.jsonl").write_text("{\n", encoding="utf-8")
    built(corpus, tmp_path / "out")
    for name in ("greve.txt", "greve.meta.toml", "broken.jsonl"):
        (corpus / name).unlink()
    done.clear()
    kept = built(corpus, tmp_path / "out", keep_missing=True)
    assert (kept.articles, sum(kept.rejects.values())) == (full.articles, 1)
    assert done["ingest"] == done["extract"] == 0
    rows = {row["source"]: row for row in read_manifest(tmp_path / "out")["inputs"]}
    assert rows["greve.txt"]["missing"] is rows["greve.meta.toml"]["missing"] is rows["broken.jsonl"]["missing"] is True
    assert "missing" not in rows["appel.txt"]
    again = built(corpus, tmp_path / "out", keep_missing=True)
    assert (again.articles, again.changed) == (full.articles, False), "kept for as long as it is asked for"
    for name in TABLES:
        if name != "rejects":
            assert timeline.load(tmp_path / "out", name).equals(before[name]), name
    gone = built(corpus, tmp_path / "out")
    assert (gone.articles, gone.rejects) == (full.articles - 1, {})


def test_what_is_missing_is_not_lost_in_silence(corpus: Path, tmp_path: Path) -> None:
    built(corpus, tmp_path / "out", keep_missing=True)
    shutil.rmtree(tmp_path / "out" / FOLDER)
    with pytest.raises(StoreError, match="without --keep-missing"):
        built(corpus, tmp_path / "out", keep_missing=True)


def test_the_cache_holds_no_more_than_the_last_build_needs(corpus: Path, tmp_path: Path) -> None:
    sizes = []
    for turn in range(4):
        lines(corpus / "wire.jsonl", [{**row, "text": f"{row['text']} {turn}"} for row in LINES])
        built(corpus, tmp_path / "out")
        sizes.append((tmp_path / "out" / FOLDER / FILE).stat().st_size)
    built(corpus, tmp_path / "clean")
    assert max(sizes) <= 1.5 * (tmp_path / "clean" / FOLDER / FILE).stat().st_size


def test_a_file_that_changes_while_it_is_read_is_read_again_next_time(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, path = readers.read_part, corpus / "wire.jsonl"

    def late(part: readers.Part, *options: Any) -> Iterator[Any]:
        if part.path == path:
            lines(path, LINES[:1])
        return real(part, *options)

    monkeypatch.setattr(readers, "read_part", late)
    assert built(corpus, tmp_path / "out").articles == 5
    monkeypatch.undo()
    lines(path, LINES)
    assert built(corpus, tmp_path / "out").articles == 7
    built(corpus, tmp_path / "clean")
    assert content(tmp_path / "out") == content(tmp_path / "clean")


def edits(folder: Path, chance: random.Random) -> None:
    """One change that people make: an article added, mended, moved, copied or taken away, or a file broken."""
    texts = sorted(folder.rglob("*.txt"))
    kind = chance.randrange(7)
    if kind == 0 or not texts:
        day = chance.randrange(1, 5)
        text = (
            f"Visite\n\nLe président s'est rendu le {day} mars 2024 à Kiev. Il a promis une aide de {day} millions.\n"
        )
        (folder / f"n{chance.randrange(99)}.txt").write_text(text, encoding="utf-8")
    elif kind == 1:
        path = chance.choice(texts)
        path.write_text(path.read_text(encoding="utf-8") + "Le syndicat a rejeté l'offre.\n", encoding="utf-8")
    elif kind == 2:
        chance.choice(texts).unlink()
    elif kind == 3:
        path = chance.choice(texts)
        path.rename(path.with_name(f"m{chance.randrange(99)}.txt"))
    elif kind == 4:
        path = chance.choice(texts)
        shutil.copy(path, folder / f"c{chance.randrange(99)}.txt")
    elif kind == 5:
        lines(folder / "wire.jsonl", chance.sample(LINES, chance.randrange(4)))
    else:
        (folder / f"x{chance.randrange(3)}.jsonl").write_bytes(chance.choice([b"{", b"\x00\xff", b"[1]\n"]))


def spoilt(folder: Path, chance: random.Random) -> None:
    """What may happen to the pages of a report between two builds: one is edited, taken away or put in another's place."""
    pages = sorted(folder.rglob("*.html"))
    for page in chance.sample(pages, min(len(pages), chance.randrange(3))):
        kind = chance.randrange(3)
        if kind == 0:
            page.write_text(f"<!-- mine -->{page.read_text(encoding='utf-8')}", encoding="utf-8")
        elif kind == 1:
            page.unlink()
        else:
            shutil.copy(chance.choice(sorted(folder.rglob("*.html"))), folder / "pages" / "2024-03.html")


@pytest.mark.parametrize("seed", range(2))
def test_any_row_of_edits_ends_as_a_build_from_nothing_does(corpus: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    options: dict[str, Any] = {"report": True, "config": PAGES}
    for turn in range(6):
        for _ in range(chance.randrange(1, 3)):
            edits(corpus, chance)
        spoilt(tmp_path / "out-reports", chance)
        options["as_of"] = date(2024, 3, chance.randrange(1, 29))
        again = built(corpus, tmp_path / "out", workers=1, **options)
        clean = built(corpus, tmp_path / f"clean{turn}", **options)
        assert content(tmp_path / "out") == content(tmp_path / f"clean{turn}"), f"seed {seed}, turn {turn}"
        assert again.read == again.articles + sum(again.rejects.values()) == clean.read
        assert again.rejects == clean.rejects


def test_what_a_worker_found_kept_stays_kept(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def elsewhere(workers: int) -> Iterator[Spread]:
        yield lambda function, items: map(pickle.loads(pickle.dumps(function)), items)

    def other(keys: run.Keys, function: Callable[..., Any], *beside: str) -> str:
        return sha256(b"other rules") if function is recognise else of(keys, function, *beside)

    def entries() -> int:
        with closing(sqlite3.connect(tmp_path / "out" / FOLDER / FILE)) as link:
            return int(link.execute("SELECT count(*) FROM entries").fetchone()[0])

    built(corpus, tmp_path / "out")
    before, of = entries(), run.Keys.of
    monkeypatch.setattr(run, "engine_of", elsewhere)
    monkeypatch.setattr(run.Keys, "of", other)
    monkeypatch.setattr(run, "recall", lambda cache: None)
    built(corpus, tmp_path / "out")
    assert entries() == before


def test_what_is_kept_of_the_last_build_is_believed_only_if_it_is_whole(corpus: Path, tmp_path: Path) -> None:
    built(corpus, tmp_path / "out")
    cache = run.Cache(tmp_path / "out")
    cache.put(last.KEY, b'{"asked": "something else"}')
    cache.put(last.INPUTS, b"no JSON")
    assert last.recall(cache) is last.recall_inputs(cache) is None
    cache.close()
    before = content(tmp_path / "out")
    assert not built(corpus, tmp_path / "out").changed
    assert content(tmp_path / "out") == before
