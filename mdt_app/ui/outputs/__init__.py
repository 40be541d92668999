"""Letters, lists and paste blocks: what leaves the meeting beside the minutes, from the screen."""
