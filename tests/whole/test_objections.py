"""Somebody who objects to being discussed is on no list and in no file that others see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE
from mdt_app.clinical.nhs_number import spaced
from mdt_app.documents.minutes import minutes_of
from mdt_app.errors import UserError
from mdt_app.intake.exporting import export_store
from mdt_app.meeting.agenda import add_to_agenda, agenda, build_agenda, discussed
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.objections import left_out_words, who_objects
from mdt_app.meeting.values import Meeting, Nomination
from tests.invented import PASSPHRASE, TODAY
from tests.ui.network import ADA, BRAM, CLEO, take_everyone_in

QUESTION = "a question that must not leave"


@pytest.fixture
def people(ws, tmp_path):
    """Six people; Ada objects, after somebody had put a question about her."""
    take_everyone_in(ws, tmp_path / "files")
    for number in (ADA, BRAM, CLEO):
        nominate(ws, Nomination(number, True, QUESTION, "home", asked="agreed"))


@pytest.fixture
def meeting(ws, people):
    return plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))


def object_to_it(ws, number=ADA):
    nominate(ws, Nomination(number, True, QUESTION, "home", asked="objects"))


def on_agenda(ws, meeting):
    with ws.vault.reading() as reading:
        return [item.nhs_number for item in agenda(reading, meeting.id)]


@pytest.mark.parametrize("numbers", [None, [ADA, BRAM, CLEO]])
def test_no_agenda_is_built_with_them(ws, meeting, numbers):
    object_to_it(ws)
    build_agenda(ws, meeting.id, numbers)
    assert set(on_agenda(ws, meeting)) == {BRAM, CLEO}


def test_they_leave_an_agenda_that_stood_already(ws, meeting):
    build_agenda(ws, meeting.id)
    object_to_it(ws)
    assert ADA not in on_agenda(ws, meeting)


def test_nobody_can_add_them_in_the_meeting(ws, meeting):
    object_to_it(ws)
    with pytest.raises(UserError, match="not to be discussed"):
        add_to_agenda(ws, meeting.id, ADA)


def test_they_are_in_no_minutes_not_even_among_those_carried_over(ws, meeting):
    build_agenda(ws, meeting.id)
    start_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        items = agenda(reading, meeting.id)
    for item in items:
        if item.nhs_number == CLEO:
            discussed(ws, item)
    object_to_it(ws)
    end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        said = repr(minutes_of(reading, meeting.id))
    assert "Chowdhury" in said.title()
    assert spaced(BRAM) in said
    for trace in (ADA, spaced(ADA), "begum"):
        assert trace not in said.casefold()


def test_an_export_holds_nothing_about_them_and_everybody_else(ws, people, tmp_path):
    object_to_it(ws)
    paths = export_store(ws, tmp_path / "out", left_out=who_objects(ws))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    assert not any(ADA in text or "Begum" in text for text in texts.values())
    assert BRAM in texts["patients"]
    assert BRAM in texts["results"]


def test_the_command_line_lists_and_exports_them_for_nobody_but_counts_them(
    ws, people, store_folder, tmp_path, monkeypatch, capsys
):
    object_to_it(ws)
    ws.vault.lock()
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    assert run(["list", str(store_folder), "--on", TODAY.isoformat()]) == DONE
    printed = capsys.readouterr()
    assert ADA not in printed.out
    assert BRAM in printed.out
    assert left_out_words(1) in printed.err
    assert run(["export", str(store_folder), "--to", str(tmp_path / "out")]) == DONE
    assert left_out_words(1) in capsys.readouterr().err
    assert ADA not in (tmp_path / "out" / "patients.csv").read_text(encoding="utf-8")
    own = ["export", str(store_folder), "--to", str(tmp_path / "own"), "--everyone"]
    assert run(own) == DONE
    assert ADA in (tmp_path / "own" / "patients.csv").read_text(encoding="utf-8")


def test_who_agrees_after_all_is_listed_again(ws, meeting):
    object_to_it(ws)
    nominate(ws, Nomination(ADA, True, QUESTION, "home", asked="agreed"))
    build_agenda(ws, meeting.id)
    assert ADA in on_agenda(ws, meeting)
    assert who_objects(ws) == frozenset()


def test_an_objection_holds_for_the_next_meeting_too(ws, meeting):
    build_agenda(ws, meeting.id)
    start_meeting(ws, meeting.id)
    object_to_it(ws)
    end_meeting(ws, meeting.id)
    later = plan_meeting(ws, replace(meeting, id="", held_on=TODAY + timedelta(60)))
    build_agenda(ws, later.id)
    assert ADA not in on_agenda(ws, later)
    assert who_objects(ws) == frozenset({ADA})
