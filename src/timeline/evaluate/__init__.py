"""How well a build answers labels that somebody made by hand: precision and recall of events, dates, parties and links."""

from .labels import Label, read_labels
from .scoring import Found, Score, score

__all__ = ["Found", "Label", "Score", "read_labels", "score"]
