"""All mentions of a dataset in, its events out."""

from collections.abc import Iterable, Mapping, Sequence

from timeline.digest import canonical, sha256
from timeline.kept import NOTHING, Kept
from timeline.records import Article, Event, EventMention, Record

from .across import clusters, may_share, weigh
from .answers import Answers
from .event import Source, event_from
from .nearby import candidates
from .strand import Strand, Strands
from .words import fold


class Linked(Record):
    """Events, and which of them each mention tells of. Sorted by date (undated last), then by id."""

    events: tuple[Event, ...]
    event_of: dict[str, str]


def link(mentions: Iterable[EventMention], articles: Iterable[Article], kept: Kept = NOTHING) -> Linked:
    """The events of these mentions. Every mention belongs to exactly one event; the same mention twice counts once.

    Neither the order of the input nor its division into batches changes the id of a cluster: that is its founding mention's.
    `kept` is what was worked out before. Raises StageError if a mention names an article that is not among `articles`.
    """
    known = {article.article_id: article for article in articles}
    told = {mention.mention_id: mention for mention in mentions}
    strands = Strands(told.values(), known, kept)
    publisher = publishers(known)
    names = [one.name for one in strands.all]
    weight = Answers("weight", names, lambda a, b: weigh(strands.profile(a), strands.profile(b)), kept)
    fit = Answers("fit", names, lambda a, b: may_share(strands.profile(a), strands.profile(b)), kept)
    events, event_of = [], {}
    for cluster in clusters(len(names), candidates([one.card for one in strands.all]), weight, fit):
        members = [strands.all[index] for index in cluster]
        event = _event(members, told, known, publisher, kept)
        events.append(event)
        event_of.update(dict.fromkeys(event.mentions, event.event_id))
    weight.keep()
    fit.keep()
    return Linked(events=in_order(events), event_of=dict(sorted(event_of.items())))


def _event(
    members: Sequence[Strand],
    told: Mapping[str, EventMention],
    known: Mapping[str, Article],
    publisher: Mapping[str, str],
    kept: Kept,
) -> Event:
    """The event of some strands."""
    articles = [known[one.card.article_id] for one in members]
    beside = [(one.duplicate_of, publisher[one.article_id]) for one in articles]
    about = sha256(canonical(["event", sorted(zip([one.name for one in members], beside, strict=True))]))
    body = kept.get(about)
    if body is not None:
        return Event.model_validate_json(body)
    mentions = [told[mention] for one in members for mention in one.mentions]
    event = event_from([_source(mention, known, publisher) for mention in mentions])
    kept.put(about, event.model_dump_json().encode("utf-8"))
    return event


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
