"""One case from the files to the minutes by a chair without a mouse, and where Tab leads."""

from datetime import date
from itertools import pairwise

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from mdt_app.demo.hands import Hands
from mdt_app.register.network import set_up_network
from mdt_app.ui.data.controller import Stage
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER
from tests.ui.network import write_files
from tests.whole.crowd import begin_meeting

ADA = "9990000018"
_MOST_STOPS = 60


class Keyboard(Hands):
    """Hands that have no mouse."""

    def click(self, widget: QWidget) -> None:
        raise AssertionError("there is no mouse")

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the keyboard is in the control of that name."""
        for _ in range(_MOST_STOPS):
            if name_of(self.focus()).startswith(name):
                return self.focus()
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {name}")

    def stops(self) -> list[QWidget]:
        """Where Tab leads from here, until it is back."""
        found = [self.focus()]
        for _ in range(_MOST_STOPS):
            self.press("Tab")
            if self.focus() in found:
                return found
            found.append(self.focus())
        raise AssertionError("Tab never comes round")


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return widget.accessibleName() or getattr(widget, "text", str)()


@pytest.fixture(autouse=True)
def no_mouse(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("there is no mouse")

    for name in ("mouseClick", "mousePress", "mouseDClick"):
        monkeypatch.setattr(QTest, name, refuse)


@pytest.fixture
def start(program):
    """Starts the program on a store; what is returned is its keyboard, before the passphrase."""
    running = []

    def start(store):
        running.append(program(store, lambda: TODAY))
        running[-1].start()
        return running[-1], Keyboard(running[-1].unlock_window, None)

    yield start
    for each in running:
        each.shut_down()


def unlocked(running, keyboard: Keyboard) -> Keyboard:
    keyboard.look()
    keyboard.type(PASSPHRASE)
    keyboard.press("Return")
    keyboard.wait_for(lambda: running.shell is not None, "the window")
    running.shell.activateWindow()
    running.shell.resize(1366, 768)
    return Keyboard(running.shell, None)


@pytest.fixture
def empty_store(tmp_path):
    """A store of invented people's network with nobody in it yet."""
    folder = tmp_path / "store"
    with create_store(folder, USER, PASSPHRASE, is_demo=True, cost=LEAST_COST) as vault:
        set_up_network(Workspace(vault, USER, lambda: TODAY), NETWORK, PRACTICES)
    return folder


def test_a_case_goes_from_the_files_to_the_minutes_without_a_mouse(start, empty_store, tmp_path):
    files = write_files(tmp_path / "files")
    minutes = tmp_path / "minutes.pdf"
    running, keyboard = start(empty_store)
    keyboard = unlocked(running, keyboard)
    _take_in(keyboard, running.shell, files)
    _prepare(keyboard, running.shell)
    _begin(keyboard, running.shell)
    _discuss(keyboard)
    _end(keyboard, running.shell, minutes)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(minutes).pages).split())
    for words in (
        "Case 1 · BEGUM, Ada (Mrs)",
        "NHS No. 999 000 0018",
        "Is it time for insulin?",
        "Her grandchildren",
        "Intensify treatment · Refer to renal clinic",
        "Repeat HbA1c before changing anything.",
        "Book eye screening N. Patel 7 Jan 2027 Case management",
        "Dr T. Chowdhury GP Birch Lane",
    ):
        assert words in text, words
    assert "CHOWDHURY, Bram" not in text


def _take_in(keyboard: Keyboard, shell, files) -> None:
    keyboard.press("Ctrl+5")
    screen = shell.screen_shown
    keyboard.tab_to("Choose files")
    keyboard.press("Space")
    _choose(keyboard, screen.dialog, " ".join(f'"{path}"' for path in files))
    keyboard.wait_for(lambda: screen.stage is Stage.PREVIEWED, "the preview")
    keyboard.press("Ctrl+Return")
    keyboard.wait_for(lambda: screen.stage is Stage.IDLE, "the files to be taken in")


def _prepare(keyboard: Keyboard, shell) -> None:
    keyboard.press("Ctrl+1")
    screen = shell.screen_shown
    keyboard.wait_for(lambda: screen.selected and not screen.is_working, "the list")
    keyboard.press("F")
    keyboard.type("begum")
    keyboard.press("Return")
    keyboard.wait_for(lambda: screen.selected == ADA, "the person")
    keyboard.press("Space", "Q")
    keyboard.type("Is it time for insulin?")
    keyboard.press("Escape", "W")
    keyboard.type("Her grandchildren")
    keyboard.press("Escape", "Y", "P")
    dialog = Keyboard(screen.dialog, None)
    dialog.tab_to("Held on")
    assert date.fromordinal(TODAY.toordinal() + 7) == screen.dialog.asked_for().held_on
    dialog.press(*(["Down"] * 7))
    dialog.tab_to("Put on the agenda")
    dialog.press("Return")
    keyboard.wait_for(lambda: screen.context().subtitle.endswith("26 Nov 2026"), "the agenda")


