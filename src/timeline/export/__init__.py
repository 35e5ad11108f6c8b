"""The dataset in formats that other programs open: the rows and columns that were asked for, no precision that is not there."""

from .formats import FORMATS, Told, export
from .selection import Selection

__all__ = ["FORMATS", "Selection", "Told", "export"]
