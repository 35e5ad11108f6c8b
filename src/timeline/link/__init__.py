"""From mentions to events: what is told twice is one row, with its sources and where they disagree."""

from .chain import chain
from .linking import Linked, event_of_mentions, in_order, link

__all__ = ["Linked", "chain", "event_of_mentions", "in_order", "link"]
