"""Old minutes keep saying what they said: by the rules, and the version, that spoke that day."""

from pathlib import Path

import pytest

from mdt_app.documents.minutes import Minutes
from mdt_app.flags.own_packs import take_own_pack
from mdt_app.flags.pack import DEFAULT_PACK, PackTexts, load_pack, pack_of
from mdt_app.meeting.meetings import end_meeting
from mdt_app.meeting.undo import reopen_meeting
from tests.documents.conftest import Held
from tests.meeting.conftest import ADA

VERY_HIGH = "HbA1c 92 mmol/mol"
SHIPPED = "Diabetes, England, 2026, version 2026.1"


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A network's pack in which 92 is not very high."""
    path = tmp_path / "network-3.toml"
    path.write_text(
        'name = "network-3"\ntitle = "Network 3"\nversion = "7"\nreviewed = 2026-11-20\n'
        f'based_on = "{DEFAULT_PACK}"\n'
        '[[change]]\nrule = "hba1c-very-high"\nversion = 2\nwhen.above = 100\n'
        'detail = "on {hba1c_on}; above 100"\nwould_clear = "100 or below."\nsource = "Here"\n'
    )
    return path


def headlines(minutes: Minutes) -> list[str]:
    ada = next(case for case in minutes.cases if case.nhs_number.replace(" ", "") == ADA)
    return [fact.headline for fact in ada.facts]


def test_the_minutes_name_the_rules_and_their_version(held: Held):
    assert held.minutes().rules == SHIPPED
    assert f"Flags: {SHIPPED}" in held.text()


def test_minutes_of_an_ended_meeting_stay_as_they_were_when_the_network_changes_its_rules(
    held: Held, own_file: Path
):
    end_meeting(held.ws, held.meeting.id)
    before = held.minutes()
    take_own_pack(held.ws, own_file)
    assert held.minutes() == before
    assert VERY_HIGH in headlines(before)


def test_minutes_of_an_open_meeting_are_by_the_rules_now(held: Held, own_file: Path):
    assert VERY_HIGH in headlines(held.minutes())
    take_own_pack(held.ws, own_file)
    assert VERY_HIGH not in headlines(held.minutes())
    assert held.minutes().rules == "Network 3, version 7"


def test_a_meeting_that_goes_on_is_by_the_rules_at_its_end(held: Held, own_file: Path):
    end_meeting(held.ws, held.meeting.id)
    take_own_pack(held.ws, own_file)
    reopen_meeting(held.ws, held.meeting.id)
    assert held.minutes().rules == "Network 3, version 7"
    end_meeting(held.ws, held.meeting.id)
    assert held.minutes().rules == "Network 3, version 7"


def test_minutes_stay_as_they_were_when_the_program_ships_other_rules(held: Held, monkeypatch):
    end_meeting(held.ws, held.meeting.id)
    before = held.minutes()
    text = load_pack().texts.text
    later = PackTexts(
        f"{DEFAULT_PACK}.toml",
        text.replace('"2026.1"', '"2027.1"').replace("above = 86", "above = 95"),
    )
    monkeypatch.setattr("mdt_app.flags.in_force._shipped", lambda: later)
    monkeypatch.setattr("mdt_app.flags.in_force.load_pack", lambda: pack_of(later))
    assert held.minutes() == before
    reopen_meeting(held.ws, held.meeting.id)
    start = held.minutes()
    assert start.rules == "Diabetes, England, 2026, version 2027.1"
    assert VERY_HIGH not in headlines(start)
