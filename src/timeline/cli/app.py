"""What can be typed. The body of a command is imported when it runs, so that `timeline --help` stays quick."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from timeline.errors import UsageError

# ruff: noqa: PLC0415

app = typer.Typer(
    name="timeline",
    help="Dated, sourced chronologies of events from French and English news articles, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Dataset = Annotated[Path, typer.Option("--data", help="Folder of the dataset.", metavar="DIR")]
Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files or folders, with what is in them; - is standard input.  (default: data/raw)", metavar="[SOURCE]..."
    ),
]
KeepMissing = Annotated[
    bool, typer.Option("--keep-missing", help="Keep the articles of files that are gone since the last build.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]

PROCESSED = Path("data/processed")


@app.callback()
def common(
    debug: Annotated[bool, typer.Option("--debug", help="Show the calls behind an error.")] = False,
) -> None:
    """Dated, sourced chronologies of events from French and English news articles, offline."""


@app.command()
def build(  # noqa: PLR0917 - typer reads options from parameters
    sources: Sources = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the tables go.  (default: data/processed)", metavar="DIR")
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(help="Where the page goes.  (default: reports)", metavar="DIR")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings.  (default: timeline.toml, if there)", metavar="FILE")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Last possible day of publication.  (default: today)", metavar="DATE")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="Processes.  (default: by size of input and machine)", min=1, max=256, metavar="N"),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="Address of a cluster (not in this release).", metavar="URL")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of articles that do not state theirs.  (default: detect)", metavar="LANG"),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            help="The analyst's corrections.  (default: corrections.toml beside --out, if it is there)", metavar="FILE"
        ),
    ] = None,
    keep_missing: KeepMissing = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    json: Json = False,
) -> None:
    """Turn articles into tables of dated events and a page that shows them.

    Building again does only what is new: what was read and found before is kept in DIR/.stages, by the content of files,
    rules and code. That folder can be deleted at any time: the next build takes longer, and its result is the same, byte for
    byte. A build that is stopped leaves the former dataset as it was, and the next one goes on from there.
    """
    from .build import run

    run(
        sources=sources or [],
        out=out,
        reports=reports,
        config=config,
        as_of=_day(as_of),
        workers=workers,
        engine=engine,
        language=language,
        corrections=corrections,
        keep_missing=keep_missing,
        quiet=quiet,
        json=json,
    )


@app.command()
def report(
    by: Annotated[
        list[str] | None,
        typer.Option(help="Write pages by actor, topic or month, too. May be repeated.", metavar="WAY"),
    ] = None,
    embed: Annotated[
        list[str] | None,
        typer.Option(
            help="Write a page for the card of one event, to stand in an iframe. May be repeated.", metavar="ID"
        ),
    ] = None,
    reports: Annotated[Path, typer.Option(help="Where the pages go.", metavar="DIR")] = Path("reports"),
    data: Dataset = PROCESSED,
) -> None:
    """Draw the report of a dataset anew: the index, and pages beside it."""
    from .report import run

    run(data, reports, by or [], embed or [])


@app.command()
def explain(
    id: Annotated[
        str, typer.Argument(help="Id of an event, a mention or an article, or its first characters.", metavar="ID")
    ],
    data: Dataset = PROCESSED,
) -> None:
    """Show why: the sentence, the marked words, the rule, the date's derivation, and the way back to the file."""
    from .explain import run

    run(id, data)


@app.command()
def validate(data: Dataset = PROCESSED, json: Json = False) -> None:
    """Check a dataset: types, offsets, dates, references. Exit code 1 if anything fails."""
    from .validate import run

    run(data, json=json)


@app.command()
def stats(data: Dataset = PROCESSED, json: Json = False) -> None:
    """Count what there is, and what was refused."""
    from .stats import run

    run(data, json=json)


@app.command()
def check(language: Annotated[str, typer.Argument(help="Code of a language, such as fr.", metavar="LANG")]) -> None:
    """Run a language's corpora against its rules. Exit code 1 if a case fails."""
    from .check import run

    run(language)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the former dataset.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Folder of the present dataset.", metavar="NEW")],
    json: Json = False,
) -> None:
    """Show which events appeared, vanished or changed between two datasets."""
    from .diff import run

    run(old, new, json=json)


Several = list[str] | None
Tables = Annotated[
    Several, typer.Option(help="Which table; again for more.  (default: events, or all)", metavar="NAME")
]
Columns = Annotated[Several, typer.Option(help="Only this column, NAME or TABLE.NAME; again for more.", metavar="NAME")]
Types = Annotated[Several, typer.Option(help="Only events of this type; again for more.", metavar="TYPE")]
Actors = Annotated[Several, typer.Option(help="Only with this actor, by id or name; again for more.", metavar="ACTOR")]
Countries = Annotated[
    Several, typer.Option(help="Only with this country, by code or name; again for more.", metavar="COUNTRY")
]
Statuses = Annotated[Several, typer.Option(help="Only with this status; again for more.", metavar="STATUS")]
Bases = Annotated[Several, typer.Option(help="Only with this basis of the date; again for more.", metavar="BASIS")]
Publishers = Annotated[Several, typer.Option(help="Only told by this publisher; again for more.", metavar="NAME")]


@app.command()
def export(  # noqa: PLR0917 - typer reads options from parameters
    format: Annotated[
        str,
        typer.Argument(
            help="csv, jsonl, delta, sqlite, publish, geojson, timesketch, timelinejs, ics, acled or timeml.",
            metavar="FORMAT",
        ),
    ],
    path: Annotated[Path, typer.Argument(help="The file or folder to write.", metavar="PATH")],
    table: Tables = None,
    column: Columns = None,
    type: Types = None,
    actor: Actors = None,
    country: Countries = None,
    status: Statuses = None,
    basis: Bases = None,
    publisher: Publishers = None,
    words: Annotated[
        str | None, typer.Option(help="Only with all these words in label, quotation, names or place.", metavar="WORDS")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="Only what can have been on this day or later.", metavar="DATE")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Only what can have been on this day or earlier.", metavar="DATE")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Of dates in words, fr or en.  (default: of most articles)", metavar="LANG")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="Under which you publish, such as CC-BY-4.0.", metavar="NAME")
    ] = None,
    data: Dataset = PROCESSED,
    json: Json = False,
) -> None:
    """Write events, or any table, in a format that other programs open. What it cannot hold is counted."""
    from .export import run, wish

    several = {"tables": table, "columns": column, "types": type, "actors": actor}
    more = {"countries": country, "statuses": status, "bases": basis, "publishers": publisher}
    selection = wish(_day(first, "--from"), _day(last, "--to"), words, **several, **more)
    run(format, path, data, selection, language=language, licence=licence, json=json)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of articles with their labels in gold.jsonl.", metavar="GOLD")],
    floor: Annotated[
        list[str] | None,
        typer.Option(
            help="What must be reached, such as mention=0.6; for invented a ceiling.", metavar="MEASURE=SHARE"
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Score the rules on articles labelled by hand. Exit code 1 below a floor."""
    from .evaluate import run

    run(gold, floor or [], json=json)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="Words that must all occur, in any order.", metavar="WORDS")],
    data: Dataset = PROCESSED,
    json: Json = False,
) -> None:
    """Find events by the words of their labels, sentences, actors and places."""
    from .search import run

    run(words, data, json=json)


def _day(given: str | None, option: str = "--as-of") -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise UsageError(f"{option} {given!r}: not a date. Write it as 2024-05-13") from None
