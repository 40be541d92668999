"""The page of a rule, at one key from any flag, and all rules of a pack."""
