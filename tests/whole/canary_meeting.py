"""A meeting about the five, held by hand through the real window and looked at from the room."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from mdt_app.demo.hands import Hands
from mdt_app.documents.issuing import document_of
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.messages import MessageBar
from mdt_app.vault.workspace import Workspace
from tests.invented import PRACTICES, TODAY
from tests.whole.canaries import EVERYBODY, Canary, patients_file, results_file


def prepare(ws: Workspace, folder: Path) -> Meeting:
    """Everybody is in the store, asked about, and on the agenda of an open meeting."""
    folder.mkdir(exist_ok=True)
    files = [folder / "patients.csv", folder / "results.csv"]
    files[0].write_text(patients_file(), encoding="utf-8")
    files[1].write_text(results_file(), encoding="utf-8")
    assert take_in(ws, files, Wishes(allow_test_numbers=True)).committed
    for one in EVERYBODY:
        matters = f"{one.forename}'s garden"
        nominate(ws, Nomination(one.number, True, one.question, matters, asked="agreed"))
    asked = Meeting("", "Network 3 MDT", TODAY, "14:00", "Alder Road", tuple(PRACTICES))
    meeting = plan_meeting(ws, asked)
    build_agenda(ws, meeting.id, [one.number for one in EVERYBODY])
    return start_meeting(ws, meeting.id)


@dataclass
class Seen:
    """What the room saw, and what else was to be read, at each step."""

    words: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    colours_when_cleared: list[int] = field(default_factory=list)
    pictures: dict[str, QImage] = field(default_factory=dict)
    again: dict[str, QImage] = field(default_factory=dict)
    clipboard_before: str = ""
    clipboard_after: str = ""
    clipboard_after_ms: int = 0
    notices: list[str] = field(default_factory=list)


def words_of(window: QWidget) -> str:
    """All that a window says: to those who see, to screen readers, and under the pointer."""
    found = [window.windowTitle(), window.windowIconText(), window.statusTip()]
    for widget in [window, *window.findChildren(QWidget)]:
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        found += [widget.whatsThis(), widget.objectName()]
        text = getattr(widget, "text", None)
        found += [text()] if callable(text) else []
    return "\n".join(found)


def titles_now() -> str:
    """The title of every window there is, as a task list shows them."""
    tops = [widget.windowTitle() for widget in QApplication.topLevelWidgets()]
    return "\n".join([*tops, *(window.title() for window in QGuiApplication.allWindows())])


def notices_in(window: QWidget) -> list[str]:
    """Whatever could pop up in the room: messages, tool tips, a sign in the tray."""
    bars = [bar.accessibleName() for bar in window.findChildren(MessageBar)]
    trays = [each.toolTip() for each in window.findChildren(QSystemTrayIcon)]
    return [*bars, *trays]


def colours_on_screen(window: QWidget) -> int:
    """How many colours are really on the screen there; one alone is an empty page."""
    shown = window.screen().grabWindow(window.winId()).toImage()
    image = shown.convertToFormat(QImage.Format.Format_RGB32)
    return len(numpy.unique(numpy.frombuffer(image.constBits(), numpy.uint32)))


class Chair:
    """The hands of the chair, with eyes in the room."""

    def __init__(self, program, pictures: Path) -> None:
        self.program = program
        self.shell = program.shell
        self.shell.activateWindow()
        self.hands = Hands(self.shell, pictures)
        self.hands.look(50)
        self.meet = self.shell.screen_shown
        self.seen = Seen()
        by_number = {one.number: one for one in EVERYBODY}
        self.agenda = [by_number[item.nhs_number] for item in self.meet.controller.items]

    @property
    def room(self):
        return self.shell.room_window

    def look(self) -> None:
        """Keep what the room and the task list say now."""
        self.seen.words.append(words_of(self.room))
        self.seen.titles.append(titles_now())
        self.seen.notices += notices_in(self.room)

    def show_room(self) -> None:
        self.hands.press("F5")
        self.room.resize(960, 600)
        self.wait_for_case(self.agenda[0])

    def wait_for_case(self, one: Canary) -> None:
        self.hands.wait_for(lambda: one.mark in self.room.case.question.text(), one.mark)
        self.hands.wait_for(lambda: colours_on_screen(self.room) > 5, "the case's pixels")
        self.look()

    def step(self, key: str, to: Canary) -> None:
        """To another case; between the key and the next case the page is looked at."""
        self.press_and_look(key)
        self.wait_for_case(to)

    def press_and_look(self, key: str) -> None:
        QTest.keySequence(self.hands._focus(), QKeySequence(key))
        self.seen.colours_when_cleared.append(colours_on_screen(self.room))
        self.look()

    def picture(self) -> QImage:
        """The room without its clock."""
        self.room.case.show_time("")
        return self.room.grab().toImage()

    def agree(self, one: Canary) -> None:
        """What a hurried chair does about a case; the room is looked at after each letter."""
        hands = self.hands
        hands.press("1", "6")
        self.write(f"clinic of {one.surname}")
        hands.press("Return", "A")
        self.write(f"Ring {one.surname} {one.spaced}")
        hands.press("Tab")
        self.write(one.forename)
        hands.press("Return", "D")
        for letter in one.words:
            self.write(letter)
            self.look()
        hands.press("Escape")
        hands.look(50)
        self.look()

    def write(self, text: str) -> None:
        """Letter by letter; what no key has comes from an input method."""
        for letter in text:
            if letter.isascii():
                self.hands.type(letter)
            else:
                written = QInputMethodEvent()
                written.setCommitString(letter)
                QApplication.sendEvent(QApplication.focusWidget(), written)
                self.hands.look()

    def copy_paste_block(self, one: Canary) -> QElapsedTimer:
        """Copy what is made for the practice's system about this case."""
        from mdt_app.ui.outputs.kinds import OF_A_CASE

        hands = self.hands
        hands.press("O")
        outputs = self.meet.outputs._outputs
        block = next(each for each in OF_A_CASE if "paste" in each.code)
        outputs._show_output(block.code)
        clock = QElapsedTimer()
        clock.start()
        outputs.copy()
        self.seen.clipboard_before = QGuiApplication.clipboard().text()
        outputs.book.close_book()
        hands.look(20)
        return clock

    def end(self, minutes: Path) -> None:
        hands, ending = self.hands, self.meet.ending_page
        self.meet.show_ending()
        hands.look(50)
        self.look()
        hands.click(ending.end_button)
        hands.look(50)
        hands.press("Ctrl+A")
        hands.type(str(minutes))
        hands.press("Return")
        hands.wait_for(lambda: self.meet.controller.meeting is None, "the minutes")
        self.look()


