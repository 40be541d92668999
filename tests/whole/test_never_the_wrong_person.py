"""Nothing of one person ever stands beside another's, however slow the disk and hurried the hand.

Three hundred steps through the whole window: there is one NHS number in the banner, and every
chart, word, question, decision and action on the screen is that person's.
"""

import re
import time
from contextlib import contextmanager
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from mdt_app.demo.hands import Hands
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.decisions import decisions_of
from mdt_app.ui import saving
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.runs import RunsText
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, TODAY
from tests.whole.crowd import NUMBERS, begin_meeting, charted, mark_of, surname_of

STEPS = 300
_NUMBER = re.compile(r"NHS No\. (\d{3} \d{3} \d{4})")
_MARK = re.compile(r"mark\d+mark")
DIGITS = "1234578"


@pytest.fixture
def chance():
    return Random(20261126)


@pytest.fixture
def slow(chance, monkeypatch):
    """Every read and every save takes as long as on a bad disk: now and then, late."""
    read, save = Vault.reading, saving._in_its_turn

    @contextmanager
    def reading(vault):
        time.sleep(chance.choice((0, 0, 0, 0.002, 0.012)))
        with read(vault) as found:
            yield found

    def in_its_turn(job):
        time.sleep(chance.choice((0, 0, 0.005, 0.05)))
        return save(job)

    monkeypatch.setattr(Vault, "reading", reading)
    monkeypatch.setattr(saving, "_in_its_turn", in_its_turn)


@pytest.fixture
def meeting(ws, tmp_path):
    made = begin_meeting(ws, tmp_path / "files")
    ws.vault.lock()
    return made


@pytest.fixture
def chair(program, ws, meeting, slow, chance, tmp_path):
    """Somebody in a hurry at the window of that meeting, unlocked."""
    running = program(ws.vault.folder, lambda: TODAY)
    running.start()
    chair = Chair(running, chance)
    chair.unlock()
    yield chair
    running.shut_down()


@pytest.fixture
def expected_warnings():
    """Nothing to undo, nothing agreed yet: said to a chair who presses everything."""
    return ["shown to user"]


