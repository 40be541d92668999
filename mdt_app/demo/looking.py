"""Looks taken on the way through the rehearsed meeting: everything is as it was afterwards."""

from mdt_app.demo.hands import Hands
from mdt_app.settings import read_settings
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.minutes.screen import MinutesScreen
from mdt_app.ui.settings.choices import choose_percent, choose_theme
from mdt_app.ui.shell import Shell

_PAUSE_MS, _MOMENT_MS = 300, 100
_TYPED = {"more-decisions": "ki", "add-person": "pat", "find": "kha"}


def look_around_the_case(hands: Hands, screen: MeetScreen) -> None:
    """A chart enlarged, all that can be asked for beside the case, and somebody else looked at."""
    for name, keys in (
        ("chart-enlarged", ("Z",)),
        ("more-decisions", ("M",)),
        ("tier", ("Y",)),
        ("who-is-here", ("H",)),
        ("open-actions", ("F",)),
        ("learning-point", ("L",)),
        ("add-person", ("N",)),
        ("find", ("Ctrl+K",)),
    ):
        hands.press(*keys)
        if name in _TYPED:
            hands.type(_TYPED[name])
        hands.look(_PAUSE_MS)
        hands.picture(name)
        hands.press("Escape")
        hands.look(_MOMENT_MS)
    shown = screen.controller.shown
    assert shown is not None
    hands.press("K")
    hands.type("khan")
    hands.press("Return")
    hands.look(_PAUSE_MS)
    hands.picture("peek")
    hands.press("Escape")
    hands.wait_for(lambda: screen.controller.shown is shown, "the case to be there again")


def look_at_the_room(hands: Hands, shell: Shell) -> None:
    """The projector's window with a case and covered, and the chair's own without names."""
    hands.press("F5")
    hands.wait_for(lambda: shell.room_window is not None, "the room window")
    room = shell.room_window
    assert room is not None
    room.resize(1280, 800)
    hands.look(4 * _PAUSE_MS)
    hands.picture("room", of=room)
    hands.press("F2")
    hands.look(_PAUSE_MS)
    hands.picture("room-covered", of=room)
    hands.press("F5", "F6")
    hands.look(_PAUSE_MS)
    hands.picture("names-hidden")
    hands.press("F6")
    hands.look(_MOMENT_MS)


def look_at_letters(hands: Hands) -> None:
    """The letter about the case shown, before it is written."""
    hands.press("O")
    hands.look(3 * _PAUSE_MS)
    hands.picture("letter")
    hands.press("Down")
    hands.look(_PAUSE_MS)
    hands.picture("letter-plain")
    hands.press("Escape")
    hands.look(_MOMENT_MS)


def look_at_the_settings(hands: Hands) -> None:
    """The page of settings, and the case in the dark, in high contrast and in large text."""
    hands.press("Ctrl+,")
    hands.look(_PAUSE_MS)
    hands.picture("settings")
    hands.press("Ctrl+2")
    worn = read_settings()
    for theme in ("dark", "contrast"):
        choose_theme(theme)
        hands.look(_PAUSE_MS)
        hands.picture(f"meet-{theme}")
    choose_theme(worn.theme)
    choose_percent(200)
    hands.look(_PAUSE_MS)
    hands.picture("meet-large-text")
    choose_percent(worn.text_percent)


def approve_the_minutes(hands: Hands, shell: Shell) -> None:
    """Look at the draft, approve it, and look at what was issued."""
    hands.press("Ctrl+M")
    hands.wait_for(lambda: isinstance(shell.screen_shown, MinutesScreen), "the minutes")
    screen = shell.screen_shown
    assert isinstance(screen, MinutesScreen)
    hands.wait_for(lambda: bool(screen.controller.chosen), "the minutes of the meeting")
    hands.press("Home")  # the meeting that has just ended
    hands.look(_PAUSE_MS)
    hands.picture("minutes-draft")
    hands.press("P")
    hands.look(_MOMENT_MS)
    hands.picture("minutes-approve")
    hands.click(screen.approve_box.approve_button)
    hands.wait_for(lambda: screen.add_button.isVisible(), "the minutes to be issued")
    hands.look(_PAUSE_MS)
    hands.picture("minutes-issued")


def look_at_what_holds_it_together(hands: Hands) -> None:
    """Who can open the store, its trail, its copies, and what is due to be looked at again."""
    for name, key in (
        ("people", "Ctrl+Shift+P"),
        ("trail", "Ctrl+T"),
        ("backups", "Ctrl+B"),
        ("retention", "Ctrl+Shift+E"),
    ):
        hands.press(key)
        hands.look(4 * _PAUSE_MS)
        hands.picture(name)
