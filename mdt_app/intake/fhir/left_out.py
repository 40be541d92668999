"""What a FHIR resource says that forbids its use, whatever else it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mdt_app.intake.extracts.looked_up import LeftOut
from mdt_app.intake.fhir.elements import Json, codings, element, elements, text
from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.withdrawn import CONFIDENTIAL, IN_ERROR, withdrawn_row

HIDDEN_PERSON = LeftOut("meta.security", CONFIDENTIAL)
_CODES = frozenset(["R", "V"])
_SYSTEMS = ("v3-confidentiality", "v3/confidentiality", "urn:oid:2.16.840.1.113883.5.25")
"""How R4, older files and identifiers of HL7 end the name of one and the same list."""


def why_left_out(resource: Json) -> str:
    """Why nothing of a resource may be taken in; '' where nothing speaks against it."""
    is_modified = bool(resource.get("modifierExtension"))
    return "It carries a modifier this program does not know" if is_modified else ""


def is_confidential(resource: Json) -> bool:
    """Whether a resource is labelled restricted or very restricted."""
    return any(
        text(label.get("code")) in _CODES
        and text(label.get("system")).casefold().endswith(_SYSTEMS)
        for label in elements(element(resource.get("meta")).get("security"))
    )


def is_in_error(resource: Json) -> bool:
    """Whether a resource should never have been there."""
    return text(resource.get("status")) == IN_ERROR or any(
        verified.code == IN_ERROR for verified in codings(resource.get("verificationStatus"))
    )


def as_it_was(resource: Json) -> Json:
    """A resource as it read before anybody knew that it is an error."""
    if not is_in_error(resource):
        return resource
    return {name: said for name, said in resource.items() if name != "status"}


def as_withdrawn(found: Iterable[PlainRow | Problem], why: str) -> Iterator[PlainRow | Problem]:
    """What would have been read, to be taken back; what could not be read, without its words."""
    for one in found:
        if isinstance(one, PlainRow):
            yield replace(one, withdrawn=why)
        else:
            yield withdrawn_row(one.row, why, one.section)
