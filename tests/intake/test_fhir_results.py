"""Observations: what they state is kept as stated, and what they do not state is not made up."""

import pytest

from mdt_app.intake.fhir.reading import read_fhir
from mdt_app.register.values import Inferred
from tests.intake.fhir_files import (
    LOINC,
    NUMBER,
    PRESSURE,
    SNOMED,
    about,
    concept,
    observation,
    only,
    patient,
    pressure,
    quantity,
    read,
    refusal,
    split,
    write_bundle,
)

UCUM = "http://unitsofmeasure.org"


@pytest.mark.parametrize(
    ("code", "system", "kind", "written", "unit"),
    [
        ("4548-4", LOINC, "hba1c", "%", "%"),
        ("59261-8", LOINC, "hba1c", "mmol/mol{Hb}", "mmol/mol"),
        ("999791000000106", SNOMED, "hba1c", "mmol/mol", "mmol/mol"),
        ("33914-3", LOINC, "egfr", "mL/min/{1.73_m2}", "mL/min/1.73m2"),
        ("1011481000000105", SNOMED, "egfr", "mL/min/1.73 m²", "mL/min/1.73m2"),
        ("38483-4", LOINC, "creatinine", "mg/dL", "mg/dL"),
        ("1000731000000107", SNOMED, "creatinine", "μmol/L", "umol/L"),
        ("1023491000000104", SNOMED, "acr", "mg/mmol", "mg/mmol"),
        ("9318-7", LOINC, "acr", "mg/g{creat}", "mg/g"),
        ("2093-3", LOINC, "cholesterol", "mg/dL", "mg/dL"),
        ("1005681000000107", SNOMED, "hdl", "mmol/l", "mmol/L"),
        ("18262-6", LOINC, "ldl", "mg/dL", "mg/dL"),
        ("1006191000000106", SNOMED, "non_hdl", "mmol/L", "mmol/L"),
        ("2571-8", LOINC, "triglycerides", "mg/dL", "mg/dL"),
        ("29463-7", LOINC, "weight", "kg", "kg"),
        ("8302-2", LOINC, "height", "cm", "cm"),
        ("60621009", SNOMED, "bmi", "kg/m^2", "kg/m2"),
    ],
)
def test_a_coded_number_is_a_result_of_its_kind(tmp_path, code, system, kind, written, unit):
    stated = observation(code, system, valueQuantity=quantity("7.50", written))
    assert only(tmp_path, "results", stated) == {
        "nhs_number": NUMBER,
        "kind": kind,
        "taken_on": "2026-03-01",
        "value": "7.50",
        "unit": unit,
        "setting": "",
        "code": code,
    }


def test_the_value_is_kept_as_it_came(tmp_path):
    stated = quantity("181.97220860922522", "cm", comparator="<", system=UCUM, code="cm")
    rows, _, _ = read(tmp_path, observation("8302-2", valueQuantity=stated))
    assert rows[1].raw == "<181.97220860922522 cm"
    assert rows[1].cells["value"] == "<181.97220860922522"


def test_an_exponent_is_written_out(tmp_path):
    stated = observation("2160-0", valueQuantity=quantity("1.1E0", "mg/dL"))
    assert only(tmp_path, "results", stated)["value"] == "1.1"


def test_a_value_that_is_no_number_is_handed_on_for_the_checks(tmp_path):
    stated = observation("2160-0", valueQuantity={"value": "see notes", "unit": "mg/dL"})
    assert only(tmp_path, "results", stated)["value"] == "see notes"


def test_a_number_without_unit_takes_the_scale_of_its_code(tmp_path):
    rows, _, _ = read(
        tmp_path,
        observation("4548-4", valueQuantity={"value": 7.5}),
        observation("2093-3", valueQuantity={"value": 200}),
    )
    assert [(row.cells["unit"], row.inferred) for row in rows[1:]] == [
        ("%", False),
        ("mg/dL", True),
    ]


