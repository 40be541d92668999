"""Data: files in, what became of them, and everything out again."""
