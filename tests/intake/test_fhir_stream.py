"""FHIR files of every shape: read in pieces, and hostile ones refused in words."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.errors import Cancelled, UserError
from mdt_app.intake.fhir import stream as fhir_stream
from mdt_app.intake.fhir.reading import is_fhir, read_fhir
from mdt_app.intake.fhir.stream import Entry, entries
from mdt_app.intake.rows import PlainRow, Problem
from tests.intake.fhir_files import (
    NUMBER,
    about,
    as_json,
    bundle_of,
    concept,
    observation,
    patient,
    pressure,
    quantity,
    split,
    write,
    write_bundle,
    write_lines,
)

HBA1C = observation("4548-4", id="a", valueQuantity=quantity("7.5", "%"))
EVERYTHING = [
    patient(),
    HBA1C,
    pressure(),
    observation("72166-2", valueCodeableConcept=concept("266919005")),
    observation("271649006", "http://snomed.info/sct", valueQuantity=quantity("142", "mmHg")),
    observation("408411003", "http://snomed.info/sct"),
    about("Condition", code=concept("44054006"), onsetDateTime="2019-05-01"),
    about("Procedure", code=concept("401191002"), status="completed", performedDateTime="2026"),
    about(
        "Encounter",
        **{"class": {"code": "AMB"}, "status": "finished", "period": {"start": "2026-01-01"}},
    ),
    about(
        "MedicationRequest",
        status="active",
        authoredOn="2026-01-01",
        medicationCodeableConcept={"text": "Metformin 500mg tablets"},
        dosageInstruction=[{"text": "One", "timing": {"repeat": {"boundsPeriod": {}}}}],
    ),
    about("DiagnosticReport", contained=[HBA1C]),
]


def sections(path):
    rows, problems, _ = split(read_fhir(path))
    assert problems == []
    return [row.section for row in rows]


def refusal(path):
    with pytest.raises(UserError) as refused:
        list(read_fhir(path))
    assert refused.value.hint
    return refused.value.message


# --- shapes ---


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "searchset", "document"])
def test_a_bundle_of_any_type_is_read(tmp_path, kind):
    text = as_json(bundle_of([patient(), HBA1C]) | {"type": kind})
    assert sections(write(tmp_path, text)) == ["patients", "results"]


def test_the_row_is_the_place_in_the_bundle(tmp_path):
    rows, _, _ = split(
        read_fhir(write_bundle(tmp_path, HBA1C, {"resourceType": "Claim"}, patient()))
    )
    assert [(row.section, row.row) for row in rows] == [("results", 1), ("patients", 3)]


def test_the_row_of_a_line_is_its_line(tmp_path):
    text = f"\n{as_json(patient())}\n\n{as_json(HBA1C)}\n"
    rows, _, _ = split(read_fhir(write(tmp_path, text)))
    assert [(row.section, row.row) for row in rows] == [("patients", 2), ("results", 4)]


def test_lines_may_hold_bundles(tmp_path):
    bundles = [bundle_of([patient()]), bundle_of([HBA1C])]
    assert sections(write_lines(tmp_path, *bundles)) == ["patients", "results"]


def test_a_single_resource_and_a_list_of_resources_are_read(tmp_path):
    assert sections(write(tmp_path, as_json(patient()))) == ["patients"]
    assert sections(write(tmp_path, as_json([patient(), HBA1C]))) == ["patients", "results"]


def test_a_bundle_may_be_written_in_any_order_and_with_any_spaces(tmp_path):
    bundle = bundle_of([patient(), HBA1C])
    turned = {"entry": bundle["entry"], "type": "collection", "resourceType": "Bundle"}
    text = json.dumps(json.loads(as_json(turned)), indent=4).replace("\n", "\r\n")
    assert sections(write(tmp_path, "\ufeff" + text)) == ["patients", "results"]


@pytest.mark.parametrize("name", ["bundle.json", "export.ndjson"])
def test_signs_that_should_have_been_escaped_are_read_as_they_stand(tmp_path, name):
    text = as_json(patient(name=[{"family": "van\tExemplar"}])).replace("\\t", "\t")
    assert "\t" in text
    rows, problems, _ = split(read_fhir(write(tmp_path, text, name)))
    assert [row.cells["surname"] for row in rows] == ["van Exemplar"]
    assert problems == []


@pytest.mark.parametrize("piece", [1, 7, 64])
def test_a_value_may_lie_across_the_pieces_in_which_a_file_is_read(tmp_path, monkeypatch, piece):
    monkeypatch.setattr(fhir_stream, "PIECE", piece)
    bundle = {"total": 12345, **bundle_of([patient(), HBA1C])}
    found = list(entries(write(tmp_path, as_json(bundle))))
    assert [entry.resource["resourceType"] for entry in found] == ["Patient", "Observation"]
    assert found[1].resource["valueQuantity"]["value"] == "7.5"


def test_a_bad_line_does_not_lose_the_good_ones(tmp_path):
    text = f'{as_json(patient())}\n{{"cut": \n[1]\n{as_json(HBA1C)}\n'
    rows, problems, _ = split(read_fhir(write(tmp_path, text, "export.ndjson")))
    assert [row.section for row in rows] == ["patients", "results"]
    assert [problem.row for problem in problems] == [2, 3]


def test_a_bad_entry_does_not_lose_the_good_ones(tmp_path):
    bundle = bundle_of([patient(), HBA1C])
    bundle["entry"][1:1] = [None, {"resource": []}, {"fullUrl": 3}, {"resource": bundle_of([])}]
    rows, problems, _ = split(read_fhir(write(tmp_path, as_json(bundle))))
    assert [row.section for row in rows] == ["patients", "results"]
    assert [problem.row for problem in problems] == [2, 3, 4, 5]


def test_reading_says_how_far_it_is_and_can_be_stopped(tmp_path):
    def stop(done, total):
        assert 0 < done <= total
        raise Cancelled

    path = write_bundle(tmp_path, patient(), HBA1C)
    with pytest.raises(Cancelled):
        list(read_fhir(path, progress=stop))


# --- what is no FHIR ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"entry": []}', "a.json"),
        ('{"resourceType": 3}', "a.json"),
        ('{"entry": [{"resource": {}}], "resourceType": "List"}', "a.json"),
        ('"Bundle"', "a.json"),
        ("7", "a.json"),
        ("", "a.json"),
        ('{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Pat', "a.json"),
        ('{"resourceType": "Bundle", "entry": [{}', "a.json"),
        ('{"resourceType": "Bundle" "entry": []}', "a.json"),
        ('{"resourceType": "Bundle", "entry": [}', "a.json"),
        ("{1: 2}", "a.json"),
        ('{"resourceType": "Bundle", "entry": []} {}', "a.json"),
        ('{"resourceType": "Bundle", "type": "history", "entry": []}', "a.json"),
        ("nothing\nhere\n", "a.ndjson"),
        ('<Bundle xmlns="http://hl7.org/fhir"/>', "a.json"),
        ("\0{}", "a.json"),
    ],
)
def test_a_file_that_is_not_whole_fhir_json_is_refused_in_words(tmp_path, text, name):
    assert refusal(write(tmp_path, text, name)).endswith(".")


@pytest.mark.parametrize("raw", [b"\xff\xfe{\0", b'{"resourceType": "Bundle\xe9"}'])
def test_a_file_that_is_not_utf_8_is_refused(tmp_path, raw):
    path = tmp_path / "a.json"
    path.write_bytes(raw)
    assert "UTF-8" in refusal(path)


def test_a_value_too_large_to_be_an_entry_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(fhir_stream, "PIECE", 100)
    monkeypatch.setattr(fhir_stream, "LARGEST_VALUE", 1000)
    with pytest.raises(UserError) as refused:
        list(entries(write(tmp_path, '{"resourceType": "' + "x" * 5000)))
    said = "This file holds an entry too large or too damaged to read."
    assert refused.value.message == said
    assert refused.value.hint == "Export it again; if it was copied, copy it again whole."


def test_deep_nesting_is_refused_without_harm(tmp_path):
    deep = '{"a":' * 200_000 + "1" + "}" * 200_000
    assert "deeply" in refusal(write(tmp_path, f'{{"resourceType": "Bundle", "entry": [{deep}]}}'))
    path = write(tmp_path, f"{as_json(patient())}\n{deep}\n", "deep.ndjson")
    _, problems, _ = split(read_fhir(path))
    assert [problem.row for problem in problems] == [2]


@pytest.mark.parametrize(
    ("name", "head", "answer"),
    [
        ("bundle.json", b"{", True),
        ("export.ndjson", b"", True),
        ("export.JSONL", b"", True),
        ("noext", b'\xef\xbb\xbf {"resourceType": "Bundle"', True),
        ("noext", b'<Bundle xmlns="http://hl7.org/fhir">', True),
        ("list.csv", b"nhs_number,surname", False),
        ("page.html", b"<html>", False),
    ],
)
def test_a_file_is_known_by_what_it_begins_with(name, head, answer):
    assert is_fhir(Path(name), head) is answer


# --- values nobody should send ---


def test_a_long_text_is_cut_and_characters_that_are_none_are_shown(tmp_path):
    person = patient(name=[{"family": "A\0B\ud800C" + "x" * 1_000_000, "given": ["  Ada\n\tM "]}])
    rows, _, _ = split(read_fhir(write(tmp_path, json.dumps(person))))
    assert rows[0].cells["surname"].startswith("A\ufffdB\ufffdC")
    assert len(rows[0].cells["surname"]) < 3000
    assert rows[0].cells["forename"] == "Ada M"


@pytest.mark.parametrize("number", ["1e999999999", "9" * 5000, "NaN", "-Infinity", "1E-400"])
def test_an_absurd_number_is_handed_on_as_text(tmp_path, number):
    text = as_json(bundle_of([patient(), HBA1C])).replace("7.5", number)
    rows, _, _ = split(read_fhir(write(tmp_path, text)))
    assert rows[1].cells["value"].startswith(number[:5])


SHAPES = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "x", "2026-13-45", "\0", "Patient/ada", [], {}, [[]], [{}], [None]]
) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["coding", "code", "value", "reference", "url"]), inner)
    ),
    max_leaves=5,
)


def places(value, path=()):
    """Every path to a value inside a resource."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def put(shape, path, resources):
    """Set the value at a path; nothing happens where an earlier change took the path away."""
    holder = resources
    for key in path[:-1]:
        if not _has(holder, key):
            return
        holder = holder[key]
    if _has(holder, path[-1]):
        holder[path[-1]] = shape


