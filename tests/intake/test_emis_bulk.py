"""The EMIS bulk extract: observations, and files that only make sense together, joined."""

import itertools
import tracemalloc

import pytest

from mdt_app.intake.extracts.emis_bulk import EmisBulk
from mdt_app.intake.tables.files import FileRefused
from tests.intake.conftest import ADA, CAT
from tests.intake.emis_extract import (
    DIASTOLIC,
    HBA1C,
    LOCAL,
    NUMBERS,
    ORGANISATIONS,
    PRESSURE,
    SYSTOLIC,
    P,
    drug,
    extract,
    patient,
    seen,
)
from tests.intake.extracts import (
    ADMIN_ORGANISATION,
    ADMIN_PATIENT,
    OBSERVATION,
    column_of,
    names,
    problems_in,
    rows_in,
    written,
)

# --- observations ------------------------------------------------------------------------


def test_an_observation_is_handed_on_with_whom_and_what_it_is_about(emis):
    parent = "{0E000000-0000-4000-8000-0000000000AB}"
    row = seen(
        "c", HBA1C, "58.000", NumericUnit="mmol/mol", AssociatedText="fasting, \"at home\"",
        ParentObservationGuid=parent,
    )  # fmt: skip
    found = emis(extract([patient("c")], [row]))
    assert rows_in(found["observations"]) == [
        {
            "person.nhs_number": CAT,
            "group.date": "2026-03-31",
            "group.code": "999791000000106",
            "group.term": "Haemoglobin A1c level - IFCC standardised",
            "group.value": "58.000",
            "group.unit": "mmol/mol",
            "group.text": 'fasting, "at home"',
            "group.parent": "0e000000-0000-4000-8000-0000000000ab",
            "row.deleted": "",
            "row.confidential": "",
        }
    ]


@pytest.mark.parametrize(
    ("written_as", "precision", "known"),
    [
        ("2019-03-04", "YMD", "2019-03-04"),
        ("2019-03-04", "YMDT", "2019-03-04"),
        ("2019-03-01", "YM", "2019-03"),
        ("2019-01-01", "Y", "2019"),
        ("2019-01-01", "y", "2019"),
        ("01/03/2019", "YM", "2019-03"),
        ("2019", "Y", "2019"),
        ("not a day", "Y", ""),
        ("1900-01-01", "U", ""),
        ("2019-03-04", "", "2019-03-04"),
    ],
)
def test_a_day_is_as_exact_as_it_is_known_to_be(emis, written_as, precision, known):
    row = seen("a", HBA1C, "58", EffectiveDate=written_as, EffectiveDatePrecision=precision)
    found = emis(extract([patient("a")], [row]))
    assert column_of(found["observations"], "group.date") == [known]


def test_a_row_without_a_day_does_not_take_the_day_it_was_typed(emis):
    found = emis(extract([patient("a")], [seen("a", HBA1C, "58", EffectiveDate="")]))
    assert column_of(found["observations"], "group.date") == [""]


def test_the_two_pressures_of_one_reading_name_the_same_parent(emis):
    reading = seen("a", PRESSURE)
    parent = reading["ObservationGuid"].strip("{}")
    found = emis(
        extract(
            [patient("a")],
            [
                reading,
                seen("a", SYSTOLIC, "142", ParentObservationGuid=parent.upper()),
                seen("a", DIASTOLIC, "86", ParentObservationGuid=f"{{{parent}}}"),
                seen("a", HBA1C, "58"),
            ],
        )
    )
    assert column_of(found["observations"], "group.parent") == [parent.lower()] * 3 + [""]


def test_one_pressure_may_stand_under_the_other(emis):
    upper = seen("a", SYSTOLIC, "142")
    lower = seen("a", DIASTOLIC, "86", ParentObservationGuid=upper["ObservationGuid"].lower())
    found = emis(extract([patient("a")], [upper, lower, seen("a", SYSTOLIC, "150")]))
    parent = upper["ObservationGuid"].strip("{}").lower()
    assert column_of(found["observations"], "group.parent") == [parent, parent, ""]


def test_deleted_and_confidential_rows_are_marked(emis):
    rows = [
        seen("a", HBA1C, "58"),
        seen("a", HBA1C, "59", Deleted="True"),
        seen("a", HBA1C, "60", IsConfidential="1"),
    ]
    found = emis(extract([patient("a")], rows))
    assert column_of(found["observations"], "row.deleted") == ["", "true", ""]
    assert column_of(found["observations"], "row.confidential") == ["", "", "true"]


