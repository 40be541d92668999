"""XML workbooks looked through before they are opened: how big a sheet is, what is odd in it."""

import pytest

from mdt_app.intake.tables.archives import Damaged, TooMuch
from mdt_app.intake.tables.xml_sheets import (
    SheetFacts,
    ods_sheets,
    refuse_declarations,
    refuse_too_far_apart,
    without_counts,
    xlsx_sheet,
    xlsx_sheet_parts,
)

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha">]>'


@pytest.mark.parametrize(
    ("rows", "columns", "are_kept_twice"), [(2_000_000, 3, False), (1_000_000, 3, True)]
)
def test_so_many_cells_fit_into_memory_and_no_more(rows, columns, are_kept_twice):
    refuse_too_far_apart(rows, columns, are_kept_twice=are_kept_twice)
    with pytest.raises(TooMuch):
        refuse_too_far_apart(1, rows * columns + 1, are_kept_twice=are_kept_twice)


def test_parts_that_declare_anything_are_refused():
    refuse_declarations(b"<a/>")
    for part, refusal in ((ENTITIES + b"<a/>", TooMuch), (b"<a>", Damaged), (b"x", Damaged)):
        with pytest.raises(refusal):
            refuse_declarations(part)


def test_only_the_first_table_of_texts_loses_its_counts():
    table = b"<sst count='9' x=\"1\" uniqueCount=\"8\"><sst count='7'/></sst>"
    assert without_counts(table) == b"<sst x=\"1\"><sst count='7'/></sst>"


# --- Office Open XML -----------------------------------------------------------------------


def sheet(rows: str, prefix: str = "") -> bytes:
    return f'<{prefix}worksheet xmlns:x="m">{rows}</{prefix}worksheet>'.encode()


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ("", SheetFacts()),
        ('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', SheetFacts(errors=1)),
        ('<row r="1"><c r="A1"><f>1</f></c><c r="B1"/></row>', SheetFacts(unworked=1)),
        ('<row r="1"><c r="A1"><f>1</f><v></v></c><c><v>7</v></c></row>', SheetFacts(unworked=1)),
        ('<row r="1"><c r="A1"><f>1</f><v> </v></c></row>', SheetFacts(unworked=1)),
        ('<row r="1"><c r="A1"><f>1</f><v>2<!-- -->3</v></c></row>', SheetFacts()),
        ('<row r="1"><c r="A1" t="str"><f>1</f></c></row>', SheetFacts()),
        ('<row r="1" hidden="1"/><row r="2" hidden="true"/>', SheetFacts(hidden_rows=2)),
        ('<row r="1" hidden="0"/><row r="2"/>', SheetFacts()),
        ('<row><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>', SheetFacts()),
        ('<row r="1048576"><c r="XFD1048576"/></row>', SheetFacts()),
    ],
)
def test_what_is_odd_in_a_sheet_is_counted(rows, facts):
    assert xlsx_sheet(sheet(rows)) == facts


CELL = "<c><v>1</v></c>"


