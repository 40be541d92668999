"""Prepare: the ranked list of people, and what the practice asks about each."""
