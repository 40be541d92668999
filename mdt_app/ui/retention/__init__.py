"""Keeping and erasing: when meetings are looked at again, and what is erased for good."""
