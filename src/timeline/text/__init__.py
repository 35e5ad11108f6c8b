"""Text: its language, its blocks (headline, lead, body, quotation, caption, related headlines, masthead) and its sentences."""

from .blocks import blocks
from .detect import detect
from .sentences import sentences

__all__ = ["blocks", "detect", "sentences"]
