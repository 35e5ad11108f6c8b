"""Time: when an article was published, and the time expressions of its text."""

from .find import find
from .published import publication, refused, settled

__all__ = ["find", "publication", "refused", "settled"]
