"""Files in: recognised, checked row by row, previewed, taken in, undone."""
