"""`timeline check`: what a language's rules do with its own cases."""

from collections import Counter

import typer
from rich.console import Console

from timeline.pipeline.corpora import Verdict, check

BROKEN = (Verdict.FAILED, Verdict.CLOSED)


def run(language: str) -> None:
    """Prints each corpus' counts and what is wrong; ends with code 1 if a case fails."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    broken = False
    for part, (outcomes, unattested) in check(language).items():
        counts = Counter(outcome.verdict for outcome in outcomes)
        told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
        console.print(f"{part:<10} {len(outcomes)} cases: {told or 'none'}; {len(unattested)} rules without a case")
        for outcome in outcomes:
            if outcome.verdict in BROKEN:
                broken = True
                console.print(f"  {outcome.verdict}: {outcome.case!r}: {outcome.message}")
        for rule in unattested:
            console.print(f"  no case: {rule}")
    if broken:
        raise typer.Exit(1)
