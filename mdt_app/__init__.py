"""Diabetes network MDT meetings, offline: case list, meeting, decisions, minutes."""

__version__ = "0.1.0"
