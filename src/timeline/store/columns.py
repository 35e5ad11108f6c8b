"""Between records and columns: the schema of a table is derived from its record, so that the two cannot drift.

A record inside a record is laid flat (`time_value`, `place_name`); a list of records becomes a list of structs; inside such
a struct a further list of records becomes parallel lists. `span` leaves no trace in the names: `place.span.start` is
`place_start`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import polars as pl
from pydantic import TypeAdapter

from timeline.records import Record

R = TypeVar("R", bound=Record)

MANY = 20_000
"""Records that are held as JSON at once."""
EACH = "*"
"""A step of a path that goes over the items of a list."""

_PLAIN: dict[type, pl.DataType] = {
    str: pl.String(),
    bool: pl.Boolean(),
    int: pl.Int64(),
    float: pl.Float64(),
    date: pl.Date(),
    datetime: pl.Datetime("us", "UTC"),
}
_SHORT: dict[tuple[str, ...], str] = {
    ("attribution", "actor", "name"): "attribution_name",
    ("attribution", "actor", "actor_id"): "attribution_actor_id",
    ("attribution", "actor", "kind"): "attribution_kind",
    ("attribution", "actor", "country"): "attribution_country",
}
"""Names that the contract has shorter than their path."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the path of attributes that leads to its value, its type, and the record of its structs if it holds any."""

    name: str
    path: tuple[str, ...]
    dtype: pl.DataType
    record: type[Record] | None = None


@cache
def columns(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record, in the order of its fields."""
    return tuple(_walk(record, (), inside=False))


@cache
def struct_columns(record: type[Record]) -> tuple[Column, ...]:
    """The fields of a record's struct, as they stand in a list."""
    return tuple(_walk(record, (), inside=True))


def _walk(record: type[Record], path: tuple[str, ...], *, inside: bool) -> Iterator[Column]:
    for name, field in record.model_fields.items():
        kind, item = _kind(field.annotation)
        here = (*path, name)
        if item is None and issubclass(kind, Record):
            yield from _walk(kind, here, inside=inside)
        elif item is None:
            yield Column(_name(here), here, _plain(kind))
        elif not issubclass(item, Record):
            yield Column(_name(here), here, pl.List(_plain(item)))
        elif inside:
            for part in _walk(item, (*here, EACH), inside=True):
                last = name if part.path[-1] == "value" else part.path[-1]
                yield Column(last, part.path, pl.List(part.dtype))
        else:
            struct = pl.Struct({part.name: part.dtype for part in struct_columns(item)})
            yield Column(_name(here), here, pl.List(struct), item)


def _kind(annotation: Any) -> tuple[type, type | None]:
    """(type, None), or (tuple, type of its items); None and pydantic's annotations are taken off."""
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__)
    if get_origin(annotation) in {Union, UnionType}:
        return _kind(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is tuple:
        return tuple, _kind(get_args(annotation)[0])[0]
    return annotation if isinstance(annotation, type) else datetime, None


def _plain(kind: type) -> pl.DataType:
    if issubclass(kind, Enum):
        return _PLAIN[str]
    return _PLAIN.get(kind) or _PLAIN[datetime]


def _name(path: tuple[str, ...]) -> str:
    return _SHORT.get(path) or "_".join(step for step in path if step != "span")


def frame(records: Sequence[Record], record: type[Record]) -> pl.DataFrame:
    """Records as rows, one column for each of `columns(record)`.

    They go to polars as JSON: pydantic writes it and polars reads it ten times as fast as rows of Python objects are made and
    taken in. It is one array, which polars reads three times as fast as lines where records lie in records.
    """
    layout = columns(record)
    parts = [_read(records[at : at + MANY], record, layout) for at in range(0, len(records), MANY)]
    return pl.concat(parts, rechunk=True) if parts else pl.DataFrame(schema={one.name: one.dtype for one in layout})


def _read(records: Sequence[Record], record: type[Record], layout: Iterable[Column]) -> pl.DataFrame:
    schema = {name: _wire(field.annotation) for name, field in record.model_fields.items()}
    found = pl.read_json(_list(record).dump_json(list(records)), schema=schema)
    return found.select(_value(pl.col(column.path[0]), column.path[1:], column).alias(column.name) for column in layout)


@cache
def _list(record: type[Record]) -> TypeAdapter[list[Record]]:
    return TypeAdapter(list[record])  # type: ignore[valid-type]


def _wire(annotation: Any) -> pl.DataType:
    """The type of a field as it stands in JSON: nested as the records are, dates as strings."""
    kind, item = _kind(annotation)
    if item is not None:
        return pl.List(_wire(item))
    if issubclass(kind, Record):
        return pl.Struct({name: _wire(field.annotation) for name, field in kind.model_fields.items()})
    return pl.String() if _plain(kind).is_temporal() else _plain(kind)


def _value(expression: pl.Expr, path: tuple[str, ...], column: Column) -> pl.Expr:
    """What lies at the end of a path, as the column has it."""
    for at, step in enumerate(path):
        if step == EACH:
            return expression.list.eval(_value(pl.element(), path[at + 1 :], column))
        expression = expression.struct.field(step)
    if column.record is not None:
        parts = (_value(pl.element(), part.path, part).alias(part.name) for part in struct_columns(column.record))
        return expression.list.eval(pl.struct(*parts))
    if column.dtype == pl.Date:
        return expression.str.to_date("%Y-%m-%d")
    if isinstance(column.dtype, pl.Datetime):
        return expression.str.to_datetime("%+", time_unit="us", time_zone="UTC")
    return expression


def decode(row: Mapping[str, Any], record: type[R]) -> R:
    """The record that a row was made of. Raises pydantic's ValidationError where the row does not fit the record."""
    return record.model_validate(_tree(row, columns(record)))


def _tree(row: Mapping[str, Any], layout: Iterable[Column]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for column in layout:
        value = row[column.name]
        if column.record is not None and value is not None:
            value = [_tree(item, struct_columns(column.record)) for item in value]
        _plant(tree, column.path, value)
    return {name: _pruned(branch) for name, branch in tree.items()}


def _plant(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    step, rest = path[0], path[1:]
    if not rest:
        tree[step] = value
    elif rest[0] == EACH:
        items = tree.setdefault(step, [{} for _ in value])
        for item, part in zip(items, value, strict=True):
            _plant(item, rest[1:], part)
    else:
        _plant(tree.setdefault(step, {}), rest, value)


def _pruned(branch: Any) -> Any:
    """A nested record whose columns are all empty is no record at all."""
    if not isinstance(branch, dict):
        return branch
    kept = {name: _pruned(value) for name, value in branch.items()}
    return kept if any(value is not None for value in kept.values()) else None
