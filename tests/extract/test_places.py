"""Where a locative phrase lies."""

import pytest

from timeline.extract.places import locate
from timeline.languages.actors_schema import Case, actor_corpus


def cases() -> list:
    return [
        pytest.param(language, case, id=f"{language}-{case.text[:60]}")
        for language in ("fr", "en")
        for case in actor_corpus(language).case
        if case.where
    ]


@pytest.mark.parametrize(("language", "case"), cases())
def test_corpus_locates(language: str, case: Case) -> None:
    for phrase, name, country in case.where:
        start = case.text.index(phrase)
        place = locate(case.text, start, start + len(phrase), language)
        if name == "nowhere":
            assert place is None
            continue
        assert place is not None
        assert (place.name, place.country or "") == (name, country)
        assert case.text[place.span.start : place.span.end] == place.span.text
        assert (place.latitude is None) == (place.longitude is None)


def test_the_article_decides_between_towns_unless_one_is_far_larger() -> None:
    text = "in Tripoli"
    assert locate(text, 0, len(text), "en", ("LBN",)).country == "LBN"
    assert locate(text, 0, len(text), "en").country == "LBY"
    text = "in Paris"
    assert locate(text, 0, len(text), "en", ("USA",)).country == "FRA"


def test_an_unknown_name_has_no_coordinates_and_no_country() -> None:
    text = "dans le village de Tarmokoye"
    place = locate(text, 0, len(text), "fr")
    assert (place.latitude, place.longitude, place.country) == (None, None, None)


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Hier, à Alep, on a tiré."
    place = locate(text, 6, 12, "fr")
    assert place.span.text == "Alep"
    assert text[place.span.start : place.span.end] == "Alep"
