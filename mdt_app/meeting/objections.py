"""Who objects to being discussed: never on an agenda, exported or listed for others."""

from mdt_app.meeting.queries import objecting
from mdt_app.vault.workspace import Workspace


def who_objects(ws: Workspace) -> frozenset[str]:
    """The NHS numbers of those who object, as any version says that nothing replaces."""
    with ws.vault.reading() as reading:
        return objecting(reading)


def left_out_words(count: int) -> str:
    """How many are left out for it: a number and no name."""
    people = "1 person who objects" if count == 1 else f"{count} people who object"
    verb = "is" if count == 1 else "are"
    return f"{people} to being discussed {verb} left out."
