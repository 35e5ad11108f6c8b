"""`timeline validate`: every rule, and the rows that break it."""

import json as json_format
from collections import Counter
from pathlib import Path

import typer
from rich.console import Console

from timeline.store.validation import validate

SHOWN = 10
"""Rows shown of each rule; `--json` gives them all."""


def run(path: Path, *, json: bool) -> None:
    """Prints what failed; ends with code 1 if anything did."""
    rules, failures = validate(path)
    if json:
        typer.echo(
            json_format.dumps(
                {"rules": rules, "failures": [failure.model_dump() for failure in failures]}, ensure_ascii=False
            )
        )
    else:
        console = Console(highlight=False, soft_wrap=True, markup=False)
        broken = Counter(failure.rule for failure in failures)
        for rule in rules:
            console.print(
                f"{'FAILED' if broken[rule] else 'ok':<8}{rule}" + (f"  {broken[rule]}" if broken[rule] else "")
            )
            for failure in [failure for failure in failures if failure.rule == rule][:SHOWN]:
                console.print(f"          {failure.table} {failure.row}: {failure.message}")
    if failures:
        raise typer.Exit(1)
