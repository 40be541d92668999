"""What a heading says about its column."""

import pytest

from mdt_app.intake.columns.headings import heading_of, known
from mdt_app.intake.columns.meanings import PERSON_FIELDS

# heading, what it means, its unit
TABLE = [
    ("NHS Number", "person.nhs_number", ""),
    ('"NHS number"', "person.nhs_number", ""),
    ("Family Name", "person.surname", ""),
    ("Calling Name", "person.forename", ""),
    ("Organisation Code", "person.practice", ""),
    ("HbA1c", "result.hba1c.value", ""),
    ("HbA1c Date", "result.hba1c.date", ""),
    ("Date of last HbA1c", "result.hba1c.date", ""),
    ("Latest HbA1c (mmol/mol)", "result.hba1c.value", "mmol/mol"),
    ("HbA1c %", "result.hba1c.value", "%"),
    ("Systolic BP", "result.blood_pressure.systolic", ""),
    ("Diastolic Blood pressure", "result.blood_pressure.diastolic", ""),
    ("Systolic BP Date", "result.blood_pressure.systolic_date", ""),
    ("Observation Date (Blood Pressure)", "result.blood_pressure.date", ""),
    ("Total Cholesterol Level (mmol/l)", "result.cholesterol.value", "mmol/L"),
    ("Non-HDL cholesterol", "result.non_hdl.value", ""),
    ("Urinary Albumin Level (ACR)", "result.acr.value", ""),
    ("Height Value", "result.height.value", ""),
    ("Height Unit", "result.height.unit", ""),
    ("Patient Height (cm)", "result.height.value", "cm"),
    ("Foot Assessment / Examination Date", "event.foot_check.date", ""),
    ("Name, Dosage and Quantity", "medicine.name", ""),
    ("Most Recent Issue Date in Course", "medicine.last_issued_on", ""),
    ("Code Term", "group.term", ""),
    ("Event date", "group.date", ""),
    ("IsConfidential", "row.confidential", ""),
    ("NHS Number:", "person.nhs_number", ""),
    ("NHS Number *", "person.nhs_number", ""),
    ("\ufeffNHS Number", "person.nhs_number", ""),
    ("Patient’s NHS Number", "person.nhs_number", ""),
    ("'NHS–Number'", "person.nhs_number", ""),
    ("HbA1c(mmol/mol)Date", "result.hba1c.date", "mmol/mol"),
    ("Date of Birth*", "person.born_on", ""),
    ("Foot check date", "event.foot_check.date", ""),
    ("Total cholesterol mmol / L", "result.cholesterol.value", "mmol/L"),
    ("[mmol/mol] HbA1c", "result.hba1c.value", "mmol/mol"),
    ("HbA1c (IFCC) (mmol/mol)", "result.hba1c.value", "mmol/mol"),
    ("HbA1c".ljust(200), "result.hba1c.value", ""),
]


@pytest.mark.parametrize(("heading", "meaning", "unit"), TABLE)
def test_a_heading_says_what_its_column_holds(heading, meaning, unit):
    said = heading_of(heading)
    assert [str(one) for one in said.meanings] == [meaning]
    assert said.unit == unit
    assert said.is_known


@pytest.mark.parametrize(
    "heading",
    [
        "Target HbA1c",
        "HbA1c target",
        "Cholesterol/HDL ratio",
        "Albuminuria Stage",
        "Family history of diabetes",
        "HbA1c declined",
        "Weight loss",
        "BP medication",
        "Patient",
        "",
        "x" * 5000,
        "HbA1c".ljust(201),
        "Foot check",
        "Weight m",
        "kg",
    ],
)
def test_a_heading_that_is_nearly_another_is_not_taken_for_it(heading):
    assert heading_of(heading).meanings == ()


def test_a_day_of_height_and_weight_is_the_day_of_both():
    said = heading_of("Observation Date (Height and weight)")
    assert sorted(map(str, said.meanings)) == ["result.height.date", "result.weight.date"]


def test_an_earlier_reading_is_told_from_the_latest():
    assert heading_of("Previous HbA1c Date").which == "previous"


def test_a_home_reading_says_so():
    said = heading_of("Home systolic BP")
    assert (str(said.meanings[0]), said.setting) == ("result.blood_pressure.systolic", "home")


def test_headings_of_no_use_are_known_so_that_nobody_is_asked_about_them():
    assert known(["EMIS Number", "Usual GP's Full Name", "Postcode", "Sausage"]) == 3


@pytest.mark.parametrize(
    ("heading", "setting"),
    [
        ("Systolic BP", ""),
        ("Home Systolic BP", "home"),
        ("Home BP Date", "home"),
        ("HbA1c", ""),
    ],
)
def test_only_a_heading_that_says_home_is_of_home_readings(heading, setting):
    said = heading_of(heading)
    assert said.is_known
    assert said.setting == setting


@pytest.mark.parametrize(
    ("heading", "meaning", "unit"),
    [
        ("Total Cholesterol (mmol/L) Value", "result.cholesterol.value", "mmol/L"),
        ("HbA1c(mmol/mol)Date", "result.hba1c.date", "mmol/mol"),
        ("HbA1c mmol/mol", "result.hba1c.value", "mmol/mol"),
        ("eGFR mL/min/1.73m2", "result.egfr.value", "mL/min/1.73m2"),
        ("Surname", "person.surname", ""),
        ("surname", "person.surname", ""),
        ("nhs_number", "person.nhs_number", ""),
    ],
)
def test_a_unit_may_stand_anywhere_behind_the_name(heading, meaning, unit):
    said = heading_of(heading)
    assert ([str(one) for one in said.meanings], said.unit) == ([meaning], unit)


def test_an_earlier_reading_is_told_from_the_latest_by_all_its_words():
    said = [heading_of(f"{words}HbA1c") for words in ("", "Previous ", "2 ", "Previous 2 ")]
    assert {str(each.meanings[0]) for each in said} == {"result.hba1c.value"}
    assert len({each.which for each in said}) == 4


def test_what_is_known_of_a_person_has_a_heading_of_its_name():
    for field in PERSON_FIELDS:
        assert [str(one) for one in heading_of(field).meanings] == [f"person.{field}"]


def test_headings_are_counted_as_known_with_and_without_use():
    assert known(["NHS Number", "Postcode", "Code Term", "HbA1c", "Deleted", "", "  "]) == 5
