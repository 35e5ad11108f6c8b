"""A small teller of stories: articles and the mentions in them, made without any extraction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from timeline.digest import identity
from timeline.records import (
    Actor,
    ActorKind,
    Article,
    Basis,
    BlockKind,
    EventMention,
    EventType,
    Grain,
    Place,
    PublishedBasis,
    Quantity,
    Role,
    Span,
    Status,
)

PEOPLE = {
    "Anna Berg": ("person:anna-berg", ActorKind.PERSON, "NOR"),
    "Luc Morel": ("person:luc-morel", ActorKind.PERSON, "FRA"),
    "Ilse Krol": ("person:ilse-krol", ActorKind.PERSON, "NLD"),
    "Norway": ("state:NOR", ActorKind.STATE, "NOR"),
    "la Norvège": ("state:NOR", ActorKind.STATE, "NOR"),
    "France": ("state:FRA", ActorKind.STATE, "FRA"),
    "la France": ("state:FRA", ActorKind.STATE, "FRA"),
    "Paris": ("state:FRA", ActorKind.STATE, "FRA"),
    "Oslo": ("state:NOR", ActorKind.STATE, "NOR"),
}


@dataclass
class Story:
    """An article that grows sentence by sentence. Each call of `tell` is one sentence with one mention."""

    name: str
    language: str = "en"
    published: date | None = date(2024, 3, 14)
    publisher: str | None = "Wire"
    duplicate_of: str | None = None
    text: str = ""
    told: list[dict[str, object]] = field(default_factory=list)

    def tell(self, sentence: str, trigger: str, kind: str, **more: object) -> "Story":
        start = len(self.text)
        self.text += sentence + "\n"
        self.told.append({"sentence": sentence, "start": start, "trigger": trigger, "kind": kind, **more})
        return self

    @property
    def article(self) -> Article:
        day = self.published
        return Article(
            article_id=identity("a", self.name, self.text),
            source=f"{self.name}.txt",
            text=self.text,
            language=self.language,
            published=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
            published_basis=PublishedBasis.SIDECAR if day else PublishedBasis.NONE,
            publisher=self.publisher,
            duplicate_of=self.duplicate_of,
        )

    @property
    def mentions(self) -> list[EventMention]:
        article_id = self.article.article_id
        return [self._mention(index, row, article_id) for index, row in enumerate(self.told)]

    def _party(self, phrase: str, name: str, role: Role, start: int) -> Actor:
        at = self.text.index(phrase, start)
        actor_id, kind, country = PEOPLE.get(name, (None, None, None))
        return Actor(
            start=at,
            end=at + len(phrase),
            text=phrase,
            name=name,
            actor_id=actor_id,
            kind=kind,
            country=country,
            role=role,
        )

    def _mention(self, index: int, row: dict[str, object], article_id: str) -> EventMention:
        start, sentence = row["start"], row["sentence"]
        at = start + sentence.index(row["trigger"])
        parties = []
        for role in Role:
            for one in row.get(f"{role}s", ()):
                phrase, name = one if isinstance(one, tuple) else (one, one)
                parties.append(self._party(phrase, name, role, start))
        first, last = row.get("first"), row.get("last", row.get("first"))
        quantities = ()
        if "count" in row:
            words, value, unit = row["count"]
            span = Span.of(self.text, self.text.index(words, start), self.text.index(words, start) + len(words))
            quantities = (Quantity(span=span, value=value, unit=unit),)
        place = None
        if "place" in row:
            name, country = row["place"]
            where = self.text.index(name, start)
            place = Place(span=Span.of(self.text, where, where + len(name)), name=name, country=country)
        return EventMention(
            start=at,
            end=at + len(row["trigger"]),
            text=row["trigger"],
            mention_id=identity("m", article_id, index),
            article_id=article_id,
            sentence=index,
            sentence_start=start,
            sentence_end=start + len(sentence),
            block=BlockKind(row.get("block", "body")),
            event_type=EventType(row["kind"]),
            mode=row.get("mode"),
            status=Status(row.get("status", "happened")),
            actors=tuple(parties),
            place=place,
            quantities=quantities,
            first=first,
            last=last,
            grain=row.get("grain", Grain.DAY if first else None),
            basis=Basis(row.get("basis", "resolved" if first else "published" if self.published else "none")),
            edtf=(str(first) if first == last else f"{first}/{last}") if first else None,
            why=f"rule for {first}",
            rule="test",
        )


@pytest.fixture
def story() -> Callable[..., Story]:
    return Story
