"""The page of keeping and erasing in the window: by its key, by Ctrl+K, and from the settings."""

from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

RETENTION = "retention"


def add_retention(shell: Shell, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
    """Add the page, which has no place on the rail; it is made when it is first asked for."""

    def made() -> Screen:
        from mdt_app.ui.retention.screen import RetentionScreen

        return RetentionScreen(ws, runner, saver)

    shell.add_page(RETENTION, "Ctrl+Shift+E", made)
