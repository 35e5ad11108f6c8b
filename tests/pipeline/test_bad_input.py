"""Everything that people really have in a folder: each becomes a row in `rejects`, and all else is built."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline
from timeline.store.validation import validate

GOOD = 4
FRENCH = "Le président a rencontré mardi son homologue à Genève. Il a dénoncé l'accord signé en février.\n"
HTML_EMPTY = "<html><head><title>Accueil</title></head><body><nav><a href='/'>Accueil</a></nav></body></html>"


def empty(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")


def binary(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)


def huge(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(FRENCH.encode() * (30_000_000 // len(FRENCH)))


def truncated(folder: Path) -> None:
    (folder / "bad.txt").write_bytes((FRENCH * 3).encode() + "é".encode()[:1])


def bad_line(folder: Path) -> None:
    (folder / "bad.jsonl").write_text('{"title": "Rien", "text": \n', encoding="utf-8")


def no_article(folder: Path) -> None:
    (folder / "bad.html").write_text(HTML_EMPTY, encoding="utf-8")


def sidecar_typo(folder: Path) -> None:
    (folder / "bad.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "bad.meta.toml").write_text('publishd = "2024-05-13"\nlanguage = "fr"\n', encoding="utf-8")


def sidecar_impossible(folder: Path) -> None:
    (folder / "bad.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "bad.meta.toml").write_text('published = "2024-02-31"\nlanguage = "fr"\n', encoding="utf-8")


def unknown_format(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"PK\x03\x04")


@pytest.mark.parametrize(
    "spoil",
    [empty, binary, huge, truncated, bad_line, no_article, sidecar_typo, sidecar_impossible, unknown_format],
    ids=lambda spoil: spoil.__name__,
)
def test_bad_input_is_a_row_and_the_rest_is_built(folder: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    summary = timeline.build(folder, out=tmp_path / "out")
    rows = timeline.load(tmp_path / "out", "rejects").to_dicts()
    assert rows, "the bad input left no trace"
    assert all(row["source"].startswith("bad") and row["message"] for row in rows), rows
    assert summary.articles >= GOOD
    assert summary.read == summary.articles + len(rows)
    assert validate(tmp_path / "out")[1] == []


def test_a_good_line_beside_a_bad_one_is_kept(folder: Path, tmp_path: Path) -> None:
    good = json.dumps({"title": "Accord", "text": FRENCH.strip(), "language": "fr", "date": "2024-03-01"})
    (folder / "dump.jsonl").write_text(good + "\n{broken\n", encoding="utf-8")
    summary = timeline.build(folder, out=tmp_path / "out")
    assert summary.articles == GOOD + 1
    assert timeline.load(tmp_path / "out", "rejects")["line"].to_list() == [2]


def test_windows_1252_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "vieux.txt").write_bytes(("Négociations à l’arrêt\n\n" + FRENCH * 2).encode("cp1252"))
    assert timeline.build(folder, out=tmp_path / "out").articles == GOOD + 1
    texts = timeline.load(tmp_path / "out", "articles")["text"].to_list()
    assert any("à l’arrêt" in text for text in texts)


@pytest.mark.skipif(os.geteuid() == 0, reason="for root every folder is readable")
def test_a_folder_without_permission(folder: Path, tmp_path: Path) -> None:
    (folder / "en").chmod(0)
    try:
        summary = timeline.build(folder, out=tmp_path / "out")
    finally:
        (folder / "en").chmod(0o755)
    assert (summary.articles, sum(summary.rejects.values())) == (2, 1)


def test_a_folder_that_cannot_be_listed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same at the file seam, where root is refused too."""
    real = os.scandir

    def scandir(path: str | os.PathLike[str] = ".") -> object:
        if Path(path).name == "en":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary = timeline.build(folder, out=tmp_path / "out")
    assert summary.articles == 2
    assert timeline.load(tmp_path / "out", "rejects")["source"].to_list() == ["en"]


def test_a_file_that_cannot_be_opened(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "greve.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    summary = timeline.build(folder, out=tmp_path / "out")
    assert (summary.articles, sum(summary.rejects.values())) == (GOOD - 1, 1)


def test_a_folder_of_nothing_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    summary = timeline.build(tmp_path / "raw", out=tmp_path / "out", reports=tmp_path / "reports")
    assert (summary.read, summary.events) == (0, 0)
    assert timeline.load(tmp_path / "out").height == 0
    assert validate(tmp_path / "out")[1] == []
