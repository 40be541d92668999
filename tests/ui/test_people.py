"""People and keys in the window, by keyboard: let in, given anew, removed, one's own passphrase."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea

from mdt_app.errors import UserError
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.people.printing import page_of
from mdt_app.ui.people.screen import PeopleScreen
from mdt_app.ui.theme import change_looks
from mdt_app.vault.checking import check_store
from mdt_app.vault.keys import LEAST_COST, unlock_keys
from mdt_app.vault.people import add_person, make_recovery_code, people_of
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY, USER
from tests.ui.every_state import clipped, is_part_of_another, named, on_show, outside, said
from tests.ui.meeting_room import desk_open
from tests.ui.pointing import at_the_keyboard

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NURSE, TAKER = KeyHolder("R. Begum", "practice_nurse", ("Y00002",)), "S. Cole"
HERS = "eleven brown hats in a row"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a guess is not what is tried here."""
    for name in ("add_person", "renew_person", "prepare_removal", "change_passphrase"):
        asked = getattr(__import__("mdt_app.vault.people", fromlist=[name]), name)
        monkeypatch.setattr(asked, "__defaults__", (LEAST_COST,))


@pytest.fixture
def shared(store_folder) -> Iterator[Workspace]:
    """A store of three, opened by its chair."""
    vault, user = open_store(store_folder, PASSPHRASE)
    add_person(vault, PASSPHRASE, NURSE, LEAST_COST)
    add_person(vault, PASSPHRASE, KeyHolder(TAKER, "minute_taker"), LEAST_COST)
    yield Workspace(vault, user, lambda: TODAY)
    vault.lock()


@pytest.fixture
def desk(shared, two_threads, qtbot):
    with desk_open(shared, two_threads, qtbot) as made:
        QTest.keyClick(made.shell, Qt.Key.Key_P, CTRL | SHIFT)
        yield made


@pytest.fixture
def page(desk) -> PeopleScreen:
    return desk.shell.screen_shown


@pytest.fixture
def settle(page, two_threads, qtbot):
    def wait() -> None:
        qtbot.waitUntil(lambda: not page.controller.doing, timeout=30_000)
        two_threads.settle()

    return wait


def press(*keys) -> None:
    for key in keys:
        QTest.keyClick(at_the_keyboard(), key)


def write(words: str) -> None:
    QTest.keyClicks(at_the_keyboard(), words)


def _look_at(page: PeopleScreen, name: str) -> None:
    page.list.setFocus()
    for place, line in enumerate(page.controller.lines):
        if line.holder.name == name:
            page.list.setCurrentIndex(page.model.index(place, 0))


def _keys(page: PeopleScreen) -> list[str]:
    return [key for key, _ in page.keys()]  # noqa: SIM118 - a screen is no dictionary


def _bar(page: PeopleScreen) -> MessageBar:
    return page.window().findChild(MessageBar)


def test_everybody_is_listed_with_role_and_practice(page: PeopleScreen) -> None:
    said = [f"{line.title}: {line.state}" for line in page.controller.lines]
    assert said == [
        f"{USER} (you): Chair",
        "R. Begum: Practice nurse, Birch Lane, has still to choose a passphrase",
        "S. Cole: Minute-taker, has still to choose a passphrase",
    ]
    assert page.context().subtitle == "3 people can open this store"


def test_the_page_says_plainly_what_roles_are_not(page: PeopleScreen) -> None:
    said = " ".join(each.text() for each in page.findChildren(QLabel))
    assert "They are no wall" in said
    assert "is not bound by them" in said


def test_somebody_is_let_in_by_keyboard_and_the_passphrase_is_shown_once(
    page: PeopleScreen, settle
) -> None:
    press(Qt.Key.Key_N)
    write("V. Onlooker")
    press(Qt.Key.Key_Return)
    page.let_in_box.fields.role.setCurrentText("Viewer")
    page.let_in_box.own_edit.setFocus()
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle()
    ((name, code),) = page.once_box.shown
    assert name == "V. Onlooker"
    assert unlock_keys(page.controller.ws.vault.folder / "keys.json", code).user == name
    assert page.let_in_box.own_edit.text() == ""
    press(Qt.Key.Key_Escape)
    assert page.once_box.isVisible(), "a slip of the finger must not lose them"
    press(Qt.Key.Key_Space)
    assert not page.once_box.isVisible()
    assert not [each for each in page.findChildren(QLabel) if code in each.text()]
    assert page.once_box.shown == []


