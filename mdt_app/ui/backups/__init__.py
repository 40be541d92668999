"""The copies of the store: made, proven, put back; and the check of its file."""
