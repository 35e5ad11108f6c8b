"""Which names in a folder are articles: told from the names alone, for folders and archives alike."""

from pathlib import Path

import pytest

from timeline.readers.folder import select, sidecar_names
from timeline.readers.registry import format_of, holds_one

from .support import PAGE, codes, drafts, everything


def chosen(*names: str) -> list[str]:
    return list(select(names, holds_one).articles)


def test_a_page_saved_by_a_browser() -> None:
    names = (
        "Une page.html",
        "Une page_files/ad.html",
        "Une page_files/x/y.js",
        "L'autre.htm",
        "L'autre_fichiers/frame.html",
    )
    assert chosen(*names) == ["L'autre.htm", "Une page.html"]
    assert chosen("deep/Une.html", "deep/Une-Dateien/a.html") == ["deep/Une.html"]


def test_a_folder_that_is_only_called_so_is_read() -> None:
    assert chosen("police_files/a.txt", "b.html") == ["b.html", "police_files/a.txt"]


def test_the_parts_of_pages_are_none_where_there_are_pages() -> None:
    parts = ("css/site.css", "img/a.png", "js/site.js")
    assert chosen("2024/05/13/un.html", *parts) == ["2024/05/13/un.html"]
    assert chosen("a.txt", *parts) == ["a.txt", *parts], "elsewhere they are told as what they are"


def test_what_is_about_a_folder() -> None:
    assert chosen("README.md", "licence.txt", ".git/a.txt", "__MACOSX/._a.txt", "a.txt~", "timeline.toml", "a.txt") == [
        "a.txt"
    ]


def test_sidecars_find_their_article() -> None:
    names = ("a.html.gz", "a.meta.toml", "b.txt", "b.txt.meta.toml", "c.jsonl", "c.meta.toml", "d.meta.toml")
    found = select(names, holds_one)
    assert found.sidecars == {"a.html.gz": "a.meta.toml"}
    assert found.lonely == ("b.txt.meta.toml", "c.meta.toml", "d.meta.toml")
    assert list(sidecar_names("x/page.html.gz")) == ["x/page.html.meta.toml", "x/page.meta.toml"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", "txt"), ("a.warc.gz", "warc"), ("dump.tar.zst", "tar"), ("a.b.jsonl.bz2", "jsonl"), ("a.gz", None),
        ("article.php?id=3", None), ("a.html?x=1", None), ("", None), ("a.", None), ("v1.2/a", None),
    ],
)  # fmt: skip
def test_the_format_that_a_name_tells(name: str, kind: str | None) -> None:
    assert format_of(name) == kind


def test_a_mirror_that_wget_made(tmp_path: Path) -> None:
    for name in ("article.php?id=3", "index.html?p=2", "2024/un-article"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "notes").write_text("rien de connu", encoding="utf-8")
    found = everything(tmp_path)
    assert [draft.source for draft in drafts(found)] == ["2024/un-article", "article.php?id=3", "index.html?p=2"]
    assert codes(found) == [("notes", "unknown_format")]
