"""What each role meets with in the use cases themselves: refused before anything is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdt_app.documents.calendar_file import write_calendar
from mdt_app.documents.decision_lists import DecisionList, write_decision_list
from mdt_app.documents.outputs import NUMBERS, Order, write_outputs
from mdt_app.errors import UserError
from mdt_app.intake.exporting import export_store, write_set_aside
from mdt_app.intake.importing import preview_import, take_in
from mdt_app.intake.mending import mend
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.actions import agree_action, amend_action, complete_action
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.spoken import Spoken, keep_spoken_of
from mdt_app.meeting.values import Action, Meeting, Nomination
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import KeyHolder
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM

NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00001",))
VIEWER = KeyHolder("V. Onlooker", "viewer")
ASKED = Nomination(ADA, True, "What next for glucose?", "her grandchildren", asked="agreed")
PATIENTS = (
    "nhs_number,surname,forename,title,born_on,sex,practice,diabetes_type,diagnosed_on\n"
    "9990000107,Begum,Gita,Mrs,1968-02-14,female,{practice},type 2,2011-05-03\n"
)
TEST_NUMBERS = Wishes(allow_test_numbers=True)


def _leaving(ws: Workspace, meeting: Meeting, folder: Path) -> dict[str, Callable[[], object]]:
    numbers = DecisionList("x", "Insulin", (ADA, BRAM))
    return {
        "calendar": lambda: write_calendar(ws, folder / "days.ics"),
        "numbers": lambda: write_decision_list(ws, numbers, folder / "numbers.txt"),
        "letters": lambda: write_outputs(ws, Order(meeting.id, (NUMBERS,)), folder),
        "register": lambda: export_store(ws, folder / "register"),
        "rows set aside": lambda: write_set_aside(ws, folder / "aside.csv"),
    }


@pytest.mark.parametrize("holder", [VIEWER, NURSE], ids=["viewer", "nurse"])
def test_nothing_leaves_by_who_may_not_let_it_leave(
    ws: Workspace, meeting: Meeting, six_people: list[str], tmp_path: Path, holder: KeyHolder
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    ws.vault.holder = holder
    for what, write in _leaving(ws, meeting, folder).items():
        with pytest.raises(UserError, match=r"may not|own practice only"):
            write()
        assert list(folder.iterdir()) == [], what


def test_a_nurse_writes_out_what_is_about_the_own_practice(
    ws: Workspace, six_people: list[str], tmp_path: Path
) -> None:
    ws.vault.holder = NURSE
    own = DecisionList("x", "Insulin", (ADA,))
    write_decision_list(ws, own, tmp_path / "numbers.txt")
    assert (tmp_path / "numbers.txt").read_text().split() == [ADA]
    write_calendar(ws, tmp_path / "days.ics", practice="Y00001")


def test_nobody_takes_files_in_who_may_not(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_text(PATIENTS.format(practice="Y00001"))
    ws.vault.holder = VIEWER
    for take in (preview_import, take_in):
        with pytest.raises(UserError, match="As a viewer you may not take files in"):
            take(ws, [path], TEST_NUMBERS)


@pytest.mark.parametrize(("practice", "is_own"), [("Y00001", True), ("Y00002", False)])
def test_a_nurse_takes_in_the_own_practice_and_no_other(
    ws: Workspace, tmp_path: Path, practice: str, is_own: bool
) -> None:
    path = tmp_path / "patients.csv"
    path.write_text(PATIENTS.format(practice=practice))
    ws.vault.holder = NURSE
    if is_own:
        assert take_in(ws, [path], TEST_NUMBERS).committed
        return
    with pytest.raises(UserError, match="take files in for your own practice only"):
        take_in(ws, [path], TEST_NUMBERS)
    with ws.vault.reading() as reading:
        assert list(reading.rows("SELECT 1 FROM patient")) == []
        assert all_entries(reading, "import") == []


@pytest.mark.parametrize(("practice", "is_own"), [("Y00001", True), ("Y00002", False)])
def test_a_nurse_mends_rows_of_the_own_practice_and_no_other(
    ws: Workspace, tmp_path: Path, practice: str, is_own: bool
) -> None:
    """Not even where the new cells still fail, so that nothing is taken in."""
    heading, row = PATIENTS.format(practice=practice).splitlines()
    bad = row.replace("9990000107", "9990000108")
    path = tmp_path / "patients.csv"
    path.write_text(f"{heading}\n{row}\n{bad}\n")
    assert take_in(ws, [path], TEST_NUMBERS).committed
    with ws.vault.reading() as reading:
        (aside,) = set_aside_rows(reading)
    ws.vault.holder = NURSE
    cells = {aside.id: ["still wrong", *aside.cells[1:]]}
    if is_own:
        assert not mend(ws, cells, TEST_NUMBERS).committed
    else:
        with pytest.raises(UserError, match="take files in for your own practice only"):
            mend(ws, cells, TEST_NUMBERS)
    with ws.vault.reading() as reading:
        (now,) = set_aside_rows(reading)
    assert (now.cells[0] == "still wrong") is is_own


def test_a_nurse_prepares_the_people_of_the_own_practice_and_no_others(
    ws: Workspace, six_people: list[str]
) -> None:
    ws.vault.holder = NURSE
    assert nominate(ws, ASKED).nhs_number == ADA
    with pytest.raises(UserError, match="for your own practice only"):
        nominate(ws, replace(ASKED, nhs_number=BRAM))


def test_a_nurse_says_what_became_of_an_action_and_changes_nothing_else_of_it(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    asked = Action(nhs_number=ADA, words="Start metformin", owner="N. Patel", due_on=TODAY)
    action = agree_action(ws, replace(asked, meeting=meeting.id))
    ws.vault.holder = NURSE
    with pytest.raises(UserError, match="may not record decisions and actions"):
        amend_action(ws, replace(action, words="Stop metformin"))
    with pytest.raises(UserError, match="may not record decisions and actions"):
        agree_action(ws, replace(asked, meeting=meeting.id))
    assert complete_action(ws, action.id, TODAY, "given").state == "done"


def test_who_looks_on_leaves_no_times_and_is_not_told_so(ws: Workspace, meeting: Meeting) -> None:
    now = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
    ws.vault.holder = VIEWER
    keep_spoken_of(ws, [Spoken(meeting.id, ADA, now, now)])
    with ws.vault.reading() as reading:
        assert all_entries(reading, "spoken_of") == []
