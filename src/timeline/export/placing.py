"""Puts what was written in its place at once: a file or a folder is whole, or as it was before."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from timeline.digest import sha256
from timeline.errors import StoreError, UsageError

T = TypeVar("T")

CHECKSUMS = "SHA256SUMS"
"""The list of a folder's files with their hashes, as `sha256sum --check` reads it. It tells our folders from others."""


def place_file(path: Path, write: Callable[[Path], T]) -> T:
    """Makes what `write` puts into a fresh file the file at `path`. Raises StoreError where the disk refuses."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder. Name the file to write, such as {path / 'events'}")
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        told = write(fresh)
        fresh.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error}). Choose another path") from error
    finally:
        _remove(fresh)
    return told


def place_folder(path: Path, write: Callable[[Path], T]) -> T:
    """Makes what `write` puts into an empty folder the folder at `path`, with checksums of all files beside them.

    A folder that stands there already is replaced if it holds nothing but an earlier export, else UsageError is raised.
    """
    if path.exists() and not _ours(path):
        raise UsageError(f"{path}: holds other files. Choose a folder that is empty, new, or an earlier export")
    fresh, former = path.with_name(f".{path.name}.new"), path.with_name(f".{path.name}.old")
    try:
        for leftover in (fresh, former):
            _remove(leftover)
        fresh.mkdir(parents=True)
        told = write(fresh)
        (fresh / CHECKSUMS).write_text(_checksums(fresh), encoding="utf-8")
        if path.exists():
            path.replace(former)
        fresh.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error}). Choose another path") from error
    finally:
        _remove(fresh)
    _remove(former)
    return told


def _checksums(folder: Path) -> str:
    return "".join(f"{sha256(path.read_bytes())}  {path.name}\n" for path in sorted(folder.iterdir()))


def _ours(path: Path) -> bool:
    """Whether a folder is empty, or holds only files that its own list of checksums names."""
    if not path.is_dir():
        return False
    there = {one.name for one in path.iterdir()}
    listed = path / CHECKSUMS
    named = {line[66:] for line in listed.read_text("utf-8").splitlines()} if listed.is_file() else set()
    return there <= named | {CHECKSUMS}


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