def test_a_nurse_needs_a_practice_which_is_offered_by_name(page: PeopleScreen, settle) -> None:
    press(Qt.Key.Key_N)
    write("A. Other")
    fields = page.let_in_box.fields
    assert not fields.ground.isVisible()
    fields.role.setCurrentText("Practice nurse")
    assert fields.ground.isVisible()
    assert fields.practice_boxes["Y00003"].text() == "Cedar Street (Y00003)"
    page.let_in_box.own_edit.setFocus()
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle()
    assert "none is named" in _bar(page).message.text()
    fields.practice_boxes["Y00003"].setChecked(True)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    settle()
    assert people_of(page.controller.ws.vault.folder)[-1].practices == ("Y00003",)
    assert not _bar(page).isVisible(), "what was mended is not complained of any more"


def test_somebody_is_removed_and_the_others_get_new_passphrases(page: PeopleScreen, settle) -> None:
    _look_at(page, NURSE.name)
    press(Qt.Key.Key_X)
    said = " ".join(each.text() for each in page.remove_box.findChildren(QLabel))
    assert f"A new passphrase is made for {TAKER}" in said
    assert "Copies taken before still open with it" in said
    write(PASSPHRASE)
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    settle()
    ((name, code),) = page.once_box.shown
    assert name == TAKER
    assert len(people_of(page.controller.ws.vault.folder)) == 3, "nothing is changed yet"
    press(Qt.Key.Key_Space)
    settle()
    assert not page.once_box.isVisible()
    assert _bar(page).message.text().startswith(f"{NURSE.name} is removed.")
    assert [line.holder.name for line in page.controller.lines] == [USER, TAKER]
    assert check_store(page.controller.ws.vault) == []
    assert unlock_keys(page.controller.ws.vault.folder / "keys.json", code).user == TAKER


def test_until_the_new_passphrases_are_written_down_nobody_is_removed(
    page: PeopleScreen, settle
) -> None:
    before = (page.controller.ws.vault.folder / "keys.json").read_bytes()
    _look_at(page, NURSE.name)
    press(Qt.Key.Key_X)
    write(PASSPHRASE)
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    settle()
    ((_, code),) = page.once_box.shown
    assert page.once_box.go_on_button.hasFocus()
    page.once_box.close_button.setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert not page.once_box.isVisible()
    assert (page.controller.ws.vault.folder / "keys.json").read_bytes() == before
    page.controller.carry_out_removal()  # as if the button that is gone were pressed late
    settle()
    assert (page.controller.ws.vault.folder / "keys.json").read_bytes() == before
    with pytest.raises(UserError, match="does not open"):
        unlock_keys(page.controller.ws.vault.folder / "keys.json", code)


def test_a_wrong_passphrase_removes_nobody_and_is_said(page: PeopleScreen, settle) -> None:
    _look_at(page, NURSE.name)
    press(Qt.Key.Key_X)
    write("not at all the words")
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    settle()
    assert "not the passphrase this store was unlocked with" in _bar(page).message.text()
    assert page.remove_box.own_edit.hasFocus()
    assert len(people_of(page.controller.ws.vault.folder)) == 3


def test_ones_own_passphrase_is_changed_and_nothing_typed_stays(page: PeopleScreen, settle) -> None:
    press(Qt.Key.Key_P)
    for words in (PASSPHRASE, HERS, "eleven brown cats in a row"):
        write(words)
        press(Qt.Key.Key_Return)
    assert "differ" in _bar(page).message.text()
    write(HERS)
    press(Qt.Key.Key_Return)
    settle()
    folder = page.controller.ws.vault.folder
    assert unlock_keys(folder / "keys.json", HERS).user == USER
    assert {field.text() for field in page.findChildren(QLineEdit)} == {""}


def test_leaving_the_page_empties_what_was_typed(page: PeopleScreen, desk) -> None:
    press(Qt.Key.Key_P)
    write(PASSPHRASE)
    desk.shell.show_screen("prepare")
    assert page.own_box.old_edit.text() == ""


def test_nobody_is_offered_to_remove_themself(page: PeopleScreen) -> None:
    _look_at(page, USER)
    press(Qt.Key.Key_X)
    assert not page.remove_box.isVisible()
    assert "X" not in _keys(page)
    _look_at(page, TAKER)
    assert "X" in _keys(page)


