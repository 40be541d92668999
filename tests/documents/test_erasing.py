"""Erasing a meeting or a person from a store in which minutes were approved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.documents.issuing import NETWORK, WHOLE, approve_minutes, document_of, issue_addendum
from mdt_app.errors import UserError
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.actions import complete_action, open_actions
from mdt_app.meeting.agenda import agenda, build_agenda
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.erasing import (
    ASKED,
    MISTAKE,
    RETENTION,
    erasable_meeting,
    erasable_person,
    erase_meeting,
    erase_person,
)
from mdt_app.meeting.meetings import end_meeting, meetings, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate, nominations
from mdt_app.meeting.own_targets import agree_target, targets_about
from mdt_app.meeting.trail import Wish, read_trail, trail_details
from mdt_app.meeting.undo import reopen_meeting
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.register.queries import people
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import Draft, keep_draft, kept_draft
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.documents.conftest import Held, text_of
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM

CHAIR = "Dr A. Chair"


@pytest.fixture
def approved(decided: Held) -> Held:
    approve_minutes(decided.ws, decided.meeting.id, CHAIR)
    issue_addendum(decided.ws, decided.meeting.id, "EXEMPLAR: clinic letter came", about=ADA)
    return decided


def every_cell(vault: Vault) -> Iterator[str]:
    """Every cell of every table of the store as text."""
    with vault.reading() as reading:
        tables = reading.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in list(tables):
            for row in reading.rows(f"SELECT * FROM {table}"):
                for cell in row:
                    yield text_of(cell) if _is_pdf(cell) else _as_text(cell)


def _is_pdf(cell: object) -> bool:
    return isinstance(cell, bytes) and cell.startswith(b"%PDF")


def _as_text(cell: object) -> str:
    return cell.decode() if isinstance(cell, bytes) else str(cell)


def all_of(ws: Workspace) -> str:
    return "\n".join(every_cell(ws.vault))


def document(held: Held, whom: str = WHOLE) -> str:
    with held.ws.vault.reading() as reading:
        return text_of(document_of(reading, held.meeting.id, whom))


def test_of_an_erased_person_nothing_is_left_anywhere(approved: Held):
    ws = approved.ws
    keep_draft(ws.vault, Draft(f"{approved.meeting.id}/{ADA}/words", "Exemplar half typed", 3))
    case_list(ws, ws.today())
    before = all_of(ws)
    assert "Exemplar" in before
    assert "grandchildren" in before
    erased = erase_person(ws, ADA, ASKED)
    after = all_of(ws)
    for word in (ADA, "999 000 0018", "Exemplar", "EXEMPLAR", "grandchildren", "dapagliflozin"):
        assert word not in after, word
    assert erased.number == 1
    assert erased.entries > 5
    assert check_store(ws.vault) == []


def test_others_of_the_same_meeting_stay_as_they_were(approved: Held):
    ws = approved.ws
    erase_person(ws, ADA, ASKED)
    with ws.vault.reading() as reading:
        assert ADA not in {person.nhs_number for person in people(reading)}
        assert BRAM in {item.nhs_number for item in agenda(reading, approved.meeting.id)}
    assert "Specimen".upper() in document(approved)
    assert "bloods awaited" in document(approved)


def test_minutes_that_named_them_are_made_again_without_them_and_say_so(approved: Held):
    untouched = document(approved, "Y00002")
    erase_person(approved.ws, ADA, ASKED)
    for whom in (WHOLE, NETWORK, "Y00001"):
        again = document(approved, whom)
        assert "Not as issued: somebody was erased since" in again
        assert "approved on" in again
        assert "dapagliflozin" not in again
    assert document(approved, "Y00002") == untouched


def test_what_would_go_is_counted_before_and_nothing_is_done(approved: Held):
    before = all_of(approved.ws)
    asked = erasable_person(approved.ws, ADA)
    assert all_of(approved.ws) == before
    assert asked.open_actions == 2
    assert asked.brought.results == 4
    done = erase_person(approved.ws, ADA, ASKED)
    assert (done.entries, done.documents) == (asked.entries, asked.documents)
    whole = erasable_meeting(approved.ws, approved.meeting.id)
    assert whole.entries == len(whole.what.entries) > 5


def test_a_person_is_erased_from_the_rows_that_were_set_aside_and_kept_for_undo(
    ws: Workspace, tmp_path: Path
):
    """A second file changes them, and one of their rows and one of another's is set aside."""
    _take_in(ws, tmp_path, "one", "Canaryson,Ada", "48", "4x")
    _take_in(ws, tmp_path, "two", "Canaryson,Adabel", "49", "5x")
    before = all_of(ws)
    assert before.count("Canaryson") == 2  # the person, and what undo would bring back
    assert "999 000 0018" in before
    with ws.vault.reading() as reading:
        replaced = list(reading.rows("SELECT table_name FROM replaced"))
    assert {table for (table,) in replaced} == {"patient", "medicine"}
    erase_person(ws, ADA, MISTAKE)
    after = all_of(ws)
    for word in ("Canaryson", "Canarydose", ADA, "999 000 0018"):
        assert word not in after, word
    assert "999 000 0026" in after
    assert check_store(ws.vault) == []
    with ws.vault.reading() as reading:
        (last,) = reading.rows("SELECT max(id) FROM import_batch")
        (orphans,) = reading.rows(
            "SELECT count(*) FROM result WHERE patient_id NOT IN (SELECT id FROM patient)"
        )
        kept_for_undo = list(reading.rows("SELECT key FROM replaced"))
    assert orphans == (0,)
    assert kept_for_undo == []
    undo_batch(ws, last[0])
    assert ADA not in all_of(ws)
    assert check_store(ws.vault) == []


