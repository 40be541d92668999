"""The meeting: case list, agenda, decisions, actions, carry-over and follow-up."""
