"""A build that is killed, or that the machine refuses something, leaves a whole dataset; the next one goes on from there."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.errors import TimelineError
from timeline.pipeline.cache import FILE, FOLDER
from timeline.store import TABLES, read
from timeline.store.validation import validate

KILLS, ROUND = 50, 5
"""Builds that are killed at random moments, and how many of them before one is let finish."""
SEED = 20240513
FILES = (*(f"{name}.parquet" for name in TABLES), "manifest.json", "datapackage.json")
Answer = dict[str, Any]
Order = Callable[..., Answer]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are forked and killed: this machine cannot")


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    line = [sys.executable, str(Path(__file__).with_name("nursery.py"))]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def order(nursery: subprocess.Popen[str], folder: Path, tmp_path: Path) -> Order:
    """Orders one build of `folder` in a process of its own; gives what became of it."""

    def give(**options: Any) -> Answer:
        order = {"source": str(folder), "out": str(tmp_path / "out"), "reports": str(tmp_path / "reports"), **options}
        assert nursery.stdin
        assert nursery.stdout
        nursery.stdin.write(json.dumps(order) + "\n")
        nursery.stdin.flush()
        answer: Answer = json.loads(nursery.stdout.readline())
        return answer

    return give


def edit(folder: Path, number: int) -> None:
    """Another state of the corpus: every text that has been or will be has its number in it."""
    text = f"Grève {number}\n\nLes dockers de Marseille ont manifesté mardi contre le plan numéro {number}. Lille refuse.\n"
    (folder / "greve.txt").write_text(text, encoding="utf-8")
    extra = folder / "en" / "extra.txt"
    if number % 2:
        extra.write_text(f"Police arrested {number + 10} protesters in Lyon on Monday.\n", encoding="utf-8")
    else:
        extra.unlink(missing_ok=True)


def content(out: Path, reports: Path) -> dict[str, bytes]:
    pages = {path.name: path.read_bytes() for path in reports.rglob("*.html")}
    return {name: (out / name).read_bytes() for name in FILES} | pages


def clean(folder: Path, tmp_path: Path, name: str) -> dict[str, bytes]:
    """What a build that nobody disturbs makes of the corpus, from nothing."""
    timeline.build(folder, out=tmp_path / name / "out", reports=tmp_path / name / "reports")
    return content(tmp_path / name / "out", tmp_path / name / "reports")


def whole(out: Path) -> int:
    """The number of the one state that all tables of a dataset tell of."""
    data = read(out)
    states = {one.title for one in data.articles if one.title and one.title.startswith("Grève")}
    assert len(states) == 1
    number = int(str(states.pop()).removeprefix("Grève "))
    extra = sum(one.source == "en/extra.txt" for one in data.articles)
    assert extra == number % 2, "rows of two builds in one table"
    assert len(data.articles) == 4 + extra
    known = {one.article_id for one in data.articles}
    assert {one.article_id for one in data.mentions} <= known, "mentions of another build than the articles"
    assert set(data.event_of) == {one.mention_id for one in data.mentions}
    return number


def test_killed_at_random_moments_it_is_whole_and_ends_as_if_undisturbed(
    order: Order, folder: Path, tmp_path: Path
) -> None:
    chance, out = random.Random(SEED), tmp_path / "out"
    edit(folder, 0)
    first = order()
    assert first["status"] == 0, first
    edit(folder, 1)
    took, state, killed, number = order()["seconds"], 1, 0, 1
    while killed < KILLS:
        number += 1
        edit(folder, number)
        answer = order(after=chance.random() * 0.95 * took, batch=1)
        killed += answer["status"] == -signal.SIGKILL
        now = whole(out)
        assert now in {state, number}
        state = now
        if killed and killed % ROUND == 0:
            answer = order()
            assert answer["status"] == 0, answer
            took, state = max(answer["seconds"], 0.5 * took), number
            assert content(out, tmp_path / "reports") == clean(folder, tmp_path, f"clean{number}"), (
                f"after {killed} kills"
            )
            assert validate(out)[1] == []
            assert read(out).rejects == []


def test_killed_at_each_step_to_a_switch_it_is_whole_and_ends_as_if_undisturbed(
    order: Order, folder: Path, tmp_path: Path
) -> None:
    out, number = tmp_path / "out", 1
    for number in (1, 3):
        edit(folder, number)
        calls: list[str] = order()["calls"]
    assert {"publish", "_switch", "_link", "_sweep", "_put", "remember", "Cache.sweep"} <= set(calls)
    points = [at for at, name in enumerate(calls) if name != "Cache.put" or calls[at - 1] != name]
    state = number
    for at in points:
        number += 2
        edit(folder, number)
        answer = order(call=at)
        assert answer["status"] == -signal.SIGKILL, calls[at]
        now = whole(out)
        assert now in {state, number}, calls[at]
        state = now
        if at % 7 == 0 or at == points[-1]:
            assert order()["status"] == 0
            state = number
            assert content(out, tmp_path / "reports") == clean(folder, tmp_path, f"clean{at}"), calls[at]


def test_what_was_done_before_a_kill_is_not_done_again(order: Order, folder: Path) -> None:
    """Each article has seven values: its own, five of its stages and its signature."""
    fresh = order()["calls"]
    puts = [at for at, name in enumerate(fresh) if name == "Cache.put"]
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        path.write_text(path.read_text(encoding="utf-8") + f"\nC'est la version {number}.\n", encoding="utf-8")
    late = puts[-6]
    assert order(call=late, batch=1)["status"] == -signal.SIGKILL
    again = order()["calls"]
    assert again.count("Cache.put") < len(puts) / 2


def test_readers_see_one_build_while_others_are_killed(order: Order, folder: Path, tmp_path: Path) -> None:
    out, failures, stop = tmp_path / "out", [], threading.Event()
    edit(folder, 0)
    order()

    def look() -> None:
        while not stop.is_set():
            try:
                whole(out)
            except (AssertionError, TimelineError) as error:
                failures.append(repr(error))
                return

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, 6):
        edit(folder, number)
        order(call=40 + 3 * number)
        order()
    stop.set()
    reader.join()
    assert not failures


def test_too_little_memory_stops_the_build_and_no_article_is_lost(order: Order, folder: Path, tmp_path: Path) -> None:
    edit(folder, 0)
    order()
    edit(folder, 1)
    refused = [order(memory=limit << 20)["status"] for limit in (1, 2, 4, 8, 16)]
    assert any(refused), "the limits were too wide to show anything"
    assert whole(tmp_path / "out") in {0, 1}
    assert order()["status"] == 0
    assert content(tmp_path / "out", tmp_path / "reports") == clean(folder, tmp_path, "clean")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can take another user's rights")
def test_a_folder_that_may_not_be_written_is_said_so(order: Order, folder: Path, tmp_path: Path) -> None:
    edit(folder, 0)
    order()
    before = content(tmp_path / "out", tmp_path / "reports")
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == 0 and path.name.startswith(("pytest-", tmp_path.name)):
            path.chmod(0o755)
    edit(folder, 1)
    answer = order(user=65534)
    assert answer["status"] == 1
    assert "cannot write there" in answer["error"]
    assert content(tmp_path / "out", tmp_path / "reports") == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here; failing flushes stand in for it in tests/store")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_so_and_leaves_the_former_dataset(
    order: Order, folder: Path, tmp_path: Path, small_disk: Path
) -> None:
    out, reports = small_disk / "out", small_disk / "reports"
    edit(folder, 0)
    assert order(out=str(out), reports=str(reports))["status"] == 0
    refused = 0
    for number, left in enumerate((0, 4, 16, 40, 64, 100, 200), start=1):
        state = whole(out)
        edit(folder, number)
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        (small_disk / "filler").write_bytes(bytes(max(0, free - left * 1024)))
        answer = order(out=str(out), reports=str(reports))
        refused += answer["status"] == 1
        assert answer["status"] in {0, 1}, answer
        if answer["status"]:
            assert "Free some space" in answer["error"] or "Mend it" in answer["error"], answer
        assert whole(out) in {state, number}
        (small_disk / "filler").unlink()
    assert refused >= 3
    assert order(out=str(out), reports=str(reports))["status"] == 0
    assert content(out, reports) == clean(folder, tmp_path, "clean")
    assert (out / FOLDER / FILE).stat().st_size < 2 << 20