def _take_in(ws: Workspace, folder: Path, name: str, who: str, value: str, bad: str):
    people_file, results = folder / f"{name}-people.csv", folder / f"{name}-results.csv"
    people_file.write_text(
        "nhs_number,surname,forename,born_on,sex,practice\n"
        f"9990000018,{who},1968-02-14,female,Y00001\n"
        "9990000026,Specimen,Bram,1960-03-01,male,Y00001\n"
    )
    results.write_text(
        "nhs_number,kind,taken_on,value,unit\n"
        f"9990000018,hba1c,2026-10-08,{value},mmol/mol\n"
        f"999 000 0018,hba1c,2026-10-20,{bad},mmol/mol\n"
        f"999 000 0026,hba1c,2026-10-20,{bad},mmol/mol\n"
    )
    medicines = folder / f"{name}-medicines.csv"
    medicines.write_text(
        "nhs_number,name,started_on,dose\n"
        f"9990000018,Metformin 500 mg tablets,2020-01-05,Canarydose {value}\n"
    )
    wishes = Wishes(practice="Y00001", allow_test_numbers=True, is_accepted=True)
    assert take_in(ws, [people_file, results, medicines], wishes).committed


def test_of_an_erased_meeting_only_stubs_are_left(approved: Held):
    ws = approved.ws
    keep_draft(ws.vault, Draft(f"{approved.meeting.id}/x/words", "half typed", 3))
    erased = erase_meeting(ws, approved.meeting.id, MISTAKE)
    after = all_of(ws)
    told = ("dapagliflozin", "bloods awaited", "J. Ferreira", "half typed", "Book eye screening")
    for word in (*told, "no needles", "grandchildren", "Network 3 MDT"):
        assert word not in after, word
    with ws.vault.reading() as reading:
        assert meetings(reading) == []
        assert open_actions(reading) == []
        (documents,) = next(reading.rows("SELECT count(*) FROM issued_document"))
    assert documents == 0
    assert erased.documents > 4
    assert kept_draft(ws.vault, f"{approved.meeting.id}/x/words") is None
    assert check_store(ws.vault) == []
    assert "Exemplar" in after  # of the register, which is no part of the meeting


def test_a_meeting_that_was_opened_again_is_erased_with_every_version_of_it(decided: Held):
    reopen_meeting(decided.ws, decided.meeting.id)
    end_meeting(decided.ws, decided.meeting.id)
    erase_meeting(decided.ws, decided.meeting.id, MISTAKE)
    assert "Network 3 MDT" not in all_of(decided.ws)
    assert check_store(decided.ws.vault) == []


def test_who_was_carried_over_keeps_the_question_for_the_next_meeting(approved: Held):
    ws = approved.ws
    erase_meeting(ws, approved.meeting.id, MISTAKE)
    with ws.vault.reading() as reading:
        waiting = nominations(reading)
    assert BRAM in waiting
    assert waiting[BRAM].is_chosen
    nominate(ws, Nomination(BRAM, True, "Still asked", asked="agreed"))
    following = plan_meeting(ws, Meeting("", "The next", date(2026, 12, 10)))
    start_meeting(ws, following.id)
    build_agenda(ws, following.id, [BRAM])
    with ws.vault.reading() as reading:
        assert [item.nhs_number for item in agenda(reading, following.id)] == [BRAM]
    assert check_store(ws.vault) == []


def test_a_meeting_that_has_not_ended_is_not_erased(held: Held):
    with pytest.raises(UserError, match="has ended"):
        erase_meeting(held.ws, held.meeting.id, MISTAKE)
    with pytest.raises(UserError, match="while a meeting is open"):
        erase_person(held.ws, ADA, ASKED)
    assert "Exemplar" in all_of(held.ws)


