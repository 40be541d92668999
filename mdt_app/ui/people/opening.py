"""The page People and keys in the window: by its key, by Ctrl+K, and from the settings."""

from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

PEOPLE = "people"
_BY_CODE = (
    "The store is open by its recovery code.",
    "Mark your name, give it a new passphrase (G), then lock and unlock with that.",
)


def add_people(shell: Shell, ws: Workspace, runner: TaskRunner) -> None:
    """Add the page, which has no place on the rail; it is made when it is first asked for."""

    def made() -> Screen:
        from mdt_app.ui.people.screen import PeopleScreen

        return PeopleScreen(ws, runner)

    shell.add_page(PEOPLE, "Ctrl+Shift+P", made)


def ask_for_own_passphrase(shell: Shell, ws: Workspace) -> None:
    """Whoever came in by a passphrase that was read out to them chooses their own first.

    Whoever came in by the code on paper can do nothing but give new passphrases.
    """
    holder = ws.vault.holder
    if not (holder.must_choose or holder.is_recovery):
        return
    from mdt_app.ui.people.screen import PeopleScreen  # nearly nobody needs it

    shell.show_screen(PEOPLE)
    if holder.is_recovery:
        shell.tell(*_BY_CODE)
        return
    screen = shell.screen_shown
    assert isinstance(screen, PeopleScreen)
    screen.ask_for_own_passphrase()
