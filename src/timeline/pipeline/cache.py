"""What was computed before, by what it was computed from: one SQLite file that can be deleted at any time.

A key is a digest of everything that a value depends on, so that a value never has to be marked as old: what changed has
another key. A value is kept with its own digest and believed only while it has that digest. SQLite gives what a kill or a
power cut must not take: an entry is there whole or not at all.
"""

import sqlite3
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from timeline.digest import sha256
from timeline.errors import StoreError

T = TypeVar("T")

FOLDER = ".stages"
"""The folder of a dataset in which its cache lies."""
FILE = "cache.sqlite"
FORMAT = 2
"""Of the file. Goes up when its tables change; a file of another format is begun anew."""
BATCH = 32
"""Values that are written together: what a kill costs at most."""
QUICK = 1
"""zlib's level: three quarters of the gain at a fifth of the time."""

_TABLE = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, digest BLOB, seal BLOB, body BLOB, shelf TEXT)"
FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged file may raise: the second while SQLite tells of the first."""
OUTSIDE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
}
"""What SQLite says where the machine refuses, not the file."""
_SUFFIXES = ("", "-wal", "-shm", "-journal")


class Cache:
    """Values by key, on disk. One process writes; others may read meanwhile (a Cache that is sent to a process is opened there).

    Whatever is wrong with a value or with the whole file, `get` says None and the value is computed again. Raises StoreError
    where the disk refuses.
    """

    def __init__(self, out: Path, *, writing: bool = True) -> None:
        self.path = out / FOLDER / FILE
        self._out, self._writing = out, writing
        self._used: set[bytes] = set()
        self._waiting = 0
        with self._reported():
            self._link = self._open()

    def __reduce__(self) -> tuple[Any, ...]:
        return _for_reading, (self._out,)

    def digest(self, key: str) -> str | None:
        """The digest of a value, None where there is none. The value itself is not looked at."""
        return self._found(key, self._row("digest, seal", key))

    def get(self, key: str) -> bytes | None:
        """A value as it was put, None where there is none or it is broken."""
        found = self.entry(key)
        return found[1] if found else None

    def entry(self, key: str) -> tuple[str, bytes] | None:
        """The digest of a value, and the value as it was put; None where there is none or it is broken."""
        row = self._row("digest, seal, body", key)
        try:
            body = zlib.decompress(row[2]) if row else b""
        except (zlib.error, TypeError):
            return None
        digest = self._found(key, row)
        return (digest, body) if digest is not None and digest == sha256(body) else None

    def put(self, key: str, body: bytes, shelf: str = "") -> str:
        """Keeps a value, and gives its digest. It is on its way to the disk at the latest after `BATCH` more, or `commit`.
        `shelf` is what `sweep` may be told to spare."""
        digest = sha256(body)
        row = _raw(key), _raw(digest), _seal(key, digest), zlib.compress(body, QUICK), shelf
        self._do(lambda link: link.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", row))
        self._used.add(row[0])
        self._waiting += 1
        if self._waiting >= BATCH:
            self.commit()
        return digest

    def spare(self, keys: Iterable[str]) -> None:
        """Counts values as asked for: a worker has read them, from a cache of its own."""
        self._used.update(_raw(key) for key in keys)

    def commit(self) -> None:
        """Makes what was put outlive this process."""
        self._do(sqlite3.Connection.commit)
        self._waiting = 0

    def sweep(self, spared: Container[str] = ()) -> None:
        """Forgets every value that was neither asked for nor put since the cache was opened, and gives its space back. What
        stands on a shelf that is `spared` stays."""
        self._do(lambda link: self._sweep(link, spared))

    def close(self) -> None:
        """Ends the work with the file; what was put stays."""
        if self._writing:
            self.commit()
        with self._reported():
            self._link.close()

    def _row(self, columns: str, key: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._do(
            lambda link: link.execute(f"SELECT {columns} FROM entries WHERE key = ?", (_raw(key),)).fetchone()
        )
        return row

    def _found(self, key: str, row: tuple[Any, ...] | None) -> str | None:
        """The digest in a row, if it is the one that was put under this key."""
        digest = row[0].hex() if row and isinstance(row[0], bytes) else None
        if row is None or digest is None or row[1] != _seal(key, digest):
            return None
        self._used.add(_raw(key))
        return digest

    def _sweep(self, link: sqlite3.Connection, spared: Container[str]) -> None:
        rows = link.execute("SELECT key, shelf FROM entries").fetchall()
        old = [(key,) for key, shelf in rows if key not in self._used and shelf not in spared]
        if old:
            link.executemany("DELETE FROM entries WHERE key = ?", old)
            link.commit()
            link.executescript("PRAGMA incremental_vacuum")

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `work` gives; a broken file is begun anew, and what it held is computed again."""
        with self._reported():
            try:
                return work(self._link)
            except FAULTS as error:
                if not _is_broken(error):
                    raise
            if not self._writing:
                return None
            self._renew()
            return work(self._link)

    def _open(self) -> sqlite3.Connection:
        if not self._writing:
            return _readable(self.path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _writable(self.path)
        except FAULTS as error:
            if not _is_broken(error):
                raise
            _remove(self.path)
            return _writable(self.path)

    def _renew(self) -> None:
        with suppress(sqlite3.Error):
            self._link.close()
        _remove(self.path)
        self._link = _writable(self.path)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self.path}: the cache of stages cannot be used ({error}); the dataset is as it was before. Free some space "
                f"or mend the rights, or delete the folder {self.path.parent}, then build again"
            ) from error


@dataclass(frozen=True, slots=True)
class Shelf:
    """The values of one stage in a cache, a `timeline.kept.Kept`. `key` is the digest of the stage's code and data."""

    cache: Cache
    name: str
    key: str

    def get(self, about: str) -> bytes | None:
        """A value as it was put, None where there is none or it is broken."""
        return self.cache.get(self._place(about))

    def put(self, about: str, body: bytes) -> None:
        """Keeps a value, as `Cache.put` does."""
        self.cache.put(self._place(about), body, self.name)

    def _place(self, about: str) -> str:
        return sha256(f"{self.name} {self.key} {about}".encode())


def _raw(digest: str) -> bytes:
    return bytes.fromhex(digest)


def _seal(key: str, digest: str) -> bytes:
    """Ties a value to its key, so that a damaged key leads to no other value."""
    return _raw(sha256(_raw(key) + _raw(digest)))[:16]


@cache
def _for_reading(out: Path) -> Cache:
    return Cache(out, writing=False)


def _readable(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)


def _writable(path: Path) -> sqlite3.Connection:
    link = sqlite3.connect(path, timeout=60)
    try:
        if link.execute("PRAGMA user_version").fetchone()[0] not in {0, FORMAT}:
            raise sqlite3.DatabaseError("the file is of another format")
        link.execute("PRAGMA auto_vacuum = INCREMENTAL")
        link.execute("PRAGMA journal_mode = WAL").fetchone()
        link.execute("PRAGMA synchronous = NORMAL")
        link.execute(_TABLE)
        link.execute(f"PRAGMA user_version = {FORMAT}")
        link.commit()
    except FAULTS:
        link.close()
        raise
    return link


def _is_broken(error: Exception) -> bool:
    """Whether the file itself is at fault; a full disk, a lock or missing rights are not faults of the file."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in OUTSIDE


def _remove(path: Path) -> None:
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
