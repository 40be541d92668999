"""The register as four files: what is in them, and what a spreadsheet must not run."""

import csv

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.exporting import export_store, write_set_aside
from mdt_app.intake.sections import BY_NAME
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import KeyHolder
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)


@pytest.fixture
def exported(ws, tmp_path):
    def export():
        rows = {}
        for path in export_store(ws, tmp_path / "out"):
            with path.open(encoding="utf-8", newline="") as file:
                rows[path.stem] = list(csv.DictReader(file))
        return rows

    return export


def test_an_export_has_the_four_files_with_all_columns_even_when_empty(ws, tmp_path):
    paths = export_store(ws, tmp_path / "new" / "out")
    assert [path.name for path in paths] == [
        "patients.csv",
        "results.csv",
        "medicines.csv",
        "events.csv",
    ]
    for path in paths:
        heading = path.read_text(encoding="utf-8").strip().split(",")
        assert tuple(heading) == BY_NAME[path.stem].columns


def test_values_are_in_the_unit_kept_with_their_comparator(take, exported):
    rows = [
        f"{ADA},hba1c,2026-01-01,<7.5,%,home",
        f"{ADA},blood_pressure,2026-01-01,142/86,,",
        f"{ADA},foot_risk_left,2026-01-01,increased,,",
        f"{ADA},acr,2026-01-01,0.5,mg/mmol,",
    ]
    take(patients=lines(PATIENTS, ADA_ROW), results=lines(RESULTS, *rows))
    found = {row["kind"]: (row["value"], row["unit"]) for row in exported()["results"]}
    assert found == {
        "hba1c": ("<58", "mmol/mol"),
        "blood_pressure": ("142/86", "mmHg"),
        "foot_risk_left": ("moderate", ""),
        "acr": ("0.5", "mg/mmol"),
    }


def test_a_superseded_value_is_left_out(take, exported):
    take(patients=lines(PATIENTS, ADA_ROW), results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"))
    take(results=lines(RESULTS, f"{ADA},acr,2026-01-01,4,,"))
    assert [row["value"] for row in exported()["results"]] == ["4"]


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "＝1", "'=1", "''+1"])
def test_no_text_cell_is_a_formula_to_a_spreadsheet(take, exported, text):
    take(
        patients=lines(PATIENTS, ADA_ROW.replace("Exemplar", text)),
        medicines=lines(MEDICINES, f"{ADA},{text},other,{text},,,,"),
        events=lines(EVENTS, f"{ADA},contact,2026-01-01,{text}"),
    )
    rows = exported()
    cells = (
        rows["patients"][0]["surname"],
        rows["medicines"][0]["name"],
        rows["medicines"][0]["dose"],
        rows["events"][0]["detail"],
    )
    assert all(cell.startswith("'") for cell in cells)


def test_people_are_in_the_order_of_their_numbers(take, exported):
    take(patients=lines(PATIENTS, BEN_ROW, ADA_ROW))
    numbers = [row["nhs_number"] for row in exported()["patients"]]
    assert numbers == sorted(numbers)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(ws, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError, match="could not be written"):
        export_store(ws, tmp_path / "taken")


def test_an_export_is_on_the_trail(ws, tmp_path):
    export_store(ws, tmp_path / "out")
    with ws.vault.reading() as reading:
        kinds = [kind for (kind,) in reading.rows("SELECT kind FROM entry ORDER BY sequence")]
    assert kinds[-1] == "export"


