"""From the unlock box to the window, and back behind the lock."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.app import Program
from mdt_app.errors import UserError
from mdt_app.register.network import set_up_network
from mdt_app.settings import last_store
from mdt_app.ui.idle_lock import IdleLock, seconds_awake_or_asleep
from mdt_app.ui.lock_warning import LockWarning
from mdt_app.ui.new_store import NewStoreForm, folder_meant, practices_in
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER
from tests.ui.network import nameless

_HEAVY = (
    "alembic", "cryptography", "numpy", "pydantic", "pyqtgraph", "reportlab", "sqlalchemy",
    "sqlcipher3", "sqlmodel", "typer", "mdt_app.vault.vault", "mdt_app.ui.shell",
)  # fmt: skip


@pytest.fixture
def program(themed, store_folder, qtbot):
    made = Program(store_folder, lambda: TODAY)
    made.unlock_window.show()
    yield made
    made.shut_down()
    made.unlock_window.close()


def unlock(program, passphrase):
    form = program.unlock_window.form
    form.passphrase_edit.setText(passphrase)
    QTest.keyClick(form.passphrase_edit, Qt.Key.Key_Return)


def test_nothing_heavy_is_loaded_before_the_box_is_on_the_screen():
    code = (
        "import sys; from pathlib import Path\n"
        "from mdt_app.app import Program, application\n"
        "app = application(); made = Program(Path('nowhere')); made.unlock_window.show()\n"
        "app.processEvents(); made.unlock_window.grab()\n"
        f"print([name for name in {_HEAVY!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_box_says_which_store_it_opens(program, store_folder):
    form = program.unlock_window.form
    assert form.store_name.text() == store_folder.name
    assert form.store_path.text() == str(store_folder.parent)
    assert nameless(program.unlock_window) == []


def test_a_wrong_passphrase_gets_its_sentence_under_the_field(program, qtbot):
    unlock(program, "no such words")
    form = program.unlock_window.form
    qtbot.waitUntil(lambda: "does not open this store" in form.message.text(), timeout=20_000)
    assert program.shell is None
    assert form.passphrase_edit.selectedText()
    assert "Caps Lock" in form.passphrase_edit.accessibleDescription()


def test_the_right_one_opens_the_window_and_the_lock_closes_it(program, store_folder, qtbot):
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    assert program.shell.isVisible()
    assert not program.unlock_window.isVisible()
    assert program.unlock_window.form.passphrase_edit.text() == ""
    program.shell.lock()
    assert program.shell is None
    assert program.unlock_window.isVisible()
    vault, _user = open_store(store_folder, PASSPHRASE)  # no longer held by the window
    vault.lock()


def test_the_store_is_offered_again_next_time(program, store_folder, qtbot):
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    assert last_store() == store_folder.resolve()


def test_a_demonstration_is_not_offered_again_because_it_will_be_gone(themed, tmp_path, qtbot):
    before = last_store()
    vault = create_store(tmp_path / "demo", USER, PASSPHRASE, is_demo=True, cost=LEAST_COST)
    set_up_network(Workspace(vault, USER, lambda: TODAY), NETWORK, PRACTICES)
    vault.lock()
    made = Program(tmp_path / "demo", lambda: TODAY)
    made.unlock_window.show()
    unlock(made, PASSPHRASE)
    qtbot.waitUntil(lambda: made.shell is not None, timeout=20_000)
    assert last_store() == before
    made.shut_down()
    made.unlock_window.close()


def test_the_window_lives_while_the_key_is_derived(program, qtbot):
    unlock(program, PASSPHRASE)
    assert program.unlock_window.form.unlock_button.text() == "Unlocking…"
    assert threading.current_thread() is threading.main_thread()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)


def test_nothing_is_unlocked_while_modules_are_being_loaded_on_another_thread(program, qtbot):
    seen = []
    program.start()
    program.runner().start(
        lambda _progress: program._warming.is_over,
        owner=program,
        on_done=seen.append,
        on_error=seen.append,
    )
    assert not program._warming.is_over
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert seen == [True]


def test_a_folder_without_a_store_is_refused_in_words(themed, tmp_path, qtbot):
    made = Program(tmp_path)
    unlock(made, PASSPHRASE)
    form = made.unlock_window.form
    qtbot.waitUntil(lambda: form.message.text() != "", timeout=20_000)
    assert "no store" in form.message.text()
    made.shut_down()


def test_without_a_store_there_is_a_welcome(themed):
    made = Program(None)
    form = made.unlock_window.form
    assert form.heading.text() == "Welcome"
    assert form.new_button.isEnabled()
    assert form.other_button.text() == "Open a store…"
    made.shut_down()


def test_the_welcome_asks_for_no_passphrase_and_enter_presses_its_buttons(themed, qtbot):
    made = Program(None)
    made.unlock_window.show()
    form = made.unlock_window.form
    assert not form.passphrase_edit.isVisible()
    assert not form.unlock_button.isVisible()
    QTest.keyClick(form.new_button, Qt.Key.Key_Return)
    assert isinstance(made.unlock_window.pages.currentWidget(), NewStoreForm)
    made.shut_down()


def test_a_new_folder_without_its_beginning_is_at_home(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert folder_meant("Documents/mdt") == tmp_path / "Documents" / "mdt"
    assert folder_meant(str(tmp_path / "there")) == tmp_path / "there"


def fill_in(form, folder, **more):
    for field, text in {
        form.folder_edit: str(folder),
        form.user_edit: "N. Patel",
        form.network_edit: "Network 3",
        form.passphrase_edit: PASSPHRASE,
        form.again_edit: more.get("again", PASSPHRASE),
    }.items():
        field.setText(text)
    form.practices_edit.setPlainText(more.get("practices", "Y00001 Alder Road"))


def test_a_new_store_is_made_and_opened(program, tmp_path, qtbot):
    program.unlock_window.show_new_store()
    form = program.unlock_window.pages.widget(1)
    assert nameless(form) == []
    fill_in(form, tmp_path / "new")
    form.make_button.click()
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    assert (tmp_path / "new" / "data.db").is_file()


@pytest.mark.parametrize(
    ("change", "words"),
    [({"again": "another"}, "differ"), ({"practices": "Y00001"}, "code and a name")],
)
def test_what_is_missing_for_a_new_store_is_said_and_nothing_is_made(
    program, tmp_path, change, words
):
    program.unlock_window.show_new_store()
    form = program.unlock_window.pages.widget(1)
    fill_in(form, tmp_path / "new", **change)
    form.make_button.click()
    assert words in form.message.text()
    assert form.passphrase_edit.text() == PASSPHRASE
    assert not (tmp_path / "new").exists()


def test_practices_are_read_line_by_line():
    assert practices_in("y1 Alder Road\n\nY2=Birch Lane") == {
        "Y1": "Alder Road",
        "Y2": "Birch Lane",
    }
    for wrong in ("\n", "Alder Road", "Y1", "Y1 Alder Road\ny1 Birch Lane"):
        with pytest.raises(UserError):
            practices_in(wrong)


def test_an_untouched_window_asks_for_the_lock(program, qtbot):
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    waiting = program.shell.findChild(IdleLock)
    long_ago = seconds_awake_or_asleep() - 5 * 60 + 1
    waiting._touched_at = long_ago
    waiting.look()
    assert program.shell is not None
    assert program.shell.findChild(LockWarning).isVisible()
    waiting._touched_at = long_ago - 2
    waiting.look()
    assert program.shell is None


def test_what_is_typed_survives_the_lock(program, store_folder, tmp_path, qtbot):
    from tests.ui.meeting_room import begin

    vault, user = open_store(store_folder, PASSPHRASE)
    begin(Workspace(vault, user, lambda: TODAY), tmp_path / "files")
    vault.lock()
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    meet = program.shell.screen_shown
    meet.room.side.words_edit.setFocus()
    QTest.keyClicks(meet.room.side.words_edit, "Stop gliclazide before Ramadan")
    program.shell.lock()
    unlock(program, PASSPHRASE)
    qtbot.waitUntil(lambda: program.shell is not None, timeout=20_000)
    words = program.shell.screen_shown.room.side.words_edit.toPlainText()
    assert words == "Stop gliclazide before Ramadan"


def test_a_path_is_never_read_as_markup(themed, qtbot):
    made = Program(Path("/tmp/<b>bold</b>/store"))
    assert made.unlock_window.form.store_path.text() == "/tmp/<b>bold</b>"
    assert made.unlock_window.form.store_path.textFormat() == Qt.TextFormat.PlainText
    made.shut_down()
