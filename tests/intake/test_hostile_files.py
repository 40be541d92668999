"""Files made to do harm, or spoilt: one sentence within seconds, in bounded memory.

Each is read in a process of its own, which says how long it took and how much room: what a
workbook can do to its reader ends the process without an exception.
"""

import io
import json
import random
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from mdt_app.intake.tables.compound_files import MARK, CompoundFile, with_one_stream
from mdt_app.intake.tables.files import FileRefused, inspected
from tests.intake.files.workbooks import Sheet, ods
from tests.intake.odd_books import record, row, texts, value, xls, xls_stream, xlsb, xlsx, zipped
from tests.intake.odd_books import xlsx_parts as parts_of_xlsx
from tests.intake.reading_tables import ADA, BEN, HEADINGS, lines, tables

FIXTURES = Path(__file__).parent / "files"
HEADING_CELLS = HEADINGS.split(",")
HEAD = row(1, *texts(*HEADING_CELLS))
ADA_ROW = f"{ADA},Exemplar,2026-03-01,58"
ROWS = [HEADING_CELLS, [int(ADA), "Exemplar", "2026-03-01", 58]]
_SECONDS, _MEGABYTES = 20, 200
_READ = """
import json, sys, time
from pathlib import Path
from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.reading import tables_in
from mdt_app.intake.tables import spreadsheets
from mdt_app.intake.wishes import Answers
from tests.intake.reading_tables import known
try:
    import resource
    room = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
except ImportError:
    room = lambda: 0
for path in sys.argv[1:]:
    before, began, rows, problems, said = room(), time.process_time(), 0, 0, ""
    try:
        for table in tables_in(inspected(Path(path)), Answers(), "all", known):
            for some in table.blocks():
                rows += len(some.numbers)
                problems += len(some.problems)
    except FileRefused as refused:
        said = refused.message
    print(json.dumps([said, rows, problems, time.process_time() - began, room() - before]))
"""


class Reading(NamedTuple):
    """What came of a file."""

    said: str
    rows: int
    problems: int
    seconds: float
    megabytes: float


@pytest.fixture
def path(tmp_path):
    return tmp_path / "list.csv"


