"""docs/reading.md is true: its commands run, its settings are those of the code, and no format or refusal is left out."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import timeline
from timeline.cli.app import app
from timeline.config import Config
from timeline.pipeline.sources import reading
from timeline.readers import READERS, Limits
from timeline.readers.archive import ARCHIVES
from timeline.readers.registry import PACKED

from .support import BODY, MORE
from .test_archive import zipped
from .test_feed import FEED, ITEM
from .test_warc import GOOD, archive

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text("utf-8")
FENCES = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [line for kind, code in FENCES if kind == "sh" for line in code.splitlines() if line]
FOUND = {"my-articles": 1, "CC-NEWS-20240513.warc.gz feeds/ dump.zip": 3, "- < dump.jsonl": 1}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "my-articles").mkdir()
    (tmp_path / "feeds").mkdir()
    (tmp_path / "my-articles" / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "feeds" / "une.rss").write_text(FEED % ITEM, encoding="utf-8")
    (tmp_path / "CC-NEWS-20240513.warc.gz").write_bytes(archive(GOOD))
    (tmp_path / "dump.zip").write_bytes(zipped({"folder/a.txt": MORE}))
    (tmp_path / "dump.jsonl").write_text(f'{{"text": "{BODY}"}}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_its_commands_run(here: Path, line: str) -> None:
    command, _, piped = line.partition(" < ")
    done = CliRunner().invoke(app, shlex.split(command)[1:], input=(here / piped).read_bytes() if piped else None)
    assert done.exit_code == 0, done.output
    assert timeline.load(here / "data" / "processed", "articles").height == FOUND[line.removeprefix("timeline build ")]


def test_its_settings_are_those_of_the_code() -> None:
    config = Config.model_validate(tomllib.loads("\n".join(code for kind, code in FENCES if kind == "toml")))
    options = reading(config)
    assert options.limits == Limits(), "the page shows the defaults"
    assert set(config.limits.given()) == set(Limits.model_fields), "and all of them"
    assert (options.day_first, options.fields["published"]) == (True, ("mise_en_ligne", "meta.date"))


def test_it_names_every_format() -> None:
    names = {name for reader in READERS for name in reader.formats} | {*ARCHIVES, *PACKED}
    unusual = {"text", "markdown", "jsonlines", "tab", "pq", "tzst", "tbz2"}
    missing = {name for name in names - unusual if "/" not in name and f"`.{name}`" not in PAGE}
    assert not missing


def test_it_names_every_refusal() -> None:
    codes = set[str]()
    for path in (ROOT / "src" / "timeline" / "readers").glob("*.py"):
        codes |= set(re.findall(r'(?:RefusedError\(\s*|reject\([^"]{0,60}, )"([a-z_]+)"', path.read_text("utf-8")))
    missing = {code for code in codes - {"failed"} if f"`{code}`" not in PAGE and not code.startswith("broken_")}
    assert len(codes) > 20 and not missing
