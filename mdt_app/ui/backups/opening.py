"""The page of backups in the window, and what is done for the store behind every page."""

from mdt_app.ui.backups.lines import when_words
from mdt_app.ui.backups.upkeep import Found, Upkeep
from mdt_app.ui.doubts_bar import DoubtsBar
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.copies import FOLDER, copy_at
from mdt_app.vault.doubts import Doubt
from mdt_app.vault.workspace import Workspace

BACKUPS = "backups"
_WHERE = "Settings, Backups, shows the copies and puts one back; what is there now is kept."


def add_backups(
    shell: Shell, ws: Workspace, runner: TaskRunner, saver: Saver, doubts: DoubtsBar
) -> Upkeep:
    """Add the page, which has no place on the rail, and begin to look after the store."""
    upkeep = Upkeep(ws.vault, runner, saver, shell)
    news = _News(shell, ws, doubts)
    upkeep.looked.connect(news.looked)
    upkeep.failed.connect(news.failed)
    upkeep.copied.connect(news.copied)

    def made() -> Screen:
        from mdt_app.ui.backups.screen import BackupsScreen

        screen = BackupsScreen(ws, runner, saver)
        screen.lock_asked.connect(shell.lock)
        upkeep.copied.connect(screen.controller.load)
        if news.problems:
            screen.show_found(news.problems)
        return screen

    shell.add_page(BACKUPS, "Ctrl+B", made)
    return upkeep


class _News:
    """Says over every screen what the upkeep found, in as few words as possible."""

    def __init__(self, shell: Shell, ws: Workspace, doubts: DoubtsBar) -> None:
        self._shell = shell
        self._ws = ws
        self._doubts = doubts
        self.problems: tuple[str, ...] = ()

    def looked(self, found: Found) -> None:
        self.problems = found.problems
        if found.problems:
            message = f"Something is wrong with the store's file. {found.problems[0]}"
            self._doubts.add(Doubt("file", message, _WHERE))
        if found.restored:
            copy = copy_at(self._ws.vault.folder / FOLDER / found.restored)
            of = f" of {when_words(copy.made_at)}" if copy is not None else ""
            self._shell.tell(
                f"This is the copy{of}, put back just now.",
                "The store as it was before is kept: Settings, Backups.",
            )

    def failed(self, error: Exception) -> None:
        message, hint = (str(part) for part in (error, getattr(error, "hint", "")))
        self._doubts.add(Doubt("backup", message, f"{hint} {_WHERE}"))

    def copied(self) -> None:
        self._doubts.settle("backup")
