"""Recognises a file by what is in it, never by its name, and hands on its rows.

A `Source` gives rows of one or more of the plain layout's sections, as text.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.errors import UserError
from mdt_app.intake.blocks import Block
from mdt_app.intake.files import FileRefused, InspectedFile, inspected
from mdt_app.intake.plain import LAYOUT as PLAIN
from mdt_app.intake.plain import PlainFile, recognise_plain
from mdt_app.intake.rows import SECTIONS, Notice, PlainRow, Problem
from mdt_app.intake.sections import BY_NAME

if TYPE_CHECKING:
    from mdt_app.intake.fhir import References

FHIR = "fhir-r4"
SHIPPED_LAYOUTS = (PLAIN, FHIR)

Run = tuple[str, Iterable[Block]]
"""A section's name, and rows of it one after another."""

_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A recognised file: what it is, and how its rows are read."""

    file: InspectedFile
    layout: str
    sections: frozenset[str]
    runs: Callable[[Collection[str]], Iterator[Run]]
    """Rows of the sections asked for, in the order of the file."""
    warnings: list[str] = field(default_factory=list)
    """About the file as a whole; reading may add to them."""
    repeats_people: bool = False
    """Whether the layout has several rows about one person by design."""
    cut_short: list[str] = field(default_factory=list)
    """Reasons to think the file is cut short; reading may add to them."""


def check_layout_name(layout: str) -> None:
    """Refuse a layout nobody has heard of."""
    if layout and layout not in SHIPPED_LAYOUTS:
        raise UserError(
            "There is no layout of that name.", f"Use one of: {', '.join(SHIPPED_LAYOUTS)}."
        )


class Recogniser:
    """Says what the files of one command are; FHIR files may refer to one another."""

    def __init__(self, *, layout: str, practice_given: bool) -> None:
        self._layout = layout
        self._practice_given = practice_given
        self._references: dict[Path, References] = {}
        self._combined: References | None = None
        """Everything the files refer to, once all have been recognised."""

    def recognise(self, path: Path) -> Source:
        """What the file is. Refuses, with one sentence, what no layout reads."""
        file = inspected(path)
        if self._layout != PLAIN and is_fhir(file.path, file.head):
            return self._fhir_source(file)
        if self._layout != FHIR:
            plain = recognise_plain(file, practice_given=self._practice_given)
            if plain is not None:
                return _plain_source(plain)
        raise FileRefused(f"{file.name} {_what_is_wrong(file, self._layout)}", _HINT)

    def _fhir_source(self, file: InspectedFile) -> Source:
        from mdt_app.intake.fhir import references_in

        self._references[file.path], self._combined = references_in(file.path), None
        warnings: list[str] = []

        def runs(wanted: Collection[str]) -> Iterator[Run]:
            return self._fhir_runs(file.path, wanted, warnings)

        return Source(file, FHIR, frozenset(SECTIONS), runs, warnings)

    def _fhir_runs(self, path: Path, wanted: Collection[str], warnings: list[str]) -> Iterator[Run]:
        from mdt_app.intake.fhir import combined, read_fhir

        if self._combined is None:
            self._combined = combined(self._references.values())
        known = self._combined.preferring(self._references[path])
        found = _without_notices(read_fhir(path, known, sections=wanted), warnings)
        for section, group in groupby(found, _section_of):
            yield section, _blocks(section, group)


def is_fhir(path: Path, head: bytes) -> bool:
    """Whether a file looks like FHIR; the reader is imported only then."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[", b"<")):
        return False
    from mdt_app.intake.fhir import is_fhir as looks_like_fhir

    return looks_like_fhir(path, head)


_HINT = "Choose a file of the plain layout, with its headings in the first row, or a FHIR R4 file."


def _what_is_wrong(file: InspectedFile, layout: str) -> str:
    head = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if layout:
        return f"is not in the layout {layout}."
    if head.startswith((b"{", b"[")):
        return "is JSON, but not a FHIR R4 file."
    if head.startswith(b"<"):
        return "is XML or a web page, which this program does not read."
    return "has headings that belong to no layout this program knows."


def _plain_source(plain: PlainFile) -> Source:
    def runs(wanted: Collection[str]) -> Iterator[Run]:
        if plain.section.name in wanted:
            yield plain.section.name, plain.blocks()

    return Source(plain.file, PLAIN, frozenset({plain.section.name}), runs, plain.warnings)


def _without_notices(
    found: Iterable[PlainRow | Problem | Notice], warnings: list[str]
) -> Iterator[PlainRow | Problem]:
    for item in found:
        if not isinstance(item, Notice):
            yield item
        elif item.text not in warnings:
            warnings.append(item.text)


def _section_of(item: PlainRow | Problem) -> str:
    """Where an item is counted; a problem of no section is told with the results."""
    return item.section or "results"


def _blocks(section: str, items: Iterator[PlainRow | Problem]) -> Iterator[Block]:
    names = BY_NAME[section].readable
    while some := list(islice(items, _AT_ONCE)):
        rows = [item for item in some if isinstance(item, PlainRow)]
        yield Block(
            [item.row for item in rows],
            [[item.cells.get(name, "") for item in rows] for name in names],
            [item for item in some if isinstance(item, Problem)],
            raws=[item.raw for item in rows],
            inferred=[item.inferred for item in rows],
        )
