import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console
from rich.text import Text
from typer.testing import Result

import timeline
from timeline.cli import DATA, USAGE, main
from timeline.cli.app import app
from timeline.cli.explain import WIDEST, draw, explain
from timeline.errors import UsageError
from timeline.store import read

Run = Callable[..., Result]
GOLD = Path(__file__).resolve().parent.parent / "gold"

COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]


def called(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it: a process of its own."""
    line = [sys.executable, "-m", "timeline", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=cwd, env=environment, timeout=120)


def test_help_is_complete_and_light() -> None:
    done = called("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)
    code = "import sys; sys.argv = ['timeline', '--help']\nfrom timeline.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "assert not {'polars', 'spacy', 'pydantic', 'altair'} & set(sys.modules), 'heavy import'"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60).returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 5


def test_build_says_a_line_per_stage_and_a_summary(raw: Path, tmp_path: Path) -> None:
    done = called("build", raw, "--out", tmp_path / "out", "--reports", tmp_path / "reports")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines[:5]] == ["ingest", "analyse", "link", "store", "report"]
    assert "read     2 inputs = 1 articles + 1 refused" in done.stderr
    assert str(tmp_path / "out") in done.stderr
    assert str(tmp_path / "reports" / "index.html") in done.stderr
    assert (tmp_path / "reports" / "index.html").is_file()


def test_build_has_defaults_and_reads_its_configuration(tmp_path: Path, raw: Path) -> None:
    (tmp_path / "timeline.toml").write_text(f"[build]\nsources = ['{raw}']\nout = 'tables'\n", encoding="utf-8")
    done = called("build", "--json", "--quiet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    summary = json.loads(done.stdout)
    assert (summary["read"], summary["articles"], sum(summary["rejects"].values())) == (2, 1, 1)
    assert (tmp_path / "tables" / "events.parquet").is_file()
    assert (tmp_path / "reports" / "index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "nowhere"], "nowhere"),
        (["build", "--as-of", "hier", "."], "2024-05-13"),
        (["build", "--engine", "tcp://x", "."], "workers"),
        (["build", "--config", "none.toml", "."], "none.toml"),
        (["build", "--no-such-option"], "no-such-option"),
        (["unknown"], "unknown"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["timeline", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == USAGE
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_missing_data_is_one_line_and_code_1(tmp_path: Path) -> None:
    done = called("stats", "--data", tmp_path)
    assert done.returncode == DATA
    assert "timeline build" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    shown = called("--debug", "stats", "--data", tmp_path)
    assert "Traceback" in shown.stderr


def test_a_fault_of_ours_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("timeline.cli.stats.load", faulty)
    monkeypatch.setattr(sys, "argv", ["timeline", "stats", "--data", str(data)])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert "ZeroDivisionError: by hand" in capsys.readouterr().err


def test_explain_goes_the_whole_way_back(run: Run, data: Path) -> None:
    mentions = timeline.load(data, "event_mentions")
    call = mentions.filter(pl.col("text").str.contains("entretenu")).row(0, named=True)
    for name in (call["mention_id"], call["mention_id"][:12], call["event_id"]):
        told = run("explain", name, "--data", data).output
        sentence = "s'est entretenu lundi par téléphone avec son homologue"
        assert sentence in told.replace("[", "").replace("]", "")
        assert "[lundi]" in told
        for part in (
            "appel.txt",
            call["rule"],
            call["time_rule"],
            call["why"],
            "2024-03-11",
            call["article_id"],
        ):
            assert part in told, part
        assert f"{call['start']}..{call['end']}" in told
        assert "2024-03-13T00:00:00+00:00 (sidecar" in told


def test_explain_tells_how_each_part_was_found(run: Run, data: Path) -> None:
    call = timeline.load(data, "event_mentions").filter(pl.col("text").str.contains("entretenu")).row(0, named=True)
    told = run("explain", call["mention_id"], "--data", data).output
    facts = {line[:13].strip(): line[13:] for line in told.splitlines()}
    assert facts["trigger"].startswith("“entretenu")
    assert call["rule"] in facts["trigger"]
    assert facts["status"] == "happened"
    assert "path: subject" in told
    assert all(f"“{actor['text']}” at {actor['start']}..{actor['end']}" in told for actor in call["actors"])
    assert "“lundi” at" in facts["time"]
    assert facts["event"] == call["event_id"]


def test_explain_draws_for_a_terminal_within_a_hundred_columns(data: Path) -> None:
    event = timeline.load(data, "events").row(0, named=True)
    console = Console(file=io.StringIO(), width=WIDEST, force_terminal=True)
    draw(console, explain(read(data), event["event_id"]))
    lines = Text.from_ansi(console.file.getvalue()).plain.splitlines()  # type: ignore[attr-defined]
    assert max(map(len, lines)) <= WIDEST
    assert event["event_id"] in lines[0]
    assert sum(line.startswith("mention ") for line in lines) == event["n_mentions"]


def test_explain_an_article(run: Run, data: Path) -> None:
    article = timeline.load(data, "articles").row(0, named=True)
    told = run("explain", article["article_id"], "--data", data).output
    assert "appel.txt" in told
    assert told.count("mention ") >= 2


def test_explain_wants_one_id(run: Run, data: Path) -> None:
    with pytest.raises(UsageError, match="no event, mention or article"):
        run("explain", "zzz", "--data", data)
    with pytest.raises(UsageError, match="ids begin like that"):
        run("explain", "m", "--data", data)


def test_validate_passes_and_fails(run: Run, data: Path, raw: Path, tmp_path: Path) -> None:
    assert run("validate", "--data", data).exit_code == 0
    run("build", raw, "--out", tmp_path, "--reports", tmp_path / "r", "-q")
    path = (tmp_path / "event_mentions.parquet").resolve()
    pl.read_parquet(path).with_columns(pl.col("text") + "x").write_parquet(path)
    done = run("validate", "--data", tmp_path)
    assert done.exit_code == DATA
    assert re.search(r"FAILED\s+offsets", done.output)
    told = json.loads(run("validate", "--data", tmp_path, "--json").output)
    assert {failure["rule"] for failure in told["failures"]} == {"offsets"}


def test_stats_add_up(run: Run, data: Path) -> None:
    assert "2 inputs = 1 articles + 1 refused (empty 1)" in run("stats", "--data", data).output
    told = json.loads(run("stats", "--data", data, "--json").output)
    assert told["inputs"] == {"read": 2, "articles": 1, "rejects": {"empty": 1}}
    assert sum(told["event_mentions"]["event_type"].values()) == told["event_mentions"]["rows"]
    assert sum(told["rejects"]["code"].values()) == 1


def test_build_and_stats_count_foreign_articles(run: Run, raw: Path, tmp_path: Path) -> None:
    shutil.copytree(raw, tmp_path / "raw")
    german = "Am 3. Oktober 1990 trat der Vertrag in Kraft. Der Minister telefonierte mit seinem Amtskollegen.\n"
    (tmp_path / "raw" / "de.txt").write_text(german * 3, encoding="utf-8")
    done = run("build", tmp_path / "raw", "--out", tmp_path / "out", "--reports", tmp_path / "r")
    assert "foreign  1 articles without rules for events" in done.output
    assert "no rules for events in 1 of 2 articles: de 1" in run("stats", "--data", tmp_path / "out").output
    told = json.loads(run("stats", "--data", tmp_path / "out", "--json").output)
    assert told["articles"]["without_rules"] == {"de": 1}


def test_evaluate_prints_figures_and_holds_floors(run: Run) -> None:
    done = run("evaluate", GOLD)
    assert done.exit_code == 0
    assert re.search(r"mention +\d", done.output)
    told = json.loads(run("evaluate", GOLD, "--json").output)
    assert 0 < told["mention"]["f1"] <= 1
    missed = run("evaluate", GOLD, "--floor", "mention=1", "--floor", "recall=0.01", "--floor", "invented=0")
    assert missed.exit_code == DATA
    assert "is below 1.0" in missed.output
    for wrong in ("mention", "mention=2", "quality=0.5", "mention=x"):
        with pytest.raises(UsageError, match="MEASURE=SHARE"):
            run("evaluate", GOLD, "--floor", wrong)


def test_diff_of_a_dataset_with_itself_and_with_another(run: Run, data: Path, raw: Path, tmp_path: Path) -> None:
    assert "0 differences" in run("diff", data, data).output
    shorter = tmp_path / "raw"
    shorter.mkdir()
    text = (raw / "appel.txt").read_text(encoding="utf-8").replace(" Le gouvernement a rejeté leurs demandes.", "")
    (shorter / "appel.txt").write_text(text, encoding="utf-8")
    run("build", shorter, "--out", tmp_path / "out", "--reports", tmp_path / "r", "--language", "fr", "-q")
    rows = json.loads(run("diff", data, tmp_path / "out", "--json").output)
    assert {row["what"] for row in rows} >= {"vanished"}


def test_export(run: Run, data: Path, tmp_path: Path) -> None:
    events = timeline.load(data)
    run("export", "csv", tmp_path / "e.csv", "--data", data)
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["event_id"] for row in rows] == events["event_id"].to_list()
    run("export", "jsonl", tmp_path / "m.jsonl", "--table", "event_mentions", "--data", data)
    lines = (tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["mention_id"] for line in lines] == timeline.load(data, "event_mentions")[
        "mention_id"
    ].to_list()
    with pytest.raises(UsageError, match="csv, jsonl"):
        run("export", "xls", tmp_path / "x.xls", "--data", data)
    with pytest.raises(UsageError, match="--from 'hier': not a date"):
        run("export", "csv", tmp_path / "x.csv", "--from", "hier", "--data", data)


def test_an_export_says_what_it_left_out(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("--type", "CONSULT", "--status", "happened", "--from", "2024-03-11", "--to", "2024-03-11", "--data", data)
    assert run("export", "geojson", tmp_path / "x.json", *wish).stderr.splitlines() == [
        f"{tmp_path / 'x.json'}: 0 events",
        "left out 1: no coordinates are known",
    ]
    told = json.loads(run("export", "ics", tmp_path / "x.ics", *wish, "--language", "en", "--json").output)
    assert told == {"path": str(tmp_path / "x.ics"), "written": 1, "of": "events", "left_out": {}}
    assert "DESCRIPTION:Monday 11 March 2024" in (tmp_path / "x.ics").read_text("utf-8")


def test_an_export_holds_no_formula(run: Run, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("=HYPERLINK(1)\n\nLe ministre a rencontré lundi son homologue.\n", encoding="utf-8")
    run("build", raw, "--out", tmp_path / "out", "--reports", tmp_path / "r", "--language", "fr", "-q")
    run("export", "csv", tmp_path / "a.csv", "--table", "articles", "--data", tmp_path / "out")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        assert not any(cell.startswith("=") for row in csv.reader(stream) for cell in row)


def test_search_ignores_accents_and_capitals(run: Run, data: Path) -> None:
    found = run("search", "TELEPHONE defense", "--data", data)
    assert found.exit_code == 0
    assert "CONSULT" in found.output
    assert run("search", "xylophone", "--data", data).exit_code == DATA


def test_check_runs_the_corpora(run: Run) -> None:
    done = run("check", "fr")
    assert done.exit_code == ("failed: " in done.output or "closed gap: " in done.output)
    assert all(f"{part} " in done.output for part in ("blocks", "sentences", "times", "actors", "triggers"))
    with pytest.raises(UsageError, match="en, fr"):
        run("check", "xx")


def test_build_reads_standard_input(tmp_path: Path) -> None:
    line = json.dumps(
        {"title": "Accord", "text": "Le ministre a rencontré mardi son homologue à Genève.", "date": "2024-03-14"}
    )
    command = [sys.executable, "-m", "timeline", "build", "-", "--json", "--out", str(tmp_path / "out")]
    command += ["--reports", str(tmp_path / "reports")]
    done = subprocess.run(command, input=f"{line}\n", capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 1
    assert timeline.load(tmp_path / "out", "articles")["source"].to_list() == ["stdin.jsonl#1"]


def test_standard_input_is_read_alone(raw: Path) -> None:
    done = called("build", "-", raw)
    assert done.returncode == 2 and "read alone" in done.stderr
