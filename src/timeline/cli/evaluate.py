"""`timeline evaluate`: how well the rules do on articles that somebody labelled by hand."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from timeline.errors import UsageError
from timeline.evaluate import Score
from timeline.evaluate.figures import Figures, Share
from timeline.evaluate.scoring import MEASURES
from timeline.pipeline.evaluation import evaluate

CEILING = "invented"
"""The measure of which less is better: what is asked of it is a ceiling."""


def run(gold: Path, floors: Sequence[str], *, json: bool) -> None:
    """Prints the figures; ends with code 1 if one is below its floor, or `invented` above."""
    wanted = dict(map(_floor, floors))
    score = evaluate(gold)
    if json:
        typer.echo(score.model_dump_json())
    else:
        _print(Console(highlight=False, soft_wrap=True), score)
    missed = list(misses(score, wanted))
    for line in missed:
        typer.echo(line, err=True)
    if missed:
        raise typer.Exit(1)


def misses(score: Score, floors: Mapping[str, float]) -> Iterator[str]:
    """In words, each floor that is not reached. What could not be measured reaches none."""
    reached = score.measures()
    for name, floor in floors.items():
        value = reached[name]
        told = "not measured" if value is None else f"{value:.3f}"
        if name == CEILING and value is not None and value > floor:
            yield f"{name} {told} is above {floor}"
        elif value is None or (name != CEILING and value < floor):
            yield f"{name} {told} is below {floor}"


def _floor(given: str) -> tuple[str, float]:
    name, _, value = given.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if name not in MEASURES or not 0 <= number <= 1:
        raise UsageError(f"--floor {given!r}: write MEASURE=SHARE as in mention=0.6. Measures: {', '.join(MEASURES)}")
    return name, number


def _print(console: Console, score: Score) -> None:
    table = Table("", "precision", "recall", "F1", "right", "found", "wanted", box=None, padding=(0, 2))
    for column in table.columns[1:]:
        column.justify = "right"
    rows = {"mention": score.mention, "time": score.time, "actor": score.actor, "link": score.link}
    for name, figures in rows.items():
        table.add_row(name, *_cells(figures), style="bold" if name == "mention" else "")
    table.add_row()
    for name, figures in score.by_type.items():
        table.add_row(name, *_cells(figures))
    console.print(table)
    console.print()
    for name, share in (("date", score.date), ("status", score.status), (CEILING, score.invented)):
        console.print(f"  {name:<10} {_percent(share.share):>6}  {_told(name, share)}")


def _told(name: str, share: Share) -> str:
    what = {
        "date": "answers to labels that the text dates have just these days",
        "status": "answers have the status of their label",
        CEILING: "answers have a first day that their label does not have",
    }
    return f"{share.right} of {share.of} {what[name]}"


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (_percent(share) for share in (figures.precision, figures.recall, figures.f1))
    return (*shares, str(figures.right), str(figures.found), str(figures.wanted))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
