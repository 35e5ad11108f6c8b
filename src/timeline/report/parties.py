"""Who takes part in an event: a key that is the same in every article, and a name in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.ontology import known_actors
from timeline.records import Event, EventMention

from .phrases import MANY
from .words import LANGUAGES, Phrase


@dataclass(frozen=True, slots=True)
class Who:
    """A party. `key` is its actor id, else its name; `name` is how the event names it, in the reader's language where it is the
    usual name of a known actor."""

    key: str
    name: Phrase

    @property
    def identified(self) -> bool:
        """Whether it has an id, so that it can be followed from event to event."""
        return ":" in self.key


def parties(event: Event, mentions: Sequence[EventMention]) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Actors and recipients of an event, each once, in its own order."""
    ids = {party.name: party.actor_id for one in mentions for party in one.actors if party.actor_id}
    listed = {*event.actors, *event.recipients}
    found = []
    for names in (event.actor_names, event.recipient_names):
        made = [Who(key, said(key, name)) for name in names for key in [_key(ids.get(name), name, listed)]]
        found.append(tuple({one.key: one for one in reversed(made)}.values())[::-1])
    return found[0], found[1]


def _key(actor_id: str | None, name: str, listed: Iterable[str]) -> str:
    return actor_id if actor_id and actor_id in listed else name.replace(":", " ")


@lru_cache(MANY)
def said(key: str, name: str) -> Phrase:
    """A name as a phrase: in each language where it is a usual name of a known actor, else as it stands."""
    known = known_actors().get(key)
    if known is None or name not in _usual(key):
        return dict.fromkeys(LANGUAGES, (name,))
    return usual(key, name)


def usual(key: str, name: str) -> Phrase:
    """The usual name of a known actor in each language; of any other the name given."""
    known = known_actors().get(key)
    return {code: (known.name(code) if known else name,) for code in LANGUAGES}


@cache
def _usual(key: str) -> frozenset[str]:
    known = known_actors()[key]
    return frozenset(name for table in (known.names, known.metonyms) for names in table.values() for name in names)
