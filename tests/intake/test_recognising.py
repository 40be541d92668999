"""Which layout a file is read by, what is said of one that none reads, and what was guessed."""

from dataclasses import replace
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.cells import Practices
from mdt_app.intake.columns.layout_file import layout_in, shipped_layouts
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.intake.layouts import Recogniser, Surroundings, is_fhir, layout_named
from mdt_app.intake.recognising import recognise_all
from mdt_app.intake.rows import Guess
from mdt_app.intake.sections import ABOUT_PEOPLE
from mdt_app.intake.tables.files import FileRefused
from mdt_app.intake.wishes import Answers, Wishes
from tests.intake.conftest import ADA, BEN, EVENTS, PATIENTS, RESULTS, lines
from tests.intake.extracts import SRCODE, written
from tests.intake.fhir_files import about, observation, patient, quantity, write_bundle, write_lines
from tests.intake.odd_books import row, texts, xlsx
from tests.intake.practice_extracts import extract, people
from tests.invented import PRACTICES, TODAY

OURS = layout_in(
    """name = "ours"
headings = ["NHS Number", "Wert", "Wann", "Rest"]
[columns]
"Wert" = "result.hba1c.value"
"Wann" = "result.hba1c.date"
"Rest" = "ignored"
""",
    "ours",
)
NONE_READS = (
    "Choose a file of the plain layout, an export of EMIS or SystmOne with its headings,"
    " or a FHIR R4 file."
)


@pytest.fixture
def recognised(tmp_path):
    """What a file with this content is, sheet by sheet."""

    def recognised(content, name="list.csv", saved=(), sheet="", **answers):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        wishes = Wishes(sheet=sheet, answers={path: Answers(**answers)})
        around = Surroundings(wishes, TODAY, Practices(PRACTICES), saved)
        return [source_of() for source_of in Recogniser(around).recognise(path)]

    return recognised


def read(source, *sections):
    """The rows of the sections asked for: section, row, the cells that are not empty."""
    return [
        (section, read.row, *filter(None, read.cells))
        for section, run in source.runs(sections)
        for block in run
        for read in block.each()
    ]


# --- what no layout reads -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "layout", "what"),
    [
        (
            "first,last\nJane,Doe\n",
            "",
            "has headings that belong to no layout this program knows.",
        ),
        ("[1]", "", "is JSON, but not a FHIR R4 file."),
        ('\ufeff \r\n{"a": 1}', "", "is JSON, but not a FHIR R4 file."),
        (
            '<?xml version="1.0"?><a/>',
            "",
            "is XML or a web page, which this program does not read.",
        ),
        ("first,last\nJane,Doe\n", "plain", "is not in the layout plain."),
        (lines(EVENTS), "fhir-r4", "is not in the layout fhir-r4."),
        ("[1]", "npda", "is not in the layout npda."),
    ],
)
def test_a_file_that_no_layout_reads_is_said_to_be_what_it_is(recognised, content, layout, what):
    with pytest.raises(FileRefused) as refused:
        recognised(content, layout=layout)
    assert (refused.value.message, refused.value.hint) == (f"list.csv {what}", NONE_READS)


def test_a_layout_may_be_the_path_of_a_file(tmp_path):
    path = tmp_path / "theirs.TOML"
    path.write_text('name = "theirs"\n[columns]\n"Wert" = "result.hba1c.value"\n')
    assert layout_named(str(path), [OURS]).name == "theirs"


def test_a_layout_nobody_knows_is_told_which_there_are():
    assert layout_named("", ()) is None
    assert layout_named("ours", [OURS]) is OURS
    with pytest.raises(UserError) as refused:
        layout_named("theirs", [OURS])
    assert refused.value.message == "There is no layout of that name."
    names = ", ".join((*shipped_layouts(), "ours"))
    assert refused.value.hint == f"Use one of: {names}; or the path of a layout file."


@pytest.mark.parametrize(
    ("name", "head", "is_one"),
    [
        ("list.json", b"a,b", False),
        ("list.json", b' \xef\xbb\xbf{"', False),
        ("list.json", b"\xef\xbb\xbf \n[", True),
        ("list.csv", b'{"resourceType": "Bundle"', True),
        ("list.csv", b'{"a": 1}', False),
        ("list.csv", b'<Bundle xmlns="http://hl7.org/fhir"', True),
    ],
)
def test_fhir_is_known_by_how_it_begins(name, head, is_one):
    assert is_fhir(Path(name), head) is is_one


