"""An import undone: what it brought goes, and what stood before comes back."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.history import files_taken_in, last_import
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.undo import undo_batch, what_was_built_on
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import KeyHolder
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    CAT,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)


def test_undo_brings_back_what_was_changed_superseded_and_replaced(ws, take, table_contents):
    take(
        patients=lines(PATIENTS, ADA_ROW),
        results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"),
        medicines=lines(MEDICINES, f"{ADA},Metformin,,500 mg,2020-01-01,2026-01-01,,yes"),
    )
    before = table_contents()
    report = take(
        patients=lines(PATIENTS, ADA_ROW.replace("Exemplar,Ada", "Other,A").replace("01", "09")),
        results=lines(RESULTS, f"{ADA},acr,2026-01-01,4,,"),
        medicines=lines(MEDICINES, f"{ADA},Metformin,,1 g,2020-01-01,2026-02-01,,no"),
        events=lines(EVENTS, f"{ADA},dka,2026-01-01,", f"{ADA},unheard_of,2026-01-01,"),
    )
    assert report.committed
    assert table_contents() != before
    undo_batch(ws, report.import_id)
    assert table_contents() == before
    with ws.vault.reading() as reading:
        assert set_aside_rows(reading) == []


def test_undo_supersedes_again_what_came_back(ws, two_people, table_contents):
    for value in (3, 4):
        two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,{value},,"))
    before = table_contents()
    report = two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"))
    assert (report.files[0].counts["results"].new, report.files[0].counts["results"].same) == (1, 0)
    assert table_contents() != before
    undo_batch(ws, report.import_id)
    assert table_contents() == before


def test_undoing_an_import_can_be_asked_for_by_any_of_its_files(ws, take, table_contents):
    before = table_contents()
    take(patients=lines(PATIENTS, ADA_ROW), events=lines(EVENTS, f"{ADA},dka,2026-01-01,"))
    with ws.vault.reading() as reading:
        batches = [key for (key,) in reading.rows("SELECT id FROM import_batch ORDER BY id")]
    undo_batch(ws, batches[1])
    assert table_contents() == before


def test_an_import_is_not_undone_under_a_later_one_about_the_same_people(ws, take, table_contents):
    first = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW))
    later = take(results=lines(RESULTS, f"{BEN},acr,2026-01-01,3,,"))
    before = table_contents()
    with pytest.raises(UserError, match=r"results\.csv") as refusal:
        undo_batch(ws, first.import_id)
    assert refusal.value.hint == "Undo the later imports first."
    assert "results.csv" in what_was_built_on(ws, first.import_id)
    assert table_contents() == before
    undo_batch(ws, later.import_id)
    assert what_was_built_on(ws, first.import_id) == ""
    undo_batch(ws, first.import_id)
    assert not table_contents()["patient"]


@pytest.mark.parametrize(
    "later",
    [
        {"events": lines(EVENTS, f"{BEN},dka,2026-01-01,")},
        {"medicines": lines(MEDICINES, f"{BEN},Metformin,,,,,,")},
    ],
)
def test_whatever_a_later_import_says_of_somebody_keeps_the_earlier(ws, take, later):
    first = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW))
    take(**later)
    with pytest.raises(UserError, match=rf"{next(iter(later))}\.csv"):
        undo_batch(ws, first.import_id)


def test_an_import_about_other_people_stands_in_nobodys_way(ws, take, table_contents):
    first = take(patients=lines(PATIENTS, ADA_ROW))
    take(patients=lines(PATIENTS, BEN_ROW))
    undo_batch(ws, first.import_id)
    assert [row[1] for row in table_contents()["patient"]] == [BEN]


def test_an_import_of_the_same_rows_keeps_them_when_the_repeat_is_undone(ws, take, table_contents):
    text = lines(PATIENTS, ADA_ROW)
    take(patients=text)
    before = table_contents()
    again = take(patients=text)
    undo_batch(ws, again.import_id)
    assert table_contents() == before


def test_what_people_entered_about_somebody_keeps_them(ws, take, table_contents):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    with ws.vault.writing(ws.user, "case chosen") as writing:
        writing.record("nomination", {"question": "?"}, about=ADA)
    before = table_contents()
    with pytest.raises(UserError) as refused:
        undo_batch(ws, report.import_id)
    assert refused.value.message == (
        "This import cannot be undone: something has been entered about 1 of the people it brought."
    )
    assert refused.value.hint == (
        "Nothing that people entered is ever removed. Correct the file and import it again."
    )
    assert table_contents() == before


def test_an_import_is_undone_once(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    undo_batch(ws, report.import_id)
    with ws.vault.reading() as reading:
        entry = all_entries(reading)[-1]
        batches = [batch for (batch,) in reading.rows("SELECT id FROM import_batch")]
    assert (entry.kind, entry.act) == ("import undone", "import undone")
    assert entry.payload == {"import": report.import_id, "batches": batches}
    for batch in (report.import_id, 99):
        with pytest.raises(UserError) as refused:
            undo_batch(ws, batch)
        assert refused.value.message == "There is no such import, or it was undone before."


@pytest.mark.parametrize(
    ("count", "names"),
    [(1, "a.csv"), (3, "a.csv, b.csv, c.csv"), (4, "a.csv, b.csv, c.csv and 1 more")],
)
def test_three_of_the_later_files_are_named(ws, take, count, names):
    first = take(patients=lines(PATIENTS, ADA_ROW))
    texts = {name: lines(EVENTS, f"{ADA},dka,2026-01-01,{name}") for name in "abcd"[:count]}
    take(**texts)
    assert what_was_built_on(ws, first.import_id) == (
        f"This import cannot be undone yet: later files speak of the same people ({names})."
    )


def test_who_may_not_take_files_in_undoes_none(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW))
    ws.vault.holder = KeyHolder("V. Onlooker", "viewer")
    with pytest.raises(UserError, match=r"As a viewer you may not take files in\."):
        undo_batch(ws, report.import_id)


def test_a_practice_an_import_added_goes_with_it_unless_somebody_else_came(ws, take):
    def ods():
        with ws.vault.reading() as reading:
            return {code for (code,) in reading.rows("SELECT ods FROM practice")}

    first = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "Z99999")))
    second = take(patients=lines(PATIENTS, BEN_ROW.replace("Y00002", "Z99999")))
    undo_batch(ws, first.import_id)
    assert "Z99999" in ods()
    undo_batch(ws, second.import_id)
    third = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "Z88888").replace(ADA, CAT)))
    undo_batch(ws, third.import_id)
    assert "Z88888" not in ods()


def test_an_import_taken_in_again_after_its_undo_is_new_again(ws, take, table_contents):
    texts = {
        "patients": lines(PATIENTS, ADA_ROW),
        "results": lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"),
    }
    undo_batch(ws, take(**texts).import_id)
    report = take(**texts)
    assert report.files[1].counts["results"].new == 1
    assert len(table_contents()["result"]) == 1


def test_the_last_import_is_all_files_of_the_latest_that_still_stands(ws, take):
    def last():
        with ws.vault.reading() as reading:
            return [file.file_name for file in last_import(files_taken_in(reading))]

    assert last() == []
    take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW), events=lines(EVENTS, f"{ADA},dka,2026-01-01,"))
    later = take(results=lines(RESULTS, f"{BEN},acr,2026-01-01,3,,"))
    assert last() == ["results.csv"]
    undo_batch(ws, later.import_id)
    assert last() == ["events.csv", "patients.csv"]
