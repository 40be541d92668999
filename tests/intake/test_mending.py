"""Rows set aside are mended cell by cell, taken in, and set aside again when that is undone."""

import csv
from dataclasses import replace

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.intake.exporting import write_set_aside
from mdt_app.intake.history import files_taken_in
from mdt_app.intake.mended_rows import MendedFile, MendedRow, mended_files
from mdt_app.intake.mending import mend, preview_mend
from mdt_app.intake.queries.batches import BatchFile
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import BY_NAME
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.undo import undo_batch, what_was_built_on
from mdt_app.intake.wishes import Wishes
from mdt_app.register.provenance import OfResult, in_words
from mdt_app.register.queries import batches, record_of
from mdt_app.register.tracing import provenance_of
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import KeyHolder
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    CAT,
    EVENTS,
    LISTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)

TRIAL = Wishes(allow_test_numbers=True)


def aside(ws):
    with ws.vault.reading() as reading:
        return set_aside_rows(reading)


def record(ws, number):
    with ws.vault.reading() as reading:
        return record_of(reading, number)


def mended(row, **cells):
    """The row's key and its cells, with some of them put right."""
    names = BY_NAME[row.section].readable
    kept = dict(zip(names, row.cells, strict=True))
    assert set(cells) <= set(names)
    return row.id, tuple((kept | cells)[name] for name in names)


@pytest.fixture
def three_results(two_people):
    """Results of Ada: row 2 is good, rows 3 and 4 are set aside."""
    return two_people(
        list=lines(
            RESULTS,
            f"{ADA},acr,2026-01-05,3,mg/mmol,home",
            f"{ADA},acr,2026-02-05,4O,mg/mmol,home",
            f"{ADA},hba1c,2026-13-05,58,mmol/mol,",
        )
    )


def test_a_mended_row_is_taken_in_and_keeps_the_number_of_its_row(ws, three_results):
    first, second = aside(ws)
    report = mend(
        ws, dict([mended(first, value="40"), mended(second, taken_on="2026-03-05")]), TRIAL
    )
    assert report.committed
    assert aside(ws) == []
    (file,) = report.files
    assert (file.name, file.counts["results"].new) == ("list.csv, 2 rows mended", 2)
    acr = record(ws, ADA).of_kind(Kind.ACR)
    assert [(result.value, result.row) for result in acr] == [(3.0, 2), (40.0, 3)]
    with ws.vault.reading() as reading:
        named = batches(reading)
        assert files_taken_in(reading)[0].mends == acr[0].batch
    assert named[acr[1].batch].file_name == "list.csv, 2 rows mended"
    assert named[acr[1].batch].digest == named[acr[0].batch].digest


def test_a_row_that_still_fails_stays_with_its_new_cells_and_reason(ws, three_results):
    first, second = aside(ws)
    report = mend(
        ws, dict([mended(first, value="40"), mended(second, taken_on="2027-01-05")]), TRIAL
    )
    assert report.committed
    assert report.files[0].name == "list.csv, 1 row mended"
    (problem,) = report.files[0].problems
    assert (problem.row, problem.column) == (4, "taken_on")
    assert problem.problem == "A date in the future"
    (still,) = aside(ws)
    assert (still.id, still.row, still.problem) == (second.id, 4, "A date in the future")
    assert still.cells == mended(second, taken_on="2027-01-05")[1]


def test_nothing_is_an_import_if_every_row_still_fails(ws, three_results):
    first, _second = aside(ws)
    with ws.vault.reading() as reading:
        before = len(files_taken_in(reading))
    report = mend(ws, dict([mended(first, value="many")]), TRIAL)
    assert not report.committed
    assert report.files[0].problems[0].problem == "Not a number"
    assert {row.value for row in aside(ws)} >= {"many"}
    with ws.vault.reading() as reading:
        assert len(files_taken_in(reading)) == before


def test_undoing_what_was_mended_sets_the_rows_aside_as_they_were(
    ws, three_results, table_contents
):
    before, listed = table_contents(*LISTS), aside(ws)
    first, second = (mended(listed[0], value="40"), mended(listed[1], taken_on="2027-01-05"))
    report = mend(ws, dict([first, second]), TRIAL)
    assert table_contents(*LISTS) != before
    undo_batch(ws, report.import_id)
    assert table_contents(*LISTS) == before
    assert aside(ws) == listed


