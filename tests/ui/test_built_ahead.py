"""The window made before there is a store is the window made afterwards."""

import gc
import shutil
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mdt_app.ui.built_ahead import BuiltAhead
from mdt_app.ui.shortcuts import KeyShortcut
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.ui.meeting_room import desk_open


@pytest.fixture
def ahead(qapp):
    made = BuiltAhead(lambda: True, qapp)
    yield made
    made.forget()
    made.deleteLater()
    gc.unfreeze()  # what is loaded is left out of searches for good, but not in other tests


@pytest.fixture
def opened(store_template, store_keys, two_threads, tmp_path, qtbot):
    """Opens a window of a new store, made ahead or not, and closes it as a person does."""

    @contextmanager
    def open_one(name, made=(None, None)):
        folder = tmp_path / name
        shutil.copytree(store_template, folder)
        vault = Vault(folder, store_keys.database_key, held=StoreLock(folder))
        ws = Workspace(vault, store_keys.user, lambda: TODAY)
        with desk_open(ws, two_threads, qtbot, made) as desk:
            two_threads.settle()
            yield desk
            desk.shell.close()
        vault.lock()

    return open_one


def is_whole(ahead):
    return lambda: ahead.prepare is not None


def way_of_tab(shell):
    """What Tab comes to, one after the other, by class and name."""
    found, at = [], shell.nextInFocusChain()
    while at is not shell:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append((type(at).__name__, at.accessibleName()))
        at = at.nextInFocusChain()
    return found


def keys_of(shell):
    found = shell.findChildren(KeyShortcut)
    return sorted((key.key().toString(), type(key.parent()).__name__) for key in found)


def looks_of(shell):
    names = sorted(part.accessibleName() for part in shell.findChildren(QWidget))
    return way_of_tab(shell), keys_of(shell), names, shell.context_line.user.text()


def test_it_has_the_keys_the_names_and_the_way_of_tab_of_one_made_later(ahead, opened, qtbot):
    with opened("later") as desk:
        wanted = looks_of(desk.shell)
    ahead.start()
    qtbot.waitUntil(is_whole(ahead))
    made = ahead.take()
    with opened("ahead", made) as desk:
        assert desk.shell is made[0]
        assert looks_of(desk.shell) == wanted


def test_whoever_is_quick_gets_what_is_made_so_far(ahead, opened, qtbot):
    ahead.start()
    qtbot.waitUntil(lambda: ahead.shell is not None)
    made = ahead.take()
    assert made[1] is None
    with opened("quick", made) as desk:
        assert desk.shell is made[0]
        assert desk.shell.focusWidget() is not None


def test_it_is_handed_over_once(ahead, qtbot):
    ahead.start()
    qtbot.waitUntil(is_whole(ahead))
    shell, prepare = ahead.take()
    assert (shell, prepare) != (None, None)
    assert ahead.take() == (None, None)
    shell.deleteLater()


def test_nobody_stands_in_it(ahead, qtbot):
    ahead.start()
    qtbot.waitUntil(is_whole(ahead))
    assert ahead.shell.context_line.user.text() == ""
    assert ahead.prepare.table.rows.rowCount() == 0
    assert ahead.prepare.panel.name.text() == ""


def test_where_nobody_comes_in_it_goes_with_the_unlock_box(ahead, qtbot):
    ahead.start()
    qtbot.waitUntil(is_whole(ahead))
    shell = ahead.shell
    ahead.forget()
    qtbot.waitUntil(lambda: not isValid(shell))


def test_nothing_is_made_while_the_program_is_still_loading(qapp, qtbot):
    made = BuiltAhead(lambda: False, qapp)
    made.start()
    qtbot.wait(60)
    assert made.take() == (None, None)
    made.deleteLater()
    gc.unfreeze()
