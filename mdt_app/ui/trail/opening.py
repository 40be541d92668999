"""The trail in the window: by its key, by Ctrl+K, and from the settings."""

from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.watching import Watching
from mdt_app.vault.workspace import Workspace

TRAIL = "trail"


def add_trail(
    shell: Shell, ws: Workspace, runner: TaskRunner, saver: Saver, watching: Watching
) -> None:
    """Add the screen, which has no place on the rail; it is made when it is first asked for."""

    def made() -> Screen:
        from mdt_app.ui.trail.screen import TrailScreen

        screen = TrailScreen(ws, runner, saver, watching.seen.keep)
        watching.trail(screen.controller)
        return screen

    shell.add_page(TRAIL, "Ctrl+T", made)
