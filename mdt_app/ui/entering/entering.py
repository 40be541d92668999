"""Joins the boxes to a screen: opened about one person, kept as drafts, saved off the GUI thread.

Whatever comes back carries whose it is. Another person on the screen closes a box; what was typed
in it stays the first person's draft.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.advice import keep_advice
from mdt_app.meeting.own_targets import agree_target, end_target, take_back_target
from mdt_app.meeting.set_aside import set_aside, take_up_again
from mdt_app.meeting.values import Advice, AgreedTarget
from mdt_app.ui.entering.subject import (
    ADVICE_DRAFT,
    TARGET_DRAFT,
    Flag,
    Subject,
    read_advice,
    read_flag,
    read_subject,
    read_targets,
)
from mdt_app.ui.meet.saves import Saves
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import Place, TypedTexts
from mdt_app.vault.drafts import drafts_of
from mdt_app.vault.workspace import Workspace

if TYPE_CHECKING:
    from mdt_app.ui.entering.advice_box import AdviceBox
    from mdt_app.ui.entering.aside_box import AsideBox, SettingAside
    from mdt_app.ui.entering.entry_box import EntryBox
    from mdt_app.ui.entering.target_box import Agreement, TargetBox

_SAID_MS = 8000
_GO_ON = {
    TARGET_DRAFT: "T goes on with the own target",
    ADVICE_DRAFT: "D goes on with the advice",
}


class Entering(QObject):
    """Own target, flags set aside and advice between meetings, of whoever is on the screen."""

    kept = Signal(str)
    """About whom something is in the file now; `said` has it in words."""
    failed = Signal(object)
    closed = Signal()
    """The keyboard goes back to where it rests on the screen."""
    left_over = Signal(str)
    """What was half typed about the person shown before a crash or a lock, and how to go on."""
    changed = Signal()
    """Whether something typed is kept is different now."""

    def __init__(self, screen: QWidget, ws: Workspace, saver: Saver, room: str) -> None:
        """`room` keeps the drafts of one screen apart from those of the others."""
        super().__init__(screen)
        self._screen = screen
        self._shown = ""
        self.texts = TypedTexts(ws.vault, saver, f"{room}-entering", self)
        self._ws = ws
        self._saves = Saves(saver, self._explain, self)
        self._room = f"{room}-entering/"
        self._left_over: dict[str, str] | None = None
        self._came_from: QWidget | None = None
        self.said = ""
        """What was kept a moment ago, for the status line."""
        self._said_long_enough = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._said_long_enough.timeout.connect(self._unsay)
        self._boxes: list[EntryBox] = []
        self.texts.changed.connect(self.changed)

    @cached_property
    def target_box(self) -> "TargetBox":
        """Made when it is first asked for, as the other one: the window opens without them."""
        from mdt_app.ui.entering.target_box import TargetBox

        made = TargetBox(self._screen)
        made.agreed.connect(self._agree)
        made.ended.connect(self._end)
        made.taken_back.connect(self._take_back)
        self._join(made)
        return made

    @cached_property
    def aside_box(self) -> "AsideBox":
        from mdt_app.ui.entering.aside_box import AsideBox

        made = AsideBox(self._screen)
        made.given.connect(self._set_aside)
        made.taken_up.connect(self._take_up)
        self._join(made)
        return made

    @cached_property
    def advice_box(self) -> "AdviceBox":
        from mdt_app.ui.entering.advice_box import AdviceBox

        made = AdviceBox(self._screen)
        made.given.connect(self._keep_advice)
        self._join(made)
        return made

    def _join(self, box: "EntryBox") -> None:
        box.typed.connect(self._keep_typed)
        box.left.connect(self.close)
        self._boxes.append(box)

    @property
    def open_box(self) -> "EntryBox | None":
        """The box on the screen, if one is."""
        return next((box for box in self._boxes if box.is_open), None)

    # -- opening ----------------------------------------------------------------------------

    def ask_target(self, nhs_number: str, on: date, meeting: str = "") -> None:
        """Enter a target agreed with this person; what was half typed comes back."""
        self._leave()
        with self._ws.vault.reading() as reading:
            subject = read_subject(reading, self._ws, nhs_number, on, meeting)
            targets = read_targets(reading, subject)
        self.target_box.show_subject(subject, targets)
        self._open(self.target_box)

    def ask_aside(
        self, nhs_number: str, rule: str, headline: str, on: date, meeting: str = ""
    ) -> None:
        """Set this flag of this person aside, or take it up again."""
        self._leave()
        with self._ws.vault.reading() as reading:
            subject = read_subject(reading, self._ws, nhs_number, on, meeting)
            flag = read_flag(reading, subject, rule, headline)
        self.aside_box.show_flag(subject, flag)
        self._open(self.aside_box)

    def ask_advice(self, nhs_number: str, on: date) -> None:
        """Keep a question that was asked between meetings, or its answer."""
        self._leave()
        with self._ws.vault.reading() as reading:
            subject = read_subject(reading, self._ws, nhs_number, on, "")
            found = read_advice(reading, subject)
        self.advice_box.show_subject(subject, found)
        self._open(self.advice_box)

    def _open(self, box: "EntryBox") -> None:
        typed = self.texts.restore(self._place(box))
        focus = QApplication.focusWidget()
        self._came_from = focus if focus is not None and not box.isAncestorOf(focus) else None
        box.open_over()
        if typed is not None and typed[0]:
            box.restore(*typed)

    def _place(self, box: "EntryBox") -> Place:
        number = box.subject.nhs_number if box.subject is not None else ""
        return number, box.draft_name()

    # -- leaving ----------------------------------------------------------------------------

    def close(self) -> None:
        """Esc: what is typed is kept, and the keyboard goes back to where it was."""
        if self.open_box is not None:
            self._give_keyboard_back()
            self._leave()

    def _give_keyboard_back(self) -> None:
        """Before the box hides, or Qt hands the keyboard to any button."""
        came_from = self._came_from
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def show_person(self, nhs_number: str) -> None:
        """Somebody is on the screen now: a box about anybody else is closed, its words kept."""
        if nhs_number != self._shown:
            self._unsay()
        self._shown = nhs_number
        box = self.open_box
        if box is not None and (box.subject is None or box.subject.nhs_number != nhs_number):
            if box.has_keyboard:
                self.closed.emit()
            self._leave()
        if self._left_over is None:
            self._left_over = self._read_left_over()
        if words := self._left_over.pop(nhs_number, ""):
            self.left_over.emit(words)

    def _read_left_over(self) -> dict[str, str]:
        """What a crash or a lock left, by NHS number."""
        found: dict[str, str] = {}
        for draft in drafts_of(self._ws.vault, self._room):
            _room, number, kind = draft.place.split("/")
            words = _GO_ON.get(kind, "S on its flag goes on")
            found.setdefault(number, f"{words} where the typing broke off.")
        return found

    def leave(self) -> None:
        """The screen is left: keep what is half typed."""
        self._leave()

    def _leave(self) -> None:
        for box in self._boxes:
            box.leave()
        if self.texts.has_unkept:
            self.texts.keep()
            self.changed.emit()

    def place(self) -> None:
        """The screen has another size."""
        box = self.open_box
        if box is not None:
            box.place()

    def unsaved_words(self) -> str:
        """What is typed here and not recorded, in words; '' when nothing is."""
        if self.texts.has_unkept:
            return "Typing…"
        box = self.open_box
        return "Draft kept, not recorded yet" if box is not None and box.draft() else ""

    def _keep_typed(self, nhs_number: str, text: str, caret: int) -> None:
        box = self.open_box
        if box is not None and box.subject is not None and box.subject.nhs_number == nhs_number:
            self.texts.type(self._place(box), text, caret)

    # -- saving -----------------------------------------------------------------------------

    def _agree(self, subject: Subject, given: "Agreement") -> None:
        ws = self._ws

        def job() -> None:
            agree_target(
                ws,
                subject.nhs_number,
                Kind.HBA1C,
                given.value,
                given.agreed_by,
                given.agreed_on,
                given.why,
                given.until,
                subject.meeting,
            )

        self._save(self.target_box, subject, job, f"Own target {given.words} is kept.")

    def _end(self, subject: Subject, on: date, why: str) -> None:
        ws = self._ws

        def job() -> None:
            end_target(ws, subject.nhs_number, Kind.HBA1C, on, why, subject.meeting)

        self._save(self.target_box, subject, job, "The own target has ended; the default is back.")

    def _take_back(self, subject: Subject, target: AgreedTarget) -> None:
        ws = self._ws

        def job() -> None:
            take_back_target(ws, target, subject.meeting)

        self._save(self.target_box, subject, job, f"Own target {target.value:g} is taken back.")

    def _keep_advice(self, subject: Subject, given: Advice) -> None:
        ws = self._ws

        def job() -> None:
            keep_advice(ws, given)

        said = "The advice is kept." if given.is_answered else "The question is kept."
        self._save(self.advice_box, subject, job, said)

    def _set_aside(self, subject: Subject, given: "SettingAside") -> None:
        ws = self._ws

        def job() -> None:
            set_aside(
                ws,
                subject.nhs_number,
                given.rule,
                given.reason,
                given.ask_again_on,
                subject.meeting,
            )

        words = f"“{given.headline}” is set aside; it is asked again {spoken(given.ask_again_on)}."
        self._save(self.aside_box, subject, job, words)

    def _take_up(self, subject: Subject, flag: Flag) -> None:
        ws = self._ws

        def job() -> None:
            take_up_again(ws, subject.nhs_number, flag.rule, subject.meeting)

        self._save(self.aside_box, subject, job, f"“{flag.headline}” counts again.")

    def _save(self, box: "EntryBox", subject: Subject, job: Callable[[], Any], words: str) -> None:
        """Save it and forget its draft; if that fails, what was typed is half typed again."""
        place, typed = self._place(box), box.draft()
        self.texts.take(place)
        forget = self.texts.forgetting(place)

        def save() -> None:
            job()
            forget()

        def done(_outcome: object) -> None:
            self._say(f"{subject.person.listed_name}: {words}")
            self.kept.emit(subject.nhs_number)

        def give_back() -> None:
            if typed and not self.texts.is_typed(place):
                self.texts.type(place, typed, 0)

        self._give_keyboard_back()
        for each in self._boxes:
            each.leave()
        self._saves.save(subject.nhs_number, save, done, give_back)
        self.changed.emit()

    def _say(self, words: str) -> None:
        """Not in the message bar: that would move the person's page, and stay for the next one."""
        self.said = words
        self._said_long_enough.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._screen, words))
        self.changed.emit()

    def _unsay(self) -> None:
        self._said_long_enough.stop()
        if self.said:
            self.said = ""
            self.changed.emit()

    def _explain(self, _number: str, error: Exception) -> None:
        self.failed.emit(error)
