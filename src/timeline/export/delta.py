"""A table as a Delta Lake. A table that stands there gets a new version; its history stays readable."""

from pathlib import Path

from timeline.errors import StoreError, UsageError

from .formats import Told
from .selection import Chosen


def write_delta(chosen: Chosen, path: Path) -> Told:
    """The chosen table as the newest version of the Delta table at `path`.

    The rows are the same for the same input; file names and times in the log are Delta's own. Raises UsageError where the
    library is missing or the folder holds something else.
    """
    try:
        from deltalake import write_deltalake  # noqa: PLC0415 - an extra
        from deltalake.exceptions import DeltaError  # noqa: PLC0415
    except ImportError:
        raise UsageError("delta: needs the package deltalake. Install it with: pip install 'timeline[delta]'") from None
    if path.exists() and not (path / "_delta_log").is_dir() and not _empty(path):
        raise UsageError(f"{path}: holds other files. Choose a folder that is empty, new, or a Delta table")
    frame = chosen.only
    try:
        write_deltalake(path, frame, mode="overwrite", schema_mode="overwrite")
    except (DeltaError, OSError) as error:
        raise StoreError(f"{path}: cannot be written ({error}). Choose another path") from error
    return Told(frame.height, f"rows of {chosen.wanted[0]}")


def _empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())
