"""Rows about people: births, words, practices, and several rows about one person."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.network import set_up_network
from mdt_app.register.queries import person_by_number, practices
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    CAT,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)
from tests.invented import PRACTICES


def person(ws, number=ADA):
    with ws.vault.reading() as reading:
        return person_by_number(reading, number)


def born(cell):
    return ADA_ROW.replace("1950-02-14", cell)


def patients(report, place=0):
    return report.files[place].counts["patients"]


@pytest.mark.parametrize(
    "cell", ["14/02/1950", "1950-02-14", "14-Feb-1950", "14 Feb 1950", "19500214", "14-Feb-50"]
)
def test_every_form_of_date_is_a_birth(ws, take, cell):
    take(patients=lines(PATIENTS, born(cell)))
    assert person(ws).born_on == date(1950, 2, 14)


def test_a_two_digit_birth_is_the_later_year_of_an_adult(ws, take):
    take(patients=lines(PATIENTS, born("14-Feb-04")))
    assert person(ws).born_on == date(2004, 2, 14)


def test_eighteen_today_is_an_adult_and_eighteen_tomorrow_is_not(ws, take):
    take(patients=lines(PATIENTS, born("26-Nov-08"), born("27-Nov-08").replace(ADA, BEN)))
    assert person(ws, ADA).born_on == date(2008, 11, 26)
    assert person(ws, BEN).born_on == date(1908, 11, 27)


def test_a_two_digit_birth_that_would_make_a_child_is_a_century_earlier(ws, take):
    take(patients=lines(PATIENTS, born("14-Feb-24")))
    assert person(ws).born_on == date(1924, 2, 14)


def test_a_two_digit_birth_is_never_after_what_happened_to_the_person(ws, take):
    take(
        patients=lines(PATIENTS, born("14-Feb-04")),
        events=lines(EVENTS, f"{ADA},diagnosis_type_2,1999-05-01,"),
    )
    assert person(ws).born_on == date(1904, 2, 14)


def test_a_row_that_says_the_whole_birth_stands_beside_one_that_does_not(ws, take):
    report = take(
        patients=lines(PATIENTS, born("14-Feb-50"), ADA_ROW),
        events=lines(EVENTS, "999000001,dka,1900-01-01,", ",dka,1900-01-01,"),
    )
    assert (patients(report).new, patients(report).same) == (1, 1)
    assert person(ws).born_on == date(1950, 2, 14)


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        ({"events": lines(EVENTS, f"{ADA},contact,,", f"{ADA},contact,1999-05-01,")}, 1904),
        ({"events": lines(EVENTS, f"{ADA},contact,1999-05-01,", f"{ADA},contact,,")}, 1904),
        ({"events": lines(EVENTS, f"{ADA},contact,,", f"{BEN},contact,1999-05-01,")}, 2004),
        ({"medicines": lines(MEDICINES, f"{ADA},A,other,,,1999-05-01,,")}, 1904),
        ({"medicines": lines(MEDICINES, f"{ADA},A,other,,,,,")}, 2004),
    ],
)
def test_the_earliest_day_of_anything_about_somebody_settles_the_century(ws, take, texts, year):
    take(patients=lines(PATIENTS, born("14-Feb-04")), **texts)
    assert person(ws).born_on == date(year, 2, 14)


def test_a_row_beside_one_whose_century_nobody_can_settle_is_held_with_it(ws, take):
    report = take(
        patients=lines(PATIENTS, born("14-Feb-24"), born("1924-02-14")),
        results=lines(RESULTS, f"{ADA},acr,1901-01-01,3,,"),
    )
    assert told(report) == [
        (2, "born_on", "The century of this date of birth is not certain"),
        (3, "nhs_number", "Another row for this NHS number is held back"),
    ]
    assert patients(report).held == 2
    assert person(ws) is None


def test_a_two_digit_birth_is_never_after_the_persons_own_dates(ws, take):
    take(patients=lines(PATIENTS + ",diagnosed_on", born("14-Feb-04") + ",2001-01-01"))
    assert person(ws).born_on == date(1904, 2, 14)


def test_a_two_digit_birth_that_fits_neither_century_is_held_with_everything_about_them(ws, take):
    report = take(
        patients=lines(PATIENTS, born("14-Feb-24")),
        results=lines(RESULTS, f"{ADA},acr,1901-01-01,3,,", f"{ADA},acr,2026-01-01,3,,"),
    )
    assert patients(report).held == 1
    assert report.files[1].counts["results"].held == 2
    assert person(ws) is None


@pytest.mark.parametrize(
    ("age", "cell", "year"),
    [
        (2, "14-Feb-24", 2024),
        (102, "14-Feb-24", 1924),
        (3, "14-Feb-24", 2024),
        (77, "14-Feb-50", 1950),
    ],
)
def test_an_age_column_decides_the_century(ws, take, age, cell, year):
    take(patients=lines(PATIENTS + ",Age", f"{born(cell)},{age}"))
    assert person(ws).born_on.year == year


def test_an_age_that_fits_neither_century_holds_the_row(take):
    assert patients(take(patients=lines(PATIENTS + ",age", born("14-Feb-24") + ",50"))).held == 1


@pytest.mark.parametrize("cell", ["2026-11-27", "2100-01-01", "not known", "", "1950"])
def test_a_birth_in_the_future_or_unreadable_rejects_the_row(take, cell):
    assert patients(take(patients=lines(PATIENTS, born(cell)))).rejected == 1


@pytest.mark.parametrize("column", ["registered_on", "diagnosed_on", "died_on", "left_on"])
@pytest.mark.parametrize("day", ["2026-11-27", "1950-02-13"])
def test_a_day_in_the_future_or_before_birth_rejects_the_row(take, column, day):
    report = take(patients=lines(f"{PATIENTS},{column}", f"{ADA_ROW},{day}"))
    assert patients(report).rejected == 1
    assert report.files[0].problems[0].column == column


@pytest.mark.parametrize("place", range(6))
def test_an_empty_required_cell_rejects_or_holds_the_row(take, place):
    cells = ADA_ROW.split(",")
    cells[place] = "  "
    counts = patients(take(patients=lines(PATIENTS, ",".join(cells))))
    assert (counts.held, counts.rejected) == ((1, 0) if place == 0 else (0, 1))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("frailty", "quite"),
        ("ethnic_category", "I"),
        ("deprivation_decile", "11"),
        ("housebound", "maybe"),
        ("diabetes_type", "3"),
        ("diagnosed_on", "2010"),
    ],
)
def test_an_unreadable_optional_cell_is_not_known_and_reported(ws, take, column, cell):
    report = take(patients=lines(f"{PATIENTS},{column}", f"{ADA_ROW},{cell}"))
    assert patients(report).new == 1
    (problem,) = report.files[0].problems
    assert (problem.row, problem.column, problem.value, problem.is_cell) == (2, column, cell, True)
    assert not getattr(person(ws), column)


def test_every_optional_column_is_kept(ws, take):
    heading = (
        PATIENTS + ",title,registered_on,ethnic_category,language,interpreter,diabetes_type,"
        "diagnosed_on,frailty,housebound,care_home,deprivation_decile,died_on,left_on"
    )
    row = (
        ADA_ROW
        + ",Dr,2001-01-01,k,Bengali,Yes,Type 2,2010-01-01,Mild,no,NO,3,2026-01-01,2026-01-02"
    )
    assert not take(patients=lines(heading, row)).files[0].problems
    ada = person(ws)
    assert (ada.title, ada.ethnic_category, ada.language) == ("Dr", "K", "Bengali")
    assert (ada.interpreter, ada.housebound, ada.care_home) == (True, False, False)
    assert (ada.diabetes_type, ada.frailty, ada.deprivation_decile) == ("type 2", "mild", 3)
    assert (ada.died_on, ada.left_on) == (date(2026, 1, 1), date(2026, 1, 2))


def test_several_rows_about_one_person_are_one_person(ws, take):
    heading = PATIENTS + ",language,frailty"
    texts = {"patients": lines(heading, f"{ADA_ROW},Bengali,", f"{ADA_ROW},,severe")}
    counts = patients(take(**texts))
    assert (counts.new, counts.same) == (1, 1)
    assert (person(ws).language, person(ws).frailty) == ("Bengali", "severe")
    assert patients(take(**texts)).same == 2


TWICE = "This person stands in the file twice, also in row"


def told(report, place=0):
    return [
        (problem.row, problem.column, problem.problem) for problem in report.files[place].problems
    ]


def test_a_person_twice_in_one_file_is_told_at_each_further_row(take):
    report = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW, ADA_ROW, BEN_ROW, ADA_ROW))
    assert told(report) == [
        (4, "nhs_number", "This person stands in the file 3 times, also in row 2"),
        (5, "nhs_number", f"{TWICE} 3"),
        (6, "nhs_number", "This person stands in the file 3 times, also in row 2"),
    ]
    assert all(problem.is_cell for problem in report.files[0].problems)
    counts = patients(report)
    assert (counts.new, counts.same, report.files[0].rows) == (2, 3, 5)


def test_a_person_in_two_files_of_one_command_is_nobodys_mistake(ws, take):
    later = ADA_ROW.replace("female", "other")
    report = take(one=lines(PATIENTS, ADA_ROW), two=lines(PATIENTS, later))
    assert told(report, 0) == told(report, 1) == []
    assert person(ws).sex == "other"


@pytest.mark.parametrize(
    ("column", "mine", "theirs"), [("practice", "Y00001", "Y00002"), ("sex", "female", "male")]
)
def test_rows_of_one_file_that_disagree_on_practice_or_sex_are_held(ws, take, column, mine, theirs):
    report = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW, ADA_ROW.replace(mine, theirs)))
    assert told(report) == [
        (2, column, f"The {column} here is {mine}, in row 4 it is {theirs}"),
        (4, column, f"The {column} here is {theirs}, in row 2 it is {mine}"),
    ]
    assert patients(report).held == 2
    assert person(ws) is None


def test_a_sex_that_is_not_known_disagrees_with_none(ws, take):
    rows = [ADA_ROW.replace("female", "unknown"), ADA_ROW, ADA_ROW.replace("female", "unknown")]
    report = take(patients=lines(PATIENTS, *rows))
    assert patients(report).new == 1
    assert person(ws).sex == "female"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_rows_that_disagree_the_one_registered_later_counts(ws, take, order):
    heading = PATIENTS + ",registered_on,frailty"
    rows = [f"{ADA_ROW},2020-01-01,mild", f"{ADA_ROW},2021-01-01,severe"]
    report = take(patients=lines(heading, *(rows[place] for place in order)))
    assert (person(ws).frailty, person(ws).registered_on) == ("severe", date(2021, 1, 1))
    first, second = order.index(0) + 2, order.index(1) + 2
    assert set(told(report)) == {
        (3, "nhs_number", f"{TWICE} 2"),
        (first, "registered_on", f"Row {second} says otherwise of the same person: 2021-01-01"),
        (first, "frailty", f"Row {second} says otherwise of the same person: severe"),
    }


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("day", ["", "2020-01-01"])
@pytest.mark.parametrize("before", ["", "moderate"])
def test_where_nothing_tells_what_the_store_has_stays(ws, take, before, day, order):
    heading = PATIENTS + ",registered_on,frailty"
    take(patients=lines(heading, f"{ADA_ROW},,{before}"))
    rows = [f"{ADA_ROW},{day},mild", f"{ADA_ROW},,severe"]
    says_nothing = f"{ADA_ROW},,"
    report = take(patients=lines(heading, *(rows[place] for place in order), says_nothing))
    assert person(ws).frailty == before
    says = [(row, problem) for row, column, problem in told(report) if column == "frailty"]
    words = ("mild", "severe")
    assert says == [
        (2, f"Row 3 says otherwise of the same person: {words[order[1]]}"),
        (3, f"Row 2 says otherwise of the same person: {words[order[0]]}"),
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_forms_of_a_name_the_stored_one_stays_or_else_the_fuller_is_taken(ws, take, order):
    rows = [ADA_ROW, ADA_ROW.replace("Exemplar", "Exemplar-Smith")]
    for expected in ("Exemplar-Smith", "Exemplar"):
        report = take(patients=lines(PATIENTS, *(rows[place] for place in order)))
        assert person(ws).surname == expected
        assert len([told for told in report.files[0].problems if told.column == "surname"]) == 1
        take(patients=lines(PATIENTS, ADA_ROW))


HEADING = (
    "nhs_number,surname,forename,born_on,sex,practice,title,registered_on,frailty,"
    "deprivation_decile,died_on"
)
_SAYS = st.fixed_dictionaries(
    {
        "nhs_number": st.sampled_from([ADA, BEN]),
        "surname": st.sampled_from(["Exemplar", "EXEMPLAR", "Exemplar-Smith", "Pettigrew"]),
        "forename": st.sampled_from(["Ada", "A", "Ada Jane", "Zoe"]),
        "born_on": st.sampled_from(["1950-02-14"] * 6 + ["1951-02-14", "14-Feb-50"]),
        "sex": st.sampled_from(["female"] * 6 + ["unknown", "male"]),
        "practice": st.sampled_from(["Y00001"] * 6 + ["Y00002"]),
        "title": st.sampled_from(["", "Mrs", "Dr"]),
        "registered_on": st.sampled_from(["", "2020-01-01", "2021-01-01"]),
        "frailty": st.sampled_from(["", "mild", "severe", "quite"]),
        "deprivation_decile": st.sampled_from(["", "1", "2"]),
        "died_on": st.sampled_from(["", "2026-01-01", "2026-01-02"]),
    }
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(before=st.lists(_SAYS, max_size=2), rows=st.lists(_SAYS, max_size=5), seed=st.randoms())
def test_the_order_of_the_rows_of_a_file_does_not_matter(bench, before, rows, seed):
    bench.new_example()
    mixed = list(rows)
    seed.shuffle(mixed)
    known, counted = [], []
    for some in (rows, mixed):
        store = bench.store()
        for said in (before, some):
            text = lines(HEADING, *(",".join(row.values()) for row in said))
            report = take_in(
                store, bench.files({"patients": text}), Wishes(allow_test_numbers=True)
            )
        known.append(bench.export(store)["patients.csv"])
        counted.append(patients(report))
    assert known[0] == known[1]
    assert counted[0] == counted[1]


def test_a_changed_field_is_counted_and_the_last_file_holds(ws, two_people):
    report = two_people(patients=lines(PATIENTS, ADA_ROW.replace("Exemplar", "Married")))
    assert patients(report).changed == 1
    assert person(ws).surname == "Married"


def test_a_held_person_in_one_file_is_held_in_all_files_of_the_command(ws, take):
    report = take(one=lines(PATIENTS, ADA_ROW), two=lines(PATIENTS, born("1951-02-14")))
    assert [patients(report, 0).held, patients(report, 1).held] == [1, 1]
    assert person(ws) is None


def test_a_bad_row_loses_no_good_row(ws, take):
    bad = [ADA_ROW.replace("female", "?"), ",,,,,x", "garbage"]
    report = take(patients=lines(PATIENTS, *bad, ADA_ROW.replace(ADA, BEN)))
    counts = patients(report)
    assert counts.new == 1
    assert counts.new + counts.held + counts.rejected == report.files[0].rows == 4
    assert person(ws, BEN) is not None


def test_a_practice_is_known_whatever_its_letters_and_must_look_like_one(ws, take):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "y00001")))
    assert person(ws).practice == "Y00001"
    assert len(report.files[0].warnings) == 0
    bad = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "the one by the canal")))
    assert patients(bad).rejected == 1


def test_a_practice_that_is_new_to_the_network_is_said_once(take):
    rows = (ADA_ROW.replace("Y00001", "Z99999"), BEN_ROW.replace("Y00002", "z99999"))
    assert take(patients=lines(PATIENTS, *rows)).files[0].warnings == [
        "The practice Z99999 was not in the network and was added under its code."
    ]


def test_a_practice_named_only_by_a_rejected_row_is_not_added(ws, take):
    take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "Z99999").replace("female", "")))
    with ws.vault.reading() as reading:
        assert "Z99999" not in {practice.ods for practice in practices(reading)}


def test_a_cells_own_practice_is_stronger_than_the_one_named_for_the_import(ws, take):
    take(
        practice="Y00003",
        patients=lines(PATIENTS, ADA_ROW, ADA_ROW.replace(ADA, BEN).replace("Y00001", "")),
    )
    assert person(ws, ADA).practice == "Y00001"
    assert person(ws, BEN).practice == "Y00003"


def test_a_name_may_begin_with_an_apostrophe_of_its_own(ws, take):
    take(patients=lines(PATIENTS, ADA_ROW.replace("Exemplar", "'t Hooft").replace("Ada", "'=Ada")))
    assert (person(ws).surname, person(ws).forename) == ("'t Hooft", "=Ada")


# --- files that say less of a person than a person needs ---------------------------------

WIDE = "NHS Number,Date of Birth,Gender,Frailty,HbA1c,HbA1c Date"
TRIPLES = (
    "NHS Number,Given Name,Family Name,Date of Birth,Gender,Height Value,Height Unit,Height Date"
)
ADA_WIDE = f"{ADA},14/02/1950,F,Mild frailty,58,01/10/2026"


def test_a_file_without_names_changes_people_who_are_stored(ws, two_people):
    report = two_people(wide=lines(WIDE, ADA_WIDE, f"{BEN},01/07/1962,M,,60,01/10/2026"))
    counts = patients(report)
    assert (counts.changed, counts.same) == (1, 1)
    assert (person(ws).frailty, person(ws).surname, person(ws).practice) == (
        "mild",
        "Exemplar",
        "Y00001",
    )
    assert report.files[0].counts["results"].new == 2
    assert patients(two_people(wide=lines(WIDE, ADA_WIDE))).same == 1


def test_a_file_without_names_still_checks_the_date_of_birth(ws, two_people):
    report = two_people(wide=lines(WIDE, ADA_WIDE.replace("14/02/1950", "15/02/1950")))
    assert told(report)[0] == (
        2,
        "Date of Birth",
        "The date of birth here is 15 Feb 1950, in the store it is 14 Feb 1950",
    )
    assert (patients(report).held, report.files[0].counts["results"].held) == (1, 1)
    assert person(ws).frailty == ""


def test_a_file_without_births_still_checks_the_name(ws, two_people):
    heading = "NHS Number,Given Name,Family Name,HbA1c,HbA1c Date"
    report = two_people(wide=lines(heading, f"{ADA},Dorothy,Pettigrew,58,01/10/2026"))
    assert told(report)[0] == (
        2,
        "Family Name",
        "The name here is Dorothy Pettigrew, in the store it is Ada Exemplar",
    )


def test_a_day_before_the_stored_birth_rejects_a_row_that_does_not_say_the_birth(ws, two_people):
    heading = "NHS Number,Given Name,Family Name,Date of Registration,HbA1c,HbA1c Date"
    rows = [f"{ADA},Ada,Exemplar,{day},58,01/10/2026" for day in ("01/01/1950", "01/01/1951")]
    report = two_people(wide=lines(heading, rows[0]))
    assert patients(report).rejected == 1
    assert told(report)[0] == (
        2,
        "Date of Registration",
        "A date before the person was born",
    )
    assert patients(two_people(wide=lines(heading, rows[1]))).changed == 1
    assert person(ws).registered_on == date(1951, 1, 1)


def test_a_file_without_names_adds_nobody_and_says_what_to_import_first(ws, two_people):
    report = two_people(wide=lines(WIDE, ADA_WIDE.replace(ADA, CAT)))
    assert (patients(report).rejected, report.files[0].counts["results"].rejected) == (1, 1)
    problem = report.files[0].problems[0]
    assert problem.problem == "Not in the store, and this file has no names to add them by"
    assert problem.hint == ("Import the practice's patient list first, or together with this file.")
    assert (problem.row, problem.column, problem.value) == (2, "NHS Number", CAT)
    assert person(ws, CAT) is None


@pytest.mark.parametrize(
    ("heading", "row", "words"),
    [
        ("Given Name,Family Name,Gender", "Cat,Third,F", "has no dates of birth to add them by"),
        ("Given Name,Family Name,Date of Birth", "Cat,Third,1950-01-01", "does not say their sex"),
        ("Given Name,Date of Birth,Gender", "Cat,1950-01-01,F", "has no names to add them by"),
        ("Family Name,Date of Birth,Gender", "Third,1950-01-01,F", "has no names to add them by"),
    ],
)
def test_what_a_file_lacks_is_named(two_people, heading, row, words):
    report = two_people(
        practice="Y00001",
        wide=lines(f"NHS Number,{heading},HbA1c,HbA1c Date", f"{CAT},{row},58,01/10/2026"),
    )
    assert told(report)[0][2] == f"Not in the store, and this file {words}"


def test_a_person_may_stand_complete_in_another_file_of_the_command(ws, take):
    report = take(
        wide=lines(WIDE, ADA_WIDE),
        people=lines(PATIENTS, ADA_ROW),
    )
    assert [patients(report, place).rejected for place in (0, 1)] == [0, 0]
    assert report.files[0].counts["results"].new == 1
    assert (person(ws).frailty, person(ws).surname) == ("mild", "Exemplar")


def test_a_file_that_lacks_only_the_practice_of_somebody_new_must_be_answered(ws, two_people):
    rows = (f"{BEN},Ben,Specimen,01-Jul-1962,M,160,cm,04-Mar-2024",)
    assert patients(two_people(triples=lines(TRIPLES, *rows))).same == 1
    rows += (f"{CAT},Cat,Third,01-Jul-1962,F,160,cm,04-Mar-2024",)
    report = two_people(triples=lines(TRIPLES, *rows))
    assert not report.committed
    assert "does not say which practice its people belong to" in report.refusal.message
    assert "--practice" in report.refusal.hint
    (question,) = report.files[0].questions
    assert (question.column, question.choices) == ("practice", tuple(PRACTICES))
    assert person(ws, CAT) is None
    answered = two_people(practice="Y00003", triples=lines(TRIPLES, *rows))
    assert patients(answered).new == 1
    assert (person(ws, CAT).practice, person(ws, BEN).practice) == ("Y00003", "Y00003")


# --- practices ----------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["Alder Road", "ALDER  ROAD", " alderroad ", "y 00001"])
def test_a_practice_may_be_named_as_the_network_names_it(ws, take, cell):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", cell)))
    assert patients(report).new == 1
    assert report.files[0].warnings == []
    assert person(ws).practice == "Y00001"


@pytest.mark.parametrize("cell", ["Elm Grove", "Riverside", "The Surgery, 3 Elm Grove"])
def test_a_name_that_the_network_does_not_know_is_no_practice(take, cell):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", f'"{cell}"')))
    assert told(report) == [(2, "practice", "Not an ODS code")]


def test_a_name_that_two_practices_share_names_neither(ws, take):
    set_up_network(ws, "Network 3", {"Y00008": "Elm Grove", "Y00009": "ELM GROVE"})
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "Elm Grove")))
    assert patients(report).rejected == 1


def test_a_practice_for_the_whole_import_may_be_named_too(ws, take):
    take(practice="Cedar Street", patients=lines(PATIENTS, ADA_ROW.replace("Y00001", "")))
    assert person(ws).practice == "Y00003"


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("sex", "F", "female"),
        ("sex", "Indeterminate", "other"),
        ("sex", "Not specified", "unknown"),
        ("housebound", "TRUE", True),
        ("housebound", "Not known", None),
        ("interpreter", "Not required", False),
        ("diabetes_type", "Type II", "type 2"),
        ("diabetes_type", "T1DM", "type 1"),
        ("frailty", "Severe frailty", "severe"),
    ],
)
def test_words_of_practices_systems_are_read_in_every_layout(ws, take, column, cell, kept):
    if column == "sex":
        texts = lines(PATIENTS, ADA_ROW.replace("female", cell))
    else:
        texts = lines(f"{PATIENTS},{column}", f"{ADA_ROW},{cell}")
    assert take(patients=texts).files[0].problems == []
    assert getattr(person(ws), column) == kept


@pytest.mark.parametrize("cell", ["1", "0", "2", "x", "?"])
def test_a_sex_in_numbers_is_not_guessed(take, cell):
    report = take(patients=lines(PATIENTS, ADA_ROW.replace("female", cell)))
    assert patients(report).rejected == 1


@pytest.mark.parametrize("age", ["76", "76 years", "76y", "76 yrs 9 months"])
def test_an_age_decides_the_century_however_it_is_written(ws, take, age):
    take(patients=lines(PATIENTS + ",age", f"{born('14-Feb-50')},{age}"))
    assert person(ws).born_on == date(1950, 2, 14)
