"""Archives: the files in a zip or a tar, each as an input of its own. Nothing is ever written to disk."""

import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import IO, Protocol

from timeline.records import Reject

from .folder import SIDECAR
from .item import RawItem, whole
from .refusal import RefusedError, printable, reject
from .sidecar import MAX_BYTES as SIDECAR_BYTES
from .unpack import Budget, Errors, buffered

ZIP = ("zip", "application/zip")
TAR = ("tar", "tgz", "tzst", "tbz2", "application/x-tar")
ARCHIVES = (*ZIP, *TAR)

INTO = "!/"
"""What stands between the name of an archive and that of a file in it."""
NO_FILE = ("not_a_file", "is a link, a pipe or a device; leave it out of the archive")
LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")

DAMAGED: Errors = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, struct.error, NotImplementedError, RuntimeError,
    ValueError, IndexError, KeyError, OverflowError, UnicodeError,
)  # fmt: skip
"""What the libraries raise on archives that are broken, locked, or packed in a way that they do not know."""


class Archive(Protocol):
    """An archive that lies open. `names` are its files in their order; `rejects` tell what in it is none."""

    names: list[str]
    rejects: list[Reject]

    def members(self, wanted: Container[str]) -> Iterator[tuple[str, RawItem]]:
        """(name, input) of each wanted file in the archive's order; one is read before the next is asked for."""
        ...

    def sidecar(self, name: str) -> bytes:
        """The first bytes of a small file, as many as a sidecar may have and one more."""
        ...


@contextmanager
def opened(item: RawItem, kind: str) -> Iterator[Archive]:
    """An archive of a kind among ARCHIVES. Raises RefusedError if it is broken, or lies in too many others."""
    if item.depth >= item.limits.depth:
        message = f"lies in {item.depth} archives, one in the other; unpack it yourself, or raise the depth"
        raise RefusedError("nested_too_deep", message)
    try:
        if kind not in ZIP:
            yield _Tar(item)
            return
        item = item.budgeted()
        with item.open() as stream, zipfile.ZipFile(_seekable(stream, item)) as file:
            yield _Zip(item, file)
    except DAMAGED as error:
        raise RefusedError("broken_archive", f"the archive is damaged or locked ({error}); fetch it again") from error


class _Zip:
    """A zip: its list of contents stands at its end, and each file can be reached alone."""

    def __init__(self, item: RawItem, file: zipfile.ZipFile) -> None:
        self.item, self.file, self.rejects = item, file, list[Reject]()
        infos = [(printable(info.filename), info) for info in file.infolist() if not info.is_dir()]
        _check_number(item, len(infos))
        self.infos = []
        for name, info in infos:
            locked = ("encrypted", "is locked with a password; unpack the archive yourself")
            if problem := _problem(name) or (locked if info.flag_bits & 1 else None):
                self.rejects.append(reject(f"{item.source}{INTO}{name}", *problem))
            else:
                self.infos.append((name, info))
        self.names = [name for name, _ in self.infos]

    def members(self, wanted: Container[str]) -> Iterator[tuple[str, RawItem]]:
        for name, info in self.infos:
            if name in wanted:
                yield name, _inside(self.item, name, partial(self._open, info))

    def sidecar(self, name: str) -> bytes:
        info = next(info for one, info in self.infos if one == name)
        with self._open(info) as stream:
            return stream.read(SIDECAR_BYTES + 1)

    def _open(self, info: zipfile.ZipInfo) -> IO[bytes]:
        budget = self.item.budget
        try:
            return buffered(self.file.open(info), budget or Budget(0), DAMAGED)
        except DAMAGED as error:
            raise RefusedError("broken_archive", f"cannot be unpacked ({error}); fetch the archive again") from error


class _Tar:
    """A tar, packed or not: it is read from front to end, once for the names and sidecars and once for the files."""

    def __init__(self, item: RawItem) -> None:
        self.item, self.rejects = item, list[Reject]()
        self.names: list[str] = []
        self.sidecars: dict[str, bytes] = {}
        for name, info, content in self._walk(item.budgeted()):
            if problem := _problem(name) or (None if info.isreg() else NO_FILE):
                self.rejects.append(reject(f"{item.source}{INTO}{name}", *problem))
                continue
            self.names.append(name)
            if name.lower().endswith(SIDECAR):
                self.sidecars[name] = content.read(SIDECAR_BYTES + 1)

    def members(self, wanted: Container[str]) -> Iterator[tuple[str, RawItem]]:
        item = self.item.budgeted()
        for name, info, content in self._walk(item):
            if name in wanted and info.isreg():
                yield name, _inside(item, name, _Once(content, item.limits.document_bytes))

    def sidecar(self, name: str) -> bytes:
        return self.sidecars[name]

    def _walk(self, item: RawItem) -> Iterator[tuple[str, tarfile.TarInfo, IO[bytes]]]:
        with item.open() as stream, tarfile.open(fileobj=stream, mode="r|") as file:
            for number, info in enumerate(file, 1):
                _check_number(item, number)
                file.members = []  # type: ignore[attr-defined] # which tarfile would keep to the end
                if not info.isdir():
                    content = file.extractfile(info) if info.isreg() else None
                    yield printable(info.name), info, content or io.BytesIO()


class _Once:
    """A file in a tar: what is read of it the first time is kept, since it cannot be gone back to."""

    def __init__(self, content: IO[bytes], limit: int) -> None:
        self.content, self.limit, self.data = content, limit, b""

    def __call__(self) -> IO[bytes]:
        if not self.data:
            try:
                self.data = whole(self.content, self.limit)
            except DAMAGED as error:
                raise RefusedError(
                    "broken_archive", f"cannot be unpacked ({error}); fetch the archive again"
                ) from error
        return io.BytesIO(self.data)


def _inside(item: RawItem, name: str, content: Callable[[], IO[bytes]]) -> RawItem:
    return replace(item, source=f"{item.source}{INTO}{name}", content=content, url=None, depth=item.depth + 1)


def _seekable(stream: IO[bytes], item: RawItem) -> IO[bytes]:
    return stream if stream.seekable() else io.BytesIO(whole(stream, item.limits.document_bytes))


def _check_number(item: RawItem, number: int) -> None:
    if number > item.limits.members:
        message = f"holds more than {item.limits.members:,} files; split it, or raise the limit"
        raise RefusedError("too_many_members", message)


def _problem(name: str) -> tuple[str, str] | None:
    if LEADS_OUT.search(name):
        return "unsafe_path", "its name leads out of the archive; pack the archive anew if you trust it"
    return None
