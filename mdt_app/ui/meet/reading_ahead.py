"""Pages of the people beside the one shown, read while nobody waits.

A page read ahead is used only while no entry was made since, by anybody, about anybody: then it
says what a page read now would say.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from mdt_app.clinical.filtration import Equation
from mdt_app.errors import UserError
from mdt_app.flags.in_force import pack_in_force
from mdt_app.flags.pack import Pack
from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.care_processes import Process, care_processes
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.trends import Trend, trends_of
from mdt_app.meeting.values import Action, AgendaItem, CasePage, Meeting
from mdt_app.meeting.worked_out import chosen_equation
from mdt_app.vault.entries import entries_so_far
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_SOON_MS = 20
"""After the page that was asked for is painted, and before a key held down comes again."""
_PAGES_KEPT = 3
"""The one shown, the one before and the next."""


class CaseRead(NamedTuple):
    """All that is read and worked out about one person for one meeting."""

    page: CasePage
    processes: tuple[Process, ...]
    practice_actions: tuple[Action, ...]
    pack: Pack
    trends: tuple[Trend, ...]
    equation: Equation


class ReadingAhead(QObject):
    """Reads pages when asked, and the next one before anybody asks."""

    def __init__(self, ws: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self._kept: dict[str, tuple[tuple[object, ...], CaseRead]] = {}
        self._next: tuple[Meeting, AgendaItem] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read_next)

    def case(self, meeting: Meeting, item: AgendaItem) -> CaseRead:
        """The person of `item`, as the file stands now."""
        with self._ws.vault.reading() as reading:
            stands = entries_so_far(reading), meeting, item, chosen_equation()
            known_as, read = self._kept.pop(item.nhs_number, (None, None))
            if read is None or known_as != stands:
                read = _read(reading, meeting, item)
        self._kept[item.nhs_number] = stands, read
        while len(self._kept) > _PAGES_KEPT:
            del self._kept[next(iter(self._kept))]
        return read

    def expect(self, meeting: Meeting | None, item: AgendaItem | None) -> None:
        """Who is probably asked for next; nobody, if there is no `item`."""
        self._next = (meeting, item) if meeting is not None and item is not None else None
        if self._next is not None:
            self._soon.start()

    def forget(self) -> None:
        """Nothing of anybody is kept."""
        self._soon.stop()
        self._next = None
        self._kept.clear()

    def _read_next(self) -> None:
        if self._next is None:
            return
        try:
            self.case(*self._next)
        except UserError:
            self._next = None  # it is said when they are asked for


def _read(reading: Reading, meeting: Meeting, item: AgendaItem) -> CaseRead:
    on, pack, equation = meeting.held_on, pack_in_force(reading), chosen_equation()
    page = case_page(reading, pack, meeting, item, on)
    record, targets = page.record, page.own_targets
    return CaseRead(
        page,
        care_processes(pack, record, on),
        _for_practice(reading, meeting, record.person.practice),
        pack,
        trends_of(record, on, own_targets=targets, pack=pack, equation=equation),
        equation,
    )


def _for_practice(reading: Reading, meeting: Meeting, practice: str) -> tuple[Action, ...]:
    """Actions for that practice that are about nobody in particular."""
    return tuple(
        action
        for action in actions_of(reading, meeting.id)
        if not action.nhs_number and action.practice == practice and action.state != "withdrawn"
    )
