"""Articles in: files, folders, archives and bytes become drafts, and what cannot is refused with a reason."""

from .item import DEFAULT_LIMITS, Limits, Options, RawItem
from .reading import Part, parts, read, read_part
from .refusal import RefusedError, printable
from .registry import READERS, Reader
from .stdin import STDIN, spool

__all__ = [
    "DEFAULT_LIMITS",
    "READERS",
    "STDIN",
    "Limits",
    "Options",
    "Part",
    "RawItem",
    "Reader",
    "RefusedError",
    "parts",
    "printable",
    "read",
    "read_part",
    "spool",
]
