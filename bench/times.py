"""`find_times`: characters a second by kind of document, against `dateparser.search.search_dates` over the same documents.

Processor time, the best of three rounds for either.
"""

import unicodedata
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from dateparser.search import search_dates

import timeline

from .common import once, peak, sample, tell

ROUNDS = 3
PUBLISHED = datetime(2024, 5, 13, tzinfo=UTC)
WARM = {
    "fr": "Le comité s'est réuni mardi 4 juin 2019, deux jours après le vote.",
    "en": "The board met on Tuesday 4 June 2019, two days after the vote.",
}
MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
LINES = {
    "fr": "{day} {month} {year} : le conseil se réunit pour la {number}e fois, puis la semaine suivante.",
    "en": "{day} {month} {year}: the council meets for time number {number}, and again the following week.",
}
FIGURES = {
    "fr": "Article {number} : lot {day}-{other}, {other}{day} kg à {day},{other} euros le kilo, tél. 01 {day} {other} 00.",
    "en": "Item {number}: lot {day}-{other}, {other}{day} kg at {day}.{other} dollars a kilo, call 555-{day}{other}.",
}


def documents(language: str) -> Iterator[tuple[str, list[str]]]:
    """Kinds of documents: the sample as it is and as old cables wrote it, a chronology, and figures that are no dates."""
    wire = [article.text for article in sample(language)]
    yield "wire stories", wire
    yield "the same in capitals without accents", [_bare(text).upper() for text in wire]
    yield "a chronology, dates in every line", ["\n".join(_lines(language, LINES[language], 250))]
    yield "prices and telephone numbers, no date", ["\n".join(_lines(language, FIGURES[language], 250))]


def _lines(language: str, line: str, count: int) -> Iterator[str]:
    for number in range(count):
        day = date(1990, 1, 1) + timedelta(days=37 * number)
        month = MONTHS[language][day.month - 1]
        yield line.format(day=day.day, month=month, year=day.year, number=number, other=number * 7 % 90 + 10)


def _bare(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def compare(language: str, kind: str, texts: list[str]) -> dict[str, str]:
    size = sum(map(len, texts))

    def ours() -> None:
        for text in texts:
            timeline.find_times(text, published=PUBLISHED, language=language)

    def theirs() -> None:
        for text in texts:
            search_dates(text, languages=[language], settings={"RELATIVE_BASE": PUBLISHED.replace(tzinfo=None)})

    timeline.find_times(WARM[language], published=PUBLISHED, language=language)
    search_dates(WARM[language], languages=[language])
    mine, other = (size / min(once(work) for _ in range(ROUNDS)) for work in (ours, theirs))
    return {
        "what": f"find_times, {language}, {kind} ({size:,} characters)",
        "ours": f"{mine:,.0f} characters/s",
        "yardstick": f"{other:,.0f} dateparser.search_dates",
        "ratio": f"{mine / other:.1f} x",
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rows = [compare(language, *documents_of) for language in ("fr", "en") for documents_of in documents(language)]
    tell([*rows, {"what": "find_times, memory peak, dateparser included", "ours": f"{peak():,.0f} MB"}])
