"""The files of a folder in an order that depends on their relative paths alone."""

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

from timeline.records import Reject

from .item import reject
from .sidecar import SUFFIX

MIRRORS = ("_files", "_fichiers")
"""What browsers append to the name of the folder with a saved page's pictures and scripts."""
IGNORED = ("readme*", "license*", "licence*", "notice*", "copying*", "*~", "thumbs.db", "desktop.ini")
"""Names of files about the folder rather than in it."""


def walk(folder: Path) -> Iterator[Path | Reject]:
    """Files that may hold articles, and a Reject for each folder that cannot be listed.

    Hidden files and folders, the folders that browsers save beside a page, sidecars and files about the folder (README,
    LICENSE …) hold no articles. Links to folders are not followed, so that no loop can form.
    """
    found: list[tuple[str, Path | Reject]] = []

    def refuse(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder).as_posix() if error.filename else "."
        name = folder.name if name == "." else name
        message = f"the folder cannot be read ({error.strerror}); give permission or leave it out"
        found.append((name, reject(name, "unreadable_folder", message)))

    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.lower().endswith(MIRRORS))
        here = Path(top)
        found += [((here / name).relative_to(folder).as_posix(), here / name) for name in files if is_candidate(name)]
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def is_candidate(name: str) -> bool:
    """Whether a file of this name may hold articles."""
    lower = name.lower()
    hidden = lower.startswith(".") or lower.endswith(SUFFIX)
    return not hidden and not any(fnmatch.fnmatchcase(lower, pattern) for pattern in IGNORED)
