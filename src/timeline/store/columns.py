"""Between records and columns: the schema of a table is derived from its record, so that the two cannot drift.

A record inside a record is laid flat (`time_value`, `place_name`); a list of records becomes a list of structs; inside such
a struct a further list of records becomes parallel lists. `span` leaves no trace in the names: `place.span.start` is
`place_start`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import polars as pl

from timeline.records import Record

R = TypeVar("R", bound=Record)

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


def encode(record: Record, layout: Iterable[Column]) -> dict[str, Any]:
    """A record as one row of plain values."""
    return {column.name: _stored(_follow(record, column.path), column) for column in layout}


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    for at, step in enumerate(path):
        if value is None:
            return None
        if step == EACH:
            return [_stored(_follow(item, path[at + 1 :]), None) for item in value]
        value = getattr(value, step)
    return value


def _stored(value: Any, column: Column | None) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        if column is not None and column.record is not None:
            return [encode(item, struct_columns(column.record)) for item in value]
        return [_stored(item, None) for item in value]
    return value


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
