"""What a person sets for this computer: looks, locking, the room window, keys."""
