"""A small dataset made by hand: an event of each kind of date and status, and words that are dangerous in some format."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from timeline import records as r
from timeline import store

TEXT = "=Mme Lenoir, « élue »; a rencontré lundi M. Faure.\nIl a démissionné début mai & <b>nié</b> tout.\x0b Fin mai."
PUBLISHED = datetime(2024, 5, 13, 8, tzinfo=UTC)


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def time(words: str, value: str, first: date, last: date, **more: Any) -> r.TimeMention:
    given = {"type": "DATE", "grain": "day", "basis": "resolved", "edtf": value, "rule": "fr.x", "anchor": None} | more
    return r.TimeMention(**at(words), value=value, first=first, last=last, **given)


MONDAY = time("lundi", "2024-05-13", date(2024, 5, 13), date(2024, 5, 13), anchor=PUBLISHED.date())
EARLY = time("début mai", "2024-05", date(2024, 5, 1), date(2024, 5, 10), mod="START", grain="month")

DATES: dict[str, dict[str, Any]] = {
    "e_day": {"first": date(2024, 5, 13), "last": date(2024, 5, 13), "grain": "day", "edtf": "2024-05-13"},
    "e_month": {"first": date(2024, 4, 1), "last": date(2024, 4, 30), "grain": "month", "edtf": "2024-04"},
    "e_early": {"first": date(2024, 5, 1), "last": date(2024, 5, 10), "grain": "month", "approximate": True},
    "e_lasting": {"first": date(2024, 5, 6), "last": date(2024, 5, 8), "grain": "day", "edtf": "2024-05-06/2024-05-08"},
    "e_week": {"first": date(2024, 5, 6), "last": date(2024, 5, 12), "grain": "week", "edtf": "2024-05-06/2024-05-12"},
    "e_about": {"first": date(2024, 3, 3), "last": date(2024, 3, 3), "grain": "day", "approximate": True, "edtf": "2024-03-03~"},
    "e_year": {"first": date(2023, 1, 1), "last": date(2023, 12, 31), "grain": "year", "edtf": "2023"},
    "e_since": {"first": date(2024, 2, 1), "grain": "day", "edtf": "2024-02-01/.."},
    "e_bound": {"last": date(2024, 5, 13), "basis": "published", "edtf": "../2024-05-13"},
    "e_none": {"basis": "none", "status": "denied"},
    "e_planned": {"first": date(2024, 6, 1), "last": date(2024, 6, 1), "grain": "day", "edtf": "2024-06-01", "status": "planned"},
}  # fmt: skip
"""Events by id, and what is not as usual with them."""


def mention(event: str, number: int, **more: Any) -> r.EventMention:
    trigger = ("rencontré", "démissionné", "nié")[number % 3]
    given: dict[str, Any] = {
        "mention_id": f"m_{event}",
        "article_id": "a1",
        "sentence": 0,
        "sentence_start": 0,
        "sentence_end": TEXT.index("\n"),
        "block": "lead",
        "event_type": "CONSULT",
        "status": "happened",
        "basis": "stated",
        "why": "So it is said.",
        "rule": "fr.y",
        "actors": (r.Actor(**at("Mme Lenoir"), name="Hélène Lenoir", actor_id="person:helene-lenoir", role="actor"),),
    }
    return r.EventMention(**at(trigger), **given | more)


def event(name: str, **more: Any) -> r.Event:
    given: dict[str, Any] = {
        "event_id": name,
        "event_type": "CONSULT",
        "label": f"=Rencontre, « {name} »; <i>suite</i>",
        "status": "happened",
        "basis": "stated",
        "actors": ("person:helene-lenoir",),
        "actor_names": ("Hélène Lenoir",),
        "recipient_names": ("M. Faure",),
        "countries": ("FRA",),
        "mentions": (f"m_{name}",),
        "n_mentions": 1,
        "n_articles": 1,
        "n_publishers": 1,
        "first_published": PUBLISHED,
        "last_published": PUBLISHED,
        "quote": TEXT.partition("\n")[0],
        "quote_article_id": "a1",
        "why": "So it is said.",
    }
    return r.Event(**given | more)


def dataset() -> store.Dataset:
    article = r.Article(
        article_id="a1",
        source="un.txt",
        text=TEXT,
        title="=Titre & <b>",
        url="https://example.org/un?a=1&b=2",
        language="fr",
        published=PUBLISHED,
        published_basis="sidecar",
        published_reliable=True,
        publisher="@Courrier <fictif>",
        blocks=(r.Block(kind="lead", start=0, end=len(TEXT)),),
    )
    other = article.model_copy(
        update={"article_id": "a2", "source": "deux.txt", "language": "en", "url": "javascript:alert(1)"}
    )
    dated = {"e_day": MONDAY, "e_early": EARLY}
    mentions = [
        mention(name, number, time=dated.get(name), **shared)
        for number, (name, more) in enumerate(DATES.items())
        for shared in [{key: value for key, value in more.items() if key != "event_type"}]
    ]
    places = {"place_name": "Lyon", "place_country": "FRA", "latitude": 45.75, "longitude": 4.85}
    killed = r.Quantity(span=r.Span(**at("élue")), value=3, unit="mort", role="killed")
    wider: dict[str, dict[str, Any]] = {
        "e_day": {**places, "quantities": (killed,)},
        "e_month": {"event_type": "PROTEST"},
    }
    return store.Dataset(
        articles=[article, other],
        times=[
            store.TimeRow("a1", 0, MONDAY),
            store.TimeRow("a1", 1, EARLY),
            store.TimeRow("a2", 1, time("Fin mai", "2024-05", date(2024, 5, 21), date(2024, 5, 31), mod="END")),
        ],
        mentions=mentions,
        events=[event(name, **more, **wider.get(name, {})) for name, more in DATES.items()],
        event_of={one.mention_id: one.mention_id.removeprefix("m_") for one in mentions},
        rejects=[r.Reject(source="x.bin", stage="ingest", code="binary", message="x.bin: not text")],
    )


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    store.write(folder, dataset(), inputs=[{"source": "un.txt", "bytes": 1, "sha256": "0" * 64}])
    return folder
