"""A small world of articles: two tell of one call, one of a strike, one has no date."""

from collections.abc import Callable
from pathlib import Path

import pytest

TEXTS = {
    "appel.txt": "Paris et Ottawa se parlent\n\nLe ministre français de la Défense s'est entretenu lundi par téléphone avec "
    "son homologue canadien. Au cours de cet entretien, il a promis de livrer 40 véhicules blindés à l'armée ukrainienne.\n",
    "greve.txt": "Grève dans les ports\n\nPlusieurs milliers de dockers ont manifesté mardi à Marseille contre la réforme. Le "
    "syndicat a appelé à une nouvelle grève jeudi prochain. Le gouvernement a rejeté leurs demandes.\n",
    "en/call.txt": "Ministers hold talks\n\nFrance's defence minister spoke by phone with his Canadian counterpart on Monday, "
    "the ministry said. He promised to send 40 armoured vehicles to Ukraine.\n",
    "en/undated.txt": "Old quarrel\n\nThe two governments signed an agreement last week. Critics have accused the minister of "
    "hiding the price of the deal from parliament.\n",
}
PUBLISHED = {"appel": "2024-03-12", "greve": "2024-03-14", "en/call": "2024-03-12"}


def lay_out(folder: Path, names: list[str]) -> Path:
    """The articles as files with their sidecars, made in the order of `names`."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXTS[name], encoding="utf-8")
        stem = name.removesuffix(".txt")
        if stem in PUBLISHED:
            language = "en" if name.startswith("en/") else "fr"
            sidecar = f'published = {PUBLISHED[stem]}\npublisher = "{stem.upper()}"\nlanguage = "{language}"\n'
            path.with_suffix(".meta.toml").write_text(sidecar, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "raw", sorted(TEXTS))


@pytest.fixture
def laid_out(tmp_path: Path) -> Callable[[str, list[str]], Path]:
    return lambda name, names: lay_out(tmp_path / name, names)
