"""Time: when an article was published."""

from .published import publication

__all__ = ["publication"]
