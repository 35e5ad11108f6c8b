"""The report: one HTML page that opens offline and shows each event with its evidence."""

from .site import render, write

__all__ = ["render", "write"]
