"""Immutable generations and one switch: why a reader never sees a half-written build, nor a mixed one.

    out/.generations/<digest>/…     every file of one build, written, flushed to disk, then never changed
    out/.current                    a symbolic link to one generation: replacing it is the switch, atomic by POSIX rename
    out/events.parquet …            symbolic links through .current, made once and the same for ever

Where the machine gives no symbolic links the files are copied over the old ones, each by an atomic replace, `manifest.json`
last; `load` and `scan` go by the generation that the manifest names, so that they see one whole build there too.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.digest import canonical, sha256
from timeline.errors import StoreError

GENERATIONS = ".generations"
CURRENT = ".current"
MANIFEST = "manifest.json"
LOCK = ".lock"
KEEP = 2
"""Generations that stay: the current one and the one before, for those who are still reading it."""


def publish(out: Path, write: Callable[[Path], None]) -> tuple[Path, bool]:
    """Makes what `write` puts into an empty folder the current generation of `out`.

    Returns its folder, and whether it differs from what stood there. Raises StoreError where the disk refuses; the dataset is
    then as it was before the call, or whole and new. The caller holds `locked(out)`.
    """
    root = out / GENERATIONS
    building = root / ".building"
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        write(building)
        files = sorted(path.name for path in building.iterdir())
        final = root / _digest(building, files)
        if final.is_dir():
            shutil.rmtree(building)
        else:
            for name in files:
                flush(building / name)
            flush(building)
            building.replace(final)
            flush(root)
        changed = _switch(out, final, files)
        _sweep(root, final)
    except OSError as error:
        where = f"{out}: cannot write the dataset ({error.strerror or error})"
        raise StoreError(
            f"{where}; nothing there is half-written. Free some space or mend the rights, then build again"
        ) from error
    return final, changed


def current(out: Path) -> Path:
    """The folder that holds the files of the current generation. Raises StoreError where there is no dataset."""
    manifest = out / MANIFEST
    try:
        generation = json.loads(manifest.read_bytes())["generation"]
    except FileNotFoundError:
        raise StoreError(f"{out}: no dataset here. Make one with: timeline build SOURCE --out {out}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{manifest}: not a manifest of a dataset ({error}). Build again: timeline build SOURCE --out {out}"
        ) from error
    folder = out / GENERATIONS / str(generation)
    return folder if folder.is_dir() else out


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the one right to write to `out`; the system gives it back when the process ends, however it ends.

    Raises StoreError that names the holder where another process has it.
    """
    path = out / GENERATIONS / LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{out}: cannot write there ({error.strerror}). Choose another folder with --out") from error
    try:
        if not _seize(handle):
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"{out}: another build (process {holder}) is writing there. Wait for it, or choose another --out"
            )
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(handle)


def _seize(handle: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def flush(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder on Windows cannot be opened, nor needs it
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(folder: Path, files: list[str]) -> str:
    """Names a generation by its content, and writes that name into its manifest."""
    digest = sha256(canonical({name: sha256((folder / name).read_bytes()) for name in files}))[:16]
    manifest = folder / MANIFEST
    content = json.loads(manifest.read_bytes()) | {"generation": digest}
    manifest.write_text(json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return digest


def _switch(out: Path, final: Path, files: list[str]) -> bool:
    pointer = out / CURRENT
    target = f"{GENERATIONS}/{final.name}"
    before = pointer.readlink().as_posix() if pointer.is_symlink() else None
    if before == target and all((out / name).is_symlink() for name in files):
        return False
    try:
        _link(target, pointer)
        for name in files:
            if not (out / name).is_symlink():
                _link(f"{CURRENT}/{name}", out / name)
    except (NotImplementedError, PermissionError):
        _copy(out, final, files)
    flush(out)
    return before != target


def _link(target: str, name: Path) -> None:
    fresh = name.with_name(f"{name.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(name)


def _copy(out: Path, final: Path, files: list[str]) -> None:
    for name in sorted(files, key=lambda name: name == MANIFEST):
        fresh = out / f"{name}.new"
        shutil.copyfile(final / name, fresh)
        flush(fresh)
        fresh.replace(out / name)


def _sweep(root: Path, final: Path) -> None:
    """Removes what no reader can still be reading: all but the last generations, by the time they were last current."""
    os.utime(final)
    folders = [path for path in root.iterdir() if path.is_dir()]
    folders.sort(key=lambda path: (path != final, -path.stat().st_mtime_ns, path.name))
    for old in folders[KEEP:]:
        with suppress(OSError):
            shutil.rmtree(old)
