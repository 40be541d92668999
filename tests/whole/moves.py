"""Hands that hurry through a meeting: every way to go, to park, to peek, to add and to turn back.

After every move everything on the screen, in the drafts and in the room window is looked at.
"""

import re
from random import Random

from PySide6.QtWidgets import QApplication

from mdt_app.meeting.agenda import agenda
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.outputs.book import OutputsBook
from mdt_app.vault.drafts import drafts_of
from tests.whole.crowd import NUMBERS, mark_of, surname_of
from tests.whole.test_never_the_wrong_person import (
    Chair,
    actions_on,
    agreed_on,
    assert_one_person,
    number_shown,
    words_on,
)

MARK = re.compile(r"mark\d+mark")
_DEAD_KEYS = ("1", "2", "D", "A", "E", "W", "P", "Y", "X", "PgDown", "Ctrl+Return")
"""What enters something or goes somewhere, and must not while somebody is only looked at."""


class Mover(Chair):
    """Presses keys at random and never waits to be asked; knows whom each must lead to."""

    def __init__(self, running, chance: Random) -> None:
        super().__init__(running, chance)
        self.moves: list[str] = []
        self.letters_read = 0
        self._is_turning = False
        """Something was undone or redone, and may still take the list, or somebody on it, away."""

    def walk(self, moves: int) -> set[str]:
        """So many moves; who was on the screen."""
        visited = set()
        for _ in range(moves):
            self.step()
            visited.add(number_shown(self.screen))
        return visited

    def step(self) -> None:
        acts = {
            self.next: 5,
            self.previous: 5,
            self.click_in_list: 3,
            self.find: 3,
            self.write: 4,
            self.write_half_an_action: 3,
            self.agree_an_action: 2,
            self.decide: 3,
            self.park: 4,
            self.peek: 5,
            self.peek_from_the_list: 2,
            self.add: 3,
            self.defer: 1,
            self.agree_and_go_on: 2,
            self.undo: 4,
            self.redo: 3,
            self.undo_and_write_on: 3,
            self.list_who_is_here: 1,
            self.look_at_letters: 3,
            self.ask_in_prepare: 0.5,
        }
        (act,) = self._chance.choices(list(acts), list(acts.values()))
        self.moves.append(act.__name__)
        act()
        if self.screen.is_ending:
            self.hands.click(self.screen.ending_page.back_button)
        self.look_around()
        self._must_be_as_left()
        self.hands.look(self._chance.choice((0, 0, 5, 40)))
        self._settle_turning()
        self.look_around()
        self._shown_last = number_shown(self.screen)
        self.left_behind[self._shown_last] = agreed_on(self.screen)
        self.actions_left[self._shown_last] = actions_on(self.screen)

    def look_around(self) -> None:
        """Every widget, chart, draft and letter in sight belongs to the person of the banner."""
        assert_one_person(self.shell, self.screen)
        assert QApplication.activeModalWidget() is None, "a dialog opened by itself"
        assert_drafts_are_each_persons_own(self.screen)
        assert_room_sees_nobody_else(self.screen)

    def _settle_turning(self) -> None:
        if self._is_turning:
            self.left_behind.clear()
            # The screen may say `Typing…` while an undo is being saved.
            is_saving = self.screen._saver.is_saving
            self._is_turning = is_saving or self.screen.unsaved() == "Saving…"

    # -- going ----------------------------------------------------------------------------

    @property
    def _listed(self) -> list[str]:
        return [item.nhs_number for item in self.screen.controller.items]

    def next(self) -> None:
        self._must_step(1, "PgDown")

    def previous(self) -> None:
        self._must_step(-1, "PgUp")

    def _must_step(self, step: int, key: str) -> None:
        if self._is_turning:
            return
        listed = self._listed
        place = min(max(listed.index(number_shown(self.screen)) + step, 0), len(listed) - 1)
        self.hands.press(key)
        assert number_shown(self.screen) == listed[place]

    def click_in_list(self) -> None:
        if not self._is_turning:
            self.click_on(self._chance.choice(self._listed))

    def find(self) -> None:
        if self._is_turning:
            return
        wanted = self._chance.choice(self._listed)
        self.hands.press("Ctrl+K")
        self.hands.type(surname_of(wanted).lower())
        self.hands.press("Return")
        assert number_shown(self.screen) == wanted, self.moves[-6:]

    # -- parking --------------------------------------------------------------------------

    def park(self) -> None:
        """P parks the case, or takes a parked one back."""
        self._rest()
        self.hands.press("P")

    # -- looking only -----------------------------------------------------------------------

    def peek(self) -> None:
        self._rest()
        self.hands.press("K")
        wanted = self._chance.choice(NUMBERS)
        self.hands.type(surname_of(wanted).lower())
        self.hands.press("Return")
        self._look_only_at(wanted)

    def peek_from_the_list(self) -> None:
        self._rest()
        self.hands.press(*self._chance.choices(("Down", "Up"), k=3))
        marked = self.screen.room.agenda.marked
        if marked != number_shown(self.screen):
            self.hands.press("K")
            self._look_only_at(marked)
        self.screen.room.agenda.show_lines(
            self.screen.room.agenda.rows.shown, number_shown(self.screen)
        )

    def _look_only_at(self, wanted: str) -> None:
        before = (number_shown(self.screen), agreed_on(self.screen))
        page = self.screen.peeking.page
        if not self.screen.peeking.is_open:
            assert self._is_turning, "only an undo on its way may call the screen back"
            return
        assert page.nhs_number == wanted
        for part in (page.banner, page.charts, page.before, page.reasons):
            assert set(MARK.findall(words_on(part))) <= {mark_of(wanted)}
        for part in (page.question, page.matters, page.agreed):
            assert set(MARK.findall(part.text())) <= {mark_of(wanted)}
        self.hands.press(*self._chance.choices(_DEAD_KEYS, k=3))
        self.hands.look(self._chance.choice((0, 5, 30)))
        assert_room_sees_nobody_else(self.screen)
        self.hands.press("Escape")
        if not self._is_turning:
            assert (number_shown(self.screen), agreed_on(self.screen)) == before

    def list_who_is_here(self) -> None:
        self._rest()
        self.hands.press("H", "Down", "Escape")

    def look_at_letters(self) -> None:
        """What can be printed and copied for the case is about the person of the banner."""
        self._rest()
        self.hands.press("O")
        book = self.shell.findChild(OutputsBook)
        if not book.isVisible():
            assert self._is_turning, "only an undo on its way may close what is open"
            return
        self.hands.press(*self._chance.choices(("Down", "Up"), k=self._chance.choice((0, 1, 3))))
        self.hands.look(self._chance.choice((0, 30)))
        if book.isVisible():
            mine = {mark_of(number_shown(self.screen))}
            found = set(MARK.findall(words_on(book)))
            assert found <= mine, "a letter about somebody else"
            self.letters_read += len(found)
        self.hands.press("Escape")
        if book.isVisible():
            self.hands.click(book.close_button)

    # -- adding -----------------------------------------------------------------------------

    def add(self) -> None:
        """Somebody who was not on the list; who is there already is not added again."""
        self._rest()
        wanted = self._chance.choice(NUMBERS[-3:])
        is_listed = wanted in self._listed
        self.hands.press("N")
        self.hands.type(surname_of(wanted).lower())
        self.hands.press("Return")
        box = self.screen.adding.box
        if is_listed or box is None or not box.isVisible():
            assert is_listed or self._is_turning
            return
        assert box.nhs_number == wanted
        self.hands.type(f"{mark_of(wanted)} why now")
        if self._chance.random() < 0.5:
            self.hands.click(box.next_button)
        else:
            self.hands.press("Return")
        self.hands.wait_for(lambda: self.screen.unsaved() != "Saving…", "the added case")

    # -- turning back -------------------------------------------------------------------------

    def undo(self) -> None:
        self._turn("Ctrl+Z")

    def redo(self) -> None:
        self._turn("Ctrl+Y")

    def _turn(self, key: str) -> None:
        """Wait for it, or not."""
        self._rest()
        self.hands.press(key)
        self._is_turning = True
        self.left_behind.clear()
        if self._chance.random() < 0.5:
            self.hands.wait_for(lambda: self.screen.unsaved() != "Saving…", "what is undone")

    def undo_and_write_on(self) -> None:
        """Nobody who types is carried off to another person in the middle of a word."""
        self._rest()
        self.hands.press("Ctrl+Z", "D", "Ctrl+End")
        self._is_turning = True
        self.left_behind.clear()
        if self.screen.room.side.words_edit.hasFocus():
            self._type("goes on")
            self.hands.wait_for(lambda: self.screen.unsaved() != "Saving…", "what is undone")
            if number_shown(self.screen) not in self._listed:
                self._rest()  # whose adding was undone is on the screen until the words end

    def _type(self, words: str) -> None:
        number = number_shown(self.screen)
        super()._type(words)
        assert number_shown(self.screen) == number, "carried off while typing"


def assert_drafts_are_each_persons_own(screen: MeetScreen) -> None:
    """Whatever is kept half typed stands under the number of whom it was typed about."""
    for draft in drafts_of(screen.controller.ws.vault, "meet"):
        for mark in set(MARK.findall(draft.text)):
            assert NUMBERS[int(mark.strip("mark"))] in draft.place, "a draft of somebody else"


def assert_room_sees_nobody_else(screen: MeetScreen) -> None:
    """The window on the projector shows the case of the banner, or none."""
    window = screen.in_the_room.window
    if window is not None and window.isVisible():
        found = set(MARK.findall(words_on(window)))
        assert found <= {mark_of(number_shown(screen))}, "the room sees somebody else"


def assert_agenda_is_whole(reading, meeting: str) -> None:
    """Nobody is twice on the list, and nobody on it is unknown."""
    numbers = [item.nhs_number for item in agenda(reading, meeting)]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= set(NUMBERS)
