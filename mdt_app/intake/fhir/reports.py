"""What stands inside a FHIR DiagnosticReport."""

from collections.abc import Iterator

from mdt_app.intake.fhir.elements import Json, elements
from mdt_app.intake.fhir.left_out import is_in_error

_DAYS = ("effectiveDateTime", "effectiveInstant", "effectivePeriod")


def observations_in(report: Json) -> Iterator[Json]:
    """The Observations it contains; others it only points at, and they are read by themselves."""
    for inside in elements(report.get("contained")):
        if inside.get("resourceType") == "Observation":
            yield _whole(report, inside)


def _whole(report: Json, observation: Json) -> Json:
    """An Observation with what only the report says of both.

    What forbids the use of the report forbids that of its contents, which bear no label.
    """
    has_day = any(observation.get(name) for name in _DAYS)
    shared = ("subject", "contained") if has_day else ("subject", "contained", *_DAYS)
    is_undone = is_in_error(report) or report.get("status") == "cancelled"
    ruling = ("meta", "modifierExtension", *(["status"] if is_undone else []))
    return {
        **{name: report[name] for name in shared if report.get(name)},
        **observation,
        **{name: report[name] for name in ruling if report.get(name)},
    }
