"""What to think of the articles: copies, furniture of the site, dates that do not fit. Everything found is told; see `review`."""

from .copies import Signature, sign
from .review import Part, Reviewed, review

__all__ = ["Part", "Reviewed", "Signature", "review", "sign"]
