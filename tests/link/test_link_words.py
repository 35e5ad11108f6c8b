"""The small words of each language are in the form in which texts are compared."""

import pytest

from timeline.languages.link_schema import link_words
from timeline.languages.loader import available
from timeline.link.words import akin, cognate, content, fold, key_words


@pytest.mark.parametrize("language", available())
def test_the_words_of_a_language_are_folded(language: str) -> None:
    words = link_words(language)
    assert words.demonstrative
    assert words.definite
    assert all(word == fold(word) for group in words.model_dump().values() for word in group)


def test_an_unknown_language_has_no_words() -> None:
    assert not link_words(None).definite
    assert not link_words("xx").definite


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("suspendre", "suspension"),
        ("attaque", "attack"),
        ("bombarde", "bombardement"),
        ("released", "release"),
        ("frappe", "frappes"),
    ],
)
def test_forms_and_derivations_of_a_word_are_akin(one: str, other: str) -> None:
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("accord", "accuse"), ("rejette", "releve"), ("met", "meeting"), ("interdit", "international")]
)
def test_a_common_beginning_is_not_enough(one: str, other: str) -> None:
    assert not akin(one, other)


def test_units_of_two_languages_are_cognates() -> None:
    assert cognate("bombe", "bomb")
    assert not cognate("mort", "dead")


def test_a_trigger_is_known_by_its_full_words() -> None:
    assert key_words("avait été suspendu", {"avait"}) == {"suspendu"}
    assert key_words("met") == {"met"}
    assert content("dans la ville de Rafah, 137 camions") == {"ville", "rafah", "137", "camion"}
