"""The analyst's hand: events dropped, merged, split or set by a file of corrections, on every build anew."""

from .apply import Curated, curate
from .corrections import FILE_NAME, Corrections, load_corrections

__all__ = ["FILE_NAME", "Corrections", "Curated", "curate", "load_corrections"]
