"""Turns a folder of raw news articles into a static site that shows its evidence."""

__version__ = "0.1.0"
