"""FHIR files through the whole import: everything is stored or listed, and nobody is guessed."""

from collections import Counter

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import people, undated_of
from tests.everyone import everyones_records
from tests.intake.fhir_files import (
    NUMBER,
    ODS,
    OTHER_NUMBER,
    about,
    concept,
    observation,
    patient,
    pressure,
    quantity,
    write_bundle,
    write_lines,
)
from tests.intake.fhir_sample import results_held

HBA1C = observation("4548-4", valueQuantity=quantity("7.5", "%"))
STRANGER = {"subject": {"reference": "Patient/stranger"}}
UNNUMBERED = {"subject": {"reference": "Patient/unnumbered"}}


def taken(ws, *paths):
    report = take_in(ws, list(paths), Wishes(practice="Y00001", allow_test_numbers=True))
    return report, [file["problems"] for file in report.as_json()["files"]]


def counted(report):
    total = Counter()
    for file in report.files:
        for section, counts in file.counts.items():
            for name in ("new", "same", "held", "rejected", "no_value"):
                total[section, name] += getattr(counts, name)
    return +total


def stored(ws):
    with ws.vault.reading() as reading:
        return {person.nhs_number: person for person in people(reading)}, everyones_records(reading)


def test_a_result_is_turned_into_the_unit_kept_and_shown_as_it_came(ws):
    folder = ws.vault.folder.parent
    report, problems = taken(ws, write_bundle(folder, patient(), HBA1C, pressure()))
    assert (report.committed, problems) == (True, [[]])
    (record,) = stored(ws)[1]
    (result,) = record.of_kind(Kind.HBA1C)
    assert (result.value, result.raw, result.code, result.row) == (58.0, "7.5 %", "4548-4", 2)
    (reading,) = record.of_kind(Kind.BLOOD_PRESSURE)
    assert (reading.value, reading.second) == (142, 86)


def test_a_person_without_nhs_number_is_held_back_and_listed_with_their_results(ws):
    unnumbered = patient(id="unnumbered", identifier=[])
    path = write_bundle(ws.vault.folder.parent, patient(), unnumbered, HBA1C | UNNUMBERED, HBA1C)
    report, _ = taken(ws, path)
    assert counted(report) == {
        ("patients", "new"): 1,
        ("patients", "held"): 1,
        ("results", "new"): 1,
        ("results", "held"): 1,
    }
    assert list(stored(ws)[0]) == [NUMBER]


def test_people_and_results_in_two_files_of_one_command_meet(ws):
    folder = ws.vault.folder.parent
    results = write_lines(folder, HBA1C, HBA1C | STRANGER, name="Observation.ndjson")
    report, problems = taken(ws, results, write_lines(folder, patient(), name="Patient.ndjson"))
    assert counted(report) == {
        ("patients", "new"): 1,
        ("results", "new"): 1,
        ("results", "rejected"): 1,
    }
    assert [problem["row"] for problem in problems[0]] == [2]


def test_a_file_of_another_version_takes_none_of_the_commands_files_in(ws):
    folder = ws.vault.folder.parent
    good = write_bundle(folder, patient(), HBA1C)
    old = about("Condition", code=concept("44054006"), assertedDate="2019-01-01")
    older = write_bundle(folder, patient(OTHER_NUMBER), old, name="older.json")
    report, _ = taken(ws, good, older)
    assert not report.committed
    assert "STU3" in str(report.refusal)
    assert stored(ws)[0] == {}


def test_the_sample_is_stored_or_listed_to_the_last_result(ws, sample):
    report, _ = taken(ws, *sample)
    held = results_held(sample)
    counts = counted(report)
    results = [n for (section, _), n in counts.items() if section == "results"]
    assert sum(results) == sum(held.values())
    assert counts["patients", "new"] == 20
    in_store = Counter(
        Kind(kind).code
        for record in stored(ws)[1]
        for kind, found in record.results.items()
        for _ in found
    )
    assert in_store <= held
    assert sum(in_store.values()) == counts["results", "new"]


def test_the_same_sample_again_changes_nothing(ws, sample):
    taken(ws, *sample)
    before = stored(ws)
    report, _ = taken(ws, *sample)
    assert {name for (_, name) in counted(report)} == {"same", "rejected"}
    assert stored(ws) == before


def test_a_result_of_a_month_is_kept_as_it_was_said(ws, tmp_path):
    stated = observation("4548-4", effectiveDateTime="2026-03", valueQuantity=quantity("7.5", "%"))
    report, problems = taken(ws, write_bundle(tmp_path, patient(), stated))
    assert problems == [[]]
    assert counted(report)["results", "new"] == 1
    with ws.vault.reading() as reading:
        (fact,) = undated_of(reading, people(reading)[0].key)
    assert (fact.kind, fact.said, fact.value) == ("hba1c", "2026-03", "58")


def test_what_is_not_used_is_said_once_however_often_the_file_is_read(ws, tmp_path):
    rate = observation("8867-4", valueQuantity=quantity("72", "/min"))
    allergy = about("AllergyIntolerance")
    report, _ = taken(ws, write_bundle(tmp_path, patient(), rate, allergy, HBA1C))
    assert report.files[0].warnings == [
        "1 observation of a kind this program does not use was left out (8867-4: 1).",
        "1 resource of a type this program does not use was left out (AllergyIntolerance: 1).",
    ]


def test_a_file_in_which_nobody_has_a_practice_asks_for_one(ws, tmp_path):
    path = write_bundle(tmp_path, patient(), HBA1C)
    report = take_in(ws, [path], Wishes(allow_test_numbers=True))
    assert not report.committed
    assert report.refusal.message == (
        "bundle.json does not say which practice its people belong to."
    )
    assert report.refusal.hint == "Name the practice with --practice ODS."
    assert [question.topic for question in report.files[0].questions] == ["practice"]


def test_somebody_without_a_practice_among_others_is_rejected_and_nobody_is_asked(ws, tmp_path):
    at = {"managingOrganization": {"identifier": {"system": ODS, "value": "Y00001"}}}
    path = write_bundle(tmp_path, patient(**at), patient(OTHER_NUMBER, id="ben"))
    report = take_in(ws, [path], Wishes(allow_test_numbers=True))
    assert report.committed
    counts = report.files[0].counts["patients"]
    assert (counts.new, counts.rejected) == (1, 1)
