"""The publication date: each sign, the order among them, and all that must give no date at all."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.records import DateClue, Draft, PublishedBasis
from timeline.temporal.published import publication, settled
from timeline.temporal.zones import ZONES

LATEST = date(2026, 11, 23)


def clue(basis: str, day: str, *, reliable: bool = True) -> DateClue:
    value = datetime.fromisoformat(day)
    return DateClue(
        basis=PublishedBasis(basis),
        value=value if value.tzinfo else value.replace(tzinfo=UTC),
        reliable=reliable,
        evidence=day,
    )


def found(
    text: str, language: str | None = "fr", *, latest: date = LATEST, **fields: object
) -> tuple[str, str, bool] | None:
    draft = Draft.model_validate({"source": "a.txt", "text": text} | fields)
    best = publication(draft, language, latest)
    return (best.value.date().isoformat(), best.basis.value, best.reliable) if best else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23 juin 2012. - Le scrutin est clos.", "2012-06-23"),
        ("23 juin 2012, Espagne. - Le scrutin est clos.", "2012-06-23"),
        ("Titre de l'article\n\nGAZA, 13 mai 2024 (Xinhua) -- Des tirs ont repris.", "2024-05-13"),
        ("PARIS, le 1er mars 2023 – Les syndicats appellent à la grève.", "2023-03-01"),
        ("Titre\n\nPublié le 3 novembre 2022 à 9h40\n\nLe texte commence ici.", "2022-11-03"),
        ("Titre\n\nPar Anne Exemple | lundi 9 décembre 2019 à 09h08\n\nLe texte commence ici.", "2019-12-09"),
        ("Titre\n\n18/02/2020\n\nLe texte commence ici.", "2020-02-18"),
        ("Titre\n\nMis à jour le 4 mai 2021, publié le 3 mai 2021\n\nLe texte.", "2021-05-03"),
        ("Le texte d'abord.\n\nEncore du texte.\n\nPublié le 3 mai 2021", "2021-05-03"),
    ],
)
def test_french_datelines(text: str, day: str) -> None:
    assert found(text) == (day, "dateline", True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\n\nWednesday, January 23, 2019\n\nThe text begins.", "2019-01-23"),
        ("GENEVA, March 3, 2021 (Reuters) - Talks resumed.", "2021-03-03"),
        ("Title\n\nBy Ann Example | May 13, 2024\n\nThe text begins.", "2024-05-13"),
        ("Title\n\nPublished: 13 May 2024 10:20 GMT\n\nThe text begins.", "2024-05-13"),
        ("Title\n\nPosted on Oct. 6th, 2020\n\nThe text begins.", "2020-10-06"),
        ("Title\n\n2020-10-06\n\nThe text begins.", "2020-10-06"),
    ],
)
def test_english_datelines(text: str, day: str) -> None:
    assert found(text, "en") == (day, "dateline", True)


@pytest.mark.parametrize(
    "text",
    [
        "Le 23 juin 2012, le scrutin s'est clos dans le calme.",
        "Le maire est né le 3 mai 1971. Il a été élu en 2014.",
        "Il partira en mai. Le 13 mai est férié. En 2024, tout changera.",
        "— Anne Exemple (@anne) 7 janvier 2020\n\nLe texte commence ici.",
        "Prix du kilo\n\n3 mai 2021 : 2 500 francs, soit 12 % de plus qu'en mars 2020 sur les marchés de la capitale.",
        "20 avril 2010 - La plateforme explose.\n\n22 avril 2010 - La plateforme coule.",
        "Janvier 2024",
        "2024",
        "",
    ],
)
def test_a_day_in_a_sentence_is_no_date_of_publication(text: str) -> None:
    assert found(text) is None


def test_a_weekday_that_contradicts_its_dateline_costs_trust() -> None:
    assert found("Titre\n\nmardi 13 mai 2024\n\nLe texte.") == ("2024-05-13", "dateline", False)


@pytest.mark.parametrize(
    ("text", "language", "latest", "day"),
    [
        ("La radio a annoncé lundi 13 mai que le ministre partait.", "fr", LATEST, "2024-05-13"),
        ("La radio a annoncé lundi 13 mai que le ministre partait.", "fr", date(2024, 5, 12), "2019-05-13"),
        ("Il a parlé vendredi 10 mai, puis lundi 13 mai, à la radio.", "fr", LATEST, "2024-05-13"),
        ("Il a parlé lundi 13 mai. Le vote aura lieu jeudi 16 mai.", "fr", LATEST, "2024-05-13"),
        ("Il a parlé lundi 13 mai. Un sommet est prévu mercredi 15 mai à Lille.", "fr", LATEST, "2024-05-13"),
        ("Il a parlé lundi 13 mai. Les élections de 2013 approchent.", "fr", LATEST, "2013-05-13"),
        ("Il a parlé lundi 13 mai, après la guerre de 2011.", "fr", LATEST, "2024-05-13"),
        ("He spoke on Monday, May 13, and left.", "en", LATEST, "2024-05-13"),
        ("He spoke on Monday 13 May. Voters will decide on Thursday 16 May.", "en", LATEST, "2024-05-13"),
        ("Il a parlé jeudi 29 février.", "fr", LATEST, "2024-02-29"),
        ("He was arrested by the police on Monday, May 13, in Leeds.", "en", LATEST, "2024-05-13"),
        ("He spoke on Monday, May 13. The report is due by Thursday, May 16.", "en", LATEST, "2024-05-13"),
        ("Dans le Sahara, avant l'aube, des tirs ont éclaté lundi 13 mai.", "fr", LATEST, "2024-05-13"),
        ("Il a parlé lundi 13 mai et demande une réponse avant le jeudi 16 mai.", "fr", LATEST, "2024-05-13"),
        ("Il a parlé lundi 30 décembre, puis jeudi 2 janvier.", "fr", LATEST, "2025-01-02"),
        ("L'audience du mardi 27 septembre 2016 a duré une heure.", "fr", LATEST, "2016-09-27"),
    ],
)
def test_the_texts_own_weekdays(text: str, language: str, latest: date, day: str) -> None:
    assert found(text, language, latest=latest) == (day, "text", False)


@pytest.mark.parametrize(
    "text",
    [
        "La radio l'a annoncé le 13 mai.",
        "La radio l'a annoncé lundi.",
        "Le vote aura lieu lundi 13 mai.",
        "Il a parlé lundi 13 mai, mardi 13 mai, mercredi 13 mai.",
    ],
)
def test_what_names_no_year(text: str) -> None:
    assert found(text) is None


def test_a_dateline_without_a_year_takes_it_from_the_weekdays() -> None:
    assert found("GAZA, 14 mai (Xinhua) -- Le ministre a parlé lundi 13 mai à la radio.") == (
        "2024-05-14",
        "text",
        False,
    )


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/05/13/titre", "2024-05-13"),
        ("https://example.org/2024/5/3/titre", "2024-05-03"),
        ("https://example.org/monde/2024-05-13-titre.html", "2024-05-13"),
        ("https://example.org/monde/20240513-titre", "2024-05-13"),
        ("https://example.org/2024/may/13/title", "2024-05-13"),
    ],
)
def test_days_in_addresses(url: str, day: str) -> None:
    assert found("Un texte.", url=url) == (day, "url", True)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/05/titre",
        "https://example.org/a-2024",
        "https://example.org/a/20241399",
        "https://example.org/120240513",
    ],
)
def test_addresses_without_a_day(url: str) -> None:
    assert found("Un texte.", url=url) is None


def test_a_file_name_comes_last() -> None:
    assert found("Un texte.", source="presse/2024-05-13-titre.txt") == ("2024-05-13", "file_name", False)
    assert found("Il a parlé lundi 13 mai.", source="2024-05-20.txt") == ("2024-05-13", "text", False)


def test_the_order_of_trust() -> None:
    text = "23 juin 2012. - Le scrutin est clos."
    url = "https://example.org/2012/06/24/a"
    signs = [
        (clue("sidecar", "2012-06-20"), ("2012-06-20", "sidecar", True)),
        (clue("feed", "2012-06-22"), ("2012-06-22", "feed", False)),
        (clue("metadata", "2012-06-23"), ("2012-06-23", "metadata", True)),
    ]
    for first in range(len(signs)):
        assert found(text, url=url, clues=[sign for sign, _ in signs[first:]]) == signs[first][1]
    assert found(text, url=url, clues=[clue("metadata", "2012-07-01", reliable=False)]) == (
        "2012-06-23",
        "dateline",
        True,
    )
    assert found("Un texte.", clues=[clue("metadata", "2012-07-01", reliable=False)]) == (
        "2012-07-01",
        "metadata",
        False,
    )


def test_disagreement_costs_trust_and_is_kept() -> None:
    draft = Draft(
        source="a.txt", text="x", url="https://example.org/2012/05/01/a", clues=(clue("metadata", "2012-06-23"),)
    )
    best = publication(draft, "fr", LATEST)
    assert best is not None and not best.reliable
    assert "2012-06-23" in best.evidence and "2012/05/01" in best.evidence


def test_the_publishers_own_day() -> None:
    url = "https://example.org/2023/11/08/a"
    assert found("x", url=url, clues=[clue("metadata", "2023-11-09T03:28:35+00:00")]) == (
        "2023-11-08",
        "metadata",
        True,
    )
    assert found("x", url=url, clues=[clue("metadata", "2023-11-07T15:00:00+00:00")]) == (
        "2023-11-08",
        "metadata",
        True,
    )
    assert found("x", url=url, clues=[clue("metadata", "2023-11-09T15:00:00+00:00")]) == (
        "2023-11-09",
        "metadata",
        True,
    )
    assert found("x", url=url, clues=[clue("metadata", "2023-11-09T00:30:00+01:00")]) == (
        "2023-11-09",
        "metadata",
        True,
    )


def test_no_sign_after_the_build_and_no_program_default() -> None:
    late = clue("metadata", "2026-11-24")
    assert found("x", clues=[late]) is None
    assert found("x", clues=[late, clue("metadata", "2020-01-02")]) == ("2020-01-02", "metadata", True)
    told = clue("sidecar", "2026-11-24")
    assert found("x", clues=[told, clue("metadata", "2020-01-02")]) == ("2020-01-02", "metadata", False)
    assert found("x", clues=[clue("metadata", "1970-01-01")]) is None
    assert found("x", clues=[clue("metadata", "0001-01-01")]) is None
    assert found("Titre\n\nPublié le 24 novembre 2026\n\nTexte.") is None


def test_any_language_or_none() -> None:
    assert found("GENEVA, March 3, 2021 (Reuters) - Talks resumed.", None) == ("2021-03-03", "dateline", True)
    assert found("GENEVA, March 3, 2021 (Reuters) - Talks resumed.", "de") == ("2021-03-03", "dateline", True)


WORDS = st.sampled_from(
    [
        "lundi",
        "mardi 14",
        "mai",
        "13",
        "2024",
        "févr.",
        "29 février",
        "1er",
        "Publié le",
        "\n\n",
        "-",
        "(AFP)",
        "PARIS,",
        "May 13,",
        "Monday",
        "31 avril",
    ]
)


@given(
    st.lists(WORDS, max_size=20).map(" ".join),
    st.sampled_from(["fr", "en", None]),
    st.dates(date(1995, 1, 1), date(2035, 1, 1)),
)
def test_never_after_the_latest_day_and_never_a_crash(text: str, language: str | None, latest: date) -> None:
    best = publication(Draft(source="a.txt", text=text), language, latest)
    assert best is None or best.value.date() <= latest
    assert best is None or best.value.utcoffset() == timedelta(0)


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))
SIGNS = st.lists(
    st.builds(
        lambda basis, day, hour, sure: clue(basis, f"{day}T{hour:02}:30:00", reliable=sure),
        st.sampled_from(["sidecar", "feed", "metadata"]),
        DAYS | st.just(date(1970, 1, 1)),
        st.integers(0, 23),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)


@given(
    signs=SIGNS,
    head=st.sampled_from(["", "GENEVA, January 5, 2020 (Wire) - ", "Updated January 7, 2020\n\n"]),
    words=st.sampled_from(["Talks began on Monday, January 6.", "Talks began."]),
    url=st.none() | DAYS.map(lambda day: f"https://www.example.ca/{day:%Y/%m/%d}/talks"),
    latest=st.dates(date(2019, 12, 30), date(2020, 1, 12)),
)
def test_the_last_day_makes_no_difference_once_all_that_is_stated_is_possible(
    signs: tuple[DateClue, ...], head: str, words: str, url: str | None, latest: date
) -> None:
    draft = Draft(source="2020-01-04.txt", text=f"{head}{words}", url=url, clues=signs)
    since = settled(draft, "en")
    if since is not None and since <= latest:
        assert publication(draft, "en", latest) == publication(draft, "en", since) == publication(draft, "en", LATEST)
        assert publication(draft, "en", latest) is not None


def test_where_nothing_is_stated_every_last_day_may_make_a_difference() -> None:
    draft = Draft(source="a.txt", text="Talks began on Monday, January 6, and ended.")
    assert settled(draft, "en") is None
    days = {(best := publication(draft, "en", date(year, 1, 31))) and best.value.year for year in (2014, 2020)}
    assert days == {2014, 2020}


def test_a_moment_keeps_its_zone() -> None:
    moment = datetime(2024, 5, 13, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    sign = DateClue(basis=PublishedBasis.METADATA, value=moment, reliable=True, evidence="x")
    best = publication(Draft(source="a.txt", text="x", clues=(sign,)), "fr", LATEST)
    assert best is not None and best.value.isoformat() == "2024-05-13T01:30:00+02:00"


@pytest.mark.parametrize(
    "text", ["lundi" + " " * 200_000 + "x", "lundi 13 mai, " * 20_000, "1 " * 100_000, "13 mai 2024 - x\n\n" * 10_000]
)
def test_a_long_text_does_not_run_away(text: str, no_hang) -> None:
    with no_hang():
        found(text)


@pytest.mark.parametrize(
    ("url", "stamp", "day"),
    [
        ("https://www.example.ca/a", "2020-08-25T00:23:33Z", "2020-08-24"),
        ("https://www.example.ca/a", "2020-08-25T05:30:00Z", "2020-08-25"),
        ("https://www.example.fr/a", "2020-08-24T22:00:00+00:00", "2020-08-25"),
        ("https://www.example.fr/a", "2020-12-24T22:30:00Z", "2020-12-24"),
        ("https://www.example.co.jp/a", "2020-08-24T16:00:00Z", "2020-08-25"),
        ("https://www.example.fr/2020/08/24/a", "2020-08-24T22:00:00Z", "2020-08-24"),
        ("https://www.example.fr/a", "2020-08-24T22:30:00", "2020-08-24"),
        ("https://www.example.fr/a", "2020-08-24T23:30:00-05:00", "2020-08-24"),
        ("https://www.example.com/a", "2020-08-25T00:23:33Z", "2020-08-25"),
        ("http://[", "2020-08-25T00:23:33Z", "2020-08-25"),
    ],
)
def test_the_day_is_that_of_the_publishers_country(url: str, stamp: str, day: str) -> None:
    sign = clue("metadata", stamp)
    assert found("Un texte sans date.", clues=(sign,), url=url) == (day, "metadata", True)


def test_the_day_of_a_feeds_last_change_gives_way_to_a_dateline() -> None:
    changed = clue("feed", "2024-06-01", reliable=False)
    assert found("PARIS, 13 mai 2024 (AFP) - Un texte.", clues=(changed,)) == ("2024-05-13", "dateline", True)
    assert found("Un texte.", clues=(changed,)) == ("2024-06-01", "feed", False)


def test_every_zone_is_known() -> None:
    assert all(str(ZoneInfo(name)) == name for names in ZONES.values() for name in names)
