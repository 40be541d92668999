"""An own target and a flag set aside, entered about the person beside the list."""

from PySide6.QtWidgets import QWidget

from mdt_app.ui.entering.entering import Entering
from mdt_app.ui.messages import tell
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.flags_card import FlagsCard


class PersonEntering(Entering):
    """Has the list worked out again once something is kept: it may rest on it."""

    def __init__(self, screen: QWidget, controller: PrepareController, flags: FlagsCard) -> None:
        super().__init__(screen, controller.ws, controller.saver, "prepare")
        self._controller = controller
        self.kept.connect(controller.take_entered)
        self.left_over.connect(self._say_left_over)
        flags.aside_asked.connect(self._ask_aside)

    def ask(self) -> None:
        """Enter a target agreed with the person shown."""
        about = self._controller.whose_flags()
        if about is not None:
            self.ask_target(*about)

    def advise(self) -> None:
        """A question about the person shown that was asked between meetings, or its answer."""
        about = self._controller.whose_flags()
        if about is not None:
            self.ask_advice(*about)

    def _ask_aside(self, rule: str, nhs_number: str) -> None:
        """Set the flag at the keyboard aside, if it is still about the person shown."""
        about, line = self._controller.whose_flags(), self._controller.line(nhs_number)
        if line is not None and about is not None and about[0] == nhs_number:
            raised = (*line.case.raised, *line.case.set_aside)
            headline = next((flag.headline for flag in raised if flag.rule == rule), rule)
            self.ask_aside(nhs_number, rule, headline, about[1])

    def _say_left_over(self, words: str) -> None:
        tell(self._screen, "What you were typing was kept.", words)
