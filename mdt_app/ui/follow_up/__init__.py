"""Follow up: what was agreed, who owes it, and what is overdue."""
