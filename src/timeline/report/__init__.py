"""The report: HTML pages that open offline and show each event with its evidence."""

from .site import FOLDER, render, write, write_dataset

__all__ = ["FOLDER", "render", "write", "write_dataset"]
