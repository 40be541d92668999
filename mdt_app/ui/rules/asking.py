"""R: the page of the rule at the keyboard, from every screen that shows flags.

Imports nothing of the rules: the book is made when it is first asked for.
"""

from collections.abc import Callable
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

from mdt_app.vault.workspace import Workspace

RULE_KEY = "R"


@runtime_checkable
class HasRule(Protocol):
    """A widget that shows a flag, and knows the rule behind it."""

    rule_shown: str


class RuleAsking:
    """One screen's way to the rules. `about` says whose flags are shown now, and of which day.

    `first` is the rule opened while the keyboard is at no flag: that of the first reason.
    """

    def __init__(
        self,
        screen: QWidget,
        ws: Workspace,
        about: Callable[[], tuple[str, date] | None],
        first: Callable[[], str],
    ) -> None:
        self._screen = screen
        self._ws = ws
        self._about = about
        self._first = first

    def ask(self) -> None:
        """Open the page of the flag at the keyboard, else of the first one."""
        at = QApplication.focusWidget()
        is_here = at is not None and self._screen.isAncestorOf(at)
        rule = at.rule_shown if is_here and isinstance(at, HasRule) else ""
        self.open(rule or self._first())

    def open(self, rule: str) -> None:
        """Open one rule's page, with what it says of the person shown."""
        from mdt_app.ui.rules.rule_book import show_rules
        from mdt_app.ui.rules.shelf import Asked

        about = self._about()
        asked = Asked(*about) if about is not None else None
        show_rules(self._screen.window(), self._ws, rule, asked)
