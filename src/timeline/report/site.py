"""The report: the index, and the pages beside it that the index links to."""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from timeline.digest import sha256
from timeline.errors import UsageError
from timeline.kept import NOTHING as NOTHING_KEPT
from timeline.kept import Kept
from timeline.records import Article, Event, EventMention, Finding, Reject, TimeMention
from timeline.store import Dataset

from .cuts import WAYS, Cut, cut
from .event import EventView
from .page import FULL, Extra, Page, draw
from .view import View, part, view

NOTHING: Mapping[str, Sequence[TimeMention]] = {}
INDEX = "index.html"
FOLDER = "pages"
"""Where the pages beside the index are. Pages there that a run does not write are taken away: they would be out of date."""
MOST = 12_000
"""Events beyond which the index is a summary, and the pages by month hold the events."""


def render(  # noqa: PLR0917 - the five tables of a dataset and what links them
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
    findings: Sequence[Finding] = (),
) -> str:
    """The index as one HTML page. `event_of` gives the event of each mention, `times` the expressions found in each article,
    `findings` what was noticed about the articles.

    Equal records give equal bytes, whatever their order. Each event's element has its `event_id` as id, up to MOST events;
    beyond, the index is a summary that knows the page of each.
    """
    shown = view(articles, mentions, events, event_of, rejects, times, findings)
    return draw(_index(shown, _cuts(shown, ())))


def write(  # noqa: PLR0917 - a folder and what `render` takes
    folder: str | Path,
    articles: Sequence[Article],
    mentions: Sequence[EventMention],
    events: Sequence[Event],
    event_of: Mapping[str, str],
    rejects: Sequence[Reject],
    times: Mapping[str, Sequence[TimeMention]] = NOTHING,
    findings: Sequence[Finding] = (),
    *,
    by: Sequence[str] = (),
    embed: Sequence[str] = (),
) -> Path:
    """Writes `index.html` into `folder`, each file whole or not at all, and gives its path. Arguments as for `render`.

    `by` names further pages to write and to link to ("actor", "topic", "month"); of more than FULL events there are pages by
    month in any case. `embed` are ids of events to write a page each for, to stand in an iframe. Raises UsageError for an unknown
    way to cut or an unknown id.
    """
    _write(Path(folder), view(articles, mentions, events, event_of, rejects, times, findings), by, embed)
    return Path(folder) / INDEX


def write_dataset(
    folder: str | Path, data: Dataset, *, by: Sequence[str] = (), embed: Sequence[str] = (), kept: Kept = NOTHING_KEPT
) -> dict[str, str]:
    """`write` for the records of a dataset. Gives the names of all files in the folder, the index first, and their SHA-256.

    A page that lies there as it was drawn before from the same is left alone: `kept` knows the digests of those that were.
    """
    times: dict[str, list[TimeMention]] = {}
    for row in data.times:
        times.setdefault(row.article_id, []).append(row.time)
    shown = view(data.articles, data.mentions, data.events, data.event_of, data.rejects, times, data.findings)
    return _write(Path(folder), shown, by, embed, kept)


def _write(
    folder: Path, shown: View, by: Sequence[str], embed: Sequence[str], kept: Kept = NOTHING_KEPT
) -> dict[str, str]:
    wrong = [name for name in by if name not in WAYS]
    if wrong:
        raise UsageError(f"pages by {wrong[0]!r}: there are {', '.join(WAYS)}")
    cuts = _cuts(shown, by)
    cards = tuple(_cards(shown, embed))
    beside = {
        f"{FOLDER}/{name}.html": _written(folder / FOLDER / f"{name}.html", page, kept)
        for name, page in chain(_parts(shown, cuts), cards)
    }
    index = _written(folder / INDEX, _index(shown, cuts), kept)
    _sweep(folder / FOLDER, {Path(name).name for name in beside})
    return {INDEX: index, **beside}


def _written(target: Path, page: Page, kept: Kept) -> str:
    """The digest of a page, which lies at `target` afterwards."""
    key = None if kept is NOTHING_KEPT else page.key
    known = kept.get(key) if key else None
    if known and known == _digest(target):
        return known.decode("ascii")
    body = draw(page).encode("utf-8")
    digest = sha256(body)
    _put(target, body)
    if key:
        kept.put(key, digest.encode("ascii"))
    return digest


def _digest(path: Path) -> bytes | None:
    """What identifies the bytes of a file, None where it cannot be read."""
    try:
        return sha256(path.read_bytes()).encode("ascii")
    except OSError:
        return None


def _cuts(shown: View, by: Sequence[str]) -> tuple[Cut, ...]:
    ways = {*by, *(["month"] if len(shown.events) > FULL else [])}
    return tuple(cut(shown, name) for name in WAYS if name in ways) if shown.events else ()


def _index(shown: View, cuts: Sequence[Cut]) -> Page:
    return Page(
        shown,
        with_events=len(shown.events) <= MOST,
        extra=Extra(pages=cuts, folder=FOLDER),
    )


def _parts(shown: View, cuts: Sequence[Cut]) -> Iterator[tuple[str, Page]]:
    for one in cuts:
        for piece in one.parts:
            yield piece.name, Page(part(shown, piece.events), heading=piece.heading, home=f"../{INDEX}")


def _cards(shown: View, embed: Sequence[str]) -> Iterator[tuple[str, Page]]:
    """A page for each event that is to stand in another page."""
    known: Mapping[str, EventView] = {one.event.event_id: one for one in shown.events}
    for name in embed:
        found = [one for key, one in known.items() if key.startswith(name)]
        if len(found) != 1:
            raise UsageError(f"event {name!r}: {len(found)} events have an id that begins so. Give the id of one")
        yield found[0].event.event_id, Page(part(shown, found), home=f"../{INDEX}", embed="card")


def _sweep(folder: Path, written: set[str]) -> None:
    if folder.is_dir():
        for old in folder.glob("*.html"):
            if old.name not in written:
                old.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def _put(target: Path, page: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(page)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
