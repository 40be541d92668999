"""How the lists of actions look on paper: each owner on pages of their own, to tear off."""

from collections.abc import Iterator
from io import BytesIO

from reportlab.platypus import Flowable, PageBreak

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import counted
from mdt_app.documents.action_list import ActionList, Owed, OwnersList
from mdt_app.documents.letter_case import left_out_words
from mdt_app.documents.marking import marked
from mdt_app.documents.ruled_table import ruled_table
from mdt_app.documents.sheets import CountingCanvas, Sheets, bold, words

_CONFIDENTIAL = "CONFIDENTIAL: patient information"
_FOOT = "For its owner only. Keep and destroy as a health record."
_SHARES = (0.04, 0.4, 0.42, 0.14)


def actions_as_pdf(listed: ActionList) -> bytes:
    """The document. The same list gives the same bytes."""
    target, day = BytesIO(), spoken(listed.on)
    only = f" · {listed.only_practice} only" if listed.only_practice else ""
    sheets = Sheets(
        target,
        title=f"Actions, {day}",
        author=listed.network,
        subject="Open actions by owner",
        left=bold(_CONFIDENTIAL),
        right=marked(f"{listed.network} · {day}{only}"),
        foot=marked(_FOOT),
    )
    sheets.build(list(_story(listed)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(listed: ActionList) -> Iterator[Flowable]:
    if not listed.owners:
        yield words(listed.title, "sheet title")
        yield words("No action is open.")
        yield from _left_out(listed)
    for place, owners in enumerate(listed.owners):
        if place:
            yield PageBreak()
        yield from _of_owner(listed, owners)
        yield from _left_out(listed)


def _of_owner(listed: ActionList, owners: OwnersList) -> Iterator[Flowable]:
    yield words(owners.owner, "sheet title")
    overdue = sum(owed.is_overdue for owed in owners.owed)
    said = counted(len(owners.owed), "action") + (f", {overdue} overdue" if overdue else "")
    yield words(f"{listed.title} · {said}", "lead")
    headings = ("", "What", "For", "By")
    yield ruled_table(headings, map(_row, owners.owed), _SHARES)


def _row(owed: Owed) -> tuple[str, ...]:
    whom = [owed.person, owed.identity, " · ".join(filter(None, (owed.practice, owed.case)))]
    by = f"{owed.due}\nOVERDUE" if owed.is_overdue else owed.due
    return "☐", owed.words, "\n".join(filter(None, whom)), by


def _left_out(listed: ActionList) -> Iterator[Flowable]:
    if listed.left_out:
        yield words(f"Left out: {left_out_words(listed.left_out)}", "small")