def test_a_file_is_not_undone_under_rows_of_it_that_were_mended(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW, f"{BEN},,Ben,1962-07-01,male,Y00002"))
    (row,) = aside(ws)
    later = mend(ws, dict([mended(row, surname="Specimen")]), TRIAL)
    assert "patients.csv, 1 row mended" in what_was_built_on(ws, report.import_id)
    undo_batch(ws, later.import_id)
    undo_batch(ws, report.import_id)
    assert record(ws, ADA) is None


def test_a_preview_says_the_same_and_keeps_nothing(ws, three_results, table_contents):
    first, second = aside(ws)
    before, listed = table_contents(*LISTS), aside(ws)
    cells = dict([mended(first, value="40"), mended(second, taken_on="never")])
    preview = preview_mend(ws, cells, TRIAL)
    assert not preview.committed
    assert table_contents(*LISTS) == before
    assert aside(ws) == listed
    taken = mend(ws, cells, TRIAL)
    assert preview.as_json()["files"] == taken.as_json()["files"]


def test_rows_held_back_with_a_person_come_in_with_that_person(ws, take):
    twice = f"{ADA},Exemplar,Ada,1951-02-14,female,Y00001"
    take(
        patients=lines(PATIENTS, ADA_ROW, twice),
        results=lines(
            RESULTS, f"{ADA},acr,2026-01-05,3,mg/mmol,", f"{ADA},acr,2026-01-06,many,mg/mmol,"
        ),
        events=lines(EVENTS, f"{ADA},dka,2026-01-05,", f"{BEN},dka,2026-01-05,"),
    )
    people = [row for row in aside(ws) if row.section == "patients"]
    assert [row.is_held for row in people] == [True, True]
    report = mend(ws, dict([mended(people[0])]), TRIAL)
    assert {file.name for file in report.files} == {
        "patients.csv, 1 row mended",
        "results.csv, 1 row mended",
        "events.csv, 1 row mended",
    }
    ada = record(ws, ADA)
    assert ada.person.born_on.year == 1950
    assert [result.row for result in ada.of_kind(Kind.ACR)] == [2]
    assert [event.kind for event in ada.events] == ["dka"]
    left = {(row.section, row.problem) for row in aside(ws)}
    assert ("results", "Not a number") in left
    assert len(left) == 3


def test_a_person_is_changed_when_somebody_decides_that_the_row_is_right(ws, take, table_contents):
    take(patients=lines(PATIENTS, ADA_ROW))
    take(
        patients=lines(PATIENTS, ADA_ROW.replace("1950", "1951")),
        events=lines(EVENTS, f"{ADA},dka,2026-01-05,"),
    )
    before = table_contents(*LISTS)
    (row,) = (row for row in aside(ws) if row.section == "patients")
    assert not mend(ws, dict([mended(row)]), TRIAL).committed
    report = mend(ws, dict([mended(row)]), replace(TRIAL, is_accepted=True))
    assert report.committed
    assert record(ws, ADA).person.born_on.year == 1951
    assert len(record(ws, ADA).events) == 1
    assert aside(ws) == []
    undo_batch(ws, report.import_id)
    assert table_contents(*LISTS) == before


def test_a_cell_of_which_only_the_beginning_was_kept_is_not_taken_in(ws, two_people):
    two_people(events=lines(EVENTS, f"{ADA},dka,yesterday,{'x' * 2_000}"))
    (row,) = aside(ws)
    with pytest.raises(UserError) as refused:
        mend(ws, dict([mended(row, on="2026-01-05")]), TRIAL)
    assert refused.value.message == "The cell 'detail' of row 2 is too long to be mended here."
    assert refused.value.hint == "Write it shorter, or correct the file and import it again."
    assert mend(ws, dict([mended(row, on="2026-01-05", detail="x")]), TRIAL).committed


def test_rows_wait_on_while_their_person_still_fails(ws, take, table_contents):
    take(
        patients=lines(PATIENTS, ADA_ROW, ADA_ROW.replace("1950", "1951")),
        events=lines(EVENTS, f"{ADA},dka,2026-01-05,"),
    )
    person, _other, event = sorted(aside(ws), key=lambda row: row.section, reverse=True)
    report = mend(ws, dict([mended(person, born_on="2030-01-01")]), TRIAL)
    assert not report.committed
    assert [len(file.problems) for file in report.files] == [1, 0]
    assert [row for row in aside(ws) if row.section == "events"] == [event]


