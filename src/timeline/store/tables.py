"""The tables of a dataset: which record fills which, the keys that join them, and the order of columns and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl

from timeline.digest import identity
from timeline.records import Article, Event, EventMention, Finding, Record, Reject, TimeMention

from .columns import Column, columns, frame

SCHEMA_VERSION = 1
"""Goes up when a column changes its name, type or meaning. Adding a column does not change it."""


@dataclass(frozen=True)
class Table:
    """One table: its record, the keys that the record itself does not hold, and the columns that stand first."""

    name: str
    record: type[Record]
    about: str
    keys: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    whole_numbers: tuple[str, ...] = field(default=())

    @cached_property
    def schema(self) -> dict[str, pl.DataType]:
        """Column name -> type, in the order of the file."""
        types: dict[str, pl.DataType] = {
            key: pl.Int64() if key in self.whole_numbers else pl.String() for key in self.keys
        }
        types |= {column.name: column.dtype for column in self.columns}
        order = (*self.first, *(name for name in types if name not in self.first))
        return {name: types[name] for name in order}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that come from the record."""
        return columns(self.record)

    def frame(self, records: Sequence[Record], **keys: Sequence[Any]) -> pl.DataFrame:
        """Records as a frame with this table's schema, with a value of each key for each of them."""
        beside = [pl.Series(name, list(keys[name]), dtype=self.schema[name]) for name in self.keys]
        return frame(records, self.record).with_columns(beside).select(*self.schema)


_EVENT_FIRST = (
    *("event_id", "event_type", "mode", "label", "status", "first", "last", "grain", "approximate", "basis", "edtf"),
    *("actors", "recipients", "actor_names", "recipient_names", "countries", "place_name", "place_country", "latitude"),
    *("longitude", "n_mentions", "n_articles", "n_publishers", "first_published", "last_published", "quote"),
    *("quote_article_id", "conflicts", "curated"),
)

ARTICLES = Table("articles", Article, "One published text; all offsets are code points into `text`.")
TIME_MENTIONS = Table(
    "time_mentions",
    TimeMention,
    "One time expression with the days that it means.",
    keys=("mention_id", "article_id", "sentence"),
    first=("mention_id", "article_id", "sentence"),
    whole_numbers=("sentence",),
)
EVENT_MENTIONS = Table(
    "event_mentions",
    EventMention,
    "One claim in one sentence that something happened, is planned or is denied.",
    keys=("event_id",),
    first=("mention_id", "article_id", "event_id", "sentence"),
)
EVENTS = Table("events", Event, "What the mentions of one event agree on.", first=_EVENT_FIRST)
REJECTS = Table("rejects", Reject, "A piece of input that was refused, and why.", first=("source", "line"))
QUALITY = Table(
    "quality", Finding, "Something that was noticed about an article: a copy, furniture of a site, a doubtful date."
)

TABLES = {table.name: table for table in (ARTICLES, TIME_MENTIONS, EVENT_MENTIONS, EVENTS, REJECTS, QUALITY)}


class TimeRow(NamedTuple):
    """A time mention, the article it stands in and the number of its sentence (None between sentences)."""

    article_id: str
    sentence: int | None
    time: TimeMention


@dataclass(frozen=True)
class Dataset:
    """All records of a build. `event_of` names the event that a mention belongs to."""

    articles: Sequence[Article] = ()
    times: Sequence[TimeRow] = ()
    mentions: Sequence[EventMention] = ()
    events: Sequence[Event] = ()
    event_of: Mapping[str, str] = field(default_factory=dict)
    rejects: Sequence[Reject] = ()
    findings: Sequence[Finding] = ()


def frames(data: Dataset) -> dict[str, pl.DataFrame]:
    """Every table of a dataset, rows in an order that depends on their content alone."""
    times = sorted(data.times, key=lambda found: (found.article_id, found.time.start, found.time.end))
    mentions = sorted(data.mentions, key=lambda one: (one.article_id, one.start, one.end, one.mention_id))
    articles = sorted(data.articles, key=lambda one: one.article_id)
    events, rejects = sorted(data.events, key=_by_date), sorted(data.rejects, key=_by_source)
    findings = sorted(data.findings, key=_by_article)
    return {
        "articles": ARTICLES.frame(articles),
        "time_mentions": TIME_MENTIONS.frame(
            [found.time for found in times],
            mention_id=[identity("t", found.article_id, found.time.start, found.time.end) for found in times],
            article_id=[found.article_id for found in times],
            sentence=[found.sentence for found in times],
        ),
        "event_mentions": EVENT_MENTIONS.frame(
            mentions, event_id=[data.event_of.get(mention.mention_id) for mention in mentions]
        ),
        "events": EVENTS.frame(events),
        "rejects": REJECTS.frame(rejects),
        "quality": QUALITY.frame(findings),
    }


def _by_date(event: Event) -> tuple[date, date, str]:
    published = event.first_published.date() if event.first_published else date.max
    first = event.first or event.last or published
    return first, event.last or first, event.event_id


def _by_source(reject: Reject) -> tuple[str, int, str, str, str]:
    return reject.source, reject.line or 0, reject.stage, reject.code, reject.message


def _by_article(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.article_id, finding.start or 0, finding.end or 0, finding.code, finding.message
