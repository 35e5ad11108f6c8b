"""A SQLite database as Datasette opens it: keys, indexes, full text search, and views that answer the usual questions.

Lists are JSON texts, days and moments ISO 8601, truth 0 or 1. The parties of each mention have a table of their own.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from timeline.errors import StoreError
from timeline.store import SCHEMA_VERSION

from .flat import to_json
from .formats import Told
from .keys import JOINS, KEYS
from .selection import Chosen

ORDER = ("articles", "events", "event_mentions", "mention_actors", "time_mentions", "rejects", "quality")
"""A table stands behind those that it refers to."""
INDEXES = {
    "articles": ("published", "publisher", "language"),
    "events": ("first", "last", "event_type", "status", "place_country"),
    "event_mentions": ("event_id", "article_id"),
    "mention_actors": ("mention_id", "actor_id", "name"),
    "time_mentions": ("article_id", "first"),
    "quality": ("article_id", "code"),
}
SEARCHED = {
    "events": ("label", "quote", "actor_names", "recipient_names", "place_name"),
    "articles": ("title", "text"),
}
ACTORS = ("mention_id", "role", "actor_id", "name", "kind", "country", "start", "end", "text")


@dataclass(frozen=True, slots=True)
class View:
    """A question and the columns that it needs."""

    name: str
    needs: Mapping[str, tuple[str, ...]]
    sql: str


VIEWS = (
    View(
        "chronology",
        {
            "events": (
                *("event_id", "first", "last", "edtf", "event_type", "status", "label"),
                *("place_name", "n_publishers", "quote"),
            )
        },
        "SELECT event_id, first, last, edtf, event_type, status, label, place_name, n_publishers, quote FROM events "
        "ORDER BY coalesce(first, last) IS NULL, coalesce(first, last), last, event_id",
    ),
    View(
        "evidence",
        {
            "event_mentions": ("event_id", "mention_id", "article_id", "sentence_start", "sentence_end", "why"),
            "articles": ("article_id", "text", "title", "publisher", "published", "url"),
        },
        "SELECT m.event_id, m.mention_id, substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) "
        "AS sentence, m.why, a.title, a.publisher, a.published, a.url FROM event_mentions AS m "
        "JOIN articles AS a USING (article_id) ORDER BY m.event_id, a.published, m.mention_id",
    ),
    View(
        "activity_by_month",
        {"events": ("first", "last", "event_type")},
        "SELECT substr(first, 1, 7) AS month, event_type, count(*) AS n_events FROM events "
        "WHERE substr(first, 1, 7) = substr(last, 1, 7) GROUP BY month, event_type ORDER BY month, event_type",
    ),
    View(
        "who_with_whom",
        {"event_mentions": ("event_id", "mention_id"), "mention_actors": ("mention_id", "actor_id", "role")},
        "SELECT a.actor_id AS actor_id, b.actor_id AS with_id, b.role AS with_role, "
        "count(DISTINCT m.event_id) AS n_events FROM event_mentions AS m "
        "JOIN mention_actors AS a ON a.mention_id = m.mention_id AND a.role = 'actor' "
        "JOIN mention_actors AS b ON b.mention_id = m.mention_id AND b.actor_id <> a.actor_id "
        "WHERE a.actor_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY n_events DESC, 1, 2, 3",
    ),
)


def write_sqlite(chosen: Chosen, path: Path) -> Told:
    """The chosen tables with what goes with the columns that are there. Raises StoreError where SQLite refuses."""
    tables = {name: chosen.frame(name) for name in chosen.wanted}
    if {"actors", "mention_id"} <= set(chosen.columns.get("event_mentions", ())):
        tables["mention_actors"] = _actors(tables["event_mentions"])
    try:
        with closing(sqlite3.connect(path)) as base:
            base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {SCHEMA_VERSION};")
            for statement in _layout(tables):
                base.execute(statement)
            for name in sorted(tables, key=ORDER.index):
                _fill(base, name, tables[name])
            for statement in _search(tables):
                base.execute(statement)
            base.commit()
            base.execute("VACUUM")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: SQLite cannot write it ({error}). Choose another path") from error
    return Told(sum(frame.height for frame in tables.values()), f"rows in {len(tables)} tables")


def _actors(mentions: pl.DataFrame) -> pl.DataFrame:
    """One row for each party of each mention."""
    found = [
        {"mention_id": mention, **actor}
        for mention, actors in mentions.select("mention_id", "actors").iter_rows()
        for actor in actors
    ]
    numbers = ("start", "end")
    return pl.DataFrame(found, schema={name: pl.Int64 if name in numbers else pl.String for name in ACTORS})


def _layout(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Tables, indexes and views, as far as their columns are there."""
    for name in sorted(tables, key=ORDER.index):
        yield f"CREATE TABLE {_quoted(name)} ({', '.join(_definitions(name, tables))})"
        for column in INDEXES.get(name, ()):
            if column in tables[name].columns:
                yield f"CREATE INDEX {_quoted(f'{name}_{column}')} ON {_quoted(name)} ({_quoted(column)})"
    for view in VIEWS:
        if all(table in tables and set(columns) <= set(tables[table].columns) for table, columns in view.needs.items()):
            yield f"CREATE VIEW {_quoted(view.name)} AS {view.sql}"


def _definitions(name: str, tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    for column, dtype in tables[name].schema.items():
        parts = [_quoted(column), _affinity(dtype)]
        if KEYS.get(name) == column:
            parts.append("PRIMARY KEY")
        target = {**JOINS, ("mention_actors", "mention_id"): "event_mentions"}.get((name, column))
        if target is not None and target in tables and KEYS[target] in tables[target].columns:
            parts.append(f"REFERENCES {_quoted(target)} ({_quoted(KEYS[target])})")
        yield " ".join(parts)


def _affinity(dtype: pl.DataType) -> str:
    if dtype == pl.Float64:
        return "REAL"
    return "INTEGER" if dtype in {pl.Int64, pl.Boolean} else "TEXT"


def _fill(base: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    holes = ", ".join("?" * frame.width)
    base.executemany(
        f"INSERT INTO {_quoted(name)} VALUES ({holes})", ([_value(one) for one in row] for row in frame.iter_rows())
    )


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return to_json(value)
    if isinstance(value, date):  # a moment is a day too
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _search(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Full text search without accents, over the columns that are there."""
    for name, columns in SEARCHED.items():
        there = [column for column in columns if name in tables and column in tables[name].columns]
        if there:
            listed = ", ".join(map(_quoted, there))
            index = _quoted(f"{name}_fts")
            yield (
                f"CREATE VIRTUAL TABLE {index} USING fts5 ({listed}, content={_quoted(name)}, "
                "tokenize='unicode61 remove_diacritics 2')"
            )
            yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
