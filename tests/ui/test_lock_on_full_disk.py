"""A lock while the disk is full: what is half typed is not thrown away, and nobody sees it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mdt_app.app import Program
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.drafts import Draft, drafts_of, is_kept, keep_draft
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, TODAY
from tests.vault.small_disk import fill, small_disk

__all__ = ["small_disk"]

WORDS = "Stop gliclazide before Ramadan; " * 800


@pytest.fixture
def expected_warnings():
    return ["shown to user", "cannot be put on the trail"]


@pytest.fixture
def program(ws, meeting, small_disk, themed, qtbot):
    """The program on an open meeting, on a small disk."""
    ws.vault.lock()
    folder = Path(shutil.copytree(ws.vault.folder, small_disk / "store"))
    made = Program(folder, lambda: TODAY)
    made.let_in(*open_store(folder, PASSPHRASE))
    qtbot.waitUntil(lambda: made.shell.screen_shown.controller.shown is not None)
    yield made
    made.shut_down()
    made.unlock_window.close()


def words_of(program):
    return program.shell.screen_shown.room.side.words_edit


def unlock(program, passphrase=PASSPHRASE):
    form = program.unlock_window.form
    form.passphrase_edit.setText(passphrase)
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)


def test_it_is_covered_says_why_and_locks_when_there_is_room_again(program, small_disk, qtbot):
    filler = fill(small_disk)
    edit = words_of(program)
    edit.setFocus()
    edit.insertPlainText(WORDS)
    caret = edit.textCursor()
    caret.setPosition(7)
    edit.setTextCursor(caret)
    shell, box = program.shell, program.unlock_window
    before_it = QWidget(shell, Qt.WindowType.Dialog)
    before_it.show()
    shell.lock()
    assert program.shell is shell
    assert not shell.isVisible()
    assert not before_it.isVisible()
    assert box.isVisible()
    assert "not kept" in box.form.heading.text()
    assert "the store stays open" in box.form.store_path.text()
    assert not box.form.other_button.isVisible()
    unlock(program, "not the passphrase")
    qtbot.waitUntil(lambda: "does not open" in box.form.message.text(), timeout=20_000)
    assert not shell.isVisible()
    unlock(program)
    qtbot.waitUntil(shell.isVisible, timeout=20_000)
    assert not box.isVisible()
    assert (edit.toPlainText(), edit.textCursor().position()) == (WORDS, 7)
    filler.unlink()
    shell.lock()
    assert program.shell is None
    with open_store(small_disk / "store", PASSPHRASE)[0] as vault:
        [draft] = drafts_of(vault, "meet/")
    assert (draft.text, draft.caret) == (WORDS, 7)


def test_nobody_else_gets_to_words_that_are_only_in_memory(program, small_disk, ws, qtbot):
    vault = program._desk.ws.vault
    nurse = KeyHolder("J. Ward", "practice_nurse", ("Y00001",))
    own_words = add_person(vault, PASSPHRASE, nurse, LEAST_COST)
    filler = fill(small_disk)
    words_of(program).setFocus()
    words_of(program).insertPlainText(WORDS)
    shell, form = program.shell, program.unlock_window.form
    shell.lock()
    unlock(program, own_words)
    qtbot.waitUntil(lambda: "by N. Patel, who alone" in form.message.text(), timeout=20_000)
    assert not shell.isVisible()
    unlock(program)
    qtbot.waitUntil(shell.isVisible, timeout=20_000)
    filler.unlink()


def test_words_the_disk_did_not_take_are_tried_again_at_the_next_pause(
    ws, two_threads, small_disk, qtbot
):
    ws.vault.lock()
    folder = Path(shutil.copytree(ws.vault.folder, small_disk / "store"))
    vault, _user = open_store(folder, PASSPHRASE)
    texts = TypedTexts(vault, two_threads.saver, "prepare")
    texts.type(("9990000018", "question"), WORDS, 3)
    filler = fill(small_disk)
    texts.keep()
    two_threads.saver.finish()
    assert not texts.are_kept()
    filler.unlink()
    texts.keep()
    two_threads.saver.finish()
    assert texts.are_kept()
    vault.lock()


def test_half_a_letter_counts_as_kept_as_the_file_can_hold_it(ws):
    assert keep_draft(ws.vault, Draft("here", "half \ud83d", 5))
    assert is_kept(ws.vault, "here", "half \ud83d")
    assert not is_kept(ws.vault, "here", "half")
    assert is_kept(ws.vault, "nowhere", "")
