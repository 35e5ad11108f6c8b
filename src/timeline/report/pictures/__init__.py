"""Pictures of a whole chronology: when, who with whom, where, how late it was told, and how good the dates are."""

from dataclasses import dataclass

from timeline.report.strings import Strings
from timeline.report.view import View

from .activity import Activity, activity
from .bars import Bars
from .lag import lag
from .pairs import Pairs, pairs
from .quality import quality
from .worldmap import WorldMap, world_map


@dataclass(frozen=True, slots=True)
class Pictures:
    """What there is to draw; None where there is too little of it."""

    activity: Activity | None
    pairs: Pairs | None
    places: WorldMap | None
    lag: Bars | None
    quality: tuple[Bars, ...]


def pictures(shown: View, strings: Strings, *, linked: bool) -> Pictures | None:
    """The pictures of a page, or None where it has no events. `linked`: marks lead to filters of the same page."""
    if not shown.events:
        return None
    return Pictures(
        activity=activity(shown.dated, strings),
        pairs=pairs(shown.events, linked=linked),
        places=world_map(shown.events, strings, linked=linked),
        lag=lag(shown.events),
        quality=quality(shown),
    )


__all__ = ["Pictures", "pictures"]