def test_a_mended_value_leaves_the_other_value_of_its_file_and_day_alone(
    ws, two_people, table_contents
):
    text = lines(
        RESULTS,
        f"{ADA},acr,2026-01-05,3,mg/mmol,home",
        f"{ADA},acr,2026-01-05,4O,mg/mmol,home",
    )
    two_people(list=text)
    (row,) = aside(ws)
    mend(ws, dict([mended(row, value="40")]), TRIAL)
    assert [result.value for result in record(ws, ADA).of_kind(Kind.ACR)] == [3.0, 40.0]
    before = table_contents()
    two_people(list=text)
    assert table_contents() == before
    assert aside(ws) == []
    two_people(list=lines(RESULTS, f"{ADA},acr,2026-01-05,41,mg/mmol,home"))
    assert [result.value for result in record(ws, ADA).of_kind(Kind.ACR)] == [41.0]


def test_a_mended_value_that_was_corrected_before_counts_again(ws, two_people, table_contents):
    row = f"{ADA},acr,2026-01-05,{{}},mg/mmol,"
    two_people(list=lines(RESULTS, row.format(3)))
    two_people(list=lines(RESULTS, row.format(4), row.format("3?")))
    assert [result.value for result in record(ws, ADA).of_kind(Kind.ACR)] == [4.0]
    before = table_contents()
    (set_aside,) = aside(ws)
    report = mend(ws, dict([mended(set_aside, value="3")]), TRIAL)
    assert [result.value for result in record(ws, ADA).of_kind(Kind.ACR)] == [3.0, 4.0]
    undo_batch(ws, report.import_id)
    assert table_contents() == before


def test_a_mended_medicine_adds_to_what_its_file_said(ws, two_people):
    two_people(
        list=lines(
            MEDICINES,
            f"{ADA},Metformin,,500 mg,2020-01-01,2026-01-01,2026-02-01,no",
            f"{ADA},Metformin,,,2020-01-01,3026-03-01,,",
        )
    )
    (row,) = aside(ws)
    assert mend(ws, dict([mended(row, last_issued_on="2025-03-01")]), TRIAL).committed
    (metformin,) = record(ws, ADA).medicines
    assert (metformin.dose, metformin.current) == ("500 mg", "no")
    assert metformin.ended > metformin.last_issued > metformin.started


def test_a_person_is_mended_with_the_practice_that_was_named_for_the_file(ws, take):
    heading = PATIENTS.removesuffix(",practice")
    take(practice="Y00003", patients=lines(heading, f"{CAT},Third,Cat,1960-13-01,female"))
    (row,) = aside(ws)
    assert mend(ws, dict([mended(row, born_on="1960-12-01")]), TRIAL).committed
    assert record(ws, CAT).person.practice == "Y00003"


def mend_nothing(ws):
    return preview_mend(ws, {999: ("",)})


def test_a_row_is_mended_once(ws, three_results):
    first, _second = aside(ws)
    assert mend(ws, dict([mended(first, value="40")]), TRIAL).committed
    for again in (lambda: mend(ws, dict([mended(first, value="41")])), lambda: mend_nothing(ws)):
        with pytest.raises(UserError) as refused:
            again()
        assert refused.value.message == "A row is not set aside any more, or cannot be mended here."
        assert refused.value.hint == "Look at the list of rows set aside again."


def test_mending_is_on_the_trail_without_naming_anybody(ws, three_results):
    first, _second = aside(ws)
    report = mend(ws, dict([mended(first, value="40")]), TRIAL)
    with ws.vault.reading() as reading:
        entry = all_entries(reading, "mending")[-1]
    assert entry.payload == {"import": report.import_id, "rows": [first.id]}
    assert entry.about == ""


def of_file(*rows):
    return MendedFile(BatchFile(1, "list.csv", "", "", "", frozenset()), list(rows))


def result(key, value, row=7, lacking=()):
    return MendedRow(key, "results", row, (ADA, "acr", value), "", 0, frozenset(lacking), True)


