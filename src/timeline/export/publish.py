"""A folder to hand on: Parquet, data package, Croissant, dataset card, licence note and checksums."""

from pathlib import Path
from typing import Any

from timeline.digest import canonical, sha256
from timeline.store import TABLES, read_manifest
from timeline.store.manifest import datapackage, file_metadata

from .card import card, licence_note
from .croissant import croissant
from .dictionary import meaning
from .flat import to_json
from .formats import Told
from .keys import KEYS, links
from .selection import Chosen


def write_publish(chosen: Chosen, folder: Path) -> Told:
    """The chosen tables with what a repository, a search engine and a reader need to know of them."""
    manifest = read_manifest(chosen.folder)
    metadata = file_metadata(manifest.get("inputs", ())) | {
        "timeline:generation": str(manifest.get("generation", "")),
        "timeline:selection": canonical(chosen.selection.filters).decode("utf-8"),
    }
    files: dict[str, Path] = {}
    for name in chosen.wanted:
        files[name] = folder / f"{name}.parquet"
        chosen.frame(name).write_parquet(files[name], compression="zstd", statistics=True, metadata=metadata)
    _write(folder / "datapackage.json", to_json(_package(chosen, files), indent=2) + "\n")
    _write(folder / "croissant.json", to_json(croissant(chosen, files), indent=2) + "\n")
    _write(folder / "README.md", card(chosen, manifest))
    _write(folder / "LICENCE.md", licence_note(chosen))
    return Told(sum(chosen.tables[name].height for name in chosen.wanted), f"rows in {len(chosen.wanted)} tables")


def _package(chosen: Chosen, files: dict[str, Path]) -> dict[str, Any]:
    """The data package of the dataset, with meanings, keys, sizes and hashes."""
    package = datapackage({name: chosen.frame(name) for name in chosen.wanted})
    for resource in package["resources"]:
        name = resource["name"]
        content = files[name].read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{sha256(content)}", "description": TABLES[name].about}
        for column in resource["schema"]["fields"]:
            column["description"] = meaning(name, column["name"])
        if KEYS.get(name) in chosen.columns[name]:
            resource["schema"]["primaryKey"] = [KEYS[name]]
        foreign = [
            {"fields": [column], "reference": {"resource": target, "fields": [KEYS[target]]}}
            for column, target in links(chosen, name).items()
        ]
        if foreign:
            resource["schema"]["foreignKeys"] = foreign
    if chosen.licence:
        package["licenses"] = [{"name": chosen.licence}]
    return package


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
