"""What the world holds, whatever the language: event types, actors, places, given names."""

from .actors import Known, known_actors
from .events import EventKind, event_kinds
from .given_names import given_names
from .place_names import place_names
from .text import fold, fold_key
from .towns import Area, Town, area, areas, centre, lookup

__all__ = [
    "Area",
    "EventKind",
    "Known",
    "Town",
    "area",
    "areas",
    "centre",
    "event_kinds",
    "fold",
    "fold_key",
    "given_names",
    "known_actors",
    "lookup",
    "place_names",
]
