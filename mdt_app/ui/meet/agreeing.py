"""What is being agreed about the person shown: chosen, typed, kept as a draft, recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.meeting.beside import NOTHING_BESIDE, Beside
from mdt_app.meeting.decisions import decisions_about, record_decision, withdraw_decision
from mdt_app.meeting.values import Decision
from mdt_app.ui.meet.agreement_draft import as_draft, from_draft
from mdt_app.ui.meet.case_state import Agreement, agreement_of
from mdt_app.ui.meet.choosing import toggled, with_found
from mdt_app.ui.meet.saves import Saves
from mdt_app.ui.typed_texts import KEPT_AFTER_MS
from mdt_app.vault.drafts import Draft, forget_draft, is_kept, keep_draft, kept_draft
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.workspace import Workspace

_AGAIN_MS = 100


class Agreeing(QObject):
    """One person's agreement at a time. Nothing of it is lost by going on, locking or a crash."""

    changed = Signal(object)

    def __init__(self, ws: Workspace, saves: Saves, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.agreement = Agreement()
        self.is_unkept = False
        self._ws = ws
        self._saves = saves
        self._meeting = ""
        self._number = ""
        self._decision: Decision | None = None
        self._unsaved: dict[str, Agreement] = {}
        self._waits_for_unlock = False
        self._to_keep = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._to_keep.timeout.connect(self._keep_in_its_turn)

    def show(self, meeting: str, number: str, decision: Decision | None) -> Agreement:
        """Whose agreement it is now: what waits to be saved, or the decision and newer words."""
        self._meeting, self._number, self._decision = meeting, number, decision
        agreement = self._unsaved.get(number)
        if agreement is None:
            draft = kept_draft(self._ws.vault, self.place)
            text, caret = (draft.text, draft.caret) if draft is not None else (None, 0)
            waiting = kept_draft(self._ws.vault, self.beside_place)
            kept = from_draft(waiting.text if waiting is not None else "")
            agreement = agreement_of(decision, text, caret, kept)
        self.agreement = agreement
        self.is_unkept = not agreement.says_the_same_as(decision)
        return agreement

    def decision_is(self, decision: Decision | None) -> Agreement:
        """The decision was read again; what is not in the file yet stays."""
        self._decision = decision
        if not self.is_unkept and self._number not in self._unsaved:
            self.agreement = agreement_of(decision, None, 0)
        return self.agreement

    def clear(self) -> None:
        """Nobody is shown."""
        self._number, self._decision = "", None
        self.agreement, self.is_unkept = Agreement(), False

    @property
    def place(self) -> str:
        """Where the draft of the words is kept."""
        return f"meet/{self._meeting}/{self._number}/words"

    @property
    def beside_place(self) -> str:
        """Where the draft of what is beside the words is kept."""
        return f"meet/{self._meeting}/{self._number}/beside"

    def choose(self, code: str, detail: str | None = None) -> None:
        """Choose a decision or take it back; `detail` completes one that asks for it."""
        self._choose(toggled(self.agreement.choices, code, detail))

    def type_detail(self, number: str, code: str, detail: str) -> None:
        """What completes a choice, as it is typed about this person; kept, and recorded later."""
        choices = toggled(self.agreement.choices, code, detail)
        if number == self._number and choices != self.agreement.choices:
            self.is_unkept = True
            self._become(replace(self.agreement, choices=choices, saved_at=None))
            if not self._to_keep.isActive():
                self._to_keep.start(KEPT_AFTER_MS)

    def choose_found(self, choice: str) -> None:
        """Choose what was found, with its detail where it has one, or take exactly that back."""
        self._choose(with_found(self.agreement.choices, choice))

    def _choose(self, choices: tuple[str, ...]) -> None:
        if self._number and choices != self.agreement.choices:
            self.is_unkept = True
            self._become(replace(self.agreement, choices=choices, saved_at=None))
            self.record()

    def put_beside(self, beside: Beside) -> None:
        """Something beside the words is different: a tick, who tells the person, the tier."""
        if self._number and beside != self.agreement.beside:
            self._type_beside(beside)
            self.record()

    def type_beside(self, number: str, beside: Beside) -> None:
        """The same while it is typed: kept as a draft, recorded when its field is left."""
        if number == self._number and beside != self.agreement.beside:
            self._type_beside(beside)
            if not self._to_keep.isActive():
                self._to_keep.start(KEPT_AFTER_MS)

    def _type_beside(self, beside: Beside) -> None:
        self.is_unkept = True
        self._become(replace(self.agreement, beside=beside, saved_at=None))

    def type_words(self, number: str, text: str, caret: int) -> None:
        """Words as they stand in the field, for the person they were typed about."""
        if number != self._number or text == self.agreement.words:
            return
        self.is_unkept = True
        self._become(replace(self.agreement, words=text, caret=caret, saved_at=None))
        if not self._to_keep.isActive():
            self._to_keep.start(KEPT_AFTER_MS)

    def _keep_in_its_turn(self) -> None:
        """On a slow disk drafts would queue up, and the latest be kept long after it was typed."""
        if self._saves.is_pending(self._number):
            self._to_keep.start(_AGAIN_MS)
        else:
            self.keep_draft()

    def keep_draft(self) -> None:
        """Keep what is typed, before it is agreed."""
        if not self.is_unkept:
            return
        number, vault = self._number, self._ws.vault
        draft = Draft(self.place, self.agreement.words, self.agreement.caret)
        beside = self._beside_draft()

        def keep() -> bool:
            return keep_draft(vault, draft) and (beside is None or keep_draft(vault, beside))

        def kept(is_kept: bool) -> None:
            if not is_kept:
                self._to_keep.start(_AGAIN_MS)
            elif number == self._number and self._is_still(draft.text):
                self._become(replace(self.agreement, kept_at=datetime.now(UTC)))

        self._saves.save(number, keep, kept)

    def keep_for_lock(self, caret: int) -> None:
        """The lock comes. What is half typed stays half typed, though every field is now left."""
        self.agreement = replace(self.agreement, caret=caret)
        self.keep_draft()
        self._waits_for_unlock = True

    def is_kept(self) -> bool:
        """Whether what is being agreed is in the file, recorded or half typed."""
        if not self.is_unkept:
            return not self._unsaved
        beside, vault = self._beside_draft(), self._ws.vault
        return is_kept(vault, self.place, self.agreement.words) and (
            beside is None or is_kept(vault, self.beside_place, beside.text)
        )

    def go_on(self) -> None:
        """Somebody is here: it was not locked after all."""
        self._waits_for_unlock = False

    def _beside_draft(self) -> Draft | None:
        """What is beside the words, where it differs from what is recorded."""
        stands = self.agreement
        text = as_draft(stands.choices, stands.beside, self._decision)
        return Draft(self.beside_place, text, 0) if text else None

    def _is_still(self, words: str) -> bool:
        return self.agreement.words == words and self.agreement.saved_at is None

    def record(self) -> None:
        """Record what is being agreed, if it is not recorded yet."""
        if not self.is_unkept or self._waits_for_unlock:
            return
        self.is_unkept = False
        self._to_keep.stop()
        number, agreement = self._number, self.agreement
        self._unsaved[number] = agreement

        def recorded(decision: Decision | None) -> None:
            if self._unsaved.get(number) == agreement:
                del self._unsaved[number]
            if number != self._number:
                return
            self._decision = decision
            if agreement.is_empty and self.agreement == agreement:
                self._show_kept()
            if self.agreement.says_the_same_as(decision):
                self.is_unkept = False
                at = decision.recorded_at if decision is not None else None
                self._become(replace(self.agreement, saved_at=at, kept_at=None))

        self._saves.save(number, self._recording(), recorded)

    def _show_kept(self) -> None:
        """Nothing is agreed; what stands beside it waits as a draft until something is."""
        self.is_unkept = self.agreement.beside != NOTHING_BESIDE
        if self.is_unkept:
            self._become(replace(self.agreement, kept_at=datetime.now(UTC)))

    def _recording(self) -> Callable[[], Decision | None]:
        """The job that records the agreement and forgets its draft."""
        ws, meeting, number = self._ws, self._meeting, self._number
        agreement, decision = self.agreement, self._decision
        place, beside_place = self.place, self.beside_place
        choices, words, beside = agreement.choices, agreement.words, agreement.beside

        def record() -> Decision | None:
            kept: Decision | None = None
            if not agreement.is_empty:
                kept = record_decision(ws, meeting, number, choices, words, beside=beside)
            else:
                _withdraw(ws, meeting, number, decision)
            forget_draft(ws.vault, place)
            waiting = as_draft((), beside, None) if agreement.is_empty else ""
            if not keep_draft(ws.vault, Draft(beside_place, waiting, 0)) and waiting:
                raise StoreBusyError("The store was busy.", "It is tried again.")
            return kept

        return record

    def failed_for(self, number: str) -> None:
        """A save failed: what it was to keep is still here and will be tried again."""
        if number == self._number:
            self.is_unkept = True

    def _become(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.changed.emit(agreement)


def _withdraw(ws: Workspace, meeting: str, number: str, shown: Decision | None) -> None:
    """Strike out the version shown or, where a save made since took its place, what stands now."""
    with ws.vault.reading() as reading:
        now = decisions_about(reading, number, meeting)
    for decision in [shown] if shown in now else now:
        withdraw_decision(ws, decision)
