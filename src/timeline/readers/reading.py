"""The one door: whatever is given becomes items, each is read by the reader of its format, sidecars are laid over."""

import stat
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from timeline.errors import InputError, UsageError
from timeline.records import Draft, Reject

from . import sidecar
from .archive import ARCHIVES, INTO, opened
from .folder import select, sidecar_names, walk
from .item import DEFAULT_OPTIONS, Options, RawItem
from .looks import HEAD, look
from .refusal import RefusedError, printable, reject
from .registry import BY_FORMAT, Reader, format_of, holds_one, known
from .stdin import STDIN, spool

MEMORY = "memory"
"""The source of an article that was handed over as bytes or text."""

Read = Iterator[Draft | Reject]


def read(
    source: Path | bytes | str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Read:
    """The articles of a file, of a folder (recursively, in a stable order), or of bytes or text in memory.

    A Path, or a str without `media_type`, is a path, "-" standard input; bytes, or a str with `media_type`, are the content of
    one file. Without `media_type`, a file's format is told by its name or else by its first bytes. `url` is the address of that
    one article. Whatever cannot be read becomes a Reject of stage "ingest". Raises InputError if there is nothing at the path,
    UsageError for a media type that no reader knows.
    """
    kind = _kind(media_type) if media_type else None
    if source in {STDIN, Path(STDIN)}:
        return _stdin(kind, url, options)
    if isinstance(source, str) and media_type is not None:
        source = source.encode("utf-8", "replace")
    if isinstance(source, bytes):
        return _contain(RawItem(source=MEMORY, content=source, options=options, url=url), kind, other="txt")
    path = Path(source)
    if path.is_dir():
        return _folder(path, options)
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder; check the path")
    part = _alone(path)
    return _file(RawItem(source=part.source, content=path, options=options, url=url), kind, part.about)


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read: its name in all records, where it lies, and the sidecar that describes it (None: it has none)."""

    source: str
    path: Path
    about: Path | None


def parts(source: Path) -> Iterator[Part | Reject]:
    """What there is to read at a path, a file or a folder, in a stable order; and what is refused unread.

    `read` of the path is `read_part` of each of these. A part depends on the bytes of its file and of its sidecar alone.
    """
    if not source.is_dir():
        yield _alone(source)
        return
    names, rejects = walk(source)
    yield from rejects
    chosen = select(names, holds_one)
    for name in chosen.articles:
        about = chosen.sidecars.get(name)
        yield Part(printable(name), source / name, source / about if about else None)
    for name in chosen.lonely:
        yield _lonely(printable(name))


def read_part(part: Part, options: Options = DEFAULT_OPTIONS) -> Read:
    """The articles of one part, as `read` gives them."""
    return _file(RawItem(source=part.source, content=part.path, options=options), None, part.about)


def _alone(path: Path) -> Part:
    """A file that was named by itself."""
    beside = (path.with_name(name) for name in sidecar_names(path.name) if holds_one(path.name))
    return Part(printable(path.name), path, next((name for name in beside if name.is_file()), None))


def _stdin(kind: str | None, url: str | None, options: Options) -> Read:
    with TemporaryDirectory() as folder:
        path = spool(sys.stdin.buffer, Path(folder), options.limits)
        yield from _file(RawItem(source=path.name, content=path, options=options, url=url), kind, None)


def _folder(folder: Path, options: Options) -> Read:
    for part in parts(folder):
        if isinstance(part, Reject):
            yield part
        else:
            yield from read_part(part, options)


def _lonely(name: str) -> Reject:
    message = "a sidecar without its article; name it NAME.meta.toml beside NAME.txt or NAME.html, or delete it"
    return reject(name, "sidecar_alone", message)


def _file(item: RawItem, kind: str | None, about: Path | None) -> Read:
    """The articles of one file on disk, with the sidecar beside it."""
    path = item.content
    assert isinstance(path, Path)
    before = _state(path)
    if _is_special(before):
        yield _no_file(item.source)
        return
    found = _contain(item, kind)
    if about is not None and _is_special(_state(about)):
        yield _no_file(Path(item.source).with_name(printable(about.name)).as_posix())
    elif about is not None:
        found = _described(
            found, Path(item.source).with_name(printable(about.name)).as_posix(), lambda: sidecar.load(about)
        )
    yield from found
    if before != _state(path):
        yield reject(item.source, "changed", "changed while it was read, so that parts may be missing; build again")


def _state(path: Path) -> tuple[int, int, int] | None:
    """What tells that a file is still the one it was. None where it cannot be reached: opening it will tell why."""
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_mode, now.st_size, now.st_mtime_ns


def _is_special(state: tuple[int, int, int] | None) -> bool:
    """Whether opening such a file could wait for ever."""
    return state is not None and not stat.S_ISREG(state[0])


def _no_file(name: str) -> Reject:
    return reject(name, "not_a_file", "is a pipe, a socket or a device; leave it out")


def _described(found: Read, name: str, load: Callable[[], dict[str, Any]]) -> Read:
    """The articles with what their sidecar says of them; a Reject where it says nothing that can be understood."""
    values: dict[str, Any] = {}
    try:
        values = load()
    except RefusedError as refusal:
        yield refusal.reject(name)
    except OSError as error:
        yield _unreadable(name, error)
    for one in found:
        yield sidecar.apply(values, one) if isinstance(one, Draft) and values else one


def _archive(item: RawItem, kind: str) -> Read:
    """The articles of the files in an archive, which are chosen as those of a folder are."""
    with opened(item, kind) as archive:
        yield from archive.rejects
        chosen = select(archive.names, holds_one, order=False)
        for name, member in archive.members(frozenset(chosen.articles)):
            found = _contain(member, None)
            if about := chosen.sidecars.get(name):
                found = _described(found, f"{item.source}{INTO}{about}", partial(sidecar.parse, archive.sidecar(about)))
            yield from found
            if member.budget and member.budget.left < 0:
                return  # it was a bomb, and its Reject says so
        for name in chosen.lonely:
            yield _lonely(f"{item.source}{INTO}{name}")


def _contain(item: RawItem, kind: str | None, *, other: str | None = None) -> Read:
    """What the reader of the item's format gives (`other`: if nothing tells the format); a Reject where it gives up, or
    where the file fails under it, ends the sequence."""
    nothing = True
    try:
        for found in _found(item, kind or format_of(item.source) or look(item.head(HEAD)) or other):
            nothing = False
            yield found
        if nothing:
            yield reject(item.source, "empty", "holds no article; leave it out, or save it again")
    except RefusedError as refusal:
        yield refusal.reject(item.source)
    except OSError as error:
        yield _unreadable(item.source, error)
    except MemoryError:
        yield reject(item.source, "too_large", "there is not enough memory to read it; split it, or lower the limits")
    except Exception as error:  # noqa: BLE001 - by decision 0012: what a library could not bear costs one file
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__}: {error} at {Path(place.filename).name}:{place.lineno}"[:300]
        message = f"reading it failed ({cause}); a fault of timeline, not of the file: please report it"
        yield reject(item.source, "failed", message)


def _found(item: RawItem, kind: str | None) -> Read:
    if kind is None:
        message = f"no reader for this kind of file; known are {known()}, also with .gz, .zst or .bz2"
        raise RefusedError("unknown_format", message)
    if kind in ARCHIVES:
        return _archive(item, kind)
    reader: Reader = BY_FORMAT[kind]
    return reader.read(item)


def _unreadable(source: str, error: OSError) -> Reject:
    return reject(
        source, "unreadable", f"the file cannot be read ({error.strerror or error}); give permission or leave it out"
    )


def _kind(media_type: str) -> str:
    kind = media_type.split(";", maxsplit=1)[0].strip().lower()
    if kind not in BY_FORMAT and kind not in ARCHIVES:
        types = ", ".join(name for name in (*BY_FORMAT, *ARCHIVES) if "/" in name)
        raise UsageError(f"media type {media_type!r}: no reader knows it; known are {types}")
    return kind
