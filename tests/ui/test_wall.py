"""The room window as the room sees it: the case, or nothing; never the one before."""

import ast
from datetime import date
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.values import Action
from mdt_app.settings import change_settings
from mdt_app.ui.window import Desk
from tests.ui.meeting_room import mark_of
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE
from tests.ui.pointing import at_the_keyboard

WALL = Path(__file__).resolve().parents[2] / "mdt_app" / "ui" / "wall"
MAY_KNOW = {
    "mdt_app.meeting.wall_values",
    "mdt_app.clinical.days",
    "mdt_app.ui",
    "mdt_app.ui.commands",
    "mdt_app.ui.icons",
    "mdt_app.ui.looks",
    "mdt_app.ui.palette",
    "mdt_app.ui.parts",
    "mdt_app.ui.shortcuts",
}


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def room(meet_shell, meet, qtbot):
    """The room window, shown by its key, with the first case on it."""
    press(meet_shell, Qt.Key.Key_F5)
    window = meet.in_the_room.window
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: bool(window.case.head.text()))
    yield window
    window.hide()


def press(shell, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(at_the_keyboard() or shell, key, modifier)


def words_of(window):
    """Everything the window says: in its title, in its parts, and to screen readers."""
    found = [window.windowTitle(), window.toolTip()]
    for widget in [window, *window.findChildren(QWidget)]:
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        found += [text()] if callable(text) else []
    return "\n".join(found)


def really_shown(window):
    """The pixels that are on the screen, not those that would be painted now."""
    shown = window.screen().grabWindow(window.winId())
    return shown.toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(image):
    """Which colours there are; one alone is an empty page."""
    width, height = image.width(), image.height()
    return {image.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)}


class Frames(QObject):
    """Every frame a window has shown since, with what it said then."""

    def __init__(self, window):
        super().__init__()
        self.window = window
        self.seen = []
        window.case.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.seen.append(words_of(self.window))
        return False


def test_the_room_sees_the_case_that_the_chair_sees(meet_shell, room):
    said = words_of(room)
    assert "Case 1 of 6" in said
    assert "Female, 55–59 · Type 2 for 15–19 years · Alder Road" in said
    assert f"What next for {mark_of(ADA)}?" in said
    assert "HbA1c 92 mmol/mol" in said
    assert meet_shell.context_line.room_chip.text() == "Room sees case 1"


def test_nothing_in_the_window_says_who_it_is(room):
    said = words_of(room)
    for secret in ("Begum", "BEGUM", "Ada", ADA, "999", "1968", "Feb-19", "Chowdhury"):
        assert secret not in said
    assert room.windowTitle() == "Room window"


def test_initials_only_where_they_are_asked_for(meet, room, qtbot):
    assert "AB" not in words_of(room)
    change_settings(room_shows="initials")
    meet.controller.reload()
    assert "Case 1 · AB" in words_of(room)


def test_the_page_is_empty_before_the_next_person_is_painted(meet_shell, meet, room, qtbot):
    qtbot.waitUntil(lambda: len(colours(really_shown(room))) > 5)
    frames = Frames(room)
    press(meet_shell, Qt.Key.Key_PageDown)
    assert meet.controller.shown.nhs_number == BRAM
    assert len(colours(really_shown(room))) == 1, "something of the former case is still shown"
    assert frames.seen
    assert mark_of(ADA) not in words_of(room)
    qtbot.waitUntil(lambda: mark_of(BRAM) in words_of(room))
    assert all(mark_of(ADA) not in frame for frame in frames.seen)
    assert not any(mark_of(BRAM) in frame for frame in frames.seen[:1])


def test_no_pixel_of_the_case_before_stays(meet_shell, meet, room, qtbot):
    """The same case looks the same whoever came before it, and grabbing on the way tells."""
    qtbot.waitUntil(lambda: len(colours(really_shown(room))) > 5)
    press(meet_shell, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: mark_of(BRAM) in words_of(room))
    after_ada = room.grab().toImage()
    press(meet_shell, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: mark_of(CLEO) in words_of(room))
    press(meet_shell, Qt.Key.Key_PageUp)
    assert len(colours(really_shown(room))) == 1
    qtbot.waitUntil(lambda: mark_of(BRAM) in words_of(room))
    assert room.grab().toImage() == after_ada


