"""From the bytes of a file to tables: headings, and below them rows in columns."""
