"""`python -m bench`: every measure, as ratios within one run on this machine, in one table. What cannot be measured is named."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
MEASURES = ("times", "length", "events", "build", "report", "copies", "exports", "again")
MINUTES = 30


@dataclass(frozen=True)
class Row:
    """A figure of ours, the same of a yardstick where there is one, and how many times ours is the yardstick's."""

    what: str
    ours: str
    yardstick: str = ""
    ratio: str = ""


def rows(measure: str) -> Iterator[Row]:
    """A measure in a process of its own, so that memory and caches are its own."""
    line = [sys.executable, "-m", f"bench.{measure}"]
    try:
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        yield Row(measure, f"FAILED: no end after {MINUTES} minutes")
        return
    if done.returncode:
        yield Row(measure, f"FAILED: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
        return
    yield from (Row(**row) for row in json.loads(done.stdout))


def main() -> None:
    """Prints the table; ends with code 1 if a measure failed."""
    table = Table("what", "timeline", "yardstick", "ratio")
    failed = False
    for measure in MEASURES:
        for row in rows(measure):
            failed |= row.ours.startswith("FAILED")
            table.add_row(row.what, row.ours, row.yardstick, row.ratio)
        table.add_section()
    console = Console()
    console = console if console.is_terminal else Console(width=180)
    console.print(table)
    sys.exit(failed)


if __name__ == "__main__":
    main()
