"""Standard input as a file: what comes through a pipe can be read only once, and has no name to tell its format."""

from pathlib import Path
from typing import IO

from .item import CHUNK, DEFAULT_LIMITS, Limits, RawItem
from .looks import HEAD, look
from .refusal import RefusedError

STDIN = "-"
"""The path that means standard input."""


def spool(stream: IO[bytes], folder: Path, limits: Limits = DEFAULT_LIMITS) -> Path:
    """Writes a stream to a file in `folder`, called `stdin` with the ending of the format that it shows, or `.txt`.

    What comes after `limits.file_bytes` is left in the stream: then the file is more than its reader reads, and is refused.
    """
    path, left = folder / "stdin", limits.file_bytes + 1
    with path.open("wb") as target:
        while left > 0 and (data := stream.read(min(CHUNK, left))):
            left -= target.write(data)
    try:
        kind = look(RawItem(path.name, path).head(HEAD)) or "txt"
    except RefusedError:
        kind = "txt"  # whose reader will say the same
    return path.rename(folder / f"stdin.{kind}")
