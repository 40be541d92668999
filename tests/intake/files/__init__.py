"""The thirty files of practices: made by `make`, with what must come of each in TOML beside it."""
