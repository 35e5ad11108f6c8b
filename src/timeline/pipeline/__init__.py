"""From files to a dataset. `stages` holds the one table of stages, `run` walks it over many articles, `analysis` over one.

`run` and `stages` are imported by their own names: they bring the store and the report along, which one article does not need.
"""

from .analysis import Analysis, analyse
from .ingestion import ingest

__all__ = ["Analysis", "analyse", "ingest"]
