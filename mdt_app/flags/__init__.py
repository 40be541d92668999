"""Flags: published rules as data, and the three answers they give about a record."""