class Chair:
    """Presses keys at random, and knows whom each must lead to."""

    def __init__(self, running, chance: Random) -> None:
        self._running = running
        self._chance = chance
        self._shown_last = ""
        self.left_behind: dict[str, tuple[object, ...]] = {}
        self.actions_left: dict[str, set[str]] = {}
        """What was agreed about each person when they were last on the screen."""

    @property
    def shell(self):
        return self._running.shell

    @property
    def screen(self) -> MeetScreen:
        found = self.shell.screen_of("meet")
        assert isinstance(found, MeetScreen)
        return found

    def unlock(self) -> None:
        hands = Hands(self._running.unlock_window, None)
        hands.look()
        hands.type(PASSPHRASE)
        hands.press("Return")
        hands.wait_for(lambda: self.shell is not None, "the window")
        self.shell.activateWindow()
        self.hands = Hands(self.shell, None)
        self.hands.press("Escape")

    def step(self) -> None:
        """One thing, and a look at the screen before and after the window has caught up."""
        acts = {
            self.next: 5,
            self.previous: 5,
            self.click_in_list: 4,
            self.find: 3,
            self.write: 4,
            self.write_half_an_action: 3,
            self.agree_an_action: 3,
            self.decide: 4,
            self.take_all_back: 2,
            self.defer: 2,
            self.agree_and_go_on: 2,
            self.undo: 3,
            self.ask_in_prepare: 1,
            self.lock: 0.3,
        }
        (act,) = self._chance.choices(list(acts), list(acts.values()))
        act()
        if self.screen.is_ending:
            self.hands.click(self.screen.ending_page.back_button)
        assert_one_person(self.shell, self.screen)
        self._must_be_as_left()
        self.hands.look(self._chance.choice((0, 0, 5, 40)))
        assert_one_person(self.shell, self.screen)
        self._shown_last = number_shown(self.screen)
        self.left_behind[self._shown_last] = agreed_on(self.screen)
        self.actions_left[self._shown_last] = actions_on(self.screen)

    def _must_be_as_left(self) -> None:
        """Who comes back to the screen is found as they were left."""
        number = number_shown(self.screen)
        if number != self._shown_last and number in self.left_behind:
            assert agreed_on(self.screen) == self.left_behind[number]
            assert self.actions_left[number] <= actions_on(self.screen)

    def next(self) -> None:
        self._must_lead_to(min(self._place + 1, len(NUMBERS) - 1), "PgDown")

    def previous(self) -> None:
        self._must_lead_to(max(self._place - 1, 0), "PgUp")

    def click_in_list(self) -> None:
        self.click_on(self._chance.choice(NUMBERS))

    def click_on(self, wanted: str) -> None:
        view = self.screen.room.agenda
        place = view.rows.place_of(lambda line: line.item and line.item.nhs_number == wanted)
        index = view.rows.index(place, 0)
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
        assert number_shown(self.screen) == wanted

    def find(self) -> None:
        wanted = self._chance.choice(NUMBERS)
        self.hands.press("Ctrl+K")
        self.hands.type(surname_of(wanted).lower())
        self.hands.press("Return")
        assert number_shown(self.screen) == wanted

    def write(self) -> None:
        self._rest()
        self.hands.press("D", "Ctrl+End")
        self._type("agreed")

    def write_half_an_action(self) -> None:
        self._rest()
        self.hands.press("A", "End")
        self._type("to do")

    def agree_an_action(self) -> None:
        self.write_half_an_action()
        self.hands.press("Return")

    def decide(self) -> None:
        self._rest()
        self.hands.press(self._chance.choice(DIGITS))

    def take_all_back(self) -> None:
        """Nothing is agreed any more, so the decision is withdrawn: nobody else's."""
        self._rest()
        chosen = [b.choice.key for b in self.screen.room.side.decisions.buttons if b.isChecked()]
        self.hands.press(*chosen, "D", "Ctrl+A", "Delete", "Escape")

    def defer(self) -> None:
        self._rest()
        self.hands.press("W", "Ctrl+A")
        self._type("waits")
        self.hands.press("Return")

    def agree_and_go_on(self) -> None:
        self.hands.press("Ctrl+Return")

    def undo(self) -> None:
        self._rest()
        self.hands.press("Ctrl+Z")
        self.hands.wait_for(lambda: self.screen.unsaved() != "Saving…", "undo")
        self.left_behind.clear()

    def ask_in_prepare(self) -> None:
        """What is asked on the other screen is about the person chosen there, and comes here."""
        self.hands.press("Ctrl+1")
        prepare = self.shell.screen_shown
        assert isinstance(prepare, PrepareScreen)
        self.hands.wait_for(lambda: not prepare.is_working, "the list")
        self.hands.press(*self._chance.choices(("Down", "Up", "PgDown", "Home", "End"), k=2))
        self.hands.press("Q", "Ctrl+End")
        self.hands.type(f" {mark_of(prepare.selected)} asked")
        assert_one_person_prepared(prepare)
        self.hands.press("Escape", self._chance.choice(("Up", "Down")))
        assert_one_person_prepared(prepare)
        self.hands.press("Ctrl+2")

    def lock(self) -> None:
        self.hands.press("Ctrl+L")
        assert self.shell is None
        self.unlock()

    @property
    def _place(self) -> int:
        return NUMBERS.index(number_shown(self.screen))

    def _must_lead_to(self, place: int, key: str) -> None:
        self.hands.press(key)
        assert number_shown(self.screen) == NUMBERS[place]

    def _rest(self) -> None:
        """Out of whatever is being typed in; nothing typed is lost."""
        self.hands.press("Escape")

    def _type(self, words: str) -> None:
        self.hands.type(f"{mark_of(number_shown(self.screen))} {words} ")


