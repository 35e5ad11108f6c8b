"""What is no event: habits, topics, what nobody in particular does; and who takes part through a noun."""

from datetime import date

import pytest

import timeline

PUBLISHED = date(2024, 5, 14)


def coded(text: str, language: str) -> list[str]:
    return [m.event_type.value for m in timeline.find_events(text, published=PUBLISHED, language=language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Every purchase earns us a commission, which supports our work."),
        ("en", "We welcome comments from our readers."),
        ("en", "The restaurant occupies the former town hall."),
        ("fr", "Nous sommes une chaîne de magasins."),
        ("fr", "Le colloque abordera la question des violences."),
    ],
)
def test_no_event(language: str, text: str) -> None:
    assert coded(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "China condemns the decision, the ministry said.", "ACCUSE"),
        ("en", "France supports the plan, its president said on Monday.", "SUPPORT"),
        ("fr", "Un élu a été condamné jeudi pour corruption.", "SANCTION"),
        ("fr", "Le ministre a condamné les violences de samedi.", "ACCUSE"),
    ],
)
def test_event(language: str, text: str, kind: str) -> None:
    assert kind in coded(text, language)


def test_an_adjective_is_nobody() -> None:
    for mention in timeline.find_events(
        "Les violences policières de samedi ont choqué.", published=PUBLISHED, language="fr"
    ):
        assert not mention.actors


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("L'offensive de l'armée soudanaise a fait dix morts.", "actor", "soudanaise"),
        ("L'attaque de l'ambassade italienne a fait dix morts.", "recipient", "ambassade"),
        ("Le maire a été la cible d'une attaque à Lyon.", "recipient", "maire"),
    ],
)
def test_role_of_a_complement(text: str, role: str, who: str) -> None:
    mentions = timeline.find_events(text, published=PUBLISHED, language="fr")
    assert any(a.role.value == role and who in a.text for m in mentions for a in m.actors)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("fr", "« Nous condamnons cette attaque », a déclaré Antonio Guterres.", "Antonio Guterres"),
        ("en", '"We condemn this attack," Antonio Guterres said.', "Antonio Guterres"),
        ("fr", "Israël a mené une série de frappes sur Gaza.", "Israël"),
        ("en", "Police carried out a wave of arrests in Minsk.", "Police"),
        ("fr", "M. Blinken a dit qu'il s'opposait à l'accord.", "il"),
    ],
)
def test_who_does_it(language: str, text: str, who: str) -> None:
    mentions = timeline.find_events(text, published=PUBLISHED, language=language)
    assert any(a.text == who for m in mentions for a in m.actors)


@pytest.mark.parametrize(
    ("language", "text", "kind", "status"),
    [
        ("en", "If Mr Lee travelled to Oslo, the authorities would be obliged to detain him.", "COERCE", "conditional"),
        ("en", '"If they enter, I am not supplying the weapons," Mr Lee told reporters.', "THREATEN", "happened"),
        ("en", "The inquiry blamed the regiment for killing ten civilians.", "ASSAULT", "happened"),
        ("fr", "L'accord conclu en mai prévoit un retrait des troupes.", "AGREE", "happened"),
    ],
)
def test_status(language: str, text: str, kind: str, status: str) -> None:
    mentions = timeline.find_events(text, published=PUBLISHED, language=language)
    assert (kind, status) in {(m.event_type.value, m.status.value) for m in mentions}
