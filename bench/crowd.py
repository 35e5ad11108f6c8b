"""A dataset of any size, made by counting: what the report is measured with. The same number gives the same records."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

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
        text = " ".join(words for words, _ in sentences)
        article = Article(
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
        made.articles.append(article)
        start = 0
        for k, (words, parts) in enumerate(sentences, n):
            _event(made, article, k, start, words, parts, day)
            start += len(words) + 1
    return made


def _sentence(k: int) -> tuple[str, dict[str, str]]:
    country, town = COUNTRIES[k % len(COUNTRIES)][0], TOWNS[k % len(TOWNS)][0]
    parts = {"who": f"Speaker {k % 1009}", "did": "criticised", "whom": country, "town": town, "time": "on Saturday"}
    words = (
        f"{parts['who']} criticised {country} on Saturday for the delay of convoy {k} to {town}, while the committee went "
        "on with its hearing of witnesses from both sides."
    )
    return words, parts


def _event(made: Crowd, article: Article, k: int, start: int, words: str, parts: dict[str, str], day: date) -> None:
    def span(name: str) -> Span:
        at = article.text.index(parts[name], start)
        return Span.of(article.text, at, at + len(parts[name]))

    dated = k % 5 > 1
    first = day - timedelta(days=k % 6) if dated else None
    last = first + timedelta(days=9 if k % 11 == 0 else 0) if first else day
    basis = Basis.RESOLVED if dated else Basis.PUBLISHED
    grain = (Grain.WEEK if k % 11 == 0 else Grain.DAY) if dated else None
    when = {"first": first, "last": last, "grain": grain, "basis": basis, "edtf": f"{first}/{last}" if dated else None}
    time = (
        TimeMention(**span("time").model_dump(), type=TimexType.DATE, value=str(last), rule="en.weekday.on", **when)
        if dated
        else None
    )
    country, code = COUNTRIES[k % len(COUNTRIES)]
    actors = (
        Actor(**span("who").model_dump(), name=parts["who"], actor_id=f"person:speaker-{k % 1009}", kind=ActorKind.PERSON, role=Role.ACTOR),
        Actor(**span("whom").model_dump(), name=country, actor_id=f"state:{code}", kind=ActorKind.STATE, country=code, role=Role.RECIPIENT),
    )  # fmt: skip
    town, latitude, longitude = TOWNS[k % len(TOWNS)]
    kind, status = TYPES[k * 7 % len(TYPES)], list(Status)[0 if k % 9 else k % 5]
    mention = EventMention(
        **span("did").model_dump(), mention_id=identity("m", article.article_id, str(k)), article_id=article.article_id,
        sentence=k % 4, sentence_start=start, sentence_end=start + len(words), block=BlockKind.BODY, event_type=kind,
        status=status, actors=actors, place=Place(span=span("town"), name=town), time=time, why="", rule="en.criticise", **when,
    )  # fmt: skip
    event = Event(
        event_id=identity("e", mention.mention_id), event_type=kind, label=words[:70].rsplit(" ", 1)[0], status=status,
        actors=(actors[0].actor_id or "",), recipients=(actors[1].actor_id or "",), actor_names=(parts["who"],),
        recipient_names=(country,), countries=(code,), place_name=town, latitude=latitude, longitude=longitude,
        mentions=(mention.mention_id,), n_mentions=1, n_articles=1, n_publishers=1, first_published=article.published,
        last_published=article.published, quote=words, quote_article_id=article.article_id, why="", **when,
    )  # fmt: skip
    made.mentions.append(mention)
    made.events.append(event)
    made.event_of[mention.mention_id] = event.event_id
