"""`timeline search`: events that hold all of some words, with accents and capitals ignored."""

import json as json_format
import unicodedata
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from timeline.store import load

SEARCHED = ("label", "quote", "place_name", "actor_names", "recipient_names", "event_type", "mode")
SHOWN = ("event_id", "edtf", "event_type", "status", "label", "n_articles")


def run(words: str, path: Path, *, json: bool) -> None:
    """Prints the events, in the order of their dates; ends with code 1 if there is none."""
    wanted = _folded(words).split()
    rows = [row for row in load(path, "events").iter_rows(named=True) if all(word in _content(row) for word in wanted)]
    if json:
        typer.echo(json_format.dumps([{name: row[name] for name in SHOWN} for row in rows], ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=True, markup=False)
        for row in rows:
            console.print(f"{row['event_id']}  {row['edtf'] or 'undated':<21} {row['event_type']:<10} {row['label']}")
        console.print(f"{len(rows)} events")
    if not rows:
        raise typer.Exit(1)


def _content(row: dict[str, Any]) -> str:
    parts: list[str] = []
    for name in SEARCHED:
        value = row[name]
        parts += value if isinstance(value, list) else [value or ""]
    return _folded(" ".join(part or "" for part in parts))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))
