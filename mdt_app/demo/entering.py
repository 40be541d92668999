"""An own target agreed and a flag set aside in the rehearsed meeting, by keys."""

from PySide6.QtWidgets import QApplication

from mdt_app.demo.hands import Hands
from mdt_app.meeting.values import CasePage
from mdt_app.ui.meet.reason_row import ReasonRow
from mdt_app.ui.meet.screen import MeetScreen

_MOST_ROWS = 20


def agree_a_target(hands: Hands, screen: MeetScreen) -> None:
    """After a hypo in the night: a higher target, agreed with him, for half a year."""
    hands.press("T")
    hands.type("64")
    hands.press("Tab", "Tab", "Tab")
    hands.type("No more nights like that one: he walks to the mosque alone")
    hands.press("Tab")
    hands.type("6m")
    hands.look(50)
    hands.picture("own-target")
    hands.press("Ctrl+Return")
    hands.wait_for(lambda: bool(_page(screen).own_targets), "the own target to be kept")


def set_a_flag_aside(hands: Hands, screen: MeetScreen, rule: str) -> None:
    """The renal clinic looks after it: dimmed until it is asked again in half a year."""
    _go_to(hands, rule)
    hands.press("S")
    hands.type("seen by the renal clinic")
    hands.click(screen.entering.aside_box.months.segment("6"))
    hands.look(50)
    hands.picture("set-aside-flag")
    hands.press("Ctrl+Return")
    hands.wait_for(lambda: rule in _page(screen).set_aside, "the flag to be set aside")
    _go_to(hands, rule)
    hands.look(50)
    hands.picture("set-aside-seen")
    hands.press("Escape")


def _go_to(hands: Hands, rule: str) -> None:
    """From reason to reason, also to those that did not fit."""
    hands.press("G")
    for _ in range(_MOST_ROWS):
        row = QApplication.focusWidget()
        if isinstance(row, ReasonRow) and row.rule_shown == rule:
            return
        hands.press("Down")


def _page(screen: MeetScreen) -> CasePage:
    shown = screen.controller.shown
    assert shown is not None
    return shown.page
