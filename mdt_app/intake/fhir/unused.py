"""Counts the resources of a FHIR file that this program has no use for."""

from collections import Counter
from collections.abc import Iterator

from mdt_app.clinical.words import first_few, grouped
from mdt_app.intake.fhir.elements import Json, codings
from mdt_app.intake.rows import Notice

_NAMED_AT_MOST = 5
_OBSERVATIONS = ("observation of a kind", "observations of kinds")
_TYPES = ("resource of a type", "resources of types")


class Unused:
    """Observations by what they measure, other resources by their type."""

    def __init__(self) -> None:
        self._observations: Counter[str] = Counter()
        self._types: Counter[str] = Counter()

    def note(self, kind: str) -> None:
        self._types[kind or "resource without a type"] += 1

    def note_observation(self, resource: Json) -> None:
        self._observations[_measured(resource)] += 1

    def notices(self) -> Iterator[Notice]:
        if self._observations:
            yield Notice(_left_out(*_OBSERVATIONS, self._observations))
        if self._types:
            yield Notice(_left_out(*_TYPES, self._types))


def _measured(resource: Json) -> str:
    """What an Observation measures, as its first coding names it; never its free text."""
    for found in codings(resource.get("code")):
        if found.code:
            return f"{found.display} ({found.code})"[:80] if found.display else found.code[:40]
    return "without a code"


def _left_out(one: str, many: str, counts: Counter[str]) -> str:
    each = [f"{name}: {grouped(count)}" for name, count in counts.most_common()]
    named, total = first_few(each, _NAMED_AT_MOST), counts.total()
    what, verb = (one, "was") if total == 1 else (many, "were")
    return f"{grouped(total)} {what} this program does not use {verb} left out ({named})."
