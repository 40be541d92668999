"""What is agreed while the file is held by somebody else: the last word is the one that stands."""

from threading import Event

import pytest

from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.values import Action
from mdt_app.ui.meet.controller import MeetController
from tests.ui.meeting_room import begin
from tests.ui.network import threads


@pytest.fixture
def working(qapp):
    with threads() as made:
        yield made


@pytest.fixture
def controller(ws, tmp_path, working):
    begin(ws, tmp_path / "files")
    made = MeetController(ws, working.runner, working.saver)
    made.look()
    working.settle()
    return made


@pytest.fixture
def held(working):
    """The saving thread waits, as it does while an import holds the file, until this is set."""
    let_go = Event()
    working.saver.save(let_go.wait, owner=working.saver)
    yield let_go
    let_go.set()


def stands(ws, controller):
    with ws.vault.reading() as reading:
        found = decisions_about(reading, controller.shown.nhs_number, controller.meeting.id)
    return [decision.choices for decision in found]


def test_a_choice_taken_back_before_it_was_saved_does_not_stand(ws, controller, working, held):
    controller.agreeing.choose("intensify")
    controller.agreeing.choose("intensify")
    held.set()
    working.settle()
    assert controller.agreeing.agreement.is_empty
    assert stands(ws, controller) == []


def test_a_change_taken_back_before_it_was_saved_does_not_stand(ws, controller, working, held):
    held.set()
    controller.agreeing.choose("intensify")
    working.settle()
    hold = Event()
    working.saver.save(hold.wait, owner=working.saver)
    controller.agreeing.choose("refer")
    controller.agreeing.choose("refer")
    controller.agreeing.choose("intensify")
    hold.set()
    working.settle()
    assert stands(ws, controller) == []


def test_a_choice_waiting_to_be_saved_outlives_a_page_read_meanwhile(ws, controller, working, held):
    number, meeting = controller.shown.nhs_number, controller.meeting.id
    action = Action(meeting=meeting, nhs_number=number, words="Repeat ACR")
    controller.agreeing.choose("intensify")
    agree_action(ws, action)
    controller.reload()
    assert controller.agreeing.agreement.choices == ("intensify",)
    controller.agreeing.choose("refer")
    held.set()
    working.settle()
    assert stands(ws, controller) == [("intensify", "refer")]
    assert controller.agreeing.agreement.saved_at is not None
