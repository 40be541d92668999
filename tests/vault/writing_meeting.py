"""A scripted meeting without a window, in a process that will be killed. It never ends."""

from multiprocessing.connection import Connection
from pathlib import Path

from mdt_app.vault.drafts import Draft, keep_draft
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE

PLACE = "meeting/case/words"


def hold(store: str, name: str, is_careless: bool, say: Connection) -> None:
    """Type and decide, and say what is saved once it is; a careless one says so before."""
    vault, user = open_store(Path(store), PASSPHRASE)
    say.send(("ready", ""))
    number, latest = 0, ""
    while True:
        number += 1
        typed = f"{name}-{number}"
        keep_draft(vault, Draft(PLACE, typed, len(typed)))
        say.send(("typed", typed))
        with vault.writing(user, "decision recorded") as writing:
            replaces = [latest] if latest and number % 3 == 0 else []
            latest = writing.record("decision", {"words": typed}, replaces=replaces).id
            writing.record("action", {"words": typed})
            if is_careless:
                say.send(("decided", latest))
        say.send(("decided", latest))
