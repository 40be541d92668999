"""The meeting: one person at a time, everything about them on one screen, all by keyboard."""
