"""Workbooks written part by part, so that anything at all can be wrong with them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from mdt_app.intake.tables.compound_files import with_one_stream

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0"?>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


# --- Office Open XML -----------------------------------------------------------------------


def xlsx_parts(sheets: Mapping[str, str], **states: str) -> dict[str, str]:
    """The parts of a workbook, from each sheet's rows in XML; `states` hide sheets."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{states.get(name, "visible")}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _name in enumerate(sheets, 1)
    )
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 10, 22, 20, 46))
    rels = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    link = f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{rels}<Relationship Id="r1" {link}/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{rels}{links}<Relationship Id="s" Type="{_LINKS}/styles"'
        f' Target="styles.xml"/><Relationship Id="t" Type="{_LINKS}/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><cellXfs>{styles}</cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}"><si><t>shared</t></si></sst>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{rows}</sheetData></worksheet>"
            for n, rows in enumerate(sheets.values(), 1)
        },
    }


def xlsx(sheets: Mapping[str, str], **states: str) -> bytes:
    return zipped(xlsx_parts(sheets, **states))


def row(number: int, *cells: str, **attributes: str) -> str:
    """A row of cells in XML, from column A on; `{at}` in a cell is where it stands."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    placed = (cell.replace("{at}", f"{chr(65 + at)}{number}") for at, cell in enumerate(cells))
    return f'<row r="{number}"{said}>{"".join(placed)}</row>'


def text(words: str) -> str:
    return f'<c r="{{at}}" t="inlineStr"><is><t>{words}</t></is></c>'


def value(number: object, style: int = 0, kind: str = "n") -> str:
    return f'<c r="{{at}}" s="{style}" t="{kind}"><v>{number}</v></c>'


def texts(*words: str) -> list[str]:
    return [text(word) for word in words]


# --- binary parts --------------------------------------------------------------------------


def xlsb(rows: Sequence[Sequence[object]], size: tuple[int, int] | None = None) -> bytes:
    """A binary workbook of one sheet; `size` is what it says of itself. `...` is an error."""
    sheet = [_part(129), _part(148, struct.pack("<IIII", 0, *_corner(rows, size))), _part(145)]
    for number, cells in enumerate(rows):
        sheet.append(_part(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)))
        sheet += [_binary_cell(place, cell) for place, cell in enumerate(cells)]
    book = [_part(131), _part(143), _part(156, struct.pack("<II", 0, 1) + _wide("r1", "Results"))]
    rels = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": f'{rels}Type="{_LINKS}/officeDocument" Target="xl/workbook.bin"/>'
            "</Relationships>",
            "xl/workbook.bin": b"".join([*book, _part(144), _part(132)]),
            "xl/_rels/workbook.bin.rels": f'{rels}Type="{_LINKS}/worksheet"'
            ' Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": b"".join([*sheet, _part(146), _part(130)]),
        }
    )


def _corner(rows: Sequence[Sequence[object]], size: tuple[int, int] | None) -> tuple[int, int, int]:
    height, width = size or (len(rows), max(map(len, rows)))
    return height - 1, 0, width - 1


def _binary_cell(place: int, cell: object) -> bytes:
    head = struct.pack("<II", place, 0)
    if cell is ...:
        return _part(3, head + b"\x2a")
    if isinstance(cell, str):
        return _part(6, head + _wide(cell))
    assert isinstance(cell, (int, float))
    return _part(5, head + struct.pack("<d", cell))


def _wide(*words: str) -> bytes:
    return b"".join(struct.pack("<I", len(word)) + word.encode("utf-16-le") for word in words)


def _part(kind: int, content: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length, size = b"", len(content)
    while size > 127:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return name + length + bytes([size]) + content


# --- before 2007 ---------------------------------------------------------------------------


def xls(
    rows: Sequence[Sequence[object]],
    *,
    size: tuple[int, int] | None = None,
    more: bytes = b"",
    is_hidden: bool = False,
) -> bytes:
    """A workbook of one sheet; `more` are records put before those of the sheet's name."""
    return with_one_stream("Workbook", xls_stream(rows, size=size, more=more, is_hidden=is_hidden))


def xls_stream(
    rows: Sequence[Sequence[object]],
    *,
    size: tuple[int, int] | None = None,
    more: bytes = b"",
    is_hidden: bool = False,
) -> bytes:
    height, width = size or (len(rows), max(map(len, rows)))
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + more
    name = b"\7\0Results"
    place = len(begin) + 4 + 6 + len(name) + 4
    bound = record(0x85, struct.pack("<IBB", place, is_hidden, 0) + name)
    cells = b"".join(
        _old_cell(at, place, cell) for at, row in enumerate(rows) for place, cell in enumerate(row)
    )
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += record(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    return begin + bound + record(0x0A) + sheet + cells + record(0x0A)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _old_cell(row: int, column: int, cell: object) -> bytes:
    head = struct.pack("<HHH", row, column, 0)
    if cell is ...:
        return record(0x205, head + b"\x2a\1")
    if isinstance(cell, str):
        return record(0x204, head + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    assert isinstance(cell, (int, float))
    return record(0x203, head + struct.pack("<d", cell))
