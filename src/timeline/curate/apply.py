"""Corrections applied to what the linker found. What they touch is marked, what they no longer find is told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from timeline.errors import StageError
from timeline.link import Linked, event_of_mentions, in_order
from timeline.records import Article, Basis, Event, EventMention, Grain, Record, Reject

from .corrections import FILE_NAME, Corrections, Set

PLACE = ("place_name", "place_country", "latitude", "longitude")


class Curated(Record):
    """What is left after the corrections, how many of them did their work, and one reject for each that could not."""

    linked: Linked
    applied: int = 0
    lost: tuple[Reject, ...] = ()


def curate(
    linked: Linked,
    corrections: Corrections,
    mentions: Iterable[EventMention],
    articles: Iterable[Article],
    *,
    source: str = FILE_NAME,
) -> Curated:
    """The events as an analyst corrected them; `source` names the file in what is told of a correction that finds nothing.

    An event that was merged away is found under its old id by the corrections that follow. Ids stay those of founding mentions.
    """
    if not corrections:
        return Curated(linked=linked)
    desk = _Desk(linked, {one.mention_id: one for one in mentions}, list(articles), source)
    for number, split in enumerate(corrections.split, 1):
        desk.try_to(f"[[split]] {number}", desk.split, split.event_id, split.mention_ids)
    for number, merge in enumerate(corrections.merge, 1):
        desk.try_to(f"[[merge]] {number}", desk.merge, merge.event_ids)
    for number, drop in enumerate(corrections.drop, 1):
        desk.try_to(f"[[drop]] {number}", desk.drop, drop.event_id)
    for number, one in enumerate(corrections.set, 1):
        desk.try_to(f"[[set]] {number}", desk.set, one)
    return Curated(linked=desk.linked(), applied=desk.applied, lost=tuple(desk.lost))


class _LostError(Exception):
    """A correction that does not fit the events as they are now; the message says why."""


class _Desk:
    """The events on the table while corrections are worked in, one after the other."""

    def __init__(
        self, linked: Linked, mentions: Mapping[str, EventMention], articles: Sequence[Article], source: str
    ) -> None:
        self.events = {event.event_id: event for event in linked.events}
        self.mentions, self.articles, self.source = mentions, articles, source
        self.moved: dict[str, str] = {}
        self.applied = 0
        self.lost: list[Reject] = []

    def try_to(self, entry: str, work: Any, *told: Any) -> None:
        """Does one correction, or notes that it found nothing to correct."""
        try:
            work(*told)
            self.applied += 1
        except _LostError as error:
            message = f"{self.source}: {entry}: {error}; it was not applied. Correct the entry, or remove it"
            self.lost.append(Reject(source=self.source, stage="curate", code="correction", message=message))

    def split(self, event_id: str, mention_ids: Sequence[str]) -> None:
        event = self.found(event_id)
        apart = [one for one in event.mentions if one in mention_ids]
        rest = [one for one in event.mentions if one not in mention_ids]
        if missing := sorted(set(mention_ids) - set(apart)):
            raise _LostError(f"{event_id} has no mention {', '.join(missing)}")
        if not rest:
            raise _LostError(f"{event_id} would have no mention left")
        del self.events[event.event_id]
        self.put(apart)
        self.put(rest)

    def merge(self, event_ids: Sequence[str]) -> None:
        events = [self.found(event_id) for event_id in event_ids]
        if len({event.event_id for event in events}) < 2:
            raise _LostError(f"{', '.join(event_ids)} are one event already")
        for event in events:
            self.events.pop(event.event_id, None)
        whole = self.put([one for event in events for one in event.mentions])
        self.moved.update({event_id: whole.event_id for event_id in event_ids if event_id != whole.event_id})

    def drop(self, event_id: str) -> None:
        del self.events[self.found(event_id).event_id]

    def set(self, one: Set) -> None:
        event = self.found(one.event_id)
        if one.first or one.last:
            first, last = _days(event, one)
        else:
            first, last = event.first, event.last
        told = {name: getattr(one, name) for name in one.model_fields_set - {"event_id", "note", "first", "last"}}
        if "place_name" in told:
            told = dict.fromkeys(PLACE) | told
        if one.first or one.last:
            grain = one.grain or _grain(first, last)
            dated = {"first": first, "last": last, "grain": grain, "edtf": _edtf(first, last, grain)}
            told = {"approximate": False, "basis": Basis.STATED} | told | dated
        why = f"Set by hand: {', '.join(sorted(one.model_fields_set - {'event_id', 'note'}))}"
        why += f" ({one.note})" if one.note else ""
        kept = event.model_dump() | told | {"why": f"{why}. {event.why}", "curated": True}
        self.events[event.event_id] = Event.model_validate(kept)

    def found(self, event_id: str) -> Event:
        """The event of an id, also of one that was merged into another."""
        seen = event_id
        while seen in self.moved:
            seen = self.moved[seen]
        if seen not in self.events:
            raise _LostError(f"there is no event {event_id}")
        return self.events[seen]

    def put(self, mention_ids: Sequence[str]) -> Event:
        """The event of these mentions, marked as made by hand."""
        absent = [one for one in mention_ids if one not in self.mentions]
        if absent:
            raise StageError("curate", absent[0], "the mention came without its record; pass it too")
        made = event_of_mentions([self.mentions[one] for one in mention_ids], self.articles)
        event = made.model_copy(update={"curated": True})
        self.events[event.event_id] = event
        return event

    def linked(self) -> Linked:
        event_of = {mention: event.event_id for event in self.events.values() for mention in event.mentions}
        return Linked(events=in_order(self.events.values()), event_of=dict(sorted(event_of.items())))


def _days(event: Event, one: Set) -> tuple[date | None, date | None]:
    """The new range: one end alone moves the other along if they would cross, or if it was unknown."""
    first, last = one.first or event.first, one.last or event.last
    if one.first and (last is None or last < one.first or event.basis in {Basis.PUBLISHED, Basis.NONE}):
        last = one.last or one.first
    if one.last and first is not None and first > one.last:
        first = one.last
    return first, last


def _grain(first: date | None, last: date | None) -> Grain:
    """The unit that a range fills: a day, a month, a year; days otherwise."""
    if first and last and first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return Grain.MONTH
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return Grain.YEAR
    return Grain.DAY


def _edtf(first: date | None, last: date | None, grain: Grain) -> str:
    whole = _grain(first, last)
    if first and first == last:
        return first.isoformat()
    if first and whole is grain and grain in {Grain.MONTH, Grain.YEAR}:
        return first.isoformat()[: 7 if grain is Grain.MONTH else 4]
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