def measured(*paths: Path) -> list[Reading]:
    """Read files in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, paths)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    readings = [Reading(*json.loads(line)) for line in done.stdout.splitlines()]
    for reading in readings:
        assert reading.seconds < _SECONDS
        assert reading.megabytes < _MEGABYTES
    return readings


def reading_of(path: Path, content: bytes | str) -> Reading:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return measured(path)[0]


def readings_of(folder: Path, contents: Iterable[bytes]) -> list[Reading]:
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(content)
    return measured(*paths)


def with_part(parts: dict[str, str], name: str, old: str, new: str) -> bytes:
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


# --- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "rows", "problems"),
    [
        (lines(HEADINGS) + (",,,\n" * 1_000_000), 0, 0),
        (lines(HEADINGS) + "\n" * 2_000_000, 0, 0),
        (lines(HEADINGS, ADA_ROW, f"{BEN},{'x' * 1_000_000},,1", ADA_ROW), 3, 0),
        (lines(HEADINGS, ADA_ROW, f"{BEN},{'x' * 3_000_000},,1", ADA_ROW), 2, 1),
        (lines(HEADINGS, ADA_ROW, "," * 4_000_000, ADA_ROW), 2, 0),
        (lines(HEADINGS) + "\0\n" * 200_000 + ADA_ROW, 1, 200_000),
        (lines(HEADINGS) + f'{ADA},"b"c\n' * 200_000, 0, 200_000),
        (lines(HEADINGS, f'{ADA},"') + f"{ADA_ROW}\n" * 200_000, 200_000, 1),
        (lines(HEADINGS) * 100_000, 0, 0),
        (lines(HEADINGS) + "Total,5\n" * 200_000, 0, 0),
        (lines(",".join([*HEADING_CELLS, *"x" * 900])) + "a\n" * 100_000, 100_000, 0),
        (
            lines(",".join([*HEADING_CELLS, *"x" * 900]))
            + ("a\n" * 30_000 + "a" + "," * 900 + "\n") * 3,
            90_003,
            0,
        ),
        (lines(HEADINGS + "," * 16_380, *[ADA_ROW + "," * 16_380] * 500), 500, 0),
    ],
    ids=[
        "a million rows of commas",
        "two million blank lines",
        "a cell of a megabyte",
        "a cell of three megabytes",
        "millions of commas in one line",
        "lines of NULs",
        "quotation marks that do not match in every row",
        "a quotation mark never closed above many rows",
        "headings again and again",
        "totals again and again",
        "wide headings over short rows",
        "a wide row among short ones",
        "sixteen thousand empty columns",
    ],
)
def test_a_text_file_costs_little_and_loses_nothing(path, content, rows, problems):
    reading = reading_of(path, content)
    assert (reading.said, reading.rows, reading.problems) == ("", rows, problems)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a" * 100_000_000, "MB"),
        (b"NHS Number,Date\n" + b"," * 20_000_000, "MB"),
        (b"\0" * 20_000_000, "not a text file"),
        (random.Random(1).randbytes(3_000_000), "not a text file"),
        (",".join([*HEADING_CELLS, *"x" * 16_380]) + "\n" + ADA_ROW, "16\xa0384 columns"),
        (b"", "empty"),
        (b"\xff\xfe\n\0", "empty"),
    ],
    ids=["one line", "a line of commas", "NULs", "noise", "columns", "nothing", "only a mark"],
)
def test_a_text_file_that_is_none_is_refused(path, content, said):
    assert said in reading_of(path, content).said


def test_a_fhir_bundle_may_well_be_one_long_line(path):
    path.write_text('{"resourceType": "Bundle", "type": "collection", "entry": [' + " " * 9_000_000)
    assert inspected(path).encoding == "utf-8"


def test_a_file_of_headings_alone_is_an_empty_table(path):
    path.write_text(HEADINGS + "\n")
    [table] = tables(path)
    assert list(table.blocks()) == []
    assert table.cut_short == []


# --- workbooks that open for nobody ----------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (xls(ROWS, more=record(0x2F, bytes(6))), "a password"),
        (with_one_stream("Workbook", b""), "damaged"),
    ],
)
def test_an_old_workbook_that_cannot_be_opened_is_refused(tmp_path, content, said):
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=said):
        tables(path)


def test_an_open_document_with_a_password_is_refused(path):
    book = zipfile.ZipFile(io.BytesIO(ods([Sheet("A", ROWS)])))
    parts = {name: book.read(name) for name in book.namelist()}
    parts["META-INF/manifest.xml"] = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    path.write_bytes(zipped({**parts, "content.xml": random.Random(1).randbytes(500)}))
    with pytest.raises(FileRefused, match="password"):
        tables(path)


def test_a_workbook_whose_zip_is_locked_is_refused(path):
    content = bytearray(xlsx({"A": HEAD + row(2, *texts(ADA, "Exemplar"))}))
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(mark, bytes(content)):
            content[found.start() + flags_at] |= 1
    path.write_bytes(content)
    with pytest.raises(FileRefused, match="password"):
        tables(path)


# --- workbooks that ask for too much -----------------------------------------------------------

_FAR = row(2, value(ADA)) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_TOO_MUCH = "far more than any list"


def _ods_with(cell: str) -> bytes:
    book = zipfile.ZipFile(io.BytesIO(ods([Sheet("A", ROWS)])))
    parts = {name: book.read(name).decode() for name in book.namelist()}
    return with_part(parts, "content.xml", "<table:table-row>", cell)


_CELL = '<table:table-cell office:value-type="float" office:value="1"'
_TEXT = '<table:table-cell office:value-type="string"><text:p>a'


_FAR_APART = {
    "one cell in the last corner": xlsx({"A": HEAD + _FAR}),
    "a wide row far down": xlsx(
        {"A": HEAD + '<row r="1000000">' + "<c><v>1</v></c>" * 16_000 + "</row>"}
    ),
    "the second sheet": xlsx({"A": HEAD, "B": HEAD + _FAR}),
    "binary, by its own word": xlsb(ROWS, size=(1_048_576, 16_384)),
    "old, by its own word": xls(ROWS, size=(65_536, 65_535)),
    "old, two billion texts": xls(ROWS, more=record(0xFC, struct.pack("<II", 9, 0x7FFFFFFF))),
    "old, a wide row far down": xls([*ROWS, *[[]] * 60_000, [0] * 250]),
    "a cell repeated": _ods_with(
        f'<table:table-row>{_CELL} table:number-columns-repeated="9999999"/>'
    ),
    "a row repeated": _ods_with(f'<table:table-row table:number-rows-repeated="9999999">{_CELL}/>'),
    "nothing repeated before a cell": _ods_with(
        f'<table:table-row><table:table-cell table:number-columns-repeated="9999999"/>{_CELL}/>'
    ),
    "a space repeated": _ods_with(
        f'<table:table-row>{_TEXT}<text:s text:c="2000000"/></text:p></table:table-cell>'
    ),
}


def test_a_workbook_whose_cells_are_too_far_apart_is_refused_before_it_is_opened(tmp_path):
    readings = readings_of(tmp_path, _FAR_APART.values())
    assert [
        why for why, reading in zip(_FAR_APART, readings) if _TOO_MUCH not in reading.said
    ] == []


@pytest.mark.parametrize("size", [60_000_000, 300_000_000])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(path, size):
    bomb = parts_of_xlsx({"A": HEAD + row(2, value(ADA))})
    reading = reading_of(
        path, with_part(bomb, "xl/worksheets/sheet1.xml", "</row>", "</row>" + " " * size)
    )
    assert _TOO_MUCH in reading.said
    assert reading.seconds < 2
    assert reading.megabytes < 20


def test_a_zip_bomb_that_lies_about_its_size_is_refused(path):
    parts = parts_of_xlsx({"A": HEAD + row(2, value(ADA)) + " " * 200_000_000})
    content = bytearray(zipped(parts))
    for mark, at in ((b"PK\x01\x02", 20), (b"PK\x03\x04", 18)):
        place = content.find(mark)
        while place >= 0:
            packed, unpacked = struct.unpack_from("<II", content, place + at)
            if unpacked > 1_000_000:
                struct.pack_into("<II", content, place + at, packed, 5_000)
            place = content.find(mark, place + 1)
    reading = reading_of(path, bytes(content))
    assert "damaged" in reading.said
    assert reading.megabytes < 50


def test_a_workbook_of_parts_that_are_too_much_together_is_refused(path):
    content = bytearray(xlsx({"A": HEAD + row(2, value(ADA))}))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<II", content, place + 20, 10_000_000, 20_000_000)
        place = content.find(b"PK\x01\x02", place + 1)
    assert _TOO_MUCH in reading_of(path, bytes(content)).said


def test_a_bomb_of_entities_is_refused(tmp_path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'
    parts = parts_of_xlsx({"A": HEAD + row(2, *texts("&a11;"))})
    readings = readings_of(
        tmp_path,
        [
            with_part(parts, part, '<?xml version="1.0"?>', doctype)
            for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml")
        ],
    )
    assert all(_TOO_MUCH in reading.said for reading in readings)


def test_a_workbook_that_announces_too_much_is_read_for_what_it_holds(tmp_path):
    parts = parts_of_xlsx({"A": HEAD + row(2, value(ADA), value(0, kind="s"))})
    sheet = "xl/worksheets/sheet1.xml"
    many = ' count="4294967295" uniqueCount="4294967295" '
    announced = [
        ("xl/sharedStrings.xml", "<sst ", f"<sst {many}"),
        ("xl/styles.xml", "<cellXfs>", f"<cellXfs {many}>"),
        (sheet, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    ]
    readings = readings_of(tmp_path, [with_part(parts, *said) for said in announced])
    assert [(reading.said, reading.rows) for reading in readings] == [("", 1)] * 3


def test_rows_that_a_reader_would_lose_for_their_order_refuse_the_workbook(path):
    rows = row(5, value(ADA)) + row(3, value(BEN))
    path.write_bytes(xlsx({"A": HEAD + rows}))
    with pytest.raises(FileRefused, match="damaged"):
        tables(path)
    early = row(4, value(ADA)) + HEAD
    path.write_bytes(xlsx({"A": early}))
    with pytest.raises(FileRefused, match="damaged"):
        tables(path)


def test_a_workbook_of_many_rows_is_read_in_bounded_memory(path):
    rows = "".join(
        row(number, value(ADA), value(number), value(58)) for number in range(2, 100_002)
    )
    assert reading_of(path, xlsx({"A": HEAD + rows})).rows == 100_000


# --- spoilt workbooks --------------------------------------------------------------------------

_SPOIL = """
import json, os, random, sys, zipfile
from pathlib import Path
from mdt_app.intake.tables.files import FileRefused, inspected
from mdt_app.intake.tables.reading import tables_in
from mdt_app.intake.wishes import Answers
from tests.intake.reading_tables import known
from tests.intake.test_hostile_files import spoilt
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
except ImportError:
    pass
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
source, path = Path(sys.argv[1]), Path(sys.argv[2])
outcomes = {"read": 0, "refused": 0}
for seed in range(int(sys.argv[3])):
    path.write_bytes(spoilt(source.read_bytes(), random.Random(seed)))
    print(seed, flush=True)
    try:
        for table in tables_in(inspected(path), Answers(), "all", known):
            list(table.blocks())
        outcomes["read"] += 1
    except FileRefused:
        outcomes["refused"] += 1
