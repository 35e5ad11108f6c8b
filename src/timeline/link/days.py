"""When two mentions put their event: the days that each allows, and whether they can be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from timeline.records import Basis, EventMention, Grain

OWN = (Basis.STATED, Basis.RESOLVED, Basis.ANAPHORIC, Basis.ASSUMED)
"""Bases of a date that the text gives to the mention itself, most direct first."""
RANK = {basis: rank for rank, basis in enumerate(Basis)}
FINE = {Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY}
EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()


class Agreement(Enum):
    """How two ranges of days go together. OPEN: one of them is unknown. NESTED: both are exact enough and overlap."""

    SAME_DAY = "same day"
    NESTED = "overlapping days"
    OPEN = "open"
    APART = "other days"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Day numbers of a range, both included. An open end is the calendar's end.

    `lasting`: the event fills the range ("since Tuesday"), rather than lying somewhere in it ("this weekend").
    """

    low: int
    high: int
    lasting: bool = False

    @property
    def width(self) -> int:
        """Days in the range."""
        return self.high - self.low + 1

    def overlaps(self, other: "Days") -> bool:
        """Whether the ranges share a day."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: "Days") -> int:
        """Days from the end of the earlier to the start of the later; 0 where they overlap."""
        return max(0, other.low - self.high, self.low - other.high)


def days_of(mention: EventMention, bases: Iterable[Basis] = OWN) -> Days | None:
    """The days that a mention's own expression allows; None if its basis is not among `bases` or nothing is bounded."""
    if mention.basis not in bases or (mention.first is None and mention.last is None):
        return None
    time = mention.time
    if time is not None and time.first is None and time.last is None:
        return None  # counted from another event: a result of chaining
    low = mention.first.toordinal() if mention.first else EARLIEST
    high = mention.last.toordinal() if mention.last else LATEST
    if time is not None and mention.first and time.first and mention.first < time.first:
        low = EARLIEST  # an end whose beginning another mention tells
    return Days(low, high, lasting=EARLIEST < low < high and mention.grain in FINE)


def agree(one: Days | None, other: Days | None) -> Agreement:
    """How two ranges go together. What lasts for days is another event than one of its days."""
    if one is None or other is None:
        return Agreement.OPEN
    if not one.overlaps(other) or (one.width == 1 and other.lasting) or (other.width == 1 and one.lasting):
        return Agreement.APART
    return Agreement.SAME_DAY if one.width == other.width == 1 else Agreement.NESTED


def finest(mentions: Iterable[EventMention]) -> EventMention | None:
    """The mention whose own date is the narrowest; the most direct, then the first in the text among equals."""
    dated = [(days, mention) for mention in mentions if (days := days_of(mention))]
    ranked = [(days.width, one.approximate, RANK[one.basis], one.start, one.mention_id, one) for days, one in dated]
    return min(ranked, key=lambda row: row[:-1])[-1] if ranked else None
