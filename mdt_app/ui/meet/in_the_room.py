"""What of the meeting the room sees: the case on the chair's screen, or nothing.

Whoever leaves the case covers the window: another screen, another page, a break, a peek, a lock.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.meeting.attendance import attendees
from mdt_app.meeting.on_the_wall import Place, on_the_wall, wall_decision
from mdt_app.meeting.values import Decision
from mdt_app.register.queries import network_name
from mdt_app.settings import change_settings, read_settings
from mdt_app.ui.meet.case_state import Agreement, ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.names_shown import names
from mdt_app.ui.shell import Shell
from mdt_app.ui.wall.cover import BREAK_WORDS, WAIT_WORDS
from mdt_app.ui.wall.keys import add_room_keys
from mdt_app.ui.wall.placing import Placing
from mdt_app.ui.wall.room_window import RoomWindow

_CLEARED_FOR_MS = 60
"""How long the empty page stands before the next case: long enough to be really shown."""
_CHOSEN, _UNPLUGGED, _ELSEWHERE, _BREAK = "chosen", "unplugged", "elsewhere", "break"


class InTheRoom(QObject):
    """Keeps the room window on the case the chair sees. The window is made when first asked for."""

    changed = Signal()
    """Whether the room sees the case is different now."""

    def __init__(
        self, screen: QWidget, controller: MeetController, pages: QStackedWidget, page: QWidget
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._controller = controller
        self._pages = pages
        self._page = page
        self.window: RoomWindow | None = None
        self._placing: Placing | None = None
        self._covers: set[str] = set()
        self._shell: Shell | None = None
        self._shown: ShownCase | None = None
        self._place: Place | None = None
        self._is_paused: Callable[[], bool] = bool
        self._said = ""
        self._next = QTimer(self, singleShot=True, interval=_CLEARED_FOR_MS)
        self._next.timeout.connect(self._show_case)
        controller.case_shown.connect(self._clear_for)
        controller.case_changed.connect(self._show_again)
        controller.agenda_changed.connect(self._look)
        controller.agreeing.changed.connect(self._show_agreement)
        pages.currentChanged.connect(self._look)
        names.changed.connect(self._show_names)

    def come_with(self, shell: QWidget) -> None:
        """The chair's window: the keys work on all of its screens."""
        if self._shell is not None or not isinstance(shell, Shell):
            return
        self._shell = shell
        add_room_keys(shell, lambda: self)
        shell.stack.currentChanged.connect(self._look)
        shell.lock_asked.connect(self._leave)
        shell.closing.connect(self._leave)
        self.changed.connect(self._tell_shell)
        if shell.room_window is not None:  # it stayed, covered, while the store was locked
            self._covers.add(_CHOSEN)
            self._take(shell.room_window)
        self._look()

    def pause_with(self, changed: SignalInstance, is_paused: Callable[[], bool]) -> None:
        """During a break the room sees no case."""
        self._is_paused = is_paused
        changed.connect(self._look)

    @property
    def words(self) -> str:
        """What the chair is told: `Room sees case 3`, `Room covered`, or '' without a window."""
        if self.window is None or not self.window.isVisible():
            return ""
        if self.window.is_covered or self._controller.shown is None:
            return "Room covered"
        return f"Room sees case {self._controller.shown.position + 1}"

    def show_or_hide(self) -> None:
        """Bring the window up on the room's screen, or take it away."""
        window = self._window_made()
        if self._placing is None:
            return
        if window.isVisible():
            self._forget()
            self._placing.hide()
        else:
            self._covers -= {_CHOSEN, _UNPLUGGED}
            window.put_cover()
            self._placing.show()
        self._show_or_cover()

    def cover_or_uncover(self) -> None:
        """Cover what the room sees, at once; or let it see the case again."""
        if self._covers & {_CHOSEN, _UNPLUGGED}:
            self._covers -= {_CHOSEN, _UNPLUGGED}
        else:
            self._covers.add(_CHOSEN)
        self._show_or_cover()

    def swap(self) -> None:
        """Let the room's window and the chair's change screens."""
        if self.window is not None and self.window.isVisible() and self._placing is not None:
            self.window.put_cover()
            self._placing.swap()
            self._show_or_cover()

    def look_at_clock(self) -> None:
        """The time of day goes on."""
        if self._shown is not None and self.window is not None and not self.window.is_covered:
            self.window.case.show_time(_now())

    def _window_made(self) -> RoomWindow:
        if self.window is None:
            with self._controller.ws.vault.reading() as reading:
                made = RoomWindow(network_name(reading))
            self._take(made)
            if self._shell is not None:
                self._shell.room_window = made
        assert self.window is not None
        return self.window

    def _take(self, window: RoomWindow) -> None:
        if window.placing is None:
            window.placing = Placing(window, _remembered)
        placing = window.placing
        self.window, self._placing = window, placing
        placing.chair = self._shell
        placing.lost.connect(self._cover_unplugged)
        placing.found.connect(self._cover_unplugged)
        placing.moved_to.connect(_remember)
        window.closed.connect(self._look)

    def _look(self) -> None:
        """Is the case on the chair's screen, and is it being talked about?"""
        shell, shown = self._shell, self._controller.shown
        is_here = shell is None or shell.stack.currentWidget() is self._screen
        is_case = self._pages.currentWidget() is self._page and shown is not None
        self._cover_while(_ELSEWHERE, not (is_here and is_case))
        self._cover_while(_BREAK, self._is_paused())
        self._show_or_cover()

    def _cover_while(self, reason: str, is_so: bool) -> None:
        if is_so:
            self._covers.add(reason)
        else:
            self._covers.discard(reason)

    def _cover_unplugged(self) -> None:
        self._covers.add(_UNPLUGGED)
        self._show_or_cover()

    def _show_or_cover(self) -> None:
        window = self.window
        if window is not None and window.isVisible():
            if self._covers:
                self._forget()
                words = BREAK_WORDS if _BREAK in self._covers else WAIT_WORDS
                if not window.is_covered or window.cover.words != words:
                    window.put_cover(words)
            elif (self._shown is None or window.is_covered) and not self._next.isActive():
                self._clear()
        self._say()

    def _say(self) -> None:
        """Tell the chair, where it is different."""
        if self.words != self._said:
            self._said = self.words
            self.changed.emit()

    def _clear_for(self, case: ShownCase) -> None:
        """Another person: an empty page first, and really shown, then the case."""
        self._forget()
        window = self.window
        if window is None or not window.isVisible():
            return
        window.case.clear()  # behind a cover as well
        if not window.is_covered:
            self._clear()
        del case

    def _clear(self) -> None:
        assert self.window is not None
        self.window.clear()
        self._next.start()

    def _forget(self) -> None:
        self._next.stop()
        self._shown = self._place = None

    def _show_case(self) -> None:
        """What the chair sees now; it may be somebody else than when the page was cleared."""
        window, shown = self.window, self._controller.shown
        if window is None or not window.isVisible() or self._covers or shown is None:
            return
        self._shown, self._place = shown, self._place_of(shown)
        actions = shown.page.actions
        decision = self._decision(shown, self._controller.agreeing.agreement)
        case = on_the_wall(shown.page, self._place, decision, actions)
        window.show_case(replace(case, time=_now()))
        self._show_agreement(self._controller.agreeing.agreement)
        self._say()

    def _show_again(self, case: ShownCase) -> None:
        """Something about the person on the screen is different."""
        if self._shown is None:
            return
        if self._shown.nhs_number == case.nhs_number:
            self._show_case()
        else:
            self._clear_for(case)

    def _show_agreement(self, agreement: Agreement) -> None:
        """What is being agreed, as it is typed: a name is never shown half written."""
        shown, place, window = self._shown, self._place, self.window
        if shown is None or place is None or window is None or self._covers:
            return
        if self._controller.shown is None or self._controller.shown.visit != shown.visit:
            return
        decision = self._decision(shown, agreement)
        actions = self._controller.shown.page.actions
        person = shown.page.record.person
        window.show_decision(wall_decision(person, place, decision, actions, agreement.caret))

    def _decision(self, shown: ShownCase, agreement: Agreement) -> Decision | None:
        if agreement.is_empty:
            return None
        beside = asdict(agreement.beside)
        item, at = shown.page.item, datetime.now(UTC)
        return Decision(
            "", item.meeting, shown.nhs_number, agreement.choices, agreement.words, at, "", **beside
        )

    def _place_of(self, shown: ShownCase) -> Place:
        controller = self._controller
        with controller.ws.vault.reading() as reading:
            roles = {one.name: one.role for one in attendees(reading, shown.page.item.meeting)}
        others = [
            person
            for number, person in controller.listed.people.items()
            if number != shown.nhs_number
        ]
        return Place(
            position=shown.position + 1,
            total=shown.total,
            practice=shown.practice_name,
            on=controller.on,
            roles=roles,
            others=others,
            pack=shown.pack,
            as_initials=read_settings().room_shows == "initials",
        )

    def _tell_shell(self) -> None:
        if self._shell is not None:
            self._shell.context_line.show_room(self._said)

    def _show_names(self) -> None:
        """Names on the chair's own screen are hidden or shown: say everything again."""
        controller = self._controller
        controller.agenda_changed.emit()
        if controller.shown is not None:
            controller.case_changed.emit(controller.shown)

    def _leave(self) -> None:
        """The store is locked or the program ends: nothing of anybody stays in the window."""
        self._covers.add(_CHOSEN)
        self._forget()
        if self.window is not None:
            self.window.put_cover()
        if self._placing is not None:
            self._placing.chair = None
        self.window = self._placing = None


def _now() -> str:
    return datetime.now().astimezone().strftime("%H:%M")


def _remembered() -> str:
    return read_settings().room_screen


def _remember(name: str) -> None:
    change_settings(room_screen=name)
