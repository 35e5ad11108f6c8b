from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from timeline.cli.app import app

ARTICLE = """Paris et Ottawa se parlent

Le ministre français de la Défense s'est entretenu lundi par téléphone avec son homologue canadien. Plusieurs milliers de dockers
ont manifesté mardi à Marseille contre la réforme. Le gouvernement a rejeté leurs demandes.
"""


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs the command line in this process, with errors raised as they are."""
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "appel.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "appel.meta.toml").write_text('published = 2024-03-13\nlanguage = "fr"\n', encoding="utf-8")
    (folder / "vide.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def data(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    CliRunner().invoke(
        app, ["build", str(raw), "--out", str(out), "--reports", str(out / "r"), "-q"], catch_exceptions=False
    )
    return out