@pytest.fixture
def hers(store_folder, two_threads, qtbot):
    """The window as the nurse opens it for the first time, and the passphrase she was given."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        code = add_person(vault, PASSPHRASE, NURSE, LEAST_COST)
    with open_store(store_folder, code)[0] as vault:
        ws = Workspace(vault, NURSE.name, lambda: TODAY)
        with desk_open(ws, two_threads, qtbot) as made:
            yield made, code


def test_whoever_comes_in_by_a_passphrase_read_out_is_asked_for_their_own_first(
    hers, two_threads, qtbot
) -> None:
    desk, code = hers
    page = desk.shell.screen_shown
    assert isinstance(page, PeopleScreen)
    assert page.own_box.isVisible()
    assert "First choose a passphrase of your own" in _bar(page).message.text()
    for words in (code, HERS, HERS):
        write(words)
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.controller.doing, timeout=30_000)
    two_threads.settle()
    assert not desk.ws.vault.holder.must_choose
    assert _bar(page).message.text() == "Your passphrase is changed."


def test_who_may_not_sees_who_is_there_and_changes_only_the_own_passphrase(hers) -> None:
    desk, _ = hers
    page = desk.shell.screen_shown
    assert [line.holder.name for line in page.controller.lines] == [USER, NURSE.name]
    assert _keys(page) == ["P"]
    for key in (Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_X, Qt.Key.Key_C):
        page._close_boxes()
        _look_at(page, USER)
        press(key)
        assert not [box for box in page.boxes if box.isVisible()]


@pytest.fixture
def by_code(store_folder, two_threads, qtbot):
    """The window as it opens by the recovery code."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        code = make_recovery_code(vault, PASSPHRASE, LEAST_COST)
    with open_store(store_folder, code)[0] as vault:
        ws = Workspace(vault, "Recovery code", lambda: TODAY)
        with desk_open(ws, two_threads, qtbot) as made:
            yield made, code


def test_by_the_recovery_code_somebody_gets_a_new_passphrase(by_code, two_threads, qtbot) -> None:
    desk, code = by_code
    page = desk.shell.screen_shown
    assert isinstance(page, PeopleScreen)
    assert "open by its recovery code" in _bar(page).message.text()
    assert _keys(page) == ["N", "G", "C"]
    press(Qt.Key.Key_G)
    page.renew_box.own_edit.setFocus()
    write(code)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.controller.doing, timeout=30_000)
    two_threads.settle()
    ((name, given),) = page.once_box.shown
    assert name == USER
    found = unlock_keys(desk.ws.vault.folder / "keys.json", given).holder
    assert (found.name, found.role) == (USER, "chair")


KEYS = (None, Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_X, Qt.Key.Key_P, Qt.Key.Key_C)


@pytest.mark.parametrize(
    ("percent", "size"), [(100, (1366, 768)), (200, (1366, 768)), (100, (683, 384))]
)
def test_everything_has_a_name_and_nothing_is_cut_off(
    page: PeopleScreen, desk, qapp, qtbot, looks_as_before, percent: int, size: tuple[int, int]
) -> None:
    change_looks(qapp, "light", percent)
    desk.shell.resize(*size)
    found = set()
    for key in KEYS:
        desk.shell.activateWindow()
        qtbot.waitUntil(desk.shell.isActiveWindow)
        page._go_to_list()
        _look_at(page, TAKER)
        if key is not None:
            press(key)
        else:
            codes = [("R. Begum", "7KQ2 M9XA 4T0P HB6D")]
            page.once_box.show_codes("Needed", codes, then="remove S. Cole")
            page.once_box.show()
            page.halves.show_detail()
        qtbot.wait(60)
        for widget in on_show(page):
            if words := clipped(widget):
                found.add(f"{key}: {named(widget)}: {words}")
            if isinstance(widget, QAbstractButton) and outside(widget):
                found.add(f"{key}: {named(widget)} lies outside")
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not (
                said(widget) or is_part_of_another(widget) or isinstance(widget, QScrollArea)
            ):
                found.add(f"{key}: {named(widget)} has no name")
        page._close_boxes()
    assert not found


def test_the_printed_page_says_whose_it_is_and_takes_a_name_literally() -> None:
    page = page_of("<b>X", [("<i>A & B", "7KQ2 M9XA 4T0P HB6D"), ("C", "2222")])
    text = page.toPlainText()
    for part in ("<b>X", "<i>A & B", "7KQ2 M9XA 4T0P HB6D", "Keep it sealed"):
        assert part in text
