"""Does a dataset hold what it promises? Each rule is a function from tables to the rows that break it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from timeline.records import Record

from .generations import current
from .reading import load, read_manifest
from .tables import SCHEMA_VERSION, TABLES

Tables = Mapping[str, pl.DataFrame]

IDS = {"articles": "article_id", "time_mentions": "mention_id", "event_mentions": "mention_id", "events": "event_id"}
_SPANS = {
    "time_mentions": ("",),
    "quality": ("",),
    "event_mentions": ("", "attribution_", "attribution_actor_", "attribution_verb_", "place_", "time_"),
}
_LISTS = {"event_mentions": ("actors", "quantities")}
_RANGES = {
    "time_mentions": (("first", "last"),),
    "event_mentions": (("first", "last"), ("time_first", "time_last")),
    "events": (("first", "last"), ("first_published", "last_published")),
}


class Failure(Record):
    """A row that breaks a rule; `row` is its id."""

    rule: str
    table: str
    row: str
    message: str


def validate(path: str | Path) -> tuple[tuple[str, ...], list[Failure]]:
    """The names of all rules, and every failure of the dataset at `path`, in the order of the rules.

    Rules after "schema" are not tried where the schema fails. Raises StoreError where there is no dataset.
    """
    folder = current(Path(path))
    tables = {name: load(folder, name) for name in TABLES}
    failures = [*schema(tables), *manifest(read_manifest(folder), tables)]
    if not any(failure.rule == "schema" for failure in failures):
        for rule in RULES:
            failures += rule(tables)
    return ("schema", "manifest", *(rule.__name__ for rule in RULES)), failures


def schema(tables: Tables) -> Iterator[Failure]:
    """Every table has the columns and types that its record gives it; more columns are allowed."""
    for name, table in TABLES.items():
        for column, dtype in table.schema.items():
            found = tables[name].schema.get(column)
            if found != dtype:
                yield Failure(
                    rule="schema", table=name, row=column, message=f"is {found or 'missing'}, should be {dtype}"
                )


def manifest(content: Mapping[str, Any], tables: Tables) -> Iterator[Failure]:
    """The manifest knows this schema and counts these rows."""
    if content.get("schema_version") != SCHEMA_VERSION:
        message = f"schema version {content.get('schema_version')}, this release writes {SCHEMA_VERSION}"
        yield Failure(rule="manifest", table="manifest", row="schema_version", message=message)
    for name, frame in tables.items():
        told = content.get("counts", {}).get(name)
        if told != frame.height:
            yield Failure(
                rule="manifest", table=name, row="counts", message=f"says {told} rows, there are {frame.height}"
            )


def unique_ids(tables: Tables) -> Iterator[Failure]:
    """No id stands for two rows."""
    for name, key in IDS.items():
        for value in tables[name].filter(pl.col(key).is_duplicated())[key].unique(maintain_order=True):
            yield Failure(rule="unique_ids", table=name, row=str(value), message="stands for more than one row")


def references(tables: Tables) -> Iterator[Failure]:
    """Each mention has its article and its event (none if that was dropped by hand), each event its mentions; both agree."""
    known = {name: set(tables[name][key]) for name, key in IDS.items()}
    wanted = (
        ("time_mentions", "mention_id", "article_id", "articles"),
        ("event_mentions", "mention_id", "article_id", "articles"),
        ("event_mentions", "mention_id", "event_id", "events"),
        ("events", "event_id", "quote_article_id", "articles"),
        ("quality", "article_id", "article_id", "articles"),
    )
    for name, key, column, target in wanted:
        for row, value in zip(tables[name][key], tables[name][column], strict=True):
            if value not in known[target] and (value is not None or column != "event_id"):
                yield Failure(
                    rule="references", table=name, row=str(row), message=f"{column} {value} is in no row of {target}"
                )
    owner = dict(tables["event_mentions"].select("mention_id", "event_id").iter_rows())
    for event, mentions in tables["events"].select("event_id", "mentions").iter_rows():
        if not mentions:
            yield Failure(rule="references", table="events", row=str(event), message="has no mention")
        for mention in mentions:
            if owner.get(mention) != event:
                message = f"names mention {mention}, which belongs to {owner.get(mention)}"
                yield Failure(rule="references", table="events", row=str(event), message=message)


def offsets(tables: Tables) -> Iterator[Failure]:
    """Every span of every row is where it says in the article's text."""
    texts = dict(tables["articles"].select("article_id", "text").iter_rows())
    for name, prefixes in _SPANS.items():
        for row in tables[name].iter_rows(named=True):
            text = texts.get(row["article_id"], "")
            for label, start, end, surface in _spans(row, prefixes, _LISTS.get(name, ())):
                if text[start:end] != surface:
                    message = f"{label} {start}..{end} is {text[start:end]!r} in the text, {surface!r} in the table"
                    yield Failure(
                        rule="offsets", table=name, row=str(row.get("mention_id", row["article_id"])), message=message
                    )


def _spans(
    row: Mapping[str, Any], prefixes: tuple[str, ...], lists: tuple[str, ...]
) -> Iterator[tuple[str, int, int, str]]:
    for prefix in prefixes:
        if row[f"{prefix}start"] is not None:
            yield prefix.rstrip("_") or "span", row[f"{prefix}start"], row[f"{prefix}end"], row[f"{prefix}text"]
    for name in lists:
        for item in row[name]:
            yield name, item["start"], item["end"], item["text"]


def date_order(tables: Tables) -> Iterator[Failure]:
    """No range ends before it begins."""
    for name, pairs in _RANGES.items():
        for first, last in pairs:
            for row in tables[name].filter(pl.col(first) > pl.col(last)).iter_rows(named=True):
                message = f"{first} {row[first]} is after {last} {row[last]}"
                yield Failure(rule="date_order", table=name, row=str(row[IDS[name]]), message=message)


def honest_basis(tables: Tables) -> Iterator[Failure]:
    """Where nothing but the publication date bounds an event there is no first day; a stated or counted date has one bound."""
    for name in ("event_mentions", "events"):
        unknown = pl.col("basis").is_in(["published", "none"])
        wrong = (unknown & pl.col("first").is_not_null()) | (
            ~unknown & pl.col("first").is_null() & pl.col("last").is_null()
        )
        for row in tables[name].filter(wrong).iter_rows(named=True):
            message = f"basis {row['basis']} does not go with {row['first']}..{row['last']}"
            yield Failure(rule="honest_basis", table=name, row=str(row[IDS[name]]), message=message)


def counts(tables: Tables) -> Iterator[Failure]:
    """An event counts its own mentions and articles."""
    article_of = dict(tables["event_mentions"].select("mention_id", "article_id").iter_rows())
    for event, mentions, n_mentions, n_articles in (
        tables["events"].select("event_id", "mentions", "n_mentions", "n_articles").iter_rows()
    ):
        real = len(mentions), len({article_of.get(mention) for mention in mentions})
        if real != (n_mentions, n_articles):
            message = f"counts {n_mentions} mentions in {n_articles} articles, names {real[0]} in {real[1]}"
            yield Failure(rule="counts", table="events", row=str(event), message=message)


RULES: tuple[Callable[[Tables], Iterator[Failure]], ...] = (
    unique_ids,
    references,
    offsets,
    date_order,
    honest_basis,
    counts,
)
