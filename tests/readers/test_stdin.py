"""Standard input: it has no name, so that its first bytes tell its format."""

import gzip
import io
import json
from pathlib import Path

import pytest

from timeline.readers import spool

from .support import BODY, PAGE, drafts, everything, refused
from .test_archive import zipped
from .test_feed import FEED, ITEM
from .test_mail import letter
from .test_table import parquet
from .test_warc import GOOD, archive

PIPED = {
    "stdin.txt": BODY.encode(),
    "stdin.html": PAGE.encode(),
    "stdin.jsonl": b"".join(json.dumps({"text": BODY, "n": n}).encode() + b"\n" for n in range(2)),
    "stdin.json": json.dumps([{"text": BODY}], indent=1).encode(),
    "stdin.csv": b'title;text\nUn;"%s"\n' % BODY.encode(),
    "stdin.rss": (FEED % ITEM).encode(),
    "stdin.warc": archive(GOOD),
    "stdin.eml": letter(),
    "stdin.mbox": b"From a\n" + letter(),
    "stdin.zip": zipped({"a.txt": BODY}),
    "stdin.parquet": parquet(text=[BODY]),
}


class Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize("name", PIPED)
def test_the_format_is_seen(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spool(io.BytesIO(PIPED[name]), tmp_path).name == name
    monkeypatch.setattr("sys.stdin", Stdin(PIPED[name]))
    found = everything("-")
    assert drafts(found) and all(draft.source.startswith(name) and BODY in draft.text for draft in drafts(found))
    monkeypatch.setattr("sys.stdin", Stdin(gzip.compress(PIPED[name])))
    assert [draft.text for draft in drafts(everything("-"))] == [draft.text for draft in drafts(found)]


def test_more_than_may_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(b"mot " * 100_000))
    assert refused("-", limits={"file_bytes": 1000, "article_bytes": 500}).code == "too_large"


def test_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(b""))
    assert refused("-").code == "empty"
