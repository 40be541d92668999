"""The demonstration: a whole meeting held through the real window, by keys and clicks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QLineEdit

from mdt_app.demo.entering import agree_a_target, set_a_flag_aside
from mdt_app.demo.hands import Hands
from mdt_app.demo.looking import (
    approve_the_minutes,
    look_around_the_case,
    look_at_letters,
    look_at_the_room,
    look_at_the_settings,
    look_at_what_holds_it_together,
)
from mdt_app.demo.measuring import measure
from mdt_app.demo.messy_search import write_messy_search
from mdt_app.demo.seeding import (
    LEFT_FOR_THE_WINDOW,
    PASSPHRASE,
    Demonstration,
    make_demonstration,
    on_the_agenda,
    practice_stem,
    story_name,
)
from mdt_app.demo.stories import PlannedAction, Story
from mdt_app.meeting.choices import decision_choices
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.data.stages import Stage
from mdt_app.ui.follow_up.screen import FollowUpScreen
from mdt_app.ui.measures.screen import MeasuresScreen
from mdt_app.ui.meet.action_editor import PRACTICE_EDUCATION
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.screen import Screen
from mdt_app.ui.shell import Shell
from mdt_app.ui.unlock import UnlockWindow

PREPARE, MEET, FOLLOW_UP, MEASURES, DATA = "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"
_RED, _WRITTEN, _LITTLE = "BEGUM, Shahida", "BAKER, Tom", "KHAN, Yusuf"
_SEEN_BEFORE = "OSEI, Kwame"
_HYPO = "CHOWDHURY, Abdul"
_Kind = TypeVar("_Kind", bound=Screen)
_EDUCATION_TOPIC = "Sick-day rules for SGLT2 inhibitors: a half-hour session"


class Rehearsal:
    """One meeting from the unlock box to the minutes. Fails where the window does not follow."""

    def __init__(self, demonstration: Demonstration, pictures: Path) -> None:
        self._made = demonstration
        self._pictures = pictures
        self.minutes = pictures / "minutes.pdf"
        self.minutes.unlink(missing_ok=True)  # or the window would ask whether to replace it

    def unlock(self, window: UnlockWindow, shell: Callable[[], Shell | None]) -> Shell:
        """Mistype the passphrase once, then type it right."""
        window.resize(1366, 768)
        hands = Hands(window, self._pictures)
        hands.look(200)
        hands.type("invented peopel only")
        hands.press("Return")
        hands.wait_for(lambda: "does not open" in window.form.message.text(), "the refusal")
        hands.picture("unlock")
        hands.press("Ctrl+A")
        hands.type(PASSPHRASE)
        hands.press("Return")
        hands.wait_for(lambda: shell() is not None, "the window")
        opened = shell()
        assert opened is not None
        opened.activateWindow()
        return opened

    def hold(self, shell: Shell) -> None:
        """Take in the last practice, prepare, meet, end, follow up, measure."""
        hands = Hands(shell, self._pictures)
        self._refuse_a_file(hands, shell)
        self._look_at_a_search(hands, shell)
        self._take_in(hands, shell)
        self._prepare(hands, shell)
        self._meet(hands, shell)
        approve_the_minutes(hands, shell)
        self._follow_up(hands, shell)
        self._close_news(hands, shell)
        measure(hands, self._go(hands, shell, MEASURES, MeasuresScreen))

    # -- data -------------------------------------------------------------------------------

    def _refuse_a_file(self, hands: Hands, shell: Shell) -> None:
        screen = self._go(hands, shell, DATA, DataScreen)
        with TemporaryDirectory() as folder:
            wrong = Path(folder) / "november-search.csv"
            wrong.write_bytes(b"%PDF-1.7 a letter, not a search export")
            hands.drop([wrong], screen)
            hands.wait_for(lambda: _is_previewed(screen), "the refusal of a file")
        hands.look(100)
        hands.picture("error")
        hands.click(screen.preview_page.leave_button)

    def _look_at_a_search(self, hands: Hands, shell: Shell) -> None:
        """A practice's own search with a question to answer, only looked at."""
        screen = self._go(hands, shell, DATA, DataScreen)
        self._close_news(hands, shell)
        with TemporaryDirectory() as folder:
            search = Path(folder) / "EMIS diabetes MDT search.csv"
            write_messy_search(search, self._made.waiting, self._made.ws.today())
            hands.drop([search], screen)
            hands.wait_for(lambda: _is_previewed(screen), "the preview of a search")
            hands.look(100)
            hands.picture("import-question")
            hands.type("weight")
            hands.press("Return")
            hands.wait_for(lambda: _is_answered(screen), "the answer to be used")
            hands.look(100)
            hands.picture("import-search")
            hands.press("C")
            hands.look(100)
            hands.picture("import-columns")
            hands.press("Escape")
            hands.look(50)
            hands.click(screen.preview_page.leave_button)

    def _take_in(self, hands: Hands, shell: Shell) -> None:
        screen = self._go(hands, shell, DATA, DataScreen)
        self._close_news(hands, shell)
        hands.drop(self._made.waiting, screen)
        hands.wait_for(lambda: _is_previewed(screen), "the preview")
        hands.look(100)
        hands.picture("import-preview")
        hands.press("Ctrl+Return")
        hands.wait_for(lambda: not _is_previewed(screen), "the files to be taken in")
        hands.wait_for(lambda: not screen.is_working, "the files to be taken in")
        hands.picture("data")
        hands.click(screen.files_page.aside_button)
        hands.look(200)
        hands.picture("set-aside")
        hands.press("Escape")

    # -- prepare ----------------------------------------------------------------------------

    def _prepare(self, hands: Hands, shell: Shell) -> None:
        screen = self._go(hands, shell, PREPARE, PrepareScreen)
        hands.wait_for(lambda: not screen.is_working, "the list")
        for story in on_the_agenda():
            if practice_stem(story.practice) == LEFT_FOR_THE_WINDOW:
                self._put_forward(hands, screen, story)
        hands.press("Escape", "Home")
        self._close_news(hands, shell)
        hands.picture("prepare")
        hands.click(screen.filter_row.segments.segment("noted"))
        hands.look(50)
        hands.picture("noted")
        hands.click(screen.filter_row.segments.segment("flagged"))
        hands.press("M")
        hands.look(200)
        hands.picture("not-ready")
        hands.press("Escape", "P")
        hands.look(100)
        hands.picture("put-on-the-agenda", screen.dialog)
        hands.press("Return")
        hands.look(200)

    def _put_forward(self, hands: Hands, screen: PrepareScreen, story: Story) -> None:
        number = self._number(story)
        hands.press("F", "Ctrl+A")
        hands.type(number)
        hands.press("Return")
        hands.wait_for(lambda: screen.selected == number, "the person in the list")
        hands.press("Space", "Q")
        hands.type(story.question)
        hands.press("Escape", "W")
        hands.type(story.what_matters)
        hands.press("Escape", "Y")
        hands.look(50)
        hands.press("F", "Ctrl+A", "Delete", "Escape")

    # -- meet -------------------------------------------------------------------------------

    def _meet(self, hands: Hands, shell: Shell) -> None:
        screen = self._go(hands, shell, MEET, MeetScreen)
        self._close_news(hands, shell)
        hands.picture("meet-start")
        hands.click(screen.start_page.start_button)
        hands.wait_for(lambda: screen.controller.shown is not None, "the first case")
        told = {self._number(story): story for story in on_the_agenda()}
        for _ in range(len(told)):
            shown = screen.controller.shown
            assert shown is not None
            self._discuss(hands, shell, told.pop(shown.nhs_number))
        hands.wait_for(lambda: screen.is_ending, "the end of the agenda")
        hands.look(100)
        hands.picture("ending")
        hands.click(screen.ending_page.end_button)
        self._choose_file(hands, screen.ending_page.dialog)
        hands.wait_for(self.minutes.exists, "the minutes")
        hands.wait_for(lambda: screen.controller.meeting is None, "the end of the meeting")

    def _discuss(self, hands: Hands, shell: Shell, story: Story) -> None:
        screen = shell.screen_shown
        assert isinstance(screen, MeetScreen)
        hands.look(50)
        name = story_name(story)
        if name == _RED:
            hands.picture("meet")
            hands.press("R")
            hands.look(50)
            hands.picture("rule")
            hands.press("Escape")
            look_around_the_case(hands, screen)
        if name == _SEEN_BEFORE:
            hands.picture("since-last-time")
        if name == _LITTLE:
            hands.picture("meet-little-data")
            look_at_the_settings(hands)
        if name == _HYPO:
            agree_a_target(hands, screen)
        if story.defer:
            hands.press("W")
            hands.type(story.defer)
            hands.press("Return")
            return
        if name == _WRITTEN:
            set_a_flag_aside(hands, screen, "egfr-very-low")
        self._choose(hands, story)
        for action in story.planned:
            self._agree(hands, action)
        if name == _RED:
            self._educate_the_practice(hands, screen)
        hands.press("D")
        hands.type(story.words)
        if name in (_RED, _WRITTEN):
            hands.look(1200)
            hands.picture("meet-decision" if name == _RED else "meet-writing")
        if name == _RED:
            look_at_the_room(hands, shell)
            hands.press("Escape")
            look_at_letters(hands)
        hands.press("Ctrl+Return")

    def _choose(self, hands: Hands, story: Story) -> None:
        keys = {choice.code: choice for choice in decision_choices()}
        for code in story.choices:
            hands.press(keys[code].key)
            if keys[code].asks:
                hands.type(story.refer_to or "social prescriber")
                hands.press("Return", "Escape")

    def _agree(self, hands: Hands, action: PlannedAction) -> None:
        hands.press("E" if action.category == "education" else "A")
        hands.type(action.words)
        hands.press("Tab")
        hands.type(action.owner)
        hands.press("Tab")
        hands.type(f"{action.due_in_days}d")
        hands.press("Return")

    def _educate_the_practice(self, hands: Hands, screen: MeetScreen) -> None:
        hands.press("E")
        hands.type(_EDUCATION_TOPIC)
        hands.press("Tab")
        hands.type("Dr T. Chowdhury")
        hands.press("Tab")
        hands.type("6w")
        hands.click(screen.room.side.editor.kinds.segment(PRACTICE_EDUCATION))
        hands.click(screen.room.side.editor.keep_button)

    def _choose_file(self, hands: Hands, dialog: QFileDialog) -> None:
        hands.look(100)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        hands.click(field)
        hands.press("Ctrl+A")
        hands.type(str(self.minutes))
        hands.press("Return")

    # -- afterwards -------------------------------------------------------------------------

    def _follow_up(self, hands: Hands, shell: Shell) -> None:
        self._go(hands, shell, FOLLOW_UP, FollowUpScreen)
        self._close_news(hands, shell)
        hands.press("Down", "Space")
        hands.wait_for(shell.message_bar.isVisible, "the action to be done")
        hands.look(300)
        hands.picture("follow-up")
        hands.press("O")
        hands.look(800)
        hands.picture("outcomes")
        hands.press("Escape")
        hands.press("F1")
        hands.look(100)
        hands.picture("keys")
        hands.press("F1")
        self._close_news(hands, shell)
        look_at_what_holds_it_together(hands)

    def _close_news(self, hands: Hands, shell: Shell) -> None:
        """What was said is read by now."""
        if shell.message_bar.isVisible():
            hands.click(shell.message_bar.close_button)
        hands.look(100)

    def _go(self, hands: Hands, shell: Shell, keys: str, kind: type[_Kind]) -> _Kind:
        hands.press(keys)
        hands.wait_for(lambda: isinstance(shell.screen_shown, kind), "the screen")
        hands.look(50)
        shown = shell.screen_shown
        assert isinstance(shown, kind)
        return shown

    def _number(self, story: Story) -> str:
        return self._made.numbers[story_name(story)]


def _is_answered(screen: DataScreen) -> bool:
    """Whether a preview stands that asks nothing any more."""
    return _is_previewed(screen) and screen.preview_page.take_in_button.isEnabled()


def _is_previewed(screen: DataScreen) -> bool:
    return screen.stage is Stage.PREVIEWED


class Started(Protocol):
    """The program as far as the rehearsal needs it."""

    unlock_window: UnlockWindow

    @property
    def shell(self) -> Shell | None: ...

    def start(self) -> None: ...

    def shut_down(self) -> None: ...


def hold_off_screen(
    folder: Path, today: Callable[[], date], start: Callable[[Path], Started]
) -> Path:
    """Make the network, hold its meeting, and leave minutes and pictures in `folder`.

    The minutes' path is the answer.
    """
    folder = folder.resolve()  # a file box begins somewhere else than the command line
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="mdt-demo-") as work:
        made = make_demonstration(Path(work), today, is_rehearsed=True)
        made.ws.vault.lock()
        rehearsal = Rehearsal(made, folder)
        program = start(made.store)
        try:
            program.start()
            rehearsal.hold(rehearsal.unlock(program.unlock_window, lambda: program.shell))
        finally:
            program.shut_down()
    return rehearsal.minutes
