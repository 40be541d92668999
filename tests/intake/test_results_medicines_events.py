"""Rows about people: what is taken in, what is set aside, and what takes whose place."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.register.queries import record_of
from tests.intake.conftest import ADA, ADA_ROW, BEN, EVENTS, MEDICINES, PATIENTS, RESULTS, lines


def record(ws, number=ADA):
    with ws.vault.reading() as reading:
        return record_of(reading, number)


def counts(report, section):
    return report.files[0].counts[section]


def test_a_day_without_a_value_is_counted_and_never_a_nought(ws, two_people):
    report = two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,,,"))
    assert counts(report, "results").no_value == 1
    assert counts(report, "results").rejected == 0
    assert record(ws).results == {}
    assert report.files[0].warnings


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("acr,2026-11-27,3,,", "taken_on"),
        ("acr,1950-02-13,3,,", "taken_on"),
        ("acr,,3,,", "taken_on"),
        ("acr,soon,3,,", "taken_on"),
        ("acr,2026-01-01,1001,,", "value"),
        ("glucose,2026-01-01,7,,", "kind"),
        (",2026-01-01,7,,", "kind"),
        ("hba1c,2026-01-01,8,mmol/mol,", "value"),
        ("weight,2026-01-01,80,stone,", "unit"),
    ],
)
def test_a_bad_result_is_set_aside_with_all_that_is_needed_to_mend_it(ws, two_people, row, column):
    report = two_people(results=lines(RESULTS, f"{ADA},{row}", f"{ADA},acr,2026-01-01,3,,"))
    assert (counts(report, "results").rejected, counts(report, "results").new) == (1, 1)
    with ws.vault.reading() as reading:
        (aside,) = set_aside_rows(reading)
    assert (aside.file_name, aside.section, aside.row) == ("results.csv", "results", 2)
    assert aside.column == column
    assert aside.problem
    assert aside.hint


def test_the_day_of_birth_and_today_are_days_like_any_other(two_people):
    rows = [f"{ADA},acr,{day},3,," for day in ("1950-02-14", "2026-11-26")]
    assert counts(two_people(results=lines(RESULTS, *rows)), "results").new == 2


def test_an_hba1c_without_a_unit_is_marked_and_warned_about(ws, two_people):
    rows = [f"{ADA},hba1c,2026-01-0{day},{value},," for day, value in ((1, "7.5"), (2, "58"))]
    report = two_people(results=lines(RESULTS, *rows, f"{ADA},hba1c,2026-01-03,58,mmol/mol,"))
    assert [result.inferred for result in record(ws).of_kind(Kind.HBA1C)] == [1, 1, 0]
    (warning,) = report.files[0].warnings
    assert warning.startswith("1 HbA1c")


def test_a_setting_nobody_knows_is_not_known_and_reported(ws, two_people):
    report = two_people(
        results=lines(
            RESULTS,
            f"{ADA},blood_pressure,2026-01-01,140/80,,Home",
            f"{ADA},blood_pressure,2026-01-02,140/80,,pharmacy",
        )
    )
    assert counts(report, "results").new == 2
    assert [problem.column for problem in report.files[0].problems] == ["setting"]
    settings = [result.setting for result in record(ws).of_kind(Kind.BLOOD_PRESSURE)]
    assert settings == [Setting.HOME, Setting.NOT_STATED]


def test_the_same_result_is_known_by_everything_that_makes_it_one(two_people):
    base = f"{ADA},egfr,2026-01-01,60,,"
    others = [
        base,
        base.replace(ADA, BEN),
        base.replace("egfr", "acr"),
        base.replace("01-01", "01-02"),
        base.replace(",60", ",61"),
        base.replace(",60", ",>60"),
        base + "home",
        base.replace("60,", "60,mL/min"),
    ]
    report = two_people(results=lines(RESULTS, *others))
    assert (counts(report, "results").new, counts(report, "results").same) == (7, 1)


def test_a_home_reading_is_not_superseded_by_one_from_the_clinic(ws, two_people):
    two_people(results=lines(RESULTS, f"{ADA},blood_pressure,2026-01-01,140/80,,home"))
    report = two_people(results=lines(RESULTS, f"{ADA},blood_pressure,2026-01-01,150/80,,clinic"))
    assert counts(report, "results").superseded == 0
    assert len(record(ws).of_kind(Kind.BLOOD_PRESSURE)) == 2


def test_a_row_that_is_rejected_supersedes_nothing(ws, two_people):
    two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"))
    report = two_people(
        results=lines(RESULTS, f"{ADA},acr,2026-01-01,9999,,", f"{ADA},acr,2026-01-01,,,")
    )
    assert counts(report, "results").superseded == 0
    assert len(record(ws).of_kind(Kind.ACR)) == 1


def test_more_results_than_one_statement_holds_are_all_taken_in(ws, two_people):
    rows = [f"{ADA},weight,2026-01-05,{50 + place / 10}," for place in range(300)]
    report = two_people(results=lines(RESULTS, *rows))
    assert counts(report, "results").new == len(record(ws).of_kind(Kind.WEIGHT)) == 300
    with ws.vault.reading() as reading:
        (batch,) = next(reading.rows("SELECT max(id) FROM import_batch"))
        sql = "SELECT DISTINCT batch_id, last_batch, superseded_by FROM result"
        assert list(reading.rows(sql)) == [(batch, batch, 0)]


def test_a_value_is_corrected_whatever_was_changed_of_its_person_since(ws, two_people):
    two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"))
    two_people(patients=lines(PATIENTS, ADA_ROW.replace("Ada", "Ada Jane")))
    report = two_people(results=lines(RESULTS, f"{ADA},acr,2026-01-01,4,,"))
    assert counts(report, "results").superseded == 1
    assert [result.value for result in record(ws).of_kind(Kind.ACR)] == [4]


def test_two_files_of_one_command_correct_nothing_in_each_other(ws, two_people):
    two_people(
        one=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"),
        two=lines(RESULTS, f"{ADA},acr,2026-01-01,4,,"),
    )
    assert [result.value for result in record(ws).of_kind(Kind.ACR)] == [3, 4]


def test_the_practice_named_for_an_import_is_its_files_practice(ws, two_people):
    first = lines(RESULTS, f"{ADA},acr,2026-01-01,3,,")
    second = lines(RESULTS, f"{ADA},acr,2026-01-01,4,,")
    two_people(practice="Y00003", results=first)
    assert counts(two_people(practice="Y00004", results=second), "results").superseded == 0
    third = lines(RESULTS, f"{ADA},acr,2026-01-01,5,,")
    assert counts(two_people(practice="Y00003", results=third), "results").superseded == 1
    assert [result.value for result in record(ws).of_kind(Kind.ACR)] == [4, 5]


def medicine(ws):
    (only,) = record(ws).medicines
    return only


def test_a_class_given_is_kept_and_one_left_out_is_worked_out(ws, two_people):
    two_people(medicines=lines(MEDICINES, f"{ADA},Anything,sglt2 + Metformin,,,,,"))
    assert medicine(ws).classes == "metformin+sglt2"
    two_people(medicines=lines(MEDICINES, f"{ADA},Anything,,,,,,"))
    assert medicine(ws).classes == "metformin+sglt2"


def test_a_name_that_is_on_no_list_is_other_and_counted(ws, two_people):
    report = two_people(medicines=lines(MEDICINES, f"{ADA},Zzyzx,,,,,,", f"{BEN},Zzyzx,,,,,,"))
    assert medicine(ws).classes == "other"
    (warning,) = report.files[0].warnings
    assert warning.startswith("2 ")


def test_a_class_nobody_knows_is_reported_and_worked_out_from_the_name(two_people):
    report = two_people(medicines=lines(MEDICINES, f"{ADA},Zzyzx,magic,,,,,"))
    assert [problem.column for problem in report.files[0].problems] == ["class"]
    assert counts(report, "medicines").new == 1


def test_a_medicine_may_end_in_the_future_but_not_begin_there(two_people):
    report = two_people(
        medicines=lines(
            MEDICINES,
            f"{ADA},A,other,,,,2027-01-01,",
            f"{ADA},B,other,,2027-01-01,,,",
            f"{ADA},C,other,,,2027-01-01,,",
            f"{ADA},D,other,,1949-01-01,,,",
        )
    )
    assert (counts(report, "medicines").new, counts(report, "medicines").rejected) == (1, 3)


def test_the_later_file_says_what_a_medicine_is_now(ws, two_people):
    row = f"{ADA},Glargine,insulin,10 units,2020-01-01,2026-01-01,,yes"
    two_people(medicines=lines(MEDICINES, row))
    later = f"{ADA},Glargine,insulin,12 units,2020-01-01,2026-02-01,2026-03-01,no"
    assert counts(two_people(medicines=lines(MEDICINES, later)), "medicines").changed == 1
    now = medicine(ws)
    assert (now.dose, now.current) == ("12 units", "no")
    assert date.fromordinal(now.ended) == date(2026, 3, 1)


def test_since_when_a_medicine_is_said_to_be_current_is_kept_while_that_is_said(ws, two_people):
    def since(current, dose):
        two_people(medicines=lines(MEDICINES, f"{ADA},A,other,{dose},,,,{current}"))
        with ws.vault.writing(ws.user, "a test") as writing:
            ((day,),) = writing.rows("SELECT current_from FROM medicine")
            writing.execute("UPDATE medicine SET current_from = 5")
        return day

    today = ws.today().toordinal()
    said = [("", "1"), ("yes", "1"), ("yes", "2"), ("no", "2"), ("", "3")]
    assert [since(*each) for each in said] == [0, today, 5, today, today]
    two_people(medicines=lines(MEDICINES, f"{BEN},B,other,,,,,no"))
    with ws.vault.reading() as reading:
        new = reading.rows("SELECT current_from FROM medicine WHERE name = 'B'")
        assert list(new) == [(today,)]


def test_a_medicine_that_two_files_name_is_counted_by_the_one_with_its_latest_issue(two_people):
    row = f"{ADA},A,other,,,2026-01-0{{}},,"
    report = two_people(
        one=lines(MEDICINES, row.format(1), row.format(2)),
        two=lines(MEDICINES, row.format(3), row.format(1)),
    )
    found = [
        (file.counts["medicines"].new, file.counts["medicines"].same, file.rows)
        for file in report.files
    ]
    assert found == [(0, 2, 2), (1, 1, 2)]


def test_another_start_is_another_medicine(ws, two_people):
    rows = [f"{ADA},Glargine,insulin,,{day},,," for day in ("2020-01-01", "2024-01-01", "")]
    assert counts(two_people(medicines=lines(MEDICINES, *rows)), "medicines").new == 3
    assert len(record(ws).medicines) == 3


def test_two_rows_for_one_medicine_are_one_in_whatever_order(ws, two_people, table_contents):
    rows = [
        f"{ADA},Glargine,insulin,10 units,2020-01-01,2026-01-01,,yes",
        f"{ADA},Glargine,insulin,12 units,2020-01-01,2026-02-01,,",
    ]
    report = two_people(medicines=lines(MEDICINES, *rows))
    assert (counts(report, "medicines").new, counts(report, "medicines").same) == (1, 1)
    before = table_contents()
    again = two_people(medicines=lines(MEDICINES, *reversed(rows)))
    assert counts(again, "medicines").same == 2
    assert table_contents() == before
    assert (medicine(ws).dose, medicine(ws).current) == ("12 units", "yes")


def test_a_medicine_of_two_rows_is_traced_to_its_latest_issue(ws, two_people):
    rows = [
        f"{ADA},Glargine,insulin,,2020-01-01,2026-01-01,,",
        f"{ADA},Glargine,insulin,,2020-01-01,2026-03-01,,",
        f"{ADA},Glargine,insulin,,2020-01-01,2026-02-01,,",
    ]
    two_people(medicines=lines(MEDICINES, *rows))
    assert medicine(ws).row == 3


def test_only_a_recall_may_be_due_in_the_future(two_people):
    rows = [f"{ADA},{kind},2027-01-01," for kind in ("retinal_recall_due", "dka")]
    report = two_people(events=lines(EVENTS, *rows))
    assert (counts(report, "events").new, counts(report, "events").rejected) == (1, 1)


def test_an_event_is_the_same_when_person_kind_day_and_detail_are(two_people):
    base = f"{ADA},invited,2026-01-01,annual review"
    rows = [base, base, base.replace("annual", "eye"), base.replace("invited", "contact")]
    report = two_people(events=lines(EVENTS, *rows))
    assert (counts(report, "events").new, counts(report, "events").same) == (3, 1)


def test_the_rows_set_aside_are_told_once_however_often_a_file_comes(ws, two_people):
    text = lines(EVENTS, f"{ADA},unheard_of,2026-01-01,")
    two_people(events=text)
    two_people(events=text)
    with ws.vault.reading() as reading:
        assert len(set_aside_rows(reading)) == 1


def test_a_row_rejected_for_want_of_its_person_comes_in_once_the_person_has(ws, take):
    events = lines(EVENTS, f"{ADA},dka,2026-01-01,")
    assert counts(take(events=events), "events").rejected == 1
    report = take(events=events, patients=lines(PATIENTS, ADA_ROW))
    assert counts(report, "events").new == 1
    with ws.vault.reading() as reading:
        assert set_aside_rows(reading) == []
