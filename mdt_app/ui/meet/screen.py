"""Meet: before the meeting, the cases one by one, and its end. Everything by keyboard."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from mdt_app.clinical.nhs_number import spaced
from mdt_app.errors import UserError
from mdt_app.meeting.undo import TakenBack
from mdt_app.meeting.values import Action, Meeting
from mdt_app.ui.commands import command_named
from mdt_app.ui.entering.entering import Entering
from mdt_app.ui.meet.actions_entry import ActionsEntry
from mdt_app.ui.meet.adding import Adding
from mdt_app.ui.meet.agenda_lines import progress_words
from mdt_app.ui.meet.asides import Asides
from mdt_app.ui.meet.asking_whom import AskingWhom
from mdt_app.ui.meet.beside import Beside
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.deciding import Deciding
from mdt_app.ui.meet.defer_box import DeferBox
from mdt_app.ui.meet.ending import EndingPage
from mdt_app.ui.meet.in_the_room import InTheRoom
from mdt_app.ui.meet.key_words import AT_A_CASE, AT_A_TOPIC, MORE
from mdt_app.ui.meet.left_list import CARRY_KEY
from mdt_app.ui.meet.peeking import LOOKING_ONLY, Peeking
from mdt_app.ui.meet.room import Room
from mdt_app.ui.meet.start_page import StartPage
from mdt_app.ui.meet.times import Times
from mdt_app.ui.meet.topics import Topics
from mdt_app.ui.meet.turning_back import turned_words
from mdt_app.ui.meet.words import long_day, name_of
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.outputs.in_meet import OUTPUTS_KEY, OutputsInMeet
from mdt_app.ui.parts import column, roomy
from mdt_app.ui.rules.asking import RULE_KEY, RuleAsking
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter, keys
from mdt_app.ui.tasks import TaskRunner
from mdt_app.ui.where_from import WHERE_FROM_KEY
from mdt_app.vault.workspace import Workspace

_TICK_MS = 1000
_DRAFT_KEPT = "Draft kept, not recorded yet"
_DIGITS = "1234567890"


class MeetScreen(Screen):
    """Shows the start, the room or the end, as the meeting stands."""

    minutes_asked = Signal(str)
    """Show the minutes of this meeting."""
    meeting_ended = Signal(str)
    """This meeting has just ended."""

    def __init__(self, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__()
        self.controller = MeetController(ws, runner, saver, self)
        self.start_page = StartPage(self.controller)
        self.room = Room(self.controller)
        self.ending_page = EndingPage(self.controller)
        self.defer_box = DeferBox(self)
        self._pages = QStackedWidget()
        self._room_page = roomy(self.room, "The case")
        self.rules = RuleAsking(self, ws, self._whose_flags, self._first_rule)
        self._beside = Beside(self, self._pages, self._room_page)
        self._whom = AskingWhom(self, ws)
        self.peeking = Peeking(self.controller, self._beside, self._whom, self.room.agenda)
        self.adding = Adding(self, self.controller, self._whom)
        self.in_the_room = InTheRoom(self, self.controller, self._pages, self._room_page)
        self._actions_entry = ActionsEntry(self.controller, self.room.side.editor)
        self.deciding = Deciding(self.controller, self.room, saver)
        self.entering = Entering(self, ws, saver, "meet")
        self.outputs = OutputsInMeet(self, self.controller, runner, saver)
        self.times = Times(self.controller)
        self.asides = Asides(self.controller, self._beside)
        self.topics = Topics(self.controller, self._beside, self.times, saver)
        self._saver = saver
        self._tick = QTimer(self, interval=_TICK_MS)
        for page in (self.start_page, self._room_page, self.ending_page):
            self._pages.addWidget(page)
        column(self, spacing=0).addWidget(self._pages)
        self._connect()
        self._add_keys()

    def _connect(self) -> None:
        controller, side = self.controller, self.room.side
        controller.meeting_changed.connect(self._show_meeting)
        controller.agenda_changed.connect(self.context_changed)
        controller.agenda_finished.connect(self.show_ending)
        controller.turning.turned.connect(self._say_turned)
        controller.failed.connect(self._explain)
        controller.refused.connect(self._refuse)
        for left_behind in (
            controller.case_shown,
            controller.agenda_finished,
            controller.agreeing.changed,
            side.editor.agreed,
        ):
            left_behind.connect(self._drop_refusal)
        controller.agreeing.changed.connect(self.context_changed)
        self._saver.changed.connect(self.context_changed)
        self.room.person_changed.connect(self._greet)
        self.room.rest_asked.connect(self._rest)
        self.room.reasons.rule_asked.connect(self.rules.open)
        side.defer_asked.connect(self.ask_reason)
        side.add_button.clicked.connect(self._actions_entry.add)
        side.actions_list.opened.connect(self._change_action)
        side.editor.closed.connect(self._rest)
        side.editor.typing.connect(self.context_changed)
        side.words_edit.done.connect(self._rest)
        side.decisions.done.connect(self._rest)
        self.defer_box.reason_given.connect(controller.defer)
        self.defer_box.put_back_asked.connect(controller.put_back)
        self._connect_entering()
        self._connect_beside()
        self.start_page.started.connect(controller.look)
        self.start_page.started.connect(self.topics.begin)
        self.start_page.prepare_asked.connect(self._ask_for_prepare)
        self.start_page.minutes.asked.connect(self.minutes_asked)
        self.room.end_button.clicked.connect(self.show_ending)
        self.ending_page.case_asked.connect(self._back_to)
        self.ending_page.action_asked.connect(self._back_to_action)
        self.ending_page.back_asked.connect(self._show_room)
        self.ending_page.ended.connect(self._say_ended)
        self._tick.timeout.connect(self.context_changed)
        self._tick.timeout.connect(self.in_the_room.look_at_clock)

    def _connect_entering(self) -> None:
        entering, reasons = self.entering, self.room.reasons
        entering.kept.connect(self._show_entered)
        entering.failed.connect(self._explain)
        entering.closed.connect(self._rest)
        entering.changed.connect(self.context_changed)
        entering.left_over.connect(self._say_left_over)
        reasons.aside_asked.connect(self._ask_aside)

    def _connect_beside(self) -> None:
        self._beside.opened.connect(self.context_changed)
        self._beside.closed.connect(self.context_changed)
        self.controller.turning.stays = self._is_beside
        self.adding.said.connect(self._say)
        self.topics.said.connect(self._say)
        self.topics.ending_asked.connect(self.show_ending)
        self.room.agenda.topic_chosen.connect(self.topics.show)
        self.times.said.connect(self._say)
        self.times.changed.connect(self.context_changed)
        self.in_the_room.pause_with(self.times.changed, lambda: self.times.break_now is not None)
        self.adding.left.connect(self._rest)

    def _add_keys(self) -> None:
        controller, side = self.controller, self.room.side
        for key, act in (
            ("PgDown", controller.next_case),
            ("PgUp", controller.previous_case),
            ("Ctrl+J", self.topics.ask),
            ("Ctrl+Return", controller.agreed_next),
            ("Ctrl+Enter", controller.agreed_next),
        ):
            add_key(self.room, key, act)
        for letter, act in (
            ("D", side.words_edit.to_the_end),
            ("A", self._actions_entry.add),
            ("E", self._actions_entry.add_education),
            ("W", self.ask_reason),
            ("P", controller.park),
            ("K", self.peeking.ask),
            ("N", self.adding.ask),
            ("B", self.times.toggle_break),
            ("H", self.asides.show_who_is_here),
            ("F", self.asides.show_open_actions),
            ("T", self._ask_target),
            ("G", self.room.go_to_reasons),
            ("S", self.room.go_to_reasons),
            (WHERE_FROM_KEY, self.room.where_from.ask),
            (RULE_KEY, self.rules.ask),
            ("Q", self.room.switch_equation),
            (OUTPUTS_KEY, self.outputs.open),
        ):
            add_letter(self.room, letter, act)
        for digit in _DIGITS:
            add_letter(self.room, digit, self._pressing(digit))

    def _pressing(self, digit: str) -> Callable[[], None]:
        def press() -> None:
            if self.controller.shown is not None:
                self.room.side.decisions.press(digit)

        return press

    def context(self) -> Context:
        meeting, shown = self.controller.meeting, self.controller.shown
        if meeting is None:
            return Context("Meet")
        subtitle = long_day(meeting.held_on)
        if self.topics.is_open:
            return Context(meeting.title, subtitle, "Topic")
        if shown is None or self._pages.currentWidget() is not self._room_page:
            return Context(meeting.title, subtitle)
        chip = f"Case {shown.position + 1} of {shown.total}"
        if self.room.is_scrolled:  # the banner may be out of sight; who it is never is
            person = shown.page.record.person
            return Context(f"{name_of(person)} · {spaced(person.nhs_number)}", chip=chip)
        return Context(meeting.title, subtitle, chip, self.times.notes(shown))

    def keys(self) -> Sequence[Key]:
        if self.is_ending:
            return (("↑ ↓", "line"), ("Enter", "go to it"), (CARRY_KEY, "carry it over"))
        if self.peeking.is_open:
            return (("Esc", "back to the case"), ("K", "somebody else"))
        if self.topics.is_open:
            return AT_A_TOPIC
        if self._is_beside():
            return (("Esc", "back to the case"),)
        if self._pages.currentWidget() is not self._room_page:
            return ()
        return AT_A_CASE

    def more_keys(self) -> Sequence[Key]:
        return MORE

    def status(self) -> str:
        if self.entering.said or not self.controller.items:
            return self.entering.said
        progress = f"{progress_words(self.controller.items)} · flags: {self.controller.rules}"
        return " · ".join(filter(None, (self._break_proposed(), progress)))

    def _break_proposed(self) -> str:
        return self.times.proposal() if self.room.isVisible() else ""

    def unsaved(self) -> str:
        if self.controller.agreeing.is_unkept:
            kept = self.controller.agreeing.agreement.kept_at
            return _DRAFT_KEPT if kept else "Typing…"
        if self.room.side.editor.is_unkept:
            return "Typing…"
        if self._saver.is_saving:
            return "Saving…"
        if self.room.side.editor.is_half_written:
            return _DRAFT_KEPT
        return self.entering.unsaved_words()

    def activated(self) -> None:
        self.in_the_room.come_with(self.window())
        self.controller.agreeing.go_on()
        self.controller.look()
        self._rest()
        self._tick.start()

    def left(self) -> None:
        """Keep everything half done: words are recorded, a half-written action is a draft."""
        self._leave()
        self.controller.agreeing.record()

    def keep_for_lock(self) -> None:
        """Keep everything half done as a draft: who comes back goes on in the middle of a word."""
        self._leave()
        self.controller.agreeing.keep_for_lock(self.room.side.words_edit.textCursor().position())

    def is_kept(self) -> bool:
        return self.controller.agreeing.is_kept() and self._actions_entry.are_kept()

    def _leave(self) -> None:
        self.room.where_from.clear()
        self.outputs.leave()
        self.topics.keep()
        self._beside.close()
        self._tick.stop()
        self.room.side.editor.keep_draft()
        self.deciding.keep()
        self.entering.leave()
        self.times.leave()

    def open_person(self, nhs_number: str) -> bool:
        is_open = self.controller.meeting is not None and self.controller.meeting.state == "open"
        if is_open and self.controller.show_person(nhs_number):
            self._show_room()
            return True
        return False

    def lists_people(self) -> bool:
        return self._pages.currentWidget() not in (self._room_page, self.peeking.page)

    def undo(self) -> None:
        if not self._is_only_looking():
            self.controller.undo()

    def redo(self) -> None:
        if not self._is_only_looking():
            self.controller.redo()

    def _is_beside(self) -> bool:
        return self._beside.page is not None

    def _is_only_looking(self) -> bool:
        """Whether somebody is only looked at: what is undone would be out of sight."""
        if self.peeking.is_open:
            tell(self, f"{LOOKING_ONLY}.", "Esc goes back to the case.")
        return self.peeking.is_open

    def show_ending(self) -> None:
        """Go to the end of the meeting."""
        meeting = self.controller.meeting
        if meeting is not None:
            self.controller.agreeing.record()
            self.times.leave()
            self.ending_page.show_meeting(meeting)
            self._pages.setCurrentWidget(self.ending_page)
            self.ending_page.back_button.setFocus()
            self.context_changed.emit()

    @property
    def is_ending(self) -> bool:
        """Whether the page that ends the meeting is shown."""
        return self._pages.currentWidget() is self.ending_page

    def ask_reason(self) -> None:
        """Ask what the case shown is waiting for."""
        shown = self.controller.shown
        if shown is not None:
            item = shown.page.item
            is_deferred = item.state == "deferred"
            self.defer_box.open_in(self.rect(), is_deferred=is_deferred, reason=item.reason)

    def _ask_target(self) -> None:
        """Enter a target agreed with the person shown."""
        shown = self.controller.shown
        if shown is not None:
            self.entering.ask_target(shown.nhs_number, self.controller.on, shown.page.item.meeting)

    def _ask_aside(self, rule: str, nhs_number: str) -> None:
        """Set the reason at the keyboard aside, if it is still about the person shown."""
        shown = self.controller.shown
        if shown is not None and shown.nhs_number == nhs_number:
            headline = next((r.headline for r in shown.raised if r.rule == rule), rule)
            meeting = shown.page.item.meeting
            self.entering.ask_aside(nhs_number, rule, headline, self.controller.on, meeting)

    def _show_entered(self, nhs_number: str) -> None:
        shown = self.controller.shown
        if shown is not None and shown.nhs_number == nhs_number:
            self.controller.reload()
        self.controller.find_reasons()
        self.context_changed.emit()

    def _say(self, words: str, hint: str = "") -> None:
        tell(self, words, hint)

    def _say_left_over(self, words: str) -> None:
        tell(self, "What you were typing was kept.", words)

    def hasHeightForWidth(self) -> bool:
        return False  # its pages scroll; only their parts wrap

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.entering.place()

    def _show_meeting(self, meeting: Meeting | None) -> None:
        if meeting is not None and meeting.state == "open":
            self._show_room()
        else:
            self.times.leave()
            self.room.show_nobody()
            self.start_page.show_meeting(meeting)
            self._pages.setCurrentWidget(self.start_page)
            self.start_page.start_button.setFocus()
        self.context_changed.emit()

    def _show_room(self) -> None:
        self._beside.forget()
        if self.controller.shown is not None:
            self.times.resume(self.controller.shown.nhs_number)
        self._pages.setCurrentWidget(self._room_page)
        self.context_changed.emit()

    def _greet(self, case: ShownCase) -> None:
        """Another person is shown: their time runs, and nothing of the last one stays open."""
        self.times.show(case.nhs_number)
        self.defer_box.forget()
        self.adding.forget()
        self.entering.show_person(case.nhs_number)
        self._actions_entry.show_case(case)
        self._show_room()

    def _rest(self) -> None:
        """Put the keyboard where letters and digits are keys again."""
        if self.room.agenda.isVisible():
            self.room.agenda.setFocus()
        elif self.room.isVisible():
            self.room.side.agreed_button.setFocus()
        self.controller.leave_if_gone()

    def _whose_flags(self) -> tuple[str, date] | None:
        shown = self.controller.shown
        return (shown.nhs_number, self.controller.on) if shown is not None else None

    def _first_rule(self) -> str:
        shown = self.controller.shown
        return shown.raised[0].rule if shown is not None and shown.raised else ""

    def _ask_for_prepare(self) -> None:
        self.place_asked.emit("prepare")

    def _change_action(self, action: Action) -> None:
        self._actions_entry.change(action)

    def _back_to(self, nhs_number: str) -> None:
        self.controller.show_person(nhs_number)
        self._show_room()

    def _back_to_action(self, action: Action) -> None:
        """Go to the case of an action, or of its practice, and write the action anew."""
        items, people = self.controller.items, self.controller.listed.people
        of_practice = (
            item.nhs_number
            for item in items
            if (who := people.get(item.nhs_number)) is not None and who.practice == action.practice
        )
        anybody = next(of_practice, items[0].nhs_number if items else "")
        self._back_to(action.nhs_number or anybody)
        self._change_action(action)

    def _say_turned(self, said: str, taken: TakenBack | None) -> None:
        tell(self, *turned_words(said, taken, self.controller.listed.people))

    def _say_ended(self, path: Path) -> None:
        offered = (("minutes", "approve them"), ("letters", "letters and lists"))
        found = [(keys.of(command_named(f"everywhere.{name}")), words) for name, words in offered]
        hint = " · ".join([str(path), *(f"{key}: {words}" for key, words in found if key)])
        tell(self, "The meeting has ended and its minutes are written.", hint)
        if (meeting := self.controller.meeting) is not None:
            self.meeting_ended.emit(meeting.id)
        self.controller.look()

    def _explain(self, error: Exception) -> None:
        self.ending_page.let_try_again()
        show_error(self, error)

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    def _drop_refusal(self) -> None:
        drop_refusal(self)
