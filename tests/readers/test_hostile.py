"""Input that was made to do harm: it costs a row in `rejects`, and never memory, time, a file elsewhere or the screen."""

import json
import os
import socket
import unicodedata
from pathlib import Path

import pytest

import timeline
from timeline.readers import item, reading
from timeline.records import Article, Draft, Reject

from .support import BODY, MORE, PAGE, codes, drafts, everything, one, refused
from .test_feed import FEED, ITEM
from .test_table import parquet

TURNED = "a\u202eb\u2066c\u200fd\u0000e\u001bf\u0085g"


def test_nothing_that_turns_or_hides_text_comes_through() -> None:
    record = {"title": f"Un {TURNED}", "text": f"{BODY} {TURNED}", "author": TURNED, "source": TURNED, "byline": TURNED}
    draft = one(json.dumps(record), "application/json")
    shown = "".join([draft.title or "", draft.text, *draft.authors, draft.publisher or "", draft.byline or ""])
    assert not {unicodedata.category(one) for one in shown.replace("\n", "")} & {"Cc", "Cf", "Cs"}


def test_a_reject_can_be_shown_on_a_terminal() -> None:
    refusal = refused(json.dumps({"\x1b[31mred\u202e": "\x1b]0;x\x07"}), "application/json")
    assert not {unicodedata.category(one) for one in refusal.message + (refusal.excerpt or "")} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://a\u202eb", "http://a b", "file:///etc/passwd"]
)
def test_no_address_but_one_of_the_web(address: str) -> None:
    assert one(json.dumps({"text": BODY, "url": address}), "application/json").url is None


def test_surrogates_and_nuls_in_every_format() -> None:
    for content, media_type in (
        (b'{"text": "a\\ud800\\u0000b et la suite"}', "application/json"),
        ("a\ud800b\0 et la suite", "text/plain"),
        (b"text\na\x00b et la suite\n", "text/csv"),
    ):
        for found in everything(content, media_type):
            assert isinstance(found, Reject) or (found.text.encode() and "\0" not in found.text)


def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    try:
        for name in (b"a\xff.txt", b"b\n\x1b[31m.txt", "c\u202etxt.txt".encode()):
            (tmp_path / "raw" / os.fsdecode(name)).write_bytes(BODY.encode() + name[:1])
    except OSError:
        pytest.skip("this file system takes no such names")
    summary = timeline.build(tmp_path / "raw", out=tmp_path / "out")
    assert (summary.articles, summary.rejects) == (3, {})
    sources = timeline.load(tmp_path / "out", "articles")["source"].to_list()
    assert sorted(sources) == ["a\ufffd.txt", "b\ufffd\ufffd[31m.txt", "c\ufffdtxt.txt"]


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "d.txt").write_text(BODY, encoding="utf-8")
    os.mkfifo(tmp_path / "d.meta.toml")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket must be short
        try:
            listening.bind("e.txt")
        finally:
            os.chdir(here)
        found = everything(tmp_path)
    assert sorted(codes(found)) == [
        ("a.txt", "not_a_file"),
        ("b.txt", "not_a_file"),
        ("c.txt", "unreadable"),
        ("d.meta.toml", "not_a_file"),
        ("e.txt", "not_a_file"),
    ]
    assert [draft.source for draft in drafts(found)] == ["d.txt"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    real = item.whole

    def growing(*arguments: object) -> bytes:
        data = real(*arguments)  # type: ignore[arg-type]
        with path.open("a", encoding="utf-8") as more:
            more.write(MORE)
        return data

    monkeypatch.setattr(item, "whole", growing)
    found = everything(path)
    assert [draft.text for draft in drafts(found)] == [BODY]
    assert codes(found) == [("a.txt", "changed")]


def test_a_sidecar_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.meta.toml").write_text('url = "file:///etc/passwd"\n', encoding="utf-8")
    assert codes(everything(tmp_path)) == [("a.meta.toml", "sidecar")]
    (tmp_path / "a.meta.toml").write_bytes(b'title = "x"\n' + b"#" * 2_000_000)
    assert codes(everything(tmp_path)) == [("a.meta.toml", "sidecar")]


def test_a_fault_of_a_library_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty:
        def read(self, given: object) -> object:
            raise ZeroDivisionError("by chance")

    monkeypatch.setitem(reading.BY_FORMAT, "html", Faulty())  # type: ignore[arg-type]
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    found = everything(tmp_path)
    assert codes(found) == [("a.html", "failed")] and len(drafts(found)) == 1
    (fault,) = (one for one in found if isinstance(one, Reject))
    assert "ZeroDivisionError: by chance at test_hostile.py" in fault.message


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000,
        f"<p>{BODY}</p>" * 3_000,
        "<p>" + "<b><i>" * 30_000 + BODY,
        "<!--" * 100_000 + PAGE,
        "<a href='" * 100_000,
        '<meta name="date" content="' + "1" * 500_000 + '">' + PAGE,
        PAGE.replace("<head>", '<head><script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        "&" * 500_000,
    ],
)
def test_pages_made_to_be_slow_are_read_or_refused(source: str) -> None:
    (found,) = timeline.read_articles(f"<!DOCTYPE html><html>{source}", media_type="text/html")
    assert isinstance(found, Article) or (isinstance(found, Reject) and found.code != "failed"), found


def test_each_article_of_a_large_file_has_a_limit() -> None:
    limits = {"article_bytes": 1000}
    long = "mot " * 1000
    feed = FEED % f"<item><title>Un</title><description>{long}</description></item>{ITEM}"
    for content, media_type in (
        (json.dumps([{"text": long}, {"text": BODY}]), "application/json"),
        (feed, "application/rss+xml"),
        (parquet(text=[long, BODY]), "application/vnd.apache.parquet"),
    ):
        found = everything(content, media_type, limits=limits)
        assert [code for _, code in codes(found)] == ["too_large"] and len(drafts(found)) == 1, media_type


def test_a_page_of_nothing_but_elements_is_refused() -> None:
    assert refused(f"<!DOCTYPE html><html><body>{'<p>a</p>' * 60_000}", "text/html").code == "too_large"


def test_lines_without_end_are_refused() -> None:
    assert refused(b"\n" * 1_500_000, "application/x-ndjson").code == "empty"


def test_every_article_is_kept_or_refused_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        f"{json.dumps({'text': BODY})}\n{{\n{json.dumps({'text': ''})}\n", encoding="utf-8"
    )
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04")
    summary = timeline.build(tmp_path, out=tmp_path / "out")
    assert summary.read == summary.articles + sum(summary.rejects.values()) == 5
    assert all(isinstance(found, Draft | Reject) for found in everything(tmp_path / "a.jsonl"))
