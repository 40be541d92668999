"""A practice's four files, taken in: what is new, the same, changed, held and rejected."""

from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.register.queries import person_by_number, record_of
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    CAT,
    DAN,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)


def record(ws, number):
    with ws.vault.reading() as reading:
        return record_of(reading, number)


def problems(report, place=0):
    return [(p.row, p.column, p.problem) for p in report.files[place].problems]


def test_four_files_become_a_record(ws, take):
    report = take(
        results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,<58,mmol/mol,home"),
        medicines=lines(MEDICINES, f"{ADA},Gliclazide 80 mg,sulfonylurea,1 bd,2020-01-01,,,yes"),
        events=lines(EVENTS, f"{ADA},severe_hypo,2026-02-01,found by daughter"),
        patients=lines(PATIENTS, ADA_ROW),
    )
    assert report.committed
    ada = record(ws, ADA)
    assert (ada.person.surname, ada.person.born_on) == ("Exemplar", date(1950, 2, 14))
    (hba1c,) = ada.of_kind(Kind.HBA1C)
    assert (hba1c.value, hba1c.comparator, hba1c.row) == (58, "<", 2)
    assert ada.medicines[0].classes == "sulfonylurea"
    assert ada.events[0].detail == "found by daughter"


def test_the_same_files_again_change_nothing(ws, take, table_contents):
    texts = {
        "patients": lines(PATIENTS, ADA_ROW, BEN_ROW),
        "results": lines(RESULTS, f"{ADA},hba1c,2026-01-05,7.5,%,", f"{BEN},acr,2026-01-05,3,,"),
        "medicines": lines(MEDICINES, f"{ADA},Metformin,metformin,,2020-01-01,,,yes"),
        "events": lines(EVENTS, f"{ADA},dka,2026-02-01,"),
    }
    take(**texts)
    before = table_contents()
    again = take(**texts)
    assert table_contents() == before
    counted = [report.counts[report.name.removesuffix(".csv")] for report in again.files]
    assert [count.same for count in counted] == [2, 2, 1, 1]
    assert [count.new + count.changed for count in counted] == [0, 0, 0, 0]


