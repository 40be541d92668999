"""What a practice's own system has deleted or made confidential counts no more, until undone."""

from datetime import date
from itertools import chain, groupby

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.intake import taking_in
from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days, Practices
from mdt_app.intake.command import Command
from mdt_app.intake.mending import mend
from mdt_app.intake.progress import Meter
from mdt_app.intake.sections import BY_NAME
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.sources import Source
from mdt_app.intake.tables.files import InspectedFile
from mdt_app.intake.tally import new_report
from mdt_app.intake.undo import undo_batch, what_was_built_on
from mdt_app.register.provenance import OfResult
from mdt_app.register.queries import person_by_number, record_of, undated_of
from mdt_app.register.tracing import provenance_of
from tests.intake.conftest import ADA, BEN, EVENTS, LISTS, MEDICINES, RESULTS, lines
from tests.invented import PRACTICES

_RESULT = (ADA, "acr", "2026-01-05", "3", "mg/mmol", "", "")
_MEDICINE = (ADA, "Metformin", "", "", "2020-01-01", "", "", "")
_EVENT = (ADA, "dka", "2026-01-05", "at night")


@pytest.fixture
def delta(ws, tmp_path):
    """Takes in rows as a layout hands them on: (section, mark, cells), those alike together."""

    def take(*rows):
        def runs(wanted):
            for (section, mark), alike in groupby(enumerate(rows, 2), lambda row: row[1][:2]):
                if section in wanted:
                    numbers, said = zip(*alike, strict=True)
                    columns = list(zip(*(cells for _section, _mark, cells in said), strict=True))
                    raws = [mark] * len(said) if mark else ()
                    yield section, [Block(numbers, columns, raws=raws, is_withdrawn=bool(mark))]

        file = InspectedFile(tmp_path, "delta.csv", "d", "utf-8", len(rows), False, b"")
        report = new_report("delta.csv", "emis-bulk")
        source = Source(file, "delta.csv", "emis-bulk", runs)
        command = Command(
            [source], [report], Days(ws.today()), Practices(PRACTICES), Meter(None, ()), True
        )
        with taking_in.one_transaction(ws, "files taken in", is_kept=True) as writing:
            return report, taking_in.run(writing, command, ws.user)

    return take


@pytest.fixture
def stored(two_people):
    """Ada has a result, a medicine and an event, and each of the year 2019 too."""
    two_people(
        results=lines(RESULTS, f"{ADA},acr,2026-01-05,3,mg/mmol,", f"{ADA},acr,2019,4,mg/mmol,"),
        medicines=lines(MEDICINES, f"{ADA},Metformin,,500 mg,2020-01-01,,,yes"),
        events=lines(EVENTS, f"{ADA},dka,2026-01-05,at night", f"{ADA},hhs,2019,"),
    )
    return two_people


def of_ada(ws):
    """How many results, medicines, events and facts without a day Ada has."""
    with ws.vault.reading() as reading:
        ada = record_of(reading, ADA)
        facts = undated_of(reading, person_by_number(reading, ADA).key)
    results = list(chain.from_iterable(ada.results.values()))
    return len(results), len(ada.medicines), len(ada.events), len(facts)


@pytest.mark.parametrize("mark", ["deleted", "confidential"])
def test_what_is_withdrawn_counts_no_more_and_comes_back_with_undo(
    ws, stored, delta, table_contents, mark
):
    before = table_contents(*LISTS)
    assert of_ada(ws) == (1, 1, 1, 2)
    report, import_id = delta(
        ("results", mark, _RESULT),
        ("results", mark, (ADA, "acr", "2019", "4", "mg/mmol", "", "")),
        ("medicines", mark, _MEDICINE),
        ("events", mark, _EVENT),
        ("events", mark, (ADA, "hhs", "2019", "")),
    )
    assert of_ada(ws) == (0, 0, 0, 0)
    assert report.counts["results"].superseded == 1
    assert [counts.rejected for counts in report.counts.values()] == [0, 2, 1, 2]
    assert any(warning.startswith("5 rows taken in before") for warning in report.warnings)
    undo_batch(ws, import_id)
    assert table_contents(*LISTS) == before


@pytest.mark.parametrize(
    "row", [("results", _RESULT), ("medicines", _MEDICINE), ("events", _EVENT)]
)
def test_an_import_is_not_undone_while_a_later_one_took_back_what_it_brought(
    ws, stored, delta, table_contents, row
):
    section, cells = row
    before = table_contents(*LISTS)
    report, later = delta((section, "deleted", cells))
    assert report.warnings == [
        "1 row taken in before that the practice's system has deleted or marked confidential since:"
        " no longer counted."
    ]
    with ws.vault.reading() as reading:
        (batch,) = next(reading.rows("SELECT id FROM import_batch WHERE file_name = 'events.csv'"))
    assert "(delta.csv)" in what_was_built_on(ws, batch)
    undo_batch(ws, later)
    assert table_contents(*LISTS) == before
    assert what_was_built_on(ws, batch) == ""