@pytest.mark.parametrize("make", [lambda text: text, lambda text: book({"S": text})])
def test_a_file_that_is_nearly_plain_is_refused_and_never_read_as_another(recognised, make):
    content = make(lines(RESULTS.replace("taken_on,", ""), f"{ADA},hba1c,58,mmol/mol,,"))
    with pytest.raises(FileRefused, match=r"list\.csv has no column taken_on\."):
        recognised(content)


@pytest.mark.parametrize("practice", ["by the canal", "b" * 50])
def test_a_practice_that_is_none_is_named_no_longer_than_a_line(take, practice):
    with pytest.raises(UserError) as refused:
        take(practice=practice, patients=lines(PATIENTS))
    assert refused.value.message == f"Not an ODS code: {practice[:40]}"
    assert refused.value.hint == (
        "Write a code such as Y00001, or the practice's name as the network has it."
    )


@pytest.mark.parametrize(
    ("content", "layout", "column", "at", "topics"),
    [
        (lines("nhs_number,kind"), "plain", "taken_on", 1, []),
        (lines(PATIENTS.removesuffix(",practice")), "plain", "practice", 1, ["practice"]),
        ("first,last", "", "", 0, []),
        ("several sheets", "", "sheet", 0, ["sheet"]),
    ],
)
def test_each_refused_file_of_a_command_says_where_and_what_to_choose(
    take, content, layout, column, at, topics
):
    if content == "several sheets":
        content = book({"One": lines(EVENTS, f"{ADA},dka,,"), "Two": lines(RESULTS, ADA)})
    report = take(first=content, second=content, third=lines(PATIENTS))
    assert not report.committed
    assert [file.name for file in report.files] == ["first.csv", "second.csv", "third.csv"]
    assert report.refusal.message.startswith("first.csv ")
    for file in report.files[:2]:
        (problem,) = file.problems
        assert (file.layout, problem.column, problem.row) == (layout, column, at)
        assert problem.problem.startswith(file.name)
        assert [question.topic for question in file.questions] == topics
    choices = [question.choices for question in report.files[0].questions]
    assert choices == {"practice": [tuple(PRACTICES)], "sheet": [("One", "Two", "all")]}.get(
        column, []
    )


def test_a_sheet_that_is_refused_hides_no_later_one(files):
    coded = written(SRCODE, [{"RowIdentifier": "90001", "IDPatient": "1800417"}])
    sheets = {"One": coded, "Two": lines(EVENTS, f"{ADA},dka,,"), "Three": lines(PATIENTS)}
    report = ImportReport()
    around = Surroundings(Wishes(sheet="all"), TODAY, Practices(PRACTICES), ())
    sources = recognise_all(files(list=book(sheets)), around, report)
    assert [source.name for source in sources] == ["list.csv · Two", "list.csv · Three"]
    assert [[problem.problem for problem in file.problems] for file in report.files] == [
        ["list.csv · One names people by identifiers that only SRPatient explains."],
        [],
        [],
    ]


def test_a_layout_that_is_not_there_is_said_of_its_file_and_of_no_row(ws, files):
    paths = files(one=lines(PATIENTS), two=lines(PATIENTS))
    wishes = Wishes(answers={paths[0]: Answers(layout="theirs")})
    report = take_in(ws, paths, wishes)
    (problem,) = report.files[0].problems
    assert (problem.row, problem.column) == (0, "")
    assert problem.problem == report.refusal.message == "There is no layout of that name."
    assert [file.name for file in report.files] == ["one.csv", "two.csv"]


def test_a_refused_file_is_of_the_layout_that_was_named(ws, files):
    wishes = Wishes(layout="npda")
    report = take_in(ws, files(one="first,last"), wishes)
    assert [file.layout for file in report.files] == ["npda"]
    assert report.files[0].problems[0].row == 0


