"""timeline: dated, sourced chronologies from news articles, offline.

>>> import timeline
>>> [(m.text, m.value) for m in timeline.find_times("Il arrive mardi 14 mai 2024.", language="fr")]
[('mardi 14 mai 2024', '2024-05-14')]

Every name is loaded when it is first used, so that the import itself costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.pipeline.analysis import find_events
    from timeline.pipeline.ingestion import read_articles
    from timeline.pipeline.run import build
    from timeline.pipeline.summary import BuildSummary
    from timeline.pipeline.texts import find_times
    from timeline.plot import chart
    from timeline.records import Article, Event, EventMention, Reject, TimeMention
    from timeline.store import load, scan

__all__ = [
    "Article",
    "BuildSummary",
    "Event",
    "EventMention",
    "Reject",
    "TimeMention",
    "build",
    "chart",
    "find_events",
    "find_times",
    "load",
    "read_articles",
    "scan",
]

_HOME = {
    "Article": "timeline.records",
    "BuildSummary": "timeline.pipeline.summary",
    "Event": "timeline.records",
    "EventMention": "timeline.records",
    "Reject": "timeline.records",
    "TimeMention": "timeline.records",
    "build": "timeline.pipeline.run",
    "chart": "timeline.plot",
    "find_events": "timeline.pipeline.analysis",
    "find_times": "timeline.pipeline.texts",
    "load": "timeline.store",
    "read_articles": "timeline.pipeline.ingestion",
    "scan": "timeline.store",
}
"""Where each public name is made."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
