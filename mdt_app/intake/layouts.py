"""Recognises files by what is in them, never by their names, and hands on their rows.

The files of one command are recognised together: FHIR files may refer to one another, and the
files of an extract only make sense together.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from mdt_app.errors import UserError
from mdt_app.intake.blocks import blocks_of
from mdt_app.intake.cells import Practices
from mdt_app.intake.columns.headings import known
from mdt_app.intake.columns.layout_file import Layout, layout_at, shipped_layouts
from mdt_app.intake.columns.mapped import MappedTable
from mdt_app.intake.columns.matching import plan_for
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.extracts.emis_bulk import EmisBulk
from mdt_app.intake.extracts.joined import Family, View
from mdt_app.intake.extracts.tpp import Tpp
from mdt_app.intake.plain import LAYOUT as PLAIN
from mdt_app.intake.plain import (
    PlainFile,
    PlainTable,
    is_all_plain,
    known_to_plain,
    plain_table,
    recognise_plain,
)
from mdt_app.intake.rows import Guess, Notice, PlainRow, Problem
from mdt_app.intake.sources import Run, Source
from mdt_app.intake.tables.files import FileRefused, InspectedFile, inspected
from mdt_app.intake.tables.reading import Table, tables_in
from mdt_app.intake.wishes import Answers, Wishes

if TYPE_CHECKING:
    from mdt_app.intake.fhir.reading import References

FHIR = "fhir-r4"
_LAYOUT_FILE = ".toml"
_HINT = (
    "Choose a file of the plain layout, an export of EMIS or SystmOne with its headings,"
    " or a FHIR R4 file."
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What recognising needs to know besides the files."""

    wishes: Wishes
    today: date
    practices: Practices
    saved: Sequence[Layout] = ()


def layout_named(name: str, saved: Iterable[Layout]) -> Layout | None:
    """The layout of that name, shipped or saved, or the one in a layout file; None for ''."""
    if not name:
        return None
    shipped = shipped_layouts()
    for layout in (*shipped.values(), *saved):
        if layout.name == name:
            return layout
    if name.casefold().endswith(_LAYOUT_FILE):
        return layout_at(Path(name))
    raise UserError(
        "There is no layout of that name.",
        f"Use one of: {', '.join((*shipped, *(one.name for one in saved)))};"
        " or the path of a layout file.",
    )


