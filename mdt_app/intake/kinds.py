"""The kind of a row: which of a section's kinds its cell names."""

from collections.abc import Container

from mdt_app.intake.cells import Unusable


def kind_named(cell: str, kinds: Container[str], of_what: str) -> str:
    """The kind as the plain layout writes it. `of_what` is `result` or `event`.

    >>> kind_named(" Blood pressure", {"blood_pressure"}, "result")
    'blood_pressure'
    """
    kind = cell.strip().casefold().replace(" ", "_")
    if not kind:
        raise Unusable("kind", "", "Empty, and this column is required", "Fill it in.")
    if kind not in kinds:
        raise Unusable(
            "kind", cell, f"Not a kind of {of_what}", "See the plain layout for the kinds."
        )
    return kind
