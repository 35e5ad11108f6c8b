"""Times: a TIMEX3 mention with the range of days it means, and why."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from .base import Span


class TimexType(StrEnum):
    """TIMEX3 types (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """TIMEX3 modifiers (ISO 24617-1)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"


class Grain(StrEnum):
    """The unit that the text named, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Basis(StrEnum):
    """Where a date comes from, most direct first.

    stated: the text gives it whole. resolved: counted from the publication date. anaphoric: counted from another mention.
    assumed: completed by a default. The rest is for events alone. inherited: another mention of the same event is dated.
    published: only the publication date bounds it. none: nothing does.
    """

    STATED = "stated"
    RESOLVED = "resolved"
    ANAPHORIC = "anaphoric"
    ASSUMED = "assumed"
    INHERITED = "inherited"
    PUBLISHED = "published"
    NONE = "none"


class TimeMention(Span):
    """A time expression, its TIMEX3 value and the days that it means.

    `first` and `last` are both included; None means open or unknown. `grain` is the unit that the text named, None where it
    names none (PRESENT_REF). `anchor` is the day it was counted from. `rule` is a stable id such as "fr.weekday.bare".
    `derivation` tells in words, step by step, how the value came about. `edtf` is ISO 8601-2, None where there is no date.
    """

    type: TimexType
    value: str
    mod: Mod | None = None
    first: date | None = None
    last: date | None = None
    grain: Grain | None = None
    approximate: bool = False
    basis: Basis
    anchor: date | None = None
    edtf: str | None = None
    rule: str
    derivation: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"{self.text!r}: last {self.last} before first {self.first} by rule {self.rule}")
        return self
