"""The demonstration: an invented network, its files, and its meeting."""
