"""Two hundred moves at random, with late answers and typing in between: nobody beside another.

Next, previous, jump, park, take back, peek, add, undo and redo; after every one of them every
widget, chart, draft and save belongs to the person of the banner. The same walk fails as soon as
one of the protections is taken away.
"""

from random import Random

import pytest

from mdt_app.meeting.agenda import build_agenda
from mdt_app.ui.meet import turning_back
from mdt_app.ui.meet.action_editor import ActionEditor
from mdt_app.ui.meet.agreeing import Agreeing
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.defer_box import DeferBox
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, TODAY
from tests.whole.crowd import NUMBERS, begin_meeting
from tests.whole.moves import Mover, assert_agenda_is_whole
from tests.whole.test_never_the_wrong_person import (
    assert_everything_entered_is_about_its_own_person,
    slow,
)

MOVES = 200
SEEDS = (2026_11_26, 11)
"""The second once met somebody being typed about whose adding was just undone."""
__all__ = ["slow"]


@pytest.fixture
def chance(request):
    return Random(getattr(request, "param", SEEDS[0]))


@pytest.fixture
def meeting(ws, tmp_path):
    """Five of the eight are on the list; the others may be added."""
    made = begin_meeting(ws, tmp_path / "files")
    build_agenda(ws, made.id, NUMBERS[:5])
    ws.vault.lock()
    return made


@pytest.fixture
def mover(program, ws, meeting, slow, chance):
    running = program(ws.vault.folder, lambda: TODAY)
    running.start()
    made = Mover(running, chance)
    made.unlock()
    yield made
    running.shut_down()


@pytest.fixture
def expected_warnings():
    """Nothing to undo, nobody to park for: said to a chair who presses everything."""
    return ["shown to user"]


@pytest.mark.slow
@pytest.mark.parametrize("chance", SEEDS, indirect=True)
def test_200_random_moves_keep_everything_on_the_same_person(mover, ws, meeting):
    mover.hands.press("F5")
    visited = mover.walk(MOVES)
    for _ in range(10):  # how many a walk adds depends on how late the answers are
        if len(visited) <= 5 or not mover.letters_read:
            visited |= mover.walk(MOVES // 4)
    assert len(visited) > 5, "somebody who was added was spoken of too"
    assert mover.letters_read, "some letter named its person"
    assert {"park", "peek", "add", "undo", "redo", "undo_and_write_on"} <= set(mover.moves)
    mover.hands.press("Ctrl+L")
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        assert_everything_entered_is_about_its_own_person(reading)
        assert_agenda_is_whole(reading, meeting.id)


def _carry_off_who_types(patch):
    patch.setattr(turning_back, "is_typing", bool)


def _leave_the_reason_in_its_box(patch):
    patch.setattr(DeferBox, "forget", lambda _box: None)


def _leave_the_half_written_action(patch):
    patch.setattr(ActionEditor, "leave", lambda _editor: None)


def _let_a_peek_change_who_is_shown(patch):
    peek_at = MeetController.peek_at

    def and_stay(controller, number):
        controller.shown = peek_at(controller, number)
        return controller.shown

    patch.setattr(MeetController, "peek_at", and_stay)


def _keep_drafts_under_whoever_comes_next(patch):
    show = Agreeing.show

    def late(agreeing, meeting, number, decision):
        words = agreeing.agreement.words
        found = show(agreeing, meeting, number, decision)
        agreeing.type_words(number, found.words or words, 0)
        return agreeing.agreement

    patch.setattr(Agreeing, "show", late)


@pytest.mark.slow
@pytest.mark.parametrize(
    "take_away",
    [
        _carry_off_who_types,
        _leave_the_reason_in_its_box,
        _leave_the_half_written_action,
        _let_a_peek_change_who_is_shown,
        _keep_drafts_under_whoever_comes_next,
    ],
)
def test_the_walk_fails_without_a_protection(mover, monkeypatch, take_away):
    take_away(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        mover.walk(5 * MOVES)  # how soon it shows depends on how late the answers are
