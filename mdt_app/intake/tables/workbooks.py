"""Opens a workbook once it has been looked through: nothing in it can end the program."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from mdt_app.intake.tables import binary_sheets, xml_sheets
from mdt_app.intake.tables.archives import Damaged, Protected, TooMuch, parts_of, start_of, stored
from mdt_app.intake.tables.compound_files import read_compound_file, with_one_stream
from mdt_app.intake.tables.containers import MOST_BYTES, SAVE_AS_CSV
from mdt_app.intake.tables.files import FileRefused, InspectedFile
from mdt_app.intake.tables.xml_sheets import SheetFacts

_XML_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels"
    r"|xl/(?:work|chart|dialog|macro)sheets/[^/]+\.xml",
    re.IGNORECASE,
)
_BINARY_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.bin|xl/_rels/[^/]+\.rels"
    r"|xl/(?:work|chart|dialog|macro)sheets/[^/]+\.bin",
    re.IGNORECASE,
)
_OPEN_DOCUMENT_PART = re.compile(r"mimetype|content\.xml|META-INF/manifest\.xml")
_ENCRYPTED = b"encryption-data"
_MANIFEST = "META-INF/manifest.xml"
_LONGEST_MANIFEST = 1 << 20
_PANIC = "PanicException"
"""How the reader says that it met what it never expected; it is no `Exception`."""


@dataclass(frozen=True, slots=True)
class Book:
    """An opened workbook, and what was seen of its sheets, by their names; '' for all."""

    file: InspectedFile
    reader: CalamineWorkbook
    facts: Mapping[str, SheetFacts] = field(default_factory=dict)

    def sheet(self, name: str) -> CalamineSheet:
        """One of its sheets, whole."""
        with _refusing(self.file):
            return self.reader.get_sheet_by_name(name)


def open_book(file: InspectedFile) -> Book:
    """The workbook. Refuses one that is damaged, protected or a bomb."""
    with _refusing(file):
        return _OPENERS[file.encoding](file)


@contextmanager
def _refusing(file: InspectedFile) -> Iterator[None]:
    try:
        yield
    except Protected:
        raise FileRefused(
            f"{file.name} is protected with a password.", "Save it without one."
        ) from None
    except (TooMuch, MemoryError):
        raise FileRefused(
            f"{file.name} holds far more than any list of people does.",
            "Copy the list into a new workbook, or save it as 'CSV UTF-8'.",
        ) from None
    except OSError:
        raise FileRefused(
            f"{file.name} changed or went away while it was being read.", "Import it again."
        ) from None
    except BaseException as error:
        if not isinstance(error, (Damaged, CalamineError)) and type(error).__name__ != _PANIC:
            raise
        raise FileRefused(f"{file.name} is a damaged workbook.", SAVE_AS_CSV) from None


def _xlsx(file: InspectedFile) -> Book:
    seen: dict[str, SheetFacts] = {}
    kept: dict[str, bytes] = {}

    def parts() -> Iterator[tuple[str, bytes]]:
        for name, part in parts_of(file.path, _is(_XML_PART)):
            if "sheets/" in name:
                seen[name] = xml_sheets.xlsx_sheet(part)
            else:
                xml_sheets.refuse_declarations(part)
                part = xml_sheets.without_counts(part)
            if name.casefold() in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
                kept[name.casefold()] = part
            yield name, part

    reader = CalamineWorkbook.from_filelike(stored(parts()))
    book, links = kept.get("xl/workbook.xml"), kept.get("xl/_rels/workbook.xml.rels")
    places = xml_sheets.xlsx_sheet_parts(book, links) if book and links else {}
    return Book(file, reader, {name: seen[part] for name, part in places.items() if part in seen})


def _xlsb(file: InspectedFile) -> Book:
    facts = SheetFacts()

    def parts() -> Iterator[tuple[str, bytes]]:
        for name, part in parts_of(file.path, _is(_BINARY_PART)):
            if "sheets/" in name:
                facts.errors += binary_sheets.xlsb_sheet(part).errors
            elif name.endswith(".bin"):
                binary_sheets.xlsb_texts(part)
            else:
                xml_sheets.refuse_declarations(part)
            yield name, part

    return Book(file, CalamineWorkbook.from_filelike(stored(parts())), {"": facts})


def _ods(file: InspectedFile) -> Book:
    facts: dict[str, SheetFacts] = {}
    if _ENCRYPTED in start_of(file.path, _MANIFEST, _LONGEST_MANIFEST):
        raise Protected

    def parts() -> Iterator[tuple[str, bytes]]:
        for name, part in parts_of(file.path, _is(_OPEN_DOCUMENT_PART)):
            if name == "content.xml":
                facts.update(xml_sheets.ods_sheets(part))
            yield name, part

    return Book(file, CalamineWorkbook.from_filelike(stored(parts())), facts)


def _xls(file: InspectedFile) -> Book:
    compound = read_compound_file(file.path, MOST_BYTES)
    stream = compound.stream("Workbook" if "Workbook" in compound.names else "Book")
    facts = binary_sheets.xls_sheets(stream)
    whole = with_one_stream("Workbook", stream)
    reader = CalamineWorkbook.from_filelike(io.BytesIO(whole))
    return Book(file, reader, dict(zip(reader.sheet_names, facts)))


def _is(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda name: pattern.fullmatch(name) is not None


_OPENERS: Mapping[str, Callable[[InspectedFile], Book]] = {
    "xlsx": _xlsx,
    "xlsb": _xlsb,
    "ods": _ods,
    "xls": _xls,
}
