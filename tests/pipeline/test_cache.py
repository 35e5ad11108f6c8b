import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.digest import sha256
from timeline.errors import StoreError
from timeline.pipeline import cache as module
from timeline.pipeline.cache import Cache, Shelf

KEYS = [sha256(str(number).encode()) for number in range(400)]


def body(key: str) -> bytes:
    return key.encode() * 20


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path)
    yield made
    made.close()


def test_what_was_put_comes_back(cache: Cache) -> None:
    digest = cache.put(KEYS[0], body(KEYS[0]))
    assert cache.get(KEYS[0]) == body(KEYS[0])
    assert cache.digest(KEYS[0]) == digest == sha256(body(KEYS[0]))
    assert cache.get(KEYS[1]) is cache.digest(KEYS[1]) is None


def test_it_outlives_the_process_that_is_killed(tmp_path: Path) -> None:
    code = f"""
import os, sys
from pathlib import Path
from timeline.pipeline.cache import BATCH, Cache
cache = Cache(Path(sys.argv[1]))
for number in range(BATCH + 1):
    cache.put(f"{{number:064x}}", b"value")
os.kill(os.getpid(), {9})
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=60)
    cache = Cache(tmp_path)
    found = [cache.get(f"{number:064x}") for number in range(module.BATCH + 1)]
    cache.close()
    assert found == [b"value"] * module.BATCH + [None]


def test_another_process_reads_it_meanwhile(cache: Cache, tmp_path: Path) -> None:
    cache.put(KEYS[0], b"value")
    cache.commit()
    opened, arguments = cache.__reduce__()
    reader = opened(*arguments)
    assert reader.get(KEYS[0]) == b"value"
    cache.put(KEYS[1], b"later")
    cache.commit()
    assert reader.get(KEYS[1]) == b"later"
    with pytest.raises(StoreError, match="readonly"):
        reader.put(KEYS[2], b"no")


def test_what_no_one_asks_for_goes(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    for key in KEYS:
        first.put(key, random.Random(key).randbytes(5000))
    first.close()
    large = first.path.stat().st_size
    second = Cache(tmp_path)
    second.get(KEYS[0])
    second.digest(KEYS[1])
    second.put(KEYS[2], b"new")
    second.sweep()
    assert [key for key in KEYS if second.get(key) is not None] == KEYS[:3]
    second.close()
    assert first.path.stat().st_size < large / 10


def test_a_shelf_is_one_stages_and_can_be_spared(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    events, pages = Shelf(first, "link", KEYS[0]), Shelf(first, "report", KEYS[0])
    for shelf in (events, pages):
        assert shelf.get("about") is None
        shelf.put("about", shelf.name.encode())
    assert (events.get("about"), pages.get("about")) == (b"link", b"report")
    assert Shelf(first, "link", KEYS[1]).get("about") is None, "under other code nothing is known"
    first.put(KEYS[2], b"value")
    first.close()
    second = Cache(tmp_path)
    second.sweep(spared={"report"})
    assert Shelf(second, "report", KEYS[0]).get("about") == b"report"
    assert Shelf(second, "link", KEYS[0]).get("about") is second.get(KEYS[2]) is None
    second.close()


def test_damage_is_never_believed(tmp_path: Path) -> None:
    """Bytes are changed or cut off anywhere in the file: a value is as it was, or it is not there."""
    whole = Cache(tmp_path / "whole")
    for key in KEYS:
        whole.put(key, body(key))
    whole.close()
    content, chance, lost = whole.path.read_bytes(), random.Random(5), 0
    for turn in range(60):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 20, 500])):
            damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        if turn % 4 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        path = tmp_path / str(turn) / module.FOLDER / module.FILE
        path.parent.mkdir(parents=True)
        path.write_bytes(damaged)
        try:
            cache = Cache(tmp_path / str(turn))
            for key in KEYS:
                found = cache.get(key)
                assert found in {None, body(key)}, f"turn {turn}: another value"
                lost += found is None
            cache.put(KEYS[0], b"new")
            assert cache.get(KEYS[0]) == b"new"
            cache.close()
        except StoreError as error:
            assert "delete the folder" in str(error)
    assert lost > 1000, "the damage was too small to show anything"


def test_a_file_of_another_format_is_begun_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEYS[0], b"value")
    cache.close()
    link = sqlite3.connect(cache.path)
    link.execute(f"PRAGMA user_version = {module.FORMAT + 1}")
    link.commit()
    link.close()
    again = Cache(tmp_path)
    assert again.get(KEYS[0]) is None
    again.close()


def test_a_disk_that_refuses_is_an_error_that_says_what_to_do(cache: Cache, tmp_path: Path) -> None:
    cache._link.execute("PRAGMA max_page_count = 20")
    with pytest.raises(StoreError, match=r"full.*Free some space") as raised:
        for key in KEYS:
            cache.put(key, random.Random(key).randbytes(5000))
    assert str(cache.path) in str(raised.value)
    (tmp_path / "file" / module.FOLDER).parent.mkdir()
    (tmp_path / "file" / module.FOLDER).write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="delete the folder"):
        Cache(tmp_path / "file")
