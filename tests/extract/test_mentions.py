"""Whole sentences through the engine: what an analyst would read off them."""

from datetime import UTC, date, datetime

import pytest

from timeline.extract import mentions
from timeline.records import Article, Basis, EventMention, EventType, PublishedBasis, Role, Status
from timeline.temporal import find
from timeline.text import blocks, sentences

PUBLISHED = date(2024, 5, 13)  # a Monday


def events(text: str, language: str, title: str | None = None) -> list[EventMention]:
    parts = blocks(text, language, title=title)
    article = Article(
        article_id="a0",
        source="test",
        text=text,
        title=title,
        language=language,
        published=datetime(2024, 5, 13, tzinfo=UTC),
        published_basis=PublishedBasis.SIDECAR,
        blocks=parts,
    )
    lines = sentences(text, language, parts)
    found = mentions(article, lines, find(text, language, PUBLISHED, sentences=lines))
    return [m for m in found if m.event_type is not EventType.STATEMENT]


def only(text: str, language: str) -> EventMention:
    found = events(text, language)
    assert len(found) == 1, [(m.event_type, m.text) for m in found]
    return found[0]


def names(mention: EventMention, role: Role) -> list[str]:
    return [a.name for a in mention.actors if a.role is role]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Le Japon et la Corée du Sud ont signé un accord lundi à Séoul.", EventType.SUPPORT),
        ("fr", "L'armée a arrêté douze journalistes à Bamako.", EventType.COERCE),
        ("en", "Japan and South Korea signed an agreement in Seoul.", EventType.SUPPORT),
        ("en", "The army arrested twelve journalists in Bamako.", EventType.COERCE),
    ],
)
def test_spans_slice_back_and_ids_are_stable(language: str, text: str, kind: EventType) -> None:
    first, again = only(text, language), only(text, language)
    assert first == again
    assert first.event_type is kind
    assert text[first.start : first.end] == first.text
    for part in (*first.actors, *(q.span for q in first.quantities)):
        assert text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La presse a rapporté lundi que les deux présidents s'étaient rencontrés."),
        ("en", "The press reported on Monday that the two presidents had met."),
    ],
)
def test_the_date_of_the_report_is_not_that_of_the_event(language: str, text: str) -> None:
    meeting = only(text, language)
    assert meeting.event_type is EventType.CONSULT
    assert (meeting.time, meeting.first, meeting.basis) == (None, None, Basis.PUBLISHED)
    assert meeting.last == PUBLISHED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Des rebelles ont tué six soldats samedi, a indiqué l'armée lundi."),
        ("en", "Rebels killed six soldiers on Saturday, the army said on Monday."),
    ],
)
def test_the_event_keeps_its_own_day_and_its_source(language: str, text: str) -> None:
    killing = only(text, language)
    assert (killing.first, killing.last) == (date(2024, 5, 11), date(2024, 5, 11))
    assert killing.attribution is not None
    assert "arm" in killing.attribution.span.text
    assert [(q.value, q.role) for q in killing.quantities] == [(6.0, "killed")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'opposition de Paris à une offensive contre la ville reste entière."),
        ("fr", "Les délégations sont parties sans accord pour une trêve."),
        ("en", "Residents fear an attack on the town."),
        ("en", "If rebels attack the town, people will flee."),
    ],
)
def test_what_did_not_happen_is_no_attack_and_no_truce(language: str, text: str) -> None:
    kinds = {(m.event_type, m.status) for m in events(text, language)}
    assert not kinds & {(kind, Status.HAPPENED) for kind in (EventType.ASSAULT, EventType.RETREAT)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Le ministre a déclaré que si les rebelles entraient dans la ville, son pays ne fournirait plus d'armes.",
        ),
        ("en", "The minister said his country would send no more arms unless the rebels left the city."),
    ],
)
def test_a_conditional_refusal_is_one_threat(language: str, text: str) -> None:
    assert [m.event_type for m in events(text, language)] == [EventType.THREATEN]


def test_a_passive_has_its_agent_as_actor() -> None:
    raid = only("Le village a été bombardé par l'armée soudanaise mardi.", "fr")
    assert [a.text for a in raid.actors if a.role is Role.ACTOR] == ["l'armée soudanaise"]
    assert raid.first == raid.last == date(2024, 5, 7)


def test_a_future_keeps_no_publication_day() -> None:
    visit = only("Le président se rendra au Kenya.", "fr")
    assert (visit.status, visit.basis, visit.first, visit.last) == (Status.PLANNED, Basis.NONE, None, None)


def test_since_reaches_to_the_publication_day() -> None:
    strike = next(m for m in events("Les cheminots manifestent depuis mardi.", "fr"))
    assert (strike.first, strike.last) == (date(2024, 5, 7), PUBLISHED)


def test_nothing_is_coded_without_a_language() -> None:
    article = Article(article_id="a0", source="test", text="The army shelled the port.")
    assert mentions(article, [], []) == []


def test_why_names_rule_and_date() -> None:
    killing = only("Des rebelles ont tué six soldats samedi.", "fr")
    assert killing.rule in killing.why
    assert "samedi" in killing.why and "2024-05-11" in killing.why


def test_a_headline_label_says_where() -> None:
    attack = only("Mali : des jihadistes attaquent un convoi militaire", "fr")
    assert attack.place is not None
    assert attack.place.country == "MLI"


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "La police a arrêté trois cent vingt manifestants.", [320.0]),
        ("fr", "La police a arrêté une centaine de manifestants.", [100.0]),
        ("fr", "La police a arrêté des centaines de manifestants.", []),
        ("en", "Police arrested two hundred protesters.", [200.0]),
        ("en", "Police arrested 1,250 protesters in three days.", [1250.0]),
        ("en", "Police arrested thousands of protesters.", []),
    ],
)
def test_counted_people(language: str, text: str, values: list[float]) -> None:
    arrest = next(m for m in events(text, language) if m.event_type is EventType.COERCE)
    assert [q.value for q in arrest.quantities] == values
