"""The SQL of the intake: what is stored, what is put beside it, what takes its place."""
