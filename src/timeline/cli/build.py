"""`timeline build`: shows how it gets on, and says at the end what was made and where."""

import json as json_format
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from timeline import readers
from timeline.config import FILE_NAME, load_config
from timeline.errors import UsageError
from timeline.pipeline.run import build
from timeline.pipeline.sources import reading
from timeline.pipeline.summary import BuildSummary, Watch

from .account import account

SMALL = 2_000_000
"""Bytes of input below which one process is quicker than the start of several."""


def run(
    *,
    sources: Sequence[Path],
    out: Path | None,
    reports: Path | None,
    config: Path | None,
    as_of: date | None,
    workers: int | None,
    engine: str | None,
    language: str | None,
    corrections: Path | None,
    keep_missing: bool,
    quiet: bool,
    json: bool,
) -> None:
    """Builds, and prints the summary."""
    console = Console(stderr=True, quiet=quiet, highlight=False, soft_wrap=True)
    settings = load_config(config or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None))
    named = list(sources) or [Path(source) for source in settings.build.sources]
    with _watching(console) as watch, _piped(named, reading(settings).limits) as given:
        summary = build(
            given,
            out=out or Path(settings.build.out),
            reports=reports or Path(settings.build.reports),
            config=settings,
            as_of=as_of or settings.build.as_of or date.today(),
            workers=workers or settings.build.workers or _suitable(given),
            engine=engine,
            language=language or settings.build.language,
            corrections=corrections or settings.build.corrections,
            keep_missing=keep_missing,
            watch=watch,
        )
    for line in _lines(summary):
        console.print(line, markup=False)
    if json:
        typer.echo(json_format.dumps(summary.model_dump(mode="json"), ensure_ascii=False))


@contextmanager
def _piped(named: Sequence[Path], limits: readers.Limits) -> Iterator[Sequence[Path]]:
    """The sources, with a file in the place of standard input. Raises UsageError if it is not the only one."""
    if Path(readers.STDIN) not in named:
        yield named
        return
    if len(named) > 1:
        raise UsageError("- is standard input, and is read alone. Leave the other sources to a build of their own")
    with TemporaryDirectory() as folder:
        yield [readers.spool(sys.stdin.buffer, Path(folder), limits)]


def _lines(summary: BuildSummary) -> Iterator[str]:
    refused = sum(summary.rejects.values())
    yield f"read     {account(summary.articles, summary.rejects)}"
    if summary.without_rules:
        yield f"foreign  {summary.without_rules} articles without rules for events: kept, with absolute dates at most"
    yield f"found    {summary.events} events in {summary.mentions} mentions, {summary.times} time expressions"
    if summary.corrected or summary.uncorrected:
        lost = f", {summary.uncorrected} found nothing to correct: see the rejects" if summary.uncorrected else ""
        yield f"by hand  {summary.corrected} corrections applied{lost}"
    if summary.findings:
        noticed = ", ".join(f"{code} {count}" for code, count in summary.findings.items())
        yield f"noticed  {noticed}: see {summary.tables['quality']}"
    yield f"tables   {summary.out}/*.parquet" + ("" if summary.changed else " (as before, byte for byte)")
    if summary.report is not None:
        yield f"report   {summary.report}"
    if faults := summary.rejects.get("failed"):
        yield f"faults   {faults} articles were lost to a fault of timeline, not of theirs: please report it"
    if refused:
        yield f"refused  each with its reason in {summary.tables['rejects']}; timeline stats counts them"


def _suitable(sources: Sequence[Path]) -> int:
    """As many processes as the machine has, up to 4, for a large input; one for a small one."""
    size = 0
    for path in _files(sources):
        size += path.stat().st_size if path.is_file() else 0
        if size > SMALL:
            return min(4, os.cpu_count() or 1)
    return 1


def _files(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        yield from source.rglob("*") if source.is_dir() else (source,)


@contextmanager
def _watching(console: Console) -> Iterator[Watch]:
    if not console.is_terminal or console.quiet:
        yield _Lines(console)
        return
    columns: tuple[Any, ...] = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(console, progress)


class _Lines(Watch):
    """One line for each stage that is done."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def finish(self, stage: str, said: str, seconds: float) -> None:
        self.console.print(f"{stage:<8} {said}  {seconds:.1f} s", markup=False)


class _Bar(_Lines):
    """The same, and a bar for the stage that runs."""

    def __init__(self, console: Console, progress: Progress) -> None:
        super().__init__(console)
        self.progress = progress
        self.task: TaskID | None = None

    def start(self, stage: str, total: int | None) -> None:
        self._clear()
        self.task = self.progress.add_task(stage, total=total)

    def advance(self) -> None:
        if self.task is not None:
            self.progress.advance(self.task)

    def finish(self, stage: str, said: str, seconds: float) -> None:
        self._clear()
        super().finish(stage, said, seconds)

    def _clear(self) -> None:
        if self.task is not None:
            self.progress.remove_task(self.task)
            self.task = None
