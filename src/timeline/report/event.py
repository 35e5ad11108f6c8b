"""One event with all that its card says. Each part is worked out when it is asked for: most pages need few of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from timeline.digest import sha256
from timeline.records import (
    Article,
    Basis,
    Conflict,
    Event,
    EventMention,
    EventType,
    Grain,
    Quantity,
    TimeMention,
)

from .dates import When
from .evidence import Piece, pieces
from .parties import Who, parties
from .phrases import dated_words, day_words, place_words, same
from .reasons import Reason, reason
from .words import LANGUAGES, Phrase, catalogue

KINDS: Mapping[str, tuple[EventType, ...]] = {
    "cooperation_words": (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
    "cooperation_deeds": (EventType.COOPERATE, EventType.AID, EventType.RETREAT),
    "conflict_words": (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    "conflict_deeds": (
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    ),
    "other_kind": (EventType.STATEMENT,),
}
"""PLOVER's quadrants, and ours for what is none of them; the order in which charts and filters list the types."""
KIND_OF = {event_type: kind for kind, types in KINDS.items() for event_type in types}
TYPES = tuple(KIND_OF)
RANK = {event_type: rank for rank, event_type in enumerate(TYPES)}
PRECISIONS = ("exact", "approximate", "inherited", "unknown")
WEB = ("http://", "https://")


@dataclass(frozen=True, eq=False)
class ArticleView:
    """An article as a source. `n_events` counts the events that it is a source of, `times` are the expressions found in it."""

    article: Article
    times: Sequence[TimeMention] = ()
    n_events: int = 0

    @property
    def n_times(self) -> int:
        """How many time expressions were found in it."""
        return len(self.times)

    @property
    def link(self) -> str | None:
        """Its address, if that is safe to follow."""
        url = self.article.url
        return url if url and url.lower().startswith(WEB) else None

    @cached_property
    def published(self) -> Phrase | None:
        """The day of its publication in words."""
        return day_words(self.article.published.date(), weekday=False) if self.article.published else None

    @cached_property
    def key(self) -> str:
        """Digest of all that a page says of it. Its text is in its id already."""
        about = self.article.model_dump_json(exclude={"text", "blocks"})
        return sha256(f"{self.n_times} {self.n_events} {about}".encode())

    def when(self, dated: Event | EventMention, mention: EventMention) -> When:
        """A date that one of its mentions gives."""
        published = self.article.published.date() if self.article.published else None
        return When.of(dated, mention.time, published=published)