def test_before_its_day_a_meeting_is_not_erased_for_its_age(approved: Held):
    with pytest.raises(UserError, match="has not come"):
        erase_meeting(approved.ws, approved.meeting.id, RETENTION)
    later = Workspace(approved.ws.vault, approved.ws.user, lambda: date(2034, 11, 26))
    erase_meeting(later, approved.meeting.id, RETENTION)


def test_a_reason_of_the_list_is_needed(approved: Held):
    with pytest.raises(UserError, match="needs a reason"):
        erase_person(approved.ws, ADA, "Mrs Exemplar rang")


def test_somebody_who_is_not_here_cannot_be_erased(ws: Workspace):
    with pytest.raises(UserError, match="nothing about that person"):
        erase_person(ws, "9990000018", ASKED)


def test_older_copies_hold_it_until_they_are_deleted(approved: Held):
    ws = approved.ws
    old = back_up(ws.vault, "before")
    assert erasable_person(ws, ADA).copies == 1
    kept = erase_person(ws, ADA, ASKED)
    assert old.is_file()
    assert kept.copies_deleted == 0
    done = erase_meeting(ws, approved.meeting.id, MISTAKE, copies_too=True)
    assert done.copies_deleted == 2
    assert sorted((ws.vault.folder / "backups").glob("*.db")) == [done.copy]
    assert sorted((ws.vault.folder / "backups").glob("*.keys.json")) == [
        done.copy.with_suffix(".keys.json")
    ]


def test_an_own_target_agreed_in_the_meeting_outlasts_it_and_goes_with_the_person(held: Held):
    ws = held.ws
    agree_target(ws, ADA, Kind.HBA1C, "64", "her", TODAY, "falls", meeting=held.meeting.id)
    end_meeting(ws, held.meeting.id)
    erase_meeting(ws, held.meeting.id, MISTAKE)
    with ws.vault.reading() as reading:
        assert [target.value for target in targets_about(reading, ADA)] == [64.0]
    erase_person(ws, ADA, ASKED)
    with ws.vault.reading() as reading:
        assert targets_about(reading, ADA) == []


def test_the_trail_still_says_who_did_something_and_when_and_that_it_was_erased(approved: Held):
    erase_person(approved.ws, ADA, ASKED)
    with approved.ws.vault.reading() as reading:
        trail = read_trail(reading, Wish())
        details = [trail_details(reading, row) for row in trail.rows]
        theirs = read_trail(reading, Wish(person=ADA))
    assert trail.rows[0].what == "Person erased"
    assert [row.said for row in trail.rows if row.what == "Decision recorded"] == ["Erased since"]
    assert {row.what for row in trail.rows} >= {"Decision recorded", "Action agreed"}
    told = "\n".join(str(each) for each in details)
    assert "dapagliflozin" not in told
    assert ADA not in told
    assert theirs.total == 0


def test_who_is_in_no_file_any_more_is_erased_with_every_row_about_them(approved: Held):
    ws = approved.ws
    with ws.vault.writing(ws.user, "no longer named") as writing:
        writing.execute("INSERT INTO gone SELECT batch_id, id FROM patient")
        writing.execute(
            "INSERT INTO undated (patient_id, section, kind, said, value, setting, detail, unit,"
            " code, raw, inferred, batch_id, row) SELECT id, 'events', 'dka', '2019', '', '', '',"
            " '', '', '', 0, batch_id, 1 FROM patient"
        )
        writing.execute("INSERT INTO batch_person SELECT batch_id, id FROM patient")
    with ws.vault.reading() as reading:
        everybody = len(people(reading))
    erase_person(ws, ADA, ASKED)
    with ws.vault.reading() as reading:
        for table in ("gone", "undated", "batch_person", "patient"):
            (left,) = next(reading.rows(f"SELECT count(*) FROM {table}"))
            assert left == everybody - 1, table
    assert check_store(ws.vault) == []


def test_what_was_erased_cannot_be_changed_from_a_screen_that_still_shows_it(approved: Held):
    with approved.ws.vault.reading() as reading:
        actions = [action for action in open_actions(reading) if action.nhs_number == ADA]
    erase_person(approved.ws, ADA, ASKED)
    for action in actions:
        with pytest.raises(UserError, match="not in this store any more"):
            complete_action(approved.ws, action.id)
    assert check_store(approved.ws.vault) == []


def test_lists_worked_out_before_do_not_outlast_what_was_erased(approved: Held):
    ws = approved.ws
    case_list(ws, ws.today())
    erase_meeting(ws, approved.meeting.id, MISTAKE)
    with ws.vault.reading() as reading:
        for table in ("case_list", "listed_case", "measured"):
            assert list(reading.rows(f"SELECT * FROM {table}")) == []
    assert ADA in {case.person.nhs_number for case in case_list(ws, ws.today())}
