"""The demonstration's last part: months frozen through the window, and who is still needed."""

from mdt_app.demo.hands import Hands
from mdt_app.ui.measures.screen import MeasuresScreen
from mdt_app.ui.messages import MessageBar

_OWN_PRACTICE = "Alder Road"
_LOOKED_AT = "bp-and-cholesterol"


def measure(hands: Hands, screen: MeasuresScreen) -> None:
    """Freeze the months that have ended, look at one measure, and name who is needed."""
    hands.wait_for(lambda: _is_at_rest(screen), "the measures")
    hands.press("F")
    hands.look(100)
    hands.picture("measures-freeze")
    hands.press("Ctrl+Return")
    hands.wait_for(lambda: _is_at_rest(screen) and _is_frozen(screen), "the months to be frozen")
    while screen.controller.line is None or screen.controller.line.measure.id != _LOOKED_AT:
        hands.press("Down")
    hands.press("O")
    hands.type(_OWN_PRACTICE[0])
    hands.press("Tab", "Space")
    hands.wait_for(lambda: _is_at_rest(screen) and _is_at_home(screen), "the own practice")
    _close_news(hands, screen)
    hands.look(300)
    hands.picture("measures")
    hands.press("N")
    hands.wait_for(lambda: bool(screen.people_page.table.rows.shown), "who is needed")
    hands.look(100)
    hands.picture("measures-needed")
    hands.press("Escape")


def _close_news(hands: Hands, screen: MeasuresScreen) -> None:
    bar = screen.window().findChild(MessageBar)
    if bar is not None and bar.isVisible():
        hands.click(bar.close_button)


def _is_at_rest(screen: MeasuresScreen) -> bool:
    return screen.controller.board is not None and not screen.is_working


def _is_frozen(screen: MeasuresScreen) -> bool:
    board = screen.controller.board
    return board is not None and board.is_frozen


def _is_at_home(screen: MeasuresScreen) -> bool:
    board = screen.controller.board
    return board is not None and bool(board.own_practice)
