"""Other versions of FHIR are refused by name, and R4 never is."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.fhir.reading import references_in
from mdt_app.intake.fhir.version import version_of
from tests.intake.fhir_files import about, concept, observation, patient, read, write_bundle

R4_CLASS = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}


def profiled(url):
    return observation("4548-4", meta={"profile": [url]})


@pytest.mark.parametrize(
    ("resource", "name"),
    [
        (
            profiled("https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"),
            "STU3",
        ),
        (profiled("http://hl7.org/fhir/3.0/StructureDefinition/Observation"), "STU3"),
        (profiled("http://hl7.org/fhir/StructureDefinition/Observation|3.0.2"), "STU3"),
        (profiled("http://hl7.org/fhir/DSTU2/observation"), "DSTU2"),
        (profiled("http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1"), "DSTU2"),
        (profiled("http://hl7.org/fhir/5.0/StructureDefinition/Observation"), "R5"),
        (profiled("http://hl7.org/fhir/StructureDefinition/Observation|5.0.0"), "R5"),
        (profiled("http://example.org/R5/StructureDefinition/Observation"), "R5"),
        ({"resourceType": "CapabilityStatement", "fhirVersion": "3.0.1"}, "STU3"),
        ({"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"}, "R5"),
        ({"resourceType": "Conformance", "fhirVersion": "1.0.2"}, "DSTU2"),
        ({"resourceType": "MedicationOrder"}, "DSTU2"),
        ({"resourceType": "ReferralRequest"}, "STU3 or DSTU2"),
        (patient(animal={}), "STU3 or DSTU2"),
        (observation("4548-4", comments="x"), "DSTU2"),
        (observation("4548-4", comment="x"), "STU3"),
        (observation("4548-4", context={"reference": "Encounter/1"}), "STU3"),
        (about("Condition", assertedDate="2019-01-01"), "STU3"),
        (about("Condition", clinicalStatus="active"), "STU3 or DSTU2"),
        (about("MedicationRequest", context={}), "STU3"),
        (about("MedicationRequest", requester={"agent": {}}), "STU3"),
        (about("MedicationStatement", taken="y"), "STU3"),
        (about("Encounter", reason=[concept("1")]), "STU3 or DSTU2"),
        (about("Encounter", **{"class": "outpatient"}), "DSTU2"),
        (about("Encounter", **{"class": [concept("AMB")]}), "R5"),
        (about("Encounter", reason=[{"value": [concept("1")]}]), "R5"),
        (about("MedicationRequest", medication={"concept": concept("1")}), "R5"),
        (about("Procedure", notDone=True), "STU3"),
        (about("Procedure", occurrenceDateTime="2026-01-01"), "R5"),
    ],
)
def test_another_version_is_refused_by_name(tmp_path, resource, name):
    path = write_bundle(tmp_path, patient(), resource)
    with pytest.raises(UserError, match=rf"FHIR {name};"):
        references_in(path)


@pytest.mark.parametrize(
    "resource",
    [
        profiled("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation"),
        profiled("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|3.1.1"),
        profiled("http://hl7.org/fhir/4.0/StructureDefinition/Observation"),
        {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"},
        {"resourceType": "CapabilityStatement", "fhirVersion": "4.3.0"},
        observation("4548-4", note=[{"text": "x"}], encounter={"reference": "Encounter/1"}),
        about("Encounter", **{"class": R4_CLASS, "reasonCode": [concept("1")]}),
        about("Condition", clinicalStatus=concept("active"), recordedDate="2019-01-01"),
        about("MedicationStatement", context={"reference": "Encounter/1"}, status="active"),
        about("MedicationRequest", requester={"reference": "Practitioner/1"}, status="active"),
        about("MedicationRequest", medicationCodeableConcept={"text": "x"}, status="active"),
        {"resourceType": "SomethingElse"},
    ],
)
def test_r4_is_never_refused(tmp_path, resource):
    read(tmp_path, resource)


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Basic", "fhirVersion": "3.0.1"},
        {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"},
        {"resourceType": "Patient"},
    ],
)
def test_what_could_be_r4_has_no_other_version(resource):
    assert version_of(resource) == ""


def test_a_reason_in_words_only_is_not_r4_either():
    assert version_of(about("Encounter", reason=[{"text": "Review"}])) == "STU3 or DSTU2"


@pytest.mark.parametrize(
    ("kind", "version"),
    [
        *((kind, "DSTU2") for kind in ("MedicationOrder", "DiagnosticOrder", "Conformance")),
        *((kind, "DSTU2") for kind in ("ImagingObjectSelection", "OrderResponse")),
        *((kind, "STU3") for kind in ("ImagingManifest", "ExpansionProfile", "ServiceDefinition")),
        *((kind, "STU3 or DSTU2") for kind in ("ReferralRequest", "ProcedureRequest")),
        *((kind, "STU3 or DSTU2") for kind in ("BodySite", "DataElement")),
        *((kind, "R5") for kind in ("DeviceDispense", "DeviceUsage", "EncounterHistory")),
        ("ImagingSelection", "R5"),
    ],
)
def test_a_kind_of_resource_that_only_one_version_has_names_it(kind, version):
    assert version_of({"resourceType": kind}) == version


@pytest.mark.parametrize(
    ("kind", "element", "value", "version"),
    [
        ("Patient", "careProvider", [], "DSTU2"),
        ("Patient", "animal", {}, "STU3 or DSTU2"),
        ("Observation", "comments", "x", "DSTU2"),
        ("Observation", "comment", "x", "STU3"),
        ("Observation", "context", {}, "STU3"),
        ("Observation", "related", [], "STU3 or DSTU2"),
        ("Observation", "triggeredBy", [], "R5"),
        ("Condition", "dateRecorded", "2014-01-01", "DSTU2"),
        ("Condition", "patient", {}, "DSTU2"),
        ("Condition", "assertedDate", "2014-01-01", "STU3"),
        ("Condition", "context", {}, "STU3"),
        ("Condition", "clinicalStatus", "active", "STU3 or DSTU2"),
        ("Condition", "verificationStatus", "confirmed", "STU3 or DSTU2"),
        ("Condition", "participant", [], "R5"),
        ("Encounter", "patient", {}, "DSTU2"),
        ("Encounter", "class", "outpatient", "DSTU2"),
        ("Encounter", "reason", [{"text": "x"}], "STU3 or DSTU2"),
        ("Encounter", "reason", [{"value": []}], "R5"),
        ("Encounter", "class", [{}], "R5"),
        ("Encounter", "class", [], ""),
        ("Encounter", "class", {"code": "AMB"}, ""),
        ("Encounter", "actualPeriod", {}, "R5"),
        ("Encounter", "admission", {}, "R5"),
        ("MedicationRequest", "context", {}, "STU3"),
        ("MedicationRequest", "requester", {"agent": {}}, "STU3"),
        ("MedicationRequest", "requester", {"reference": "Practitioner/1"}, ""),
        ("MedicationRequest", "medication", {}, "R5"),
        ("MedicationStatement", "wasNotTaken", False, "DSTU2"),
        ("MedicationStatement", "patient", {}, "DSTU2"),
        ("MedicationStatement", "taken", "y", "STU3"),
        ("MedicationStatement", "medication", {}, "R5"),
        ("Procedure", "patient", {}, "DSTU2"),
        ("Procedure", "notPerformed", False, "DSTU2"),
        ("Procedure", "notDone", False, "STU3"),
        ("Procedure", "context", {}, "STU3"),
        ("Procedure", "occurrenceDateTime", "2026-01-01", "R5"),
        ("Procedure", "occurrencePeriod", {}, "R5"),
        ("DiagnosticReport", "context", {}, "STU3"),
        ("DiagnosticReport", "codedDiagnosis", [], "STU3 or DSTU2"),
        ("Immunization", "wasNotGiven", False, "DSTU2"),
        ("Immunization", "notGiven", False, "STU3"),
        ("AllergyIntolerance", "substance", {}, "DSTU2"),
        ("AllergyIntolerance", "assertedDate", "2014-01-01", "STU3"),
        ("AllergyIntolerance", "clinicalStatus", "active", "STU3"),
        ("AllergyIntolerance", "clinicalStatus", concept("active"), ""),
    ],
)
def test_an_element_that_only_one_version_has_names_it(kind, element, value, version):
    assert version_of({"resourceType": kind, element: value}) == version


@pytest.mark.parametrize(
    ("stated", "version"),
    [("0.5.0", "DSTU2"), ("1.0.2", "DSTU2"), ("3.0.2", "STU3"), ("5.0.0", "R5"), ("4.0.1", "")],
)
def test_a_statement_of_capabilities_names_its_version(stated, version):
    said = {"resourceType": "CapabilityStatement", "fhirVersion": stated}
    assert version_of(said) == version