@dataclass(frozen=True, eq=False)
class MentionView:
    """One sentence of evidence, and the article that it stands in."""

    mention: EventMention
    source: ArticleView

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentence, cut where something in it is marked."""
        return pieces(self.source.article.text, self.mention)

    @property
    def sentence(self) -> str:
        """The sentence on one line, as an event quotes it."""
        start, end = self.mention.sentence_start, self.mention.sentence_end
        return " ".join(self.source.article.text[start:end].split())

    @property
    def said_by(self) -> str | None:
        """Who is named as saying so."""
        said = self.mention.attribution
        return (said.actor.name if said.actor else said.span.text) if said else None

    @cached_property
    def said_on(self) -> Phrase | None:
        """The date of the statement: an expression that stands beside the verb of saying and does not date the event itself."""
        own, verb = self.mention.time, self.mention.attribution.verb if self.mention.attribution else None
        if verb is None:
            return None
        for time in self.source.times:
            beside = 0 <= time.start - verb.end <= 1 or 0 <= verb.start - time.end <= 1
            if beside and (own is None or time.start != own.start) and (time.first or time.last):
                return dated_words(When.of_time(time))
        return None

    @cached_property
    def why(self) -> Reason:
        """Why it has its date."""
        return reason(self.mention, self.source.article, self.source.when(self.mention, self.mention))

    @property
    def rule(self) -> str:
        """The rule that dates it."""
        return self.mention.time.rule if self.mention.time else self.mention.rule

    @property
    def steps(self) -> tuple[str, ...]:
        """What that rule did, step by step."""
        return self.mention.time.derivation if self.mention.time else ()


class Claim(NamedTuple):
    """One of the values that sources give for a field, and who gives it."""

    value: Phrase
    sources: tuple[ArticleView, ...]


class ConflictView(NamedTuple):
    """A field on which sources disagree, side by side."""

    field: Phrase
    claims: tuple[Claim, ...]


@dataclass(frozen=True, eq=False)
class EventView:
    """An event, its sentences whose article is there, and all articles by their ids."""

    event: Event
    mentions: tuple[MentionView, ...]
    sources: Mapping[str, ArticleView]

    @property
    def key(self) -> str:
        """Digest of all that is known of it: events with one key are shown alike."""
        named = {self.event.quote_article_id, *(one.mention.article_id for one in self.mentions)}
        named |= {key for field in self.event.conflicts for value in field.values for key in value.articles}
        mentions = (f"{one.mention.model_dump_json()} {one.said_on}" for one in self.mentions)
        sources = (self.sources[key].key for key in sorted(named & self.sources.keys()))
        return sha256("\n".join((self.event.model_dump_json(), *mentions, *sources)).encode("utf-8"))

    @cached_property
    def why(self) -> MentionView | None:
        """The mention that gives the date: the first of the most direct basis that says the same."""
        event, order = self.event, list(Basis)
        date = event.first, event.last, event.grain
        same = [one for one in self.mentions if (one.mention.first, one.mention.last, one.mention.grain) == date]
        if len(same) == 1:
            return same[0]
        return min(
            same or self.mentions,
            key=lambda one: (one.mention.basis != event.basis, order.index(one.mention.basis)),
            default=None,
        )

    @cached_property
    def when(self) -> When:
        """Its date."""
        why = self.why
        return why.source.when(self.event, why.mention) if why else When.of(self.event)

    @cached_property
    def words(self) -> Phrase:
        """Its date in words."""
        return dated_words(self.when)

    @property
    def kind(self) -> str:
        """The quadrant of its type: a key of KINDS."""
        return KIND_OF[self.event.event_type]

    @cached_property
    def precision(self) -> str:
        """How well its date is known: one of PRECISIONS."""
        if not self.when.dated:
            return "unknown"
        if self.event.basis is Basis.INHERITED:
            return "inherited"
        return "exact" if self.when.exact or self.when.lasting else "approximate"

    @property
    def place(self) -> Phrase | None:
        """Where it took place, in the reader's language where that has a name of its own for it."""
        name = self.event.place_name
        return place_words(name, self.event.place_country) if name else None

    @property
    def language(self) -> str | None:
        """The language of its label: that of its founder."""
        founder = self.mentions[0].source if self.mentions else self.sources.get(self.event.quote_article_id)
        return founder.article.language if founder else None

    @property
    def quote_language(self) -> str | None:
        """The language of its quotation."""
        quoted = self.sources.get(self.event.quote_article_id)
        return quoted.article.language if quoted else None

    @cached_property
    def quoted(self) -> MentionView | None:
        """The mention that it quotes; None where no mention has that sentence."""
        return next((one for one in self.mentions if one.sentence == self.event.quote), None)

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """The articles of its mentions, each once."""
        return tuple({one.mention.article_id: one.source for one in self.mentions}.values())

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published these, each once."""
        return tuple(dict.fromkeys(name for one in self.articles if (name := one.article.publisher)))

    @property
    def published(self) -> Phrase | None:
        """When these appeared: a day, or from the first to the last."""
        days = sorted(one.article.published.date() for one in self.articles if one.article.published)
        if not days:
            return None
        return dated_words(When(days[0], days[-1], Grain.DAY, lasting=days[0] < days[-1]))

    @property
    def said_on(self) -> Phrase | None:
        """The date of the statement that tells of the event, where a source gives it."""
        return next((one.said_on for one in self.mentions if one.said_on), None)

    @property
    def quantities(self) -> tuple[Phrase, ...]:
        """What is counted, without what a party's name says already."""
        return tuple(_quantity(one) for one in _once(self.event.quantities) if not _named(one, self.event))

    @property
    def conflicts(self) -> tuple[ConflictView, ...]:
        """The fields on which its sources disagree."""
        return tuple(_conflict(one, self) for one in self.event.conflicts)

    @cached_property
    def parties(self) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
        """Its actors and its recipients."""
        return parties(self.event, [one.mention for one in self.mentions])

    @property
    def actors(self) -> tuple[Who, ...]:
        """Who did it."""
        return self.parties[0]

    @property
    def recipients(self) -> tuple[Who, ...]:
        """Whom it was done to."""
        return self.parties[1]


def _once(quantities: Iterable[Quantity]) -> Iterable[Quantity]:
    """The first of those that say the same number ("3 500 bombes", "3,500 bombs")."""
    return {(one.value, one.role): one for one in reversed(tuple(quantities))}.values()


def _named(quantity: Quantity, event: Event) -> bool:
    """Whether a party's name says the quantity already ("23 British diplomats")."""
    return any(quantity.span.text in name for name in (*event.actor_names, *event.recipient_names))


def _quantity(quantity: Quantity) -> Phrase:
    """The counted thing as the source writes it; number and unit where the span is the bare number."""
    if any(letter.isalpha() for letter in quantity.span.text):
        return same(quantity.span.text)
    return {code: (f"{catalogue(code).number(quantity.value)}\u00a0{quantity.unit}",) for code in LANGUAGES}


def _conflict(conflict: Conflict, one: EventView) -> ConflictView:
    name = conflict.field.partition(": ")[2] or conflict.field
    return ConflictView(
        {code: (catalogue(code).conflict_fields.get(name, name),) for code in LANGUAGES},
        tuple(
            Claim(
                _claimed(conflict.field, claim.value, one.mentions),
                tuple(one.sources[key] for key in claim.articles if key in one.sources),
            )
            for claim in conflict.values
        ),
    )


def _claimed(name: str, value: str, mentions: Iterable[MentionView]) -> Phrase:
    """A value in words: a date as a date, a number as a number, a status by its name."""
    if name == "date":
        for one in (shown.mention for shown in mentions):
            if value in {one.edtf, f"{one.first or '..'}/{one.last or '..'}"}:
                return dated_words(When.of(one, one.time))
    if name == "status":
        said = {code: {str(key): word for key, word in catalogue(code).statuses.items()} for code in LANGUAGES}
        return {code: (words.get(value, value),) for code, words in said.items()}
    try:
        number = float(value)
    except ValueError:
        return same(value)
    return {code: (catalogue(code).number(number),) for code in LANGUAGES}
