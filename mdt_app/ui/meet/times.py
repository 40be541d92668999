"""The clock of the meeting: each case's time, when it was spoken of, breaks, and the end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.meeting.agenda import STILL_TO_GO, to_go
from mdt_app.meeting.breaks import begin_break, break_lasting, end_break
from mdt_app.meeting.planned import BREAK, slot_of
from mdt_app.meeting.spoken import Spoken, keep_spoken_of
from mdt_app.meeting.topics import minutes_for_topics
from mdt_app.meeting.values import AgendaItem, Break, Meeting
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.controller import MeetController
from mdt_app.ui.meet.timing import CaseClock, break_proposed, finish_at
from mdt_app.ui.meet.words import minutes_and_seconds

_BREAK = "break"
_GLANCE = timedelta(seconds=5)
"""Who is on the screen for less was only paged past."""
_KEPT_AFTER_MS = 2000
"""Long enough not to be in the way of the next person."""
_LONGEST = timedelta(hours=8)
"""A meeting opened longer ago was left open: it begins again today."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Times(QObject):
    """Runs while a case is before the room and no break lasts."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        controller: MeetController,
        seconds: Callable[[], float] = monotonic,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._clock = CaseClock(seconds)
        self._now = now
        self._first_seen = now()
        self._shown = ""
        self._since: datetime | None = None
        self._unkept: list[Spoken] = []
        self._to_keep = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._to_keep.timeout.connect(self.keep)
        controller.undone.connect(self._look_again)

    # -- the case before the room -------------------------------------------------------------

    def show(self, nhs_number: str) -> None:
        """Another case is before the room; '' is none."""
        self._stop()
        self._shown = nhs_number
        if self.break_now is None:
            self._run()

    def resume(self, nhs_number: str) -> None:
        """This case is before the room, if it was not already."""
        if nhs_number != self._shown:
            self.show(nhs_number)

    def _run(self) -> None:
        self._clock.show(self._shown)
        self._since = self._now() if self._shown else None

    def _stop(self) -> None:
        meeting, since, until = self._controller.meeting, self._since, self._now()
        self._clock.show("")
        self._since = None
        if meeting is not None and since is not None and until - since >= _GLANCE:
            self._unkept.append(Spoken(meeting.id, self._shown, since, until))
            self._to_keep.start()

    def keep(self) -> None:
        """Keep when the cases so far were spoken of."""
        self._to_keep.stop()
        if not self._unkept:
            return
        ws, stretches, self._unkept = self._controller.ws, self._unkept, []

        def job() -> None:
            keep_spoken_of(ws, stretches)

        self._controller.saves.save("", job, _ignore)

    def leave(self) -> None:
        """Nobody looks at the case any more."""
        self.show("")
        self.keep()

    # -- breaks -------------------------------------------------------------------------------

    @property
    def break_now(self) -> Break | None:
        """The break that lasts, if one does."""
        return break_lasting(self._controller.breaks)

    def toggle_break(self) -> None:
        """A break begins, or the one that lasts is over."""
        controller, at, lasting = self._controller, self._now(), self.break_now
        if controller.meeting is None or controller.saves.is_pending(_BREAK):
            return
        ws, meeting = controller.ws, controller.meeting.id

        def job() -> Break:
            return begin_break(ws, meeting, at) if lasting is None else end_break(ws, lasting, at)

        if lasting is None:
            self._stop()
            controller.breaks = (*controller.breaks, Break("", meeting, at))
            self.said.emit("A break: the time of the case stands still until B is pressed again.")
        else:
            ended = replace(lasting, ended_at=max(at, lasting.began_at))
            controller.breaks = tuple(ended if b is lasting else b for b in controller.breaks)
            self._run()
            minutes = max(0, round((at - lasting.began_at).total_seconds() / 60))
            self.said.emit(f"The break is over: {minutes} min.")
        controller.saves.save(_BREAK, job, self._take_break, controller.read_breaks)
        self.changed.emit()

    def _take_break(self, _kept: Break) -> None:
        self._controller.read_breaks()

    def _look_again(self) -> None:
        """A break may have been taken back, or restored."""
        if self.break_now is not None:
            self._stop()
        elif self._since is None and self._shown:
            self._run()

    # -- words --------------------------------------------------------------------------------

    def notes(self, shown: ShownCase) -> tuple[str, ...]:
        """The time of this case or the break, and when the meeting will be over."""
        meeting = self._controller.meeting
        if meeting is None:
            return ()
        spent = self._clock.spent(shown.nhs_number)
        finish = f"finish about {self._finish(meeting, shown.page.item, spent):%H:%M}"
        if (lasting := self.break_now) is not None:
            return (f"**Break** since {lasting.began_at.astimezone():%H:%M}, B ends it", finish)
        allowed = minutes_and_seconds(60 * self._minutes(meeting, shown.page.item))
        this_case = f"this case **{minutes_and_seconds(spent)}** of {allowed}"
        if shown.page.item.state == "parked":
            return (this_case, "**parked**, P takes it back", finish)
        return (this_case, finish)

    def _finish(self, meeting: Meeting, item: AgendaItem, spent: float) -> datetime:
        left = to_go(self._controller.items)
        others = sum(self._minutes(meeting, one) for one in left if one.id != item.id)
        this = self._minutes(meeting, item) if item.state in STILL_TO_GO else 0
        has_break_to_come = slot_of(meeting).has_break and not self._controller.breaks
        rest = BREAK if has_break_to_come and len(left) > 2 else 0
        topics = [one for one in self._controller.listed.topics if one.state == "waiting"]
        beside = rest + minutes_for_topics(topics)
        return finish_at(self._now(), others + beside, this, spent)

    def _minutes(self, meeting: Meeting, item: AgendaItem) -> int:
        planned: Mapping[str, int] = self._controller.minutes
        return planned.get(item.nhs_number, meeting.minutes_per_case)

    def proposal(self) -> str:
        """Whether a break would do good now, in one line, or ''."""
        controller, now = self._controller, self._now()
        if controller.meeting is None or controller.meeting.state != "open":
            return ""
        opened = controller.opened_at
        began = opened if opened and now - opened < _LONGEST else self._first_seen
        left = len(to_go(controller.items))
        return break_proposed(now, began, controller.breaks, len(controller.items) - left, left)


def _ignore(_outcome: object) -> None:
    """Nothing more to do."""