def hold(program, folder: Path) -> Seen:
    """The whole meeting, forwards with words and backwards only looking."""
    chair = Chair(program, folder)
    chair.show_room()
    for place, one in enumerate(chair.agenda):
        if place:
            chair.step("PgDown", one)
        chair.seen.pictures[one.mark] = chair.picture()
    for place, one in reversed(list(enumerate(chair.agenda))):
        if place < len(EVERYBODY) - 1:
            chair.step("PgUp", one)
        chair.seen.again[one.mark] = chair.picture()
    for place, one in enumerate(chair.agenda):
        if place:
            chair.step("PgDown", one)
        chair.agree(one)
        if not place:
            clock = chair.copy_paste_block(one)
    chair.hands.press("F2")
    chair.look()
    chair.hands.press("F2")
    chair.end(folder / "asked for" / "minutes.pdf")
    while clock.elapsed() < 30_300:
        chair.hands.look(100)
    chair.seen.clipboard_after_ms = clock.elapsed()
    chair.seen.clipboard_after = QGuiApplication.clipboard().text()
    return chair.seen


def documents(ws: Workspace, meeting: Meeting) -> Iterator[tuple[str, str, bytes]]:
    """The minutes for everybody, the network and each practice, in both forms."""
    for whom in ("whole", "network", *PRACTICES):
        for form in ("pdf", "html"):
            with ws.vault.reading() as reading:
                yield whom, form, document_of(reading, meeting.id, whom, form)


@contextmanager
def first_case(program, folder: Path) -> Iterator[Chair]:
    """The room on the first case, for what is to be looked at alone."""
    chair = Chair(program, folder)
    chair.show_room()
    yield chair
    chair.hands.press("F5")