def test_codes_on_different_scales_imply_no_unit(tmp_path):
    both = {"coding": [{"system": LOINC, "code": code} for code in ("4548-4", "59261-8")]}
    stated = observation("4548-4", valueQuantity={"value": 53}) | {"code": both}
    assert only(tmp_path, "results", stated)["unit"] == ""


def test_a_unit_that_says_two_things_is_set_aside(tmp_path):
    stated = quantity("53", "%", code="mmol/mol", system=UCUM)
    assert refusal(tmp_path, observation("4548-4", valueQuantity=stated)).column == "unit"


def test_pounds_are_handed_on_as_pounds(tmp_path):
    stated = observation("29463-7", valueQuantity=quantity("180", "[lb_av]"))
    assert only(tmp_path, "results", stated)["unit"] == "[lb_av]"


@pytest.mark.parametrize(
    "nothing",
    [
        {},
        {"dataAbsentReason": concept("as-text", "http://absent")},
        {"valueQuantity": {"unit": "%"}},
        {"valueQuantity": []},
        {"valueString": "  "},
    ],
)
def test_a_missing_value_is_no_value(tmp_path, nothing):
    assert only(tmp_path, "results", observation("4548-4", **nothing))["value"] == ""


def test_a_number_in_a_string_keeps_its_comparator_and_unit(tmp_path):
    cells = only(
        tmp_path, "results", observation("1023491000000104", SNOMED, valueString="<3 mg/mmol")
    )
    assert (cells["value"], cells["unit"]) == ("<3", "mg/mmol")


def test_words_in_place_of_a_number_are_handed_on_for_the_checks(tmp_path):
    cells = only(tmp_path, "results", observation("4548-4", valueString="sample haemolysed"))
    assert cells["value"] == "sample haemolysed"


@pytest.mark.parametrize("status", ["cancelled", "registered", "nonsense"])
def test_a_withdrawn_result_is_listed_and_not_taken(tmp_path, status):
    stated = observation("4548-4", status=status, valueQuantity=quantity("7.5", "%"))
    problem = refusal(tmp_path, stated)
    assert (problem.section, problem.row, problem.value) == ("results", 2, status)


@pytest.mark.parametrize("day", ["2026", "2026-03"])
def test_a_result_of_a_year_or_a_month_says_no_more(tmp_path, day):
    stated = observation("4548-4", effectiveDateTime=day, valueQuantity=quantity("7.5", "%"))
    assert only(tmp_path, "results", stated)["taken_on"] == day


@pytest.mark.parametrize("day", ["", None, ["2026-03-01"], 20260301])
def test_a_result_without_a_day_is_set_aside(tmp_path, day):
    stated = observation("4548-4", effectiveDateTime=day, valueQuantity=quantity("7.5", "%"))
    if day == 20260301:
        assert only(tmp_path, "results", stated)["taken_on"] == "20260301"
    else:
        assert refusal(tmp_path, stated).column == "taken_on"


