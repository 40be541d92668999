"""Backups in the window: copied, proven, checked and put back, in three clicks at the most."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from mdt_app.app import Program
from mdt_app.ui.backups.mending import Mending
from mdt_app.ui.messages import MessageBar
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import copies_in
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person, remove_person
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, TODAY, USER
from tests.ui.meeting_room import desk_open
from tests.ui.network import nameless

CTRL = Qt.KeyboardModifier.ControlModifier


def note(vault, words):
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {"words": words})


def words_in(folder: Path) -> list[str]:
    with open_store(folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        return [entry.payload["words"] for entry in all_entries(reading, "note")]


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


@pytest.fixture
def desk(ws, two_threads, qtbot):
    note(ws.vault, "before")
    back_up(ws.vault, "import")
    note(ws.vault, "after")
    with desk_open(ws, two_threads, qtbot) as made:
        made.upkeep.first.stop()
        QTest.keyClick(made.shell, Qt.Key.Key_B, CTRL)
        yield made
        made.upkeep.stop()


@pytest.fixture
def page(desk):
    return desk.shell.screen_shown


@pytest.fixture
def said(desk):
    bar = desk.shell.findChild(MessageBar)
    return lambda: f"{bar.message.text()} {bar.hint.text()}" if bar.isVisible() else ""


def test_the_page_opens_by_its_key_and_says_what_there_is(page, ws):
    assert page.context().title == "Backups"
    assert page.newest.text().startswith("One copy; the newest is of ")
    assert page.proof.text().startswith("No copy has been proven yet")
    assert "before files were taken in" in page.state.text()
    assert page.model.rowCount() == 1
    assert nameless(page) == []


def test_a_copy_asked_for_is_made_and_on_the_trail(page, ws, said, qtbot):
    QTest.keyClick(page.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "is copied" in said())
    assert page.model.rowCount() == 2
    assert page.controller.copy.reason == "asked"
    with ws.vault.reading() as reading:
        (detail,) = next(reading.rows("SELECT detail FROM access WHERE kind = 'backed up'"))
    assert detail == page.controller.copy.path.name


def test_the_newest_copy_is_proven_and_the_page_says_when(page, said, qtbot):
    QTest.keyClick(page.list, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "is proven" in said())
    assert page.proof.text().startswith("Proven on ")


def test_a_check_of_a_sound_file_says_so(page, said, qtbot):
    QTest.keyClick(page.list, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: "nothing is wrong" in said())
    assert page.found.text().startswith("✓")


def test_a_check_of_a_damaged_file_says_what_and_what_to_do(
    page, ws, said, qtbot, expected_warnings
):
    expected_warnings.append("shown to user")
    flip(ws.vault.path, ws.vault.path.stat().st_size - 2000)
    QTest.keyClick(page.list, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: "damaged" in said())
    assert "page(s) of data.db are damaged" in page.found.text()
    assert "Put back the newest copy" in page.found.text()


def test_one_letter_never_puts_anything_back(page, ws):
    QTest.keyClick(page.list, Qt.Key.Key_P)
    assert page.focusWidget() is page.put_back_button
    assert len(copies_in(ws.vault.folder)) == 1


def test_whose_role_does_not_include_it_is_told_so(page, ws):
    ws.vault.holder = KeyHolder("S. Roe", "viewer")
    page.activated()
    assert not page.put_back_button.isVisible()
    assert "Your role does not include" in page.sentence.text()


def test_a_copy_under_earlier_keys_asks_for_the_passphrase_of_then(
    page, ws, said, qtbot, monkeypatch
):
    add_person(ws.vault, PASSPHRASE, KeyHolder("S. Cole", "minute_taker"), LEAST_COST)
    remove_person(ws.vault, PASSPHRASE, "S. Cole", LEAST_COST)
    page.activated()
    copy = next(copy for copy in copies_in(ws.vault.folder) if copy.reason == "import")
    page.controller.choose(copy)
    page.put_back_button.click()
    qtbot.waitUntil(lambda: page.then_edit.isVisible())
    assert "keys were changed" in said()
    locked = []
    page.lock_asked.connect(lambda: locked.append(True))
    page.then_edit.setText(PASSPHRASE)
    QTest.keyClick(page.then_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(locked))
    assert page.then_edit.text() == ""


# -- the real program, by clicks alone ------------------------------------------------------------


@pytest.fixture
def program(themed, store_folder, qtbot):
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        note(vault, "before")
        back_up(vault, "import")
        note(vault, "after")
    made = Program(store_folder, lambda: TODAY)
    made.unlock_window.show()
    yield made
    made.shut_down()
    made.unlock_window.close()


def unlock(program, qtbot):
    form = program.unlock_window.form
    form.passphrase_edit.setText(PASSPHRASE)
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)


class Clicks:
    """Counts what is pressed, by the words on it."""

    def __init__(self, qtbot):
        self.qtbot, self.count = qtbot, 0

    def on(self, window, words):
        found = [
            each
            for each in window.findChildren(QAbstractButton)
            if each.text() == words and each.isVisible() and each.isEnabled()
        ]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.count += 1


def test_three_clicks_put_the_newest_copy_back_from_any_screen(program, store_folder, qtbot):
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    clicks = Clicks(qtbot)
    clicks.on(program.shell, "Settings")
    clicks.on(program.shell, "Backups…")
    clicks.on(program.shell, "Put this copy back")
    qtbot.waitUntil(lambda: program.shell is None, timeout=20_000)
    assert clicks.count == 3
    assert words_in(store_folder) == ["before"]
    kept = [copy for copy in copies_in(store_folder) if copy.is_replaced]
    assert len(kept) == 1


def test_the_window_that_opens_next_says_that_it_is_a_copy_and_only_that_once(
    program, store_folder, qtbot
):
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    program.shell.show_screen("backups")
    program.shell.screen_shown.put_back_button.click()
    qtbot.waitUntil(lambda: program.shell is None, timeout=20_000)
    told = []
    for _ in range(2):
        unlock(program, qtbot)
        qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
        with qtbot.waitSignal(program._desk.upkeep.looked, timeout=20_000) as looked:
            program._desk.upkeep.first.stop()
            program._desk.upkeep.look_at_file()
        told.append((looked.args[0].restored, program.shell.findChild(MessageBar).message.text()))
        program.shell.lock()
    assert told[0][1].startswith("This is the copy of ")
    assert told[1][0] == ""


@pytest.mark.parametrize("harm", ["damaged", "missing", "empty"])
def test_two_clicks_mend_a_store_that_does_not_open(program, store_folder, qtbot, harm):
    data = store_folder / "data.db"
    if harm == "damaged":
        flip(data, 100)
    elif harm == "missing":
        data.unlink()
    else:
        data.write_bytes(b"")
    window, clicks = program.unlock_window, Clicks(qtbot)
    unlock(program, qtbot)
    qtbot.waitUntil(window.form.mend_button.isVisible, timeout=20_000)
    assert "copy can be put back" in window.form.message.text()
    clicks.on(window, "Put back a copy…")
    assert nameless(window.pages.currentWidget()) == []
    clicks.on(window, "Put it back and open")
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    assert clicks.count == 2
    program.shell.lock()
    assert words_in(store_folder) == ["before"]


def test_a_lost_key_file_is_one_click_and_loses_nothing(program, store_folder, qtbot):
    (store_folder / "keys.json").unlink()
    window, clicks = program.unlock_window, Clicks(qtbot)
    unlock(program, qtbot)
    qtbot.waitUntil(window.form.mend_button.isVisible, timeout=20_000)
    clicks.on(window, "Put back the key file")
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    assert clicks.count == 1
    program.shell.lock()
    assert words_in(store_folder) == ["before", "after"]


def test_a_copy_that_is_damaged_too_is_said_and_the_one_before_is_chosen(
    program, store_folder, qtbot
):
    (earlier,) = copies_in(store_folder)
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        newest = back_up(vault, "schedule")
    flip(newest, 9000)
    flip(store_folder / "data.db", 100)
    window = program.unlock_window
    unlock(program, qtbot)
    qtbot.waitUntil(window.form.mend_button.isVisible, timeout=20_000)
    window.form.mend_button.click()
    form = window.findChild(Mending).form
    form.put_back_button.click()
    qtbot.waitUntil(lambda: "damaged" in form.message.text(), timeout=20_000)
    form.list.setCurrentIndex(form.model.index(1, 0))
    assert form.model.row_at(form.list.currentIndex()).path == earlier.path
    form.put_back_button.click()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    program.shell.lock()
    assert words_in(store_folder) == ["before"]


def test_nothing_is_offered_against_a_wrong_passphrase(program, qtbot):
    form = program.unlock_window.form
    form.passphrase_edit.setText("no such words at all")
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in form.message.text(), timeout=20_000)
    assert not form.mend_button.isVisible()


def test_not_now_leads_back_to_the_passphrase(program, store_folder, qtbot):
    flip(store_folder / "data.db", 100)
    window = program.unlock_window
    unlock(program, qtbot)
    qtbot.waitUntil(window.form.mend_button.isVisible, timeout=20_000)
    window.form.mend_button.click()
    window.findChild(Mending).form.back_button.click()
    assert window.pages.currentWidget() is window.form
    window.form.mend_button.click()
    QTest.keyClick(window.findChild(Mending).form.list, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.form
    assert window.pages.count() == 1
