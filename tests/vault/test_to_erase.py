"""What is found to erase: everything of one meeting or about one person, and nothing else."""

import pytest

from mdt_app.vault.entries import ERASED, ERASURE
from mdt_app.vault.erasing import ToErase, erase
from mdt_app.vault.issued import NAMED, digests_of, keep_issued
from mdt_app.vault.to_erase import about_person, of_meeting
from mdt_app.vault.workspace import Workspace

ADA, BRAM = "9990000018", "9990000026"
TELLS = b"<td>999&nbsp;000 0018</td>"
SILENT = b"<td>999 000 0026</td>"


def _enter(
    ws: Workspace, kind: str, *, about: str = "", meeting: str = "", replaces: str = ""
) -> str:
    with ws.vault.writing(ws.user, "entered") as writing:
        replaced = [replaces] if replaces else []
        return writing.record(kind, {}, about=about, meeting=meeting, replaces=replaced).id


def _issue(ws: Workspace, meeting: str, pages: dict[str, bytes], about: str = "") -> str:
    with ws.vault.writing(ws.user, "issued") as writing:
        payload = {NAMED: digests_of(pages)}
        made = writing.record("minutes_approval", payload, about=about, meeting=meeting)
        keep_issued(writing, made, pages)
    return made.id


def _of_meeting(ws: Workspace, meeting: str, *kept: str) -> ToErase:
    with ws.vault.reading() as reading:
        return of_meeting(reading, meeting, kept)


def _about(ws: Workspace, nhs_number: str) -> ToErase:
    with ws.vault.reading() as reading:
        return about_person(reading, nhs_number)


@pytest.fixture
def meeting(ws: Workspace) -> str:
    return _enter(ws, "meeting")


def test_a_meeting_is_itself_and_what_was_entered_in_it_but_for_kinds_that_outlast_it(
    ws: Workspace, meeting: str
) -> None:
    other = _enter(ws, "meeting")
    decision = _enter(ws, "decision", about=ADA, meeting=meeting)
    for kind, where in (("action", meeting), ("care case", meeting), ("decision", other)):
        _enter(ws, kind, meeting=where)
    found = _of_meeting(ws, meeting, "action", "care case")
    assert found == ToErase(frozenset([meeting, decision]), meetings=frozenset([meeting]))


def test_every_earlier_version_goes_with_what_was_entered_in_the_meeting(
    ws: Workspace, meeting: str
) -> None:
    first = _enter(ws, "prepared", about=ADA)
    second = _enter(ws, "prepared", about=ADA, replaces=first)
    third = _enter(ws, "prepared", about=ADA, meeting=meeting, replaces=second)
    assert _of_meeting(ws, meeting, "action").entries == {meeting, first, second, third}


def test_a_meeting_takes_along_what_was_issued_of_it(ws: Workspace, meeting: str) -> None:
    approval = _issue(ws, meeting, {"whole.pdf": b"%PDF", "whole.html": SILENT})
    _issue(ws, _enter(ws, "meeting"), {"whole.pdf": b"%PDF"})
    assert _of_meeting(ws, meeting, "action").documents == {
        (approval, "whole.pdf"),
        (approval, "whole.html"),
    }


def test_erasures_and_what_they_left_are_never_found_again(ws: Workspace, meeting: str) -> None:
    decision = _enter(ws, "decision", about=ADA, meeting=meeting)
    kept = _enter(ws, "decision", about=ADA, meeting=meeting)
    with ws.vault.writing(ws.user, "erased") as writing:
        erase(writing, ToErase(frozenset([decision])), {})
    for kind in (ERASURE, ERASED):  # by hand: ours name nobody
        _enter(ws, kind, about=ADA, meeting=meeting)
    assert _of_meeting(ws, meeting, "action").entries == {meeting, kept}
    assert _about(ws, ADA).entries == {kept}


def test_a_person_is_everything_entered_about_them_in_a_meeting_or_not(
    ws: Workspace, meeting: str
) -> None:
    found = frozenset(
        [_enter(ws, "note", about=ADA), _enter(ws, "decision", about=ADA, meeting=meeting)]
    )
    _enter(ws, "note", about=BRAM)
    assert _about(ws, ADA) == ToErase(found, nhs_number=ADA)


@pytest.mark.parametrize(
    "written", [b"9990000018", b"999 000 0018", b"999-000-0018", b"999</b> <b>000&nbsp;0018"]
)
def test_a_document_that_tells_of_a_person_goes_however_the_number_is_written(
    ws: Workspace, meeting: str, written: bytes
) -> None:
    _enter(ws, "decision", about=ADA, meeting=meeting)
    approval = _issue(ws, meeting, {"whole.html": written})
    assert (approval, "whole.html") in _about(ws, ADA).documents


def test_of_a_meetings_documents_those_go_that_tell_of_the_person(
    ws: Workspace, meeting: str
) -> None:
    _enter(ws, "decision", about=ADA, meeting=meeting)
    approval = _issue(
        ws,
        meeting,
        {
            "Y00001.html": TELLS,
            "Y00001.pdf": b"%PDF",
            "Y00002.html": SILENT,
            "Y00002.pdf": b"%PDF",
            "agenda.pdf": b"%PDF with no page beside it",
        },
    )
    _issue(ws, _enter(ws, "meeting"), {"whole.html": TELLS})
    assert _about(ws, ADA).documents == {
        (approval, "Y00001.html"),
        (approval, "Y00001.pdf"),
        (approval, "agenda.pdf"),
    }


def test_the_copy_without_names_goes_with_the_whole_minutes_it_was_made_of(
    ws: Workspace, meeting: str
) -> None:
    """In few people a line without a name may tell of somebody all the same."""
    for number in (ADA, BRAM):
        _enter(ws, "decision", about=number, meeting=meeting)
    pages = {"whole.html": TELLS, "network.html": b"<p>no names</p>", "network.pdf": b"%PDF"}
    approval = _issue(ws, meeting, pages)
    assert _about(ws, ADA).documents == {(approval, name) for name in pages}
    assert _about(ws, BRAM).documents == frozenset()


def test_a_letter_issued_about_a_person_goes_with_its_entry(ws: Workspace) -> None:
    letter = _issue(ws, "", {"letter.pdf": b"%PDF", "letter.html": SILENT}, about=ADA)
    assert _about(ws, ADA).documents == {(letter, "letter.pdf"), (letter, "letter.html")}
