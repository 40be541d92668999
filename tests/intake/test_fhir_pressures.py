"""Blood pressures of a FHIR file as they may be written: in halves, in words, inside others."""

import pytest

from tests.intake.fhir_files import (
    LOINC,
    NUMBER,
    SNOMED,
    concept,
    observation,
    only,
    pressure,
    quantity,
    read,
)


def half_of(code, value, unit="mm[Hg]", **more):
    stated = {"valueQuantity": quantity(value, unit)} if value else {}
    return observation(code, SNOMED, **stated, **more)


def test_a_pair_is_one_result_with_all_it_says(tmp_path):
    rows, problems, _ = read(
        tmp_path, half_of("271649006", "142", id="u"), half_of("271650006", "86", "mmHg")
    )
    assert problems == []
    assert rows[1].cells == {
        "nhs_number": NUMBER,
        "kind": "blood_pressure",
        "taken_on": "2026-03-01",
        "value": "142/86",
        "unit": "mmHg",
        "setting": "",
        "code": "271649006",
    }
    assert (rows[1].row, rows[1].raw, rows[1].inferred) == (2, "142/86 mm[Hg]", 0)


def test_a_pair_has_the_unit_of_whichever_half_names_it(tmp_path):
    rows, _, _ = read(tmp_path, half_of("271649006", "142", ""), half_of("271650006", "86", ""))
    assert rows[1].raw == "142/86"


def test_a_pair_without_any_number_has_no_value(tmp_path):
    rows, problems, _ = read(tmp_path, half_of("271649006", ""), half_of("271650006", ""))
    assert [(row.cells.get("kind"), row.cells.get("value")) for row in rows[1:]] == [
        ("blood_pressure", "")
    ]
    assert (rows[1].raw, problems) == ("", [])


def test_halves_of_one_moment_go_together_though_one_names_its_encounter(tmp_path):
    rows, problems, _ = read(
        tmp_path,
        half_of("271649006", "142", encounter={"reference": "Encounter/1"}),
        half_of("271650006", "86"),
    )
    assert ([row.cells.get("value") for row in rows[1:]], problems) == (["142/86"], [])


def test_a_panel_may_point_at_one_version_of_its_halves(tmp_path):
    members = [{"reference": f"Observation/{side}/_history/2"} for side in "ul"]
    rows, problems, _ = read(
        tmp_path,
        observation("85354-9", hasMember=members),
        half_of("271649006", "142", id="u"),
        half_of("271650006", "86", id="l"),
        half_of("271649006", "150", id="x"),
    )
    assert [row.cells["value"] for row in rows[1:]] == ["142/86"]
    assert [problem.row for problem in problems] == [5]


@pytest.mark.parametrize("written", ["142/86 mmHg", "142 / 86mmHg"])
def test_a_panel_may_hold_both_numbers_in_words(tmp_path, written):
    cells = only(tmp_path, "results", observation("85354-9", valueString=written))
    assert (cells["kind"], cells["value"], cells["unit"]) == ("blood_pressure", "142/86", "mmHg")


def test_a_component_in_the_units_of_one_half_keeps_them(tmp_path):
    rows, _, _ = read(tmp_path, pressure([("8480-6", "142"), ("8462-4", "86")]))
    assert rows[1].raw == "142/86 mm[Hg]"


@pytest.mark.parametrize("panel", ["57698-3", "85354-9"])
def test_a_result_beside_a_pressure_is_read_too(tmp_path, panel):
    components = [
        {"code": concept(code, LOINC), "valueQuantity": quantity(value, unit)}
        for code, value, unit in (
            ("8480-6", "142", "mm[Hg]"),
            ("8462-4", "86", "mm[Hg]"),
            ("2085-9", "50", "mg/dL"),
        )
    ]
    rows, problems, _ = read(tmp_path, observation(panel, component=components))
    assert {row.cells["kind"]: row.cells["value"] for row in rows[1:]} == {
        "hdl": "50",
        "blood_pressure": "142/86",
    }
    assert problems == []


def test_a_panel_that_repeats_itself_inside_says_nothing_twice(tmp_path):
    whole = pressure()
    whole["component"].append({"code": concept("85354-9", LOINC), "valueString": "142/86"})
    assert only(tmp_path, "results", whole)["value"] == "142/86"


def test_a_panel_inside_something_else_is_not_left_out(tmp_path):
    inside = {"code": concept("85354-9", LOINC), "valueString": "142/86"}
    cells = only(tmp_path, "results", observation("57698-3", component=[inside]))
    assert (cells["kind"], cells["value"]) == ("blood_pressure", "142/86")
