"""What the page shows, worked out from the records: each event with its words, its evidence and its place in the order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from timeline.records import (
    Article,
    Basis,
    Conflict,
    Event,
    EventMention,
    EventType,
    Finding,
    FindingCode,
    Grain,
    Quantity,
    Reject,
    TimeMention,
)

from .dates import When
from .evidence import Piece, pieces
from .parties import Who, parties
from .phrases import dated_words, day_words, same
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
PRECISIONS = ("exact", "approximate", "inherited", "unknown")
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as a source: `link` is its address if that is safe to follow; `published` is in words. `n_times` counts the
    time expressions found in it, `n_events` the events that it is a source of."""

    article: Article
    published: Phrase | None
    link: str | None
    n_events: int = 0
    n_times: int = 0


@dataclass(frozen=True, slots=True)
class MentionView:
    """One sentence of evidence."""

    mention: EventMention
    source: ArticleView
    pieces: tuple[Piece, ...]
    said_by: str | None
    said_on: Phrase | None
    why: Reason
    rule: str
    steps: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The sentence on one line, as an event quotes it."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that sources give for a field, and who gives it."""

    value: Phrase
    sources: tuple[ArticleView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A field on which sources disagree, side by side."""

    field: Phrase
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all that its card says. `why` is the mention that gives the date, `quoted` the one that the event quotes
    (None: no mention has that sentence); `language` is that of the label; `published` says when its articles appeared."""

    event: Event
    when: When
    words: Phrase
    kind: str
    precision: str
    language: str | None
    quote_language: str | None
    publishers: tuple[str, ...]
    quantities: tuple[Phrase, ...]
    why: MentionView | None
    quoted: MentionView | None
    mentions: tuple[MentionView, ...]
    conflicts: tuple[ConflictView, ...]
    published: Phrase | None = None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()

    @property
    def said_on(self) -> Phrase | None:
        """The date of the statement that tells of the event, where a source gives it."""
        return next((one.said_on for one in self.mentions if one.said_on), None)


@dataclass(frozen=True, slots=True)
class Day:
    """The events that share one date in words: a day, a month, or a range."""

    anchor: str
    words: Phrase
    events: tuple[EventView, ...]

    @property
    def first(self) -> date | None:
        """The day that it stands with in the order; None where nothing is known."""
        return self.events[0].when.first or self.events[0].when.last


@dataclass(frozen=True)
class View:
    """The whole page. `days` are in order; `bounds` hold the events that only publication bounds, or nothing.
    `noticed` counts what was noticed about the articles."""

    language: str
    days: tuple[Day, ...]
    bounds: tuple[Day, ...]
    articles: tuple[ArticleView, ...]
    rejects: tuple[Reject, ...]
    n_publishers: int
    precisions: Mapping[str, int] = field(default_factory=dict)
    noticed: Mapping[FindingCode, int] = field(default_factory=dict)

    @cached_property
    def dated(self) -> tuple[EventView, ...]:
        """Events with a date, in order."""
        return tuple(event for day in self.days for event in day.events)

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        """All events, in the order of the page."""
        return self.dated + tuple(event for day in self.bounds for event in day.events)


def view(  # noqa: PLR0917 - what `render` takes
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]],
    findings: Sequence[Finding] = (),
) -> View:
    """All that the page shows. The order of the arguments' rows does not matter."""
    seen: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.mention_id in event_of:
            seen.setdefault(mention.article_id, set()).add(event_of[mention.mention_id])
    sources = {
        one.article_id: _source(one, len(seen.get(one.article_id, ())), len(times.get(one.article_id, ())))
        for one in articles
    }
    named = {one.mention_id: one for one in mentions}
    shown = sorted(
        (_event(event, [named[one] for one in event.mentions if one in named], sources, times) for event in events),
        key=lambda one: (one.when.order, TYPES.index(one.event.event_type), one.event.event_id),
    )
    counted = Counter(one.precision for one in shown)
    return View(
        language=_majority(articles),
        days=tuple(_days(one for one in shown if one.when.dated)),
        bounds=tuple(_days((one for one in shown if not one.when.dated), "u")),
        articles=tuple(sorted(sources.values(), key=_article_order)),
        rejects=tuple(sorted(rejects, key=lambda one: (one.source, one.line or 0, one.code))),
        n_publishers=len({one.publisher for one in articles if one.publisher}),
        precisions={name: counted[name] for name in PRECISIONS},
        noticed=Counter(one.code for one in findings),
    )


def part(whole: View, events: Sequence[EventView]) -> View:
    """Some of the events, in the order of the page, with the articles that they stand in."""
    articles = {mention.source.article.article_id for one in events for mention in one.mentions}
    count = Counter(one.precision for one in events)
    return replace(
        whole,
        days=tuple(_days(one for one in events if one.when.dated)),
        bounds=tuple(_days((one for one in events if not one.when.dated), "u")),
        articles=tuple(one for one in whole.articles if one.article.article_id in articles),
        rejects=(),
        noticed={},
        n_publishers=len({name for one in events for name in one.publishers}),
        precisions={name: count[name] for name in PRECISIONS},
    )


def _majority(articles: Sequence[Article]) -> str:
    """The interface language that most articles are in; the first of LANGUAGES where there are as many."""
    count = Counter((one.language or "").split("-")[0] for one in articles)
    return max(LANGUAGES, key=lambda code: count[code])


def _source(article: Article, n_events: int, n_times: int) -> ArticleView:
    published = day_words(article.published.date(), weekday=False) if article.published else None
    link = article.url if article.url and article.url.lower().startswith(WEB) else None
    return ArticleView(article=article, published=published, link=link, n_events=n_events, n_times=n_times)


