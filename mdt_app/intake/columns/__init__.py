"""What the columns of a table mean, and its rows read by that."""
