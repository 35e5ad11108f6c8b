"""Absolute dates of languages without a grammar."""

import pytest

from timeline.temporal.foreign import LANGUAGES, find_absolute


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El acuerdo se firmó el 15 de marzo de 2023 en Bogotá.", [("15 de marzo de 2023", "2023-03-15")]),
        ("es", "Desde septiembre de 2022 no hay diálogo.", [("septiembre de 2022", "2022-09")]),
        ("it", "Il governo è caduto il 21 luglio 2022.", [("21 luglio 2022", "2022-07-21")]),
        ("de", "Am 3. Oktober 1990 trat der Vertrag in Kraft.", [("3. Oktober 1990", "1990-10-03")]),
        ("de", "Die Frist endet am 05.06.2024.", [("05.06.2024", "2024-06-05")]),
        ("pt", "A lei entrou em vigor em 1 de maio de 2021.", [("1 de maio de 2021", "2021-05-01")]),
        ("ar", "وقع الاتفاق في 15 مارس 2023 في بغداد", [("15 مارس 2023", "2023-03-15")]),
        ("es", "El 31 de febrero de 2023 no existe.", []),
        ("es", "Costó 2023 euros en marzo, según la ley 15/2023.", []),
        ("de", "Er kam am Montag, dem 3. Oktober.", []),
        ("xx", "15 marzo 2023", []),
    ],
)
def test_dates_that_name_their_year(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = find_absolute(text, language)
    assert [(m.text, m.value) for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_never_given_a_day(language: str) -> None:
    month = {"ar": "مارس", "de": "März", "es": "marzo", "it": "marzo", "pt": "março"}[language]
    (found,) = find_absolute(f"— {month} 2023 —", language)
    assert (str(found.first), str(found.last), found.grain) == ("2023-03-01", "2023-03-31", "month")
