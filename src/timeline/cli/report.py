"""`timeline report`: draws the pages of a dataset that is there already."""

from collections.abc import Sequence
from pathlib import Path

import typer

from timeline.errors import StoreError
from timeline.garbage import uncollected
from timeline.report import FOLDER, write_dataset
from timeline.store import read


def run(data: Path, reports: Path, by: Sequence[str], embed: Sequence[str]) -> None:
    """Writes the index and the pages that were asked for. Raises UsageError for an unknown way or id, StoreError otherwise."""
    with uncollected():
        found = read(data)
        try:
            index, *beside = write_dataset(reports, found, by=by, embed=embed)
        except OSError as error:
            raise StoreError(
                f"{reports}: cannot write the pages ({error.strerror or error}). Choose another folder"
            ) from error
    typer.echo(f"{reports / index}" + (f" and {len(beside)} pages in {reports / FOLDER}" if beside else ""), err=True)
