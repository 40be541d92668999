"""The one kind of error that is meant for the person at the screen."""


class UserError(Exception):
    """A problem the user can understand and do something about.

    `message` says what happened and `hint` what to do next. Both are shown on
    screen and written to the log, so neither may name or number a patient.
    Any other exception that reaches the top of the program is a bug.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """The user asked a long job to stop; nothing of it is kept."""
