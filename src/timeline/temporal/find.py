"""Finding: recognise, resolve in the order that binds hours to days, and write the mentions."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from timeline.languages import available
from timeline.records import Basis, BlockKind, Grain, Sentence, TimeMention
from timeline.records.timexpr import (
    Clock,
    Cycle,
    Cyclic,
    Day,
    DayPart,
    Duration,
    Joined,
    Origin,
    Relative,
    Repeat,
    Shift,
    Unit,
    Year,
)

from .calendar import Period
from .compiled import compiled
from .fold import fold
from .modify import modify
from .names import is_name
from .outcome import DAYS, Context, Dated, Outcome, Story, full_year
from .recognise import MARGIN, Phrase, recognise
from .resolve import resolve
from .tense import Clauses, Direction

SENTENCE_END = re.compile(r"[.!?…]['\")\]»]*[ \n]+(?=[A-ZÀ-Ý«\"(])|\n\s*\n")
BESIDE_THE_STORY = frozenset({BlockKind.CAPTION, BlockKind.RELATED, BlockKind.MASTHEAD})
"""What stands between the paragraphs of a story and is none of it: no "la veille" counts from the day of a picture."""
BESIDE = 12
"""How many characters apart an event's own day may stand from the day after it."""
FAR = 12
"""How many mentions back the day of an hour may stand in its sentence."""
PAREN = re.compile(r"\s*\((?!.*\)).*", re.DOTALL)
RANGE = re.compile(r"[ ]*(?:-|to|and|through|until|au|et|a|jusqu'au)[ ]*(?:the |le |en |in )?")
FEW = 7
"""So many days apart are the first and the last day that still share an hour."""
LONG = 6
"""So many months are more than the quarter that a report is about."""
WITHIN = re.compile(r"[ ,]{1,3}(?:[a-z']{1,8} )?")
"""What may stand between a year and the month in it: "this year through August"."""
LISTED = re.compile(r" ?(?:,|and|or|et|ou|puis|-|a|to|au)(?: le| la| the)? ")
"""What stands between two phrases of one list or range."""
OPENS = 4
"""How many characters into its sentence a phrase still opens it: "En 2016, ..."."""
LONG_AGO = 2
"""So many years before publication, a year that opens a sentence is that of the months after it, too."""


def find(text: str, language: str, published: date | None, *, sentences: Sequence[Sentence] = ()) -> list[TimeMention]:
    """The time expressions of a text, sorted, none overlapping another; `text[m.start:m.end] == m.text`.

    `published` None: nothing relative gets a day. A language without a grammar gives nothing. `sentences` bound what a time of
    day may belong to; without them, the text's own full stops do.
    """
    if language not in available():
        return []
    bounds = [s.start for s in sentences] or [0, *(found.end() for found in SENTENCE_END.finditer(text))]
    beside = frozenset(at for at, sentence in enumerate(sentences, 1) if sentence.block in BESIDE_THE_STORY)
    return _Reading(text, language, published, bounds, beside).mentions()


