"""What stands where the list would be while there is nobody to show: why, and what to do."""

from mdt_app.clinical.words import grouped
from mdt_app.ui.nothing_here import NothingHere
from mdt_app.ui.parts import button


class EmptyList(NothingHere):
    """Nobody yet, nobody who passes the filter, or a list still being worked out."""

    def __init__(self) -> None:
        self.data_button = button("Go to Data")
        self.everyone_button = button("Show everyone")
        super().__init__(self.data_button, self.everyone_button)

    def say_working(self, done: int = 0, total: int = 0) -> None:
        """The list is being worked out."""
        hint = "Each person's record is put to the rules."
        if total:
            hint = f"{grouped(done)} of {grouped(total)} records read."
        self.say("Working out the list…", hint)

    def say_nobody(self) -> None:
        """There is nobody in the store."""
        self.say("No people yet.", "Take in a search export in Data.", self.data_button)

    def say_hidden(self, total: int) -> None:
        """The filter hides everyone."""
        people = grouped(total)
        hint = f"{people} people are in the store; the filter hides all of them."
        self.say("Nobody here passes the filter.", hint, self.everyone_button)
