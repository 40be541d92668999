"""A store in a cloud's or a network's folder: the unlock box says why not, and offers a copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.app import Program
from mdt_app.settings import last_store
from mdt_app.vault.local_copy import stores_here
from tests.invented import PASSPHRASE, TODAY
from tests.vault.test_refusals import contents


@pytest.fixture
def refused(themed, store_folder, qtbot, monkeypatch):
    """The program when it was asked to open a store that OneDrive keeps in step."""
    monkeypatch.setenv("OneDrive", str(store_folder.parent))
    made = Program(store_folder, lambda: TODAY)
    made.unlock_window.show()
    form = made.unlock_window.form
    form.passphrase_edit.setText(PASSPHRASE)
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "OneDrive" in form.message.text(), timeout=20_000)
    yield made
    made.shut_down()
    made.unlock_window.close()


def test_the_box_says_why_and_offers_a_copy_by_one_key(refused, store_folder, qtbot):
    form, before = refused.unlock_window.form, contents(store_folder)
    assert refused.shell is None
    assert "copy on this computer" in form.message.text()
    assert form.copy_button.isVisible()
    assert form.copy_button.accessibleName() == "Copy to this computer and open"
    QTest.keyClick(form.copy_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: refused.shell is not None, timeout=20_000)
    copy = refused.unlock_window.store
    assert copy.parent == stores_here()
    assert last_store() == copy.resolve(), "the copy is opened next time"
    assert contents(store_folder) == before


def test_a_copy_with_the_wrong_passphrase_is_asked_for_again(refused, qtbot):
    form = refused.unlock_window.form
    form.passphrase_edit.setText("no such words at all")
    form.copy_button.click()
    qtbot.waitUntil(lambda: "does not open" in form.message.text(), timeout=20_000)
    assert not form.copy_button.isVisible()
    assert form.unlock_button.isEnabled()


def test_another_store_is_offered_no_copy(refused, tmp_path):
    form = refused.unlock_window.form
    refused.unlock_window.show_store(tmp_path / "elsewhere")
    assert not form.copy_button.isVisible()
