"""What is doubtful stands over every screen in words, until it is closed or put right."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.ui.doubts_bar import DoubtsBar
from mdt_app.ui.window import Desk
from mdt_app.vault import clock
from mdt_app.vault.clock import now
from mdt_app.vault.doubts import Doubt, ended_without_closing
from mdt_app.vault.last_seen import is_older_than_seen
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY
from tests.ui.network import nameless
from tests.vault.small_disk import crowded, fill, small_disk

__all__ = ["crowded", "small_disk"]


@pytest.fixture
def bar_of(themed, qtbot):
    def make(vault, moment=now):
        made = DoubtsBar(vault, moment)
        qtbot.addWidget(made)
        return made

    return make


def test_a_store_in_order_shows_no_line(ws, bar_of):
    bar = bar_of(ws.vault)
    assert bar.words == []
    assert bar.isHidden()


def test_a_clock_that_is_put_back_while_the_window_is_open_is_said(ws, bar_of):
    jump = timedelta()
    bar = bar_of(ws.vault, lambda: now() - jump)
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {})
    bar.look()
    assert bar.words == []
    jump = timedelta(days=365)
    bar.look()
    assert bar.words == ["This computer's clock is 365 days behind the last entry."]
    bar.look()
    assert len(bar.words) == 1
    jump = timedelta()
    bar.look()
    assert bar.words == []
    assert bar.isHidden()


def test_a_line_that_was_closed_stays_away_until_it_comes_anew(crowded, bar_of):
    filler = fill(crowded.vault.folder)
    bar = bar_of(crowded.vault)
    bar.show()
    assert bar.words == ["The disk has only 0 MB left."]
    (line,) = bar._lines.values()
    QTest.keyClick(line.close_button, Qt.Key.Key_Space)
    bar.look()
    assert bar.words == []
    filler.unlink()
    assert filler.parent.is_dir()


def test_what_is_found_out_later_stands_beside_the_rest(ws, bar_of):
    bar = bar_of(ws.vault)
    bar.add(Doubt("pages", "2 page(s) of data.db are damaged.", "Put back a backup."))
    bar.look()
    assert bar.words == ["2 page(s) of data.db are damaged."]


def test_a_store_that_can_only_be_read_says_so_on_every_screen_and_is_not_closed(
    store_folder, two_threads, qtbot
):
    vault, user = open_store(store_folder, PASSPHRASE, exclusive=False)
    desk = Desk(Workspace(vault, user, lambda: TODAY), two_threads.runner)
    desk.shell.show()
    for code in ("prepare", "meet", "follow_up", "measures", "data", "settings"):
        desk.shell.show_screen(code)
        assert desk.doubts.words == [
            "This store can only be read here: nothing you enter can be saved."
        ]
        assert desk.doubts.isVisible()
    (line,) = desk.doubts._lines.values()
    assert not line.close_button.isVisible()
    assert nameless(desk.doubts) == []
    two_threads.settle()
    desk.close()


def test_the_window_remembers_what_it_saw_and_knows_an_older_copy(store_folder, two_threads, qtbot):
    older = store_folder.parent / "older.db"
    shutil.copy(store_folder / "data.db", older)
    vault, user = open_store(store_folder, PASSPHRASE)
    with vault.writing(user, "noted") as writing:
        writing.record("note", {})
    Desk(Workspace(vault, user, lambda: TODAY), two_threads.runner).close()
    shutil.copy(older, store_folder / "data.db")
    vault, user = open_store(store_folder, PASSPHRASE)
    desk = Desk(Workspace(vault, user, lambda: TODAY), two_threads.runner)
    assert len(desk.doubts.words) == 1
    assert "older than when it was last used" in desk.doubts.words[0]
    desk.close()
    with open_store(store_folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        assert not is_older_than_seen(reading)


def _window(store_folder, two_threads):
    vault, user = open_store(store_folder, PASSPHRASE)
    return Desk(Workspace(vault, user, lambda: TODAY), two_threads.runner)


def _came_in(desk):
    with desk.ws.vault.reading() as reading:
        return ended_without_closing(reading)


def test_a_window_that_was_cut_off_is_said_at_the_next_opening_and_only_then(
    store_folder, two_threads, qtbot
):
    cut_off = _window(store_folder, two_threads)
    assert cut_off.doubts.words == []
    qtbot.waitUntil(lambda: _came_in(cut_off))
    cut_off.ws.vault.lock()  # as when the program is killed: nothing is said or written any more
    desk = _window(store_folder, two_threads)
    assert desk.doubts.words == ["The program was not closed properly last time."]
    desk.close()
    again = _window(store_folder, two_threads)
    assert again.doubts.words == []
    again.close()


def test_without_a_look_at_the_clock_nothing_would_be_said(ws, bar_of, monkeypatch):
    """Or the tests above would prove nothing."""
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {})
    monkeypatch.setattr(clock, "_SLACK", timedelta(days=400))
    bar = bar_of(ws.vault, lambda: now() - timedelta(days=365))
    assert bar.words == []
