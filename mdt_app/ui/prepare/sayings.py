"""What was said about people: shown at once, saved off the GUI thread, and never lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.planned import Slot
from mdt_app.meeting.values import Nomination
from mdt_app.ui.prepare.places import USUAL, Places, places_of
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.workspace import Workspace

ROOM = "prepare"


@dataclass(frozen=True, slots=True)
class _Saved:
    """What became of a change: `error` is why it is not in the file."""

    nomination: Nomination
    texts: Mapping[str, str]
    error: Exception | None = None


class Sayings(QObject):
    """Nominations as last said here, whether in the file yet or not, and words half typed."""

    said = Signal(object)
    """A nomination as it is now."""
    not_saved = Signal(object)
    """A change is not in the file, the error says why; its words are half-typed again."""

    def __init__(self, ws: Workspace, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts = TypedTexts(ws.vault, saver, ROOM, self)
        self._ws = ws
        self._saver = saver
        self._current: dict[str, Nomination] = {}
        self._unsaved: dict[str, Nomination] = {}

    @property
    def current(self) -> Mapping[str, Nomination]:
        """What is said about whom, by NHS number."""
        return self._current

    def read(self, found: Mapping[str, Nomination]) -> None:
        """What the file says; it may lag behind what was just said here."""
        self._current = {**found, **self._unsaved}

    def forget_unsaved(self) -> None:
        """From now on the file is right: everything was saved, or something was taken back."""
        self._unsaved.clear()

    def about(self, nhs_number: str) -> Nomination:
        return self._current.get(nhs_number) or Nomination(nhs_number)

    def places(self, slot: Slot = USUAL) -> Places:
        """How full the next meeting is, that has so much room."""
        return places_of(self._current.values(), slot)

    def unsaved_words(self) -> str:
        """What is not in the file yet, in words; '' when all is."""
        if self._saver.is_saving:
            return "Saving…"
        return "Typing…" if self.texts.has_unkept else ""

    def text_of(self, nhs_number: str, field: str) -> tuple[str, int]:
        """What stands in a field about a person, and the caret: half-typed words come first."""
        typed = self.texts.restore((nhs_number, field))
        if typed is not None:
            return typed
        text = str(getattr(self.about(nhs_number), field))
        return text, len(text)

    def change(self, nhs_number: str, **what: Any) -> None:
        """Say something else about a person."""
        self._keep(replace(self.about(nhs_number), **what), {})

    def record_text(self, nhs_number: str, field: str) -> None:
        """Record what was typed in a field as that person's."""
        text = self.texts.take((nhs_number, field))
        if text is not None:
            what: dict[str, Any] = {field: text.strip()}
            if field == "what_matters" and text.strip():
                what["is_matter_not_asked"] = False
            self._keep(replace(self.about(nhs_number), **what), {field: text})

    def record_texts(self) -> None:
        """Record everything typed and not yet recorded."""
        for nhs_number, field in self.texts.places():
            self.record_text(nhs_number, field)

    def _keep(self, nomination: Nomination, texts: Mapping[str, str]) -> None:
        ws, number = self._ws, nomination.nhs_number
        forgets = [self.texts.forgetting((number, field)) for field in texts]

        def job() -> _Saved:
            try:
                nominate(ws, nomination)
                for forget in forgets:
                    forget()
            except StoreBusyError:
                raise  # the saving thread waits for its turn and tries again
            except Exception as error:  # not swallowed: told on the GUI thread
                return _Saved(nomination, texts, error)
            return _Saved(nomination, texts)

        self._current[number] = self._unsaved[number] = nomination
        self._saver.save(job, owner=self, on_done=self._settle)
        self.said.emit(nomination)

    def _settle(self, saved: _Saved) -> None:
        number = saved.nomination.nhs_number
        if self._unsaved.get(number) is saved.nomination:
            del self._unsaved[number]
        if saved.error is None:
            return
        self._unsaved.pop(number, None)
        for field, text in saved.texts.items():
            if not self.texts.is_typed((number, field)):
                self.texts.type((number, field), text, len(text))
        self.not_saved.emit(saved.error)
