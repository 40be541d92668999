"""Tells FHIR R4 from its older and newer versions, and refuses those by name.

A version is known by what only it has: its profiles, its resource types, its element names.
Source: the change notes of HL7 FHIR 3.0.2, 4.0.1 and 5.0.0. Whatever could be R4 is taken as R4.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mdt_app.errors import UserError
from mdt_app.intake.fhir.elements import Json, element, elements, text, texts

DSTU2, STU3, OLDER, R5 = "DSTU2", "STU3", "STU3 or DSTU2", "R5"

_PROFILES = (
    (
        re.compile(
            r"/DSTU2/|hl7\.org/fhir/1\.0|^https?://fhir\.nhs\.net/StructureDefinition", re.I
        ),
        DSTU2,
    ),
    (
        re.compile(r"/STU3/|hl7\.org/fhir/3\.0|hl7\.org/fhir/StructureDefinition/.*\|3\.", re.I),
        STU3,
    ),
    (re.compile(r"/R5/|hl7\.org/fhir/5\.0|hl7\.org/fhir/StructureDefinition/.*\|5\.", re.I), R5),
)
_FHIR_VERSIONS = (("0.", DSTU2), ("1.", DSTU2), ("3.", STU3), ("5.", R5))
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("MedicationOrder", "DiagnosticOrder", "Conformance"), DSTU2),
    **dict.fromkeys(("ImagingObjectSelection", "OrderResponse"), DSTU2),
    **dict.fromkeys(("ImagingManifest", "ExpansionProfile", "ServiceDefinition"), STU3),
    **dict.fromkeys(("ReferralRequest", "ProcedureRequest", "BodySite", "DataElement"), OLDER),
    **dict.fromkeys(("DeviceDispense", "DeviceUsage", "EncounterHistory", "ImagingSelection"), R5),
}


def _is_code(value: Any) -> bool:
    return isinstance(value, str)


def _is_there(_: Any) -> bool:
    return True


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _is_concept(value: Any) -> bool:
    return any("coding" in item or "text" in item for item in elements(value))


def _has_agent(value: Any) -> bool:
    return "agent" in element(value)


def _has_value(value: Any) -> bool:
    return any("value" in item for item in elements(value))


Sign = tuple[str, Callable[[Any], bool], str]
_SIGNS: Mapping[str, tuple[Sign, ...]] = {
    "Patient": (("careProvider", _is_there, DSTU2), ("animal", _is_there, OLDER)),
    "Observation": (
        ("comments", _is_there, DSTU2),
        ("comment", _is_there, STU3),
        ("context", _is_there, STU3),
        ("related", _is_there, OLDER),
        ("triggeredBy", _is_there, R5),
    ),
    "Condition": (
        ("dateRecorded", _is_there, DSTU2),
        ("patient", _is_there, DSTU2),
        ("assertedDate", _is_there, STU3),
        ("context", _is_there, STU3),
        ("clinicalStatus", _is_code, OLDER),
        ("verificationStatus", _is_code, OLDER),
        ("participant", _is_there, R5),
    ),
    "Encounter": (
        ("patient", _is_there, DSTU2),
        ("class", _is_code, DSTU2),
        ("reason", _is_concept, OLDER),
        ("reason", _has_value, R5),
        ("class", _is_list, R5),
        ("actualPeriod", _is_there, R5),
        ("admission", _is_there, R5),
    ),
    "MedicationRequest": (
        ("context", _is_there, STU3),
        ("requester", _has_agent, STU3),
        ("medication", _is_there, R5),
    ),
    "MedicationStatement": (
        ("wasNotTaken", _is_there, DSTU2),
        ("patient", _is_there, DSTU2),
        ("taken", _is_there, STU3),
        ("medication", _is_there, R5),
    ),
    "Procedure": (
        ("patient", _is_there, DSTU2),
        ("notPerformed", _is_there, DSTU2),
        ("notDone", _is_there, STU3),
        ("context", _is_there, STU3),
        ("occurrenceDateTime", _is_there, R5),
        ("occurrencePeriod", _is_there, R5),
    ),
    "DiagnosticReport": (("context", _is_there, STU3), ("codedDiagnosis", _is_there, OLDER)),
    "Immunization": (("wasNotGiven", _is_there, DSTU2), ("notGiven", _is_there, STU3)),
    "AllergyIntolerance": (
        ("substance", _is_there, DSTU2),
        ("assertedDate", _is_there, STU3),
        ("clinicalStatus", _is_code, STU3),
    ),
}


def version_of(resource: Json) -> str:
    """The name of the version, '' for R4 and for what could be R4."""
    kind = text(resource.get("resourceType"))
    return (
        _TYPES.get(kind)
        or _by_profile(resource)
        or _by_statement(resource, kind)
        or _by_sign(resource, kind)
    )


def refuse_other_versions(resource: Json) -> None:
    """Raise UserError, naming the version, unless this is or could be R4."""
    version = version_of(resource)
    if version:
        raise UserError(
            f"This file is FHIR {version}; this program reads FHIR R4.",
            "Ask the system it came from to export it as R4 (version 4.0).",
        )


def _by_profile(resource: Json) -> str:
    for profile in texts(element(resource.get("meta")).get("profile")):
        for pattern, version in _PROFILES:
            if pattern.search(profile):
                return version
    return ""


def _by_statement(resource: Json, kind: str) -> str:
    if kind != "CapabilityStatement":
        return ""
    stated = text(resource.get("fhirVersion"))
    return next((name for start, name in _FHIR_VERSIONS if stated.startswith(start)), "")


def _by_sign(resource: Json, kind: str) -> str:
    for name, shows, version in _SIGNS.get(kind, ()):
        if name in resource and shows(resource[name]):
            return version
    return ""