@pytest.mark.parametrize(
    ("headings", "left"),
    [
        ("NHS Number,Date,Value", "one thing"),
        ("NHS Number,Date,Value,Date,Value", "2 things"),
        ("NHS Number,Wann,Rest,Langer Wert", "one thing"),
    ],
)
def test_what_a_column_holds_is_asked_whatever_was_accepted(asked_about, headings, left):
    more = ""
    if "Wert" in headings:
        more = " The column 'Wert' is gone. The column 'Langer Wert' is new."
    for is_accepted in (False, True):
        refusal = asked_about(headings, is_accepted)
        assert refusal.message == (
            f"search.csv leaves {left} to be said: what its columns hold.{more}"
        )
        assert refusal.hint == (
            "Say it in the window, or name a layout file with --layout FILE.toml."
        )


def test_a_column_that_is_gone_may_be_accepted(asked_about):
    assert asked_about("NHS Number,Wann,Rest", False) is not None
    assert asked_about("NHS Number,Wann,Rest", True) is None
    assert asked_about("NHS Number,HbA1c,HbA1c Date", False) is None


@pytest.fixture
def asked_about(files):
    """Why a search with these headings is not taken in yet."""

    def asked_about(headings, is_accepted):
        cells = {"NHS Number": ADA, "Date": "01/05/2026", "Wann": "01/05/2026", "Rest": ""}
        row = ",".join(cells.get(name, "58") for name in headings.split(","))
        around = Surroundings(Wishes(is_accepted=is_accepted), TODAY, Practices(PRACTICES), [OURS])
        report = ImportReport()
        sources = recognise_all(files(search=lines(headings, row)), around, report)
        assert [source.name for source in sources] == ["search.csv"]
        assert report.files[0].questions == sources[0].questions
        return report.refusal

    return asked_about


def test_a_text_file_with_a_column_too_many_is_plain_or_nothing(recognised):
    (source,) = recognised(lines(f"{EVENTS},colour"))
    assert source.layout == "plain"
    assert source.warnings == ["The column colour is not part of the layout and was not read."]
    with pytest.raises(FileRefused, match=r"list\.csv has no column taken_on\."):
        recognised(lines("nhs_number,kind,value,colour"))


# --- tables -------------------------------------------------------------------------------


def book(sheets):
    """A workbook of these sheets, given as text."""
    return xlsx(
        {
            name: "".join(
                row(number, *texts(*line.split(",")))
                for number, line in enumerate(text.splitlines(), 1)
            )
            for name, text in sheets.items()
        }
    )


def test_the_one_table_of_a_workbook_has_its_files_name_and_of_several_each_its_own(recognised):
    event, result = f"{ADA},dka,2026-01-05,", f"{ADA},acr,2026-01-05,3,,"
    (only,) = recognised(book({"Events": lines(EVENTS, event)}))
    assert (only.name, only.layout) == ("list.csv", "plain")
    both = book({"Events": lines(EVENTS, event), "Results": lines(RESULTS, result)})
    found = recognised(both, sheet="all")
    assert [source.name for source in found] == ["list.csv · Events", "list.csv · Results"]
    assert [read(source, *ABOUT_PEOPLE) for source in found] == [
        [("events", 2, ADA, "dka", "2026-01-05")],
        [("results", 2, ADA, "acr", "2026-01-05", "3")],
    ]
    assert read(found[0], "results") == []
    assert not any((only.repeats_people, only.is_only_looked_up, only.is_extract))


def test_a_plain_file_is_read_as_somebody_says_it_is_written(recognised):
    content = lines(PATIENTS, f"{ADA},Zoë,Ada,1950-02-14,female,Y00001").encode()
    (source,) = recognised(content)
    assert read(source, "patients")[0][3] == "Zoë"
    assert not any((source.repeats_people, source.is_only_looked_up, source.is_extract))
    (source,) = recognised(content, encoding="cp1252")
    assert (source.layout, read(source, "patients")[0][3]) == ("plain", "ZoÃ«")


