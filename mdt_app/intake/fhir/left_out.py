"""What a FHIR resource says that forbids its use, whatever else it holds."""

from mdt_app.intake.fhir.elements import Json, element, elements, text

_CONFIDENTIAL = frozenset(["R", "V"])


def why_left_out(resource: Json) -> str:
    """Why nothing of a resource may be taken in; '' where nothing speaks against it."""
    if _is_confidential(resource):
        return "It is marked confidential"
    if resource.get("modifierExtension"):
        return "It carries a modifier this program does not know"
    return ""


def _is_confidential(resource: Json) -> bool:
    labels = elements(element(resource.get("meta")).get("security"))
    return any(
        text(label.get("code")) in _CONFIDENTIAL
        and text(label.get("system")).endswith("v3-Confidentiality")
        for label in labels
    )
