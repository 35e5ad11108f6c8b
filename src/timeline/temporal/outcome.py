"""What the resolver knows of a phrase and what it makes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from timeline.languages.temporal_schema import Style
from timeline.records import Basis, Grain, Mod, TimexType

from . import timex3
from .calendar import Period
from .tense import Direction


@dataclass(frozen=True, slots=True)
class Outcome:
    """A resolved phrase. `first`, `last`, `grain`, `edtf`, `anchor` as in TimeMention; `steps` is its derivation."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    basis: Basis = Basis.RESOLVED
    anchor: date | None = None
    edtf: str | None = None
    approximate: bool = False
    mod: Mod | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or longer period that the text has named, where it stands, and in which sentence. `until`: the day on which it ends,
    for a night the next one. `said`: something was told then, and need not have happened then."""

    period: Period
    start: int
    sentence: int
    until: date
    said: bool = False


@dataclass(slots=True)
class Story:
    """What was told so far: the dated mentions, in the order of their resolution."""

    dated: list[Dated] = field(default_factory=list)
    stretch: int = -1
    """Where the text last spoke of half a year or more: what it then compares is no quarter."""

    def last_day(self) -> Dated | None:
        """The last mention that names a day."""
        return next((d for d in reversed(self.dated) if d.period.grain in DAYS), None)

    def one_days(self) -> Iterator[Dated]:
        """The mentions that name one day, and not several, the last first: what an hour can be put on."""
        return (d for d in reversed(self.dated[-RECENT:]) if d.period.grain in DAYS and d.period.first == d.period.last)

    def named(self, weekday: int, near: date) -> date | None:
        """The day of that weekday, within a week of another day, that was told last."""
        told = (d.period.first for d in self.one_days())
        return next((day for day in told if day.weekday() == weekday and abs((day - near).days) <= WEEK), None)

    def within(self, sentence: int, start: int) -> Dated | None:
        """The last mention of a sentence, before a place in it, that is longer than a day."""
        told = (d for d in reversed(self.dated[-RECENT:]) if d.sentence == sentence and d.start < start)
        return next((d for d in told if d.period.grain not in DAYS), None)

    def month_of(self, context: "Context") -> date | None:
        """A day of the month that this sentence or the one before has told last, if that is over at publication."""
        told = next((d for d in reversed(self.dated[-RECENT:]) if d.period.grain in DAYS | {Grain.MONTH}), None)
        now = context.published
        if told is None or now is None or context.sentence - told.sentence > 1:
            return None
        first = told.period.first
        return first if (first.year, first.month) < (now.year, now.month) else None

    def last_of(self, grains: frozenset[Grain]) -> Dated | None:
        """The last mention at one of these grains."""
        return next((d for d in reversed(self.dated[-RECENT:]) if d.period.grain in grains), None)

    def latest(self, grain: Grain, published: date | None) -> Dated | None:
        """Of the last mentions at a grain the one that ended last before publication."""
        told = [d for d in self.dated[-RECENT:] if d.period.grain is grain]
        over = [d for d in told if published is None or d.period.last < published]
        return max(over or told, key=lambda d: d.period.first, default=None)

    def reported(self, context: "Context", *, wide: bool = False) -> Dated | None:
        """The quarter that the text reports on; `wide`, also a month, half or year that this sentence or the one before names.
        Within its own sentence it is the first one named: "in September, after August, than a year earlier"."""
        best: Dated | None = None
        for told in reversed(self.dated[-RECENT:]):
            apart = context.sentence - told.sentence
            if apart > REPORT or told.start < self.stretch or (best and apart):
                break
            over = context.published is None or told.period.last < context.published
            if over and (told.period.grain is Grain.QUARTER or (wide and apart <= 1 and told.period.grain in COMPARED)):
                best = told
                if apart:
                    break
        return best


REPORT = 6
"""How many sentences back the quarter that a report is about may stand."""
COMPARED = frozenset({Grain.MONTH, Grain.HALF, Grain.YEAR})
"""What figures of "a year earlier" are compared with, beside quarters."""
WEEK = 7
RECENT = 12
"""How many mentions back the story is still heard."""
DAYS = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY})


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one phrase. `direction` reads the tense when asked; `day` is the day that a time of day belongs to and
    how that is known; `year` is one that the text carries over from nearby; `sentence` is the phrase's own, `start` its place."""

    published: date | None
    story: Story
    style: Style
    sentence: int
    start: int
    direction: Callable[[], Direction | None]
    year: int | None = None
    beside: Outcome | None = None


def dated(period: Period, context: Context, basis: Basis, anchor: date | None, *steps: str) -> Outcome:
    """The outcome of a phrase that means one period of the calendar."""
    value = timex3.value(period, context.style)
    return Outcome(
        TimexType.DATE,
        value,
        period.first,
        period.last,
        period.grain,
        basis,
        anchor,
        timex3.edtf(period),
        steps=(*steps, value),
    )


def full_year(number: int, published: date | None) -> int:
    """A year as written, or what a short one stands for: not more than 15 years after publication, else 1931 to 2030."""
    if number >= 100:
        return number
    latest = published.year + 15 if published else 2030
    return latest - (latest - number) % 100