def _has(holder, key):
    if isinstance(holder, list):
        return isinstance(key, int) and key < len(holder)
    return isinstance(holder, dict) and key in holder


PLACES = [path for path in places(EVERYTHING) if path]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), SHAPES), min_size=1, max_size=4))
def test_no_shape_of_any_element_breaks_the_reading(tmp_path, changes):
    resources = json.loads(as_json(EVERYTHING))
    for path, shape in changes:
        put(shape, path, resources)
    try:
        found = list(read_fhir(write(tmp_path, json.dumps(bundle_of(resources)))))
    except UserError:
        return
    rows = [one for one in found if isinstance(one, PlainRow)]
    people = {row.cells["nhs_number"] for row in rows if row.section == "patients"}
    for one in found:
        if isinstance(one, PlainRow):
            assert all(isinstance(cell, str) for cell in (*one.cells.values(), one.raw))
            assert one.cells["nhs_number"] in ("", NUMBER, *people)
        elif isinstance(one, Problem):
            assert one.problem
            assert one.hint


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), junk=st.binary(max_size=8))
def test_no_damage_to_a_file_breaks_the_reading(tmp_path, cut, junk):
    whole = as_json(bundle_of(EVERYTHING)).encode()
    at = int(cut * len(whole))
    path = tmp_path / "damaged.json"
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    refusals = []
    try:
        list(read_fhir(path))
    except UserError as refused:
        refusals.append(refused.message + refused.hint)
    assert NUMBER not in "".join(refusals)


