"""Events: one claim in one sentence (EventMention), and what the claims agree on (Event)."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, model_validator

from .article import BlockKind
from .base import Record, Span
from .timex import Basis, Grain, TimeMention


class EventType(StrEnum):
    """The 16 types of PLOVER 0.8, and STATEMENT: a declaration that is none of them."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"


class Status(StrEnum):
    """Factuality: whether the text presents the event as a fact."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class Role(StrEnum):
    """What an actor is to an event. In a reciprocal event (a meeting) all parties are actors."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


class ActorKind(StrEnum):
    """What an actor is in the world."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed_group"
    GROUP = "group"


class Party(Span):
    """Words that name who: the span as written, the full name as far as the article tells it, and who that is.

    `actor_id` is "state:USA", "org:united-nations", "group:hamas" or "person:yoav-gallant"; None for unnamed people
    ("thousands of protesters"). `country` is ISO 3166-1 alpha-3, None where there is none or it is not known.
    """

    name: str
    actor_id: str | None = None
    kind: ActorKind | None = None
    country: str | None = None


class Actor(Party):
    """A party in its role in one event."""

    role: Role


class Attribution(Record):
    """Who says that it happened: the span of the source, who that is, and the span of the verb that says so."""

    span: Span
    actor: Party | None = None
    verb: Span | None = None


class Place(Record):
    """Where the grammar says it happened. Coordinates are WGS 84 degrees; None where the gazetteer has none."""

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Quantity(Record):
    """A counted thing: 3.500 bombes -> 3500, "bombe". `role` is killed, wounded, arrested, weapons, money … or None."""

    span: Span
    value: float
    unit: str
    role: str | None = None


class EventMention(Span):
    """One claim in one sentence that something happened, goes on, is planned, is conditional or is denied.

    The span is the trigger. `time` is the expression bound to this trigger. `first`, `last`, `grain`, `approximate`, `edtf`
    are the event's own date, and `basis` says where it comes from; with basis `published`, `first` is None. `why` is one
    readable sentence. `mention_id` and `article_id` are stable hashes; `sentence` is the sentence's number.
    """

    mention_id: str
    article_id: str
    sentence: int
    sentence_start: int
    sentence_end: int
    block: BlockKind
    event_type: EventType
    mode: str | None = None
    status: Status
    attribution: Attribution | None = None
    actors: tuple[Actor, ...] = ()
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    time: TimeMention | None = None
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis = Basis.NONE
    edtf: str | None = None
    why: str
    rule: str

    @model_validator(mode="after")
    def _claims_no_more_than_it_knows(self) -> Self:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"{self.text!r}: last {self.last} before first {self.first}")
        if self.basis in {Basis.PUBLISHED, Basis.NONE} and self.first is not None:
            raise ValueError(f"{self.text!r}: basis {self.basis} gives no first day, found {self.first}")
        return self


class ConflictValue(Record):
    """One of several values that sources give, and the articles that give it."""

    value: str
    articles: tuple[str, ...]


class Conflict(Record):
    """A field on which sources disagree. All values are kept, never averaged."""

    field: str
    values: tuple[ConflictValue, ...]


class Event(Record):
    """What the mentions of one event agree on.

    The id is that of its founding (earliest published) mention, so that growth keeps it. Ids and names of actors and
    recipients run in parallel order of first mention; unnamed parties stand in the names only. `quote` is the sentence
    that says it best and `quote_article_id` where it stands. `n_publishers` counts independent sources.
    """

    event_id: str
    event_type: EventType
    mode: str | None = None
    label: str
    status: Status
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis
    edtf: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_names: tuple[str, ...] = ()
    recipient_names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place_name: str | None = None
    place_country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[str, ...]
    n_mentions: int
    n_articles: int
    n_publishers: int
    first_published: AwareDatetime | None = None
    last_published: AwareDatetime | None = None
    quote: str
    quote_article_id: str
    why: str
    conflicts: tuple[Conflict, ...] = ()
    curated: bool = False
