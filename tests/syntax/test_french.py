"""What the French parser is spared, and what is mended behind it."""

import pytest

from timeline.records import BlockKind, Sentence, Token
from timeline.syntax import parse


def tokens(text: str, *times: str) -> tuple[Token, ...]:
    spans = [(text.index(time), text.index(time) + len(time)) for time in times]
    return parse(text, [Sentence(index=0, start=0, end=len(text), block=BlockKind.BODY)], "fr", spans)[0]


def one(found: tuple[Token, ...], text: str) -> Token:
    return next(t for t in found if t.text == text)


@pytest.mark.parametrize(
    ("text", "time", "verb", "object_"),
    [
        ("Les mutins ont relâché jeudi 12 gardiens capturés la veille.", "jeudi", "relâché", "gardiens"),
        ("Le roi a reçu mardi soir à Rabat son cousin danois.", "mardi soir", "reçu", "cousin"),
        (
            "Le parti a choisi dans la nuit de lundi à mardi une candidate.",
            "nuit de lundi à mardi",
            "choisi",
            "candidate",
        ),
    ],
)
def test_a_day_does_not_part_a_verb_from_its_object(text: str, time: str, verb: str, object_: str) -> None:
    found = tokens(text, time)
    above = one(found, verb)
    assert (one(found, object_).dep, one(found, object_).head) == ("obj", above.index)
    first = one(found, time.split(maxsplit=1)[0])
    assert (first.dep, first.head) == ("obl:mod", above.index)
    assert [text[t.start : t.end] for t in found] == [t.text for t in found]


def test_a_day_behind_a_noun_is_left_to_the_parser() -> None:
    text = "La visite lundi du ministre a surpris."
    assert tokens(text, "lundi") == tokens(text)


def test_a_name_behind_a_preposition_is_no_predicate() -> None:
    found = tokens("Le roi a reçu à Ankara son homologue.")
    assert (one(found, "Ankara").dep, one(found, "à").dep) == ("obl:mod", "case")


def test_the_second_of_two_participles_is_a_verb() -> None:
    found = tokens("Deux de ses gardes ont été enlevés et torturés par des hommes armés.")
    assert (one(found, "torturés").pos, one(found, "torturés").lemma) == ("VERB", "torturer")


def test_an_object_belongs_to_the_verb_before_it() -> None:
    found = tokens("La police a dispersé la foule à l'aide de gaz lacrymogènes et arrêté une vingtaine de meneurs.")
    assert one(found, "vingtaine").head == one(found, "arrêté").index
    assert one(found, "foule").head == one(found, "dispersé").index
