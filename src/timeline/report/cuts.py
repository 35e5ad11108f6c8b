"""Ways to cut a chronology into pages: by month, by actor, by topic (the type of event)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .event import TYPES, EventView
from .headings import month
from .page import FULL
from .phrases import everywhere, looked_up
from .view import View
from .words import LANGUAGES, Phrase, plain

K = TypeVar("K")
MOST = 200
"""Pages by actor that are written: of those with the most events."""
LEAST = 2
"""Events that an actor needs for a page."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the events: the name of their page (without its folder and ending), its heading, and the events in order."""

    name: str
    heading: Phrase
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole chronology in parts. `left_out` counts the parts that are too many or too small."""

    by: str
    parts: tuple[Part, ...]
    left_out: int = 0


def cut(whole: View, by: str) -> Cut:
    """The chronology by "month", "actor" or "topic"."""
    return WAYS[by](whole)


def _by_month(whole: View) -> Cut:
    """Months in order, each in pages of at most FULL events; last what nothing dates or bounds."""
    parts = []
    for key, events in sorted(_grouped(whole.events, lambda one: [month_of(one)]).items()):
        heading = month(*key) if key[0] < 10_000 else everywhere("undated_heading")
        name = f"{key[0]:04}-{key[1]:02}" if key[0] < 10_000 else "undated"
        for n, start in enumerate(range(0, len(events), FULL), 1):
            more = f"-{n}" if n > 1 else ""
            words = {code: (f"{plain(heading[code])} ({n})" if more else plain(heading[code]),) for code in LANGUAGES}
            parts.append(Part(name + more, words, tuple(events[start : start + FULL])))
    return Cut("month", tuple(parts))


def month_of(one: EventView) -> tuple[int, int]:
    """The month that an event is listed in: that of its first day, else of the day that bounds it; (10000, 0) for none."""
    day = one.when.first or one.when.last
    return (day.year, day.month) if day else (10_000, 0)


def _by_topic(whole: View) -> Cut:
    found = _grouped(whole.events, lambda one: [one.event.event_type])
    return Cut(
        "topic",
        tuple(
            Part(f"topic-{one.value.lower()}", looked_up("types", one), tuple(found[one]))
            for one in TYPES
            if one in found
        ),
    )


def _by_actor(whole: View) -> Cut:
    names: dict[str, Phrase] = {}
    for one in whole.events:
        for who in (*one.actors, *one.recipients):
            names.setdefault(who.key, who.name)
    found = _grouped(whole.events, lambda one: [who.key for who in (*one.actors, *one.recipients) if who.identified])
    enough = sorted(
        (key for key, events in found.items() if len(events) >= LEAST), key=lambda key: (-len(found[key]), key)
    )
    slugs: set[str] = set()
    parts = [Part(_slug(key, slugs), names[key], tuple(found[key])) for key in enough[:MOST]]
    return Cut("actor", tuple(parts), len(found) - len(parts))


def _slug(key: str, taken: set[str]) -> str:
    """A file name for an actor: "actor-state-usa"."""
    made = "actor-" + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    number = next(n for n in range(1, len(taken) + 2) if (f"{made}-{n}" if n > 1 else made) not in taken)
    name = f"{made}-{number}" if number > 1 else made
    taken.add(name)
    return name


def _grouped(events: Sequence[EventView], keys: Callable[[EventView], Iterable[K]]) -> dict[K, list[EventView]]:
    found: dict[K, list[EventView]] = {}
    for one in events:
        for key in dict.fromkeys(keys(one)):
            found.setdefault(key, []).append(one)
    return found


WAYS: Mapping[str, Callable[[View], Cut]] = {"actor": _by_actor, "topic": _by_topic, "month": _by_month}
