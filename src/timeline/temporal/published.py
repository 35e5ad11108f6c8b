"""When an article was published: the signs that its file gives and those of its own words, weighed in one fixed order."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from timeline.languages import available
from timeline.languages.info_schema import language_info
from timeline.records import DateClue, Draft, PublishedBasis

from .dateline import Dateline, datelines
from .named_days import NamedDay, named_days
from .zones import local, says_universal

EARLIEST = date(1800, 1, 1)
EPOCH = date(1970, 1, 1)
"""What a program writes that knows no date."""
CYCLE = 28
"""After so many years weekdays fall on the same days again: looking further back decides nothing."""
WEST, EAST = 10, 10
"""Hours of universal time before which the day before lasts somewhere, and from which the next day has begun somewhere."""
TOLD = frozenset({PublishedBasis.SIDECAR, PublishedBasis.FEED})
"""Signs that somebody gave for this very article: one that cannot be true makes every other doubtful."""
STATED = TOLD | {PublishedBasis.METADATA, PublishedBasis.DATELINE, PublishedBasis.URL}
ENOUGH = 40
"""So many different pairs, from the beginning of the text, decide its year."""
NEAR = 200
"""How many days may lie between two days that one article names without a year."""

IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_.-]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<year2>(?:19|20)\d\d)/(?P<month2>[a-zé]{3,9}|\d{1,2})/(?P<day2>\d{1,2})(?=[/_.-]|$)"
)


def publication(draft: Draft, language: str | None, latest: date) -> DateClue | None:
    """The best clue to when `draft` was published, None if nothing tells it.

    In this order: sidecar, feed, structured metadata, dateline, address, what the page shows, the text's own pairs of weekday
    and day, file name. A day after `latest` is no clue, nor are the dates that programs write for "unknown". Where another
    good sign names another day, the clue is no longer `reliable` and its evidence says so; a sidecar is never doubted.
    """
    stated = [clue for clue in _told(draft, language) if _is_possible(clue, latest)]
    clues = stated or [clue for clue in _guessed(draft, language, latest) if _is_possible(clue, latest)]
    if not clues:
        return None
    best = _at_its_place(clues[0], clues[1:], draft.url)
    late = _late(draft.clues, latest, TOLD)
    if late is not None:
        return best.model_copy(update={"reliable": False, "evidence": f"{best.evidence} (but {late})"})
    if best.basis is PublishedBasis.SIDECAR or not best.reliable:
        return best
    against = [clue for clue in clues[1:] if clue.reliable and abs((clue.value.date() - best.value.date()).days) > 1]
    if not against:
        return best
    doubt = f"{best.evidence} (but {against[0].basis}: {against[0].evidence})"
    return best.model_copy(update={"reliable": False, "evidence": doubt})


def refused(draft: Draft, language: str | None, latest: date) -> str | None:
    """In words the best stated sign of `draft` that names a day after `latest`, None where none does."""
    return _late(_told(draft, language), latest, STATED)


def settled(draft: Draft, language: str | None) -> date | None:
    """The day from which on `latest` makes no difference to `publication`: that of the last stated sign. None where nothing
    possible is stated, so that every other `latest` may lead to another guess."""
    stated = list(_told(draft, language))
    possible = any(_is_possible(clue, date.max) for clue in stated)
    return max(clue.value.date() for clue in stated) if possible else None


def _late(clues: Iterable[DateClue], latest: date, bases: Set[PublishedBasis]) -> str | None:
    late = next((clue for clue in clues if clue.basis in bases and clue.value.date() > latest), None)
    return f"{late.basis}: {late.evidence} is later than {latest}" if late else None


def _at_its_place(best: DateClue, others: Sequence[DateClue], url: str | None) -> DateClue:
    """`best` on the day that its publisher's readers had: a moment in universal time near midnight is told by its address or
    its dateline to belong to the day before (west of Greenwich) or after (east); without either, by the country of its
    address."""
    moment = best.value
    if (
        best.basis not in {PublishedBasis.METADATA, PublishedBasis.FEED}
        or moment.utcoffset()
        or moment.time() == time()
    ):
        return best
    for other in others:
        if other.basis in {PublishedBasis.URL, PublishedBasis.DATELINE} and other.reliable:
            apart = (other.value.date() - moment.date()).days
            if not apart:
                return best
            if (apart == -1 and moment.hour < WEST) or (apart == 1 and moment.hour >= EAST):
                evidence = f"{best.evidence}, still the day of {other.evidence}"[:300]
                return _clue(best.basis, other.value.date(), evidence, reliable=best.reliable)
    return best.model_copy(update={"value": local(moment, url)}) if says_universal(best.evidence) else best


def _told(draft: Draft, language: str | None) -> Iterator[DateClue]:
    """The clues that state a day, the most trusted first."""
    given = draft.clues
    yield from _of(given, PublishedBasis.SIDECAR)
    yield from _of(given, PublishedBasis.FEED, reliable=True)
    yield from _of(given, PublishedBasis.METADATA, reliable=True)
    printed = _printed(draft, language)
    yield from _stated(printed, updated=False)
    yield from _in_name(draft.url or "", PublishedBasis.URL, reliable=True)
    yield from _of(given, PublishedBasis.FEED, reliable=False)
    yield from _of(given, PublishedBasis.METADATA, reliable=False)
    yield from _stated(printed, updated=True)


def _guessed(draft: Draft, language: str | None, latest: date) -> Iterator[DateClue]:
    """The clues that are not reliable, and count only where no day is stated."""
    printed = _printed(draft, language)
    for code in _languages(language):
        yield from _from_words(draft.text, code, printed, latest)
    yield from _in_name(draft.source.split("#")[0], PublishedBasis.FILE_NAME, reliable=False)


def _printed(draft: Draft, language: str | None) -> list[Dateline]:
    return [line for code in _languages(language) for line in datelines(draft.text, code, draft.notices)]


def _languages(language: str | None) -> tuple[str, ...]:
    return (language,) if language is not None and language in available() else available()


def _of(clues: Iterable[DateClue], basis: PublishedBasis, *, reliable: bool | None = None) -> Iterator[DateClue]:
    return (clue for clue in clues if clue.basis is basis and reliable in {None, clue.reliable})


def _is_possible(clue: DateClue, latest: date) -> bool:
    return EARLIEST <= clue.value.date() <= latest and clue.value.date() != EPOCH


def _clue(basis: PublishedBasis, day: date, evidence: str, *, reliable: bool) -> DateClue:
    return DateClue(basis=basis, value=datetime.combine(day, time(), UTC), reliable=reliable, evidence=evidence)


def _stated(printed: Sequence[Dateline], *, updated: bool) -> Iterator[DateClue]:
    """Datelines that give the year. A weekday that contradicts the day costs trust."""
    for line in printed:
        if line.updated is updated and line.day.year and (day := line.day.in_year(line.day.year)):
            sure = line.day.fits(line.day.year) and not updated
            yield _clue(PublishedBasis.DATELINE, day, line.line, reliable=sure)


def _in_name(name: str, basis: PublishedBasis, *, reliable: bool) -> Iterator[DateClue]:
    """Whole days in an address or a path: 2024/05/13, 2024-05-13, 20240513, 2024/may/13."""
    for found in IN_NAME.finditer(name.lower()):
        year, month, day = (
            found["year"] or found["year2"],
            found["month"] or found["month2"],
            found["day"] or found["day2"],
        )
        number = int(month) if month.isdigit() else _months().get(month, 0)
        try:
            yield _clue(basis, date(int(year), number, int(day)), found[0].strip("/"), reliable=reliable)
        except ValueError:
            continue


@cache
def _months() -> dict[str, int]:
    infos = [language_info(code) for code in available()]
    return {form: number for info in infos for number, forms in enumerate(info.months, 1) for form in forms}


def _from_words(text: str, language: str, printed: Sequence[Dateline], latest: date) -> Iterator[DateClue]:
    """The latest day that the text names with its weekday and does not put in the future, in the year in which the weekdays
    are true."""
    pairs = [day for day in named_days(text, language) if day.weekday is not None]
    distinct = {(pair.weekday, pair.day, pair.month, pair.year): pair for pair in reversed(pairs)}
    year = _year_of(list(distinct.values())[-ENOUGH:], text, latest)
    if year is None:
        return
    placed = [(day, pair) for pair in pairs if (day := _nearest(pair, year)) and day <= latest]
    past = [(day, pair) for day, pair in placed if not _is_future(text, pair, language)]
    if not past:
        return
    day, pair = max(past, key=lambda one: (one[0], -one[1].start))
    for line in printed:  # a dateline without a year says which day of that time it was
        own = None if line.day.year else _nearest(line.day, day)
        if own and day <= own <= latest:
            yield _clue(PublishedBasis.TEXT, own, f"{line.line}; {text[pair.start : pair.end]}", reliable=False)
    yield _clue(PublishedBasis.TEXT, day, text[pair.start : pair.end], reliable=False)


def _year_of(pairs: Sequence[NamedDay], text: str, latest: date) -> date | None:
    """A day of the time in which most pairs are true: the latest such time up to `latest`, unless the text names its year.

    A year that the text writes beside a pair, or anywhere, decides between the times that the weekdays allow.
    """
    fitting: Counter[date] = Counter()
    for year in range(latest.year, latest.year - CYCLE, -1):
        for first in pairs:
            here = first.in_year(year)
            if here and here <= latest and first.fits(year) and first.year in {None, year}:
                fitting[here] = sum(_nearest(pair, here) is not None for pair in pairs)
    most = max(fitting.values(), default=0)
    if 2 * most <= len(pairs):
        return None
    times = sorted((day for day, count in fitting.items() if count == most), reverse=True)
    written = {int(found) for found in re.findall(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/%-]|[.,]\d)", text)}
    last = max((year for year in written if year <= latest.year), default=0)
    near = [day for day in times if 0 <= day.year - last <= 1] or [day for day in times if day.year in written]
    return (near or times)[0]


def _nearest(pair: NamedDay, around: date) -> date | None:
    """The day that a pair names, near `around`; None if its weekday is false there."""
    years = (pair.year,) if pair.year else (around.year - 1, around.year, around.year + 1)
    days = [day for year in years if pair.fits(year) and (day := pair.in_year(year))]
    near = [day for day in days if abs(day - around) <= timedelta(days=NEAR)]
    return min(near, key=lambda day: abs(day - around), default=None)


def _is_future(text: str, pair: NamedDay, language: str) -> bool:
    """Whether the words around a named day put it in the future."""
    before = re.split(r"[.!?…;\n]\s", text[max(0, pair.start - 60) : pair.start])[-1]
    after = re.split(r"[.!?…;,\n]", text[pair.end : pair.end + 25])[0]
    return re.search(language_info(language).future_cues, f"{before} · {after}", re.IGNORECASE) is not None
