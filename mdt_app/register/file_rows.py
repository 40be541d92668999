"""A value together with the row of the file it stands in, as provenance tells it."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from mdt_app.register.provenance import Provenance
from mdt_app.resources import resource_path


def from_file(number: str, row: int, file: Sequence[Any], what: str, value: str) -> Provenance:
    """A value with its file as `queries` reads it: name, layout, who, when, what it mends."""
    name, layout, by, on, mends = file
    notes = ("Mended by hand before it was taken in",) if mends else ()
    return Provenance(
        number,
        what,
        value,
        "",
        None,
        name,
        row,
        _titles().get(layout, layout),
        date.fromordinal(on),
        by,
        notes=notes,
    )


@cache
def _titles() -> Mapping[str, str]:
    """What the layouts that come with the program are called; a saved one has its own name."""
    texts = (path.read_text(encoding="utf-8") for path in resource_path("layouts").glob("*.toml"))
    return {layout["name"]: layout["title"] for layout in map(tomllib.loads, texts)}


def capital(words: str) -> str:
    """As a line begins: `Urine ACR`, but `eGFR`."""
    return words if words.startswith("eGFR") else words[:1].upper() + words[1:]
