"""All mentions of a dataset in, its events out."""

from collections.abc import Iterable, Mapping

from timeline.errors import StageError
from timeline.records import Article, Event, EventMention, Record

from .across import clusters
from .chain import strands
from .event import Source, event_from
from .profile import Profile, merged
from .words import fold


class Linked(Record):
    """Events, and which of them each mention tells of. Sorted by date (undated last), then by id."""

    events: tuple[Event, ...]
    event_of: dict[str, str]


def link(mentions: Iterable[EventMention], articles: Iterable[Article]) -> Linked:
    """The events of these mentions. Every mention belongs to exactly one event; the same mention twice counts once.

    Neither the order of the input nor its division into batches changes the id of a cluster: that is its founding mention's.
    Raises StageError if a mention names an article that is not among `articles`.
    """
    known = {article.article_id: article for article in articles}
    by_article: dict[str, list[EventMention]] = {}
    for mention in mentions:
        by_article.setdefault(mention.article_id, []).append(mention)
    found: list[tuple[Profile, list[EventMention]]] = []
    for article_id in sorted(by_article):
        if article_id not in known:
            raise StageError("link", article_id, "its mentions came without it; pass the article too")
        for group in strands(known[article_id], by_article[article_id]):
            told = [mention for mention, _ in group]
            found.append((merged(told, [one for _, one in group]), told))
    found.sort(key=lambda row: row[0].id)
    publisher = publishers(known)
    events, event_of = [], {}
    for cluster in clusters([one for one, _ in found]):
        told = [mention for index in cluster for mention in found[index][1]]
        event = event_from([_source(mention, known, publisher) for mention in told])
        events.append(event)
        event_of.update({one.mention_id: event.event_id for one in told})
    return Linked(events=in_order(events), event_of=dict(sorted(event_of.items())))


def event_of_mentions(mentions: Iterable[EventMention], articles: Iterable[Article]) -> Event:
    """The event of mentions that somebody else says belong together; `articles` holds theirs."""
    known = {article.article_id: article for article in articles}
    publisher = publishers(known)
    return event_from([_source(mention, known, publisher) for mention in mentions])


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sorted by date (undated last), then by id."""
    return tuple(
        sorted(events, key=lambda one: (str(one.first or one.last or "9999"), str(one.last or "9999"), one.event_id))
    )


def _source(mention: EventMention, known: Mapping[str, Article], publisher: Mapping[str, str]) -> Source:
    return Source(mention, known[mention.article_id], publisher[mention.article_id])


def publishers(articles: Mapping[str, Article]) -> dict[str, str]:
    """Who published each article first: a copy counts for the publisher of its original, an unsigned one for itself."""

    def name(article: Article) -> str:
        return fold(article.publisher) if article.publisher else article.article_id

    original = {key: article.duplicate_of or key for key, article in articles.items()}
    return {key: name(articles[first]) if first in articles else first for key, first in original.items()}
