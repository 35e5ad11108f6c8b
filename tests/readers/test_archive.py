"""Archives and packed files in: read like folders, and never trusted."""

import bz2
import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from timeline.readers import unpack

from .support import BODY, LAST, MORE, PAGE, codes, drafts, everything, one, refused

ZIP = "application/zip"
TAR = "application/x-tar"
META = 'title = "Un titre"\n'


def zipped(files: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(files: dict[str, bytes | str], mode: str = "w", links: dict[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, to in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, to
            archive.addfile(info)
    return target.getvalue()


FILES: dict[str, bytes | str] = {
    "folder/a.txt": BODY,
    "folder/a.meta.toml": META,
    "b.jsonl": f'{{"text": "{MORE}"}}\n{{broken\n',
    "README.md": "x",
    "__MACOSX/._a.txt": "x",
    "photo.docx": b"PK",
}


@pytest.mark.parametrize(
    ("name", "pack"), [("dump.zip", zipped), ("dump.tar", tarred), ("dump.tar.gz", lambda f: gzip.compress(tarred(f)))]
)
def test_members_are_read_like_files(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(pack(FILES))
    found = everything(path)
    assert {(draft.source, draft.title) for draft in drafts(found)} == {
        (f"{name}!/folder/a.txt", "Un titre"),
        (f"{name}!/b.jsonl#1", None),
    }
    assert sorted(codes(found)) == [(f"{name}!/b.jsonl", "bad_json"), (f"{name}!/photo.docx", "unknown_format")]


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, zstandard.ZstdCompressor().compress], ids=["gz", "bz2", "zst"]
)
def test_packed_files(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.txt.packed"
    path = path.with_suffix(".gz")  # what it is packed with is seen, not believed
    path.write_bytes(pack(BODY.encode()))
    assert one(path).text == BODY
    path.write_bytes(pack(BODY.encode())[:-4])
    assert refused(path).code in {"broken_archive", "empty"}


def test_without_the_extra_the_reject_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(unpack.importlib, "import_module", gone)
    assert "timeline[zstd]" in refused(zstandard.ZstdCompressor().compress(BODY.encode()), "text/plain").message


def test_an_archive_in_an_archive() -> None:
    inner = zipped({"a.txt": BODY})
    assert one(zipped({"in.zip": inner}), ZIP).source == "memory!/in.zip!/a.txt"
    assert (
        one(tarred({"in.zip": zipped({"deep.tar": tarred({"a.txt": BODY})})}), TAR).source
        == "memory!/in.zip!/deep.tar!/a.txt"
    )
    for _ in range(3):
        inner = zipped({"in.zip": inner})
    assert refused(inner, ZIP).code == "nested_too_deep"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    for content, media_type in ((zipped({name: BODY, "b.txt": MORE}), ZIP), (tarred({name: BODY, "b.txt": MORE}), TAR)):
        found = everything(content, media_type)
        assert [code for _, code in codes(found)] == ["unsafe_path"] and [draft.text for draft in drafts(found)] == [
            MORE
        ]


def test_links_in_a_tar_are_not_followed() -> None:
    found = everything(tarred({"a.txt": BODY}, links={"b.txt": "/etc/passwd", "c.txt": "c.txt"}), TAR)
    assert (
        codes(found) == [("memory!/b.txt", "not_a_file"), ("memory!/c.txt", "not_a_file")] and len(drafts(found)) == 1
    )


def test_names_that_turn_the_screen_around_are_shown_as_such() -> None:
    assert one(zipped({"a\u202etxt.\x1bexe.txt": BODY}), ZIP).source == "memory!/a\ufffdtxt.\ufffdexe.txt"


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_bomb_is_refused_and_ends_its_archive(pack) -> None:  # type: ignore[no-untyped-def]
    bomb = gzip.compress(b"a" * 30_000_000)
    content = pack({"a.txt": BODY, "bomb.txt.gz": bomb, "b.txt": MORE})
    found = everything(content, ZIP if pack is zipped else TAR)
    assert [code for _, code in codes(found)] in (["decompression_bomb"], ["too_large"])
    assert drafts(found)[0].text == BODY


def test_many_small_bombs_share_one_budget() -> None:
    content = zipped({f"{n}.txt": b"mot " * 200_000 for n in range(50)})
    found = everything(content, ZIP, limits={"ratio": 100})
    assert codes(found)[-1][1] == "decompression_bomb"
    assert sum(len(draft.text) for draft in drafts(found)) < 100 * len(content)


def test_packed_many_times_over_is_refused() -> None:
    data = BODY.encode()
    for _ in range(6):
        data = gzip.compress(data)
    assert refused(data, "text/plain").code == "nested_too_deep"


def test_a_locked_member_is_told() -> None:
    content = bytearray(zipped({"a.txt": BODY, "b.txt": LAST}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + at] |= 1
    found = everything(bytes(content), ZIP)
    assert codes(found) == [("memory!/a.txt", "encrypted")] and drafts(found)[0].text == LAST


def test_more_files_than_allowed() -> None:
    many: dict[str, bytes | str] = {f"{n}.txt": BODY for n in range(20)}
    assert refused(zipped(many), ZIP, limits={"members": 10}).code == "too_many_members"
    assert refused(tarred(many), TAR, limits={"members": 10}).code == "too_many_members"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", zipped({"a.txt": BODY})[:40], zipped({"a.txt": BODY})[:-8], b"\x00" * 100]
)
def test_broken_archives_are_refused(content: bytes) -> None:
    assert refused(content, ZIP).code == "broken_archive"


def test_a_tar_that_was_cut_off() -> None:
    content = tarred({"a.txt": BODY, "b.txt": MORE * 50})
    found = everything(content[:-3000], TAR)
    assert codes(found) or len(drafts(found)) == 1
    assert refused(content[:300], TAR).code == "broken_archive"


def test_an_empty_archive_is_told() -> None:
    assert refused(zipped({}), ZIP).code == "empty"
    assert refused(zipped({"README": "x"}), ZIP).code == "empty"


def test_a_saved_page_with_its_parts() -> None:
    parts = {
        "Une page.html": PAGE,
        "Une page_files/ad.html": PAGE,
        "Une page_fichiers/x.js": "x",
        "style.css": "x",
        "img/a.png": b"x",
    }
    assert one(zipped(parts), ZIP).source == "memory!/Une page.html"
