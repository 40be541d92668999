"""Writes small workbooks, part by part, always the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

_FIRST_DAY = date(1899, 12, 30)
_SOME_TIME = (2026, 11, 20, 9, 0, 0)


class Day(NamedTuple):
    """A day: kept as a number, shown as a date."""

    day: date

    @property
    def serial(self) -> int:
        return (self.day - _FIRST_DAY).days


class Formula(NamedTuple):
    """A cell that is worked out, with the value it had when the file was saved."""

    text: str
    value: float


Cell = str | int | float | Day | Formula | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells. An empty row is left out of the file, and still counts."""

    name: str
    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False


def _zipped(parts: Iterable[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in parts:
            info = zipfile.ZipInfo(name, _SOME_TIME)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            book.writestr(info, text.encode())
    return out.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# --- Office Open XML ---------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ' state="hidden"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """An Excel workbook."""
    numbered = list(enumerate(sheets, start=1))
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n, _ in numbered
    )
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"'
        f"{_HIDDEN if sheet.is_hidden else ''}/>"
        for n, sheet in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    styles = len(sheets) + 1
    return _zipped(
        (
            (
                "[Content_Types].xml",
                f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
                f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
                '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
                f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
                f"{overrides}</Types>",
            ),
            (
                "_rels/.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
                f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            ),
            (
                "xl/workbook.xml",
                f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets>'
                "</workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship'
                f' Id="rId{styles}" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
            ),
            ("xl/styles.xml", _XML + _STYLES),
            *((f"xl/worksheets/sheet{n}.xml", _XML + _sheet(sheet)) for n, sheet in numbered),
        )
    )


def _sheet(sheet: Sheet) -> str:
    rows = "".join(
        f'<row r="{place}">{_cells(place, row)}</row>'
        for place, row in enumerate(sheet.rows, start=1)
        if row
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cells(row: int, cells: Sequence[Cell]) -> str:
    return "".join(
        _cell(f"{_letters(place)}{row}", cell)
        for place, cell in enumerate(cells)
        if cell is not None and cell != ""
    )


def _letters(place: int) -> str:
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last]


def _cell(at: str, cell: Cell) -> str:
    if isinstance(cell, Day):
        return f'<c r="{at}" s="1"><v>{cell.serial}</v></c>'
    if isinstance(cell, Formula):
        return f'<c r="{at}"><f>{escape(cell.text)}</f><v>{cell.value}</v></c>'
    if isinstance(cell, str):
        text = escape(cell)
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{at}"><v>{cell}</v></c>'


# --- OpenDocument ------------------------------------------------------------------------

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Sequence[Sheet]) -> bytes:
    """An OpenDocument workbook. Empty rows stand in the file."""
    tables = "".join(
        f'<table:table table:name="{escape(sheet.name)}">'
        + "".join(f"<table:table-row>{_ods_cells(row)}</table:table-row>" for row in sheet.rows)
        + "</table:table>"
        for sheet in sheets
    )
    content = (
        f'{_XML}<office:document-content xmlns:office="{_ODS}:office:1.0"'
        f' xmlns:table="{_ODS}:table:1.0" xmlns:text="{_ODS}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'{_XML}<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return _zipped(
        (("mimetype", _ODS_TYPE), ("content.xml", content), ("META-INF/manifest.xml", manifest))
    )


def _ods_cells(cells: Sequence[Cell]) -> str:
    return "".join(map(_ods_cell, cells)) or "<table:table-cell/>"


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Day):
        return (
            '<table:table-cell office:value-type="date"'
            f' office:date-value="{cell.day.isoformat()}"><text:p>{cell.day:%d/%m/%Y}</text:p>'
            "</table:table-cell>"
        )
    if isinstance(cell, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
        )
    formula = f' table:formula="of:={escape(cell.text)}"' if isinstance(cell, Formula) else ""
    value = cell.value if isinstance(cell, Formula) else cell
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"{formula}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )
