"""What is kept too long, and erasing a meeting or a person, counted before it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.minutes import meeting_id
from mdt_app.cli.opening import AsJson, On, PassphraseFile, Store, opened, show, show_json

if TYPE_CHECKING:
    from mdt_app.meeting.erasing import Erasable
    from mdt_app.meeting.retention import Gone, Review
    from mdt_app.vault.workspace import Workspace


def retention(
    store: Store,
    on: On = None,
    years: Annotated[
        int | None,
        typer.Option("--years", metavar="N", help="Keep meetings for so many years from now on."),
    ] = None,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """When each meeting is looked at again, and who died or left as long ago."""
    from mdt_app.cli.noting import note_shown
    from mdt_app.meeting.retention import gone_for_long, keep_for, retention_years, reviews

    with opened(store, passphrase_file, to_read=years is None) as ws:
        if years is not None:
            keep_for(ws, years)
        day = on or ws.today()
        with ws.vault.reading() as reading:
            document: dict[str, Any] = {
                "on": day.isoformat(),
                "years": retention_years(reading),
                "meetings": [_review(each, day) for each in reviews(reading)],
                "people": [_gone(each) for each in gone_for_long(reading, day)],
            }
        note_shown(ws, "retention", (each["nhs_number"] for each in document["people"]))
    if as_json:
        show_json(document)
        return
    _tell(document)


def _review(review: Review, on: date) -> dict[str, Any]:
    return {
        "id": review.meeting.id,
        "title": review.meeting.title,
        "held_on": review.meeting.held_on.isoformat(),
        "review_on": review.on.isoformat(),
        "due": review.is_due(on),
        "cases": review.cases,
        "reason": review.reason,
    }


def _gone(gone: Gone) -> dict[str, str]:
    return {
        "nhs_number": gone.person.nhs_number,
        "why": gone.why,
        "on": gone.on.isoformat(),
    }


def _tell(document: dict[str, Any]) -> None:
    for each in document["meetings"]:
        state = "due" if each["due"] else each["review_on"]
        words = (each["held_on"], state, f"{each['cases']} cases", each["title"], each["reason"])
        show("\t".join(word for word in words if word))
    for each in document["people"]:
        show(f"{each['nhs_number']}\t{each['why']} {each['on']}")
    due = sum(each["due"] for each in document["meetings"])
    say(
        f"Meetings are looked at again after {document['years']} years: {due} due."
        f" {len(document['people'])} people died or left as long ago. Nothing is erased by itself."
    )


def erase(
    store: Store,
    patient: Annotated[
        str, typer.Option("--patient", metavar="NHS", help="Everything about this person.")
    ] = "",
    meeting: Annotated[
        str, typer.Option("--meeting", metavar="MEETING", help="A meeting: its day, id, or `last`.")
    ] = "",
    because: Annotated[
        str, typer.Option("--because", metavar="WHY", help="retention, asked or mistake.")
    ] = "",
    copies_too: Annotated[
        bool, typer.Option("--older-copies-too", help="Delete the backups that hold it as well.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without this it is only counted.")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Erase a meeting or a person for good. Says first what would go."""
    from mdt_app.clinical.nhs_number import bare
    from mdt_app.meeting.erasing import (
        BECAUSE,
        erasable_meeting,
        erasable_person,
        erase_meeting,
        erase_person,
    )

    if bool(patient) == bool(meeting):
        raise typer.BadParameter("Give --patient or --meeting.")
    if yes and because not in BECAUSE:
        raise typer.BadParameter(f"One of: {', '.join(BECAUSE)}.", param_hint="--because")
    with opened(store, passphrase_file, to_read=not yes) as ws:
        whom = bare(patient) if patient else _meeting(ws, meeting)
        counted = erasable_person(ws, whom) if patient else erasable_meeting(ws, whom)
        say(_counted(counted))
        if not yes:
            say("Nothing was erased. Say --yes, and --because, to do it: it cannot be undone.")
            return
        done = (erase_person if patient else erase_meeting)(
            ws, whom, because, copies_too=copies_too
        )
    deleted = f" {done.copies_deleted} older copies were deleted." if copies_too else ""
    say(f"Erased, as number {done.number}. A new copy is {done.copy.name}.{deleted}")


def _meeting(ws: Workspace, words: str) -> str:
    with ws.vault.reading() as reading:
        return meeting_id(reading, words)


def _counted(counted: Erasable) -> str:
    brought = counted.brought
    parts = [
        f"{counted.entries} entries ({counted.open_actions} open actions)",
        f"{counted.documents} issued documents",
        f"{brought.results} results, {brought.medicines} medicines, {brought.events} events",
        f"{brought.set_aside} rows set aside",
    ]
    copies = f" {counted.copies} backup(s) hold it too." if counted.copies else ""
    return f"This would go: {'; '.join(parts)}.{copies}"
