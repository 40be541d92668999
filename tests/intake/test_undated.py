"""What has only a year or a month is kept as it was said, and never used as a day."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.exporting import export_store
from mdt_app.intake.undo import undo_batch
from mdt_app.register.queries import person_by_number, record_of, undated_of
from tests.intake.conftest import ADA, BEN, EVENTS, LISTS, MEDICINES, RESULTS, lines

_WARNING = (
    "of which only the month or the year is known: kept as said, used by no flag, chart or measure."
)


def undated(ws, number=ADA):
    with ws.vault.reading() as reading:
        return undated_of(reading, person_by_number(reading, number).key)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("03/2019", "2019-03"),
        ("Mar 2019", "2019-03"),
        ("Mar-2019", "2019-03"),
        ("Mar-19", "2019-03"),
    ],
)
def test_a_year_or_a_month_is_kept_as_said_and_is_no_result(ws, two_people, cell, said):
    report = two_people(results=lines(RESULTS, f"{ADA},hba1c,{cell},<7.5,%,home"))
    (file,) = report.files
    assert (file.counts["results"].new, file.problems) == (1, [])
    assert file.warnings == [f"1 row {_WARNING}"]
    (fact,) = undated(ws)
    assert (fact.kind, fact.said, fact.value, fact.unit) == ("hba1c", said, "<58", "mmol/mol")
    assert (fact.setting, fact.raw, fact.row) == ("home", "<7.5 %", 2)
    with ws.vault.reading() as reading:
        assert record_of(reading, ADA).of_kind(Kind.HBA1C) == ()


def test_an_event_of_a_year_is_no_event_of_a_day(ws, two_people):
    report = two_people(events=lines(EVENTS, f"{ADA},dka,2019,at home", f"{ADA},dka,2020-02-03,"))
    assert report.files[0].counts["events"].new == 2
    (fact,) = undated(ws)
    assert (fact.section, fact.kind, fact.said, fact.detail) == ("events", "dka", "2019", "at home")
    with ws.vault.reading() as reading:
        assert len(record_of(reading, ADA).events) == 1


def test_the_same_again_is_the_same(ws, two_people, table_contents):
    texts = {
        "results": lines(RESULTS, f"{ADA},acr,2019,3,,", f"{ADA},acr,2019-01,3,,"),
        "events": lines(EVENTS, f"{ADA},dka,2019,"),
    }
    two_people(**texts)
    before = table_contents()
    again = two_people(**texts)
    assert again.files[0].counts["results"].same == 2
    assert again.files[1].counts["events"].same == 1
    assert table_contents() == before


@pytest.mark.parametrize(
    ("day", "value", "problem"),
    [
        ("2027", "3", "A date in the future"),
        ("2026-12", "3", "A date in the future"),
        ("1949", "3", "A date before the person was born"),
        ("1950-01", "3", "A date before the person was born"),
        ("2019", "9000", "Not plausible: value outside 0 to 1000 mg/mmol"),
        ("2019-13", "3", "Not a date"),
        ("20190", "3", "Not a date"),
    ],
)
def test_what_is_checked_of_a_day_is_checked_of_a_month(ws, two_people, day, value, problem):
    report = two_people(results=lines(RESULTS, f"{ADA},acr,{day},{value},,"))
    assert [each.problem for each in report.files[0].problems] == [problem]
    assert report.files[0].counts["results"].rejected == 1
    assert undated(ws) == ()


@pytest.mark.parametrize("day", ["2026", "2026-11", "1950", "1950-02"])
def test_a_month_that_has_begun_or_had_not_ended_at_birth_is_possible(ws, two_people, day):
    two_people(results=lines(RESULTS, f"{ADA},acr,{day},3,,"))
    assert [fact.said for fact in undated(ws)] == [day]


def test_a_recall_may_be_due_in_a_month_to_come(ws, two_people):
    two_people(events=lines(EVENTS, f"{ADA},retinal_recall_due,2027-03,"))
    assert [fact.said for fact in undated(ws)] == ["2027-03"]


def test_a_month_without_a_value_is_a_row_without_a_value(ws, two_people):
    report = two_people(results=lines(RESULTS, f"{ADA},acr,2019,,,"))
    assert report.files[0].counts["results"].no_value == 1
    assert undated(ws) == ()


def test_a_medicine_started_in_a_year_is_taken_in_and_its_start_is_not_known(ws, two_people):
    report = two_people(medicines=lines(MEDICINES, f"{ADA},Metformin,,,2019,,,yes"))
    (problem,) = report.files[0].problems
    assert (problem.column, problem.is_cell) == ("started_on", True)
    assert problem.problem == "Only the year or the month, and this column needs the day"
    with ws.vault.reading() as reading:
        (metformin,) = record_of(reading, ADA).medicines
    assert metformin.started == 0


def test_an_export_puts_a_year_before_its_months_and_a_month_before_its_days(
    ws, two_people, tmp_path
):
    two_people(
        results=lines(
            RESULTS,
            f"{ADA},blood_pressure,2019-03-01,140/80,,",
            f"{ADA},blood_pressure,2019-03,142/86,mmHg,home",
            f"{ADA},blood_pressure,2019,144/84,,",
            f"{ADA},hba1c,2019-03,58,mmol/mol,",
            f"{ADA},hba1c,2019-02-28,58,mmol/mol,",
            f"{ADA},smoking,2018,ex,,",
        ),
        events=lines(
            EVENTS, f"{ADA},dka,2019,=1+1", f"{ADA},hhs,2018-12-31,", f"{BEN},dka,2020-01,"
        ),
    )
    paths = {path.name: path.read_text() for path in export_store(ws, tmp_path)}
    days = [line.split(",")[1:3] for line in paths["results.csv"].splitlines()[1:]]
    assert days == [
        ["hba1c", "2019-02-28"],
        ["hba1c", "2019-03"],
        ["blood_pressure", "2019"],
        ["blood_pressure", "2019-03"],
        ["blood_pressure", "2019-03-01"],
        ["smoking", "2018"],
    ]
    assert f"{ADA},blood_pressure,2019-03,142/86,mmHg,home," in paths["results.csv"]
    assert paths["events.csv"].splitlines()[1:] == [
        f"{ADA},hhs,2018-12-31,",
        f"{ADA},dka,2019,'=1+1",
        f"{BEN},dka,2020-01,",
    ]


def test_undo_takes_what_has_no_day_back_too(ws, two_people, table_contents):
    before = table_contents(*LISTS)
    report = two_people(
        results=lines(RESULTS, f"{ADA},acr,2019,3,,"), events=lines(EVENTS, f"{ADA},dka,2019,")
    )
    assert table_contents() != before
    undo_batch(ws, report.import_id)
    assert table_contents(*LISTS) == before
