"""What holds of every mention, whatever the text: offsets, order, EDTF, no clock, linear work."""

from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import LanguageDataError
from timeline.languages import available
from timeline.languages.temporal_schema import Grammar, corpus, grammar
from timeline.records import Sentence
from timeline.temporal import find
from timeline.temporal.calendar import weekday_near
from timeline.temporal.compiled import Compiled
from timeline.temporal.fold import fold
from timeline.temporal.holidays import easter, holiday, islamic

CASES = [(language, case) for language in available() for case in corpus(language).case]
PIECES = [
    "lundi", "mardi 7 mai", "le 3 juin 2021", "à 14 h 30", "fin", "de", "la semaine dernière", "il y a",
    "deux ans", "(", ")", ".", ",", "Monday", "May 5, 2021", "8 p.m.", "early", "the", "last week",
    "three days", "ago", "later", "1999", "99", "-", "\n", "\n\n", "’", "été", "\u00a0", "İ", "a déclaré",
    "se rendra", "said", "will go", "31 avril", "February 30", "century", "the first", "quarter",
    "le lendemain",
]  # fmt: skip


@pytest.mark.parametrize("language", available())
@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(PIECES), max_size=30),
    published=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_mentions_are_true_whatever_the_text(language: str, words: list[str], published: date | None) -> None:
    text = " ".join(words)
    end = 0
    for mention in find(text, language, published):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end, "sorted and apart"
        end = mention.end
        assert mention.value and mention.rule.startswith(language)
        if mention.first and mention.last:
            assert mention.first <= mention.last


@pytest.mark.parametrize(("language", "case"), CASES[::3])
def test_edtf_is_valid(language: str, case: object) -> None:
    for mention in find(case.text, language, case.published):  # type: ignore[attr-defined]
        if mention.edtf:
            edtf.parse_edtf(mention.edtf)


@pytest.mark.parametrize(
    "text", ["Il a parlé samedi.", "Il parlera jeudi.", "Il a plu la semaine dernière.", "Il est parti hier."]
)
def test_a_week_later_all_is_a_week_later(text: str) -> None:
    week = timedelta(days=7)
    here, there = (find(text, "fr", date(2024, 5, 13) + n * week)[0] for n in (0, 1))
    assert (here.first + week, here.last + week) == (there.first, there.last)


def moves_with_the_week(language: str, text: str, published: date) -> bool:
    """Whether a text names nothing but weekdays and days counted from today."""
    rules = {mention.rule.removeprefix(f"{language}.") for mention in find(text, language, published)}
    return bool(rules) and rules <= {"weekday.bare", "weekday.this", "weekday.last", "weekday.next", "day.deictic"}


@pytest.mark.parametrize("language", available())
def test_every_weekday_of_the_corpus_moves_with_the_week(language: str) -> None:
    tried = 0
    for case in corpus(language).case:
        if case.published is None or not moves_with_the_week(language, case.text, case.published):
            continue
        here, there = (find(case.text, language, case.published + timedelta(days=7 * n)) for n in (0, 1))
        moved = [(m.first + timedelta(days=7), m.last + timedelta(days=7)) for m in here if m.first and m.last]
        assert moved == [(m.first, m.last) for m in there if m.first and m.last], case.text
        tried += 1
    assert tried > 20


def test_an_unknown_publication_date_dates_nothing_relative() -> None:
    text = "Samedi, le ministre a parlé. Il reviendra dans trois jours, le mois prochain, ce soir, à Noël, le 5 mai."
    mentions = find(text, "fr", None)
    assert len(mentions) == 6
    assert all(m.first is None and m.last is None and m.edtf is None for m in mentions)
    assert find("Il est né le 5 mai 1950.", "fr", None)[0].first == date(1950, 5, 5)


def test_hours_belong_to_the_day_left_right_or_of_the_story() -> None:
    published = date(2024, 5, 13)
    assert find("Samedi, une bombe a explosé à 10 h 15.", "fr", published)[1].value == "2024-05-11T10:15"
    assert find("À 10 h 15, samedi, une bombe a explosé.", "fr", published)[0].value == "2024-05-11T10:15"
    told = find("Une bombe a explosé samedi. À 18 h, le calme était revenu.", "fr", published)[1]
    assert (told.value, told.basis) == ("2024-05-11T18:00", "anaphoric")


def test_the_next_day_counts_from_the_story_not_from_publication() -> None:
    text = "Le 3 avril 2020, il fut élu. Le lendemain, il démissionna. Deux jours plus tard, il s'enfuit."
    days = [m.first for m in find(text, "fr", date(2024, 5, 13))]
    assert days == [date(2020, 4, 3), date(2020, 4, 4), date(2020, 4, 6)]


def test_a_weekday_chooses_the_year() -> None:
    assert find("Il est né un samedi 5 juin.", "fr", date(2024, 5, 13))[0].first == date(2021, 6, 5)


