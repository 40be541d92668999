"""Changes the program in one small place after the other and sees whether a test notices.

`python -m tests.mutation vault flags` prints the changes that no test noticed: each is either a
promise without a test, or a change that changes nothing. It takes hours, so it is no part of the
suite; what was found is in `docs/safety/mutation.md`.
"""