def _article_order(source: ArticleView) -> tuple[str, str, str]:
    published = source.article.published
    return published.isoformat() if published else "~", source.article.source, source.article.article_id


def _event(
    event: Event,
    mentions: Sequence[EventMention],
    sources: Mapping[str, ArticleView],
    times: Mapping[str, Sequence[TimeMention]],
) -> EventView:
    known = [one for one in mentions if one.article_id in sources]
    dating = _dating(event, known)
    shown = tuple(_mention(one, sources[one.article_id], times.get(one.article_id, ())) for one in known)
    why = next((one for one in shown if one.mention is dating), None)
    when = _when(dating, sources[dating.article_id], event) if dating else When.of(event)
    articles = list(dict.fromkeys(one.article_id for one in known))
    founder = sources.get(known[0].article_id if known else event.quote_article_id)
    quoted = sources.get(event.quote_article_id)
    actors, recipients = parties(event, known)
    return EventView(
        event=event,
        when=when,
        words=dated_words(when),
        kind=KIND_OF[event.event_type],
        precision=_precision(event, when),
        language=founder.article.language if founder else None,
        quote_language=quoted.article.language if quoted else None,
        publishers=tuple(dict.fromkeys(one for key in articles if (one := sources[key].article.publisher))),
        quantities=tuple(_quantity(one) for one in _once(event.quantities) if not _named(one, event)),
        why=why,
        quoted=next((one for one in shown if one.sentence == event.quote), None),
        mentions=shown,
        conflicts=tuple(_conflict(one, known, sources) for one in event.conflicts),
        published=_published([sources[key].article for key in articles]),
        actors=actors,
        recipients=recipients,
    )


def _dating(event: Event, mentions: Sequence[EventMention]) -> EventMention | None:
    """The mention that the event has its date from: the first of the most direct basis that says the same."""
    order = list(Basis)
    same_date = [one for one in mentions if (one.first, one.last, one.grain) == (event.first, event.last, event.grain)]
    return min(same_date or mentions, key=lambda one: (one.basis != event.basis, order.index(one.basis)), default=None)


def _when(mention: EventMention, source: ArticleView, event: Event | None = None) -> When:
    published = source.article.published.date() if source.article.published else None
    return When.of(event or mention, mention.time, published=published)


def _precision(event: Event, when: When) -> str:
    if not when.dated:
        return "unknown"
    if event.basis is Basis.INHERITED:
        return "inherited"
    return "exact" if when.exact or when.lasting else "approximate"


def _published(articles: Sequence[Article]) -> Phrase | None:
    """When the articles of an event appeared: a day, or from the first to the last."""
    days = sorted(one.published.date() for one in articles if one.published)
    if not days:
        return None
    return dated_words(When(days[0], days[-1], Grain.DAY, lasting=days[0] < days[-1]))


def _said_on(mention: EventMention, times: Sequence[TimeMention]) -> Phrase | None:
    """The date of the statement: an expression that stands beside the verb of saying and does not date the event itself."""
    verb = mention.attribution.verb if mention.attribution else None
    if verb is None:
        return None
    for time in times:
        own = mention.time is not None and time.start == mention.time.start
        beside = 0 <= time.start - verb.end <= 1 or 0 <= verb.start - time.end <= 1
        if beside and not own and (time.first or time.last):
            return dated_words(When.of_time(time))
    return None


def _mention(mention: EventMention, source: ArticleView, times: Sequence[TimeMention] = ()) -> MentionView:
    said_by = mention.attribution
    return MentionView(
        mention=mention,
        source=source,
        pieces=pieces(source.article.text, mention),
        said_by=(said_by.actor.name if said_by.actor else said_by.span.text) if said_by else None,
        said_on=_said_on(mention, times),
        why=reason(mention, source.article, _when(mention, source)),
        rule=mention.time.rule if mention.time else mention.rule,
        steps=mention.time.derivation if mention.time else (),
    )


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


def _conflict(conflict: Conflict, mentions: Sequence[EventMention], sources: Mapping[str, ArticleView]) -> ConflictView:
    name = conflict.field.partition(": ")[2] or conflict.field
    return ConflictView(
        field={code: (catalogue(code).conflict_fields.get(name, name),) for code in LANGUAGES},
        claims=tuple(
            Claim(
                value=_claimed(conflict.field, one.value, mentions),
                sources=tuple(sources[key] for key in one.articles if key in sources),
            )
            for one in conflict.values
        ),
    )


def _claimed(name: str, value: str, mentions: Iterable[EventMention]) -> Phrase:
    """A value in words: a date as a date, a number as a number, a status by its name."""
    if name == "date":
        for one in mentions:
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


def _days(events: Iterable[EventView], prefix: str = "d") -> Iterable[Day]:
    """Runs of events of one date. The hour stands on the card, not in the heading."""
    bare = [(dated_words(replace(one.when, clock=None)), one) for one in events]
    used: Counter[str] = Counter()
    for _, run in groupby(bare, key=lambda row: (row[1].when.first, row[1].when.last, row[0][LANGUAGES[0]])):
        group = tuple(run)
        words, when = group[0][0], group[0][1].when
        anchor = prefix + "_".join(day.isoformat() if day else "" for day in (when.first, when.last))
        used[anchor] += 1
        number = f".{used[anchor]}" if used[anchor] > 1 else ""
        yield Day(anchor=anchor + number, words=words, events=tuple(one for _, one in group))
