"""`timeline diff`: what a change of rules or articles did to the events."""

import json as json_format
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from timeline.store import load

COMPARED = (
    "event_type",
    "mode",
    "status",
    "first",
    "last",
    "grain",
    "basis",
    "actors",
    "recipients",
    "place_name",
    "mentions",
)


def run(old: Path, new: Path, *, json: bool) -> None:
    """Prints the events that appeared, vanished or changed."""
    before, after = _events(old), _events(new)
    rows = list(_differences(before, after))
    if json:
        typer.echo(json_format.dumps(rows, ensure_ascii=False, default=str))
        return
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for row in rows:
        console.print(f"{row['what']:<9} {row['event_id']}  {row['label']}")
        for name, (was, now) in row["fields"].items():
            console.print(f"          {name}: {was} -> {now}")
    same = len(after) - sum(row["what"] != "vanished" for row in rows)
    console.print(f"{len(rows)} differences; {same} events are the same")


def _events(path: Path) -> dict[str, dict[str, Any]]:
    return {row["event_id"]: row for row in load(path, "events").iter_rows(named=True)}


def _differences(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for event_id in sorted(before.keys() | after.keys()):
        was, now = before.get(event_id), after.get(event_id)
        shown = now or was or {}
        fields = {name: (was[name], now[name]) for name in COMPARED if was and now and was[name] != now[name]}
        what = "appeared" if was is None else "vanished" if now is None else "changed"
        if fields or what != "changed":
            yield {"what": what, "event_id": event_id, "label": shown["label"], "fields": fields}
