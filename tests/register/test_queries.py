"""What the rest of the program reads of the register."""

from datetime import date

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import load_pack
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.register.network import set_up_network
from mdt_app.register.queries import (
    bare_records,
    batches,
    brief_records,
    network_name,
    people,
    person_by_number,
    practices,
    record_of,
)
from tests.bench.invented_store import write_files
from tests.everyone import everyones_records
from tests.invented import NETWORK, PRACTICES, TODAY, USER


@pytest.fixture
def forty(ws, tmp_path):
    """A store with forty invented people and their results."""
    assert take_in(
        ws, write_files(tmp_path / "files", 40, 20), Wishes(allow_test_numbers=True)
    ).committed
    return ws


def test_the_network_and_its_practices_are_what_was_set_up(ws):
    with ws.vault.reading() as reading:
        assert network_name(reading) == NETWORK
        assert {practice.ods: practice.name for practice in practices(reading)} == PRACTICES


def test_setting_the_network_up_again_renames_and_adds(ws):
    set_up_network(ws, "New name", {"Y00001": "Alder House", "Y00009": "Elm"})
    with ws.vault.reading() as reading:
        assert network_name(reading) == "New name"
        named = {practice.ods: practice.name for practice in practices(reading)}
    assert named == PRACTICES | {"Y00001": "Alder House", "Y00009": "Elm"}


def test_everyones_records_streamed_are_each_persons_record(forty):
    with forty.vault.reading() as reading:
        streamed = {
            record.person.nhs_number: (
                record.person,
                {kind: [row[1:] for row in found] for kind, found in record.results.items()},
            )
            for record in bare_records(reading)
        }
        assert len(streamed) == len(people(reading)) == 40
        for number, (person, results) in streamed.items():
            record = record_of(reading, number)
            assert record is not None
            told = {kind: [row[1:] for row in found] for kind, found in record.results.items()}
            assert (record.person, told) == (person, results)
            assert all(row.kind == kind for kind in told for row in record.results[kind])


def test_results_are_in_the_order_of_their_days(forty):
    with forty.vault.reading() as reading:
        for record in everyones_records(reading):
            for kind in Kind:
                days = [result.day for result in record.of_kind(kind)]
                assert days == sorted(days)


def test_a_result_leads_back_to_its_file(forty):
    with forty.vault.reading() as reading:
        files = batches(reading)
        record = everyones_records(reading)[0]
    batch = files[record.of_kind(Kind.HBA1C)[0].batch]
    assert (batch.file_name, batch.layout, batch.imported_by) == ("results.csv", "plain", USER)
    assert batch.imported_on == TODAY


def test_nobody_is_nobody(ws):
    with ws.vault.reading() as reading:
        assert person_by_number(reading, "9990000018") is None
        assert record_of(reading, "9990000018") is None
        assert list(bare_records(reading)) == list(brief_records(reading)) == []


def test_a_person_has_what_the_file_said_and_no_more(forty):
    with forty.vault.reading() as reading:
        person = people(reading)[0]
    assert person.diagnosed_on == date(2012, 3, 4)
    assert person.diabetes_type == "type 2"
    assert (person.title, person.interpreter, person.deprivation_decile) == ("", None, None)


def test_rules_say_the_same_of_brief_rows_of_bare_ones_and_of_results(forty):
    pack = load_pack()
    with forty.vault.reading() as reading:
        everyone = zip(everyones_records(reading), bare_records(reading), brief_records(reading))
        for named, bare, brief in everyone:
            told = answers(pack, named, TODAY)
            assert answers(pack, bare, TODAY) == told
            assert [_said(a) for a in answers(pack, brief, TODAY)] == [_said(a) for a in told]


def _said(answer):
    if not isinstance(answer, Raised):
        return answer
    values = [(item.kind, item.value, item.unit, item.on) for item in answer.evidence]
    return answer.without_evidence(), values
