"""About whom something left is on the trail: in which file, for whom, by whom."""

from pathlib import Path

import pytest

from mdt_app.documents.action_list import action_list
from mdt_app.documents.decision_lists import decision_lists, write_decision_list
from mdt_app.documents.outputs import (
    ACTIONS,
    CALENDAR,
    NUMBERS,
    Order,
    write_about,
    write_outputs,
)
from mdt_app.documents.people_list import Behind, write_nhs_numbers, write_people_list
from mdt_app.errors import UserError
from mdt_app.intake.exporting import export_store
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.templates import GP_LETTER
from mdt_app.meeting.values import Nomination
from mdt_app.ui.minutes.writing import EACH_PRACTICE, Wanted, write_files
from mdt_app.vault.checking import check_store
from mdt_app.vault.trail_search import LEFT, Asked, TrailLine, search_trail
from tests.documents.conftest import Held
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def agreed(held: Held) -> Held:
    """Decisions and actions about two people of two practices."""
    for number, words in ((ADA, "start_sglt2"), (BRAM, "refer:podiatry")):
        held.decide(number, "", (words,))
        held.agree(number, "Send the letter", owner="F. Ward")
    choose_own_practice(held.ws, "Y00001")
    return held


def left(held: Held, person: str = "") -> list[TrailLine]:
    """What left, the latest first; without the entry of each letter."""
    with held.ws.vault.reading() as reading:
        found = search_trail(reading, Asked(person=person, part=LEFT), 100).lines
    return [line for line in found if line.kind != "letter_written"]


def test_letters_and_lists_say_about_whom_they_are(agreed: Held, folder: Path) -> None:
    write_outputs(agreed.ws, Order(agreed.meeting.id, (GP_LETTER,), "Y00002"), folder)
    (line,) = left(agreed)
    assert (line.kind, line.whom, line.by) == ("printed", (BRAM,), agreed.ws.user)
    assert line.words == "letters and lists written: letter-to-practice-case-03.pdf"
    assert left(agreed, ADA) == []
    assert left(agreed, BRAM) == [line]
    assert check_store(agreed.ws.vault) == []


def test_one_letter_says_about_whom_it_is(agreed: Held, folder: Path) -> None:
    write_about(agreed.ws, agreed.meeting.id, ADA, GP_LETTER, folder / "letter.pdf")
    assert [line.whom for line in left(agreed)] == [(ADA,)]


def test_a_list_of_actions_names_those_on_it(agreed: Held, folder: Path) -> None:
    nominate(agreed.ws, Nomination(BRAM, True, asked="objects"))
    write_outputs(agreed.ws, Order(agreed.meeting.id, (ACTIONS,)), folder)
    with agreed.ws.vault.reading() as reading:
        assert action_list(reading, agreed.ws.today()).whom == (ADA,)
    assert [line.whom for line in left(agreed)] == [(ADA,)]


def test_numbers_for_a_search_are_an_export_of_those_people(agreed: Held, folder: Path) -> None:
    found = decision_lists(agreed.ws, agreed.meeting.id, "Y00001")
    write_decision_list(agreed.ws, found.lists[0], folder / "numbers.txt")
    write_outputs(agreed.ws, Order(agreed.meeting.id, (NUMBERS,), "Y00001"), folder)
    assert [(line.kind, line.whom) for line in left(agreed)] == [
        ("printed", (ADA,)),
        ("exported", (ADA,)),
    ]


def test_what_names_nobody_is_about_nobody(agreed: Held, folder: Path) -> None:
    write_outputs(agreed.ws, Order(agreed.meeting.id, (CALENDAR,)), folder)
    write_files(agreed.ws, agreed.meeting.id, Wanted("network"), folder)
    assert [(line.kind, line.whom, line.words) for line in left(agreed)] == [
        ("export", (), "minutes written"),
        ("export", (), "letters and lists written"),
    ]


def test_minutes_name_the_people_of_the_practices_they_are_for(agreed: Held, folder: Path) -> None:
    for whom in ("whole", "Y00002", EACH_PRACTICE):
        write_files(agreed.ws, agreed.meeting.id, Wanted(whom), folder)
    assert [set(line.whom) for line in reversed(left(agreed))] == [
        {ADA, BRAM, CLEO},
        {BRAM},
        {ADA, BRAM, CLEO},
    ]
    assert all(line.words.startswith("minutes written: minutes 2026-") for line in left(agreed))


def test_people_behind_a_measure_are_named_as_they_leave(agreed: Held, folder: Path) -> None:
    behind = Behind("east-london-2009", "hba1c-58", "", "Y00001", agreed.ws.today())
    listed = write_people_list(agreed.ws, behind, "missed", folder / "people.pdf")
    write_nhs_numbers(agreed.ws, behind, "missed", folder / "numbers.txt")
    people = {person.nhs_number for person in listed.people}
    assert people
    assert [(line.kind, set(line.whom)) for line in left(agreed)] == [
        ("exported", people),
        ("printed", people),
    ]


def test_an_export_names_everyone_who_is_in_it_and_nobody_else(agreed: Held, folder: Path) -> None:
    export_store(agreed.ws, folder, left_out={DITA})
    (line,) = left(agreed)
    assert (line.kind, set(line.whom)) == ("exported", {ADA, BRAM, CLEO})
    assert left(agreed, DITA) == []


def test_what_could_not_be_written_has_not_left(agreed: Held, folder: Path) -> None:
    with pytest.raises(UserError):
        write_about(agreed.ws, agreed.meeting.id, ADA, GP_LETTER, folder / "no" / "letter.pdf")
    assert left(agreed) == []
