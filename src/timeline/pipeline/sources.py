"""What goes into a build: files and folders, told apart by paths that do not depend on where they lie on this machine."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline import readers
from timeline.config import Config
from timeline.errors import UsageError
from timeline.records import Draft, Reject

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder to read, and what stands before the names of its articles ("" for a single source)."""

    path: Path
    prefix: str


def roots(sources: Iterable[str | Path]) -> tuple[Root, ...]:
    """The sources in the order of their names. Several are named from the folder that holds them all; one inside another is
    read once. Raises UsageError for a path where there is nothing, and for no source at all."""
    paths = sorted({_absolute(Path(source)) for source in sources})
    if not paths:
        raise UsageError("there is nothing to read: name a file or a folder")
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: there is no such file or folder. Correct the path")
    kept = [path for path in paths if not any(other in path.parents for other in paths)]
    if len(kept) == 1:
        return (Root(kept[0], ""),)
    common = Path(os.path.commonpath(kept))
    return tuple(
        Root(path, f"{path.relative_to(common).as_posix()}/" if path.is_dir() else _folder(path, common))
        for path in kept
    )


def _folder(path: Path, common: Path) -> str:
    above = path.parent.relative_to(common).as_posix()
    return "" if above == "." else f"{above}/"


def reading(config: Config) -> readers.Options:
    """How the sources are read: the limits, names of fields and order of dates that a project sets for itself."""
    return readers.Options(
        limits=readers.Limits(**config.limits.given()),
        fields=config.readers.fields.given(),
        day_first=config.readers.day_first,
    )


def drafts(given: Sequence[Root], options: readers.Options, apart: Sequence[Path] = ()) -> Iterator[Draft | Reject]:
    """All that the readers give, source by source. What is `apart`, or lies under it (the build's own files), is passed over."""
    for root in given:
        base = root.path if root.path.is_dir() else root.path.parent
        own = tuple(path.relative_to(base).as_posix() for path in map(_absolute, apart) if path.is_relative_to(base))
        below = tuple(f"{name}/" for name in own)
        for item in readers.read(root.path, options=options):
            if item.source not in own and not item.source.startswith(below):
                yield item.model_copy(update={"source": root.prefix + item.source}) if root.prefix else item


def inputs(given: Sequence[Root], apart: Sequence[Path] = ()) -> list[dict[str, str | int | None]]:
    """Every file of the sources with its size and SHA-256 (None where it cannot be read), in the order of its name."""
    own = [_absolute(path) for path in apart]
    rows = [
        {"source": readers.printable(root.prefix + name), **_fingerprint(path)}
        for root in given
        for name, path in _files(root.path)
        if not any(path.is_relative_to(folder) for folder in own)
    ]
    return sorted(rows, key=lambda row: str(row["source"]))


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(top)
        files = (here / name for name in names if not name.startswith("."))
        yield from ((file.relative_to(path).as_posix(), file) for file in files if file.is_file())


def _fingerprint(path: Path) -> dict[str, str | int | None]:
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        return {"bytes": None, "sha256": None}
    return {"bytes": size, "sha256": digest.hexdigest()}


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were named
