"""A dataset made by hand: one sentence, two mentions of one event, every optional part once there and once not."""

from datetime import UTC, date, datetime

import pytest

from timeline import records as r
from timeline.store import Dataset, TimeRow

TEXT = "Le président a appelé Mme Lenoir lundi à Lyon."


def at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


@pytest.fixture
def article() -> r.Article:
    return r.Article(
        article_id="a1",
        source="un.txt",
        text=TEXT,
        language="fr",
        published=datetime(2024, 5, 13, tzinfo=UTC),
        published_basis="sidecar",
        published_reliable=True,
        authors=("A. Un", "B. Deux"),
        blocks=(r.Block(kind="lead", start=0, end=len(TEXT)),),
    )


@pytest.fixture
def time() -> r.TimeMention:
    day = date(2024, 5, 13)
    return r.TimeMention(
        **at("lundi"),
        type="DATE",
        value="2024-05-13",
        first=day,
        last=day,
        grain="day",
        basis="resolved",
        anchor=day,
        edtf="2024-05-13",
        rule="fr.weekday.bare",
        derivation=("lundi is a weekday", "the past one"),
    )


@pytest.fixture
def dataset(article: r.Article, time: r.TimeMention) -> Dataset:
    full = r.EventMention(
        **at("appelé"),
        mention_id="m1",
        article_id="a1",
        sentence=0,
        sentence_start=0,
        sentence_end=len(TEXT),
        block="lead",
        event_type="CONSULT",
        mode="phone",
        status="happened",
        attribution=r.Attribution(
            span=r.Span(**at("Le président")), actor=r.Party(**at("Le président"), name="Un président", kind="person")
        ),
        actors=(r.Actor(**at("Mme Lenoir"), name="Mme Lenoir", role="recipient"),),
        place=r.Place(span=r.Span(**at("Lyon")), name="Lyon", country="FRA", latitude=45.75),
        quantities=(r.Quantity(span=r.Span(**at("Le")), value=1.0, unit="appel"),),
        time=time,
        first=time.first,
        last=time.last,
        grain="day",
        basis="resolved",
        why="lundi",
        rule="fr.appeler",
    )
    bare = full.model_copy(
        update={
            "mention_id": "m2",
            **at("à Lyon"),
            **dict.fromkeys(("time", "place", "attribution", "first", "last", "grain", "mode")),
            "basis": r.Basis.NONE,
            "actors": (),
            "quantities": (),
        }
    )
    values = (
        r.ConflictValue(value="2024-05-12", articles=("a1",)),
        r.ConflictValue(value="2024-05-13", articles=("a2", "a3")),
    )
    event = r.Event(
        event_id="e1",
        event_type="CONSULT",
        label="Un appel",
        status="happened",
        first=time.first,
        last=time.last,
        basis="resolved",
        quantities=full.quantities,
        mentions=("m1", "m2"),
        n_mentions=2,
        n_articles=1,
        n_publishers=1,
        first_published=article.published,
        last_published=article.published,
        quote=TEXT,
        quote_article_id="a1",
        why="lundi",
        conflicts=(r.Conflict(field="first", values=values),),
    )
    return Dataset(
        articles=[article],
        times=[TimeRow("a1", 0, time)],
        mentions=[full, bare],
        events=[event],
        event_of={"m1": "e1", "m2": "e1"},
        rejects=[r.Reject(source="x.bin", stage="ingest", code="binary", message="x.bin: not text")],
        findings=[
            r.Finding(
                **at("lundi"),
                code="weekday",
                severity="doubt",
                article_id="a1",
                source="un.txt",
                place="text",
                message="?",
            )
        ],
    )
