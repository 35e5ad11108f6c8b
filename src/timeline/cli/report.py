"""`timeline report`: draws the pages of a dataset that is there already."""

from collections.abc import Sequence
from pathlib import Path

import typer

from timeline.errors import StoreError
from timeline.records import TimeMention
from timeline.report import FOLDER, write
from timeline.store import read


def run(data: Path, reports: Path, by: Sequence[str], embed: Sequence[str]) -> None:
    """Writes the index and the pages that were asked for. Raises UsageError for an unknown way or id, StoreError otherwise."""
    found = read(data)
    times: dict[str, list[TimeMention]] = {article.article_id: [] for article in found.articles}
    for row in found.times:
        times[row.article_id].append(row.time)
    try:
        index = write(
            reports,
            found.articles,
            found.mentions,
            found.events,
            found.event_of,
            found.rejects,
            times,
            found.findings,
            by=by,
            embed=embed,
        )
    except OSError as error:
        raise StoreError(
            f"{reports}: cannot write the pages ({error.strerror or error}). Choose another folder"
        ) from error
    beside = len(list((reports / FOLDER).glob("*.html")))
    typer.echo(f"{index}" + (f" and {beside} pages in {reports / FOLDER}" if beside else ""), err=True)
