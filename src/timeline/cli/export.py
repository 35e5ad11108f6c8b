"""`timeline export`: the events that are wanted, in a format that other programs open."""

import json as json_format
from datetime import date
from pathlib import Path

import typer

from timeline.export import Selection, export


def wish(first: date | None, last: date | None, words: str | None, **several: list[str] | None) -> Selection:
    """What the options ask for."""
    return Selection(
        first=first, last=last, words=words, **{name: tuple(values or ()) for name, values in several.items()}
    )


def run(
    name: str,
    path: Path,
    data: Path,
    selection: Selection,
    *,
    language: str | None,
    licence: str | None,
    json: bool,
) -> None:
    """Writes the file or folder and says how much is in it, and how much is not and why."""
    told = export(name, path, data, selection, language=language, licence=licence)
    left_out = {reason: count for reason, count in told.left_out.items() if count}
    if json:
        summary = {"path": str(path), "written": told.written, "of": told.noun, "left_out": left_out}
        typer.echo(json_format.dumps(summary, ensure_ascii=False))
        return
    typer.echo(f"{path}: {told.written:,} {told.noun}", err=True)
    for reason, count in left_out.items():
        typer.echo(f"left out {count:,}: {reason}", err=True)
