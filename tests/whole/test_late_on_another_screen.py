"""What comes late to a screen that is not shown leaves the keyboard where it is."""

import time
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from mdt_app.ui import saving
from mdt_app.ui.prepare.screen import PrepareScreen
from tests.invented import TODAY
from tests.whole.crowd import NUMBERS, begin_meeting
from tests.whole.test_never_the_wrong_person import (
    Chair,
    assert_one_person_prepared,
    number_shown,
)

LATE_S = 0.25


@pytest.fixture
def late(monkeypatch):
    """Every save takes long enough to go to another screen."""
    save = saving._in_its_turn

    def in_its_turn(job):
        time.sleep(LATE_S)
        return save(job)

    monkeypatch.setattr(saving, "_in_its_turn", in_its_turn)


@pytest.fixture
def chair(program, ws, tmp_path, late):
    begin_meeting(ws, tmp_path / "files")
    ws.vault.lock()
    running = program(ws.vault.folder, lambda: TODAY)
    running.start()
    chair = Chair(running, Random(1))
    chair.unlock()
    yield chair
    running.shut_down()


@pytest.mark.slow
def test_an_undo_about_somebody_half_written_about_takes_no_letter_from_prepare(chair):
    """Their half-written action opens again, on a screen nobody sees."""
    hands, meet = chair.hands, chair.screen
    chair.click_on(NUMBERS[3])
    hands.press("1")
    chair.write_half_an_action()
    hands.press("Escape")
    hands.wait_for(lambda: not meet._saver.is_saving, "the decision")
    chair.click_on(NUMBERS[0])
    hands.press("Ctrl+Z", "Ctrl+1")
    prepare = chair.shell.screen_shown
    assert isinstance(prepare, PrepareScreen)
    assert number_shown(meet) == NUMBERS[0]
    hands.wait_for(lambda: number_shown(meet) == NUMBERS[3], "the undo")
    hands.look()
    half = meet.room.side.editor.words_edit.text()
    assert prepare.isAncestorOf(QApplication.focusWidget())
    hands.wait_for(lambda: not prepare.is_working, "the list")
    hands.press("Q", "Ctrl+End")
    hands.type(" typed here")
    assert_one_person_prepared(prepare)
    assert any(edit.toPlainText().endswith(" typed here") for edit in prepare.panel.edits)
    assert meet.room.side.editor.words_edit.text() == half
