"""The day that a person would see on a page. Imports htmldate, of the extra `html`."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from dateparser import DateDataParser
from htmldate import extractors, find_date
from lxml.html import HtmlElement

from timeline.languages import available
from timeline.languages.info_schema import language_info
from timeline.records import DateClue, PublishedBasis

from .dates import aware

FARTHEST = datetime(2100, 1, 1)
"""htmldate asks the clock unless it is given a last day; days after the build are dropped by whoever knows its date."""
TAG = re.compile(r"<[^<>]*>|&nbsp;|&#160;")
TODAY = re.compile(
    r"(?:^|[\s_-])(?:today|todays?-?date|current-?date|date-?today|date-?du-?jour|aujourdhui)(?:$|[\s_-])", re.I
)
BEFORE = 40
"""How far before a day the words may stand that make it the day of a change."""


@cache
def _dateparser() -> DateDataParser:
    """dateparser for what htmldate finds, in the languages of which dates are read here: all 200 take seconds to load."""
    settings = {"PARSERS": ["custom-formats", "absolute-time"], "PREFER_DATES_FROM": "past", "STRICT_PARSING": True}
    return DateDataParser(languages=["fr", "en", "es", "it", "de", "pt", "ar"], settings=settings)


extractors.get_external_parser = _dateparser


def drop_today(tree: HtmlElement) -> bool:
    """Takes out of a page what shows the day on which it was fetched, by its class or id; whether there was such a thing."""
    found = [
        element
        for element in tree.iterfind(".//*[@class]")
        if element.tag in {"div", "span", "p", "li", "time"} and TODAY.search(element.get("class", ""))
    ]
    found += [element for element in tree.iterfind(".//*[@id]") if TODAY.search(element.get("id", ""))]
    short = [element for element in found if element.getparent() is not None and len(element.text_content()) < 60]
    for element in short:
        if element.getparent() is not None:
            element.drop_tree()
    return bool(short)


def seen_day(html: str, url: str | None) -> tuple[DateClue, ...]:
    """htmldate's reading of what a person would see, if the page, or its address, does write that day.

    Left alone it fills in what is missing: the first of January for a year, today's day of the month for a month. A day
    that the page gives for its last change only is none.
    """
    found = find_date(html, url=url, original_date=True, max_date=FARTHEST)
    if not found or found.endswith("-01-01") or not _is_written(datetime.fromisoformat(found), f"{url} {html}"):
        return ()
    value = aware(datetime.fromisoformat(found))
    return (
        DateClue(basis=PublishedBasis.METADATA, value=value, reliable=False, evidence=f"seen in the page: {found}"),
    )


def _is_written(day: datetime, page: str) -> bool:
    """Whether a page holds year, month and day together, in figures or with a month by name, in any usual order, and at least
    once not as the day of a change."""
    y, m, d = str(day.year), f"0?{day.month}", f"(?<!\\d)0?{day.day}"
    mark = r"[^\w<>]{1,3}|[年月.]\s?"
    forms = (
        rf"{y}(?:{mark}){m}(?:{mark})0?{day.day}(?!\d)",
        rf"{d}(?:{mark}){m}(?:{mark})(?:{y}|{y[2:]})(?!\d)",
        rf"(?<!\d){m}(?:{mark})0?{day.day}(?:{mark})(?:{y}|{y[2:]})(?!\d)",
        rf"{d}(?:st|nd|rd|th|er|\.)?[\s,/-]+(?:of |de )?[^\W\d_]{{3,12}}\.?[\s,/-]+(?:of |de )?{y}",
        rf"[^\W\d_]{{3,12}}\.?[\s/-]+0?{day.day}(?:st|nd|rd|th)?[\s,/-]+{y}",
        rf"(?<![^\W_]){day:%Y%m%d}(?![^\W_])",
    )
    pattern = re.compile("|".join(forms))
    return any(
        not _changed().search(text[max(0, at - BEFORE) : at])
        for text in (page, TAG.sub(" ", page))
        for at in _places(pattern, text)
    )


def _places(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (found.start() for found in pattern.finditer(text))


@cache
def _changed() -> re.Pattern[str]:
    cues = "|".join(language_info(code).updated_cues for code in available())
    return re.compile(rf"\b(?:{cues})\b[^.<>]*$", re.IGNORECASE)
