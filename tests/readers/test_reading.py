"""Files and folders in: what is an article, what is refused and why, and that nothing is lost on the way."""

import gzip
import json
import os
from pathlib import Path

import pytest

from timeline.errors import InputError, UsageError
from timeline.readers import READERS, Limits, Options, read
from timeline.records import BlockKind, Draft, PublishedBasis, Reject

BODY = "Le conseil municipal a voté lundi la fermeture de l'usine, après six heures de débat.\n"


def drafts(found: list[Draft | Reject]) -> list[Draft]:
    return [one for one in found if isinstance(one, Draft)]


def rejects(found: list[Draft | Reject]) -> list[Reject]:
    return [one for one in found if isinstance(one, Reject)]


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_is_read_whole_and_in_the_order_of_its_paths(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": BODY, "a/z.md": BODY, "a.txt": BODY, "Z.txt": BODY, "a/b/c.txt": BODY})
    assert [draft.source for draft in drafts(list(read(tmp_path)))] == [
        "Z.txt",
        "a.txt",
        "a/b/c.txt",
        "a/z.md",
        "b.txt",
    ]


def test_what_is_about_a_folder_is_not_an_article(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": BODY, ".hidden.txt": BODY, ".git/x.txt": BODY, "a.html": "", "a_files/ad.html": "<p>x</p>",
            "README.md": BODY, "a.txt~": BODY, "LICENSE": BODY,
        },
    )  # fmt: skip
    found = list(read(tmp_path))
    assert [one.source for one in found] == ["a.html", "a.txt"]


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"photo.jpg": b"\xff\xd8\xff", "noending": BODY})
    assert [(one.source, one.code) for one in rejects(list(read(tmp_path)))] == [
        ("noending", "unknown_format"),
        ("photo.jpg", "unknown_format"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n\n  \n", "empty"),
        ("binary.txt", b"\x00\x01\x02" * 99, "binary"),
        ("large.txt", b"mot " * 30_000, "too_large"),
        ("links.html", b"<html><body><ul><li><a href='/'>Accueil</a></li></ul></body></html>", "no_article"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("bad.json", b"[1, 2", "bad_json"),
        ("deep.json", b"[" * 100_000, "bad_json"),
        ("torn.txt.gz", gzip.compress(BODY.encode())[:-12], "broken_archive"),
        ("bomb.txt.gz", gzip.compress(b"\n" * 50_000_000), "too_large"),
    ],
)
def test_one_bad_file_is_one_reject_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    write(tmp_path, {name: content, "good.txt": BODY})
    found = list(read(tmp_path, options=Options(limits=Limits(article_bytes=100_000))))
    (refused,) = rejects(found)
    assert (refused.source, refused.code, refused.stage) == (name, code, "ingest")
    assert name in refused.message and ";" in refused.message, "says where, what and what to do"
    assert [draft.source for draft in drafts(found)] == ["good.txt"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    write(tmp_path, {"bomb.jsonl.gz": gzip.compress((json.dumps({"text": "a" * 1000}) + "\n").encode() * 20_000)})
    found = list(read(tmp_path, options=Options(limits=Limits(ratio=10))))
    assert rejects(found)[-1].code == "decompression_bomb"
    assert len(found) < 1000


def test_thirty_megabytes_do_no_harm_with_the_usual_limits(tmp_path: Path) -> None:
    write(tmp_path, {"large.txt": b"Une phrase de plus. " * 1_500_000})
    (refused,) = rejects(list(read(tmp_path)))
    assert refused.code == "too_large"


def test_a_cut_file_is_kept_and_told(tmp_path: Path) -> None:
    write(tmp_path, {"cut.txt": "Le préfet a cédé à la majorité".encode()[:-1]})
    draft, refused = read(tmp_path)
    assert isinstance(draft, Draft) and draft.text.endswith("majorit")
    assert isinstance(refused, Reject) and refused.code == "truncated"


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt.gz": gzip.compress(BODY.encode()), "a.meta.toml": 'title = "Un titre"'})
    (draft,) = read(tmp_path)
    assert isinstance(draft, Draft) and (draft.text, draft.title) == (BODY, "Un titre")


def test_a_file_and_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"closed/x.txt": BODY, "shut.txt": BODY, "open.txt": BODY})
    if os.geteuid() == 0:  # root may read anything: let the system say no

        def scandir(path: str, real=os.scandir):  # type: ignore[no-untyped-def]
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        def opened(self: Path, *args: str, real=Path.open):  # type: ignore[no-untyped-def]
            if self.name == "shut.txt":
                raise PermissionError(13, "Permission denied", str(self))
            return real(self, *args)

        monkeypatch.setattr(os, "scandir", scandir)
        monkeypatch.setattr(Path, "open", opened)
    else:
        (tmp_path / "closed").chmod(0)
        (tmp_path / "shut.txt").chmod(0)
    found = list(read(tmp_path))
    if os.geteuid() != 0:
        (tmp_path / "closed").chmod(0o700)
    assert [(one.source, one.code) for one in rejects(found)] == [
        ("closed", "unreadable_folder"),
        ("shut.txt", "unreadable"),
    ]
    assert [draft.source for draft in drafts(found)] == ["open.txt"]


