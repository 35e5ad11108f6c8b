"""What each language's words are: typed data with a corpus beside it. A language is a folder; a part of it is a file."""

from .loader import available, load_part

__all__ = ["available", "load_part"]
