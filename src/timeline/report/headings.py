"""What stands at the head of a page: one sentence, the figures, and where its parts and months begin."""

from typing import Any

from .event import EventView
from .phrases import everywhere, same
from .view import View
from .words import LANGUAGES, Phrase, catalogue


def lede(shown: View) -> Phrase:
    """The page in one sentence."""
    said: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        words = catalogue(code)
        events, articles = words.count(len(shown.events), "event"), words.count(len(shown.articles), "article")
        if not shown.events:
            said[code] = (words.no_events,)
            continue
        if not shown.dated:
            said[code] = (words.lede_undated.format(events=events, articles=articles),)
            continue
        first = str(min(_years(one)[0] for one in shown.dated))
        last = str(max(_years(one)[1] for one in shown.dated))
        period = first if first == last else words.calendar.years.format(first=first, last=last)
        dated = words.number(len(shown.dated))
        said[code] = (words.lede.format(events=events, dated=dated, range=period, articles=articles),)
    return said


def figures(shown: View) -> list[tuple[Phrase, Phrase]]:
    """The numbers at the head of the page, each with its noun."""
    numbers = {
        "event": len(shown.events),
        "article": len(shown.articles),
        "publisher": shown.n_publishers,
        "reject": len(shown.rejects),
    }
    return [
        (
            {code: (catalogue(code).number(number),) for code in LANGUAGES},
            {code: (catalogue(code).noun(number, noun),) for code in LANGUAGES},
        )
        for noun, number in numbers.items()
        if number or noun != "reject"
    ]


def tabs(shown: View, with_events: bool, extra: Any) -> list[tuple[str, Phrase]]:
    """The parts of the page that there are: the anchor and the name of each."""
    found = [
        ("timeline", "timeline", with_events and bool(shown.dated)),
        ("chronology", "chronology", with_events and bool(shown.dated)),
        ("undated", "undated_heading", with_events and len(shown.dated) < len(shown.events)),
        ("pictures", "pictures", bool(extra and shown.events)),
        ("pages", "pages", bool(extra and extra.pages)),
        ("rejected", "rejected", extra is not None),
    ]
    if not with_events:
        found.sort(key=lambda row: row[0] != "pages")
    return [(anchor, everywhere(name)) for anchor, name, there in found if there]


def months(shown: View) -> list[tuple[str, Phrase, int]]:
    """Where each month (year, if there are many) starts in the page, and how many events it holds. A date that is wider than a
    month stands by its own name; one that is wider than a year, with the year of its first day."""
    by_year = len({(day.first.year, day.first.month) for day in shown.days if day.first}) > 48
    found: dict[object, list[Any]] = {}
    for day in shown.days:
        first, last = day.events[0].when.first, day.events[0].when.last
        ends = {(one.year, 0 if by_year else one.month) for one in (first, last) if one}
        whole = first is not None and last is not None and len(ends) == 1
        key = ends.pop() if whole else (day.first.year, 0) if by_year and day.first else day.anchor
        entry = found.setdefault(key, [day.anchor, month(*key) if isinstance(key, tuple) else day.words, 0])
        entry[2] += len(day.events)
    return [(anchor, words, count) for anchor, words, count in found.values()]


def month(year: int, number: int) -> Phrase:
    """ "mai 2024"; the year alone where the number is 0."""
    if not number:
        return same(str(year))
    return {code: (catalogue(code).calendar.month.format(month=catalogue(code).calendar.months[number - 1], year=year),)
            for code in LANGUAGES}  # fmt: skip


def _years(event: EventView) -> tuple[int, int]:
    days = [day for day in (event.when.first, event.when.last) if day]
    return min(days).year, max(days).year
