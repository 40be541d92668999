"""Minutes: their state, amendments, approval, addenda, and the files that are written."""
