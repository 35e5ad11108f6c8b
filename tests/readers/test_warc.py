"""Web archives in: only pages count, and the day of the crawl is never that of the article."""

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from timeline.readers import refusal

from .support import BODY, PAGE, codes, drafts, everything, one, refused

WARC = "application/warc"


class Writer(WARCWriter):  # type: ignore[misc]
    """warcio's own leaves its temporary files open."""

    @staticmethod
    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def archive(*pages: tuple[str, str, bytes], packed: bool = True, **headers: str) -> bytes:
    """(status, media type, content) of each response."""
    target = io.BytesIO()
    writer = Writer(target, gzip=packed)
    written = [writer.create_warcinfo_record("a.warc", {"software": "test"})]
    for number, (status, kind, content) in enumerate(pages):
        http = StatusAndHeaders(status, [("Content-Type", kind), *headers.items()], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://example.org/{number}",
            "response",
            payload=io.BytesIO(content),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2021-02-03T04:05:06Z"},
        )
        written.append(record)
    for record in written:
        writer.write_record(record)
    return target.getvalue()


GOOD = ("200 OK", "text/html; charset=utf-8", PAGE.encode())


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_articles(packed: bool) -> None:
    found = one(archive(GOOD, packed=packed), WARC)
    assert (found.title, found.url, found.source) == ("L'usine ferme", "https://example.org/0", "memory#2")
    assert BODY in found.text
    assert not found.clues, "the day of the crawl is no sign"


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        ("404 Not Found", "text/html", PAGE.encode()),
        ("301 Moved", "text/html", b"x"),
        ("200 OK", "image/png", b"\x89PNG"),
    ]
    assert len(everything(archive(*others, GOOD), WARC)) == 1


def test_the_encoding_of_the_server_counts() -> None:
    page = ("200 OK", "text/html; charset=iso-8859-1", PAGE.encode("cp1252"))
    assert BODY in one(archive(page), WARC).text


def test_a_packed_answer_is_unpacked() -> None:
    page = ("200 OK", "text/html", gzip.compress(PAGE.encode()))
    assert BODY in one(archive(page, **{"Content-Encoding": "gzip"}), WARC).text


def test_a_page_without_article_is_one_reject() -> None:
    found = everything(archive(("200 OK", "text/html", b"<html><body><p>Accueil</p></body></html>"), GOOD), WARC)
    assert codes(found) == [("memory#2", "no_article")] and len(drafts(found)) == 1


def test_it_is_known_by_its_name_and_by_its_looks(tmp_path: Path) -> None:
    path = tmp_path / "CC-NEWS-1.warc.gz"
    path.write_bytes(archive(GOOD))
    assert one(path).source == "CC-NEWS-1.warc.gz#2"
    assert one(archive(GOOD)).title == "L'usine ferme"


def test_an_archive_that_was_cut_off_gives_what_it_has() -> None:
    found = everything(archive(GOOD, GOOD)[:-100], WARC)
    assert len(drafts(found)) == 1 and len(codes(found)) == 1


@pytest.mark.parametrize("content", [b"", b"WARC/1.0\r\nnonsense", b"no archive at all", archive(GOOD)[:20]])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert refused(content, WARC).code in {"broken_warc", "broken_archive", "no_page"}


def test_an_answer_that_unpacks_to_far_too_much_is_refused() -> None:
    page = ("200 OK", "text/html", gzip.compress(b"<p>a</p>" * 4_000_000))
    found = everything(archive(page, GOOD, **{"Content-Encoding": "gzip"}), WARC, limits={"article_bytes": 1_000_000})
    assert [code for _, code in codes(found)][:1] == ["too_large"]


def test_without_the_extra_the_reject_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(refusal.importlib, "import_module", gone)
    assert "timeline[warc]" in refused(archive(GOOD), WARC).message
