"""THE table of formats, and the one door: `export` chooses rows and columns, writes them, and tells what was left out."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from importlib import import_module
from pathlib import Path

from timeline.errors import UsageError
from timeline.store import TABLES
from timeline.store.generations import GENERATIONS

from .placing import place_file, place_folder
from .selection import Chosen, Selection, choose, known

LANGUAGES = ("fr", "en")
"""Languages in which a format can say dates and statuses in words."""


class Holds(Enum):
    """What a format can hold."""

    TABLE = "one table, any columns"
    TABLES = "several tables, any columns"
    EVENTS = "events, any columns"
    FIXED = "events, in fields of its own"


class Place(Enum):
    """What stands at the path afterwards; a lake keeps its own versions and is written in place."""

    FILE = "file"
    FOLDER = "folder"
    LAKE = "lake"


@dataclass(frozen=True, slots=True)
class Told:
    """What was written: how many of what, and how many were left out for which reason."""

    written: int
    noun: str
    left_out: Mapping[str, int] = field(default_factory=dict)


Writer = Callable[[Chosen, Path], Told]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: one line for people, what it holds, what stands at the path, and "module:function" of its writer."""

    does: str
    holds: Holds
    writer: str
    place: Place = Place.FILE

    def load(self) -> Writer:
        """The function that writes it, imported when it is first needed."""
        module, _, name = self.writer.partition(":")
        found: Writer = getattr(import_module(f"timeline.export.{module}"), name)
        return found


FORMATS: Mapping[str, Format] = {
    "csv": Format("a table for a spreadsheet", Holds.TABLE, "flat:write_csv"),
    "jsonl": Format("a table, one JSON object a line", Holds.TABLE, "flat:write_jsonl"),
    "delta": Format("a table as a Delta Lake", Holds.TABLE, "delta:write_delta", Place.LAKE),
    "sqlite": Format("a database, as Datasette opens it", Holds.TABLES, "sqlite:write_sqlite"),
    "publish": Format(
        "Parquet with all that a repository asks for", Holds.TABLES, "publish:write_publish", Place.FOLDER
    ),
    "geojson": Format("places of events, for a map", Holds.EVENTS, "geojson:write_geojson"),
    "timesketch": Format("events for Timesketch (CSV)", Holds.EVENTS, "timesketch:write_timesketch"),
    "timelinejs": Format("events for TimelineJS (JSON)", Holds.FIXED, "timelinejs:write_timelinejs"),
    "ics": Format("events known to the day, for a calendar", Holds.FIXED, "ics:write_ics"),
    "acled": Format("events in columns as ACLED has them (CSV)", Holds.FIXED, "acled:write_acled"),
    "timeml": Format("one TimeML document for each article", Holds.FIXED, "timeml:write_timeml", Place.FOLDER),
}


def export(
    name: str,
    path: Path,
    data: Path,
    selection: Selection | None = None,
    *,
    language: str | None = None,
    licence: str | None = None,
) -> Told:
    """Writes the wanted part of the dataset at `data` to `path` in the format `name`.

    `language` is that of dates in words ("en", "fr"); None is that of most chosen articles. `licence` is a short name such as
    "CC-BY-4.0", for what is published. Raises UsageError for what does not exist or does not fit the format, with the nearest
    that does; StoreError where there is no dataset, or the disk refuses.
    """
    form = FORMATS[known("export format", name, FORMATS)]
    wish = selection or Selection()
    if licence is not None and name != "publish":
        raise UsageError(f"{name}: has no place for a licence. Leave out --licence, or export publish")
    if _is_dataset(path, data):
        raise UsageError(f"{path}: is a file of the dataset itself. Choose another path")
    spoken = known("language", language, LANGUAGES) if language else None
    chosen = choose(data, wish, wanted=_wanted(name, form, wish), licence=licence)
    chosen = replace(chosen, language=spoken or _majority(chosen))
    write = form.load()
    if form.place is Place.LAKE:
        return write(chosen, path)
    return (place_file if form.place is Place.FILE else place_folder)(path, lambda fresh: write(chosen, fresh))


def _wanted(name: str, form: Format, wish: Selection) -> tuple[str, ...]:
    """The tables to write. Raises UsageError where the format cannot hold them."""
    tables = tuple(dict.fromkeys(known("table", table, TABLES) for table in wish.tables))
    if form.holds is Holds.TABLES:
        return tables or tuple(TABLES)
    if len(tables) > 1:
        raise UsageError(f"{name}: holds one table, not {len(tables)}. Export them one by one, or as sqlite or publish")
    if form.holds is not Holds.TABLE and tables not in {(), ("events",)}:
        raise UsageError(f"{name}: holds events, not {tables[0]}. Leave out --table")
    if form.holds is Holds.FIXED and wish.columns:
        raise UsageError(f"{name}: has fields of its own. Leave out --column")
    if tables == ("rejects",) and wish.filters:
        raise UsageError(f"rejects belong to no event: {', '.join(wish.filters)} cannot choose among them")
    return tables or ("events",)


def _is_dataset(path: Path, data: Path) -> bool:
    """Whether a path is the dataset, or a file that belongs to it."""
    target, home = path.absolute(), data.absolute()
    ours = {home, *(home / f"{name}.parquet" for name in TABLES), home / "manifest.json", home / "datapackage.json"}
    return target in ours or (home / GENERATIONS) in target.parents


def _majority(chosen: Chosen) -> str:
    """The language of words that most chosen articles are in; the first of LANGUAGES where there are as many."""
    count = Counter((language or "").split("-")[0] for language in chosen.tables["articles"]["language"])
    return max(LANGUAGES, key=lambda code: count[code])
