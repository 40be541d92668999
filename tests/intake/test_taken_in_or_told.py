"""Events, layouts and old names: what an import keeps, and what it says of the rest."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake import results
from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days
from mdt_app.intake.columns.layout_file import layout_in
from mdt_app.intake.columns.saved_layouts import layouts_saved
from mdt_app.intake.importing import preview_import, remember_columns, take_in
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.tally import Tally, new_report
from mdt_app.intake.wishes import Wishes
from mdt_app.register.network import set_up_network
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.roles import KeyHolder
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.intake.conftest import ADA, ADA_ROW, EVENTS, PATIENTS, lines
from tests.intake.practice_extracts import extract, people
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER

LAYOUT = """
name = "ours"
needs = [["Wert"], ["Wann"]]
[columns]
"Wert" = { is = "result.hba1c.value", unit = "mmol/mol" }
"Wann" = "result.hba1c.date"
"""
HEADINGS = ("NHS Number", "Family Name", "Given Name", "Date of Birth", "Wert", "Wann")
OURS = f"{','.join(HEADINGS)}\n{ADA},Exemplar,Ada,14/02/1950,{{}},2026-01-01\n"


@pytest.mark.parametrize("do", [take_in, preview_import])
def test_an_import_of_nothing_is_refused(ws, do):
    with pytest.raises(UserError) as found:
        do(ws, [])
    assert found.value.message == "No file was named."
    assert found.value.hint == "Name the files to import."


@pytest.mark.parametrize("do", [take_in, preview_import])
def test_who_may_not_take_files_in_reads_none(ws, files, do):
    paths = files(patients=lines(PATIENTS, ADA_ROW))
    ws.vault.holder = KeyHolder("V. Onlooker", "viewer")
    for named in (paths, [ws.vault.folder / "nowhere.csv"]):
        with pytest.raises(UserError, match="As a viewer you may not take files in"):
            do(ws, named, Wishes(allow_test_numbers=True))


def test_only_a_store_for_trying_out_takes_numbers_kept_for_testing(ws, files, tmp_path):
    paths = files(patients=lines(PATIENTS, ADA_ROW))
    (report,) = take_in(ws, paths).files
    assert [each.problem for each in report.problems] == ["A number kept for testing"]
    vault = create_store(tmp_path / "demo", USER, PASSPHRASE, cost=LEAST_COST, is_demo=True)
    demo = Workspace(vault, USER, ws.today)
    set_up_network(demo, NETWORK, PRACTICES)
    (report,) = take_in(demo, paths).files
    vault.lock()
    assert (report.problems, report.counts["patients"].new) == ([], 1)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("contact,,", "Empty, and this column is required"),
        ("contact,2036-01-01,", "A date in the future"),
        ("contact,2036,", "A date in the future"),
        ("contact,1940-01-01,", "A date before the person was born"),
        ("retinal_recall_due,2036-01-01,", None),
        ("retinal_recall_due,2036,", None),
    ],
)
def test_only_what_is_due_may_be_of_a_day_to_come(two_people, row, problem):
    report = two_people(events=lines(EVENTS, f"{ADA},{row}"))
    assert [each.problem for each in report.files[0].problems] == ([problem] if problem else [])
    assert report.files[0].counts["events"].new == (problem is None)


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("unheard,2026-01-01,", "kind", "Not a kind of event"),
        (f"contact,2026-01-01,{'x' * 32_768}", "detail", "Longer than any cell can be"),
    ],
)
def test_an_event_that_cannot_be_used_names_its_column(two_people, row, column, problem):
    report = two_people(events=lines(EVENTS, f"{ADA},{row}"))
    (said,) = report.files[0].problems
    assert (said.section, said.column, said.problem) == ("events", column, problem)


def test_somebodys_own_layout_is_kept_for_the_next_file_with_its_headings(
    ws, two_people, files, tmp_path
):
    (tmp_path / "ours.toml").write_text(LAYOUT)
    paths = files(events=lines(EVENTS, f"{ADA},contact,2026-01-01,"), first=OURS.format("58"))
    wishes = Wishes(layout=str(tmp_path / "ours.toml"), allow_test_numbers=True)
    assert not preview_import(ws, paths[1:], wishes).committed
    with ws.vault.reading() as reading:
        assert layouts_saved(reading) == []
    assert take_in(ws, paths[1:], wishes).committed
    with ws.vault.reading() as reading:
        (saved,) = layouts_saved(reading)
    assert (saved.name, saved.headings) == ("ours", HEADINGS)
    report = take_in(ws, files(second=OURS.format("60")), Wishes(allow_test_numbers=True))
    assert report.committed
    assert report.files[0].counts["results"].new == 1


def test_a_layout_that_came_with_the_program_is_not_kept_as_somebodys_own(ws, two_people, files):
    paths = files(search=lines("NHS Number,HbA1c,HbA1c Date", f"{ADA},58,2026-01-01"))
    report = take_in(ws, paths, Wishes(layout="wide-observations", allow_test_numbers=True))
    assert report.committed
    with ws.vault.reading() as reading:
        assert layouts_saved(reading) == []


def test_an_old_extract_that_begins_a_store_is_said_to_be_one(ws, files):
    paths = files(list=extract(people(3), "2025-11-25"))
    (report,) = take_in(ws, paths, Wishes(allow_test_numbers=True)).files
    assert report.warnings == ["The newest day in this file is 25 Nov 2025: it may be an old one."]


def test_too_many_readings_are_forgotten_with_which_of_them_were_percentages(monkeypatch):
    monkeypatch.setattr(results, "_MOST_READINGS", 1)
    people = KnownPeople({ADA: Who(1, 1, False)}, (), allow_test_numbers=True)
    checks, tally = ResultChecks(Days(TODAY), people), Tally(new_report("list.csv"), 1)
    for value in ("7.5", "7.6", "7.7", "7.5"):
        columns = [(ADA,), ("hba1c",), ("2026-01-05",), (value,), ("",), ("",), ("",)]
        checks.checked(Block(range(2, 3), columns), tally)
        assert len(checks._percents) <= len(checks._kept) <= 2
    assert list(tally.notes.values()) == [4]


@pytest.mark.parametrize("age", ["abc", "200"])
def test_an_age_that_is_none_is_told_and_the_result_kept(two_people, age):
    search = lines("NHS Number,Age,HbA1c,HbA1c Date", f"{ADA},{age},58,2026-01-01")
    report = two_people(search=search).files[0]
    (problem,) = report.problems
    assert (problem.column, problem.value, problem.problem) == ("Age", age, "Not an age in years")
    assert problem.hint == "Write whole years."
    assert report.counts["results"].new == 1


def test_what_columns_were_taken_for_is_kept_by_their_places(ws, two_people):
    search = lines("NHS Number,HbA1c,HbA1c Date,Rest", f"{ADA},58,2026-01-01,x")
    (report,) = two_people(search=search).files
    remember_columns(ws, report, "Ours")
    with ws.vault.reading() as reading:
        (saved,) = layouts_saved(reading)
    assert saved.headings == ("NHS Number", "HbA1c", "HbA1c Date", "Rest")
    assert dict(layout_in(saved.text, "x").columns) == {
        "#1": "person.nhs_number",
        "#2": "result.hba1c.value@1",
        "#3": "result.hba1c.date@1",
    }


def test_every_doubt_that_was_accepted_is_said(ws, files):
    notice = "Complete results are available on request,,,,,,,\n"
    cut = {
        "one": extract(people(5)) + notice,
        "other": extract(people(5, "Y00002", first=5)) + notice,
    }
    paths = files(**cut)
    asked = take_in(ws, paths, Wishes(allow_test_numbers=True))
    assert not asked.committed
    assert all(file.questions for file in asked.files)
    assert asked.refusal.message == asked.files[0].questions[0].heading
    assert asked.refusal.hint == "Look at the file again. If it is right as it is, add --accept."
    accepted = take_in(ws, paths, Wishes(allow_test_numbers=True, is_accepted=True))
    assert accepted.committed
    for file in accepted.files:
        assert [said for said in file.warnings if "may be cut short" in said] != []