def test_what_is_being_agreed_is_shown_as_it_is_typed(meet_shell, meet, room):
    press(meet_shell, Qt.Key.Key_D)
    QTest.keyClicks(at_the_keyboard(), "Repeat bloods soon")
    assert "Repeat bloods soon" in room.case.agreed.text()
    assert "Agreed: Repeat bloods soon." in room.case.read_back.text()


def test_a_name_is_not_shown_while_it_is_typed(meet_shell, meet, room):
    press(meet_shell, Qt.Key.Key_D)
    for letter in "Ring Begum on 999 000 0018 now":
        QTest.keyClicks(at_the_keyboard(), letter)
        said = words_of(room)
        assert "Beg" not in said
        assert "999" not in said
    assert "Ring the person on … now" in room.case.agreed.text()


def test_f2_covers_at_once_and_uncovers(meet_shell, meet, room, qtbot):
    press(meet_shell, Qt.Key.Key_F2)
    assert room.is_covered
    assert mark_of(ADA) not in words_of(room)
    assert "Network 3" in words_of(room)
    assert meet_shell.context_line.room_chip.text() == "Room covered"
    press(meet_shell, Qt.Key.Key_PageDown)
    assert room.is_covered
    press(meet_shell, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: mark_of(BRAM) in words_of(room))
    assert meet_shell.context_line.room_chip.text() == "Room sees case 2"


def test_f5_hides_it_and_brings_it_back(meet_shell, meet, room, qtbot):
    press(meet_shell, Qt.Key.Key_F5)
    assert not room.isVisible()
    assert mark_of(ADA) not in words_of(room)
    assert not meet_shell.context_line.room_chip.isVisible()
    press(meet_shell, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: mark_of(ADA) in words_of(room))


def test_it_is_covered_while_something_else_than_the_case_is_on_the_chairs_screen(
    meet_shell, meet, room, qtbot
):
    meet.show_ending()
    assert room.is_covered
    meet.ending_page.back_asked.emit()
    qtbot.waitUntil(lambda: mark_of(ADA) in words_of(room))
    other = QWidget()
    meet_shell.stack.addWidget(other)
    meet_shell.stack.setCurrentWidget(other)
    assert room.is_covered
    assert mark_of(ADA) not in words_of(room)
    meet_shell.stack.setCurrentWidget(meet)
    qtbot.waitUntil(lambda: mark_of(ADA) in words_of(room))


def test_it_is_covered_while_somebody_is_looked_at_beside_the_case(meet_shell, meet, room, qtbot):
    meet.peeking.look_at(CLEO)
    assert room.is_covered
    press(meet_shell, Qt.Key.Key_F2)
    press(meet_shell, Qt.Key.Key_F2)
    assert room.is_covered
    press(meet_shell, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: mark_of(ADA) in words_of(room))
    assert mark_of(CLEO) not in words_of(room)


def test_it_is_covered_during_a_break(meet_shell, meet, room, qtbot, two_threads):
    press(meet_shell, Qt.Key.Key_B)
    two_threads.settle()
    assert room.is_covered
    assert "Break" in words_of(room)
    assert mark_of(ADA) not in words_of(room)
    press(meet_shell, Qt.Key.Key_B)
    two_threads.settle()
    qtbot.waitUntil(lambda: mark_of(ADA) in words_of(room))


def test_200_steps_never_show_the_room_anybody_but_the_case_before_the_chair(
    meet_shell, meet, room, qtbot, two_threads
):
    chance, other = Random(20261126), QWidget()
    meet_shell.stack.addWidget(other)
    steps = {
        "next": lambda: meet.controller.next_case(),
        "previous": lambda: meet.controller.previous_case(),
        "jump": lambda: meet.controller.show_person(chance.choice(EVERYONE)),
        "cover": meet.in_the_room.cover_or_uncover,
        "hide": meet.in_the_room.show_or_hide,
        "peek": lambda: meet.peeking.look_at(chance.choice(EVERYONE)),
        "back": lambda: meet._show_room(),
        "end": meet.show_ending,
        "elsewhere": lambda: meet_shell.stack.setCurrentWidget(other),
        "here": lambda: meet_shell.stack.setCurrentWidget(meet),
        "type": lambda: meet.controller.agreeing.type_words(
            meet.controller.shown.nhs_number,
            f"{mark_of(meet.controller.shown.nhs_number)} for Begum and Mx Green",
            5,
        ),
        "undo": meet.controller.undo,
    }
    saw = set()
    for _ in range(200):
        steps[chance.choice(list(steps))]()
        for _ in range(chance.choice((0, 1, 12))):
            loop = QEventLoop()
            QTimer.singleShot(8, loop.quit)
            loop.exec()
        seen = {number for number in EVERYONE if mark_of(number) in words_of(room)}
        assert seen <= {meet.controller.shown.nhs_number}
        if seen:
            assert meet.room.isVisible(), "the room sees a case that the chair does not"
            assert not room.is_covered
            assert room.isVisible()
        assert "Begum" not in words_of(room)
        saw |= seen
    assert len(saw) > 3
    two_threads.settle()


