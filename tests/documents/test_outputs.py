"""What leaves about a meeting, written into a folder: named by case, apart by practice, on file."""

from datetime import date
from pathlib import Path

import pytest

from mdt_app.documents.outputs import (
    ACTIONS,
    CALENDAR,
    LETTER_WRITTEN,
    NUMBERS,
    SUMMARY,
    Order,
    write_about,
    write_outputs,
    written_before,
)
from mdt_app.errors import UserError
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.meeting.joint_plan import JointPlan, keep_plan
from mdt_app.meeting.meetings import end_meeting, meeting_by_id, plan_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.templates import GP_LETTER, PERSON_LETTER
from mdt_app.meeting.undo import reopen_meeting, undo_last
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from tests.documents.conftest import QUESTION, Held, text_of
from tests.invented import patient_in
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, put_person

EVERYTHING = (GP_LETTER, PERSON_LETTER, SUMMARY, ACTIONS, CALENDAR)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def agreed(held: Held) -> Held:
    """Decisions and actions about two people of two practices."""
    held.decide(ADA, "Start dapagliflozin", ("start_sglt2",))
    held.agree(ADA, "Book eye screening", owner="N. Patel", due_on=date(2026, 12, 4))
    held.decide(BRAM, "", ("refer:podiatry",))
    held.agree(BRAM, "Send the letter", owner="F. Ward", due_on=date(2026, 12, 4))
    return held


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def number_of(held: Held, nhs_number: str) -> int:
    return [item.nhs_number for item in held.items()].index(nhs_number) + 1


def test_every_letter_is_in_its_practices_folder_named_by_its_case(agreed: Held, folder: Path):
    write_outputs(agreed.ws, Order(agreed.meeting.id, EVERYTHING), folder)
    ada, bram = number_of(agreed, ADA), number_of(agreed, BRAM)
    assert names(folder) == sorted(
        [
            "actions-by-owner.pdf",
            "meeting-and-actions.ics",
            *(
                f"{ods}/{stem}-case-0{number}.pdf"
                for ods, number in (("Y00001", ada), ("Y00002", bram))
                for stem in ("letter-to-person", "letter-to-practice", "summary")
            ),
        ]
    )


def test_another_practices_people_are_in_none_of_a_practices_files(agreed: Held, folder: Path):
    write_outputs(agreed.ws, Order(agreed.meeting.id, EVERYTHING, "Y00002"), folder)
    assert {path.parent.name for path in folder.rglob("*.*")} == {"Y00002"}
    for path in folder.rglob("*.pdf"):
        text, raw = text_of(path), path.read_bytes()
        assert "Specimen" in text or "SPECIMEN" in text, path.name
        for words in ("Exemplar", "EXEMPLAR", "999 000 0018", "Alder Road", "Sample"):
            assert words not in text, (path.name, words)
            assert words.encode() not in raw, (path.name, words)


def test_no_name_of_a_file_or_folder_says_who(agreed: Held, folder: Path):
    write_outputs(agreed.ws, Order(agreed.meeting.id, EVERYTHING), folder)
    for name in names(folder):
        assert not patient_in(name)
        assert "exemplar" not in name.casefold()


def test_who_objects_is_in_no_file_and_it_is_said(agreed: Held, folder: Path):
    nominate(agreed.ws, Nomination(ADA, True, QUESTION, asked="objects"))
    written = write_outputs(agreed.ws, Order(agreed.meeting.id, EVERYTHING), folder)
    assert "objects to being discussed with others" in [each.why for each in written.left_out]
    assert not (folder / "Y00001").exists()
    for path in folder.rglob("*.pdf"):
        assert "EXEMPLAR" not in text_of(path).upper()


def test_who_was_not_discussed_is_said_too(agreed: Held, folder: Path):
    written = write_outputs(agreed.ws, Order(agreed.meeting.id, (GP_LETTER,)), folder)
    assert [each.number for each in written.left_out] == [number_of(agreed, CLEO)]


def test_nobody_writes_to_somebody_who_has_died(held: Held, folder: Path):
    put_person(held.ws, "9990000050", "Pattern", died_on=date(2026, 11, 1).toordinal())
    held.decide("9990000050", "", ("continue",))
    order = Order(held.meeting.id, (GP_LETTER, PERSON_LETTER))
    written = write_outputs(held.ws, order, folder)
    assert names(folder) == ["Y00001/letter-to-practice-case-04.pdf"]
    assert "has died" in written.left_out[-1].why


def test_no_letter_goes_to_a_practice_that_somebody_has_left(held: Held, folder: Path):
    put_person(held.ws, "9990000050", "Pattern", left_on=date(2026, 11, 1).toordinal())
    held.decide("9990000050", "", ("continue",))
    written = write_outputs(held.ws, Order(held.meeting.id, (GP_LETTER,)), folder)
    assert names(folder) == []
    assert "has left" in written.left_out[-1].why


def test_a_letter_that_would_say_nothing_is_not_written(held: Held, folder: Path):
    held.decide(ADA, "As discussed, titrate")
    order = Order(held.meeting.id, (PERSON_LETTER,))
    assert "nothing was decided" in write_outputs(held.ws, order, folder).left_out[-1].why
    keep_plan(held.ws, JointPlan(ADA, held.meeting.id, words_for_person="We will ring you."))
    assert len(write_outputs(held.ws, order, folder).files) == 1


