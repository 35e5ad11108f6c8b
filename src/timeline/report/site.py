"""The report: the index, and the pages beside it that the index links to."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from timeline.records import Article, Event, EventMention, Reject, TimeMention

from .page import Extra, Page, draw
from .view import view

NOTHING: Mapping[str, Sequence[TimeMention]] = {}
INDEX = "index.html"


def render(  # noqa: PLR0917 - the five tables of a dataset and what links them
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
) -> str:
    """The index as one HTML page. `event_of` gives the event of each mention, `times` the expressions found in each article.

    Equal records give equal bytes, whatever their order. Each event's element has its `event_id` as id.
    """
    return draw(Page(view(articles, mentions, events, event_of, rejects, times), extra=Extra()))


def write(  # noqa: PLR0917 - a folder and what `render` takes
    folder: str | Path,
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
) -> Path:
    """Writes `index.html` into `folder`, whole or not at all, and gives its path. Arguments as for `render`."""
    target = Path(folder) / INDEX
    _put(target, render(articles, mentions, events, event_of, rejects, times))
    return target


def _put(target: Path, page: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
