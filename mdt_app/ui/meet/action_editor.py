"""One action being written: what, who, by when, and for whom. Nothing typed is thrown away."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit

from mdt_app.errors import UserError
from mdt_app.meeting.values import Action
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.meet.offered_words import OfferedWords
from mdt_app.ui.meet.offers import CASE as CASE
from mdt_app.ui.meet.offers import EDUCATION as EDUCATION
from mdt_app.ui.meet.offers import PRACTICE_EDUCATION as PRACTICE_EDUCATION
from mdt_app.ui.meet.offers import Offer
from mdt_app.ui.meet.words import short_day
from mdt_app.ui.parts import SegmentedButtons, button, column, label, primary_button, row
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.typed_texts import KEPT_AFTER_MS

_KINDS = (
    (CASE, "Case"),
    (EDUCATION, "Education"),
    (PRACTICE_EDUCATION, "Practice education"),
)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ONE_AT_A_TIME = UserError(
    "Another action is being changed.", "Keep the change first; the action is open again."
)


class ActionEditor(QFrame):
    """Opens under the actions. Enter keeps the action; Esc closes and keeps what is typed."""

    agreed = Signal(object, str)
    """The action as written, about the person it was opened for; and everything typed."""
    withdrawn = Signal(object)
    typed = Signal(str, str)
    """NHS number and everything typed, to be kept as a draft."""
    typing = Signal()
    """Something was typed that is in no file yet."""
    opened = Signal()
    closed = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Action being written")
        self._blank = Action()
        self._today = date(2000, 1, 1)
        self._offers: Sequence[Offer] = ()
        self._offer: Offer | None = None
        self.kept_for = ""
        """The choice whose offer the action kept last began with."""
        self.offer_words = RunsText(9)
        self.words_edit = QLineEdit(placeholderText="What is to be done")
        self.words_edit.setAccessibleName("What is to be done")
        self.owner_edit = QLineEdit(placeholderText="Owner")
        self.owner_edit.setAccessibleName("Owner")
        self.day_edit = QLineEdit(placeholderText="By: 11 Jan, 6w")
        self.day_edit.setAccessibleName("By which day")
        self.day_words = label("", "small")
        self.kinds = SegmentedButtons("For", _KINDS)
        self.keep_button = primary_button("Keep action")
        self.withdraw_button = button("Withdraw")
        self._owners = OfferedWords(self.owner_edit)
        self._owners.when_taken(self._say_typed)
        self._to_keep = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        who = row(spacing=6)
        who.addWidget(self.owner_edit, 3)
        who.addWidget(self.day_edit, 2)
        end = row(spacing=6)
        end.addWidget(self.keep_button)
        end.addWidget(self.withdraw_button)
        end.addWidget(self.day_words)
        end.addStretch(1)
        layout = column(self, spacing=6)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.words_edit)
        layout.addLayout(who)
        layout.addWidget(self.kinds)
        layout.addLayout(end)
        layout.addWidget(self.offer_words)
        self.offer_words.hide()

    def _connect(self) -> None:
        for edit in (self.words_edit, self.owner_edit, self.day_edit):
            edit.textEdited.connect(self._say_typed)
            edit.returnPressed.connect(self.keep)
        self.day_edit.textChanged.connect(self._read_day)
        self.keep_button.clicked.connect(self.keep)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.kinds.chosen.connect(self._say_typed)
        self._to_keep.timeout.connect(self.keep_draft)

    @property
    def is_about(self) -> Action:
        """The action before what is typed: its person, meeting and id."""
        return self._blank

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody is writing here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @property
    def is_unkept(self) -> bool:
        """Whether something was typed in the last moment that is in no file yet."""
        return self._to_keep.isActive()

    @property
    def is_half_written(self) -> bool:
        """Whether something stands here that is no action yet."""
        return self._has_text()

    def open_for(
        self,
        action: Action,
        kind: str,
        today: date,
        owners: Sequence[str],
        offers: Sequence[Offer] = (),
    ) -> None:
        """Write a new action, or change one; what was half typed for this person comes back.

        A new one begins with the first of the offers, to be written over or kept.
        """
        self._today = today
        self._owners.offer(owners)
        if self._blank.id and self._blank.id != action.id and self._has_text():
            self.refused.emit(_ONE_AT_A_TIME)
            action = self._blank
        elif action != self._blank or not self._has_text():
            self._fill(action, kind)
            self._offers = offers if not action.id else ()
            self._begin_with(0)
        else:
            self.kinds.choose(kind)
        self._offer_kinds(action)
        self.withdraw_button.setVisible(bool(action.id))
        self.keep_button.setText("Keep change" if action.id else "Keep action")
        self.show()
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._offer is not None:
            self.words_edit.selectAll()
        self.opened.emit()

    def _begin_with(self, place: int) -> None:
        """Fill in what a choice offers; what is typed takes its place."""
        if not 0 <= place < len(self._offers):
            return
        self._offer = offer = self._offers[place]
        self._write(offer.action)
        self.kinds.choose(offer.kind)
        self.words_edit.selectAll()
        if not offer.choice:
            return
        which = f" ({place + 1} of {len(self._offers)}, ↑ ↓)" if len(self._offers) > 1 else ""
        self.offer_words.show_runs(
            Run(f"Offered by the decision{which}. Done when ", "small"),
            Run(offer.done_when, "small"),
        )
        self.offer_words.show()

    def _offer_kinds(self, action: Action) -> None:
        """An action kept for somebody stays theirs, and a practice's stays the practice's."""
        is_for_practice = action.audience == "practice"
        for kind, _words in _KINDS:
            fits = (kind == PRACTICE_EDUCATION) == is_for_practice
            self.kinds.segment(kind).setEnabled(not action.id or fits)

    def _fill(self, action: Action, kind: str) -> None:
        self._blank = action
        self._offers, self._offer = (), None
        self.offer_words.hide()
        self._write(action)
        self.kinds.choose(kind)

    def _write(self, action: Action) -> None:
        self.words_edit.setText(action.words)
        self.owner_edit.setText(action.owner)
        self.day_edit.setText(_day_text(action.due_on))

    def restore(self, action: Action, actions: Sequence[Action], draft: str) -> None:
        """Bring back what was half typed about this person: a new action, or one of theirs."""
        kept = json.loads(draft)
        changed = [one for one in actions if one.id == kept["id"]]
        self._fill(changed[0] if changed else action, kept["kind"])
        self.words_edit.setText(kept["words"])
        self.owner_edit.setText(kept["owner"])
        self.day_edit.setText(kept["day"])

    def leave(self) -> None:
        """Another person comes: keep what is half typed, then forget it here."""
        if self._to_keep.isActive():
            self.keep_draft()
        self._fill(Action(), CASE)
        self._owners.close()
        if self.has_keyboard:
            self.closed.emit()  # before it hides, or Qt hands the keyboard to any button
        self.hide()

    def keep_draft(self) -> None:
        """Say what stands here now, so that it can be kept."""
        self._to_keep.stop()
        if self._blank.nhs_number:
            self.typed.emit(self._blank.nhs_number, self._draft())

    def _draft(self) -> str:
        return self._everything() if self._has_text() else ""

    def _everything(self) -> str:
        """All that stands here, offered or typed."""
        return json.dumps(
            {
                "id": self._blank.id,
                "words": self.words_edit.text(),
                "owner": self.owner_edit.text(),
                "day": self.day_edit.text(),
                "kind": self.kinds.choice(),
            },
            ensure_ascii=False,
        )

    def _has_text(self) -> bool:
        edits = (self.words_edit, self.owner_edit, self.day_edit)
        texts = [edit.text().strip() for edit in edits]
        if (offer := self._offer) is not None:
            action = offer.action
            is_as_offered = texts == [action.words, action.owner, _day_text(action.due_on)]
            return any(texts) and not is_as_offered
        return any(texts)

    def keep(self) -> None:
        """Agree the action as it is written."""
        try:
            action = self._written()
        except UserError as error:
            self.refused.emit(error)
            return
        self._owners.close()
        typed = self._everything()
        self.kept_for = self._offer.choice if self._offer is not None else ""
        self._to_keep.stop()
        self._fill(Action(), CASE)
        self.closed.emit()
        self.hide()
        self.agreed.emit(action, typed)

    def _written(self) -> Action:
        words = self.words_edit.text().strip()
        if not words:
            self.words_edit.setFocus()
            raise UserError("An action needs words.", "Say what is to be done.")
        kind = self.kinds.choice()
        is_for_practice = kind == PRACTICE_EDUCATION
        return replace(
            self._blank,
            words=words,
            owner=self.owner_edit.text().strip(),
            due_on=day_of(self.day_edit.text(), self._today),
            category="case management" if kind == CASE else "education",
            audience="practice" if is_for_practice else "person",
            nhs_number="" if is_for_practice else self._blank.nhs_number,
        )

    def _withdraw(self) -> None:
        action = self._blank
        self._fill(Action(), CASE)
        self.closed.emit()
        self.hide()
        self.withdrawn.emit(action)

    def _say_typed(self) -> None:
        if not self._to_keep.isActive():
            self._to_keep.start()
            self.typing.emit()

    def _read_day(self, text: str) -> None:
        try:
            day = day_of(text, self._today)
        except UserError as error:
            self.day_words.setText(error.message)
            return
        self.day_words.setText(f"by {short_day(day, self._today)}" if day else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_draft()
            self.closed.emit()
            self.hide()
        elif event.key() in _STEPS and self._offer is not None and not self._has_text():
            self._begin_with(self._offers.index(self._offer) + _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _day_text(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""
