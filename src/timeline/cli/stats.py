"""`timeline stats`: what there is, by what it is; and that nothing was lost."""

import json as json_format
from pathlib import Path

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from timeline.languages import available
from timeline.store import TABLES, load

from .account import account

GROUPS = {
    "articles": ("language", "published_basis", "publisher"),
    "time_mentions": ("type", "basis", "grain"),
    "event_mentions": ("event_type", "status", "basis"),
    "events": ("event_type", "status", "basis", "grain"),
    "rejects": ("stage", "code"),
    "quality": ("severity", "code"),
}


def run(path: Path, *, json: bool) -> None:
    """Prints the counts."""
    counted = {name: _counts(load(path, name), GROUPS[name]) for name in TABLES}
    foreign = _without_rules(load(path, "articles"))
    articles = load(path, "articles").height
    codes = _counts(load(path, "rejects").filter(pl.col("stage") != "curate"), ("code",))["code"]
    assert isinstance(codes, dict)
    if json:
        counted["articles"]["without_rules"] = foreign
        told = {"inputs": {"read": articles + sum(codes.values()), "articles": articles, "rejects": codes}}
        typer.echo(json_format.dumps(counted | told, ensure_ascii=False))
        return
    console = Console(highlight=False)
    for name, groups in counted.items():
        console.print(f"\n[bold]{name}[/bold]  {groups['rows']}")
        table = Table.grid(padding=(0, 2))
        for column, values in groups.items():
            if isinstance(values, dict) and values:
                table.add_row(f"  by {column}", "  ".join(f"{value} {count}" for value, count in values.items()))
        console.print(table)
    if foreign:
        which = ", ".join(f"{language} {count}" for language, count in foreign.items())
        console.print(f"\nno rules for events in {sum(foreign.values())} of {articles} articles: {which}", markup=False)
    console.print(f"\n{account(articles, codes)}", markup=False)


def _counts(frame: pl.DataFrame, columns: tuple[str, ...]) -> dict[str, int | dict[str, int]]:
    """Rows in all, and by each value of each column, most frequent first."""
    found: dict[str, int | dict[str, int]] = {"rows": frame.height}
    for column in columns:
        counts = frame[column].fill_null("none").value_counts().sort("count", column, descending=[True, False])
        found[column] = dict(counts.iter_rows())
    return found


def _without_rules(articles: pl.DataFrame) -> dict[str, int]:
    """Articles by their language, of languages that have no rules for events."""
    counts = _counts(articles, ("language",))["language"]
    assert isinstance(counts, dict)
    return {language: count for language, count in counts.items() if language not in available()}
