"""From mentions to events: what is told twice is one row, with its sources and where they disagree."""

from .chain import chain
from .linking import Linked, link

__all__ = ["Linked", "chain", "link"]