def test_several_things_said_by_one_row_are_told_apart_by_their_cells():
    problem = Problem(7, "value", "x", "Not a number", "", "results", cells=(ADA, "acr", "x"))
    assert of_file(result(1, "3"), result(2, "x")).failed([problem]) == {2: problem}
    alone = replace(problem, cells=())
    assert of_file(result(1, "3"), result(2, "x")).failed([alone]) == {1: alone}


def test_rows_are_tried_in_the_order_of_their_file_those_that_lack_the_same_together():
    rows = [result(3, "3", 9), result(2, "2", 8, ["unit"]), result(1, "1", 7)]
    blocks = list(of_file(*rows).blocks("results", ()))
    assert [(list(block.rows), block.columns[2]) for block in blocks] == [
        ([7, 9], ("1", "3")),
        ([8], ("2",)),
    ]
    assert [block.lacking for block in blocks] == [frozenset(), frozenset(["unit"])]


def test_rows_set_aside_are_written_as_a_file_that_spreadsheets_read(ws, two_people, tmp_path):
    two_people(
        list=lines(RESULTS, f"{ADA},weight,2026-01-05,-5,kg,", f'{ADA},acr,2026-01-05,"=1+1",,'),
        more=lines(EVENTS, f"{ADA},dka,yesterday,Zoë"),
    )
    path = tmp_path / "aside.csv"
    assert write_set_aside(ws, path) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["file"], row["file_row"]): row for row in csv.DictReader(file)}
    assert rows["list.csv", "2"]["value"] == "-5"
    assert rows["list.csv", "3"]["value"] == "'=1+1"
    assert rows["list.csv", "3"]["reason"] == "Not a number"
    assert rows["more.csv", "2"]["detail"] == "Zoë"
    assert rows["more.csv", "2"]["value"] == ""


def test_a_mended_value_says_what_stood_in_the_file(ws, three_results):
    first, _second = aside(ws)
    assert mend(ws, dict([mended(first, value="40")]), TRIAL).committed
    with ws.vault.reading() as reading:
        (result,) = [r for r in record(ws, ADA).of_kind(Kind.ACR) if r.value == 40]
        told = in_words(provenance_of(reading, OfResult(ADA, Kind.ACR, result.day)))
    assert told[0] == "Urine ACR at home 40 mg/mmol on 5 Feb 2026"
    assert "Mended by hand: value in the file was “4O” (Not a number with a unit)" in told
    assert not [line for line in told if line.startswith("In the file")]


def as_they_would_be_tried(ws, cells, practice=""):
    with ws.vault.reading() as reading:
        return [row for file in mended_files(reading, cells, practice) for row in file.rows]


def test_what_stood_in_the_file_is_no_source_of_a_value_that_was_mended(ws, two_people):
    two_people(search=lines("NHS Number,Smoking Status,Smoking Date", f"{ADA},Ex smoker,never"))
    (row,) = aside(ws)
    raws = [
        as_they_would_be_tried(ws, dict([mended(row, **cells)]))[0].raw
        for cells in ({"taken_on": "2026-01-05"}, {"value": "4"}, {"unit": "%"}, {"kind": "acr"})
    ]
    assert raws == ["Ex smoker", "", "", ""]


def test_a_column_that_the_file_lacks_is_lacking_until_it_is_filled(ws, two_people):
    two_people(search=lines("NHS Number,Date of Birth,HbA1c,HbA1c Date", f"{CAT},1960-12-01,,"))
    (row,) = (row for row in aside(ws) if row.section == "patients")
    (tried,) = as_they_would_be_tried(ws, dict([mended(row, surname="Third", sex=" ")]))
    assert tried.lacking == {"forename", "sex", "practice"}
    (tried,) = as_they_would_be_tried(ws, dict([mended(row, sex="female")]), "Y00003")
    assert tried.lacking == {"surname", "forename"}
    assert tried.cells[BY_NAME["patients"].readable.index("practice")] == "Y00003"


def test_somebody_whose_practice_nothing_says_is_asked_about_and_their_row_waits(ws, two_people):
    two_people(search=lines("NHS Number,Date of Birth,HbA1c,HbA1c Date", f"{CAT},1960-12-01,,"))
    before = aside(ws)
    (row,) = (row for row in before if row.section == "patients")
    cells = dict([mended(row, surname="Third", forename="Cat", sex="female")])
    report = mend(ws, cells, TRIAL)
    assert report.refusal is not None
    assert "does not say which practice its people belong to" in report.refusal.message
    assert not report.committed
    assert (aside(ws), record(ws, CAT)) == (before, None)
    assert mend(ws, cells, replace(TRIAL, practice="Y00003")).committed
    assert record(ws, CAT).person.practice == "Y00003"


