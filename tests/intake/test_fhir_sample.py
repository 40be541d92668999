"""A sample nobody here made: everything it holds is read or listed, and nothing else appears."""

import json
import os
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from mdt_app.intake.fhir import read_fhir
from tests.intake.fhir_files import split

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("MDT_SAMPLES", PROJECT.parent / "shared" / "samples"))
ARCHIVE = SAMPLES / "fhir-synthea-20.tar.xz"
KIND_OF = {
    "4548-4": "hba1c",
    "55284-4": "blood_pressure",
    "2093-3": "cholesterol",
    "18262-6": "ldl",
    "2085-9": "hdl",
    "2571-8": "triglycerides",
    "33914-3": "egfr",
    "38483-4": "creatinine",
    "14959-1": "acr",
    "39156-5": "bmi",
    "29463-7": "weight",
    "8302-2": "height",
    "72166-2": "smoking",
}

pytestmark = pytest.mark.skipif(
    not ARCHIVE.is_file(), reason="the sample fhir-synthea-20 is not on this machine"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synthea")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return sorted(folder.rglob("*.json"))


def resources_of(path):
    return [entry["resource"] for entry in json.loads(path.read_text())["entry"]]


def test_every_result_is_read_and_nothing_else(sample):
    for path in sample:
        held = Counter(
            KIND_OF[code]
            for resource in resources_of(path)
            if resource["resourceType"] == "Observation"
            for code in [resource["code"]["coding"][0]["code"]]
            if code in KIND_OF
        )
        rows, problems, _ = split(read_fhir(path))
        assert Counter(row.cells["kind"] for row in rows if row.section == "results") == held
        assert problems == []


def test_every_value_is_the_one_written_in_its_place(sample):
    for path in sample:
        resources = json.loads(path.read_text(), parse_float=str, parse_int=str)["entry"]
        rows, _, _ = split(read_fhir(path))
        for row in rows:
            stated = resources[row.row - 1]["resource"]
            if "valueQuantity" in stated:
                assert row.cells["value"] == stated["valueQuantity"]["value"]
                assert row.cells["taken_on"] == stated["effectiveDateTime"][:10]


def test_every_person_and_medicine_is_read(sample):
    people, medicines = Counter(), Counter()
    for path in sample:
        rows, _, _ = split(read_fhir(path))
        (person,) = [row for row in rows if row.section == "patients"]
        people[person.cells["nhs_number"]] += 1
        assert {row.cells["nhs_number"] for row in rows} == {person.cells["nhs_number"]}
        medicines["rows"] += sum(row.section == "medicines" for row in rows)
        medicines["held"] += sum(
            resource["resourceType"] == "MedicationRequest" for resource in resources_of(path)
        )
    assert len(people) == 20
    assert medicines["rows"] == medicines["held"] == 80
