"""The disk is full in the middle of a meeting: it is said, nothing typed is lost, and it goes on.

On a real small disk, in the real window.
"""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.decisions import decisions_of
from mdt_app.ui.window import Desk
from mdt_app.vault import explaining
from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import drafts_of
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY
from tests.vault.small_disk import fill, small_disk

__all__ = ["small_disk"]

WORDS = "Stop gliclazide before Ramadan; " * 40


@pytest.fixture
def expected_warnings():
    return ["shown to user: StoreError", "shown to user: UserError"]


@pytest.fixture
def cramped(ws, meeting, small_disk, two_threads, qtbot):
    """The real window on an open meeting, on a disk with no room left; and what takes the room."""
    ws.vault.lock()
    folder = Path(shutil.copytree(ws.vault.folder, small_disk / "store"))
    vault, user = open_store(folder, PASSPHRASE)
    desk = Desk(Workspace(vault, user, lambda: TODAY), two_threads.runner)
    desk.shell.show()
    desk.shell.activateWindow()
    qtbot.waitUntil(lambda: not desk.saver.is_saving)
    yield desk, fill(small_disk)
    desk.close()


def _edit(desk):
    return desk.shell.screen_shown.room.side.words_edit


def _type_and_agree(desk, words):
    edit = _edit(desk)
    edit.setFocus()
    edit.insertPlainText(words)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _said(desk):
    bar = desk.shell.message_bar
    return f"{bar.message.text()} {bar.hint.text()}" if bar.isVisible() else ""


def _decided(desk):
    with desk.ws.vault.reading() as reading:
        return [
            d.words for d in decisions_of(reading, desk.shell.screen_shown.controller.meeting.id)
        ]


def test_what_was_typed_stays_and_is_saved_when_there_is_room_again(cramped, qtbot):
    desk, filler = cramped
    number = desk.shell.screen_shown.controller.shown.nhs_number
    _type_and_agree(desk, WORDS)
    qtbot.waitUntil(lambda: "disk is full" in _said(desk), timeout=20_000)
    assert "Make room" in _said(desk)
    assert _decided(desk) == []
    controller = desk.shell.screen_shown.controller
    controller.show_case(controller.place_of(number))
    assert _edit(desk).toPlainText() == WORDS, "what was typed is still there"
    filler.unlink()
    QTest.keyClick(_edit(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _decided(desk) == [WORDS.strip()], timeout=20_000)
    assert check_store(desk.ws.vault) == []


def test_what_is_half_typed_is_kept_by_the_window_until_it_can_be_kept_in_the_file(cramped, qtbot):
    desk, filler = cramped
    edit = _edit(desk)
    edit.setFocus()
    edit.insertPlainText(WORDS * 20)
    qtbot.waitUntil(lambda: "disk is full" in _said(desk), timeout=20_000)
    assert edit.toPlainText() == WORDS * 20
    filler.unlink()
    edit.insertPlainText("more")
    qtbot.waitUntil(
        lambda: any(d.text.endswith("more") for d in drafts_of(desk.ws.vault, "meet/")),
        timeout=20_000,
    )
    assert check_store(desk.ws.vault) == []


def test_without_its_sentence_a_full_disk_would_be_a_fault_of_the_program(
    cramped, qtbot, monkeypatch
):
    """Or the tests above would prove nothing."""
    desk, filler = cramped
    with monkeypatch.context() as patch, qtbot.captureExceptions() as faults:
        patch.setattr(explaining, "_SENTENCES", ())
        _type_and_agree(desk, WORDS)
        qtbot.waitUntil(lambda: bool(faults) and not desk.saver.is_saving, timeout=20_000)
        assert "full" in str(faults[0][1])
        assert _said(desk) == ""
        filler.unlink()
        qtbot.waitUntil(lambda: not desk.saver.is_saving)
