"""How fast the program is, as ratios to bare programs that do the same work in the same run."""
