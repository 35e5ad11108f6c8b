"""Small records for the report: written as quoted words, so that every span is found in its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from timeline.digest import identity
from timeline.records import (
    Actor,
    Article,
    Attribution,
    Basis,
    BlockKind,
    Conflict,
    Event,
    EventMention,
    EventType,
    Grain,
    Mod,
    Party,
    Place,
    PublishedBasis,
    Quantity,
    Reject,
    Role,
    Span,
    Status,
    TimeMention,
    TimexType,
)

IDS = {"Les dockers": "org:dockers", "Dockers": "org:dockers", "la direction": "org:port", "le port": "org:port"}
"""Who the parties of the small set are; all others have no id."""


@dataclass
class Desk:
    """Collects records. `article`, then `mention` of it, then `event` of mentions; `rows()` are the report's arguments."""

    articles: list[Article] = field(default_factory=list)
    mentions: list[EventMention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_of: dict[str, str] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    times: dict[str, list[TimeMention]] = field(default_factory=dict)

    def rows(self) -> tuple[Any, ...]:
        return self.articles, self.mentions, self.events, self.event_of, self.rejects, self.times

    def article(self, text: str, *, published: str | None = "2024-05-13", language: str = "fr", **more: Any) -> Article:
        basis = PublishedBasis.SIDECAR if published else PublishedBasis.NONE
        made = Article(
            **{
                "article_id": identity("a", text, published),
                "source": f"{identity('s', text)[:6]}.txt",
                "text": text,
                "title": text.split(".", maxsplit=1)[0][:80],
                "language": language,
                "published": datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
                "published_basis": basis,
                "published_reliable": bool(published),
                "published_evidence": f"published = {published}" if published else None,
                "publisher": "Agence Exemple",
                **more,
            }
        )
        self.articles.append(made)
        return made

    def time(self, article: Article, words: str, first: str | None, last: str | None = "", **more: Any) -> TimeMention:
        span = find(article.text, words)
        return TimeMention(
            **{
                **span.model_dump(),
                "type": TimexType.DATE,
                "value": more.pop("value", first or "PAST_REF"),
                "first": day(first),
                "last": day(first if last == "" else last),
                "grain": Grain.DAY,
                "basis": Basis.RESOLVED,
                "anchor": article.published.date() if article.published else None,
                "edtf": first if last == "" else f"{first or '..'}/{last or '..'}",
                "rule": "fr.weekday.bare",
                "derivation": ("a weekday alone, past tense", "the last such day before publication"),
                **more,
            }
        )

    def mention(
        self,
        article: Article,
        trigger: str,
        kind: EventType,
        *,
        time: TimeMention | None = None,
        actors: Sequence[str] = (),
        recipients: Sequence[str] = (),
        place: str | None = None,
        quantity: tuple[str, float, str] | None = None,
        said_by: str | None = None,
        **more: Any,
    ) -> EventMention:
        text = article.text
        span = find(text, trigger)
        start = max(text.rfind(". ", 0, span.start) + 2, 0) if ". " in text[: span.start] else 0
        end = text.find(". ", span.end) + 1 or len(text)
        parts = [*((one, Role.ACTOR) for one in actors), *((one, Role.RECIPIENT) for one in recipients)]
        dated = (
            {}
            if time is None
            else {name: getattr(time, name) for name in ("first", "last", "grain", "approximate", "basis", "edtf")}
        )
        made = EventMention(
            **{
                **span.model_dump(),
                "mention_id": identity("m", article.article_id, span.start, kind),
                "article_id": article.article_id,
                "sentence": text.count(". ", 0, span.start),
                "sentence_start": start,
                "sentence_end": end,
                "block": BlockKind.BODY,
                "event_type": kind,
                "status": Status.HAPPENED,
                "actors": tuple(
                    Actor(**find(text, one).model_dump(), name=one, role=role, actor_id=IDS.get(one))
                    for one, role in parts
                ),
                "place": Place(span=find(text, place), name=place) if place else None,
                "quantities": (Quantity(span=find(text, quantity[0]), value=quantity[1], unit=quantity[2]),)
                if quantity
                else (),
                "attribution": _attribution(text, said_by) if said_by else None,
                "time": time,
                "why": "as the text says",
                "rule": "fr.trigger",
                **dated,
                **more,
            }
        )
        self.mentions.append(made)
        return made

    def event(self, *mentions: EventMention, label: str, conflicts: Sequence[Conflict] = (), **more: Any) -> Event:
        one = mentions[0]
        articles = {article.article_id: article for article in self.articles}
        sources = [articles[mention.article_id] for mention in mentions]
        made = Event(
            **{
                "event_id": identity("e", one.mention_id),
                "event_type": one.event_type,
                "mode": one.mode,
                "label": label,
                "status": one.status,
                **{name: getattr(one, name) for name in ("first", "last", "grain", "approximate", "basis", "edtf")},
                **{
                    f"{role}s": tuple(dict.fromkeys(p.actor_id for p in one.actors if p.role is role and p.actor_id))
                    for role in Role
                },
                "actor_names": tuple(dict.fromkeys(p.name for p in one.actors if p.role is Role.ACTOR)),
                "recipient_names": tuple(dict.fromkeys(p.name for p in one.actors if p.role is Role.RECIPIENT)),
                "countries": tuple(dict.fromkeys(p.country for p in one.actors if p.country)),
                "place_name": one.place.name if one.place else None,
                "quantities": one.quantities,
                "mentions": tuple(mention.mention_id for mention in mentions),
                "n_mentions": len(mentions),
                "n_articles": len({mention.article_id for mention in mentions}),
                "n_publishers": len({source.publisher for source in sources}),
                "quote": sources[0].text[one.sentence_start : one.sentence_end],
                "quote_article_id": one.article_id,
                "why": one.why,
                "conflicts": tuple(conflicts),
                **more,
            }
        )
        self.events.append(made)
        self.event_of.update({mention.mention_id: made.event_id for mention in mentions})
        return made


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _attribution(text: str, words: str) -> Attribution:
    span = find(text, words)
    return Attribution(span=span, actor=Party(**span.model_dump(), name=words))


def small() -> Desk:
    """Five events in both languages: a day, a bounded month, an inherited date, a plan and one that is undated."""
    desk = Desk()
    fr = desk.article(
        "Le port de Sète est resté fermé. Les dockers ont bloqué le port samedi, selon le syndicat maritime. "
        "Début mai, la direction avait suspendu les primes de 1 200 salariés. Une rencontre est prévue jeudi. "
        "Des élus ont critiqué la direction.",
        url="https://example.org/port",
    )
    en = desk.article(
        "Dockers close a port. Dockers blocked the port of Sète on Saturday. The blockade was lifted later.",
        language="en",
        publisher="Example Wire",
    )
    saturday = desk.time(fr, "samedi", "2024-05-11")
    block = desk.mention(
        fr, "bloqué", EventType.PROTEST, time=saturday, actors=["Les dockers"], recipients=["le port"], mode="obstruct",
        said_by="le syndicat maritime",
    )  # fmt: skip
    blocked = desk.mention(
        en, "blocked", EventType.PROTEST, time=desk.time(en, "Saturday", "2024-05-11", rule="en.weekday.bare"),
        actors=["Dockers"], place="Sète",
    )  # fmt: skip
    where = {"place_name": "Sète", "latitude": 43.4, "longitude": 3.7}
    desk.event(block, blocked, label="Les dockers – bloquer – le port", **where)
    month = desk.time(
        fr, "Début mai", "2024-05-01", "2024-05-10", grain=Grain.MONTH, mod=Mod.START, approximate=True, value="2024-05"
    )
    cut = desk.mention(
        fr, "suspendu", EventType.SANCTION, time=month, actors=["la direction"], mode="discontinue",
        quantity=("1 200 salariés", 1200, "salarié"),
    )  # fmt: skip
    desk.event(cut, label="la direction – suspendre – les primes")
    lifted = desk.mention(
        en,
        "lifted",
        EventType.RETREAT,
        first=day("2024-05-11"),
        last=day("2024-05-11"),
        grain=Grain.DAY,
        basis=Basis.INHERITED,
    )
    desk.event(lifted, label="blockade lifted")
    plan = desk.mention(
        fr,
        "rencontre",
        EventType.CONSULT,
        time=desk.time(fr, "jeudi", "2024-05-16"),
        mode="meeting",
        status=Status.PLANNED,
    )
    desk.event(plan, label="rencontre")
    criticised = desk.mention(
        fr, "critiqué", EventType.ACCUSE, actors=["Des élus"], basis=Basis.PUBLISHED, last=day("2024-05-13")
    )
    desk.event(criticised, label="Des élus – critiquer – la direction")
    desk.rejects.append(
        Reject(source="broken.txt", stage="ingest", code="binary", message="broken.txt: not text. Convert it first")
    )
    return desk


def crowded(number: int) -> Desk:
    """Many events of few kinds in two years, in clusters, some of them with a month for a date."""
    desk = Desk()
    kinds = [EventType.PROTEST, EventType.CONSULT, EventType.ACCUSE, EventType.AID]
    for n in range(number):
        text = f"Dépêche {n}. Le syndicat {n % 17} a manifesté samedi devant le siège de la société {n % 5}."
        article = desk.article(text, publisher=f"Agence {n % 7}")
        month = f"{2023 + n % 3 // 2}-{n * 7 % 12 + 1:02}"
        if n % 9:
            time = desk.time(article, "samedi", f"{month}-{n % 3 * 9 + 1:02}")
        else:
            time = desk.time(article, "samedi", f"{month}-01", f"{month}-28", grain=Grain.MONTH, approximate=True)
        who = [f"Le syndicat {n % 17}"]
        mention = desk.mention(article, "manifesté", kinds[n % 4], time=time, actors=who)
        desk.event(mention, label=f"Le syndicat {n % 17} a manifesté devant le siège de la société {n % 5}")
    return desk


@pytest.fixture
def desk() -> Desk:
    return small()


@pytest.fixture
def empty_desk() -> Callable[[], Desk]:
    return Desk
