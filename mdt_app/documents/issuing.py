"""Minutes as documents: a draft is written as it stands, what was issued comes back byte for byte.

A document has a name: `whole.pdf`, `Y00001.html` for a practice's, `network.pdf` for the copy
that names nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mdt_app.documents.addendum import AddendumPaper, addendum_as_html, addendum_as_pdf
from mdt_app.documents.letter_case import numbered_items
from mdt_app.documents.minutes import MinutesWriter
from mdt_app.documents.minutes_values import Minutes, MinutesCase
from mdt_app.errors import UserError
from mdt_app.meeting.approval import (
    Addendum,
    Approval,
    Issue,
    add_addendum,
    approve,
    the_approval,
)
from mdt_app.register.queries import person_by_number
from mdt_app.vault.issued import ErasedDocumentError, issued_document, issued_names
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

WHOLE, NETWORK = "whole", "network"
FORMS = ("pdf", "html")


def document_of(rows: Reading, meeting_id: str, whom: str = WHOLE, form: str = "pdf") -> bytes:
    """The minutes for `whom`: WHOLE, NETWORK, or a practice's ODS code; as issued, or a draft."""
    return next(documents_of(rows, meeting_id, [whom], [form]))[2]


def documents_of(
    rows: Reading, meeting_id: str, whoms: Iterable[str], forms: Sequence[str]
) -> Iterator[tuple[str, str, bytes]]:
    """The minutes for each of `whoms` in each of `forms`: for whom, the form, the document."""
    approval = the_approval(rows, meeting_id)
    if approval is not None:
        for whom in whoms:
            for form in forms:
                yield whom, form, _as_issued(rows, approval, whom, form)
        return
    writer = MinutesWriter(rows, meeting_id, None)
    for whom in whoms:
        draft = _for(writer, whom)
        for form in forms:
            yield whom, form, _written(draft, form)


def _as_issued(rows: Reading, approval: Approval, whom: str, form: str) -> bytes:
    try:
        issued = issued_document(rows, approval.id, f"{whom}.{form}")
    except ErasedDocumentError:
        left = _for(MinutesWriter(rows, approval.meeting, None), whom)
        return _written(replace(left, is_made_again=True), form)
    if issued is None:
        raise UserError(
            f"No minutes were issued to {whom} with {approval.number}.",
            "The practices of that meeting have theirs; write the whole minutes instead.",
        )
    return issued


def _for(writer: MinutesWriter, whom: str) -> Minutes:
    if whom == NETWORK:
        return writer.network_copy()
    return writer.minutes("" if whom == WHOLE else whom)


def addendum_document(
    rows: Reading, addendum: Addendum, whom: str = WHOLE, form: str = "pdf"
) -> bytes | None:
    """An addendum for `whom` as it was issued; None where it does not concern them."""
    return issued_document(rows, addendum.id, f"{whom}.{form}")


def issued_to(rows: Reading, entry_id: str) -> list[str]:
    """For whom documents were issued with an approval or addendum: the practices after the rest."""
    found = {name.rpartition(".")[0] for name in issued_names(rows, entry_id)}
    return sorted(found, key=_whole_first)


def concerned(rows: Reading, meeting_id: str) -> list[str]:
    """Whom the minutes of a meeting are for: as issued, or as they would be issued now."""
    approval = the_approval(rows, meeting_id)
    if approval is not None:
        return issued_to(rows, approval.id)
    writer = MinutesWriter(rows, meeting_id, None)
    return [WHOLE, NETWORK, *sorted(writer.practices())]


def whom_minutes_name(rows: Reading, meeting_id: str, whoms: Iterable[str]) -> list[str]:
    """The NHS numbers in the minutes for `whoms`: all of them, a practice's own, or nobody's."""
    wanted, found = set(whoms), []
    for _, item in numbered_items(rows, meeting_id):
        person = person_by_number(rows, item.nhs_number)
        if WHOLE in wanted or (person is not None and person.practice in wanted):
            found.append(item.nhs_number)
    return found


def _whole_first(whom: str) -> tuple[bool, bool, str]:
    return whom != WHOLE, whom != NETWORK, whom


def _written(minutes: Minutes, form: str) -> bytes:
    if form == "html":
        from mdt_app.documents.minutes_html import minutes_as_html

        return minutes_as_html(minutes)
    from mdt_app.documents.minutes_layout import minutes_as_pdf

    return minutes_as_pdf(minutes)


def approve_minutes(ws: Workspace, meeting_id: str, by: str, on: date | None = None) -> Approval:
    """The chair approves: every form of the minutes is made, kept and locked."""

    def documents(issue: Issue) -> Mapping[str, bytes]:
        with ws.vault.reading() as reading:
            every = _every(MinutesWriter(reading, meeting_id, issue))
        return {
            f"{whom}.{form}": _written(minutes, form)
            for whom, minutes in every.items()
            for form in FORMS
        }

    return approve(ws, meeting_id, by, documents, on)


def issue_addendum(
    ws: Workspace, meeting_id: str, words: str, *, by: str = "", about: str = ""
) -> Addendum:
    """Add to approved minutes, and make the addendum's pages for everybody it concerns.

    About a person it goes to their practice; about nobody alone it goes to every practice.
    The network's copy names nobody.
    """

    def documents(issue: Issue) -> Mapping[str, bytes]:
        with ws.vault.reading() as reading:
            papers = _papers(reading, meeting_id, issue)
        made: dict[str, bytes] = {}
        for whom, paper in papers.items():
            made[f"{whom}.pdf"] = addendum_as_pdf(paper)
            made[f"{whom}.html"] = addendum_as_html(paper)
        return made

    return add_addendum(ws, meeting_id, words, documents, by=by, about=about)


def _every(writer: MinutesWriter) -> dict[str, Minutes]:
    """Every form that is issued with an approval."""
    return {whom: _for(writer, whom) for whom in (WHOLE, NETWORK, *writer.practices())}


def _papers(rows: Reading, meeting_id: str, issue: Issue) -> dict[str, AddendumPaper]:
    """The addendum for everybody whom it concerns, each in words that they may read."""
    writer = MinutesWriter(rows, meeting_id, None)
    whole, copy = writer.minutes(""), writer.network_copy()
    case = _case_of(whole, issue.about)
    number = case.number if case is not None else 0
    unnamed = next((each for each in copy.cases if each.number == number), None)
    found = {
        WHOLE: AddendumPaper(whole, issue, case, issue.words),
        NETWORK: AddendumPaper(copy, issue, unnamed, writer.words_for_network(issue.words)),
    }
    for ods in writer.practices():
        minutes = writer.minutes(ods)
        own = _case_of(minutes, issue.about)
        if own is not None:
            found[ods] = AddendumPaper(minutes, issue, own, issue.words)
        elif case is None:
            words = writer.words_for(ods, issue.words)
            found[ods] = AddendumPaper(minutes, issue, None, words)
    return found


def _case_of(minutes: Minutes, nhs_number: str) -> MinutesCase | None:
    for case in minutes.cases:
        if nhs_number and case.nhs_number.replace(" ", "") == nhs_number:
            return case
    return None
