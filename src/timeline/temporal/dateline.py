"""The date that a text prints about itself: a dateline, or a line that is nothing but date, author and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.languages.info_schema import language_info

from .named_days import SPACE, NamedDay, named_days

DASHES = "-–—"
TOP = 8
"""How many of the first lines may bear the date."""
TAIL = 4
"""How many of the last lines may, if they say "published"."""
LONGEST = 160
SHORT = 60
LEFT_OVER = 30
"""How many letters a line may hold beside its date, its hour and its cues to be a line about the article."""

LINE = re.compile(r"[^\n]+")
NAME = r"[A-ZÀ-Þ][\w.'’-]*"
PLACE = rf"{NAME}(?:{SPACE}+(?:{NAME}|de|du|des|la|le|les|of|the|and|et|sur|d['’]\w+)){{0,4}}"
CITY = re.compile(
    rf"[(\[]?{PLACE}(?:{SPACE}*[,/({SPACE}-]{SPACE}*{NAME}(?:{SPACE}{NAME}){{0,2}}[)]?){{0,2}}"  # MINSK, Bélarus
    rf"{SPACE}*(?:[(][^()]{{2,40}}[)]{SPACE}*)?[,;:–—-]*{SPACE}*(?:le{SPACE}+)?"  # (AFP),
)
OPENING = re.compile(
    rf"(?:,{SPACE}*{PLACE})?\.?{SPACE}*(?:[(\[][^()\[\]]{{2,60}}[)\]]{SPACE}*(?:[-–—:]{{1,3}})?|[-–—]{{1,3}}(?={SPACE}|$))"
)
LETTER = re.compile(r"[^\W\d_]")
AMOUNT = re.compile(r"\d{3}|[$€£%]")
SENTENCE = re.compile(r"[.!?…][\"»”]?\s*$")
CLOCK = re.compile(r"\b\d{1,2}\s?(?:[:hH.]\s?\d{0,2})?\s?(?:[ap]\.?m\.?)?\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day that a text gives as its own. `updated`: of its last change only. `line` is where it stands;
    `opens`: a paragraph begins with it."""

    day: NamedDay
    line: str
    updated: bool = False
    opens: bool = False


def datelines(text: str, language: str, notices: Sequence[str] = ()) -> Iterator[Dateline]:
    """The dates that `notices` and then the lines of `text` give as their own, from the top; days without a year included.

    The top ends with the second paragraph. Where several lines begin with a day the text is a chronology: none is its own.
    """
    for notice in notices:
        yield from _in_line(notice, 0, len(notice), language, top=True)
    lines = [found.span() for found in LINE.finditer(text) if found[0].strip()]
    top = _top(lines)
    opening: list[Dateline] = []
    for start, end in lines[:top]:
        for line in _in_line(text, start, end, language, top=True):
            if line.opens:
                opening.append(line)
            else:
                yield line
    if len(opening) == 1 and not any(_begins_with_day(text, start, end, language) for start, end in lines[top:]):
        yield from opening
    for start, end in lines[max(top, len(lines) - TAIL) :]:
        yield from _in_line(text, start, end, language, top=False)


def _begins_with_day(text: str, start: int, end: int, language: str) -> bool:
    day = next(named_days(text, language, start, min(end, start + SHORT)), None)
    return day is not None and _opens(text, start, day, end)


def _top(lines: Sequence[tuple[int, int]]) -> int:
    """How many of the lines may bear a dateline."""
    paragraphs = [number for number, (start, end) in enumerate(lines[:TOP]) if end - start > LONGEST]
    return paragraphs[1] + 1 if len(paragraphs) > 1 else TOP


def _in_line(text: str, start: int, end: int, language: str, *, top: bool) -> Iterator[Dateline]:
    line = text[start:end]
    if "@" in line or line.lstrip().startswith(tuple(DASHES)):  # the signature of a quoted post
        return
    days = list(named_days(text, language, start, min(end, start + LONGEST)))
    if not days:
        return
    short = len(line) <= LONGEST
    published, updated = _cues(language)
    for index, day in enumerate(days):
        before = text[days[index - 1].end if index else start : day.start]
        if short and updated.search(before) and not published.search(before):
            yield Dateline(day, line.strip(), updated=True)
        elif short and published.search(before) and len(before) < LEFT_OVER:
            yield Dateline(day, line.strip())
        elif top and not index and _opens(text, start, day, end):
            yield Dateline(day, line.strip()[:LONGEST], opens=True)
        elif top and not index and short and _is_bare(line, start, days, language):
            yield Dateline(day, line.strip())


def _opens(text: str, start: int, day: NamedDay, end: int) -> bool:
    """Whether the line begins with the day, or a city and the day, and goes on after a dash or an agency in brackets."""
    head = text[start : day.start].lstrip()
    city = not head or CITY.fullmatch(head) is not None
    return city and OPENING.match(text, day.end, end) is not None


def _is_bare(line: str, start: int, days: list[NamedDay], language: str) -> bool:
    """Whether little but dates, hours and cues stands in the line, and no sentence."""
    published, updated = _cues(language)
    for day in reversed(days):
        line = line[: day.start - start] + line[day.end - start :]
    rest = updated.sub("", published.sub("", CLOCK.sub("", line)))
    return len(LETTER.findall(rest)) <= LEFT_OVER and not AMOUNT.search(rest) and not SENTENCE.search(rest)


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    info = language_info(language)
    return re.compile(rf"\b{info.published_cues}\b", re.IGNORECASE), re.compile(
        rf"\b{info.updated_cues}\b", re.IGNORECASE
    )
