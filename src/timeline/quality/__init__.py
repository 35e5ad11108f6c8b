"""What to think of the articles: copies, furniture of the site, dates that do not fit. Everything found is told; see `review`."""

from .copies import UNSIGNED, Signature, sign
from .review import Part, Reviewed, review

__all__ = ["UNSIGNED", "Part", "Reviewed", "Signature", "review", "sign"]