# --- places and shapes ---


def test_the_place_of_a_resource_is_counted_from_one(tmp_path):
    single = list(entries(write(tmp_path, as_json(patient()))))
    several = list(entries(write(tmp_path, as_json([patient(), HBA1C]))))
    assert [entry.row for entry in (*single, *several)] == [1, 1, 2]


def test_an_address_that_is_no_text_is_none(tmp_path):
    bundle = {"resourceType": "Bundle", "entry": [{"fullUrl": ["x"], "resource": patient()}]}
    (entry,) = entries(write(tmp_path, as_json(bundle)))
    assert entry.full_url == ""


@pytest.mark.parametrize(
    "text",
    ["[\n{}\n,\n{}\n]", '{\n"resourceType":\n"Bundle",\n"entry": [{}\n]}'],
)
def test_one_document_on_several_lines_is_not_taken_for_several(tmp_path, text):
    found = list(entries(write(tmp_path, text.replace("{}", as_json({"resource": patient()})))))
    assert [entry.row for entry in found] == list(range(1, len(found) + 1))
    assert all(isinstance(entry, Entry) for entry in found)


def test_lines_are_known_though_the_first_is_very_short(tmp_path):
    found = list(entries(write(tmp_path, f"{{}}\n{as_json(patient())}\n", "export.json")))
    assert [entry.row for entry in found] == [1, 2]


def test_how_far_it_is_is_said_every_thousand_lines_and_at_the_end(tmp_path):
    path = write(tmp_path, "{}\n" * 2001, "export.ndjson")
    said = []
    assert len(list(entries(path, lambda done, total: said.append((done, total))))) == 2001
    assert len(said) == 3
    assert said[-1] == (6003, 6003)


def test_many_small_entries_are_not_one_large_one(tmp_path, monkeypatch):
    monkeypatch.setattr(fhir_stream, "PIECE", 900)
    monkeypatch.setattr(fhir_stream, "LARGEST_VALUE", 1000)
    path = write_bundle(tmp_path, *[HBA1C] * 20)
    assert len(list(entries(path))) == 20


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        (b'{"resourceType": "Bundle"', True),
        (b'[{"resourceType": "Bundle"', True),
        (b'{"a": 1}', False),
        (b'words "resourceType"', False),
    ],
)
def test_without_an_ending_a_file_must_look_like_fhir(head, answer):
    assert is_fhir(Path("noext"), head) is answer
