"""The window of an unlocked store with all its screens; each is loaded when first shown."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mdt_app.errors import UserError
from mdt_app.meeting.meetings import current_meeting
from mdt_app.register.queries import network_name
from mdt_app.ui.backups.opening import add_backups
from mdt_app.ui.doubts_bar import DoubtsBar
from mdt_app.ui.fonts import load_other_fonts
from mdt_app.ui.messages import show_error
from mdt_app.ui.minutes.opening import add_minutes, expect_minutes, show_minutes
from mdt_app.ui.names_shown import names
from mdt_app.ui.people.opening import add_people, ask_for_own_passphrase
from mdt_app.ui.retention.opening import add_retention
from mdt_app.ui.saving import LEAVING_S, Saver
from mdt_app.ui.screen import Screen
from mdt_app.ui.sealing import Sealing
from mdt_app.ui.settings.choices import take_up_keys
from mdt_app.ui.shell import PLACES, Shell
from mdt_app.ui.shortcuts import add_key
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.trail.opening import add_trail
from mdt_app.ui.trail.seen import Seen
from mdt_app.ui.trail.watching import Watching
from mdt_app.ui.wall.keys import add_room_keys
from mdt_app.vault.doubts import Doubt
from mdt_app.vault.last_seen import remember_head
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.ui.meet.in_the_room import InTheRoom
    from mdt_app.ui.prepare.screen import PrepareScreen
    from mdt_app.ui.wall.room_window import RoomWindow

_STOPPING_S = 1.0
"""So long a job may go on that was told to stop."""
_KEEPING_S = 5.0
"""So long a lock waits for what is half typed."""


class Screens:
    """Makes each screen for one unlocked store."""

    def __init__(
        self, ws: Workspace, runner: TaskRunner, saver: Saver, shell: Shell, watching: Watching
    ) -> None:
        self._ws = ws
        self._runner = runner
        self._saver = saver
        self._shell = shell
        self._watching = watching
        self.prepare_made: PrepareScreen | None = None
        """Made before there was a store, if there was time."""

    def prepare(self) -> Screen:
        from mdt_app.ui.prepare.controller import PrepareController
        from mdt_app.ui.prepare.screen import PrepareScreen

        controller = PrepareController(self._ws, self._runner, self._saver)
        self._watching.prepare(controller)
        made, self.prepare_made = self.prepare_made or PrepareScreen(), None
        made.belong_to(controller)
        return made

    def meet(self) -> Screen:
        from mdt_app.ui.meet.screen import MeetScreen

        made = MeetScreen(self._ws, self._runner, self._saver)
        made.minutes_asked.connect(partial(show_minutes, self._shell))
        made.meeting_ended.connect(partial(expect_minutes, self._shell))
        self._watching.meet(made)
        return made

    def follow_up(self) -> Screen:
        from mdt_app.ui.follow_up.controller import FollowUpController
        from mdt_app.ui.follow_up.screen import FollowUpScreen

        controller = FollowUpController(self._ws, self._runner, self._saver)
        self._watching.follow_up(controller)
        return FollowUpScreen(self._ws, self._runner, self._saver, controller=controller)

    def measures(self) -> Screen:
        from mdt_app.ui.measures.screen import MeasuresScreen

        made = MeasuresScreen(self._ws, self._runner, self._saver)
        self._watching.measures(made.controller)
        return made

    def settings(self) -> Screen:
        from mdt_app.ui.settings.screen import SettingsScreen

        return SettingsScreen(self._shell.go_back, self._ws.vault)

    def data(self) -> Screen:
        from mdt_app.ui.data.screen import DataScreen

        made = DataScreen(self._ws, self._runner, self._saver)
        self._watching.data(made)
        return made


class Desk:
    """The window of one unlocked store, and the thread that saves what is entered in it."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        room_window: "RoomWindow | None" = None,
        shell: Shell | None = None,
        prepare: "PrepareScreen | None" = None,
    ) -> None:
        """`room_window` is the one that stayed on the projector while the store was locked.

        `shell` and `prepare` were made before there was a store, if there was time.
        """
        load_other_fonts()
        self.ws = ws
        self._runner = runner
        self.shell = shell or Shell()
        self.shell.belong_to(ws)
        self.shell.room_window = room_window
        if room_window is not None:
            self._name_cover(room_window)
        self.saver = Saver(self.shell)
        self.saver.failed.connect(self._explain)
        self.shell.keep_all = self.keep_all
        self.sealing = Sealing(ws.vault, self.shell)
        self.doubts = DoubtsBar(ws.vault)
        self.sealing.found.connect(self._doubt_the_tables)
        self.shell.add_on_top(self.doubts)
        seen = Seen(ws, self.saver)
        seen.failed.connect(self._explain)
        self.watching = Watching(self.shell, seen)
        self.shell.drop_cover.dropped.connect(self._look_at)
        add_key(self.shell, "Ctrl+Shift+O", self._show_letters)
        add_room_keys(self.shell, self._room)
        seen.come_in()
        self._add_screens(prepare)

    def _add_screens(self, prepare: "PrepareScreen | None") -> None:
        take_up_keys()
        screens = Screens(self.ws, self._runner, self.saver, self.shell, self.watching)
        screens.prepare_made = prepare
        factories = {
            "prepare": screens.prepare,
            "meet": screens.meet,
            "follow_up": screens.follow_up,
            "measures": screens.measures,
            "data": screens.data,
        }
        for code, words in PLACES:
            self.shell.add_screen(code, words, factories[code])
        self.shell.add_settings(screens.settings)
        add_minutes(self.shell, self.ws, self._runner, self.saver, self.watching)
        add_trail(self.shell, self.ws, self._runner, self.saver, self.watching)
        add_retention(self.shell, self.ws, self._runner, self.saver)
        self.upkeep = add_backups(self.shell, self.ws, self._runner, self.saver, self.doubts)
        add_people(self.shell, self.ws, self._runner)
        self.shell.show_screen("meet" if self.is_meeting_open() else "prepare")
        ask_for_own_passphrase(self.shell, self.ws)

    def keep_all(self) -> bool:
        """Keep in the file whatever is half typed; False where the file does not take it."""
        self.shell.keep_for_lock()
        self.shell.hide()
        self._runner.abandon()
        self._runner.wait(_STOPPING_S)
        self.shell.keep_for_lock()  # what an import has held up
        self.saver.finish(_KEEPING_S)
        QCoreApplication.sendPostedEvents(self.saver)
        with suppress(UserError):
            return self.shell.is_kept() and all(is_kept() for is_kept in self.saver.promises)
        return False

    def close(self, *, is_lock: bool = False) -> None:
        """Save what waits, close the window and the store. Nothing of it stays in the window."""
        self.shell.hide()
        self._runner.abandon()
        self.sealing.stop()
        self.upkeep.stop()
        self._runner.wait(_STOPPING_S)  # or an import would hold the file against what is typed
        if is_lock:
            self.shell.keep_for_lock()
        else:
            self.shell.keep_what_is_typed()
        self.saver.shut_down()
        names.forget()
        self.shell.deleteLater()
        self._remember_what_was_seen()
        self.ws.vault.lock()

    def _doubt_the_tables(self, problems: list[str]) -> None:
        hint = "Do not rely on what is shown. Keep the folder as it is, and put back a backup."
        self.doubts.add(Doubt("seals", " ".join(problems[:3]), hint))

    def _remember_what_was_seen(self) -> None:
        """So that an older copy of the whole file is known as one on this computer."""
        with suppress(UserError), self.ws.vault.reading() as reading:
            remember_head(reading)

    def _name_cover(self, room_window: "RoomWindow") -> None:
        with self.ws.vault.reading() as reading:
            room_window.cover.belong_to(network_name(reading))

    def _room(self) -> "InTheRoom":
        """What the room sees; asked for before the meeting, it is covered."""
        from mdt_app.ui.meet.screen import MeetScreen

        screen = self.shell.screen_of("meet")
        assert isinstance(screen, MeetScreen)
        screen.in_the_room.come_with(self.shell)
        return screen.in_the_room

    def _show_letters(self) -> None:
        """Letters and lists of a whole meeting, from any screen."""
        from mdt_app.ui.outputs.outputs import open_outputs

        self.saver.finish(LEAVING_S)  # a letter says what was just entered
        open_outputs(self.shell, self.ws, self._runner, self.saver).open_meeting()

    def is_meeting_open(self) -> bool:
        """Whether a meeting is being held."""
        with self.ws.vault.reading() as reading:
            meeting = current_meeting(reading)
        return meeting is not None and meeting.state == "open"

    def _look_at(self, files: list[str]) -> None:
        """Files were let fall on the window, whichever screen is shown: Data looks at them."""
        from mdt_app.ui.data.screen import DataScreen

        screen = self.shell.screen_of("data")
        assert isinstance(screen, DataScreen)
        self.shell.show_screen("data")
        if not screen.take_files(files):
            busy = "Other files are being read just now."
            show_error(self.shell, UserError(busy, "Drop these again when that is done."))

    def _explain(self, error: Exception) -> None:
        show_error(self.shell, error)
