"""How long after an event its first article appeared, for events whose day is known and past."""

from collections import Counter
from collections.abc import Sequence

from timeline.records import Status
from timeline.report.event import EventView
from timeline.report.phrases import looked_up

from .bars import Bars, bars

STEPS = ((0, "same_day"), (1, "one_day"), (2, "two_days"), (6, "week"), (30, "month"), (365, "year"))
"""Days at most, and the name of the class."""


def lag(events: Sequence[EventView]) -> Bars | None:
    """The table of classes, or None where nothing can be counted."""
    count = Counter(_class(days) for one in events if (days := _days(one)) is not None)
    names = [*(name for _, name in STEPS), "longer"]
    return bars("lag", "column_lag", [(looked_up("lags", name), count[name]) for name in names], about="lag_help")


def _days(one: EventView) -> int | None:
    event = one.event
    if not one.when.exact or event.status is not Status.HAPPENED or not event.first_published or not one.when.first:
        return None
    days = (event.first_published.date() - one.when.first).days
    return days if days >= 0 else None


def _class(days: int) -> str:
    return next((name for most, name in STEPS if days <= most), "longer")
