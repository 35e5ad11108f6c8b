"""The language of a text, told offline and always alike."""

import socket

import pytest

from timeline.text import detect

FRENCH = "Le conseil municipal a voté lundi la fermeture de l'usine, après six heures de débat."
ENGLISH = "The council voted on Monday to close the plant after six hours of debate."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        (FRENCH.upper(), "fr"),
        (ENGLISH.upper(), "en"),
        ("El consejo votó el lunes el cierre de la fábrica, tras seis horas de debate.", "es"),
        ("Der Rat hat am Montag die Schließung des Werks beschlossen.", "de"),
        ("Le ministre a démissionné hier.", "fr"),
        ("The minister resigned yesterday.", "en"),
        ("Voir https://www.example.org/the/news/of/the/day\n\n" + FRENCH, "fr"),
        (f'{FRENCH} {FRENCH} He said: "{ENGLISH[:30]}"', "fr"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "13", "2024-05-13 12:00", "https://example.org", "…", "ok"])
def test_nothing_to_tell_by(text: str) -> None:
    assert detect(text) is None


def test_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert [detect(FRENCH) for _ in range(3)] == ["fr"] * 3
    assert detect("zzz qqq www xxx") == detect("zzz qqq www xxx")
