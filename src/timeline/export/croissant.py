"""Croissant 1.0 (JSON-LD of MLCommons): what the files hold, so that a search engine or a loader can read them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from timeline.digest import sha256
from timeline.store import TABLES

from .dictionary import meaning
from .keys import KEYS, links
from .selection import Chosen

SPECIFICATION = "http://mlcommons.org/croissant/1.0"
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet"),
            *("format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
            *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField"),
            "transform",
        )
    },
}
"""The prefixes and terms that the specification prescribes."""
TYPES: Mapping[type[pl.DataType], str] = {
    pl.String: "sc:Text",
    pl.Boolean: "sc:Boolean",
    pl.Int64: "sc:Integer",
    pl.Float64: "sc:Float",
    pl.Date: "sc:Date",
    pl.Datetime: "sc:Date",
}


def croissant(chosen: Chosen, files: Mapping[str, Path]) -> dict[str, Any]:
    """The description of the written `files`, by table."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": SPECIFICATION,
        "name": "timeline",
        "description": "Dated, typed events from news articles, each with its sources and the reason for its date.",
        "license": chosen.licence or "See LICENCE.md",
        "version": "1.0.0",
        "distribution": [_file(name, path) for name, path in files.items()],
        "recordSet": [_records(name, chosen) for name in files],
    }


def _file(name: str, path: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "description": TABLES[name].about,
        "contentUrl": path.name,
        "encodingFormat": "application/x-parquet",
        "sha256": sha256(path.read_bytes()),
    }


def _records(name: str, chosen: Chosen) -> dict[str, Any]:
    frame = chosen.frame(name)
    found: dict[str, Any] = {"@type": "cr:RecordSet", "@id": name, "name": name, "description": TABLES[name].about}
    if KEYS.get(name) in frame.columns:
        found["key"] = {"@id": f"{name}/{KEYS[name]}"}
    targets = {column: f"{target}/{KEYS[target]}" for column, target in links(chosen, name).items()}
    found["field"] = [_field(name, column, dtype, targets.get(column)) for column, dtype in frame.schema.items()]
    return found


def _field(table: str, column: str, dtype: pl.DataType, target: str | None) -> dict[str, Any]:
    """One column; a list is `repeated`, a list of structs has a field for each of their parts."""
    name = f"{table}/{column}"
    source = {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column}}
    found: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": column, "description": meaning(table, column)}
    inner = _inner(dtype)
    if isinstance(dtype, pl.List):
        found["repeated"] = True
    if isinstance(inner, pl.Struct):
        found |= {"source": source, "subField": list(_parts(name, inner, source))}
    else:
        found |= {"dataType": TYPES[type(inner)], "source": source}
    if target:
        found["references"] = {"field": {"@id": target}}
    return found


def _parts(name: str, struct: pl.Struct, source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for part in struct.fields:
        yield {
            "@type": "cr:Field",
            "@id": f"{name}/{part.name}",
            "name": part.name,
            "dataType": TYPES[type(_inner(part.dtype))],
            "source": {**source, "transform": {"jsonPath": f"$.{part.name}"}},
        }


def _inner(dtype: Any) -> pl.DataType:
    """What a list holds, however deep; anything else is itself."""
    return _inner(dtype.inner) if isinstance(dtype, pl.List) else dtype