def number_shown(screen: MeetScreen) -> str:
    """Who the banner says this is."""
    (number,) = _NUMBER.findall(screen.room.banner.identity.text())
    return number.replace(" ", "")


def agreed_on(screen: MeetScreen) -> tuple[object, ...]:
    """Decisions, words and the half-written action as the screen shows them."""
    side = screen.room.side
    return (
        [button.choice.code for button in side.decisions.buttons if button.isChecked()],
        side.words_edit.toPlainText().strip(),
        side.editor.words_edit.text(),
    )


def actions_on(screen: MeetScreen) -> set[str]:
    """The actions in the list; one just agreed comes into it when it is saved."""
    rows = screen.room.side.actions_list.rows
    return {row.words.text() for row in rows if row.isVisible()}


def words_on(widget: QWidget) -> str:
    """Everything that can be read on a part of the screen, or is read out there."""
    found = []
    for part in widget.findChildren(QWidget):
        if part.isVisibleTo(widget):
            if isinstance(part, (QLabel, RunsText, QLineEdit)):
                found.append(part.text())
            elif isinstance(part, (QPlainTextEdit, QTextEdit)):
                found.append(part.toPlainText())
            found += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
    return "\n".join(found)


def assert_one_person(shell, screen: MeetScreen) -> None:
    number = number_shown(screen)
    room, mark = screen.room, mark_of(number)
    assert shell.screen_shown is screen
    assert surname_of(number).upper() in room.banner.identity.text()
    assert room.medicines.nhs_number == number
    assert f"{mark} tablets" in room.medicines.accessibleDescription()
    for chart, start in zip(room.charts.charts, charted(number), strict=True):
        assert chart.accessibleDescription().startswith(start)
    assert f"What next for {mark}?" in room.side.question.words.text()
    assert f"{mark} at home" in room.side.matters.text()
    for part in (
        room.banner,
        room.reasons,
        room.charts,
        room.medicines,
        room.processes,
        room.side,
        screen.defer_box,
    ):
        assert set(_MARK.findall(words_on(part))) <= {mark}, "somebody else's words"
    assert room.side.words_edit.nhs_number == number
    assert room.side.editor.is_about.nhs_number in ("", number)
    assert screen.controller.shown.nhs_number == number
    assert room.agenda.rows.row_at(room.agenda.currentIndex()).item.nhs_number == number
    listed = [item.nhs_number for item in screen.controller.items]
    assert shell.context_line.chip.text() == f"Case {listed.index(number) + 1} of {len(listed)}"
    assert shell.windowTitle() == "MDT"
    assert not shell.find_box.isVisible()


def assert_one_person_prepared(prepare: PrepareScreen) -> None:
    number = prepare.selected
    panel = prepare.panel
    assert surname_of(number).upper() in panel.name.text()
    assert {edit.about for edit in panel.edits} == {number}
    assert set(_MARK.findall(words_on(panel))) == {mark_of(number)}


@pytest.mark.slow
def test_300_steps_never_show_one_persons_anything_beside_anothers(chair, ws, meeting):
    visited = set()
    for _ in range(STEPS):
        chair.step()
        visited.add(number_shown(chair.screen))
    assert visited == set(NUMBERS)
    chair.hands.press("Ctrl+L")
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault, vault.reading() as reading:
        assert_everything_entered_is_about_its_own_person(reading)
        assert actions_of(reading, meeting.id)
        assert decisions_of(reading, meeting.id)


def assert_everything_entered_is_about_its_own_person(reading) -> None:
    found = list(
        reading.rows(
            "SELECT about, payload FROM entry WHERE about != ''"
            " UNION ALL SELECT place, text FROM draft"
        )
    )
    assert len(found) > STEPS // 4
    for about, text in found:
        for mark in set(_MARK.findall(text)):
            assert NUMBERS[int(mark.strip("mark"))] in about, "words kept for somebody else"
