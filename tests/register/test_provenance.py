"""Every value leads back to the row of the file it came from, and says what was worked out."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.register.provenance import (
    OfEvent,
    OfMedicine,
    OfPerson,
    OfResult,
    in_words,
    inferred_mark,
)
from mdt_app.register.tracing import provenance_of
from mdt_app.register.values import Inferred
from tests.ui.network import ADA, BRAM, PATIENTS

HEAD = "nhs_number,kind,taken_on,value,unit,setting,code\n"


def day(text):
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def take(ws, tmp_path):
    """Takes in one file by its name and text."""

    def take(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        report = take_in(ws, [path], Wishes(allow_test_numbers=True))
        assert report.committed
        assert not [problem for file in report.files for problem in file.problems]
        return report

    take("patients.csv", PATIENTS)
    return take


@pytest.fixture
def trace(ws):
    def trace(asked):
        with ws.vault.reading() as reading:
            return provenance_of(reading, asked)

    return trace


def of_hba1c(on="2026-03-14", number=ADA, is_home=None):
    return OfResult(number, Kind.HBA1C, day(on), is_home)


def test_a_result_names_its_file_row_day_and_who_took_it_in(take, trace):
    rows = f"{BRAM},hba1c,2026-03-14,70,mmol/mol,,\n{ADA},hba1c,2026-03-14,58,mmol/mol,,\n"
    take("list-march.csv", HEAD + rows)
    assert in_words(trace(of_hba1c())) == [
        "HbA1c 58 mmol/mol on 14 Mar 2026",
        "list-march.csv, row 3, taken in 26 Nov 2026 by N. Patel",
        "In the file: 58",
        "Read as: plain layout",
    ]


def test_a_value_turned_into_the_unit_kept_shows_the_text_as_it_stood(take, trace):
    take("list.csv", HEAD + f"{ADA},hba1c,2026-03-14, 7.5,%,,\n{ADA},acr,2026-03-14,30,mg/g,,\n")
    assert in_words(trace(of_hba1c()))[2] == "In the file: 7.5 %"
    acr = trace(OfResult(ADA, Kind.ACR, day("2026-03-14")))
    assert in_words(acr)[0] == "Urine ACR 3.39 mg/mmol on 14 Mar 2026"
    assert acr.raw == "30 mg/g"


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("7.5", "4 to 18 is read as %"), ("58", "20 to 195 is read as mmol/mol")],
)
def test_a_unit_that_was_worked_out_says_by_which_rule(take, trace, cell, rule):
    take("list.csv", HEAD + f"{ADA},hba1c,2026-03-14,{cell},,,\n")
    found = trace(of_hba1c())
    assert found.value == "58"
    assert in_words(found)[2:4] == [
        f"In the file: {cell}",
        f"Unit worked out: no unit in the file, {rule}",
    ]


def test_a_stated_unit_is_never_called_worked_out(take, trace):
    take("list.csv", HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n")
    assert trace(of_hba1c()).inferred == ()


def test_a_corrected_value_is_still_there_with_its_own_file_and_row(take, trace):
    take("list-feb.csv", HEAD + f"{ADA},hba1c,2026-03-14,85,mmol/mol,,\n")
    take("list-march.csv", HEAD + f"{ADA},hba1c,2026-03-14,84,mmol/mol,,\n")
    take("list-april.csv", HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n")
    found = trace(of_hba1c())
    assert (found.value, found.file_name) == ("58", "list-april.csv")
    assert in_words(found)[-2:] == [
        "Corrected: 84 before, list-march.csv row 2",
        "Corrected: 85 before that, list-feb.csv row 2",
    ]


def test_a_correction_that_was_undone_is_not_told(take, trace, ws):
    take("list-feb.csv", HEAD + f"{ADA},hba1c,2026-03-14,85,mmol/mol,,\n")
    later = take("list-march.csv", HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n")
    undo_batch(ws, later.import_id)
    found = trace(of_hba1c())
    assert (found.value, found.file_name, found.corrected) == ("85", "list-feb.csv", ())


def test_several_values_of_one_day_are_all_named(take, trace):
    rows = f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n{ADA},hba1c,2026-03-14,62,mmol/mol,,\n"
    take("list.csv", HEAD + rows)
    lines = in_words(trace(of_hba1c()))
    assert lines[0] == "HbA1c 60 mmol/mol on 14 Mar 2026, the mean of 2"
    assert lines[1].startswith("58: list.csv, row 2, taken in")
    assert lines[-1] == "Same day: 62, list.csv row 3"


def test_a_home_reading_is_not_told_as_the_one_in_the_clinic(take, trace):
    take(
        "list.csv",
        HEAD
        + f"{ADA},blood_pressure,2026-03-14,150/90,mmHg,clinic,\n"
        + f"{ADA},blood_pressure,2026-03-14,130/80,mmHg,home,\n",
    )
    at_home, in_clinic = (
        trace(OfResult(ADA, Kind.BLOOD_PRESSURE, day("2026-03-14"), is_home))
        for is_home in (True, False)
    )
    assert in_words(at_home)[0] == "Blood pressure at home 130/80 mmHg on 14 Mar 2026"
    assert in_words(in_clinic)[0] == "Blood pressure 150/90 mmHg on 14 Mar 2026"
    assert at_home.same_day == in_clinic.same_day == ()


def test_a_file_of_another_practice_that_has_it_too_is_named(take, trace, ws, tmp_path):
    take("list.csv", HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n")
    other = tmp_path / "hospital.csv"
    other.write_text(HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n", encoding="utf-8")
    take_in(ws, [other], Wishes(practice="Y00003", allow_test_numbers=True))
    found = trace(of_hba1c())
    assert found.file_name == "list.csv"
    assert "Also in hospital.csv" in in_words(found)


def test_the_code_of_a_result_is_shown(take, trace):
    take("list.csv", HEAD + f"{ADA},egfr,2026-03-14,46,mL/min/1.73m2,,1020291000000106\n")
    found = trace(OfResult(ADA, Kind.EGFR, day("2026-03-14")))
    assert in_words(found)[0] == "eGFR 46 mL/min/1.73 m² on 14 Mar 2026"
    assert "Code or term in the file: 1020291000000106" in in_words(found)


def test_a_medicine_says_what_a_later_file_changed(take, trace):
    head = "nhs_number,name,dose,started_on,last_issued_on\n"
    take("meds-feb.csv", head + f"{ADA},Metformin 1 g,1 a day,2024-01-02,2026-02-03\n")
    take("meds-mar.csv", head + f"{ADA},Metformin 1 g,2 a day,2024-01-02,2026-03-03\n")
    asked = OfMedicine(ADA, "Metformin 1 g", day("2024-01-02"))
    found = trace(asked)
    assert in_words(found) == [
        "Metformin 1 g 2 a day",
        "meds-mar.csv, row 2, taken in 26 Nov 2026 by N. Patel",
        "Started 2 Jan 2024 · Last issued 3 Mar 2026",
        "Read as: plain layout",
        "Before: dose 1 a day and last issued 3 Feb 2026, meds-feb.csv row 2",
    ]
    assert trace(OfMedicine(ADA, "Metformin 1 g (current?)")) == found
    assert trace(OfMedicine(ADA, "Metformin 2 g")) is None


def test_events_of_one_kind_and_day_are_all_named(take, trace):
    head = "nhs_number,kind,on,detail\n"
    rows = f"{ADA},foot_check,2026-03-14,left\n{ADA},foot_check,2026-03-14,right\n"
    take("events.csv", head + rows)
    found = trace(OfEvent(ADA, "foot_check", day("2026-03-14")))
    assert in_words(found)[0] == "Foot check on 14 Mar 2026"
    assert "In the file: left" in in_words(found)
    assert [other.row for other in found.same_day] == [3]


def test_a_persons_field_leads_to_the_file_that_brought_it_not_to_the_latest_one(take, trace):
    head = "nhs_number,surname,forename,born_on,sex,practice,language,frailty\n"
    person = f"{ADA},Begum,Ada,1968-02-14,female,Y00001"
    take("march.csv", head + f"{person},Sylheti,mild\n")
    take("april.csv", head + f"{person},Sylheti,severe\n")
    language = trace(OfPerson(ADA, "language"))
    assert (language.value, language.file_name) == ("Sylheti", "march.csv")
    assert in_words(language)[-1] == "Before: not recorded, patients.csv row 2"
    frailty = trace(OfPerson(ADA, "frailty"))
    assert (frailty.value, frailty.file_name) == ("severe", "april.csv")
    assert in_words(frailty)[-1] == "Before: mild, march.csv row 2"
    born = trace(OfPerson(ADA, "born_on"))
    assert in_words(born)[:2] == [
        "Born 14 Feb 1968",
        "patients.csv, row 2, taken in 26 Nov 2026 by N. Patel",
    ]


def test_what_no_file_said_is_not_recorded_and_names_the_file_that_could_have(take, trace):
    found = trace(OfPerson(ADA, "care_home"))
    assert in_words(found)[0] == "Care home not recorded"
    assert found.file_name == "patients.csv"


def test_another_persons_value_is_never_the_answer(take, trace):
    take("list.csv", HEAD + f"{BRAM},hba1c,2026-03-14,70,mmol/mol,,\n")
    assert trace(of_hba1c()) is None
    assert trace(of_hba1c(number=BRAM)).nhs_number == BRAM


@pytest.mark.parametrize(
    ("inferred", "words"),
    [
        (0, ""),
        (Inferred.UNIT, "≈ unit inferred"),
        (Inferred.MEANING, "≈ meaning inferred"),
        (Inferred.UNIT | Inferred.FILLED_DOWN, "≈ unit and person inferred"),
    ],
)
def test_what_was_inferred_has_a_word_beside_its_mark(inferred, words):
    assert inferred_mark(inferred) == words


class Explained:
    """Rows that also remembers how each query was to be answered."""

    def __init__(self, reading):
        self._reading = reading
        self.steps = []

    def rows(self, sql, parameters):
        plan = self._reading.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)
        self.steps += [detail for *_, detail in plan]
        return self._reading.rows(sql, parameters)


@pytest.mark.parametrize(
    "asked",
    [
        OfResult(ADA, Kind.HBA1C, day("2026-03-14")),
        OfMedicine(ADA, "Metformin"),
        OfEvent(ADA, "foot_check", day("2026-03-14")),
        OfPerson(ADA, "language"),
    ],
)
def test_no_question_reads_a_whole_table(take, ws, asked):
    take("list.csv", HEAD + f"{ADA},hba1c,2026-03-14,58,mmol/mol,,\n")
    with ws.vault.reading() as reading:
        explained = Explained(reading)
        provenance_of(explained, asked)
    assert explained.steps
    assert not [step for step in explained.steps if step.startswith("SCAN")]