def _begin(keyboard: Keyboard, shell) -> None:
    """Say who is here, then start."""
    keyboard.press("Ctrl+2")
    screen = shell.screen_shown
    keyboard.tab_to("Name")
    keyboard.type("Dr T. Chowdhury")
    _pick(keyboard, "Role", "GP")
    _pick(keyboard, "Practice or team", "Birch Lane")
    keyboard.tab_to("Start the meeting")
    keyboard.press("Space")
    keyboard.wait_for(lambda: screen.controller.shown is not None, "the first case")


def _pick(keyboard: Keyboard, name: str, wanted: str) -> None:
    """Choose from a closed list with the arrows."""
    box = keyboard.tab_to(name)
    assert isinstance(box, QComboBox)
    keyboard.press("Home")
    for _ in range(box.count()):
        if box.currentText() == wanted:
            return
        keyboard.press("Down")
    raise AssertionError(f"the arrows never come to {wanted}")


def _discuss(keyboard: Keyboard) -> None:
    keyboard.press("1", "6")
    keyboard.type("renal clinic")
    keyboard.press("Return", "A")
    keyboard.type("Book eye screening")
    keyboard.press("Tab")
    keyboard.type("N. Patel")
    keyboard.press("Tab")
    keyboard.type("6w")
    keyboard.press("Return", "D")
    keyboard.type("Repeat HbA1c before changing anything.")
    keyboard.press("Ctrl+Return")


def _end(keyboard: Keyboard, shell, minutes) -> None:
    screen = shell.screen_shown
    keyboard.wait_for(lambda: screen.is_ending, "the end")
    keyboard.tab_to("End the meeting and write the minutes")
    keyboard.press("Space")
    _choose(keyboard, screen.ending_page.dialog, str(minutes))
    keyboard.wait_for(lambda: screen.controller.meeting is None, "the end of the meeting")
    assert minutes.exists()


def _choose(keyboard: Keyboard, dialog: QFileDialog, name: str) -> None:
    keyboard.look(50)
    assert dialog.isAncestorOf(keyboard.focus())
    keyboard.press("Ctrl+A")
    keyboard.type(name)
    keyboard.press("Return")


@pytest.fixture
def at_the_first_case(start, ws, tmp_path):
    begin_meeting(ws, tmp_path / "files")
    ws.vault.lock()
    running, keyboard = start(ws.vault.folder)
    return running.shell, unlocked(running, keyboard), running


def test_tab_leads_through_a_case_as_one_reads_it(at_the_first_case):
    _, keyboard, running = at_the_first_case
    room = running.shell.screen_shown.room
    keyboard.press("A")
    keyboard.type("Book eye screening")
    keyboard.press("Return")
    keyboard.wait_for(lambda: any(row.isVisible() for row in room.side.actions_list.rows), "it")
    keyboard.press("Escape")
    stops = keyboard.stops()
    assert_can_be_used(stops)
    for part in (room.reasons, room.side):
        assert_in_reading_order([stop for stop in stops if part.isAncestorOf(stop)])
    names = [name_of(stop) for stop in stops]
    order = ("Agenda", "Attention: ", "Intensify", "Agreed, in words", "Action: ", "Agreed, next")
    places = [first_place(names, start) for start in order]
    assert places == sorted(places)


def test_tab_leads_through_the_end_of_the_meeting_as_one_reads_it(at_the_first_case):
    _, keyboard, running = at_the_first_case
    screen = running.shell.screen_shown
    keyboard.tab_to("End the meeting")
    keyboard.press("Space")
    stops = keyboard.stops()
    assert_can_be_used(stops)
    assert_in_reading_order([s for s in stops if screen.ending_page.attendance.isAncestorOf(s)])
    names = [name_of(stop) for stop in stops]
    assert sum(name.endswith(": not reached in the meeting") for name in names) == 8
    assert first_place(names, "Hazel") < first_place(names, "Name")


@pytest.mark.parametrize("key", ["Ctrl+1", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+M"])
def test_tab_comes_round_on_every_screen(at_the_first_case, key):
    _, keyboard, running = at_the_first_case
    keyboard.press(key)
    keyboard.wait_for(lambda: not getattr(running.shell.screen_shown, "is_working", False), "it")
    keyboard.press("Tab")
    assert_can_be_used(keyboard.stops())


def first_place(names: list[str], start: str) -> int:
    return next(place for place, name in enumerate(names) if name.startswith(start))


def assert_can_be_used(stops: list[QWidget]) -> None:
    """Every stop can be seen, is worth stopping at, and has a name to read out."""
    for stop in stops:
        assert stop.isVisible()
        assert stop.isEnabled()
        assert name_of(stop).strip(), type(stop).__name__


def assert_in_reading_order(stops: list[QWidget]) -> None:
    """From the top down, and from left to right where two are side by side."""
    assert len(stops) > 2
    for one, other in pairwise(stops):
        (x, y), (then_x, then_y) = place_of(one), place_of(other)
        assert then_y > y - 4, f"{name_of(other)} after {name_of(one)}"
        assert then_y > y + 4 or then_x > x, f"{name_of(other)} after {name_of(one)}"


def place_of(widget: QWidget) -> tuple[int, int]:
    return widget.mapTo(widget.window(), QPoint(0, 0)).toTuple()
