"""Octavo: a newspaper you run yourself."""

__version__ = "0.1.0"