def test_a_plain_table_of_which_a_column_was_said_is_read_as_said(recognised):
    content = book({"S": lines(RESULTS, f"{ADA},hba1c,2026-01-05,58,mmol/mol,")})
    said = {1: "person.nhs_number", 3: "result.hba1c.date", 4: "result.hba1c.value"}
    (source,) = recognised(content, columns=said)
    assert source.layout != "plain"
    assert [column.meaning for column in source.columns][3].startswith("result.hba1c.value")


def test_a_plain_table_is_not_read_as_plain_where_another_layout_was_named(recognised):
    for content in (book({"S": lines(PATIENTS)}), lines(PATIENTS)):
        (source,) = recognised(content, layout="npda")
        assert source.layout == "npda"
    with pytest.raises(FileRefused, match="is not in the layout plain"):
        recognised(book({"S": lines("NHS Number,HbA1c,HbA1c Date")}), layout="plain")


def test_words_that_are_no_headings_are_none():
    around = Surroundings(Wishes(), TODAY, Practices({}))
    assert Recogniser(around)._known(("red", "blue")) == 0
    assert Recogniser(replace(around, saved=[OURS]))._known(("Rest", "Wert", "red")) == 2


def test_a_saved_layout_is_known_under_a_preamble(recognised):
    content = lines("Report", "by,somebody,else", "NHS Number,Wert,Wann", f"{ADA},58,2026-01-05")
    (source,) = recognised(content, saved=[OURS])
    assert source.layout == "ours"
    assert read(source, "results") == [("results", 4, ADA, "hba1c", "2026-01-05", "58")]
    with pytest.raises(FileRefused):
        recognised(content)


def test_a_search_is_somebodys_whole_list_and_says_what_was_guessed(recognised):
    (source,) = recognised(extract(people(2)))
    assert (source.is_extract, source.repeats_people, source.passes) == (True, False, 2)
    choices = tuple((one.name, one.title) for one in shipped_layouts().values() if one.needs)
    said = (("yes", "the same person as above"), ("no", "not known"))
    assert source.guesses[-2:] == [
        Guess("layout", source.layout, dict(choices)[source.layout], choices),
        Guess("filled_down", "no", "not known", said),
    ]
    grouped = lines(
        "NHS Number,Surname,HbA1c,HbA1c Date", f"{ADA},X,58,01/06/2026", ",,60,02/06/2026"
    )
    (source,) = recognised(grouped, filled_down="yes")
    assert source.guesses[-1] == Guess("filled_down", "yes", "the same person as above", said)


@pytest.mark.parametrize(
    ("heading", "passes", "is_asked"),
    [
        ("NHS Number,HbA1c,HbA1c Date", 2, False),
        ("NHS Number,Family Name,Gender", 2, False),
        ("NHS Number,Surname,HbA1c,HbA1c Date,Weight,Weight Date", 3, True),
    ],
)
def test_empty_cells_are_a_question_only_where_a_row_says_more_than_whom_it_is_about(
    recognised, heading, passes, is_asked
):
    (source,) = recognised(lines(heading, ",".join([ADA, *["58"] * heading.count(",")])))
    assert source.passes == passes
    assert ("filled_down" in [guess.what for guess in source.guesses]) == is_asked


# --- FHIR ---------------------------------------------------------------------------------


def test_a_notice_of_a_fhir_file_is_said_once_however_often_it_is_read(recognised, tmp_path):
    unused = [about("AllergyIntolerance"), observation("99999-9", valueQuantity=quantity("1", "x"))]
    path = write_bundle(tmp_path, patient(), *unused)
    (source,) = recognised(path.read_bytes(), "bundle.json")
    assert source.warnings == []
    once = [read(source, "patients", *ABOUT_PEOPLE), list(source.warnings)]
    assert once[1]
    assert len(set(once[1])) == len(once[1])
    assert [read(source, "patients", *ABOUT_PEOPLE), source.warnings] == once


def test_what_is_no_resource_is_told_with_the_results(recognised, tmp_path):
    path = write_lines(tmp_path, patient(), patient(BEN))
    content = path.read_text().replace("\n", "\nnonsense\n", 1)
    (source,) = recognised(content, "lines.ndjson")
    told = [
        (section, problem.row)
        for section, run in source.runs(("patients", *ABOUT_PEOPLE))
        for block in run
        for problem in block.problems
    ]
    assert told == [("results", 2)]