def _rows_aside(ws, folder):
    path = folder / "aside.csv"
    write_set_aside(ws, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("write", [export_store, write_set_aside])
def test_who_may_not_export_writes_nothing(ws, tmp_path, write):
    ws.vault.holder = KeyHolder("V. Onlooker", "viewer")
    with pytest.raises(UserError, match="As a viewer you may not"):
        write(ws, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_is_in_the_files_about_somebody_left_out(take, ws, tmp_path):
    take(
        patients=lines(PATIENTS, ADA_ROW, BEN_ROW),
        results=lines(RESULTS, *(f"{who},acr,2026-01-01,3,," for who in (ADA, BEN))),
        medicines=lines(MEDICINES, *(f"{who},Metformin,,,,,," for who in (ADA, BEN))),
        events=lines(EVENTS, *(f"{who},dka,2026-01-01," for who in (ADA, BEN))),
    )
    for path in export_store(ws, tmp_path / "out", left_out={BEN}):
        with path.open(encoding="utf-8", newline="") as file:
            assert [row["nhs_number"] for row in csv.DictReader(file)] == [ADA]


@pytest.mark.parametrize("decile", ["3", ""])
def test_every_cell_of_a_person_stands_in_its_own_column(take, exported, decile):
    headings = f"{PATIENTS},frailty,care_home,deprivation_decile,left_on"
    take(patients=lines(headings, f"{ADA_ROW},mild,yes,{decile},2026-11-01"))
    ((row),) = exported()["patients"]
    found = [row[name] for name in headings.split(",")]
    assert found == [*ADA_ROW.split(","), "mild", "yes", decile, "2026-11-01"]


def test_a_name_with_accents_is_written_as_it_is_and_marked_for_spreadsheets(take, ws, tmp_path):
    take(patients=lines(PATIENTS, ADA_ROW.replace("Ada", "Adé"), f"{BEN},Bén,,,,Y00002"))
    (path, *_) = export_store(ws, tmp_path / "out")
    assert "Adé" in path.read_bytes().decode("utf-8")
    write_set_aside(ws, tmp_path / "aside.csv")
    content = (tmp_path / "aside.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Bén" in content.decode("utf-8")


def test_a_line_that_could_not_be_laid_out_is_written_with_its_reason(take, ws, tmp_path):
    who = (
        "NHS Number,Family Name,Given Name,Date of Birth,Gender,Organisation Code,HbA1c,HbA1c Date"
    )
    row = f"{ADA},Exemplar,Ada,14/02/1950,Female,Y00001,58,01/06/2026"
    report = take(search=lines(who, row, f"{row},one,more"))
    assert report.committed
    (aside,) = _rows_aside(ws, tmp_path)
    assert (aside["file"], aside["file_row"], aside["reason"]) == (
        "search.csv",
        "3",
        "More cells than headings",
    )
    assert _noted(ws)[-1] == ("exported", "", "rows set aside exported")


def test_rows_set_aside_are_written_with_why_and_what_to_do(take, ws, tmp_path):
    headings = "NHS Number,Systolic BP,Diastolic BP,BP Date,HbA1c,HbA1c Date"
    rows = f"{ADA},142,,01/06/2026,-5,01/06/2026", f"{ADA},,,,=1+1,02/06/2026"
    take(patients=lines(PATIENTS, ADA_ROW))
    take(search=lines(headings, *rows))
    half, number, formula = _rows_aside(ws, tmp_path)
    assert tuple(half) == (
        "file",
        "file_row",
        "reason",
        "hint",
        "column",
        *RESULTS.split(","),
        "code",
    )
    assert tuple(half.values()) == (
        "search.csv",
        "2",
        "Half a blood pressure: no diastolic",
        "Export both numbers of the same reading.",
        "Systolic BP and Diastolic BP",
        *[""] * 7,
    )
    assert (number["file_row"], number["nhs_number"], number["value"]) == ("2", ADA, "-5")
    assert (formula["file_row"], formula["column"], formula["value"]) == ("3", "HbA1c", "'=1+1")
    assert _noted(ws)[-1] == ("exported", ADA, "rows set aside exported")


def test_the_trail_says_of_whom_the_register_was_exported(take, ws, tmp_path):
    take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW))
    export_store(ws, tmp_path / "out", left_out={BEN})
    assert _noted(ws)[-1] == ("exported", ADA, "register exported: 4 files")


def test_an_export_is_entered_with_the_names_of_its_files(ws, tmp_path):
    export_store(ws, tmp_path / "out")
    write_set_aside(ws, tmp_path / "aside.csv")
    with ws.vault.reading() as reading:
        bodies = [entry.payload for entry in all_entries(reading) if entry.kind == "export"]
    assert bodies == [
        {"files": ["patients.csv", "results.csv", "medicines.csv", "events.csv"]},
        {"files": ["aside.csv"]},
    ]


def test_the_trail_of_rows_set_aside_names_only_numbers_that_are_somebodys(take, ws, tmp_path):
    results = lines(RESULTS, f"{ADA},hba1c,one day,58,,", "9990000019,hba1c,2026-01-01,58,,")
    take(patients=lines(PATIENTS, ADA_ROW), results=results)
    rows = _rows_aside(ws, tmp_path)
    assert [row["nhs_number"] for row in rows] == [ADA, "9990000019"]
    assert _noted(ws)[-1] == ("exported", ADA, "rows set aside exported")


def _noted(ws):
    with ws.vault.reading() as reading:
        found = reading.rows("SELECT kind, people, detail FROM access ORDER BY sequence")
        return list(found)


def test_why_an_export_could_not_be_written_is_said(ws, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError) as refused:
        export_store(ws, tmp_path / "taken")
    assert str(refused.value) == "The export could not be written: File exists."
    assert refused.value.hint == "Choose another folder."
