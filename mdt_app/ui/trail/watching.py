"""Tells the trail whom each screen shows, from what the screens say themselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mdt_app.ui.trail.seen import Seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mdt_app.measures.values import PersonLine
    from mdt_app.meeting.care_cases import CareCases
    from mdt_app.meeting.process_cases import MeetingCases
    from mdt_app.meeting.trail import Trail
    from mdt_app.ui.data.gone_page import GonePage
    from mdt_app.ui.data.screen import DataScreen
    from mdt_app.ui.follow_up.controller import FollowUpController
    from mdt_app.ui.follow_up.lines import ActionLine
    from mdt_app.ui.measures.controller import MeasuresController
    from mdt_app.ui.meet.case_state import ShownCase
    from mdt_app.ui.meet.screen import MeetScreen
    from mdt_app.ui.minutes.controller import MinutesController
    from mdt_app.ui.minutes.lines import Details
    from mdt_app.ui.prepare.controller import PrepareController
    from mdt_app.ui.prepare.lines import CaseLine
    from mdt_app.ui.shell import Shell
    from mdt_app.ui.trail.controller import TrailController
    from mdt_app.vault.trail import Access

PREPARE, MEET, PEEK = "Prepare", "Meet", "Meet, looked at beside the case"
FOLLOW_UP, MEASURES, MINUTES = "Follow up", "Measures, people behind a number", "Minutes"
GONE = "Data, people no longer in the extract"
LETTERS, TRAIL = "Letters and lists", "The trail"
_PLACES = {
    "prepare": (PREPARE,),
    "meet": (MEET, PEEK),
    "follow_up": (FOLLOW_UP,),
    "measures": (MEASURES,),
    "minutes": (MINUTES,),
    "data": (GONE,),
    "trail": (TRAIL,),
}


class Watching(QObject):
    """Joined to each screen when it is made. What a screen reads ahead is not shown yet."""

    def __init__(self, shell: Shell, seen: Seen) -> None:
        super().__init__(shell)
        self.seen = seen
        shell.left.connect(self._leave)

    def prepare(self, controller: PrepareController) -> None:
        controller.person_shown.connect(self._show_line)

    def meet(self, screen: MeetScreen) -> None:
        screen.controller.case_shown.connect(self._show_case)
        screen.peeking.looked.connect(partial(self._show, PEEK))

    def follow_up(self, controller: FollowUpController) -> None:
        controller.action_shown.connect(self._show_action)

    def measures(self, controller: MeasuresController) -> None:
        controller.people_found.connect(self._show_people)
        controller.meeting_cases_found.connect(self._show_cases)
        controller.care_cases_found.connect(self._show_cases)

    def data(self, screen: DataScreen) -> None:
        page = screen.gone_page
        page.table.rows.modelReset.connect(partial(self._show_gone, page))
        page.left.connect(partial(self.seen.leave, GONE))

    def minutes(self, controller: MinutesController) -> None:
        controller.shown.connect(self._show_minutes)

    def trail(self, controller: TrailController) -> None:
        controller.found.connect(self._show_trail)

    def _show_line(self, line: CaseLine | None) -> None:
        self._show(PREPARE, line.nhs_number if line is not None else "")

    def _show_case(self, case: ShownCase) -> None:
        self._show(MEET, case.nhs_number)

    def _show_action(self, line: ActionLine | None) -> None:
        self._show(FOLLOW_UP, line.action.nhs_number if line is not None else "")

    def _show_people(self, _wanted: object, found: Iterable[PersonLine]) -> None:
        self.seen.show(MEASURES, *(person.nhs_number for person in found))

    def _show_cases(self, found: MeetingCases | CareCases) -> None:
        self.seen.show(MEASURES, *(case.nhs_number for case in found.own))

    def _show_gone(self, page: GonePage) -> None:
        self.seen.show(GONE, *(line.nhs_number for line in page.table.rows.shown))

    def _show_minutes(self, details: Details | None) -> None:
        cases = details.cases if details is not None else ()
        self.seen.show(MINUTES, *(nhs_number for nhs_number, _ in cases))

    def _show_trail(self, trail: Trail) -> None:
        self._show(TRAIL, trail.wish.person)

    def _show(self, place: str, nhs_number: str) -> None:
        self.seen.show(place, *([nhs_number] if nhs_number else []))

    def _leave(self, code: str) -> None:
        for place in _PLACES.get(code, ()):
            self.seen.leave(place)


def seen_in(widget: QWidget) -> Seen | None:
    """What the window of a widget puts on the trail; None where there is no store's window."""
    return widget.window().findChild(Seen)


def note_shown(widget: QWidget, place: str, nhs_number: str) -> None:
    """Somebody is shown over the window."""
    seen = seen_in(widget)
    if seen is not None:
        seen.show(place, *([nhs_number] if nhs_number else []))


def note_done(widget: QWidget, access: Access) -> None:
    """Something left by the window."""
    seen = seen_in(widget)
    if seen is not None:
        seen.note(access)
