"""The meeting: case list, agenda, decisions, actions, carry-over, follow-up. Use cases are functions."""
