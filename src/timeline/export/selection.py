"""What of a dataset is wanted: events by type, actor, country, status, basis and days, and the tables and columns to hand out.

A filter chooses events. Of every other table come the rows that these events stand on: their mentions, the articles of those
mentions, and the time expressions of those articles and what was noticed about them. A refused input belongs to no event, so a
filter leaves all of them out.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

import polars as pl

from timeline.errors import UsageError
from timeline.ontology import fold, known_actors
from timeline.records import Article, Basis, Event, EventType, Status
from timeline.store import TABLES, load
from timeline.store.columns import R, decode
from timeline.store.generations import current

NAMES = ("actors", "recipients", "actor_names", "recipient_names")
"""Columns of `events` in which an actor may stand, by id or by name."""
WORDS = ("label", "quote", "place_name", "actor_names", "recipient_names")
"""Columns of `events` that are searched for words."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; empty means all. Values of one field are alternatives, fields restrict one another.

    `columns` are "column", where one table is wanted, or "table.column"; a table of which none is named keeps all. `actors` are
    ids or names, `countries` ISO 3166-1 alpha-3 codes or names, `publishers` those of any article that tells of the event.
    `words` must all stand in label, quotation, names or place, whatever their accents and capitals. `first` and `last` are the
    days of a window, both included: an event belongs to it if its range meets the window, and an open range counts with the one
    end that is known.
    """

    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    words: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def filters(self) -> dict[str, list[str]]:
        """The filters that are set, by name, as texts."""
        found: dict[str, list[str]] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value and one.name not in {"tables", "columns"}:
                found[one.name] = list(value) if isinstance(value, tuple) else [str(value)]
        return found


@dataclass(frozen=True)
class Chosen:
    """The wanted part of a dataset: `tables` holds the rows with all their columns, `columns` what is to be written of each.

    `language` is that of dates and labels in words, `licence` that of what is published (None: not stated). `folder` is the
    generation that was read.
    """

    folder: Path
    tables: Mapping[str, pl.DataFrame]
    columns: Mapping[str, tuple[str, ...]]
    selection: Selection
    language: str = "en"
    licence: str | None = None
    wanted: tuple[str, ...] = field(default=("events",))

    def frame(self, table: str) -> pl.DataFrame:
        """A table as it is to be written: the chosen rows, the chosen columns in the order they were named."""
        return self.tables[table].select(self.columns[table])

    @property
    def only(self) -> pl.DataFrame:
        """The one wanted table."""
        return self.frame(self.wanted[0])

    def events(self) -> list[Event]:
        """The chosen events as records, in the order of the table."""
        return rows(self.tables["events"], Event)

    def articles(self) -> dict[str, Article]:
        """The chosen articles as records, by id."""
        return {one.article_id: one for one in rows(self.tables["articles"], Article)}


def rows(frame: pl.DataFrame, record: type[R]) -> list[R]:
    """The rows of a whole table as records."""
    return [decode(row, record) for row in frame.iter_rows(named=True)]


def choose(
    data: Path, selection: Selection, *, wanted: tuple[str, ...], language: str = "en", licence: str | None = None
) -> Chosen:
    """The part of the dataset at `data` that is wanted; `wanted` names the tables that will be written.

    Raises UsageError for a name that does not exist, with the nearest that do; StoreError where there is no dataset.
    """
    folder = current(data)
    tables = {name: load(folder, name) for name in TABLES}
    columns = _columns(selection.columns, wanted, tables)
    if selection.filters:
        events = tables["events"].filter(_matches(selection, tables["events"]), _told(selection, tables))
        tables = _standing_on(events, tables)
    return Chosen(folder, tables, columns, selection, language, licence, wanted)


def _matches(selection: Selection, events: pl.DataFrame) -> pl.Expr:
    wanted = [pl.lit(True)]
    if selection.types:
        types = [known("event type", name.upper(), [str(one) for one in EventType]) for name in selection.types]
        wanted.append(pl.col("event_type").is_in(types))
    for column, names, kind in (("status", selection.statuses, Status), ("basis", selection.bases, Basis)):
        if names:
            values = [str(one) for one in kind]
            wanted.append(pl.col(column).is_in([known(column, name.lower(), values) for name in names]))
    if selection.countries:
        codes = [_country(name) for name in selection.countries]
        wanted.append(_any_of("countries", codes) | pl.col("place_country").is_in(codes).fill_null(value=False))
    if selection.actors:
        there = {one for name in NAMES for one in events[name].explode().drop_nulls().unique()}
        actors = _meant("actor", selection.actors, there)
        wanted.append(pl.any_horizontal(_any_of(name, actors) for name in NAMES))
    if selection.first:
        wanted.append(pl.coalesce("last", "first").ge(selection.first).fill_null(value=False))
    if selection.last:
        wanted.append(pl.coalesce("first", "last").le(selection.last).fill_null(value=False))
    return pl.all_horizontal(wanted)


def _told(selection: Selection, tables: Mapping[str, pl.DataFrame]) -> pl.Expr:
    """What the words of an event and its articles decide."""
    wanted = [pl.lit(True)]
    if selection.publishers:
        articles = tables["articles"]
        names = _meant("publisher", selection.publishers, articles["publisher"].drop_nulls().unique())
        read = articles.filter(pl.col("publisher").is_in(names)).select("article_id")
        told = tables["event_mentions"].join(read, on="article_id", how="semi")["event_id"]
        wanted.append(pl.col("event_id").is_in(told.drop_nulls().to_list()))
    if selection.words:
        terms = fold(selection.words).split()
        rows = tables["events"].select("event_id", *WORDS).iter_rows()
        found = [event for event, *texts in rows if all(term in _words(texts) for term in terms)]
        wanted.append(pl.col("event_id").is_in(found))
    return pl.all_horizontal(wanted)


def _words(texts: Iterable[str | list[str] | None]) -> str:
    return fold(" ".join(" ".join(one) if isinstance(one, list) else one or "" for one in texts))


def _any_of(column: str, values: Iterable[str]) -> pl.Expr:
    return pl.col(column).list.eval(pl.element().is_in(list(values))).list.any()


def _meant(kind: str, names: Iterable[str], all_names: Iterable[str]) -> list[str]:
    """The names of the dataset that are meant; capitals and accents do not matter."""
    there: dict[str, set[str]] = {}
    for one in all_names:
        there.setdefault(fold(one), set()).add(one)
    return sorted(one for name in names for one in there[known(kind, fold(name), sorted(there))])


def _country(name: str) -> str:
    """The ISO code of a country by its code or its name."""
    there: dict[str, str] = {}
    for actor_id, actor in known_actors().items():
        if actor_id.startswith("state:") and actor.country:
            there[fold(actor.country)] = actor.country
            there |= {fold(each): actor.country for names in actor.names.values() for each in names}
    return there[known("country", fold(name), sorted(there))]


def _standing_on(events: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """These events, and of every other table the rows that they stand on, in their order."""
    mentions = tables["event_mentions"].filter(pl.col("event_id").is_in(events["event_id"].to_list()))
    read = mentions["article_id"].unique().to_list()
    there = pl.col("article_id").is_in(read)
    return {
        **{name: frame.clear() for name, frame in tables.items()},
        "events": events,
        "event_mentions": mentions,
        "articles": tables["articles"].filter(there),
        "time_mentions": tables["time_mentions"].filter(there),
        "quality": tables["quality"].filter(there),
    }


def _columns(
    asked: Iterable[str], wanted: tuple[str, ...], tables: Mapping[str, pl.DataFrame]
) -> dict[str, tuple[str, ...]]:
    """What is to be written of each wanted table, in the order asked for."""
    named: dict[str, dict[str, None]] = {}
    for name in asked:
        table, point, column = name.rpartition(".")
        if not point and len(wanted) > 1:
            raise UsageError(f"column {name!r}: say of which table, such as {wanted[0]}.{name}")
        table = known("table", table, wanted) if point else wanted[0]
        named.setdefault(table, {})[known(f"column of {table}", column, tables[table].columns)] = None
    return {name: tuple(named.get(name, tables[name].columns)) for name in wanted}


def known(kind: str, name: str, there: Iterable[str]) -> str:
    """`name`, if it is among what is there. Raises UsageError with the nearest names, else with all of a short list."""
    names = list(there)
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5) or [one for one in names if name and name in one][:3]
    if near:
        raise UsageError(f"there is no {kind} {name!r}. Did you mean {' or '.join(near)}?")
    few = ", ".join(names[:24]) + (" …" if len(names) > 24 else "")
    raise UsageError(f"there is no {kind} {name!r}. There are: {few or 'none'}")
