"""Half-typed words, each keyed by what they are about and which field: none can be mixed up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.ui.saving import Saver
from mdt_app.vault.drafts import Draft, drafts_of, is_kept, keep_draft, kept_draft
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.vault import Vault

KEPT_AFTER_MS = 250
"""How often what is typed is kept, also while somebody types on. A crash may cost a second, most
of which is left to a slow disk."""
Place = tuple[str, str]
"""An NHS number or an entry's id, and the name of a field."""


class TypedTexts(QObject):
    """What is typed and not yet recorded, kept as drafts a moment after the typing pauses."""

    changed = Signal()
    """Typing began that is in no file yet."""

    def __init__(
        self, vault: Vault, saver: Saver, room: str, parent: QObject | None = None
    ) -> None:
        """`room` keeps the drafts of one screen apart from those of the others."""
        super().__init__(parent)
        self._room = room
        self._vault = vault
        self._saver = saver
        self._typed: dict[Place, tuple[str, int]] = {}
        self._unkept: set[Place] = set()
        self._looked_up: set[Place] = set()
        self._timer = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        saver.shutting_down.connect(self.keep)
        saver.promises.append(self.are_kept)

    def type(self, place: Place, text: str, caret: int) -> None:
        """Remember what stands in a field now."""
        self._looked_up.add(place)
        self._typed[place] = (text, caret)
        is_first = not self._unkept
        self._unkept.add(place)
        if not self._timer.isActive():
            self._timer.start()
        if is_first:
            self.changed.emit()

    def restore(self, place: Place) -> tuple[str, int] | None:
        """What was typed there and not recorded, in this session or before a crash."""
        if place not in self._looked_up:  # later the file may lag behind what is known here
            self._looked_up.add(place)
            draft = kept_draft(self._vault, self._draft_place(place))
            if draft is not None:
                self._typed[place] = (draft.text, draft.caret)
        return self._typed.get(place)

    def take(self, place: Place) -> str | None:
        """The text that is to be recorded now, or None if nothing was typed there."""
        self._unkept.discard(place)
        typed = self._typed.pop(place, None)
        return None if typed is None else typed[0]

    @property
    def has_unkept(self) -> bool:
        """Whether something was typed in the last moment that is in no file yet."""
        return bool(self._unkept)

    def is_typed(self, place: Place) -> bool:
        return place in self._typed

    def places(self) -> list[Place]:
        """Where something is typed and not recorded."""
        return list(self._typed)

    def left_over(self) -> list[str]:
        """What a crash or a lock left words about, the latest first."""
        found = drafts_of(self._vault, f"{self._room}/")
        return list(dict.fromkeys(draft.place.split("/")[1] for draft in found))

    def keep(self) -> None:
        """Keep every draft that changed since it was last kept."""
        self._timer.stop()
        for place in sorted(self._unkept):
            text, caret = self._typed[place]
            self._saver.save(
                _keeping(self._vault, Draft(self._draft_place(place), text, caret)), owner=self
            )
        self._unkept.clear()

    def are_kept(self) -> bool:
        """Whether everything that is typed here is in the file; what is not is kept next time."""
        lost = {
            place
            for place, (text, _caret) in self._typed.items()
            if not is_kept(self._vault, self._draft_place(place), text)
        }
        self._unkept |= lost
        return not lost

    def forgetting(self, place: Place) -> Callable[[], None]:
        """The job that forgets the draft once its text is recorded."""
        return _keeping(self._vault, Draft(self._draft_place(place), "", 0))

    def _draft_place(self, place: Place) -> str:
        return "/".join((self._room, *place))


def _keeping(vault: Vault, draft: Draft) -> Callable[[], None]:
    def keep() -> None:
        if not keep_draft(vault, draft):
            raise StoreBusyError("The store was busy.", "It is tried again.")

    return keep
