"""A dataset of any size, made by counting: what the report is measured with. The same number gives the same records."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from timeline.digest import identity
from timeline.records import (
    Actor,
    ActorKind,
    Article,
    Basis,
    BlockKind,
    Event,
    EventMention,
    EventType,
    Grain,
    Place,
    PublishedBasis,
    Role,
    Span,
    Status,
    TimeMention,
    TimexType,
)

TYPES = [one for one in EventType if one is not EventType.STATEMENT]
COUNTRIES = [
    ("France", "FRA"),
    ("Germany", "DEU"),
    ("Egypt", "EGY"),
    ("Kenya", "KEN"),
    ("Japan", "JPN"),
    ("Brazil", "BRA"),
]
TOWNS = [
    ("Paris", 48.9, 2.4),
    ("Cairo", 30.0, 31.2),
    ("Nairobi", -1.3, 36.8),
    ("Tokyo", 35.7, 139.7),
    ("Recife", -8.1, -34.9),
]
FIRST = date(2019, 1, 1)
DAYS = 5 * 365


@dataclass
class Crowd:
    """Records in the order of `report.render`'s arguments."""

    articles: list[Article] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_of: dict[str, str] = field(default_factory=dict)

    def rows(self) -> tuple[object, ...]:
        return self.articles, self.mentions, self.events, self.event_of, []


def crowd(number: int) -> Crowd:
    """So many events, four in an article, over five years; two in five are bounded by publication only."""
    made = Crowd()
    for n in range(0, number, 4):
        day = FIRST + timedelta(days=n * 7919 % DAYS)
        sentences = [_sentence(k) for k in range(n, min(n + 4, number))]
        article = _article(n, " ".join(sentences), day)
        made.articles.append(article)
        start = 0
        for k, words in enumerate(sentences, n):
            mention = _mention(article, k, start, len(words), _when(k, day))
            event = _event(article, mention, k, words)
            made.mentions.append(mention)
            made.events.append(event)
            made.event_of[mention.mention_id] = event.event_id
            start += len(words) + 1
    return made


def _sentence(k: int) -> str:
    return (
        f"Speaker {k % 1009} criticised {COUNTRIES[k % len(COUNTRIES)][0]} on Saturday for the delay of convoy {k} to "
        f"{TOWNS[k % len(TOWNS)][0]}, while the committee went on with its hearing of witnesses from both sides."
    )


def _article(n: int, text: str, day: date) -> Article:
    return Article(
        article_id=identity("a", str(n), text),
        source=f"wire/{day.year}/{n}.txt",
        text=text,
        title=f"Delegation {n % 613} reports on the day's work before the committee",
        url=f"https://example.org/{n}",
        language="en",
        published=datetime(day.year, day.month, day.day, tzinfo=UTC),
        published_basis=PublishedBasis.METADATA,
        published_reliable=True,
        publisher=f"Agency {n // 4 % 23}",
    )


def _when(k: int, day: date) -> dict[str, Any]:
    """A known day, a week, or what publication bounds."""
    if k % 5 <= 1:
        return {"first": None, "last": day, "grain": None, "basis": Basis.PUBLISHED, "edtf": None}
    first, week = day - timedelta(days=k % 6), k % 11 == 0
    last = first + timedelta(days=6 if week else 0)
    grain = Grain.WEEK if week else Grain.DAY
    return {"first": first, "last": last, "grain": grain, "basis": Basis.RESOLVED, "edtf": f"{first}/{last}"}


def _mention(article: Article, k: int, start: int, length: int, when: dict[str, Any]) -> EventMention:
    def span(words: str) -> dict[str, Any]:
        at = article.text.index(words, start)
        return Span.of(article.text, at, at + len(words)).model_dump()

    country, code = COUNTRIES[k % len(COUNTRIES)]
    speaker, town = f"Speaker {k % 1009}", TOWNS[k % len(TOWNS)][0]
    whom = Actor(**span(country), name=country, actor_id=f"state:{code}", kind=ActorKind.STATE, role=Role.RECIPIENT)
    who = f"person:speaker-{k % 1009}"
    time = {**span("on Saturday"), "type": TimexType.DATE, "value": str(when["last"]), "rule": "en.weekday.on", **when}
    return EventMention(
        **span("criticised"),
        mention_id=identity("m", article.article_id, str(k)),
        article_id=article.article_id,
        sentence=k % 4,
        sentence_start=start,
        sentence_end=start + length,
        block=BlockKind.BODY,
        event_type=TYPES[k * 7 % len(TYPES)],
        status=list(Status)[0 if k % 9 else k % 5],
        actors=(Actor(**span(speaker), name=speaker, actor_id=who, kind=ActorKind.PERSON, role=Role.ACTOR), whom),
        place=Place(span=Span(**span(town)), name=town),
        time=TimeMention(**time) if when["first"] else None,
        why="",
        rule="en.criticise",
        **when,
    )


def _event(article: Article, mention: EventMention, k: int, words: str) -> Event:
    who, whom = mention.actors
    town, latitude, longitude = TOWNS[k % len(TOWNS)]
    taken = ("event_type", "status", "first", "last", "grain", "basis", "edtf")
    return Event(
        **{name: getattr(mention, name) for name in taken},
        event_id=identity("e", mention.mention_id),
        label=words[:70].rsplit(" ", 1)[0],
        actors=(str(who.actor_id),),
        recipients=(str(whom.actor_id),),
        actor_names=(who.name,),
        recipient_names=(whom.name,),
        countries=(str(whom.actor_id)[-3:],),
        place_name=town,
        latitude=latitude,
        longitude=longitude,
        mentions=(mention.mention_id,),
        n_mentions=1,
        n_articles=1,
        n_publishers=1,
        first_published=article.published,
        last_published=article.published,
        quote=words,
        quote_article_id=article.article_id,
        why="",
    )