def test_sentences_bound_what_an_hour_belongs_to() -> None:
    text = "Il viendra mardi ; à 18 h, on dînera"
    sentences = [
        Sentence(index=0, start=0, end=16, block="body"),
        Sentence(index=1, start=19, end=len(text), block="body"),
    ]
    assert find(text, "fr", date(2024, 5, 13), sentences=sentences)[1].first == date(2024, 5, 14)


def test_the_day_of_a_picture_is_no_step_of_the_story() -> None:
    parts = [
        ("Il a signé mercredi.", "body"),
        ("Le port, le 3 mai.", "caption"),
        ("La veille, il avait refusé.", "body"),
    ]
    text = "\n".join(part for part, _ in parts)
    starts = [text.index(part) for part, _ in parts]
    sentences = [
        Sentence(index=i, start=start, end=start + len(part), block=block)
        for i, (start, (part, block)) in enumerate(zip(starts, parts, strict=True))
    ]
    days = [m.first for m in find(text, "fr", date(2024, 5, 8), sentences=sentences)]
    assert days == [date(2024, 5, 8), date(2024, 5, 3), date(2024, 5, 7)]


def test_typing_does_not_matter() -> None:
    forms = ["l'année dernière", "L’ANNÉE DERNIÈRE", "l'annee derniere", "l’année\u00a0dernière"]
    assert {find(f"Il a gagné {form}.", "fr", date(2024, 5, 13))[0].value for form in forms} == {"2023"}


def test_folding_keeps_every_offset() -> None:
    text = "É İ ß ﬁ Œ ’ \u202f\n" * 3
    assert len(fold(text)) == len(text)


def test_an_unknown_language_gives_nothing() -> None:
    assert find("5 de mayo de 2021", "xx", date(2024, 5, 13)) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1 2 3 45 678 ",
        "- – — ",
        "mai juin juillet ",
        "((((a)))) ",
        "éèê àù ",
        "le 5 ",
        "Monday at 8 p.m. ",
        "il y a deux ans et ",
    ],
)
def test_hostile_text_does_not_run_away(piece: str, no_hang) -> None:
    text = piece * (100_000 // len(piece))
    with no_hang():
        assert all(text[one.start : one.end] == one.text for one in find(text, "fr", date(2024, 5, 13)))


def test_easter_and_the_moons() -> None:
    assert [easter(year) for year in (1999, 2000, 2024, 2025)] == [
        date(1999, 4, 4), date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20)
    ]  # fmt: skip
    assert abs((islamic(2024, 10, 1) - date(2024, 4, 10)).days) <= 1
    assert abs((islamic(2023, 9, 1) - date(2023, 3, 23)).days) <= 1
    assert holiday("thanksgiving", 2023).first == date(2023, 11, 23)
    with pytest.raises(KeyError):
        holiday("no such day", 2023)


def test_the_jewish_holidays_of_years_with_every_kind_of_postponement() -> None:
    assert [holiday("rosh_hashanah", year).first for year in (1998, 2013, 2023, 2024, 2025)] == [
        date(1998, 9, 21), date(2013, 9, 5), date(2023, 9, 16), date(2024, 10, 3), date(2025, 9, 23)
    ]  # fmt: skip
    assert [holiday("passover", year).first for year in (1998, 2013, 2025)] == [
        date(1998, 4, 11), date(2013, 3, 26), date(2025, 4, 13)
    ]  # fmt: skip
    assert [holiday("hanukkah", year).first for year in (1998, 2013, 2023, 2024)] == [
        date(1998, 12, 14), date(2013, 11, 28), date(2023, 12, 8), date(2024, 12, 26)
    ]  # fmt: skip
    assert {holiday("yom_kippur", year).first.weekday() for year in range(1900, 2100)} == {0, 2, 3, 5}


def test_the_nearest_weekday() -> None:
    monday = date(2024, 5, 13)
    assert weekday_near(monday, 0, -1) == weekday_near(monday, 0, 1) == monday
    assert weekday_near(monday, 4, 0) == date(2024, 5, 10)


def test_a_wrong_rule_is_refused_at_load_by_name() -> None:
    good = grammar("fr").model_dump()
    bad = {"id": "fr.test.bad", "pattern": "{weekday}", "emit": {"kind": "cycle", "of": "weekdai", "which": "$weekday"}}
    with pytest.raises(LanguageDataError, match=r"fr\.test\.bad"):
        Compiled("fr", Grammar.model_validate(good | {"rule": [bad]}))
    with pytest.raises(LanguageDataError, match="no lexicon 'wekday'"):
        Compiled("fr", Grammar.model_validate(good | {"rule": [bad | {"pattern": "{wekday}"}]}))
    broken = {"id": "fr.test.broken", "pattern": "(ce {weekday}", "emit": {"kind": "nothing"}}
    with pytest.raises(LanguageDataError, match=r"fr\.test\.broken: bad pattern"):
        Compiled("fr", Grammar.model_validate(good | {"rule": [broken]}))
