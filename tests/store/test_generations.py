import os
import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest

from timeline.errors import StoreError
from timeline.records import Reject
from timeline.store import Dataset, generations, load, locked, read, scan, write

ROUNDS = 40


def numbered(number: int) -> Dataset:
    """A dataset that knows its number, of a size of its own."""
    rows = [
        Reject(source=f"{number}-{row}", stage="s", code=str(number), message="m")
        for row in range(10 + number % 7 * 90)
    ]
    return Dataset(rejects=rows)


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_readers_see_whole_builds_while_others_are_written(tmp_path: Path) -> None:
    write(tmp_path, numbered(0))
    writer = threading.Thread(target=lambda: [write(tmp_path, numbered(number)) for number in range(1, ROUNDS)])
    writer.start()
    seen = set()
    while writer.is_alive():
        for frame in (load(tmp_path, "rejects"), scan(tmp_path, "rejects").collect()):
            numbers = frame["code"].unique().to_list()
            assert len(numbers) == 1, "two builds in one table"
            assert frame.height == numbered(int(numbers[0])).rejects.__len__(), "half a build"
            seen.add(numbers[0])
    writer.join()
    assert len(seen) > 3, "the writer never got between two reads"
    assert load(tmp_path, "rejects")["code"][0] == str(ROUNDS - 1)


def test_a_reader_that_opened_a_file_keeps_it(tmp_path: Path) -> None:
    write(tmp_path, numbered(1))
    with (tmp_path / "rejects.parquet").open("rb") as stream:
        for number in range(2, 6):
            write(tmp_path, numbered(number))
        assert pl.read_parquet(stream)["code"].unique().to_list() == ["1"]


def test_a_lazy_frame_survives_the_next_build(tmp_path: Path) -> None:
    write(tmp_path, numbered(1))
    lazy = scan(tmp_path, "rejects")
    write(tmp_path, numbered(2))
    assert lazy.collect()["code"].unique().to_list() == ["1"]


def test_all_tables_switch_at_once(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path, dataset)
    before = {path.name for path in tmp_path.iterdir()}
    write(tmp_path, Dataset())
    assert {path.name for path in tmp_path.iterdir()} == before
    assert len({path.resolve().parent for path in tmp_path.glob("*.parquet")}) == 1


def test_the_same_content_touches_nothing(tmp_path: Path, dataset: Dataset) -> None:
    assert write(tmp_path, dataset)[1] is True
    stamps = {path.name: path.lstat().st_mtime_ns for path in tmp_path.iterdir() if path.is_symlink()}
    assert write(tmp_path, dataset)[1] is False
    assert {path.name: path.lstat().st_mtime_ns for path in tmp_path.iterdir() if path.is_symlink()} == stamps


def test_old_generations_go_but_the_last_one(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path, numbered(number))
    assert sum(path.is_dir() for path in (tmp_path / generations.GENERATIONS).iterdir()) == generations.KEEP


@pytest.mark.parametrize("step", range(11))
def test_a_disk_that_fails_at_any_step_leaves_the_old_dataset(
    tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    write(tmp_path, numbered(1))
    before = files(tmp_path)
    real, calls = os.fsync, iter(range(100))

    def failing(handle: int) -> None:
        if next(calls) == step:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    try:
        write(tmp_path, dataset)
    except StoreError as error:
        assert "No space left on device" in str(error)
        assert step > 8 or files(tmp_path) == before, "the switch comes after nine flushes"
    monkeypatch.undo()
    write(tmp_path, dataset)
    assert read(tmp_path) == dataset


KILLED = """
import os, sys
from pathlib import Path
from timeline.records import Reject
from timeline.store import Dataset, write
point = int(sys.argv[2])
count = 0
def trace(frame, event, arg):
    global count
    if event == "call" and frame.f_code.co_filename.endswith(("generations.py", "writing.py", "manifest.py")):
        count += 1
        if count == point:
            os._exit(9)
sys.setprofile(trace)
write(Path(sys.argv[1]), Dataset(rejects=[Reject(source="new", stage="s", code="new", message="m")]))
sys.setprofile(None)
print(count)
"""


def test_a_build_killed_at_any_point_leaves_one_whole_dataset(tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    whole = subprocess.run(
        [sys.executable, "-c", KILLED, str(clean), "0"], capture_output=True, text=True, check=True, timeout=60
    )
    points = range(1, int(whole.stdout) + 1, max(1, int(whole.stdout) // 12))
    for point in points:
        out = tmp_path / str(point)
        write(out, numbered(1))
        old = files(out)
        subprocess.run([sys.executable, "-c", KILLED, str(out), str(point)], check=False, timeout=60)
        assert files(out) in (old, files(clean)), f"killed at call {point}"
        assert load(out, "rejects")["code"][0] in {"1", "new"}
        write(out, Dataset(rejects=[Reject(source="new", stage="s", code="new", message="m")]))
        assert files(out) == files(clean), f"not finished after a kill at call {point}"


def test_without_symbolic_links_the_files_are_copied(
    tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    write(tmp_path, numbered(1))
    write(tmp_path, dataset)
    assert not (tmp_path / "events.parquet").is_symlink()
    assert read(tmp_path) == dataset
    assert pl.read_parquet(tmp_path / "events.parquet")["event_id"].to_list() == ["e1"]


def test_a_copy_without_its_generations_still_loads(tmp_path: Path, dataset: Dataset) -> None:
    write(tmp_path / "here", dataset)
    there = tmp_path / "there"
    there.mkdir()
    for name, content in files(tmp_path / "here").items():
        (there / name).write_bytes(content)
    assert read(there) == dataset


def test_two_writers_are_told_apart(tmp_path: Path) -> None:
    holder = "import sys,time; from pathlib import Path; from timeline.store import locked\n"
    holder += "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {other.pid}"), locked(tmp_path):
            pass
    finally:
        other.kill()
        other.communicate()
    with locked(tmp_path):
        pass


def test_an_output_that_cannot_be_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="--out"), locked(tmp_path / "file"):
        pass