def test_a_lock_covers_it_first(meet_shell, meet, room):
    seen = []
    meet_shell.lock_asked.connect(lambda: seen.append(room.is_covered))
    meet_shell.lock()
    assert seen == [True]
    assert room.isVisible()
    assert mark_of(ADA) not in words_of(room)


def test_before_any_meeting_f5_puts_the_cover_up(ws, two_threads, qtbot):
    desk = Desk(ws, two_threads.runner)
    desk.shell.show()
    desk.shell.activateWindow()
    qtbot.waitUntil(desk.shell.isActiveWindow)
    press(desk.shell, Qt.Key.Key_F5)
    window = desk.shell.room_window
    qtbot.addWidget(window)
    assert window.isVisible()
    assert window.is_covered
    assert "Network 3" in words_of(window)
    assert desk.shell.context_line.room_chip.text() == "Room covered"
    press(desk.shell, Qt.Key.Key_F2)
    press(desk.shell, Qt.Key.Key_F2)
    assert window.is_covered
    press(desk.shell, Qt.Key.Key_F5)
    assert not window.isVisible()
    two_threads.settle()
    desk.saver.shut_down()
    desk.shell.hide()
    desk.shell.deleteLater()


def test_it_never_takes_the_keyboard(meet_shell, meet, room):
    assert room.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert room.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    press(meet_shell, Qt.Key.Key_D)
    assert meet.room.side.words_edit.hasFocus()


def test_closing_it_by_its_frame_is_told_to_the_chair(meet_shell, room):
    room.close()
    assert not meet_shell.context_line.room_chip.isVisible()


def test_every_part_of_it_has_a_name_for_readers(room):
    parts = [*room.case.texts, *room.case.trends, room.case, room.cover, room]
    assert all(part.accessibleName() for part in parts)
    assert "HbA1c 92 mmol/mol on 3 Nov 2026" in room.case.trends[0].accessibleName()


@pytest.mark.parametrize("path", sorted(WALL.glob("*.py")), ids=lambda path: path.name)
def test_the_window_is_built_from_plain_words_and_numbers_alone(path):
    """Nothing of the register, a case or a page can get in: it is not even imported."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        for module in modules:
            is_own = module.startswith("mdt_app.ui.wall.")
            assert is_own or not module.startswith("mdt_app") or module in MAY_KNOW, module
            if module == "mdt_app.ui":
                assert [alias.name for alias in node.names] == ["palette"]


def test_what_is_read_back_is_whole_however_long_and_actions_give_way(
    ws, meeting, meet_shell, meet, room, two_threads
):
    room.showNormal()
    room.resize(1000, 760)
    for words in (
        "Start dapagliflozin, U&E at 6 weeks",
        "Book eye screening with an interpreter",
        "Ramadan advice",
    ):
        owner = "Dr S. Rahman"
        agree_action(ws, Action("", meeting.id, ADA, words, owner, date(2027, 1, 7)))
    meet.controller.reload()
    press(meet_shell, Qt.Key.Key_D)
    QTest.keyClicks(at_the_keyboard(), "Stop gliclazide and repeat bloods. " * 5)
    view = room.case
    points = view.read_back._points
    wanted = view.read_back.lines_wanted(view.read_back.width(), points)
    assert wanted > 3
    assert view.read_back.height() == view.read_back.height_of(wanted, points)
    assert "Ramadan advice by 7 Jan 2027" in view.read_back.text()
    every = view.doing.lines_wanted(view.doing.width(), points)
    assert view.doing.height() in (0, view.doing.height_of(every, points))
