"""From sentences and times to events: triggers, who did what to whom, where, when, and whether it happened."""

from .mentions import mentions

__all__ = ["mentions"]