@pytest.mark.parametrize(
    "when",
    [
        {"effectiveDateTime": "2026-03-01T23:59:59-11:00"},
        {"effectiveDateTime": None, "effectiveInstant": "2026-03-01T00:00:00.000Z"},
        {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-03-01"}},
    ],
)
def test_the_day_is_the_day_as_written(tmp_path, when):
    stated = observation("4548-4", **when, valueQuantity=quantity("7.5", "%"))
    assert only(tmp_path, "results", stated)["taken_on"] == "2026-03-01"


def test_kinds_not_needed_are_counted_by_code_and_not_listed(tmp_path):
    sodium = observation("2947-0", valueQuantity=quantity("140", "mmol/L"))
    rows, problems, notices = read(tmp_path, sodium, sodium)
    assert (len(rows), problems) == (1, [])
    assert notices == [
        "2 observations of kinds this program does not use were left out (2947-0: 2)."
    ]


def test_a_code_without_system_is_known_by_its_shape(tmp_path):
    stated = observation("4548-4", valueQuantity=quantity("7.5", "%"))
    stated["code"]["coding"][0].pop("system")
    assert only(tmp_path, "results", stated)["kind"] == "hba1c"


def test_a_known_code_of_another_system_is_not_ours(tmp_path):
    stated = observation("4548-4", "http://example.org/local", valueQuantity=quantity("7.5", "%"))
    rows, problems, notices = read(tmp_path, stated)
    assert (len(rows), problems, len(notices)) == (1, [], 1)


def test_results_inside_a_panel_of_another_kind_are_read(tmp_path):
    components = [
        {"code": concept("2085-9", LOINC), "valueQuantity": quantity("50", "mg/dL")},
        {"code": concept("2947-0", LOINC), "valueQuantity": quantity("140", "mmol/L")},
        {"code": concept("2571-8", LOINC), "valueQuantity": quantity("120", "mg/dL")},
    ]
    rows, problems, _ = read(tmp_path, observation("57698-3", component=components))
    assert [row.cells["kind"] for row in rows[1:]] == ["hdl", "triglycerides"]
    assert problems == []


# --- blood pressure ---


def test_a_blood_pressure_is_one_result_of_two_numbers(tmp_path):
    rows, _, _ = read(tmp_path, pressure())
    assert (rows[1].cells["value"], rows[1].cells["unit"]) == ("142/86", "mmHg")
    assert rows[1].raw == "142/86 mm[Hg]"


@pytest.mark.parametrize("half", PRESSURE)
def test_half_a_blood_pressure_is_set_aside(tmp_path, half):
    assert "Half a blood pressure" in refusal(tmp_path, pressure([half])).problem


def test_a_blood_pressure_with_neither_number_has_no_value(tmp_path):
    empty = pressure()
    for component in empty["component"]:
        del component["valueQuantity"]
    assert only(tmp_path, "results", empty)["value"] == ""


def test_halves_in_different_units_are_set_aside(tmp_path):
    mixed = pressure()
    mixed["component"][1]["valueQuantity"]["unit"] = "kPa"
    assert refusal(tmp_path, mixed).column == "unit"


def test_two_pressures_in_one_are_not_mixed(tmp_path):
    assert "several" in refusal(tmp_path, pressure([*PRESSURE, ("8480-6", "150")])).problem


def test_home_averages_are_home_readings(tmp_path):
    parts = [
        {"code": concept("413606001"), "valueQuantity": quantity("132", "mmHg")},
        {"code": concept("413605002"), "valueQuantity": quantity("80", "mmHg")},
    ]
    cells = only(tmp_path, "results", observation("75367002", SNOMED, component=parts))
    assert (cells["value"], cells["setting"]) == ("132/80", "home")


def half(code: str, value: str, when: str = "2026-03-01T09:00:00Z", **more):
    stated = quantity(value, "mm[Hg]")
    return observation(code, SNOMED, effectiveDateTime=when, valueQuantity=stated, **more)


def test_halves_of_one_moment_are_put_together(tmp_path):
    rows, problems, _ = read(
        tmp_path,
        half("271650006", "86"),
        half("271649006", "150", "2026-03-01T10:00:00Z"),
        half("271649006", "142"),
        half("271650006", "90", "2026-03-01T10:00:00Z"),
    )
    assert {row.cells["value"] for row in rows[1:]} == {"142/86", "150/90"}
    assert problems == []


def test_a_half_alone_is_set_aside(tmp_path):
    problem = refusal(tmp_path, half("271649006", "142"))
    assert problem.value == "142 mm[Hg]"


def test_halves_that_could_go_two_ways_stay_apart(tmp_path):
    rows, problems, _ = read(
        tmp_path,
        half("271649006", "142"),
        half("271649006", "150"),
        half("271650006", "86"),
        half("271650006", "90"),
    )
    assert (len(rows), len(problems)) == (1, 4)


def test_the_encounter_tells_halves_of_one_moment_apart(tmp_path):
    first, second = ({"encounter": {"reference": f"Encounter/{n}"}} for n in "12")
    rows, problems, _ = read(
        tmp_path,
        half("271649006", "142", **first),
        half("271649006", "150", **second),
        half("271650006", "86", **first),
        half("271650006", "90", **second),
    )
    assert {row.cells["value"] for row in rows[1:]} == {"142/86", "150/90"}
    assert problems == []


def test_a_panel_may_point_at_its_halves(tmp_path):
    members = [{"reference": "Observation/upper"}, {"reference": "Observation/lower"}]
    rows, problems, _ = read(
        tmp_path,
        observation("85354-9", hasMember=members),
        half("271649006", "142", id="upper"),
        half("271650006", "86", "2026-03-01T09:05:00Z", id="lower"),
    )
    assert [row.cells["value"] for row in rows[1:]] == ["142/86"]
    assert problems == []


def test_a_panel_that_points_at_nothing_is_set_aside(tmp_path):
    members = [{"reference": "Observation/elsewhere"}]
    assert refusal(tmp_path, observation("85354-9", hasMember=members)).row == 2


def test_a_panel_never_joins_two_people(tmp_path):
    members = [{"reference": "Observation/upper"}, {"reference": "Observation/lower"}]
    other = half("271650006", "86", id="lower") | {"subject": {"reference": "Patient/ben"}}
    path = write_bundle(
        tmp_path,
        patient(),
        patient("9990000026", id="ben"),
        observation("85354-9", hasMember=members),
        half("271649006", "142", id="upper"),
        other,
    )
    rows, problems, _ = split(read_fhir(path))
    assert [row.section for row in rows] == ["patients", "patients"]
    assert len(problems) == 2


# --- words ---


@pytest.mark.parametrize(
    ("answer", "system", "word"),
    [
        ("266919005", SNOMED, "never"),
        ("8517006", SNOMED, "ex"),
        ("449868002", SNOMED, "current"),
        ("LA18978-9", LOINC, "never"),
    ],
)
def test_a_coded_answer_is_the_smoking_status(tmp_path, answer, system, word):
    asked = observation("72166-2", valueCodeableConcept=concept(answer, system))
    assert only(tmp_path, "results", asked)["value"] == word


def test_a_smoking_code_on_its_own_is_an_answer(tmp_path):
    cells = only(tmp_path, "results", observation("77176002", SNOMED))
    assert (cells["kind"], cells["value"]) == ("smoking", "current")


def test_an_answer_nobody_here_knows_is_handed_on_in_its_words(tmp_path):
    answer = concept("266927001", SNOMED, "Tobacco consumption unknown")
    asked = observation("72166-2", valueCodeableConcept=answer)
    assert only(tmp_path, "results", asked)["value"] == "Tobacco consumption unknown"


def test_a_finding_that_is_denied_is_not_a_finding(tmp_path):
    assert (
        "not so" in refusal(tmp_path, observation("77176002", SNOMED, valueBoolean=False)).problem
    )


def test_a_foot_status_is_the_risk_of_that_foot_and_the_exam_a_foot_check(tmp_path):
    exam = observation("401191002", SNOMED, valueCodeableConcept=concept("394673007"))
    rows, problems, _ = read(tmp_path, exam)
    assert [(row.section, row.cells["kind"], row.cells.get("value")) for row in rows[1:]] == [
        ("results", "foot_risk_right", "active"),
        ("events", "foot_check", None),
    ]
    assert problems == []


def test_a_foot_ulcer_kept_as_a_condition_is_the_same_result(tmp_path):
    ulcer = {
        "resourceType": "Condition",
        "subject": {"reference": "Patient/ada"},
        "code": concept("394674001"),
        "recordedDate": "2026-03-01",
    }
    cells = only(tmp_path, "results", ulcer)
    assert (cells["kind"], cells["value"], cells["taken_on"]) == (
        "foot_risk_left",
        "active",
        "2026-03-01",
    )


# --- eyes ---


def eye(code: str, day: str = "2026-03-01"):
    return observation(code, SNOMED, effectiveDateTime=day)


def test_grade_and_maculopathy_of_one_day_make_one_result(tmp_path):
    rows, problems, _ = read(
        tmp_path, eye("408411003"), eye("860710002"), eye("390853009"), eye("769245002")
    )
    found = {row.cells["kind"]: row.cells["value"] for row in rows[1:]}
    assert found == {"retinal_right": "R2 M0", "retinal_left": "R0 M1"}
    assert problems == []


def test_a_code_for_both_eyes_goes_to_each(tmp_path):
    rows, _, _ = read(tmp_path, eye("390850007"), eye("390853009"), eye("390855002"))
    assert [row.cells["value"] for row in rows[1:]] == ["R0 M0", "R0 M0"]


@pytest.mark.parametrize("code", ["408413000", "769244003"])
def test_half_a_grade_is_set_aside_and_never_completed(tmp_path, code):
    assert "right eye" in refusal(tmp_path, eye(code)).problem


def test_grades_of_different_days_are_not_put_together(tmp_path):
    rows, problems, _ = read(tmp_path, eye("408411003"), eye("860710002", "2026-03-02"))
    assert (len(rows), len(problems)) == (1, 2)


# --- reports ---


def test_a_report_that_points_at_a_result_does_not_count_it_twice(tmp_path):
    report = {
        "resourceType": "DiagnosticReport",
        "subject": {"reference": "Patient/ada"},
        "result": [{"reference": "Observation/a"}],
    }
    result = observation("4548-4", id="a", valueQuantity=quantity("7.5", "%"))
    rows, problems, notices = read(tmp_path, report, report, result)
    assert (len(rows), problems, notices) == (2, [], [])


def test_a_result_contained_in_a_report_is_read(tmp_path):
    inside = observation("4548-4", valueQuantity=quantity("7.5", "%"))
    del inside["subject"], inside["effectiveDateTime"]
    report = {
        "resourceType": "DiagnosticReport",
        "subject": {"reference": "Patient/ada"},
        "effectiveDateTime": "2026-03-01",
        "contained": [inside],
    }
    assert only(tmp_path, "results", report)["value"] == "7.5"


# --- values as they may be written ---


@pytest.mark.parametrize(
    ("stated", "value", "unit"),
    [
        ({"valueInteger": 58}, "58", ""),
        ({"valueString": "< 3 mg/mmol"}, "<3", "mg/mmol"),
        ({"valueString": "58"}, "58", ""),
        ({"valueQuantity": {"value": "1_000", "unit": "mmol/mol"}}, "1_000", "mmol/mol"),
        ({"valueQuantity": quantity("1e19", "mmol/mol")}, "1" + "0" * 19, "mmol/mol"),
        ({"valueQuantity": quantity("1e20", "mmol/mol")}, "1e20", "mmol/mol"),
        ({"valueQuantity": quantity("58", "some unit", code="mmol/mol")}, "58", "mmol/mol"),
        ({"valueQuantity": quantity("58", "mmol/mol", code="some code")}, "58", "mmol/mol"),
        ({"valueQuantity": quantity("58", "", code="some code")}, "58", "some code"),
        ({"valueBoolean": True}, "Boolean", ""),
        ({"valueCodeableConcept": concept("1"), "dataAbsentReason": concept("unknown")}, "", ""),
        ({"valueCodeableConcept": {"text": "not done"}}, "not done", ""),
    ],
)
def test_a_value_is_handed_on_as_it_is_written(tmp_path, stated, value, unit):
    rows, problems, _ = read(tmp_path, observation("1023491000000104", SNOMED, **stated))
    implied = unit or ("mg/mmol" if value else "")
    assert (rows[1].cells["value"], rows[1].cells["unit"]) == (value, implied)
    assert problems == []


@pytest.mark.parametrize(
    ("stated", "unit", "inferred"),
    [
        ({"valueQuantity": quantity("3", "mg/mmol")}, "mg/mmol", 0),
        ({"valueQuantity": quantity("3", "")}, "mg/mmol", int(Inferred.UNIT)),
        ({}, "", 0),
    ],
)
def test_only_a_unit_that_was_not_stated_is_inferred(tmp_path, stated, unit, inferred):
    rows, _, _ = read(tmp_path, observation("1023491000000104", SNOMED, **stated))
    assert (rows[1].cells["unit"], rows[1].inferred) == (unit, inferred)


def test_an_answer_to_another_question_is_none(tmp_path):
    foot, smoker = concept("394673007")["coding"], concept("77176002")["coding"]
    asked = observation("72166-2", valueCodeableConcept={"coding": [*foot, *smoker]})
    assert only(tmp_path, "results", asked)["value"] == "current"


def test_an_answer_counts_where_its_question_is_not_known(tmp_path):
    asked = [
        observation("99999-9", valueCodeableConcept=concept(code))
        for code in ("77176002", "408411003", "860710002")
    ]
    rows, problems, _ = read(tmp_path, *asked)
    assert {row.cells["kind"]: row.cells["value"] for row in rows[1:]} == {
        "smoking": "current",
        "retinal_right": "R2 M0",
    }
    assert problems == []


@pytest.mark.parametrize(
    "status", ["final", "amended", "corrected", "preliminary", "unknown", "", None]
)
def test_a_result_counts_whatever_is_still_to_come(tmp_path, status):
    stated = observation("4548-4", valueQuantity=quantity("7.5", "%"), status=status)
    assert only(tmp_path, "results", stated)["value"] == "7.5"


# --- eyes as they may be written ---


def test_both_eyes_may_stand_in_one_entry(tmp_path):
    codes = ("408411003", "860710002", "390853009", "769245002")
    inside = [{"code": concept(code)} for code in codes]
    rows, problems, _ = read(tmp_path, observation("57698-3", component=inside))
    assert [dict(row.cells) for row in rows[1:]] == [
        {
            "nhs_number": NUMBER,
            "kind": kind,
            "taken_on": "2026-03-01",
            "value": value,
            "code": code,
        }
        for kind, value, code in (
            ("retinal_right", "R2 M0", "408411003"),
            ("retinal_left", "R0 M1", "390853009"),
        )
    ]
    assert problems == []


# --- what is left out ---


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        ([{"code": "8867-4", "display": "Heart rate"}], "Heart rate (8867-4)"),
        ([{"display": "No code"}, {"code": "8867-4"}], "8867-4"),
        ([{"code": "1" * 50}], "1" * 40),
        ([{"code": "8867-4", "display": "x" * 90}], "x" * 80),
        ([{"display": "Only words"}], "without a code"),
        ([], "without a code"),
    ],
)
def test_an_observation_not_used_is_named_by_its_code(tmp_path, codes, name):
    unknown = observation("1") | {"code": {"coding": codes, "text": "never this"}}
    assert read(tmp_path, unknown)[2] == [
        f"1 observation of a kind this program does not use was left out ({name}: 1)."
    ]


def test_one_resource_not_used_is_counted_as_one(tmp_path):
    assert read(tmp_path, about("Claim"))[2] == [
        "1 resource of a type this program does not use was left out (Claim: 1)."
    ]


def test_resources_not_used_are_counted_by_their_type(tmp_path):
    _, _, notices = read(
        tmp_path,
        about("Condition", code=concept("195662009")),
        about("Procedure", code=concept("80146002")),
        about("Encounter"),
        about("Encounter"),
        {"id": "x"},
        {"resourceType": "Location"},
    )
    assert notices == [
        "5 resources of types this program does not use were left out"
        " (Encounter: 2, Condition: 1, Procedure: 1, resource without a type: 1)."
    ]
