"""Absolute dates in languages that have no grammar here, so that a foreign article is not lost.

Names of months come from the Unicode CLDR by way of dateparser. A pattern bounds the string first, and only a string that
holds day, month and year, or month and year, is handed over: nothing is searched in prose and nothing is counted from a day.
"""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from importlib import import_module

import dateparser

from timeline.records import Basis, Grain, TimeMention, TimexType

LANGUAGES = ("ar", "de", "es", "it", "pt")
"""Whose absolute dates are read in this way."""
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def find_absolute(text: str, language: str) -> list[TimeMention]:
    """The dates of `text` that name their year, in their order; offsets are code points. Empty for a language not in LANGUAGES.

    `basis` is always stated and `rule` "<language>.cldr.day" or "<language>.cldr.month".
    """
    if language not in LANGUAGES:
        return []
    found = (_mention(match, language) for match in _pattern(language).finditer(text))
    return [mention for mention in found if mention is not None]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A day before a month's name and a year, the same without the day, or figures with the year last or first."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    names = sorted({name.lower() for month in MONTHS for name in info[month]}, key=lambda name: (-len(name), name))
    month = "|".join(re.escape(name) for name in names if not name.isdigit())
    link = r"(?:\s+(?:de|del|di|do|von)\s+|\s+)"
    return re.compile(
        rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}})(?:\.|º|°)?{link})?(?P<month>{month})\.?,?{link}(?P<year>(?:1[5-9]|20)\d\d)(?![\w-])"
        r"|(?<![\w/.-])(?P<figures>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\w/-])",
        re.IGNORECASE,
    )


def _mention(match: re.Match[str], language: str) -> TimeMention | None:
    """The match as a time; None where the calendar has no such day."""
    whole = bool(match["day"] or match["figures"])
    order = "YMD" if match["figures"] and match["figures"][4] == "-" else "DMY"
    parsed = dateparser.parse(
        match[0],
        languages=[language],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"] if whole else ["month", "year"],
            "DATE_ORDER": order,
            "PREFER_DAY_OF_MONTH": "first",
        },
    )
    if parsed is None:
        return None
    first = parsed.date()
    last = first if whole else date(first.year, first.month, monthrange(first.year, first.month)[1])
    value = first.isoformat() if whole else first.isoformat()[:7]
    return TimeMention(
        start=match.start(),
        end=match.end(),
        text=match[0],
        type=TimexType.DATE,
        value=value,
        first=first,
        last=last,
        grain=Grain.DAY if whole else Grain.MONTH,
        basis=Basis.STATED,
        edtf=value,
        rule=f"{language}.cldr.{'day' if whole else 'month'}",
        derivation=(f"“{match[0]}” names its own {'day' if whole else 'month'}: {value}",),
    )
