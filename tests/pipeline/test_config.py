from datetime import date
from pathlib import Path

import pytest

from timeline.config import Config, load_config
from timeline.errors import ConfigError


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "timeline.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_no_file_gives_the_defaults() -> None:
    assert load_config(None) == Config()


def test_a_file_sets_what_it_says(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, '[build]\nout = "x"\nas_of = 2024-05-13\n[limits]\narticle_bytes = 10\n'))
    assert (config.build.out, config.build.as_of, config.build.reports) == ("x", date(2024, 5, 13), "reports")
    assert config.limits.given() == {"article_bytes": 10}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[build]\nworker = 2\n", "'build.worker'. Did you mean workers"),
        ("[limit]\n", "'limit'. Did you mean limits"),
        ("[build]\nzzz = 1\n", "Known here: as_of, corrections, keep_missing, language"),
        ("[build]\nworkers = -1\n", r"build\.workers.*found -1"),
        ("[build\n", "timeline.toml"),
    ],
)
def test_an_error_names_file_key_and_cure(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_config(written(tmp_path, content))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load_config(tmp_path / "none.toml")
