"""What leaves the program on paper: the minutes."""
