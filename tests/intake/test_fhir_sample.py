"""A sample nobody here made: everything it holds is read or listed, and nothing else appears."""

from collections import Counter

from mdt_app.intake.fhir.reading import read_fhir
from tests.intake.fhir_files import split
from tests.intake.fhir_sample import resources_of, results_held


def test_every_result_is_read_and_nothing_else(sample):
    for path in sample:
        rows, problems, _ = split(read_fhir(path))
        read = Counter(row.cells["kind"] for row in rows if row.section == "results")
        assert read == results_held([path])
        assert problems == []


def test_every_value_is_the_one_written_in_its_place(sample):
    for path in sample:
        resources = resources_of(path)
        rows, _, _ = split(read_fhir(path))
        for row in rows:
            stated = resources[row.row - 1]
            if "valueQuantity" in stated:
                assert row.cells["value"] == stated["valueQuantity"]["value"]
                assert row.cells["taken_on"] == stated["effectiveDateTime"][:10]


def test_every_person_and_medicine_is_read(sample):
    numbers, medicines, held = set(), 0, 0
    for path in sample:
        rows, _, _ = split(read_fhir(path))
        (person,) = [row for row in rows if row.section == "patients"]
        assert {row.cells["nhs_number"] for row in rows} == {person.cells["nhs_number"]}
        numbers.add(person.cells["nhs_number"])
        medicines += sum(row.section == "medicines" for row in rows)
        held += sum(one["resourceType"] == "MedicationRequest" for one in resources_of(path))
    assert len(numbers) == 20
    assert medicines == held
