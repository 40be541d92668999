"""What stands where the board would be while there is none: why, and what to do."""

from mdt_app.errors import UserError
from mdt_app.measures.values import Board
from mdt_app.ui.nothing_here import NothingHere
from mdt_app.ui.parts import button


class NothingPage(NothingHere):
    """Still being worked out, nobody yet, nobody whom the set counts, or a fault."""

    def __init__(self) -> None:
        self.data_button = button("Go to Data")
        super().__init__(self.data_button)
        self.say_working("")

    def say_working(self, words: str) -> None:
        """The board is being worked out for the first time."""
        self.say(words, "Everybody's record is put to the measures." if words else "")

    def say_failed(self, error: UserError) -> None:
        """It could not be worked out."""
        self.say(error.message, error.hint)

    def say_empty(self) -> None:
        """Nobody is in the store."""
        self.say(
            "No people yet, so there is nothing to measure.",
            "Take in a search export in Data; the measures come by themselves.",
            self.data_button,
        )

    def say_nobody(self, board: Board) -> None:
        """There are people, but nobody whom this set counts on this day."""
        self.say(
            f"{board.title} counts nobody here on this day.",
            "Choose another month or another set, or take in a practice's file in Data.",
            self.data_button,
        )
