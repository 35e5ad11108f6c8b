"""The quality of the articles, through a whole build: what is noticed is in a table, and copies are one source."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

import timeline
from timeline.cli.app import app
from timeline.store import TABLES
from timeline.store.validation import validate

STORY = """Paris et Ottawa se parlent

Le ministre français de la Défense s'est entretenu lundi par téléphone avec son homologue canadien. Les deux hommes ont évoqué
la situation au Sahel, les livraisons d'armes à l'Ukraine et la prochaine réunion de l'Alliance, selon un communiqué.

Plusieurs milliers de dockers ont manifesté mardi à Marseille contre la réforme des retraites. Le gouvernement a rejeté leurs
demandes, a annoncé la Première ministre devant les députés.
"""
SIDEBAR = "Samedi 4 mai, notre rédaction a rencontré les lecteurs à Nantes."
OTHERS = ("La ville a fermé deux écoles.", "Un incendie a détruit le marché.", "Le musée a vendu un tableau.",
          "La digue a cédé dans la nuit.", "Le port a accueilli un navire.", "Le festival a ouvert ses portes.")  # fmt: skip


def write(folder: Path, name: str, text: str, published: str, publisher: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    meta = f'published = {published}\npublisher = "{publisher}"\nlanguage = "fr"\n'
    (folder / f"{name}.meta.toml").write_text(meta, encoding="utf-8")


def fill(folder: Path) -> None:
    write(folder, "agence", STORY, "2024-05-14", "Agence Exemple")
    for number in range(4):
        write(
            folder, f"reprise{number}", f"{STORY}\nAvec l'agence.\n", f"2024-05-1{5 + number % 2}", f"Journal {number}"
        )
    for number, text in enumerate(OTHERS):
        write(folder, f"local{number}", f"{text}\n\n{SIDEBAR}\n", "2024-05-13", "Le Courrier")
    write(folder, "futur", "Le conseil a voté le budget de la ville.\n", "2026-06-01", "Le Courrier")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    fill(folder)
    timeline.build([folder], out=out, as_of=date(2024, 6, 1))
    return out


def test_copies_are_one_source(built: Path) -> None:
    articles = timeline.load(built, "articles")
    (founder,) = articles.filter(pl.col("source") == "agence.txt")["article_id"]
    copies = articles.filter(pl.col("source").str.starts_with("reprise"))
    assert copies["duplicate_of"].to_list() == [founder] * 4
    assert articles.filter(~pl.col("source").str.starts_with("reprise"))["duplicate_of"].null_count() == 8
    marches = timeline.load(built).filter(pl.col("event_type") == "PROTEST")
    assert marches.select("n_articles", "n_publishers").rows() == [(5, 1)]


def test_a_sidebar_gives_no_event(built: Path) -> None:
    quality = timeline.load(built, "quality")
    assert quality.filter(pl.col("code") == "furniture")["text"].to_list() == [SIDEBAR] * len(OTHERS)
    times = timeline.load(built, "time_mentions").filter(pl.col("text").str.contains("4 mai"))
    mentions = timeline.load(built, "event_mentions").filter(pl.col("text").str.contains("rencontré"))
    assert (times.height, mentions.height) == (0, 0)


def test_a_publication_after_the_build_is_told(built: Path) -> None:
    late = timeline.load(built, "quality").filter(pl.col("code") == "published_late")
    assert late["source"].to_list() == ["futur.txt"]
    assert "2026-06-01" in late["message"][0]
    assert "2024-06-01" in late["message"][0]


def test_the_dataset_is_sound(built: Path) -> None:
    _, failures = validate(built)
    assert not failures


def test_explain_tells_what_was_noticed(built: Path) -> None:
    (copy,) = timeline.load(built, "articles").filter(pl.col("source") == "reprise0.txt")["article_id"]
    said = CliRunner().invoke(app, ["explain", copy, "--data", str(built)], catch_exceptions=False).output
    assert "noticed    copy: 9" in said
    assert "agence.txt" in said
    (march,) = timeline.load(built).filter(pl.col("event_type") == "PROTEST")["event_id"]
    said = CliRunner().invoke(app, ["explain", march, "--data", str(built)], catch_exceptions=False).output
    assert said.count("noticed    copy: ") == 4


def test_when_an_original_is_gone_the_next_copy_is_the_founder(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    fill(raw)
    timeline.build([raw], out=tmp_path / "out", as_of=date(2024, 6, 1))
    for path in raw.glob("agence.*"):
        path.unlink()
    timeline.build([raw], out=tmp_path / "out", as_of=date(2024, 6, 1))
    timeline.build([raw], out=tmp_path / "clean", as_of=date(2024, 6, 1))
    for name in TABLES:
        assert (tmp_path / "out" / f"{name}.parquet").read_bytes() == (
            tmp_path / "clean" / f"{name}.parquet"
        ).read_bytes()
    copies = timeline.load(tmp_path / "out", "articles").filter(pl.col("source").str.starts_with("reprise"))
    assert copies["duplicate_of"].null_count() == 1
    assert copies["duplicate_of"].n_unique() == 2
