"""The minutes of a meeting as one file: as they were issued, or the draft as it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import PassphraseFile, Practice, Store, opened
from mdt_app.errors import UserError

if TYPE_CHECKING:
    from mdt_app.meeting.values import Meeting
    from mdt_app.vault.vault import Reading

_FORMS = {".pdf": "pdf", ".html": "html", ".htm": "html"}


def minutes(
    store: Store,
    meeting: Annotated[str, typer.Argument(metavar="MEETING", help="Its day, its id, or `last`.")],
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="The file to write: .pdf, or .html.")
    ],
    practice: Practice = "",
    network: Annotated[
        bool, typer.Option("--network", help="The copy for the network, which names no patient.")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the minutes of a meeting as PDF, or as a page for screen readers."""
    from mdt_app.cli.noting import note_shown
    from mdt_app.documents.issuing import NETWORK, WHOLE, document_of, whom_minutes_name
    from mdt_app.documents.written import replace_document
    from mdt_app.meeting.approval import approval_of
    from mdt_app.vault.roles import PRINT

    if practice and network:
        raise typer.BadParameter("Give --practice or --network, not both.")
    form = _FORMS.get(to.suffix.casefold())
    if form is None:
        raise typer.BadParameter("The file's name ends in .pdf or .html.", param_hint="--to")
    whom = NETWORK if network else practice.upper() or WHOLE
    with opened(store, passphrase_file, to_read=True) as ws, ws.vault.reading() as reading:
        must_know_practice(reading, practice.upper())
        found = meeting_id(reading, meeting)
        ws.must_be_allowed(PRINT, None if network else [whom])
        content = document_of(reading, found, whom, form)
        approval = approval_of(reading, found)
        whom_named = whom_minutes_name(reading, found, [whom])
        note_shown(ws, f"minutes, {to.name}", whom_named)
    replace_document(to, content, "The minutes")
    state = f"approved as {approval.number}" if approval else "a draft"
    names = "It names no patient." if network else "It names patients: keep it safe."
    say(f"Wrote {to}, {state}. {names}")


def must_know_practice(reading: Reading, ods: str) -> None:
    """Refuse an ODS code that is no practice of the network; '' is none."""
    from mdt_app.register.queries import practices

    known = [each.ods for each in practices(reading)]
    if ods and ods not in known:
        raise UserError(f"No practice of this network is {ods}.", f"Known: {', '.join(known)}.")


def meeting_id(reading: Reading, words: str) -> str:
    """A meeting by id, by its day, or `last`: the latest that has been held or begun."""
    from mdt_app.meeting.meetings import meetings

    held = sorted(meetings(reading), key=_held)
    if words == "last":
        matching = [each for each in held if each.state != "planned"][-1:]
    else:
        matching = [each for each in held if words in (each.id, each.held_on.isoformat())]
    if len(matching) == 1:
        return matching[0].id
    known = ", ".join(f"{each.held_on.isoformat()} ({each.id})" for each in held) or "none yet"
    problem = "Several meetings were held that day." if matching else "There is no such meeting."
    raise UserError(problem, f"Meetings in this store: {known}.")


def _held(meeting: Meeting) -> tuple[date, str]:
    return meeting.held_on, meeting.id
