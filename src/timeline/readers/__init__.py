"""Articles in: files, folders and bytes become drafts, and what cannot is refused with a reason."""

from .item import DEFAULT_LIMITS, Limits, RawItem, RefusedError
from .reading import read
from .registry import READERS, Reader

__all__ = ["DEFAULT_LIMITS", "READERS", "Limits", "RawItem", "Reader", "RefusedError", "read"]
