"""`timeline search`: events whose labels, parties, places or source sentences hold all words; accents and capitals aside."""

import json as json_format
import unicodedata
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from timeline.store import load

SEARCHED = ("label", "place_name", "actor_names", "recipient_names", "event_type", "mode")
SHOWN = ("event_id", "edtf", "event_type", "status", "label", "n_articles")


def run(words: str, path: Path, *, json: bool) -> None:
    """Prints the events, in the order of their dates; ends with code 1 if there is none."""
    wanted = _folded(words).split()
    told = _sentences(path)
    rows = []
    for row in load(path, "events").iter_rows(named=True):
        content = f"{_content(row)} {told.get(row['event_id'], '')}"
        if all(word in content for word in wanted):
            rows.append(row)
    if json:
        typer.echo(json_format.dumps([{name: row[name] for name in SHOWN} for row in rows], ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=True, markup=False)
        for row in rows:
            console.print(f"{row['event_id']}  {row['edtf'] or 'undated':<21} {row['event_type']:<10} {row['label']}")
        console.print(f"{len(rows)} events")
    if not rows:
        raise typer.Exit(1)


def _sentences(path: Path) -> dict[str, str]:
    """All the sentences that tell of each event."""
    texts = dict(load(path, "articles").select("article_id", "text").iter_rows())
    told: dict[str, str] = {}
    columns = ("event_id", "article_id", "sentence_start", "sentence_end")
    for event, article, start, end in (
        load(path, "event_mentions").select(columns).unique(maintain_order=True).iter_rows()
    ):
        told[event] = f"{told.get(event, '')} {_folded(texts[article][start:end])}"
    return told


def _content(row: dict[str, Any]) -> str:
    parts: list[str] = []
    for name in SEARCHED:
        value = row[name]
        parts += value if isinstance(value, list) else [value or ""]
    return _folded(" ".join(part or "" for part in parts))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))