def test_nhs_numbers_are_of_ones_own_practice_only(agreed: Held, folder: Path):
    choose_own_practice(agreed.ws, "Y00001")
    write_outputs(agreed.ws, Order(agreed.meeting.id, (NUMBERS,), "Y00001"), folder)
    assert names(folder) == ["Y00001/nhs-numbers-start-sglt2.txt"]
    with pytest.raises(UserError, match="own practice"):
        write_outputs(agreed.ws, Order(agreed.meeting.id, (NUMBERS,), "Y00002"), folder)
    with pytest.raises(UserError, match="own practice"):
        write_outputs(agreed.ws, Order(agreed.meeting.id, (NUMBERS,)), folder)


def test_what_left_is_kept_the_files_without_names_and_each_letter_with_its_case(
    agreed: Held, folder: Path
):
    write_outputs(agreed.ws, Order(agreed.meeting.id, (GP_LETTER,)), folder)
    with agreed.ws.vault.reading() as reading:
        export = all_entries(reading, "export")[-1]
        letters = all_entries(reading, LETTER_WRITTEN)
        before = written_before(reading, agreed.meeting.id, ADA)
    assert not patient_in(str(export.payload))
    assert {entry.about for entry in letters} == {ADA, BRAM}
    assert [(each.kind, each.by) for each in before] == [(GP_LETTER, agreed.ws.user)]


def test_a_folder_that_cannot_be_written_to_is_said_and_nothing_is_kept(agreed: Held, folder: Path):
    (folder / "Y00001").write_text("in the way")
    (folder / "Y00002").write_text("in the way")
    with pytest.raises(UserError, match="could not be made"):
        write_outputs(agreed.ws, Order(agreed.meeting.id, (GP_LETTER,)), folder)
    with agreed.ws.vault.reading() as reading:
        assert all_entries(reading, LETTER_WRITTEN) == []


def test_what_was_written_before_a_failure_is_kept(agreed: Held, folder: Path):
    (folder / "Y00002").write_text("in the way")
    with pytest.raises(UserError):
        write_outputs(agreed.ws, Order(agreed.meeting.id, (GP_LETTER,)), folder)
    written = (folder / "Y00001").exists()
    with agreed.ws.vault.reading() as reading:
        assert len(all_entries(reading, LETTER_WRITTEN)) == int(written)


def test_one_letter_is_written_where_it_was_asked_for(agreed: Held, folder: Path):
    path = folder / "letter.pdf"
    write_about(agreed.ws, agreed.meeting.id, ADA, PERSON_LETTER, path, is_large=True)
    assert "Dear Mrs Exemplar" in text_of(path)


def test_one_letter_about_who_objects_is_refused(agreed: Held, folder: Path):
    nominate(agreed.ws, Nomination(ADA, True, QUESTION, asked="objects"))
    with pytest.raises(UserError) as refused:
        write_about(agreed.ws, agreed.meeting.id, ADA, GP_LETTER, folder / "x.pdf")
    assert "Objects" in refused.value.hint
    assert names(folder) == []


def test_somebody_who_is_not_on_the_agenda_has_no_letter(agreed: Held, folder: Path):
    with pytest.raises(UserError, match="not on the meeting's agenda"):
        write_about(agreed.ws, agreed.meeting.id, DITA, GP_LETTER, folder / "x.pdf")


def test_actions_of_every_meeting_can_be_written_instead_of_one_meetings(
    agreed: Held, folder: Path
):
    end_meeting(agreed.ws, agreed.meeting.id)
    later = plan_meeting(agreed.ws, Meeting("", "Later MDT", date(2026, 12, 17)))
    for is_every in (False, True):
        order = Order(later.id, (ACTIONS,), is_every_meeting=is_every)
        write_outputs(agreed.ws, order, folder)
        text = text_of(folder / "actions-by-owner.pdf")
        assert ("Book eye screening" in text) is is_every


def test_letters_hinder_nobody_from_opening_the_meeting_again_or_checking_the_file(
    agreed: Held, folder: Path
):
    end_meeting(agreed.ws, agreed.meeting.id)
    write_outputs(agreed.ws, Order(agreed.meeting.id, EVERYTHING), folder)
    reopen_meeting(agreed.ws, agreed.meeting.id)
    with agreed.ws.vault.reading() as reading:
        assert meeting_by_id(reading, agreed.meeting.id).state == "open"
    assert check_store(agreed.ws.vault) == []


def test_a_letter_that_was_written_is_not_what_undo_takes_back(agreed: Held, folder: Path):
    write_about(agreed.ws, agreed.meeting.id, ADA, GP_LETTER, folder / "x.pdf")
    taken = undo_last(agreed.ws, agreed.meeting.id)
    assert taken.words == "action agreed"


def test_progress_is_told_for_each_letter(agreed: Held, folder: Path):
    told: list[tuple[int, int]] = []
    write_outputs(
        agreed.ws, Order(agreed.meeting.id, (GP_LETTER,)), folder, lambda *at: told.append(at)
    )
    assert told == [(1, 2), (2, 2)]
