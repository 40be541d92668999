"""The page of minutes in the window: from any screen by its key, by Ctrl+K, and from Meet."""

from functools import partial

from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.watching import Watching
from mdt_app.vault.workspace import Workspace

MINUTES = "minutes"


def add_minutes(
    shell: Shell,
    ws: Workspace,
    runner: TaskRunner,
    saver: Saver,
    watching: Watching | None = None,
) -> None:
    """Add the page, which has no place on the rail; it is made when it is first asked for."""

    def made() -> Screen:
        from mdt_app.ui.minutes.screen import MinutesScreen

        screen = MinutesScreen(ws, runner, saver)
        if watching is not None:
            watching.minutes(screen.controller)
        return screen

    shell.add_page(MINUTES, "Ctrl+M", made, partial(show_minutes, shell))


def expect_minutes(shell: Shell, meeting_id: str) -> None:
    """A meeting has just ended: its minutes come before others that wait, however they are opened.

    Nothing is shown yet: nobody is taken away from where they are.
    """
    from mdt_app.ui.minutes.screen import MinutesScreen

    screen = shell.screen_of(MINUTES)
    assert isinstance(screen, MinutesScreen)
    screen.controller.expect(meeting_id)


def show_minutes(shell: Shell, meeting_id: str = "") -> None:
    """Open the minutes of a meeting; '' is those that wait."""
    from mdt_app.ui.minutes.screen import MinutesScreen

    shell.show_screen(MINUTES)
    screen = shell.screen_of(MINUTES)
    assert isinstance(screen, MinutesScreen)
    screen.open_meeting(meeting_id)
