"""`timeline report`: pages of a dataset that is there already, and of each build where the settings say so."""

from pathlib import Path

from typer.testing import CliRunner

import timeline
from timeline.cli.app import app
from timeline.config import BuildSection, Config

from ..conftest import ROOT, Sample


def test_pages_are_drawn_from_the_tables(sample: Sample, tmp_path: Path) -> None:
    event = timeline.load(sample.processed)["event_id"][0]
    line = ["report", "--data", str(sample.processed), "--reports", str(tmp_path), "--by", "topic", "--embed", event]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    assert done.exit_code == 0
    assert f"{tmp_path / 'index.html'} and " in done.output
    names = {one.name for one in (tmp_path / "pages").iterdir()}
    assert {f"{event}.html", "topic-assault.html"} < names
    index = (tmp_path / "index.html").read_text("utf-8")
    assert 'href="pages/topic-assault.html"' in index


def test_a_build_writes_the_pages_of_its_settings(tmp_path: Path) -> None:
    source = next((ROOT / "data" / "raw").glob("*.txt"))
    settings = Config(build=BuildSection(pages=("month",)))
    where = {"out": tmp_path / "processed", "reports": tmp_path / "reports"}
    timeline.build(source, **where, config=settings)
    assert list((tmp_path / "reports" / "pages").glob("*.html"))
    timeline.build(source, **where)
    assert not (tmp_path / "reports" / "pages").exists()
