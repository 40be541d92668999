"""People a practice's extract no longer names: listed, kept with the import, never deleted."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.gone import people_gone
from mdt_app.intake.importing import preview_import
from mdt_app.intake.mending import mend
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import people as everyone
from tests.intake.conftest import PATIENTS, RESULTS, lines
from tests.intake.practice_extracts import HEADING, extract, people, plain_list

FIVE = people(5)
OTHERS = people(4, "Y00002", first=5)


def gone(report, place=0):
    return [person.nhs_number for person in report.files[place].gone]


def kept_gone(ws):
    with ws.vault.reading() as reading:
        return [person.nhs_number for person in people_gone(reading)]


def test_whom_the_next_extract_does_not_name_is_listed_and_stays(ws, take):
    assert gone(take(list=extract(FIVE))) == []
    report = take(list=extract(FIVE[:4]))
    (person,) = report.files[0].gone
    assert (person.nhs_number, person.name, person.practice) == (
        FIVE[4].number,
        "Exemplar4, Ada",
        "Y00001",
    )
    assert report.as_json()["files"][0]["gone"] == 1
    with ws.vault.reading() as reading:
        (kept,) = people_gone(reading)
        assert len(everyone(reading)) == 5
    assert (kept.nhs_number, kept.name) == (person.nhs_number, person.name)
    assert kept.practice == person.practice
    assert (kept.file_name, kept.on) == ("list.csv", ws.today())


def test_a_preview_lists_them_and_keeps_nothing(ws, take, files):
    take(list=extract(FIVE))
    report = preview_import(ws, files(list=extract(FIVE[:4])), Wishes(allow_test_numbers=True))
    assert gone(report) == [FIVE[4].number]
    assert kept_gone(ws) == []


def test_somebody_seen_again_is_gone_no_longer(ws, take):
    take(list=extract(FIVE))
    take(list=extract(FIVE[:4]))
    assert kept_gone(ws) == [FIVE[4].number]
    assert gone(take(list=extract([FIVE[4], *FIVE[:4]]))) == []
    assert kept_gone(ws) == []


def test_somebody_seen_again_in_a_file_of_another_layout_is_gone_no_longer(ws, take):
    take(list=extract(FIVE))
    take(list=extract(FIVE[:4]))
    take(patients=plain_list(FIVE[4:]))
    assert kept_gone(ws) == []


def test_somebody_who_stays_away_is_told_once_with_the_first_file(ws, take):
    take(october=extract(FIVE))
    take(november=extract(FIVE[:4]))
    assert gone(take(december=extract(FIVE[:4], "2026-11-02"))) == []
    with ws.vault.reading() as reading:
        assert [person.file_name for person in people_gone(reading)] == ["november.csv"]


def test_the_same_file_again_and_an_older_one_tell_of_nobody(ws, take):
    take(list=extract(FIVE[:4]))
    take(list=extract(FIVE))
    assert gone(take(list=extract(FIVE))) == []
    assert gone(take(list=extract(FIVE[:4]))) == []
    assert kept_gone(ws) == []


def test_another_practices_people_are_not_missed(ws, take):
    take(one=extract(FIVE), two=extract(OTHERS))
    assert gone(take(one=extract(FIVE[:4]))) == [FIVE[4].number]
    assert gone(take(two=extract(OTHERS[:3]))) == [OTHERS[3].number]
    assert kept_gone(ws) == [FIVE[4].number, OTHERS[3].number]


def test_one_file_for_two_practices_is_compared_practice_by_practice(take):
    take(one=extract(FIVE), two=extract(OTHERS))
    assert gone(take(both=extract([*FIVE[:4], *OTHERS[:3]]))) == [
        FIVE[4].number,
        OTHERS[3].number,
    ]


def test_a_list_in_two_files_is_one_list(take):
    take(one=extract(FIVE))
    report = take(one=extract(FIVE[:2]), two=extract(FIVE[2:4]))
    assert (gone(report, 0), gone(report, 1)) == ([FIVE[4].number], [])
    assert gone(take(one=extract(FIVE[:3], "2026-11-02"))) == [FIVE[3].number]


def test_another_layouts_list_is_not_compared(take):
    take(list=extract(FIVE))
    names = lines(HEADING, *(f"{one.number},{one.surname},Ada,14-Feb-1950,Female,Y00001"
                             for one in FIVE[:2]))  # fmt: skip
    report = take(names=names)
    assert report.files[0].layout != "wide-observations"
    assert gone(report) == []


def test_somebody_who_moved_to_another_practice_or_left_or_died_is_not_gone(take):
    take(list=extract(FIVE))
    rows = [
        f"{FIVE[4].number},Exemplar4,Ada,1950-02-14,female,Y00002,,",
        f"{FIVE[3].number},Exemplar3,Ada,1950-02-14,female,Y00001,2026-11-01,",
        f"{FIVE[2].number},Exemplar2,Ada,1950-02-14,female,Y00001,,2026-11-01",
    ]
    take(patients=lines(f"{PATIENTS},left_on,died_on", *rows))
    assert gone(take(list=extract(FIVE[:1]))) == [FIVE[1].number]


def test_somebody_who_came_from_another_practice_was_not_on_its_list(take):
    take(list=extract(FIVE))
    take(patients=plain_list([FIVE[4]._replace(practice="Y00002")]))
    assert gone(take(two=extract(OTHERS))) == []


@pytest.mark.parametrize("name", ["a", "z"])
def test_a_file_of_another_layout_in_the_same_command_does_not_bring_them_back(ws, take, name):
    take(list=extract(FIVE))
    result = lines(RESULTS, f"{FIVE[4].number},hba1c,2026-11-01,58,mmol/mol,")
    report = take(list=extract(FIVE[:4]), **{name: result})
    assert gone(report) == kept_gone(ws) == [FIVE[4].number]


def test_somebody_who_leaves_later_is_gone_no_longer(ws, take):
    take(list=extract(FIVE))
    take(list=extract(FIVE[:4]))
    row = f"{FIVE[4].number},Exemplar4,Ada,1950-02-14,female,Y00001,2026-11-01"
    take(patients=lines(f"{PATIENTS},left_on", row))
    assert kept_gone(ws) == []


def test_somebody_whose_row_is_held_or_rejected_is_named_all_the_same(take):
    take(list=extract(FIVE))
    spoilt = extract(FIVE).replace("Exemplar4,Ada,14-Feb-1950", "Exemplar4,Ada,15-Feb-1950")
    spoilt = spoilt.replace("Exemplar3,Ada,14-Feb-1950", "Exemplar3,Ada,never")
    report = take(list=spoilt)
    counts = report.files[0].counts["patients"]
    assert (counts.held, counts.rejected) == (1, 1)
    assert gone(report) == []


@pytest.mark.parametrize(("named", "listed"), [(4, 1), (3, 0)])
def test_a_plain_list_tells_only_with_four_in_five_of_the_people_of_last_time(take, named, listed):
    take(patients=plain_list(FIVE))
    report = take(patients=plain_list([*FIVE[:named], *people(3, first=20)]))
    assert len(gone(report)) == listed


def test_whoever_is_named_by_other_files_of_a_plain_command_is_not_gone(take):
    take(patients=plain_list(FIVE))
    result = lines(RESULTS, f"{FIVE[4].number},hba1c,2026-11-01,58,mmol/mol,")
    assert gone(take(patients=plain_list(FIVE[:4]), results=result)) == []


def test_a_file_without_rows_about_people_tells_of_nobody(take):
    take(patients=plain_list(FIVE))
    report = take(results=lines(RESULTS, f"{FIVE[0].number},hba1c,2026-11-01,58,mmol/mol,"))
    assert gone(report) == []


def test_undoing_the_import_takes_the_list_back(ws, take, table_contents):
    take(list=extract(FIVE))
    before = table_contents()
    report = take(list=extract(FIVE[:4]))
    undo_batch(ws, report.import_id)
    assert kept_gone(ws) == []
    assert table_contents() == before
    assert gone(take(list=extract(FIVE[:4]))) == [FIVE[4].number]


def test_an_undone_list_is_not_the_one_of_last_time(ws, take):
    take(list=extract(FIVE[:4]))
    undo_batch(ws, take(list=extract(FIVE)).import_id)
    assert gone(take(list=extract(FIVE[:3]))) == [FIVE[3].number]


def test_an_import_is_not_undone_while_a_later_one_says_its_people_are_gone(ws, take):
    first = take(list=extract(FIVE[:1]))
    second = take(list=extract(FIVE[1:2]))
    assert gone(second) == [FIVE[0].number]
    with pytest.raises(UserError, match="later files"):
        undo_batch(ws, first.import_id)
    undo_batch(ws, second.import_id)
    undo_batch(ws, first.import_id)
    with ws.vault.reading() as reading:
        assert everyone(reading) == []


def test_a_mended_row_is_no_list_of_its_own_but_belongs_to_its_file(ws, take):
    spoilt = extract(FIVE).replace("Exemplar4,Ada,14-Feb-1950", "Exemplar4,Ada,never")
    take(list=spoilt)
    with ws.vault.reading() as reading:
        (row,) = (row for row in set_aside_rows(reading) if row.section == "patients")
    cells = [cell.replace("never", "1950-02-14") for cell in row.cells]
    report = mend(ws, {row.id: cells}, Wishes(allow_test_numbers=True))
    assert report.files[0].counts["patients"].new == 1
    assert gone(report) == []
    assert gone(take(list=extract(FIVE[1:4]))) == [FIVE[0].number, FIVE[4].number]


def test_rows_mended_together_are_no_list_either(ws, take):
    take(patients=plain_list(FIVE))
    take(patients=plain_list(FIVE[:4]).replace("1950-02-14", "never"))
    assert kept_gone(ws) == [FIVE[4].number]
    with ws.vault.reading() as reading:
        aside = set_aside_rows(reading)
    mended = {row.id: [cell.replace("never", "1950-02-14") for cell in row.cells] for row in aside}
    report = mend(ws, mended, Wishes(allow_test_numbers=True))
    assert [file.counts["patients"].same for file in report.files] == [4]
    assert [gone(report, place) for place in range(len(report.files))] == [[]]


def test_a_file_taken_in_before_does_not_hide_whom_another_beside_it_misses(take):
    take(known=extract(OTHERS))
    take(patients=plain_list(FIVE))
    report = take(known=extract(OTHERS), patients=plain_list(FIVE[:4]))
    assert (gone(report, 0), gone(report, 1)) == ([], [FIVE[4].number])