class _Reading:
    """One text while its phrases are resolved."""

    def __init__(
        self, text: str, language: str, published: date | None, bounds: Sequence[int], beside: frozenset[int]
    ) -> None:
        self._text, self._folded, self._language, self._published = text, fold(text), language, published
        self._clauses = Clauses(text, self._folded, language)
        phrases = [phrase for phrase in recognise(self._folded, language) if not is_name(text, phrase, language)]
        self._phrases = phrases
        self._sentence = [bisect_right(bounds, phrase.start) for phrase in phrases]
        self._style = compiled(language).style
        self._story = Story()
        self._done: dict[int, Outcome | None] = {}
        self._carried_at: dict[int, int] = {}
        self._framed_at: dict[int, int] = {}
        self._bounds, self._aside = bounds, beside

    def mentions(self) -> list[TimeMention]:
        """The mentions of all phrases, in their order."""
        return [mention for index in range(len(self._phrases)) if (mention := self.mention(index))]

    def mention(self, index: int) -> TimeMention | None:
        """The mention of a phrase, None if the calendar has no such day."""
        outcome = self._outcome(index)
        if outcome is None:
            return None
        phrase = self._phrases[index]
        surface = self._text[phrase.start : phrase.end]
        return TimeMention(
            start=phrase.start,
            end=phrase.end,
            text=surface,
            type=outcome.type,
            value=outcome.value,
            mod=outcome.mod,
            first=outcome.first,
            last=outcome.last,
            grain=outcome.grain,
            approximate=outcome.approximate,
            basis=outcome.basis,
            anchor=outcome.anchor,
            edtf=outcome.edtf,
            rule=phrase.rule,
            derivation=(f"{surface!r} matches {' and '.join((phrase.rule, *phrase.steps))}", *outcome.steps),
        )

    def _outcome(self, index: int) -> Outcome | None:
        if index in self._done:
            return self._done[index]
        phrase = self._phrases[index]
        context = Context(
            self._published,
            self._story,
            self._style,
            self._sentence[index],
            phrase.start,
            lambda: self._way(index),
            self._carried(index),
            self._beside(index),
        )
        outcome = resolve(phrase.expr, context)
        if outcome is not None:
            outcome = modify(outcome, phrase.modifiers, self._published)
            self._remember(phrase, outcome, index)
        self._done[index] = outcome
        return outcome

    def _way(self, index: int) -> Direction | None:
        """Which way a phrase looks: by the tense around it; else as the one that it is listed with; else ahead, if it opens a
        sentence and what was last named lies there."""
        told = self._told(index)
        if told is not None or self._published is None or not index:
            return told
        found = self._done.get(index - 1)
        if found is None or found.first is None or self._sentence[index] - self._sentence[index - 1] > 1:
            return None
        if found.grain in DAYS and self._is_listed(index):
            return "future" if found.first > self._published else "past" if found.first < self._published else None
        ahead = found.first > self._published and (found.basis is Basis.STATED or self._told(index - 1) == "future")
        return "future" if ahead and self._opens(index) else None

    def _told(self, index: int) -> Direction | None:
        """Which way the tense around a phrase tells it to look."""
        return self._clauses.direction(self._phrases[index].start, self._phrases[index].end)

    def _is_listed(self, index: int) -> bool:
        """Whether a phrase goes on the list or range that the one before it opens."""
        return index > 0 and bool(
            LISTED.fullmatch(self._folded[self._phrases[index - 1].end : self._phrases[index].start])
        )

    def _remember(self, phrase: Phrase, outcome: Outcome, index: int) -> None:
        expr = phrase.expr
        if self._sentence[index] in self._aside:
            return
        if isinstance(expr, Duration) and expr.lead is None and expr.unit is Unit.MONTH and (expr.amount or 0) >= LONG:
            self._story.stretch = phrase.start
        if (outcome.grain is Grain.QUARTER and isinstance(expr, Shift)) or (isinstance(expr, Year) and expr.period):
            return
        if outcome.type == "TIME" and outcome.value.startswith("XXXX"):
            return
        if outcome.first and outcome.last and outcome.grain and outcome.type in {"DATE", "TIME"}:
            last = outcome.first if outcome.grain in DAYS and outcome.grain is not Grain.DAY else outcome.last
            period = Period(outcome.first, last, outcome.grain)
            until = outcome.last if isinstance(expr, Joined | DayPart) else last
            said = outcome.grain in DAYS and self._clauses.is_attributed(phrase.start)
            self._story.dated.append(Dated(period, phrase.start, self._sentence[index], until, said))

    def _beside(self, index: int) -> Outcome | None:
        """The day that a time of day, or the day after an event, belongs to: the nearest of its sentence, left before right.
        For a named period, what it is listed with."""
        expr = self._phrases[index].expr
        if isinstance(_named(expr), Cycle):
            return self._done.get(index - 1) if self._is_listed(index) else None
        if not (isinstance(expr, Clock) or (isinstance(expr, DayPart) and expr.step is None)):
            near = index > 0 and self._phrases[index].start - self._phrases[index - 1].end <= BESIDE
            return self._done.get(index - 1) if near else None
        mine = self._sentence[index]
        for other in range(index - 1, max(index - 1 - FAR, -1), -1):
            if self._sentence[other] != mine:
                break
            found = self._done.get(other)
            if found and (_comes_back(self._phrases[other].expr) or _is_one_day(found) or _is_few_days(found)):
                night = isinstance(self._phrases[other].expr, Joined)
                return found if night else replace(found, last=found.first)
        for other in range(index + 1, min(index + 4, len(self._phrases))):
            if self._sentence[other] != mine:
                break
            there = self._phrases[other].expr
            if isinstance(there, Clock) or (isinstance(there, DayPart) and there.step is None):
                continue
            found = self._outcome(other)
            if found and _is_one_day(found):
                return found
        return None

    def _carried(self, index: int) -> int | None:
        """A year that stands near a phrase without one: opened by a bracket after a year, or closing a range."""
        expr = _named(self._phrases[index].expr)
        if (
            not isinstance(expr, Day | Cycle)
            or expr.year is not None
            or expr.year_step is not None
            or (isinstance(expr, Cycle) and expr.of == "weekday")
        ):
            return None
        if index and self._sentence[index - 1] == self._sentence[index]:
            before = self._phrases[index - 1]
            gap = self._folded[before.end : self._phrases[index].start]
            named = isinstance(before.expr, Year) and PAREN.fullmatch(gap)
            kept = self._carried_at.get(index - 1) if ")" not in gap and len(gap) < 60 else None
            outcome = self._done.get(index - 1)
            if (named and outcome and outcome.first) or kept:
                self._carried_at[index] = kept or (outcome.first.year if outcome and outcome.first else 0)
                return self._carried_at[index]
        return (
            self._closing(index)
            or self._opened(index)
            or self._within(index)
            or self._same_month(index)
            or self._framed(index)
        )

    def _within(self, index: int) -> int | None:
        """The year that the phrase just before points at: "this year through August", "last year, in March"."""
        if not index:
            return None
        before, here, outcome = self._phrases[index - 1], self._phrases[index], self._done.get(index - 1)
        points = isinstance(before.expr, Relative) and before.expr.unit is Unit.YEAR
        month = isinstance(here.expr, Cycle) and here.expr.of is Cyclic.MONTH and here.expr.step is None
        if not (points and month and outcome and outcome.first):
            return None
        return outcome.first.year if WITHIN.fullmatch(self._folded[before.end : here.start]) else None

    def _opened(self, index: int) -> int | None:
        """The year of the day or month that opens a range which this phrase closes: "mars-avril"."""
        if not index:
            return None
        before, here, outcome = self._phrases[index - 1], self._phrases[index], self._done.get(index - 1)
        mine, other = _month(here.expr), _month(before.expr)
        if not (mine and other and outcome and outcome.first and getattr(here.expr, "weekday", None) is None):
            return None
        if getattr(before.expr, "year", None) or not RANGE.fullmatch(self._folded[before.end : here.start]):
            return None
        return outcome.first.year + (mine < other)

    def _framed(self, index: int) -> int | None:
        """The year, long past, that opened this sentence, or the one before if this phrase opens its own."""
        if not index or self._published is None:
            return None
        opens = self._opens(index)
        for other in range(index - 1, max(index - 4, -1), -1):
            apart = self._sentence[index] - self._sentence[other]
            if apart > 1 or (apart and not opens):
                return None
            before = self._phrases[other].expr
            year = getattr(before, "year", None) or self._framed_at.get(other) or self._told_year(other)
            if isinstance(before, Year | Day | Cycle) and year and self._opens(other):
                full = full_year(year, self._published)
                if full > self._published.year - LONG_AGO or (apart and self._way(index) == "future"):
                    return None
                mine, told = _month(self._phrases[index].expr), _month(before)
                self._framed_at[index] = full + 1 if mine and told and mine < told else full
                return self._framed_at[index]
        return None

    def _told_year(self, index: int) -> int | None:
        """The year that a phrase was given by the story: "in the spring of that year"."""
        found = self._done.get(index)
        return found.first.year if found and found.first and found.basis is Basis.ANAPHORIC else None

    def _same_month(self, index: int) -> int | None:
        """The year of the month that was named last, if this phrase is a day of it: "until January 1945. On Jan. 16 ..."."""
        told = self._story.dated[-1] if self._story.dated else None
        mine = _month(self._phrases[index].expr)
        if told is None or told.period.grain is not Grain.MONTH or self._sentence[index] - told.sentence > 1:
            return None
        if mine != told.period.first.month or not isinstance(_named(self._phrases[index].expr), Day):
            return None
        return None if self._way(index) == "future" else told.period.first.year

    def _opens(self, index: int) -> bool:
        """Whether a phrase stands at the beginning of its sentence."""
        start, here = self._bounds[self._sentence[index] - 1], self._phrases[index].start
        return here - start <= MARGIN and len(self._folded[start:here].strip()) <= OPENS

    def _own_year(self, expr: object) -> int | None:
        """The year that a day or month names: "1998", "last year"."""
        expr = _named(expr)
        if not isinstance(expr, Day | Cycle):
            return None
        if expr.year is not None:
            return full_year(expr.year, self._published)
        of_story = isinstance(expr, Cycle) and expr.origin is Origin.STORY
        if expr.year_step is None or self._published is None or of_story:
            return None
        return self._published.year + expr.year_step

    def _closing(self, index: int) -> int | None:
        """The year of the day or month that closes a range or list which this phrase opens or goes on."""
        last = index
        while last - index < FAR and self._goes_on(last):
            last += 1
            year = self._own_year(self._phrases[last].expr)
            if year is not None:
                run = [_month(phrase.expr) for phrase in self._phrases[index : last + 1]]
                return year - sum(1 for mine, after in pairwise(run) if mine and after and mine > after)
        return None

    def _goes_on(self, index: int) -> bool:
        """Whether the next phrase goes on a range or list of days or months that this one is in."""
        if index + 1 >= len(self._phrases):
            return False
        here, there = self._phrases[index], self._phrases[index + 1]
        gap = self._folded[here.end : there.start] if there.start - here.end <= MARGIN else ""
        listed = RANGE.fullmatch(gap) or (gap == ", " and _month(there.expr))
        return bool(listed) and not isinstance(there.expr, Joined | Year)


def _comes_back(expr: object) -> bool:
    """Whether it names days that come back: every Tuesday, each evening."""
    return isinstance(expr, Repeat) and (
        expr.of == "weekday" or expr.part is not None or (expr.unit == "day" and expr.every == 1)
    )


def _is_one_day(found: Outcome) -> bool:
    """Whether an outcome is a day, lies within one, or is one night."""
    if found.first is None or found.grain not in DAYS or found.type == "DURATION":
        return False
    return ((found.last or found.first) - found.first).days <= (found.grain is Grain.DAYPART)


def _is_few_days(found: Outcome) -> bool:
    """Whether an outcome is some days that one phrase names: "les 18 et 19 octobre", each of which has the hour."""
    if found.first is None or found.last is None or found.grain is not Grain.DAY or found.type != "DATE":
        return False
    return (found.last - found.first).days <= FEW


def _named(expr: object) -> object:
    """What names the day in a phrase that joins a time of day to it."""
    return expr.day if isinstance(expr, Joined) else expr


def _month(expr: object) -> int | None:
    expr = _named(expr)
    if isinstance(expr, Day):
        return expr.month
    return int(expr.which) if isinstance(expr, Cycle) and expr.of == "month" else None
