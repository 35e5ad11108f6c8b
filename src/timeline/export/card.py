"""The dataset card (README.md with Hugging Face front matter) and the licence note, in plain words."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.store import TABLES

from .dictionary import meaning
from .selection import Chosen

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
"""Hugging Face's classes of size, by the rows below which they hold."""
HEAVY = "text"
"""The column of `articles` that holds other people's words."""


def card(chosen: Chosen, manifest: Mapping[str, Any]) -> str:
    """The card. It says nothing that the dataset does not: who made it, and what for, its publisher adds."""
    return "\n".join([*_front(chosen), "", *_body(chosen, manifest)]) + "\n"


def licence_note(chosen: Chosen) -> str:
    """What is under which licence, as far as the dataset can know."""
    stated = (
        f"Its publisher offers this dataset under {chosen.licence}."
        if chosen.licence
        else "Its publisher has not said under which licence this dataset is offered: ask before you use it."
    )
    lines = [
        "# Licence",
        "",
        stated,
        "",
        "- Event types follow the PLOVER ontology 0.8 (CC BY-SA 4.0).",
        "- Place names and coordinates are derived from GeoNames (https://www.geonames.org, CC BY 4.0).",
        "- Country names are derived from the Unicode CLDR (Unicode License v3).",
    ]
    if _quotes(chosen):
        lines += _stated(chosen)
        lines.append(
            f"- Words of articles ({', '.join(_quotes(chosen))}) belong to those who wrote or published them. An article "
            "without a stated licence has none here; quotation has its limits in law."
        )
    return "\n".join(lines) + "\n"


def _stated(chosen: Chosen) -> list[str]:
    """How many articles came with which licence."""
    count = Counter(chosen.tables["articles"]["licence"].drop_nulls())
    return [f"- {number} of the articles came with the licence {name}." for name, number in sorted(count.items())]


def _quotes(chosen: Chosen) -> list[str]:
    """The columns that hold words of articles, most of them first."""
    texts = (
        ("articles", HEAVY),
        ("articles", "title"),
        ("events", "quote"),
        ("events", "label"),
        ("rejects", "excerpt"),
    )
    return [f"{table}.{column}" for table, column in texts if column in chosen.columns.get(table, ())]


def _front(chosen: Chosen) -> Iterator[str]:
    """YAML; each text is a JSON string, which YAML reads."""
    yield "---"
    if chosen.licence:
        yield f"license: {json.dumps(chosen.licence.lower(), ensure_ascii=False)}"
    else:
        yield from ("license: other", "license_name: not-stated", "license_link: LICENCE.md")
    languages = _languages(chosen)
    if languages:
        yield "language:"
        yield from (f"- {json.dumps(code)}" for code in languages)
    yield 'pretty_name: "Events from news articles, with their sources"'
    yield "size_categories:"
    rows = chosen.tables["events"].height
    yield f"- {next((name for limit, name in SIZES if rows < limit), 'n>10M')}"
    yield "tags:"
    yield from ("- news", "- events", "- timeline", "- temporal-expressions", "- plover")
    yield "configs:"
    for name in chosen.wanted:
        yield f"- config_name: {name}"
        yield f"  data_files: {name}.parquet"
        if name == ("events" if "events" in chosen.wanted else chosen.wanted[0]):
            yield "  default: true"
    yield "---"


def _languages(chosen: Chosen) -> list[str]:
    return sorted({one.split("-")[0] for one in chosen.tables["articles"]["language"].drop_nulls()})


def _body(chosen: Chosen, manifest: Mapping[str, Any]) -> Iterator[str]:
    events, articles = chosen.tables["events"], chosen.tables["articles"]
    days = [*events["first"].drop_nulls().to_list(), *events["last"].drop_nulls().to_list()]
    yield "# Events from news articles, with their sources"
    yield ""
    yield f"{events.height} events from {articles.height} articles" + (
        f", between {min(days)} and {max(days)}." if days else "."
    )
    yield "Made by rules with `timeline`; the same articles give the same bytes."
    yield "Each event has its sources, and the reason for its date."
    yield ""
    if chosen.selection.filters:
        chosen_by = "; ".join(f"{name}: {', '.join(values)}" for name, values in chosen.selection.filters.items())
        yield f"This is a part of a larger dataset, chosen by {chosen_by}. Other tables hold what these events stand on."
        yield ""
    yield from _dates()
    yield from _tables(chosen)
    yield from _provenance(manifest)


def _dates() -> Iterable[str]:
    return (
        "## How to read a date",
        "",
        "A date is a range of days, both ends included, never a point that the text does not give. `basis` says where it comes",
        "from: of an event with basis `published` nothing is known but that it was told by `last`, and `first` is null. Count",
        "events by month only where both ends lie in that month. `n_publishers` counts independent sources: copies of one",
        "article count once.",
        "",
        "## What it is not",
        "",
        "News is not the world: what these publishers did not print is not here. Rules miss events, and code some wrongly. A",
        "place is where the grammar says that it happened; coordinates of a country are those of one point in it.",
        "",
    )


def _tables(chosen: Chosen) -> Iterator[str]:
    for name in chosen.wanted:
        frame = chosen.frame(name)
        yield f"## {name}.parquet"
        yield ""
        yield f"{TABLES[name].about} {frame.height} rows."
        yield ""
        yield "| column | type | meaning |"
        yield "|---|---|---|"
        for column, dtype in frame.schema.items():
            kind = str(dtype).split("(")[0].lower()
            yield f"| `{column}` | {kind} | {meaning(name, column)} |"
        yield ""


def _provenance(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield "## Provenance"
    yield ""
    yield f"Generation `{manifest.get('generation')}` of the dataset, schema version {manifest.get('schema_version')}."
    versions = [f"{name} {one}" for name, one in manifest.get("versions", {}).items() if one]
    if versions:
        yield f"Versions: {', '.join(versions)}."
    yield "`SHA256SUMS` holds the hashes of these files: `sha256sum --check SHA256SUMS`."
