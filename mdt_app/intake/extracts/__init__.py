"""Extracts of several files that only make sense together, as rows of the plain layout."""