def test_a_result_taken_back_is_kept_as_superseded(ws, stored, delta):
    delta(("results", "deleted", _RESULT))
    with ws.vault.reading() as reading:
        ((value, by),) = reading.rows("SELECT value, superseded_by FROM result WHERE kind = 5")
    assert value == 3.0
    assert by


def test_a_deleted_row_is_told_with_its_value_and_a_confidential_one_without(ws, stored, delta):
    report, _import_id = delta(
        ("results", "deleted", _RESULT), ("results", "confidential", _RESULT)
    )
    deleted, confidential = report.problems
    assert (deleted.problem, deleted.value) == ("Deleted in the practice's system", "3")
    assert confidential.problem == "Marked confidential in the practice's system"
    assert (confidential.value, confidential.column, confidential.cells) == ("", "", ())
    with ws.vault.reading() as reading:
        aside = set_aside_rows(reading)
    assert [row.cells for row in aside] == [(), ()]
    for row in aside:
        with pytest.raises(UserError, match="cannot be mended here"):
            mend(ws, {row.id: _RESULT})


def test_what_another_row_still_says_stays(ws, stored, delta, table_contents):
    before = table_contents()
    for rows in ((0, 1), (1, 0)):
        pairs = [("deleted", 0), ("", 1)]
        marks = [pairs[place][0] for place in rows]
        report, _import_id = delta(
            *(
                (section, mark, cells)
                for section, cells in (
                    ("results", _RESULT),
                    ("medicines", (*_MEDICINE[:3], "500 mg", *_MEDICINE[4:7], "yes")),
                    ("events", _EVENT),
                    ("events", (ADA, "hhs", "2019", "")),
                )
                for mark in marks
            )
        )
        assert report.counts["results"].superseded == 0
        assert of_ada(ws) == (1, 1, 1, 2)
    assert table_contents()["event"] == before["event"]


def test_a_row_that_is_new_and_deleted_in_one_file_is_taken_in(ws, two_people, delta):
    delta(("results", "", _RESULT), ("results", "deleted", _RESULT))
    assert of_ada(ws)[0] == 1


def test_the_same_rows_withdrawn_again_change_nothing(ws, stored, delta, table_contents):
    rows = [("results", "deleted", _RESULT), ("events", "deleted", _EVENT)]
    report, _import_id = delta(*rows)
    assert report.warnings[0].startswith("2 rows taken in before")
    before = table_contents()
    report, _import_id = delta(*rows)
    assert table_contents() == before
    assert report.counts["results"].superseded == 0
    assert report.warnings == []


def test_a_withdrawn_row_that_cannot_be_read_is_only_rejected(ws, stored, delta, table_contents):
    before = table_contents()
    report, _import_id = delta(
        ("results", "deleted", ("", "", "", "", "", "", "")),
        ("results", "deleted", ("9990000050", "acr", "2026-01-05", "3", "", "", "")),
        ("events", "confidential", (BEN, "", "", "")),
        ("medicines", "deleted", (BEN, "", "", "", "", "", "", "")),
    )
    assert table_contents() == before
    assert {problem.problem for problem in report.problems} == {
        "Deleted in the practice's system",
        "Marked confidential in the practice's system",
    }
    assert not any(problem.is_held for problem in report.problems)


def test_a_withdrawn_row_that_cannot_be_read_hides_none_below_it(ws, stored, delta):
    report, _import_id = delta(
        ("events", "deleted", ("", *_EVENT[1:])), ("events", "deleted", _EVENT)
    )
    assert [problem.row for problem in report.problems] == [2, 3]
    assert of_ada(ws) == (1, 1, 0, 2)


def test_cells_of_every_section_fit_their_columns():
    for section, cells in (("results", _RESULT), ("medicines", _MEDICINE), ("events", _EVENT)):
        assert len(cells) == len(BY_NAME[section].readable)


def test_a_result_deleted_and_sent_again_later_counts_again(ws, stored, delta):
    delta(("results", "deleted", _RESULT))
    delta(("results", "", _RESULT))
    with ws.vault.reading() as reading:
        assert len(record_of(reading, ADA).of_kind(Kind.ACR)) == 1


@pytest.mark.parametrize("mark", ["deleted", "confidential"])
def test_what_is_withdrawn_is_never_shown_as_what_a_new_value_replaced(ws, stored, delta, mark):
    live = (ADA, "acr", "2026-01-05", "7", "mg/mmol", "", "")
    delta(("results", mark, _RESULT), ("results", "", live))
    with ws.vault.reading() as reading:
        day = date(2026, 1, 5).toordinal()
        found = provenance_of(reading, OfResult(ADA, Kind.ACR, day))
    assert (found.value, found.corrected, found.same_day) == ("7", (), ())
