"""Events in words of one language: when, what, and who told of it. The words are those of the report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.records import Article, Event, Status, TimeMention
from timeline.report.dates import When, in_words
from timeline.report.words import Catalogue, catalogue
from timeline.store.columns import columns, decode

from .selection import Chosen

WEB = ("http://", "https://")
TIME = {f"time_{column.name}": column.name for column in columns(TimeMention)}
"""Columns of a mention that hold its time expression, and what they are called by themselves."""
DATED = ("mention_id", "event_id", "article_id", "first", "last", "grain", "basis", *TIME)


@dataclass(frozen=True, slots=True)
class Worded:
    """An event with its date as it is known, the same in words, and the articles that tell of it, in their order."""

    event: Event
    when: When
    date: str
    articles: tuple[Article, ...]
    words: Catalogue

    @property
    def headline(self) -> str:
        """The label; with the status behind it where the event is not told as a fact."""
        label, status = self.event.label, self.event.status
        return label if status is Status.HAPPENED else f"{label} ({self.words.statuses[status]})"

    @property
    def kind(self) -> str:
        """The type in words."""
        return self.words.types[self.event.event_type]

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published the articles, each once."""
        return tuple(dict.fromkeys(one.publisher for one in self.articles if one.publisher))

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """A name and an address for each article that has one that is safe to follow."""
        return tuple(
            (one.publisher or one.title or one.url, one.url)
            for one in self.articles
            if one.url and one.url.lower().startswith(WEB)
        )


def worded(chosen: Chosen) -> Iterator[Worded]:
    """The chosen events in words of the chosen language, in the order of the table."""
    words = catalogue(chosen.language)
    told: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in chosen.tables["event_mentions"].select(DATED).iter_rows(named=True):
        told[row["event_id"]].append(row)
    articles = chosen.articles()
    for event in chosen.events():
        mentions = told[event.event_id]
        when = _when(event, mentions, articles)
        read = dict.fromkeys(row["article_id"] for row in sorted(mentions, key=lambda row: _place(row, event)))
        yield Worded(event, when, in_words(when, words.calendar), tuple(articles[key] for key in read), words)


def _place(row: dict[str, Any], event: Event) -> int:
    """Where a mention stands among those of its event: earliest published first."""
    return event.mentions.index(row["mention_id"])


def _when(event: Event, mentions: list[dict[str, Any]], articles: dict[str, Article]) -> When:
    """The date with what only the expression that gave it says: "early", an hour."""

    def fitness(row: dict[str, Any]) -> tuple[bool, bool, int]:
        same = (row["first"], row["last"], row["grain"]) == (event.first, event.last, event.grain)
        return same, row["basis"] == event.basis, -_place(row, event)

    row = max(mentions, key=fitness, default=None)
    if row is None:
        return When.of(event)
    published = articles[row["article_id"]].published
    time = decode({name: row[column] for column, name in TIME.items()}, TimeMention) if row["time_text"] else None
    return When.of(event, time, published=published.date() if published else None)
