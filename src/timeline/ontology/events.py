"""What can happen: the event types, what each means in French and English, and the modes that it knows."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from timeline.errors import OntologyError
from timeline.records import EventType
from timeline.records.base import Record


class EventKind(Record):
    """One type. `gloss` says what it means, by language; `modes` are the ways that a text can specify."""

    type: EventType
    label: dict[str, str]
    gloss: dict[str, str]
    modes: tuple[str, ...] = ()


class _File(Record):
    event: tuple[EventKind, ...]


@cache
def event_kinds() -> dict[EventType, EventKind]:
    """All event types, in the order of the table. Raises OntologyError when one is missing, double or malformed."""
    try:
        raw = tomllib.loads(files(__package__).joinpath("events.toml").read_text(encoding="utf-8"))
        kinds = _File.model_validate(raw).event
    except (FileNotFoundError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise OntologyError(f"events.toml: {error}. Each [[event]] has type, label, gloss and modes") from error
    found = {kind.type: kind for kind in kinds}
    if len(found) != len(kinds) or found.keys() != set(EventType):
        missing = sorted(set(EventType) - found.keys())
        raise OntologyError(f"events.toml: each type must stand once; missing {missing}. Add or merge [[event]] tables")
    return found
