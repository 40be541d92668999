"""Whose people may be named: those of the practice that the person at the screen works at."""

from mdt_app.errors import UserError
from mdt_app.measures.entries import WORKS_AT
from mdt_app.register.queries import practices
from mdt_app.register.values import Practice
from mdt_app.vault.entries import Rows, current_entries
from mdt_app.vault.workspace import Workspace


def own_practice(rows: Rows, user: str) -> str:
    """The ODS code of the user's practice; '' until one is chosen where there are several."""
    known = {practice.ods for practice in practices(rows)}
    if len(known) == 1:
        return next(iter(known))
    said = [entry for entry in current_entries(rows, WORKS_AT) if entry.recorded_by == user]
    chosen = str(said[-1].payload["practice"]) if said else ""
    return chosen if chosen in known else ""


def choose_own_practice(ws: Workspace, ods: str) -> Practice:
    """Say at which practice the user works. The same again enters nothing."""
    with ws.vault.reading() as reading:
        found = {practice.ods: practice for practice in practices(reading)}
        if ods not in found:
            raise UserError(
                "That practice is not in this network.", "Choose one of the network's practices."
            )
        if own_practice(reading, ws.user) == ods:
            return found[ods]
    with ws.vault.writing(ws.user, "own practice chosen") as writing:
        before = [e.id for e in current_entries(writing, WORKS_AT) if e.recorded_by == ws.user]
        writing.record(WORKS_AT, {"practice": ods}, replaces=before)
    return found[ods]


def must_be_own(rows: Rows, user: str, ods: str) -> None:
    """Refuse to name anybody of another practice."""
    own = own_practice(rows, user)
    if not own:
        raise UserError(
            "People are named for your own practice only, and none is chosen yet.",
            "Choose the practice you work at.",
        )
    if ods != own:
        raise UserError(
            "People are named for your own practice only.",
            "Ask the practice itself for its list.",
        )
