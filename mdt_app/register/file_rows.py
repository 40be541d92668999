"""A value together with the row of the file it stands in, as provenance tells it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from mdt_app.register.provenance import Provenance
from mdt_app.register.queries import mended_from
from mdt_app.resources import resource_path
from mdt_app.vault.entries import Rows


def from_file(
    rows: Rows, number: str, row: int, file: Sequence[Any], what: str, value: str
) -> Provenance:
    """A value with its file as `queries` reads it: name, layout, who, when, what it mends."""
    name, layout, by, on, mends = file
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
        notes=tuple(_mended(rows, mends, row)) if mends else (),
    )


def _mended(rows: Rows, batch: int, row: int) -> Iterator[str]:
    """What stood in a row before somebody put it right here."""
    for column, cell, problem in mended_from(rows, batch, row):
        yield f"Mended by hand: {column} in the file was “{cell}” ({problem})"


@cache
def _titles() -> Mapping[str, str]:
    """What the layouts that come with the program are called; a saved one has its own name."""
    texts = (path.read_text(encoding="utf-8") for path in resource_path("layouts").glob("*.toml"))
    return {layout["name"]: layout["title"] for layout in map(tomllib.loads, texts)}


def capital(words: str) -> str:
    """As a line begins: `Urine ACR`, but `eGFR`."""
    return words if words.startswith("eGFR") else words[:1].upper() + words[1:]
