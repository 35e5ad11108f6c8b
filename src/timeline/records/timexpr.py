"""What a time phrase means before any calendar is opened: a closed union, the only thing that language files and the
resolver share. Language data emit these; `timeline.temporal.resolve` turns them into days."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .timex import Mod


class Unit(StrEnum):
    """The units that phrases count in or point at, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    NIGHT = "night"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


class Cyclic(StrEnum):
    """What recurs under a name: weekdays every week, the rest every year."""

    WEEKDAY = "weekday"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    HOLIDAY = "holiday"


class Part(StrEnum):
    """Parts of a day by their TIMEX3 codes; DT is the working day or daylight."""

    DAWN = "DA"
    MORNING = "MO"
    MIDDAY = "MI"
    AFTERNOON = "AF"
    EVENING = "EV"
    NIGHT = "NI"
    DAYTIME = "DT"


class Origin(StrEnum):
    """From where a phrase counts: the day of publication, the last dated mention, an event that the text names, or
    whichever of the first two fits."""

    PUBLISHED = "published"
    STORY = "story"
    EVENT = "event"


class Expr(BaseModel):
    """Base of the union."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Expr):
    """Words that look like a time and are none: an age, a number of a law, a name. They swallow their characters."""

    kind: Literal["nothing"] = "nothing"


class Reference(Expr):
    """Now, once, soon: no date at all."""

    kind: Literal["reference"] = "reference"
    which: Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]


class Again(Expr):
    """The time that the text has told last, whatever its grain: since then, that date."""

    kind: Literal["again"] = "again"


class Day(Expr):
    """A day of a month, as far as the text gives it. `last_day` closes "16 and 17 June". A `year` below 100 is written short.
    `unit`: the week or the weekend that holds it is meant. `year_step` counts its year from that of publication.
    """

    kind: Literal["day"] = "day"
    day: int = Field(ge=1, le=31)
    month: int = Field(ge=1, le=12)
    year: int | None = None
    weekday: int | None = None
    last_day: int | None = None
    step: int | None = None
    unit: Literal[Unit.DAY, Unit.WEEK, Unit.WEEKEND] = Unit.DAY
    year_step: int | None = None


class DayOnly(Expr):
    """A day whose month the text leaves out: "le 13", "on the 13th"."""

    kind: Literal["day_only"] = "day_only"
    day: int = Field(ge=1, le=31)
    weekday: int | None = None


class Year(Expr):
    """A year, or a span of years as with school and fiscal years. `bc` counts before the common era.

    `period`: what a report compares, in that year: the same quarter, or whichever stretch it speaks of.
    """

    kind: Literal["year"] = "year"
    year: int
    last_year: int | None = None
    bc: bool = False
    period: Literal["quarter", "any"] | None = None


class Era(Expr):
    """A decade (`number` 1960, or 60 where the century is left out) or a century (`number` 19)."""

    kind: Literal["era"] = "era"
    unit: Literal[Unit.DECADE, Unit.CENTURY]
    number: int
    bc: bool = False


class Cycle(Expr):
    """A named period that recurs: Monday, May, winter, the third quarter, Easter.

    `step` None leaves the direction to the tense; -1 is the last one, 0 the one of the current week or year, 1 the next. `weeks`
    moves a weekday by whole weeks as counted from the week of publication. `year` settles it. `open`: some one of them, the text
    does not say which. `loose`: every one of them, unless a tense tells which: "en été".
    """

    kind: Literal["cycle"] = "cycle"
    of: Cyclic
    which: int | str
    step: int | None = None
    weeks: int | None = None
    year: int | None = None
    year_step: int | None = None
    origin: Origin = Origin.PUBLISHED
    open: bool = False
    loose: bool = False


class Relative(Expr):
    """The unit that holds the origin, moved by `step`: yesterday (day, -1), this week (week, 0), the next day (day, 1, story).

    `assumed`: where the text has told no day, the day of publication stands in for it. `told`: it counts from the story where
    the tense is past: "it fell the next month". `rolling`: its days are those of so long a time up to publication ("in the past
    month"), though its value names the unit of the calendar.
    """

    kind: Literal["relative"] = "relative"
    unit: Unit
    step: int = 0
    origin: Origin = Origin.PUBLISHED
    assumed: bool = False
    told: bool = False
    rolling: bool = False


class Shift(Expr):
    """So many units away from the origin: three days ago, in two years, two weeks later. `amount` None is vague ("a few").

    `compared`: counted from the month, quarter or year that the text has just reported on, if there is one.
    `at`: the unit that is meant where it is finer: twenty years ago today.
    """

    kind: Literal["shift"] = "shift"
    amount: float | None = None
    unit: Unit
    sign: Literal[-1, 1]
    origin: Origin = Origin.PUBLISHED
    approximate: bool = False
    as_duration: bool = False
    compared: bool = False
    at: Unit | None = None


class Duration(Expr):
    """A length of time. `amount` None is vague. `lead` anchors it: the last N units, the next N, since N units until now.

    `minor` and `minor_unit` add a smaller part: two years and six months.
    """

    kind: Literal["duration"] = "duration"
    amount: float | None = None
    unit: Unit
    minor: float | None = None
    minor_unit: Unit | None = None
    times: float = 1
    lead: Literal["past", "next", "since"] | None = None
    approximate: bool = False


class Repeat(Expr):
    """A set: every day, each July, twice a week, on Wednesdays. A unit with `every`, a named cycle, or a part of day. An `every`
    of 0 is vague: every few weeks.
    """

    kind: Literal["repeat"] = "repeat"
    unit: Unit | None = None
    every: float = 1
    of: Cyclic | None = None
    which: int | str | None = None
    part: Part | None = None


class Clock(Expr):
    """A time of day. `half` is am or pm where the text says so; `zone` is Z or an offset ("+02:00") where it names one."""

    kind: Literal["clock"] = "clock"
    hour: int = Field(ge=0, le=24)
    minute: int | None = Field(default=None, ge=0, le=59)
    second: int | None = Field(default=None, ge=0, le=59)
    half: Literal["am", "pm"] | None = None
    zone: str | None = None


class DayPart(Expr):
    """A part of a day. `step` counts days from publication: this evening 0, last night -1; None leaves the day open.

    `told`: it is a time only where the text has told its day ("l'après-midi").
    """

    kind: Literal["day_part"] = "day_part"
    part: Part
    step: int | None = None
    origin: Origin = Origin.PUBLISHED
    told: bool = False


class Nth(Expr):
    """The n-th unit or named day of a larger one: the second week of May, the first Sunday of spring; -1 is the last."""

    kind: Literal["nth"] = "nth"
    number: int
    unit: Unit | None = None
    weekday: int | None = None
    month: int | None = None
    season: str | None = None
    year: int | None = None
    within: Unit | None = None
    within_step: int = 0


class Joined(Expr):
    """A day and the part of it, or the hour on it, that one phrase names together. `overnight`: it names the next day, too."""

    kind: Literal["joined"] = "joined"
    day: "TimeExpr"
    time: "Clock | DayPart"
    overnight: bool = False


TimeExpr = Annotated[
    Nothing
    | Reference
    | Again
    | Day
    | DayOnly
    | Year
    | Era
    | Cycle
    | Relative
    | Shift
    | Duration
    | Repeat
    | Clock
    | DayPart
    | Nth
    | Joined,
    Field(discriminator="kind"),
]
"""The closed union. `resolve` has one case for each member."""

Joined.model_rebuild()
TIME_EXPR: TypeAdapter[TimeExpr] = TypeAdapter(TimeExpr)
"""Validates what a language file emits."""


class Modifier(Expr):
    """What words around a phrase do to it: TIMEX3's `mod`, which part of the period they keep, and whether they blur it.

    `keep` narrows first and last: its start, middle or end, what lies before or after the day of publication, or opens them:
    until and since.
    """

    mod: Mod | None = None
    keep: Literal["start", "middle", "end", "elapsed", "remaining", "until", "since", "before", "after"] | None = None
    approximate: bool = False
