"""What a page shows, worked out from the records: its events in their order, and where they come from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from timeline.records import Article, Event, EventMention, Finding, FindingCode, Reject, TimeMention

from .event import PRECISIONS, RANK, ArticleView, EventView, MentionView
from .phrases import dated_words
from .words import LANGUAGES, Phrase


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
    """What a page shows: its events (first those with a date, then those that only publication bounds, or nothing), the articles
    that they stand in, what was refused, and how often what was noticed. `language` is that of the page."""

    language: str
    events: tuple[EventView, ...]
    articles: tuple[ArticleView, ...]
    rejects: tuple[Reject, ...] = ()
    noticed: Mapping[FindingCode, int] = field(default_factory=dict)

    @cached_property
    def dated(self) -> tuple[EventView, ...]:
        """Events with a date, in order."""
        return tuple(one for one in self.events if one.when.dated)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """These by their dates."""
        return tuple(_days(self.dated))

    @cached_property
    def bounds(self) -> tuple[Day, ...]:
        """Events without a date, by what bounds them."""
        return tuple(_days((one for one in self.events if not one.when.dated), "u"))

    @cached_property
    def n_publishers(self) -> int:
        """Who published the articles, each once."""
        return len({one.article.publisher for one in self.articles if one.article.publisher})

    @cached_property
    def precisions(self) -> dict[str, int]:
        """How many events are how well dated."""
        count = Counter(one.precision for one in self.events)
        return {name: count[name] for name in PRECISIONS}


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
        one.article_id: ArticleView(one, times.get(one.article_id, ()), len(seen.get(one.article_id, ())))
        for one in articles
    }
    known = {one.mention_id: MentionView(one, sources[one.article_id]) for one in mentions if one.article_id in sources}
    shown = [EventView(one, tuple(known[key] for key in one.mentions if key in known), sources) for one in events]
    return View(
        language=_majority(articles),
        events=tuple(sorted(shown, key=_event_order)),
        articles=tuple(sorted(sources.values(), key=_article_order)),
        rejects=tuple(sorted(rejects, key=lambda one: (one.source, one.line or 0, one.code))),
        noticed=Counter(one.code for one in findings),
    )


def part(whole: View, events: Sequence[EventView]) -> View:
    """Some of the events, in the order of the page, with the articles that they stand in."""
    sources = {source.article.article_id: source for one in events for source in one.articles}
    return View(whole.language, tuple(events), tuple(sorted(sources.values(), key=_article_order)))


def _majority(articles: Sequence[Article]) -> str:
    """The interface language that most articles are in; the first of LANGUAGES where there are as many."""
    count = Counter((one.language or "").split("-")[0] for one in articles)
    return max(LANGUAGES, key=lambda code: count[code])


def _event_order(one: EventView) -> tuple[bool, tuple[int, int], int, str]:
    return not one.when.dated, one.when.order, RANK[one.event.event_type], one.event.event_id


def _article_order(source: ArticleView) -> tuple[str, str, str]:
    published = source.article.published
    return published.isoformat() if published else "~", source.article.source, source.article.article_id


def _days(events: Iterable[EventView], prefix: str = "d") -> Iterable[Day]:
    """Runs of events of one date. The hour stands on the card, not in the heading."""
    bare = [(dated_words(replace(one.when, clock=None)) if one.when.clock else one.words, one) for one in events]
    used: Counter[str] = Counter()
    for _, run in groupby(bare, key=lambda row: (row[1].when.first, row[1].when.last, row[0][LANGUAGES[0]])):
        group = tuple(run)
        words, when = group[0][0], group[0][1].when
        anchor = prefix + "_".join(day.isoformat() if day else "" for day in (when.first, when.last))
        used[anchor] += 1
        number = f".{used[anchor]}" if used[anchor] > 1 else ""
        yield Day(anchor=anchor + number, words=words, events=tuple(one for _, one in group))
