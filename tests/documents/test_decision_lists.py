"""NHS numbers by decision: one's own practice's only, one a line, in a file that names nobody."""

from pathlib import Path

import pytest

from mdt_app.documents.decision_lists import DecisionList, decision_lists, write_decision_list
from mdt_app.errors import UserError
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Nomination
from mdt_app.vault.entries import all_entries
from tests.documents.conftest import Held
from tests.invented import patient_in
from tests.meeting.conftest import ADA, BRAM, CLEO


@pytest.fixture
def at_alder_road(held: Held) -> Held:
    """Decisions about people of two practices; the user works at one of them."""
    held.decide(ADA, "", ("intensify", "refer:renal clinic"))
    held.decide(CLEO, "", ("refer:podiatry",))
    held.decide(BRAM, "", ("refer:renal clinic",))
    choose_own_practice(held.ws, "Y00001")
    return held


def test_each_decision_has_the_numbers_of_ones_own_practice(at_alder_road: Held):
    found = decision_lists(at_alder_road.ws, at_alder_road.meeting.id, "Y00001")
    assert {each.choice: set(each.numbers) for each in found.lists} == {
        "intensify": {ADA},
        "refer:renal clinic": {ADA},
        "refer:podiatry": {CLEO},
    }
    assert [each.file_name for each in found.lists if "renal" in each.choice] == [
        "nhs-numbers-refer-renal-clinic.txt"
    ]


def test_words_that_were_typed_are_in_no_list_and_no_name_of_a_file(at_alder_road: Held):
    at_alder_road.decide(CLEO, "", ("refer:Mrs Sample's daughter",))
    found = decision_lists(at_alder_road.ws, at_alder_road.meeting.id, "Y00001")
    names = {each.file_name: each.words for each in found.lists}
    assert names["nhs-numbers-refer.txt"] == "Refer"
    assert not any("Sample" in each for each in (*names, *names.values()))


def test_another_practice_is_refused(at_alder_road: Held):
    with pytest.raises(UserError, match="own practice only"):
        decision_lists(at_alder_road.ws, at_alder_road.meeting.id, "Y00002")


def test_who_objects_is_on_no_list_and_it_is_said(at_alder_road: Held):
    nominate(at_alder_road.ws, Nomination(ADA, True, "Why?", asked="objects"))
    found = decision_lists(at_alder_road.ws, at_alder_road.meeting.id, "Y00001")
    assert [each.numbers for each in found.lists] == [(CLEO,)]
    assert [each.why for each in found.left_out] == ["objects to being discussed with others"]


def test_the_file_has_one_number_a_line_and_nothing_else(at_alder_road: Held, tmp_path: Path):
    listed = DecisionList("refer", "Refer", (ADA, CLEO))
    path = tmp_path / listed.file_name
    write_decision_list(at_alder_road.ws, listed, path)
    assert path.read_bytes() == f"{ADA}\r\n{CLEO}\r\n".encode()


def test_the_name_of_the_file_has_nothing_typed_in_it():
    listed = DecisionList("../refer to 999 000 0018", "Refer", (ADA,))
    assert listed.file_name == "nhs-numbers-refer-to-999-000-0018.txt"
    assert DecisionList("start_sglt2", "", ()).file_name == "nhs-numbers-start-sglt2.txt"


def test_that_it_was_written_is_kept_without_anybody(at_alder_road: Held, tmp_path: Path):
    write_decision_list(at_alder_road.ws, DecisionList("refer", "", (ADA,)), tmp_path / "x.txt")
    with at_alder_road.ws.vault.reading() as reading:
        entry = all_entries(reading, "export")[-1]
    assert entry.payload == {"files": ["x.txt"], "people": 1}
    assert not patient_in(str(entry.payload))
