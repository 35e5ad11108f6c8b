"""Dates in words, in both languages: what is known is said, and no more."""

from datetime import date

import pytest

from timeline.records import Basis, Grain, Mod
from timeline.report.dates import When, in_words
from timeline.report.words import catalogue

D = date.fromisoformat
MAY11 = (D("2024-05-11"), D("2024-05-11"))
MAY = (D("2024-05-01"), D("2024-05-31"))
CASES = {
    "day": (When(*MAY11, Grain.DAY), "samedi 11 mai 2024", "Saturday 11 May 2024"),
    "first": (
        When(D("2024-05-01"), D("2024-05-01"), Grain.DAY),
        "mercredi 1er mai 2024",
        "Wednesday 1 May 2024",
    ),
    "about a day": (When(*MAY11, Grain.DAY, approximate=True), "vers le 11 mai 2024", "around 11 May 2024"),
    "evening": (When(*MAY11, Grain.DAYPART, clock="EV"), "samedi 11 mai 2024, soir", "Saturday 11 May 2024, evening"),
    "clock": (When(*MAY11, Grain.MINUTE, clock="14:30"), "samedi 11 mai 2024, 14 h 30", "Saturday 11 May 2024, 14:30"),
    "hour": (When(*MAY11, Grain.HOUR, clock="09"), "samedi 11 mai 2024, 9 h", "Saturday 11 May 2024, 9:00"),
    "month": (When(*MAY, Grain.MONTH), "mai 2024", "May 2024"),
    "about a month": (When(*MAY, Grain.MONTH, approximate=True), "vers mai 2024", "around May 2024"),
    "early": (
        When(D("2024-05-01"), D("2024-05-10"), Grain.MONTH, approximate=True, mod=Mod.START),
        "début mai 2024",
        "early May 2024",
    ),
    "mid": (When(D("2024-04-11"), D("2024-04-20"), Grain.MONTH, mod=Mod.MID), "mi-avril 2024", "mid-April 2024"),
    "late": (
        When(D("2023-12-21"), D("2023-12-31"), Grain.MONTH, mod=Mod.END),
        "fin décembre 2023",
        "late December 2023",
    ),
    "early year": (When(D("2023-01-01"), D("2023-04-30"), Grain.YEAR, mod=Mod.START), "début 2023", "early 2023"),
    "between": (
        When(D("2024-05-01"), D("2024-05-12"), Grain.MONTH, approximate=True),
        "entre le 1er et le 12 mai 2024",
        "between 1 and 12 May 2024",
    ),
    "between months": (
        When(D("2024-04-29"), D("2024-05-03"), Grain.DAY, approximate=True),
        "entre le 29 avril et le 3 mai 2024",
        "between 29 April and 3 May 2024",
    ),
    "between years": (
        When(D("2023-12-30"), D("2024-01-02"), Grain.DAY, approximate=True),
        "entre le 30 décembre 2023 et le 2 janvier 2024",
        "between 30 December 2023 and 2 January 2024",
    ),
    "lasting": (
        When(D("2023-03-06"), D("2023-03-09"), Grain.DAY, lasting=True),
        "du 6 au 9 mars 2023",
        "from 6 to 9 March 2023",
    ),
    "either": (
        When(D("2024-05-13"), D("2024-05-14"), Grain.DAY, either=True),
        "le 13 ou le 14 mai 2024",
        "13 or 14 May 2024",
    ),
    "weekend": (
        When(D("2024-05-11"), D("2024-05-12"), Grain.WEEKEND),
        "week-end du 11 au 12 mai 2024",
        "weekend of 11 to 12 May 2024",
    ),
    "week": (
        When(D("2024-04-29"), D("2024-05-05"), Grain.WEEK),
        "semaine du 29 avril au 5 mai 2024",
        "week of 29 April to 5 May 2024",
    ),
    "quarter": (When(D("2024-04-01"), D("2024-06-30"), Grain.QUARTER), "2e trimestre 2024", "2nd quarter of 2024"),
    "half": (When(D("2024-01-01"), D("2024-06-30"), Grain.HALF), "1er semestre 2024", "1st half of 2024"),
    "season": (When(D("2023-03-01"), D("2023-05-31"), Grain.SEASON), "printemps 2023", "spring 2023"),
    "winter": (When(D("2023-12-01"), D("2024-02-29"), Grain.SEASON), "hiver 2023-2024", "winter 2023-2024"),
    "year": (When(D("2016-01-01"), D("2016-12-31"), Grain.YEAR), "2016", "2016"),
    "decade": (When(D("1980-01-01"), D("1989-12-31"), Grain.DECADE), "années 1980", "1980s"),
    "century": (When(D("1900-01-01"), D("1999-12-31"), Grain.CENTURY), "20e siècle", "20th century"),
    "since": (When(D("2023-10-07"), None, Grain.DAY), "à partir du 7 octobre 2023", "from 7 October 2023 on"),
    "until": (When(None, D("2018-11-04"), Grain.DAY), "au plus tard le 4 novembre 2018", "by 4 November 2018"),
    "bounded": (
        When(None, D("2024-05-13"), basis=Basis.PUBLISHED),
        "au plus tard le 13 mai 2024 (publication)",
        "by 13 May 2024 (publication)",
    ),
    "still to come": (
        When(D("2024-05-13"), None, basis=Basis.PUBLISHED),
        "après le 13 mai 2024 (publication)",
        "after 13 May 2024 (publication)",
    ),
    "unknown": (When(None, None, basis=Basis.NONE), "date inconnue", "date unknown"),
    "last day of the calendar": (
        When(date.max, date.max, Grain.DAY),
        "vendredi 31 décembre 9999",
        "Friday 31 December 9999",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words(name: str) -> None:
    when, french, english = CASES[name]
    assert in_words(when, catalogue("fr").calendar) == french
    assert in_words(when, catalogue("en").calendar) == english


def test_a_month_is_never_said_as_a_day() -> None:
    for month in range(1, 13):
        last = date(2023 + month // 12, month % 12 + 1, 1).toordinal() - 1
        when = When(date(2023, month, 1), date.fromordinal(last), Grain.MONTH)
        assert not any(digit in in_words(when, catalogue("fr").calendar).split()[0] for digit in "0123456789")


def test_order_puts_a_month_before_its_days() -> None:
    month, first_day, later = When(*MAY), When(D("2024-05-01"), D("2024-05-01")), When(*MAY11)
    assert sorted([later, first_day, month], key=lambda when: when.order) == [month, first_day, later]


def test_what_counts_as_exact() -> None:
    assert When(*MAY11, Grain.DAY).exact
    assert not When(*MAY11, Grain.DAY, approximate=True).exact
    assert not When(*MAY, Grain.MONTH).exact
    assert not When(None, D("2024-05-13"), basis=Basis.PUBLISHED).dated