def test_a_row_kept_when_its_section_had_fewer_columns_can_be_mended(ws, two_people):
    two_people(events=lines(EVENTS, f"{ADA},dka,never,"))
    (row,) = aside(ws)
    with ws.vault.writing(ws.user, "a test") as writing:
        writing.execute('UPDATE set_aside SET cells = \'["9990000018", "dka", "never"]\'')
    (tried,) = as_they_would_be_tried(ws, dict([mended(row, on="2026-01-05")]))
    assert tried.cells == (ADA, "dka", "2026-01-05", "")


def test_a_practice_is_named_for_people_whose_row_names_none_and_for_no_other_row(ws, take):
    take(
        patients=lines(PATIENTS, ADA_ROW.replace("1950", "3950")),
        results=lines(RESULTS, f"{ADA},acr,2026-01-05,many,mg/mmol,"),
    )
    cells = {row.id: row.cells for row in aside(ws)}
    tried = as_they_would_be_tried(ws, cells, "Y00003")
    assert {row.key: row.cells for row in tried} == cells


def test_rows_held_with_somebody_else_are_left_alone(ws, take):
    again = [ADA_ROW.replace("1950", "1951"), BEN_ROW.replace("1962", "1963")]
    take(
        patients=lines(PATIENTS, ADA_ROW, BEN_ROW, *again),
        events=lines(EVENTS, f"{ADA},dka,2026-01-05,", f"{BEN},dka,2026-01-05,"),
    )
    bens = [row for row in aside(ws) if BEN in row.cells]
    (adas, *_others) = (row for row in aside(ws) if row.section == "patients")
    assert mend(ws, dict([mended(adas)]), TRIAL).committed
    assert len(record(ws, ADA).events) == 1
    assert [row for row in aside(ws) if BEN in row.cells] == bens


def test_a_file_in_which_nothing_passes_hides_no_other(ws, two_people):
    two_people(
        one=lines(EVENTS, f"{ADA},dka,yesterday,"), two=lines(EVENTS, f"{ADA},hhs,yesterday,")
    )
    first, second = sorted(aside(ws), key=lambda row: row.cells[1])
    report = mend(ws, dict([mended(first), mended(second, on="2026-01-05")]), TRIAL)
    assert [file.name for file in report.files] == ["one.csv", "two.csv, 1 row mended"]
    assert [row.id for row in aside(ws)] == [first.id]


@pytest.mark.parametrize("do", [mend, preview_mend])
@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (KeyHolder("V. Onlooker", "viewer"), r"As a viewer you may not take files in\."),
        (KeyHolder("R. Begum", "practice_nurse", ("Y00002",)), "for your own practice only"),
    ],
)
def test_who_may_not_take_these_files_in_mends_nothing(ws, three_results, do, holder, said):
    first, _second = listed = aside(ws)
    ws.vault.holder = holder
    for value in ("40", "many"):
        with pytest.raises(UserError, match=said):
            do(ws, dict([mended(first, value=value)]), TRIAL)
    assert aside(ws) == listed


def test_new_cells_that_still_fail_are_kept_whoever_may_take_files_in(ws, three_results):
    first, _second = aside(ws)
    ws.vault.holder = KeyHolder("R. Begum", "practice_nurse", ("Y00001",))
    assert not mend(ws, dict([mended(first, value="many")]), TRIAL).committed
    assert {row.value for row in aside(ws)} >= {"many"}
    with ws.vault.reading() as reading:
        assert all_entries(reading)[-1].act == "rows mended"


def test_numbers_kept_for_testing_are_mended_in_a_store_for_trying_out_only(ws, three_results):
    first, _second = aside(ws)
    cells = dict([mended(first, value="40")])
    (problem,) = preview_mend(ws, cells).files[0].problems
    assert problem.problem == "A number kept for testing"
    with ws.vault.writing(ws.user, "a test") as writing:
        writing.execute("UPDATE store SET value = '1' WHERE name = 'demo'")
    assert mend(ws, cells).committed
