"""What of a folder or an archive is an article: told by names alone, in an order that depends on them alone."""

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.records import Reject

from .refusal import printable, reject

SIDECAR = ".meta.toml"
MIRROR = re.compile(r"^(?P<page>.+?)[_-](files|fichiers|dateien|archivos|file|bestanden|ficheiros)$", re.IGNORECASE)
"""What browsers call the folder with a saved page's pictures, scripts and frames."""
PAGES = ("html", "htm", "xhtml", "shtml")
ASSETS = frozenset({
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "tif", "tiff", "woff", "woff2",
    "ttf", "otf", "eot", "mp3", "mp4", "m4a", "webm", "ogg", "wav", "avi", "mov", "swf",
})  # fmt: skip
"""Endings of what pages are made with; in a folder with pages, a file with one belongs to some page."""
IGNORED = (
    "readme*", "license*", "licence*", "notice*", "copying*", "*~", "thumbs.db", "desktop.ini", "robots.txt", "timeline.toml",
)  # fmt: skip
"""Names of files about the folder rather than in it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Of the names in a folder: those to read, the sidecar of each that has one, and the sidecars that no file claims."""

    articles: tuple[str, ...]
    sidecars: dict[str, str]
    lonely: tuple[str, ...]


def select(names: Iterable[str], holds_one: Callable[[str], bool], *, order: bool = True) -> Selection:
    """What to read of a folder or an archive that holds files of these names (relative, with slashes).

    Hidden files and folders, what a browser saved beside a page, the parts of pages, and files about the folder (README, LICENSE
    …) hold no articles. `holds_one` tells by its name whether a file is one article, which a sidecar may describe. With `order`
    the articles are sorted, else they stay as they come.
    """
    seen = [name for name in names if not _is_hidden(name)]
    every = frozenset(seen)
    stems = {name.rpartition(".")[0] for name in every if _ending(name) in PAGES}
    kept = [
        name
        for name in seen
        if not _is_about(name) and not (stems and _ending(name) in ASSETS) and not (stems and _is_mirrored(name, stems))
    ]
    articles = [name for name in kept if not name.lower().endswith(SIDECAR)]
    sidecars = {
        name: beside for name in articles for beside in sidecar_names(name) if beside in every and holds_one(name)
    }
    claimed = set(sidecars.values())
    lonely = sorted(name for name in kept if name.lower().endswith(SIDECAR) and name not in claimed)
    return Selection(tuple(sorted(articles) if order else articles), sidecars, tuple(lonely))


def walk(folder: Path) -> tuple[list[str], list[Reject]]:
    """The names of all files below a folder, and a Reject for each folder that cannot be listed or is a link to one.

    Links to folders are not followed, so that no loop can form.
    """
    names: list[str] = []
    rejects: list[Reject] = []

    def refuse(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder).as_posix() if error.filename else "."
        name = printable(folder.name if name == "." else name)
        message = f"the folder cannot be read ({error.strerror}); give permission or leave it out"
        rejects.append(reject(name, "unreadable_folder", message))

    for top, folders, files in os.walk(folder, onerror=refuse):
        here = Path(top)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names += [(here / name).relative_to(folder).as_posix() for name in files]
        for name in folders:
            if (here / name).is_symlink():
                message = "is a link to a folder, which is not followed; name that folder as a source of its own"
                rejects.append(
                    reject(printable((here / name).relative_to(folder).as_posix()), "linked_folder", message)
                )
    return names, sorted(rejects, key=lambda one: one.source)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"


def _is_about(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    return any(fnmatch.fnmatchcase(last, pattern) for pattern in IGNORED)


def _is_mirrored(name: str, stems: set[str]) -> bool:
    """Whether one of the folders above is named after a page that lies beside it."""
    parts = name.split("/")[:-1]
    named = ((at, found["page"]) for at, part in enumerate(parts) if (found := MIRROR.match(part)))
    return any("/".join([*parts[:at], page]) in stems for at, page in named)


def sidecar_names(name: str) -> Iterator[str]:
    """What the sidecar of a file may be called: that of page.html.gz is page.html.meta.toml or page.meta.toml."""
    folder, mark, last = name.rpartition("/")
    parts = last.split(".")
    for cut in (1, 2):
        if len(parts) > cut and parts[0]:
            yield f"{folder}{mark}{'.'.join(parts[:-cut])}{SIDECAR}"