def test_a_corrected_value_supersedes_the_earlier_one(ws, two_people):
    two_people(results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,66,mmol/mol,"))
    report = two_people(results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,56,mmol/mol,"))
    assert report.files[0].counts["results"].superseded == 1
    assert [result.value for result in record(ws, ADA).of_kind(Kind.HBA1C)] == [56]


def test_a_superseded_value_that_comes_again_is_current_again(ws, two_people, table_contents):
    first = lines(RESULTS, f"{ADA},hba1c,2026-01-05,66,mmol/mol,")
    two_people(results=first)
    two_people(results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,56,mmol/mol,"))
    report = two_people(results=first)
    counts = report.files[0].counts["results"]
    assert (counts.new, counts.same, counts.superseded) == (1, 0, 1)
    assert [result.value for result in record(ws, ADA).of_kind(Kind.HBA1C)] == [66]


def test_a_row_that_a_later_file_lacks_altogether_is_left_alone(ws, two_people):
    two_people(results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,66,mmol/mol,"))
    report = two_people(results=lines(RESULTS, f"{ADA},hba1c,2026-02-05,56,mmol/mol,"))
    assert report.files[0].counts["results"].superseded == 0
    assert [result.value for result in record(ws, ADA).of_kind(Kind.HBA1C)] == [66, 56]


def test_two_values_on_one_day_in_one_file_are_two_results(ws, two_people):
    rows = [f"{ADA},hba1c,2026-01-05,{value},mmol/mol," for value in (66, 56)]
    report = two_people(results=lines(RESULTS, *rows))
    assert report.files[0].counts["results"].new == 2
    again = two_people(results=lines(RESULTS, rows[0]))
    assert again.files[0].counts["results"].superseded == 1


def test_a_correction_by_another_practice_supersedes_nothing(ws, take):
    take(
        patients=lines(PATIENTS, ADA_ROW),
        results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,66,mmol/mol,"),
    )
    report = take(
        patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "Y00002")),
        results=lines(RESULTS, f"{ADA},hba1c,2026-01-05,56,mmol/mol,"),
    )
    assert report.files[1].counts["results"].superseded == 0
    assert len(record(ws, ADA).of_kind(Kind.HBA1C)) == 2


def test_a_row_about_nobody_known_makes_no_person(ws, two_people):
    report = two_people(events=lines(EVENTS, f"{CAT},dka,2026-01-01,"))
    assert report.committed
    assert report.files[0].counts["events"].rejected == 1
    assert record(ws, CAT) is None


def test_two_dates_of_birth_for_one_number_hold_the_person_and_their_rows(ws, take):
    report = take(
        patients=lines(PATIENTS, ADA_ROW, ADA_ROW.replace("1950", "1951"), BEN_ROW),
        results=lines(RESULTS, f"{ADA},acr,2026-01-05,3,,", f"{BEN},acr,2026-01-05,3,,"),
    )
    assert report.files[0].counts["patients"].held == 2
    assert report.files[1].counts["results"].held == 1
    assert record(ws, ADA) is None
    assert record(ws, BEN) is not None


def test_another_date_of_birth_than_the_stored_one_leaves_the_person_unchanged(ws, two_people):
    changed = ADA_ROW.replace("1950-02-14", "1950-02-15").replace("Exemplar", "Other")
    report = two_people(
        patients=lines(PATIENTS, changed),
        events=lines(EVENTS, f"{ADA},dka,2026-01-01,"),
    )
    assert report.files[0].counts["patients"].held == 1
    assert report.files[1].counts["events"].held == 1
    assert record(ws, ADA).person.surname == "Exemplar"
    assert record(ws, ADA).events == ()


def test_a_person_without_a_number_is_held_back_and_listed(take):
    report = take(patients=lines(PATIENTS, ",Nobody,Known,1950-01-01,male,Y00001"))
    assert report.committed
    assert report.files[0].counts["patients"].held == 1
    assert problems(report) == [(2, "nhs_number", "A person without an NHS number")]


def test_an_empty_cell_never_wipes_a_known_value(ws, take):
    heading = PATIENTS + ",language,frailty"
    take(patients=lines(heading, f"{ADA_ROW},Bengali,mild"))
    report = take(patients=lines(heading, f"{ADA_ROW},,severe"))
    assert report.files[0].counts["patients"].changed == 1
    with ws.vault.reading() as reading:
        ada = person_by_number(reading, ADA)
    assert (ada.language, ada.frailty) == ("Bengali", "severe")


def test_a_medicine_known_before_is_changed_and_its_last_issue_never_goes_back(ws, two_people):
    def row(dose, issued, current):
        return lines(MEDICINES, f"{ADA},Metformin,,{dose},2020-01-01,{issued},,{current}")

    two_people(medicines=row("500 mg", "2026-03-01", "yes"))
    report = two_people(medicines=row("1 g", "2026-01-01", ""))
    assert report.files[0].counts["medicines"].changed == 1
    (metformin,) = record(ws, ADA).medicines
    assert metformin.dose == "1 g"
    assert date.fromordinal(metformin.last_issued) == date(2026, 3, 1)
    assert metformin.current == ""


def test_a_medicine_listed_again_without_an_end_has_not_ended(ws, two_people):
    def row(issued, ended, current):
        return lines(MEDICINES, f"{ADA},Metformin,metformin,,2020-01-01,{issued},{ended},{current}")

    two_people(medicines=row("2025-01-01", "2025-02-01", "no"))
    two_people(medicines=row("2026-03-01", "", ""))
    (metformin,) = record(ws, ADA).medicines
    assert (metformin.ended, metformin.current) == (0, "")
    assert metformin.classes == "metformin"


def test_patients_are_read_first_whatever_the_order_of_the_files(take):
    report = take(
        a=lines(RESULTS, f"{DAN},acr,2026-01-05,3,,"),
        b=lines(PATIENTS, f"{DAN},Late,Dan,1970-01-01,male,Y00001"),
    )
    assert report.files[0].counts["results"].new == 1


def test_a_refused_file_keeps_out_the_others_of_its_command(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW), other=b"%PDF-1.7\n")
    assert not report.committed
    assert "PDF" in report.refusal.message
    assert record(ws, ADA) is None


def test_an_unknown_practice_is_added_under_its_code(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "y90009")))
    assert report.files[0].counts["patients"].new == 1
    assert any("Y90009" in warning for warning in report.files[0].warnings)
    assert record(ws, ADA).person.practice == "Y90009"


def test_a_practice_may_be_named_for_the_whole_import(ws, take):
    heading = PATIENTS.removesuffix(",practice")
    row = ADA_ROW.removesuffix(",Y00001")
    refused = take(patients=lines(heading, row))
    assert not refused.committed
    assert refused.files[0].questions[0].topic == "practice"
    assert "--practice" in refused.refusal.hint
    assert take(practice="Y00003", patients=lines(heading, row)).committed
    assert record(ws, ADA).person.practice == "Y00003"
