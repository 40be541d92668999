"""Builds small FHIR files for the tests: resources as dictionaries, written as a bundle."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mdt_app.intake.fhir.reading import read_fhir
from mdt_app.intake.rows import Notice, PlainRow, Problem

Json = dict[str, Any]
NUMBER = "9990000018"
OTHER_NUMBER = "9990000026"
NHS = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
PRESSURE = [("8480-6", "142"), ("8462-4", "86")]


def concept(code: str, system: str = SNOMED, display: str = "") -> Json:
    coding = {"system": system, "code": code}
    return {"coding": [coding | {"display": display} if display else coding]}


def patient(number: str = NUMBER, **more: Any) -> Json:
    """Ada Testperson, born 14 February 1968, whose id is 'ada' unless told otherwise."""
    person: Json = {
        "resourceType": "Patient",
        "id": "ada",
        "identifier": [{"system": NHS, "value": number}],
        "name": [{"use": "official", "family": "Testperson", "given": ["Ada"], "prefix": ["Mrs"]}],
        "birthDate": "1968-02-14",
        "gender": "female",
    }
    return person | more


def about(kind: str, **more: Any) -> Json:
    return {"resourceType": kind, "subject": {"reference": "Patient/ada"}, **more}


def observation(code: str, system: str = LOINC, **more: Any) -> Json:
    """A final Observation of 1 March 2026 about Ada."""
    stated: Json = {
        "status": "final",
        "code": concept(code, system),
        "effectiveDateTime": "2026-03-01",
    }
    return about("Observation", **(stated | more))


def quantity(value: str, unit: str, **more: str) -> Json:
    """A valueQuantity; the value keeps the digits it is given with."""
    return {"value": _Number(value), "unit": unit, **more}


def pressure(parts: Iterable[tuple[str, str]] = tuple(PRESSURE), **more: Any) -> Json:
    components = [
        {"code": concept(code, LOINC), "valueQuantity": quantity(value, "mm[Hg]")}
        for code, value in parts
    ]
    return observation("85354-9", component=components, **more)


class _Number(float):
    """A number that is written exactly as given."""

    def __new__(cls, written: str) -> "_Number":
        number = super().__new__(cls, float(written))
        number.written = written  # type: ignore[attr-defined]
        return number

    def __repr__(self) -> str:
        return str(self.written)  # type: ignore[attr-defined]


def as_json(value: Any) -> str:
    if isinstance(value, _Number):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {as_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return json.dumps(value)


def bundle_of(resources: Iterable[Json], **more: Any) -> Json:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", **more, "entry": entries}


def write_bundle(folder: Path, *resources: Json, name: str = "bundle.json") -> Path:
    return write(folder, as_json(bundle_of(resources)), name)


def write_lines(folder: Path, *resources: Json, name: str = "lines.ndjson") -> Path:
    return write(folder, "\n".join(map(as_json, resources)) + "\n", name)


def write(folder: Path, text: str, name: str = "file.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, *resources: Json) -> tuple[list[PlainRow], list[Problem], list[str]]:
    """Rows, problems and notices of a bundle of Ada and these resources."""
    return split(read_fhir(write_bundle(folder, patient(), *resources)))


def split(
    found: Iterable[PlainRow | Problem | Notice],
) -> tuple[list[PlainRow], list[Problem], list[str]]:
    everything = list(found)
    rows = [one for one in everything if isinstance(one, PlainRow)]
    problems = [one for one in everything if isinstance(one, Problem)]
    return rows, problems, [one.text for one in everything if isinstance(one, Notice)]


def only(folder: Path, section: str, *resources: Json) -> dict[str, str]:
    """The cells of the one row that a section holds; there must be no problem."""
    rows, problems, _ = read(folder, *resources)
    assert problems == []
    (row,) = [row for row in rows if row.section == section]
    return dict(row.cells)


def refusal(folder: Path, *resources: Json) -> Problem:
    """The one problem, where the resources give nothing else."""
    rows, problems, _ = read(folder, *resources)
    assert [row for row in rows if row.section != "patients"] == []
    (problem,) = problems
    return problem
