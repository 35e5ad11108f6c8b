"""What the documents show is true: commands exist, code runs, links lead somewhere."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from timeline.cli.app import app
from timeline.languages import available
from timeline.languages.temporal_schema import grammar
from timeline.languages.triggers_schema import triggers
from timeline.records import FindingCode

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"(?:^|`)(?:\.venv/bin/)?timeline ((?:[a-z]|--)[^`\n#]*)", re.MULTILINE)
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def commands() -> list[tuple[str, str]]:
    return sorted(
        {(p.relative_to(ROOT).as_posix(), c.strip()) for p in PAGES for c in COMMAND.findall(p.read_text("utf-8"))}
    )


@pytest.mark.parametrize(("page", "line"), commands(), ids=lambda value: value)
def test_every_command_that_is_shown_exists(page: str, line: str) -> None:
    words = shlex.split(line)
    known = getattr(get_command(app), "commands")  # noqa: B009 - a group, whose type typer does not export
    if words[0] == "--help":
        return
    assert words[0] in known, f"{page} shows `timeline {line}`"
    options = {name for parameter in known[words[0]].params for name in parameter.opts}
    shown = {word.split("=")[0] for word in words if word.startswith("--")}
    assert shown <= options | {"--help"}, f"{page} shows `timeline {line}`"


def test_every_command_has_help() -> None:
    for name, command in getattr(get_command(app), "commands").items():  # noqa: B009
        assert command.help, name
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, name


def test_python_in_the_readme_runs(sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.folder)
    blocks = [code for kind, code in FENCE.findall((ROOT / "README.md").read_text("utf-8")) if kind == "python"]
    assert blocks
    for code in blocks:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, "README.md", "exec"), {})
        assert "CONSULT 2024-05-11" in said.getvalue()


def test_the_worked_example_prints_what_it_shows(sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.folder)
    names: dict[str, object] = {}
    said = ""
    for kind, code in FENCE.findall((ROOT / "docs" / "analysis.md").read_text("utf-8")):
        if kind == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(code, "analysis.md", "exec"), names)
            said = printed.getvalue()
        elif kind == "text":
            assert said == code
    assert (sample.folder / "france.html").stat().st_size > 1000


def test_every_finding_stands_on_the_page_of_quality(sample, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "quality.md").read_text("utf-8")
    assert all(f"| `{code}` |" in page for code in FindingCode)
    monkeypatch.chdir(sample.folder)
    for kind, code in FENCE.findall(page):
        if kind == "python":
            exec(compile(code, "quality.md", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [t for t in targets if not t.startswith(("http://", "https://")) and not (page.parent / t).exists()]
    assert not missing, f"{page.name}: {missing}"


@pytest.mark.parametrize("language", available())
def test_every_rule_stands_on_the_page_of_rules(language: str) -> None:
    page = (ROOT / "docs" / "rules" / f"{language}.md").read_text("utf-8")
    source = grammar(language)
    rules = (*source.rule, *source.edge, *source.join, *triggers(language).trigger)
    missing = [rule.id for rule in rules if f"| `{rule.id}`" not in page]
    assert not missing, f"make docs writes them: {missing}"


def test_nothing_of_one_machine_is_in_the_locks() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text, lock
        assert "--hash=sha256:" in text, lock