@pytest.mark.parametrize(
    ("rows", "is_too_much"),
    [
        (f'<row r="1000000">{CELL * 6}</row>', False),
        (f'<row r="1000000">{CELL * 7}</row>', True),
        (f'<row r="999999"/><row>{CELL * 6}</row>', False),
        (f'<row r="999999"/><row>{CELL * 7}</row>', True),
        ('<row r="1"><c r="F1000000"><v>1</v></c></row>', False),
        ('<row r="1"><c r="G1000000"><is/></c></row>', True),
        ('<row r="222222"><c r="aa222222"><v>1</v></c></row>', False),
        ('<row r="222222"><c r="AB222222"><v>1</v></c></row>', True),
        ('<row r="1000000"><c r="G1000000"><v>1</v></c><c r="A1000000"><v>1</v></c></row>', True),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_are_as_far_apart_as_they_say_or_stand(rows, is_too_much, prefix):
    part = sheet(rows.replace("</", "</@").replace("<", "<" + prefix), prefix)
    part = part.replace(f"<{prefix}/@".encode(), f"</{prefix}".encode())
    if is_too_much:
        with pytest.raises(TooMuch):
            xlsx_sheet(part)
    else:
        assert xlsx_sheet(part) == SheetFacts()


def _in_rows(*numbers: int) -> str:
    return "".join(f'<row r="{number}">{CELL}</row>' for number in numbers)


@pytest.mark.parametrize(
    "part",
    [
        sheet(_in_rows(2, 1, 2)),
        sheet(_in_rows(1, 3, 2)),
        sheet('<row r="12345678"><c><v>1</v></c></row>'),
        sheet('<row r="x"/>'),
        sheet('<row r="1"><c r="ABCD1"/></row>'),
        sheet('<row r="1"><c r="A-1"/></row>'),
        sheet('<row r="1"><c r="É1"/></row>'),
        b"<worksheet><row>",
        b'<?xml version="1.0" encoding="klingon"?><worksheet/>',
    ],
)
def test_a_sheet_that_is_out_of_order_or_no_sheet_is_damaged(part):
    with pytest.raises(Damaged):
        xlsx_sheet(part)


def test_sheets_are_found_by_their_links():
    links = (
        b'<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>'
        b'<Relationship Id="b" Target="/xl/worksheets/two.xml"/>'
        b'<Relationship Id="c" Target="/~three.xml"/><Relationship Target="no.xml"/>'
        b"</Relationships>"
    )
    book = (
        b'<x:workbook xmlns:x="m" xmlns:r="n"><x:sheet name="One" r:id="a"/>'
        b'<x:sheet name="Two" r:id="b"/><x:sheet name="Three" r:id="c"/>'
        b'<x:sheet name="Four" r:id="d"/><x:sheet name="Five"/>'
        b'<x:cache name="Six" r:id="a"/></x:workbook>'
    )
    assert xlsx_sheet_parts(book, links) == {
        "One": "xl/worksheets/sheet1.xml",
        "Two": "xl/worksheets/two.xml",
        "Three": "~three.xml",
        "Four": "",
    }


# --- OpenDocument --------------------------------------------------------------------------


def content(*sheets: str) -> bytes:
    names = ("table", "office", "text", "calcext")
    spaces = "".join(f' xmlns:{name}="{name}"' for name in names)
    tables = "".join(
        f'<table:table table:name="S{number}">{rows}</table:table>'
        for number, rows in enumerate(sheets, 1)
    )
    return f"<office:body{spaces}>{tables}</office:body>".encode()


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def cell(said: str = 'office:value-type="float"', times: int = 1, kind: str = "table-cell") -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return f"<table:{kind} {said}{repeated}/>"


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ("", SheetFacts()),
        (row(cell(), cell("")), SheetFacts()),
        (row(cell('office:value-type="string" calcext:value-type="error"')), SheetFacts(errors=1)),
        (row(cell('office:value-type="string" calcext:value-type="float"')), SheetFacts()),
        (row(cell('table:formula="1"'), cell('office:value="1"')), SheetFacts(unworked=2)),
        (row(cell('table:formula="1" office:value-type="float"')), SheetFacts()),
        (row(cell(), cell(), said='table:visibility="collapse"'), SheetFacts(hidden_rows=1)),
        (row(cell(), said='table:visibility="filter"') + row(cell()), SheetFacts(hidden_rows=1)),
        (row(cell(""), said='table:visibility="collapse"'), SheetFacts()),
        (row(cell(), said='table:visibility="visible"'), SheetFacts()),
        (row("<text:s/>", '<text:s text:c="10000"/>'), SheetFacts()),
    ],
)
def test_what_is_odd_in_a_sheet_of_an_open_document_is_counted(rows, facts):
    assert ods_sheets(content(rows)) == {"S1": facts}
    assert ods_sheets(content(row(cell()), rows)) == {"S1": SheetFacts(), "S2": facts}


MILLION = 'table:number-rows-repeated="1000000"'
REST = row(cell("", 16_384), said='table:number-rows-repeated="48576"')


@pytest.mark.parametrize(
    ("rows", "is_too_much"),
    [
        (row(cell(times=3), said=MILLION) + REST, False),
        (row(cell(times=4), said=MILLION) + REST, True),
        (row(cell(""), cell(""), cell(), said=MILLION), False),
        (row(cell(""), cell("", 2), cell(), said=MILLION), True),
        (row(cell("", 3), said=MILLION) + row(cell(""), cell(""), cell()), True),
        (row(cell("", 2), said='table:number-rows-repeated="999999"') + row(cell(times=3)), False),
        (row(cell(times=3, kind="covered-table-cell"), cell(), said=MILLION), True),
        (row(cell('office:value="1"', 4), said=MILLION), True),
        (row(cell(times=4), cell(""), said=MILLION), True),
        (row(cell(times=4), said=MILLION) + row(cell()), True),
        (row('<text:s text:c="10001"/>'), True),
    ],
)
def test_cells_of_an_open_document_are_as_far_apart_as_they_are_repeated(rows, is_too_much):
    for part in (content(rows), content(rows, row(cell())), content(row(cell()), rows)):
        if is_too_much:
            with pytest.raises(TooMuch):
                ods_sheets(part)
        else:
            assert all(found.hidden_rows == 0 for found in ods_sheets(part).values())
