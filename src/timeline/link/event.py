"""One event from its mentions: the date they agree on, who, where, how many, and where the sources disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from timeline.digest import identity
from timeline.languages.link_schema import link_words
from timeline.records import (
    Actor,
    Article,
    Basis,
    BlockKind,
    Event,
    EventMention,
    Place,
    Quantity,
    Role,
    Status,
)

from .conflict import conflicts
from .days import OWN, RANK, Days, days_of
from .label import label_of
from .parties import Relation, relate
from .profile import by_role
from .words import fold

NEVER = datetime.max.replace(tzinfo=UTC)
CERTAINTY = (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.CONDITIONAL, Status.DENIED)
TELLING = {BlockKind.LEAD: 3, BlockKind.BODY: 2, BlockKind.HEADLINE: 1}
T = TypeVar("T")
PREFERRED_LENGTH = 320
"""Characters beyond which a sentence is no good quotation."""


@dataclass(frozen=True, slots=True)
class Source:
    """A mention with the article that it stands in, and who published that first."""

    mention: EventMention
    article: Article
    publisher: str

    @property
    def order(self) -> tuple[datetime, str, int, str]:
        """Earliest published first; then by article, place in it and id."""
        return (
            self.article.published or NEVER,
            self.article.article_id,
            self.mention.start,
            self.mention.mention_id,
        )

    @property
    def sentence(self) -> str:
        """The sentence that it stands in, on one line."""
        return " ".join(self.article.text[self.mention.sentence_start : self.mention.sentence_end].split())


def founding(sources: Iterable[Source]) -> Source:
    """The earliest published mention, then the smallest id: what gives the event its identity."""
    return min(sources, key=lambda one: (one.article.published or NEVER, one.mention.mention_id))


def event_from(sources: Sequence[Source]) -> Event:
    """The event of these mentions; `sources` is not empty. Their order does not matter."""
    ordered = sorted(sources, key=lambda one: one.order)
    founder = founding(ordered)
    mentions = [one.mention for one in ordered]
    dated = dating(ordered)
    best = quotation(ordered)
    actors, recipients = parties(ordered)
    place = scene(mentions)
    published = [one.article.published for one in ordered if one.article.published]
    countries = [party.country for party in (*actors, *recipients)] + [place.country if place else None]
    return Event(
        event_id=identity("e", founder.mention.mention_id),
        event_type=_common([one.event_type for one in mentions]),
        mode=_common([one.mode for one in mentions if one.mode] or [None]),
        label=label_of([(one.mention, one.article) for one in ordered], founder.article.language),
        status=min((one.status for one in mentions), key=CERTAINTY.index),
        first=dated.first,
        last=dated.last,
        grain=dated.grain,
        approximate=dated.approximate,
        basis=dated.basis,
        edtf=dated.edtf,
        actors=tuple(one.actor_id for one in actors if one.actor_id),
        recipients=tuple(one.actor_id for one in recipients if one.actor_id),
        actor_names=tuple(one.name for one in actors),
        recipient_names=tuple(one.name for one in recipients),
        countries=tuple(dict.fromkeys(country for country in countries if country)),
        place_name=place.name if place else None,
        place_country=place.country if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        quantities=amounts(mentions),
        mentions=tuple(one.mention_id for one in mentions),
        n_mentions=len(mentions),
        n_articles=len({one.article_id for one in mentions}),
        n_publishers=len({one.publisher for one in ordered}),
        first_published=min(published, default=None),
        last_published=max(published, default=None),
        quote=best.sentence,
        quote_article_id=best.article.article_id,
        why=_why(dated, ordered),
        conflicts=conflicts(mentions),
    )


def dating(sources: Sequence[Source]) -> EventMention:
    """The mention whose date is the event's: the finest of those that most articles agree with.

    An undated event takes the mention that bounds it most tightly from above.
    """
    own = [(days, one) for one in sources if (days := days_of(one.mention, OWN))]
    if not own:
        shared = [(days, one) for one in sources if (days := days_of(one.mention, (Basis.INHERITED,)))]
        if shared:
            return min(shared, key=lambda row: (row[0].width, row[1].order))[1].mention
        return min(
            sources, key=lambda one: (one.mention.last is None, one.mention.last or one.order[0].date(), one.order)
        ).mention

    def rank(row: tuple[Days, Source]) -> tuple[object, ...]:
        days, one = row
        agreeing = {
            other.article.duplicate_of or other.article.article_id for theirs, other in own if theirs.overlaps(days)
        }
        return -len(agreeing), days.width, one.mention.approximate, RANK[one.mention.basis], one.order

    return min(own, key=rank)[1].mention


def parties(sources: Sequence[Source]) -> tuple[list[Actor], list[Actor]]:
    """Actors and recipients, each party once by its fullest name: identified ones first, in the order of first mention."""
    found: dict[Role, list[Actor]] = {}
    for role in Role:
        gathered: list[Actor] = []
        for one in sources:
            for actor in by_role(one.mention.actors, role, link_words(one.article.language)):
                _admit(gathered, actor)
        named = [actor for actor in gathered if actor.actor_id]
        unnamed = {fold(actor.name): actor for actor in reversed(gathered) if not actor.actor_id}
        found[role] = named + ([] if named else list(reversed(unnamed.values()))[:3])
    actors = found[Role.ACTOR]
    recipients = [one for one in found[Role.RECIPIENT] if one.actor_id is None or not _among(one, actors)]
    return actors, recipients


def _admit(gathered: list[Actor], actor: Actor) -> None:
    """Adds a party, or lets its fuller name replace the one that is known."""
    for place, known in enumerate(gathered):
        if relate(known, actor) is Relation.SAME:
            if actor.actor_id and (known.actor_id is None or len(actor.name) > len(known.name)):
                gathered[place] = actor
            return
    gathered.append(actor)


def _among(one: Actor, others: Iterable[Actor]) -> bool:
    return any(one.actor_id == other.actor_id for other in others)


def scene(mentions: Sequence[EventMention]) -> Place | None:
    """The place named most often, the first of equals; one with coordinates before one without."""
    places = [one.place for one in mentions if one.place]
    names = [fold(place.name) for place in places]
    return max(places, key=lambda place: (place.latitude is not None, names.count(fold(place.name))), default=None)


def amounts(mentions: Iterable[EventMention]) -> tuple[Quantity, ...]:
    """Every quantity told of the event, each number of each thing once, in the order of first mention."""
    found: dict[tuple[object, ...], Quantity] = {}
    for mention in mentions:
        for quantity in mention.quantities:
            found.setdefault((quantity.role, fold(quantity.unit), quantity.value), quantity)
    return tuple(found.values())


def quotation(sources: Sequence[Source]) -> Source:
    """The sentence that says best what happened: a plain one of the article's own, dated, with names and figures."""

    def worth(one: Source) -> tuple[int, ...]:
        mention = one.mention
        named = sum(actor.actor_id is not None for actor in mention.actors)
        return (
            int(len(one.sentence) <= PREFERRED_LENGTH),
            TELLING.get(mention.block, 0) > 0,
            2 * (mention.basis in OWN) + min(named, 2) + bool(mention.quantities) + bool(mention.place),
            TELLING.get(mention.block, 0),
        )

    return max(sources, key=worth)


def _why(dated: EventMention, sources: Sequence[Source]) -> str:
    """Why the event has its date, and how many more mentions there are."""
    others = len(sources) - 1
    tail = {0: "", 1: "; one more mention does not contradict it"}.get(others, f"; {others} more mentions")
    return dated.why if others == 0 else f"{dated.why}{tail}"


def _common(values: Sequence[T]) -> T:
    """The most frequent value, the first of equals."""
    return max(dict.fromkeys(values), key=values.count)
