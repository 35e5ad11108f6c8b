"""What goes into a build: files and folders, told apart by paths that do not depend on where they lie on this machine."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from timeline import readers
from timeline.config import Config
from timeline.errors import UsageError
from timeline.records import Record, Reject

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


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a source, and what stands before its name."""

    prefix: str
    part: readers.Part

    @property
    def source(self) -> str:
        """Its name in all records."""
        return self.prefix + self.part.source

    @property
    def paths(self) -> tuple[Path, ...]:
        """The file, and its sidecar if it has one: all that its articles depend on."""
        return (self.part.path, self.part.about) if self.part.about else (self.part.path,)


def pieces(given: Sequence[Root], apart: Sequence[Path] = ()) -> Iterator[Piece | Reject]:
    """All that there is to read, source by source, and what is refused unread. What is `apart`, or lies under it (the build's
    own files), is passed over."""
    for root in given:
        prefix = readers.printable(root.prefix)
        base = root.path if root.path.is_dir() else root.path.parent
        own = tuple(path.relative_to(base).as_posix() for path in map(_absolute, apart) if path.is_relative_to(base))
        below = tuple(f"{name}/" for name in own)
        for one in readers.parts(root.path):
            if one.source not in own and not one.source.startswith(below):
                yield named(one, prefix + one.source) if isinstance(one, Reject) else Piece(prefix, one)


R = TypeVar("R", bound=Record)


def named(one: R, source: str) -> R:
    """The same draft or refusal under another name."""
    return one.model_copy(update={"source": source})


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was when the build began: size and SHA-256 (None where it cannot be read), and when it was last changed."""

    source: str
    bytes: int | None
    sha256: str | None
    stamp: tuple[int, ...]

    @property
    def row(self) -> dict[str, str | int | None]:
        """What the manifest says of it."""
        return {"source": self.source, "bytes": self.bytes, "sha256": self.sha256}

    def has_changed(self, path: Path) -> bool:
        """Whether the file at `path` is no longer the one that was looked at."""
        return _stamp(path) != self.stamp


def files(given: Sequence[Root], apart: Sequence[Path] = ()) -> dict[Path, File]:
    """Every file of the sources, in the order of its name. Each is read whole: a time of change alone proves nothing."""
    own = [_absolute(path) for path in apart]
    found = {
        path: _file(readers.printable(root.prefix + name), path)
        for root in given
        for name, path in _files(root.path)
        if not any(path.is_relative_to(folder) for folder in own)
    }
    return dict(sorted(found.items(), key=lambda row: row[1].source))


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name, path
        return
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(top)
        found = (here / name for name in names if not name.startswith("."))
        yield from ((file.relative_to(path).as_posix(), file) for file in found if file.is_file())


def _file(source: str, path: Path) -> File:
    digest, size, stamp = hashlib.sha256(), 0, _stamp(path)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        return File(source, None, None, stamp)
    return File(source, size, digest.hexdigest(), stamp)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        now = path.stat()
    except OSError:
        return ()
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were named