def test_a_link_loop_ends(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    refused, draft = read(tmp_path)
    assert isinstance(refused, Reject) and (refused.source, refused.code) == ("loop", "linked_folder")
    assert draft.source == "a.txt"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    found = list(read(tmp_path))
    assert [(one.source, one.code) for one in rejects(found)] == [("b.txt", "not_a_file"), ("c.txt", "unreadable")]


def test_nothing_there_and_unknown_media_types_are_the_callers_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read(tmp_path / "none.txt"))
    with pytest.raises(UsageError, match="application/pdf"):
        list(read(b"x", media_type="application/pdf"))


def test_content_in_memory() -> None:
    (draft,) = read(BODY, media_type="text/plain", url="https://example.org/a")
    assert isinstance(draft, Draft) and (draft.text, draft.url) == (BODY, "https://example.org/a")
    (draft,) = read(BODY.encode())
    assert isinstance(draft, Draft) and draft.text == BODY


def test_every_reader_says_what_it_reads() -> None:
    formats = [name for reader in READERS for name in reader.formats]
    assert len(formats) == len(set(formats))
    assert all(name == name.lower() and not name.startswith(".") for name in formats)


class TestSidecar:
    GOOD = """
url = "https://example.org/a"
title = "Un titre"
language = "fr"
published = 2024-05-13T08:30:00+02:00
publisher = "Exemple"
byline = "Anne Exemple, à Lille"
authors = ["Anne Exemple"]
licence = "CC BY 4.0"
"""

    def test_it_wins_over_the_file(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.txt": BODY, "a.meta.toml": self.GOOD})
        (draft,) = read(tmp_path)
        assert isinstance(draft, Draft)
        assert (draft.url, draft.title, draft.language) == ("https://example.org/a", "Un titre", "fr")
        assert (draft.publisher, draft.byline, draft.authors) == ("Exemple", "Anne Exemple, à Lille", ("Anne Exemple",))
        assert draft.licence == "CC BY 4.0"
        (clue,) = draft.clues
        assert (clue.basis, clue.reliable, clue.value.isoformat()) == (
            PublishedBasis.SIDECAR,
            True,
            "2024-05-13T08:30:00+02:00",
        )

    @pytest.mark.parametrize(
        ("line", "named"),
        [
            ('publishd = "2024-05-13"', "'published'"),
            ('autor = "x"', "'authors'"),
            ("published = 2024-02-31", "published"),
            ('published = "2024-02-31"', "published"),
            ('published = "hier"', "published"),
            ("title = 3", "title"),
            ('authors = "Anne"', "authors"),
            ('language = "français"', "language"),
            ('url = "javascript:alert(1)"', "url"),
            ("title = ", "title"),
        ],
    )
    def test_an_error_is_told_and_the_article_is_read_without_it(self, tmp_path: Path, line: str, named: str) -> None:
        write(tmp_path, {"a.txt": BODY, "a.meta.toml": f'publisher = "Exemple"\n{line}\n'})
        found = list(read(tmp_path))
        (refused,) = rejects(found)
        assert (refused.source, refused.code) == ("a.meta.toml", "sidecar")
        assert named in refused.message
        (draft,) = drafts(found)
        assert (draft.publisher, draft.clues) == (None, ())

    def test_one_without_its_article_is_told(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.txt": BODY, "b.meta.toml": self.GOOD})
        (refused,) = rejects(list(read(tmp_path)))
        assert (refused.source, refused.code) == ("b.meta.toml", "sidecar_alone")


class TestJson:
    def test_a_bad_line_is_one_reject_with_its_number(self, tmp_path: Path) -> None:
        lines = [
            json.dumps({"text": BODY, "title": "Un", "date": "2024-05-13"}),
            "{broken",
            "",
            json.dumps({"title": "sans texte"}),
            json.dumps(
                {
                    "body": BODY,
                    "headline": "Trois",
                    "publishedAt": "2024-05-14T10:00:00Z",
                    "source": {"name": "Exemple"},
                }
            ),
            "[1]",
        ]
        write(tmp_path, {"a.jsonl": "\n".join(lines)})
        found = list(read(tmp_path))
        assert [draft.source for draft in drafts(found)] == ["a.jsonl#1", "a.jsonl#5"]
        assert [(one.line, one.code) for one in rejects(found)] == [
            (2, "bad_json"),
            (4, "no_text"),
            (6, "not_an_article"),
        ]
        first, last = drafts(found)
        assert first.text == f"Un\n\n{BODY}"
        assert first.text[first.hints[0].start : first.hints[0].end] == "Un"
        assert (last.publisher, last.clues[0].basis, last.clues[0].value.isoformat()) == (
            "Exemple",
            PublishedBasis.FEED,
            "2024-05-14T10:00:00+00:00",
        )

    def test_a_title_that_stands_in_the_text_is_not_doubled(self) -> None:
        (draft,) = read(json.dumps({"title": "Un titre", "text": f"Un titre\n\n{BODY}"}), media_type="application/json")
        assert isinstance(draft, Draft) and draft.text == f"Un titre\n\n{BODY}"
        assert draft.hints[0].kind is BlockKind.HEADLINE

    @pytest.mark.parametrize("wrapped", [False, True])
    def test_a_list_of_articles(self, tmp_path: Path, wrapped: bool) -> None:
        articles = [{"content": BODY}, {"content": ""}, {"text": [BODY, BODY]}]
        write(tmp_path, {"a.json": json.dumps({"articles": articles} if wrapped else articles)})
        found = list(read(tmp_path))
        assert [draft.source for draft in drafts(found)] == ["a.json#1", "a.json#3"]
        assert [one.source for one in rejects(found)] == ["a.json#2"]

    def test_surrogates_and_huge_numbers_do_no_harm(self) -> None:
        found = list(
            read(b'{"text": "a\\ud800b le texte", "n": ' + b"9" * 10_000 + b"}", media_type="application/json")
        )
        assert len(found) == 1
        (draft,) = read(b'{"text": "a\\ud800b le texte"}', media_type="application/json")
        assert isinstance(draft, Draft) and draft.text == "a\ufffdb le texte"

    def test_marks_on_a_text_are_no_articles(self) -> None:
        (refused,) = read('{"text": "lundi", "start": 3, "end": 8}', media_type="application/x-ndjson")
        assert isinstance(refused, Reject) and refused.code == "not_an_article"
