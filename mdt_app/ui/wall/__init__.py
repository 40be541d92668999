"""The room window: one case for the projector, made of plain words and numbers alone."""
