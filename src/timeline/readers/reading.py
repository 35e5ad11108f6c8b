"""The one door: whatever is given becomes items, each is read by the reader of its format, sidecars are laid over."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from timeline.errors import InputError, UsageError
from timeline.records import Draft, Reject

from . import sidecar
from .folder import walk
from .item import BROKEN, DEFAULT_LIMITS, Limits, RawItem, RefusedError, reject
from .registry import BY_FORMAT, Reader, reader_for

MEMORY = "memory"
"""The source of an article that was handed over as bytes or text."""


def read(
    source: Path | bytes | str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Draft | Reject]:
    """The articles of a file, of a folder (recursively, in a stable order), or of bytes or text in memory.

    A Path, or a str without `media_type`, is a path; bytes, or a str with `media_type`, are the content of one file. Without
    `media_type`, a file's format is told by its name, and bytes are looked at. `url` is the address of that one article.
    Whatever cannot be read becomes a Reject of stage "ingest". Raises InputError if there is nothing at the path, UsageError
    for a media type that no reader knows.
    """
    if isinstance(source, bytes) or (isinstance(source, str) and media_type is not None):
        content = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
        reader = _by_media_type(media_type) if media_type else _by_look(content)
        return _contain(reader, RawItem(source=MEMORY, content=content, limits=limits, url=url))
    path = Path(source)
    if path.is_dir():
        return _folder(path, limits)
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder; check the path")
    return _file(path, path.name, limits, url=url, media_type=media_type)


def _folder(folder: Path, limits: Limits) -> Iterator[Draft | Reject]:
    claimed: set[Path] = set()
    for found in walk(folder):
        if isinstance(found, Reject):
            yield found
            continue
        beside = _sidecar_of(found)
        claimed |= {beside} if beside else set()
        yield from _file(found, found.relative_to(folder).as_posix(), limits)
    yield from _lonely(folder, claimed)


def _lonely(folder: Path, claimed: set[Path]) -> Iterator[Reject]:
    """A Reject for each sidecar that no article claimed."""
    for path in sorted(folder.rglob(f"*{sidecar.SUFFIX}"), key=lambda one: one.relative_to(folder).as_posix()):
        if path not in claimed and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            name = path.relative_to(folder).as_posix()
            message = "a sidecar without its article; name it NAME.meta.toml beside NAME.txt or NAME.html, or delete it"
            yield reject(name, "sidecar_alone", message)


def _file(
    path: Path, source: str, limits: Limits, *, url: str | None = None, media_type: str | None = None
) -> Iterator[Draft | Reject]:
    reader = _by_media_type(media_type) if media_type else reader_for(path.name)
    if reader is None:
        known = ", ".join(name for name in BY_FORMAT if "/" not in name)
        yield reject(source, "unknown_format", f"no reader for this kind of file; known are {known}, also with .gz")
        return
    if _is_special(path):
        yield reject(source, "not_a_file", "is a pipe, a socket or a device; leave it out")
        return
    values: dict[str, Any] = {}
    if beside := _sidecar_of(path):
        try:
            values = sidecar.load(beside)
        except RefusedError as refusal:
            yield refusal.reject(Path(source).with_name(beside.name).as_posix())
        except OSError as error:
            yield _unreadable(Path(source).with_name(beside.name).as_posix(), error)
    for one in _contain(reader, RawItem(source=source, content=path, limits=limits, url=url)):
        yield sidecar.apply(values, one) if isinstance(one, Draft) and values else one


def _is_special(path: Path) -> bool:
    """Whether reading from this path could wait for ever."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # opening it will tell why
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _contain(reader: Reader, item: RawItem) -> Iterator[Draft | Reject]:
    """What the reader gives; where it gives up or the file fails under it, a Reject ends the sequence."""
    try:
        yield from reader.read(item)
    except RefusedError as refusal:
        yield refusal.reject(item.source)
    except BROKEN as error:
        yield reject(item.source, "broken_archive", f"the compressed file is damaged ({error}); fetch it again")
    except OSError as error:
        yield _unreadable(item.source, error)


def _unreadable(source: str, error: OSError) -> Reject:
    return reject(
        source, "unreadable", f"the file cannot be read ({error.strerror or error}); give permission or leave it out"
    )


def _sidecar_of(path: Path) -> Path | None:
    """The sidecar of a file that holds one article, None if it has none."""
    reader = reader_for(path.name)
    if reader is None or not reader.holds_one:
        return None
    for stem in _stems(path.name):
        beside = path.with_name(stem + sidecar.SUFFIX)
        if beside.is_file():
            return beside
    return None


def _stems(name: str) -> Iterable[str]:
    """The name without its last ending, then without the one before: page.html.gz gives page.html and page."""
    parts = name.split(".")
    return (".".join(parts[:-cut]) for cut in (1, 2) if len(parts) > cut and parts[0])


def _by_media_type(media_type: str) -> Reader:
    kind = media_type.split(";", maxsplit=1)[0].strip().lower()
    if kind not in BY_FORMAT:
        known = ", ".join(name for name in BY_FORMAT if "/" in name)
        raise UsageError(f"media type {media_type!r}: no reader knows it; known are {known}")
    return BY_FORMAT[kind]


def _by_look(content: bytes) -> Reader:
    """The reader for bytes of which nothing is said: HTML and JSON show in their first characters, all else is text."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return BY_FORMAT["html"]
    return BY_FORMAT["text"]