print(json.dumps(outcomes))
"""
_BIG = (b"4294967295", b"-1", b"0", b"16384", b"1048576", b"99999999999999999999")


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """A workbook with a few numbers or bytes changed, its checksums put right."""
    if content.startswith(MARK):
        stream = bytearray(CompoundFile(content).stream("Workbook"))
        _spoil_bytes(stream, chance)
        return with_one_stream("Workbook", bytes(stream))
    book = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: book.read(name) for name in book.namelist()}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(parts))
        part = bytearray(parts[name])
        if name.endswith(".bin"):
            _spoil_bytes(part, chance)
        else:
            _spoil_number(part, chance)
        parts[name] = bytes(part)
    return zipped(parts)


def _spoil_bytes(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(max(1, len(content.rstrip(b"\0")) - 4))
        number = chance.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFE, chance.getrandbits(32)))
        size = chance.choice((1, 2, 4))
        content[place : place + size] = number.to_bytes(8, "little")[:size]


def _spoil_number(content: bytearray, chance: random.Random) -> None:
    digits = [at for at, byte in enumerate(content) if 48 <= byte < 58]
    place = chance.choice(digits) if digits else 0
    end = place
    while end < len(content) and 48 <= content[end] < 58:
        end += 1
    content[place:end] = chance.choice(_BIG)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "xlsb"])
def test_no_spoilt_workbook_ends_the_program(tmp_path, kind):
    source = FIXTURES / f"28-serial-dates.{kind}"
    if kind == "xlsb":
        source = tmp_path / "sound.xlsb"
        source.write_bytes(xlsb(ROWS))
    done = subprocess.run(
        [sys.executable, "-c", _SPOIL, str(source), str(tmp_path / f"list.{kind}"), "150"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, f"spoilt with seed {done.stdout.splitlines()[-1:]}"
    outcomes = json.loads(done.stdout.splitlines()[-1])
    assert outcomes["read"] > 15
    assert outcomes["refused"] > 15


def test_a_compound_file_whose_sectors_lead_in_a_circle_is_refused(tmp_path):
    content = bytearray(with_one_stream("Workbook", xls_stream(ROWS).ljust(40_000, b"\0")))
    table = content.rfind(struct.pack("<III", 1, 2, 3))
    struct.pack_into("<I", content, table + 8, 1)
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match="damaged"):
        tables(path)
    assert inspected(path).encoding == "xls"