class Recogniser:
    """Says what the files of one command are."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._families: tuple[Family, ...] = (EmisBulk(), Tpp())
        self._references: dict[Path, References] = {}
        self._combined: References | None = None
        """Everything the files refer to, once all have been recognised."""

    def recognise(self, path: Path) -> list[Callable[[], Source]]:
        """What the file is, sheet by sheet. Refuses, with one sentence, what no layout reads.

        How its rows are read can be said once all files of the command have been recognised.
        """
        wishes = self._around.wishes
        answers = wishes.of(path)
        layout = layout_named(answers.layout or wishes.layout, self._around.saved)
        file = inspected(path)
        name = layout.name if layout else ""
        if name in ("", FHIR) and is_fhir(file.path, file.head):
            return [self._fhir_source(file)]
        if name != FHIR:
            plain = self._plain(file, answers) if name in ("", PLAIN) else None
            if isinstance(plain, PlainFile):
                return [lambda: _plain_source(plain)]
            tables = tables_in(file, answers, wishes.sheet, self._known)
            if len(tables) == 1:
                tables = [replace(tables[0], name=file.name)]
            sources = [self._of_table(table, answers, layout, plain) for table in tables]
            if any(sources):
                return list(filter(None, sources))
            if plain is not None:
                raise plain
        raise FileRefused(f"{file.name} {_what_is_wrong(file, name)}", _HINT)

    def _plain(self, file: InspectedFile, answers: Answers) -> PlainFile | FileRefused | None:
        """A text file of the plain layout, or why it is none though it looks like one."""
        if answers != Answers(layout=answers.layout):
            return None
        try:
            return recognise_plain(file, practice_given=bool(self._around.wishes.practice))
        except FileRefused as refused:
            return refused

    def _known(self, cells: Sequence[str]) -> int:
        """How many of these cells are headings that something here knows."""
        from_families = max(family.knows(cells) for family in self._families)
        return max(known(cells), from_families, known_to_plain(cells), self._known_to_saved(cells))

    def _known_to_saved(self, cells: Sequence[str]) -> int:
        return max(
            (len(set(layout.headings) & set(cells)) for layout in self._around.saved), default=0
        )

    # -- tables -------------------------------------------------------------------------------

    def _of_table(
        self, table: Table, answers: Answers, layout: Layout | None, plain: FileRefused | None
    ) -> Callable[[], Source] | None:
        """How a table is read; `plain` is why it is no file of the plain layout, if it is near."""
        name = layout.name if layout else ""
        for family in self._families:
            if name in ("", family.layout) and family.recognises(table.headings):
                return self._of_view(family, family.add(table), answers)
        is_plain = plain is None and not answers.columns and is_all_plain(table.headings)
        if name in ("", PLAIN) and is_plain:
            given = bool(self._around.wishes.practice)
            sheet = plain_table(table, practice_given=given)
            return lambda: _plain_source(sheet)
        if name == PLAIN or (plain is not None and is_all_plain(table.headings)):
            return None
        plan = plan_for(table, answers, layout=layout, saved=self._around.saved)
        if plan is None or (plain is not None and not plan.is_usable):
            return None
        return lambda: self._mapped_source(plan, answers)

    def _of_view(self, family: Family, view: View, answers: Answers) -> Callable[[], Source]:
        def source() -> Source:
            shipped = shipped_layouts()[family.layout]
            if not view.meanings:
                return _looked_up_source(view, family.layout)
            plan = plan_for(view, answers, layout=shipped, meanings=view.meanings)
            assert plan is not None, "a view says what its columns are"
            # Both extracts come as changes since the last one too: who is missing is not gone.
            return self._mapped_source(plan, answers, is_extract=False)

        return source

    def _mapped_source(self, plan: Plan, answers: Answers, *, is_extract: bool = True) -> Source:
        mapped = MappedTable(
            plan,
            practices=self._around.practices,
            today=self._around.today,
            filled_down=answers.filled_down,
        )
        table = plan.table
        return Source(
            table.file,
            table.name,
            plan.layout,
            mapped.runs,
            warnings=plan.warnings,
            notices=lambda: [*table.notices, *mapped.notices],
            rows=lambda: mapped.rows,
            passes=1 + max(1, len(plan.groups)),
            headings=table.headings,
            guesses=[*table.guesses, *_guesses(plan, mapped)],
            columns=plan.columns,
            questions=plan.questions,
            changes=plan.changes,
            cut_short=table.cut_short,
            repeats_people=plan.repeats_people,
            is_extract=is_extract,
        )

    # -- FHIR ---------------------------------------------------------------------------------

    def _fhir_source(self, file: InspectedFile) -> Callable[[], Source]:
        from mdt_app.intake.fhir.reading import references_in

        self._references[file.path], self._combined = references_in(file.path), None
        warnings: list[str] = []

        def runs(wanted: Collection[str]) -> Iterator[Run]:
            return self._fhir_runs(file.path, wanted, warnings)

        return lambda: Source(file, file.name, FHIR, runs, warnings)

    def _fhir_runs(self, path: Path, wanted: Collection[str], warnings: list[str]) -> Iterator[Run]:
        from mdt_app.intake.fhir.reading import combined, read_fhir

        if self._combined is None:
            self._combined = combined(self._references.values())
        known_here = self._combined.preferring(self._references[path])
        found = _without_notices(read_fhir(path, known_here, sections=wanted), warnings)
        for (section, _is_withdrawn), group in groupby(found, _section_of):
            yield section, blocks_of(section, group)


def is_fhir(path: Path, head: bytes) -> bool:
    """Whether a file looks like FHIR; the reader is imported only then."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[", b"<")):
        return False
    from mdt_app.intake.fhir.reading import is_fhir as looks_like_fhir

    return looks_like_fhir(path, head)


def _guesses(plan: Plan, mapped: MappedTable) -> Iterator[Guess]:
    choices = tuple(
        (layout.name, layout.title) for layout in shipped_layouts().values() if layout.needs
    )
    yield Guess("layout", plan.layout, plan.title, choices)
    if plan.groups and len(plan.person) > 1:
        is_filled = mapped.is_filled_down
        words = "the same person as above" if is_filled else "not known"
        yield Guess(
            "filled_down",
            "yes" if is_filled else "no",
            words,
            (("yes", "the same person as above"), ("no", "not known")),
        )


def _what_is_wrong(file: InspectedFile, layout: str) -> str:
    head = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if layout:
        return f"is not in the layout {layout}."
    if head.startswith((b"{", b"[")):
        return "is JSON, but not a FHIR R4 file."
    if head.startswith(b"<"):
        return "is XML or a web page, which this program does not read."
    return "has headings that belong to no layout this program knows."


def _looked_up_source(view: View, layout: str) -> Source:
    return Source(
        view.file,
        view.name,
        layout,
        lambda _wanted: iter(()),
        notices=lambda: view.notices,
        is_only_looked_up=True,
    )


def _plain_source(plain: PlainFile | PlainTable) -> Source:
    def runs(wanted: Collection[str]) -> Iterator[Run]:
        if plain.section.name in wanted:
            yield plain.section.name, plain.blocks()

    return Source(plain.file, plain.name, PLAIN, runs, plain.warnings)


def _without_notices(
    found: Iterable[PlainRow | Problem | Notice], warnings: list[str]
) -> Iterator[PlainRow | Problem]:
    for item in found:
        if not isinstance(item, Notice):
            yield item
        elif item.text not in warnings:
            warnings.append(item.text)


def _section_of(item: PlainRow | Problem) -> tuple[str, bool]:
    """Where an item is counted, and whether it is withdrawn.

    A problem of no section is told with the results.
    """
    return item.section or "results", isinstance(item, PlainRow) and bool(item.withdrawn)