def test_a_deleted_row_need_not_say_what_it_was(emis):
    row = seen("a", "", Deleted="True", EffectiveDate="")
    found = emis(extract([patient("a")], [row]))
    assert column_of(found["observations"], "row.deleted") == ["true"]
    assert problems_in(found["observations"]) == []


def test_a_later_file_deletes_what_an_earlier_one_holds(emis):
    kept, gone = seen("a", HBA1C, "58"), seen("a", HBA1C, "59")
    later = {"ObservationGuid": gone["ObservationGuid"].upper(), "PatientGuid": P["a"]}
    delta = written(OBSERVATION, [later | {"Deleted": "True"}])
    found = emis(extract([patient("a")], [kept, gone], delta=delta))
    assert column_of(found["observations"], "row.deleted") == ["", "true"]


def test_family_history_is_not_the_persons_own(emis):
    rows = [seen("a", HBA1C, "58"), seen("a", HBA1C, ObservationType="Family History")]
    found = emis(extract([patient("a")], rows))
    assert column_of(found["observations"], "group.value") == ["58"]
    assert found["observations"].notices == [
        "1 row passed over: family history, not the person's own."
    ]


@pytest.mark.parametrize(
    ("read", "snomed", "code"),
    [
        ("42W5.00", "999791000000106", "999791000000106"),
        ("42W5.00", "", "42W5."),
        ("246A-1", "", "246A."),
        ("C10", "", "C10.."),
        ("EMISNQLE12", "", "EMISNQLE12"),
        ("", "", ""),
    ],
)
def test_the_concept_goes_before_the_read_code(emis, read, snomed, code):
    entry = {"CodeId": "7", "Term": "A term", "ReadTermId": read, "SnomedCTConceptId": snomed}
    found = emis(extract([patient("a")], [seen("a", "7", "1")], codes=[entry]))
    assert column_of(found["observations"], "group.code") == [code]
    assert column_of(found["observations"], "group.term") == ["A term"]


def test_a_tab_in_a_term_is_a_space(emis):
    found = emis(extract([patient("a")], [seen("a", LOCAL)]))
    assert column_of(found["observations"], "group.term") == ["Letter from the surgery"]


def test_a_code_that_is_in_no_dictionary_sets_its_row_aside(emis):
    rows = [seen("a", HBA1C, "58"), seen("a", "4711", "1"), seen("a", "", "2")]
    found = emis(extract([patient("a")], rows))
    assert column_of(found["observations"], "group.value") == ["58"]
    problems = problems_in(found["observations"])
    assert [(problem.row, problem.value) for problem in problems] == [(3, "4711"), (4, "")]
    assert all("Coding_ClinicalCode" in problem.hint for problem in problems)
    assert {problem.section for problem in problems} == {"results"}


def test_rows_about_nobody_are_set_aside_with_the_reason(emis):
    found = emis(extract([patient("a")], [seen("b", HBA1C, "58")], [drug("b")]))
    for name, section in (("observations", "results"), ("drugs", "medicines")):
        (problem,) = problems_in(found[name])
        assert (problem.column, problem.section) == ("PatientGuid", section)
        assert "Nobody in Admin_Patient" in problem.problem
        assert rows_in(found[name]) == []


def test_a_person_without_a_number_keeps_their_rows_for_the_checks(emis):
    found = emis(extract([patient("a", NhsNumber="")], [seen("a", HBA1C, "58")]))
    assert column_of(found["patients"], "person.nhs_number") == [""]
    assert column_of(found["observations"], "person.nhs_number") == [""]


def test_identifiers_are_the_same_in_any_letters_with_and_without_braces(emis):
    rows = [
        seen("a", HBA1C, "1", PatientGuid=P["a"].strip("{}")),
        seen("a", HBA1C, "2", PatientGuid=P["a"].lower()),
        seen("a", HBA1C, "3", PatientGuid=f" {P['a']} "),
    ]
    found = emis(extract([patient("a")], rows))
    assert column_of(found["observations"], "person.nhs_number") == [ADA] * 3


# --- files ------------------------------------------------------------------------------


def whole():
    return extract(
        [patient(who) for who in "abcdef"],
        [seen(who, HBA1C, str(50 + n)) for n, who in enumerate("abcdef")],
        [drug(who) for who in "abc"],
        organisations=written(ADMIN_ORGANISATION, ORGANISATIONS),
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_files_does_not_matter(emis, seed):
    files = whole()
    orders = list(itertools.permutations(files))
    order = orders[seed * len(orders) // 6]
    found = emis({name: files[name] for name in order})
    assert column_of(found["patients"], "person.practice") == ["Y00001"] * 6
    assert column_of(found["observations"], "person.nhs_number") == list(NUMBERS.values())
    assert set(column_of(found["drugs"], "medicine.name")) == {"Metformin 500mg tablets"}


@pytest.mark.parametrize("turn", [str.upper, str.lower])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_headings_in_other_letters_and_any_encoding_are_known(emis, turn, encoding):
    files = extract([patient("a", Surname="Renée")], [seen("a", HBA1C, "58")], turn=turn)
    found = emis(files, encoding)
    assert column_of(found["patients"], "person.surname") == ["Renée"]
    assert column_of(found["observations"], "person.nhs_number") == [ADA]
    assert found["observations"].headings[1] == turn("EffectiveDate")


@pytest.mark.parametrize("gp", ["UsualGpUserInRoleGuid", "UsusalGpUserInRoleGuid", ""])
def test_misspelt_and_missing_headings_that_are_not_needed_do_not_matter(emis, gp):
    columns = [gp if name.startswith("UsualGp") else name for name in names(ADMIN_PATIENT)]
    files = {"patients": written(",".join(filter(None, columns)), [patient("a")])}
    assert column_of(emis(files)["patients"], "person.nhs_number") == [ADA]


@pytest.mark.parametrize(
    ("lacking", "named", "refused"),
    [
        ("patients", "Admin_Patient", "observations"),
        ("codes", "Coding_ClinicalCode", "observations"),
        ("patients", "Admin_Patient", "drugs"),
        ("drug_codes", "Coding_DrugCode", "drugs"),
    ],
)
def test_a_file_whose_other_half_is_missing_is_refused_by_its_name(emis, lacking, named, refused):
    files = extract([patient("a")], [seen("a", HBA1C, "58")], [drug("a")])
    del files[lacking]
    files.pop("codes", "") if named == "Coding_DrugCode" else None
    view = emis(files)[refused]
    for read in (view.check, lambda: next(view.blocks())):
        with pytest.raises(FileRefused) as refusal:
            read()
        assert named in refusal.value.message
        assert named in refusal.value.hint
        assert f"{refused}.csv" in refusal.value.message


def test_other_files_of_the_extract_are_known_and_not_needed(emis):
    consultation = "ConsultationGuid,PatientGuid,OrganisationGuid,EffectiveDate,ProcessingId"
    location = "LocationGuid,LocationName,ProcessingId"
    found = emis(
        {
            "consultations": written(consultation, [{"PatientGuid": P["a"]}]),
            "locations": written(location, [{"LocationName": "x"}]),
        }
    )
    for view in found.values():
        view.check()
        assert (rows_in(view), view.headings, view.meanings) == ([], (), {})
        assert "not needed" in view.notices[0]


@pytest.mark.parametrize(
    "headings",
    [
        "NHS Number,Surname,Date,Code Term,Value",
        "nhs_number,kind,taken_on,value",
        "RowIdentifier,IDOrganisationVisibleTo,CTV3Code,DateEvent,IDPatient",
        "",
    ],
)
def test_files_of_other_systems_are_none_of_the_extract(headings):
    assert not EmisBulk().recognises(headings.split(","))


def test_rows_keep_their_numbers_and_what_stands_above_them(emis):
    rows = [seen("a", HBA1C, "1"), seen("b", HBA1C, "2"), seen("a", HBA1C, "3")]
    files = extract([patient("a")], rows)
    files["observations"] = "Alder Road\r\n\r\n" + files["observations"]
    (block,) = emis(files)["observations"].blocks()
    assert list(block.numbers) == [4, 6]
    assert block.preamble == ("Alder Road",)


# --- size -------------------------------------------------------------------------------


def test_many_observations_pass_through_in_little_memory(emis, tmp_path):
    files = extract([patient(who) for who in "abcdef"], [seen("a", HBA1C, "58")])
    heading, row = files["observations"].splitlines()
    guid, rest = row.split(",", 1)
    many = [heading, *(f"{guid[:-6]}{number:06},{rest}" for number in range(200_000))]
    files["observations"] = "\r\n".join(many) + "\r\n"
    view = emis(files)["observations"]
    assert view.meanings
    del many
    tracemalloc.start()
    count = sum(len(rows.numbers) for rows in view.blocks())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 40_000_000
