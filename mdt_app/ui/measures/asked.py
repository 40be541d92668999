"""What the screen asks for: the functions it needs of the rooms below, in one value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mdt_app.measures.differing import Differing
from mdt_app.measures.equity import CutFigure
from mdt_app.measures.incentive import WhatIf
from mdt_app.measures.values import Board, Line, PersonLine
from mdt_app.meeting.advice import AdviceCounts
from mdt_app.meeting.care_cases import CareCases
from mdt_app.meeting.learning import Lesson
from mdt_app.meeting.process_cases import MeetingCases
from mdt_app.meeting.process_figures import HeldShare, MeetingFigures
from mdt_app.meeting.tiers import MonthOfCare
from mdt_app.ui.tasks import Progress

Choice = tuple[str, str]
"""A code and the words for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure of a set in one practice ('' is the network) on a day."""

    set_name: str
    measure: str
    group: str
    practice: str
    on: date
    cut: str = ""
    """Only people of one kind, told apart by this: `Interpreter`; '' is everybody."""
    kind: str = ""
    """Which kind: `needed`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The functions behind the screen. All but `what_if` may take long and run on the worker."""

    sets: Callable[[], Sequence[Choice]]
    board: Callable[[str, date | None], Board]
    """As last worked out, which may be stale."""
    brought_up_to_date: Callable[[str, date | None, Progress], Board]
    is_anybody_here: Callable[[], bool]
    people: Callable[[Wanted], Sequence[PersonLine]]
    what_if: Callable[[Board, Line, int], WhatIf]
    """What would be earned with so many more people."""
    freeze: Callable[[str, Sequence[date]], None]
    restate: Callable[[str, date, str], None]
    """The set, the month and the reason."""
    choose_practice: Callable[[str], None]
    take_benchmark: Callable[[Path], str]
    """Answers a sentence about what was taken in."""
    meetings: Callable[[], Sequence[MeetingFigures]]
    meeting_cases: Callable[[str], MeetingCases]
    """Who was behind a meeting's counts, of one's own practice."""
    care: Callable[[], Sequence[MonthOfCare]]
    """Tiers and remits by month."""
    care_cases: Callable[[date], CareCases]
    """Who was behind a month of them, of one's own practice."""
    held: Callable[[], HeldShare]
    """How many of the planned meetings were held."""
    advice: Callable[[], AdviceCounts]
    """Questions asked between meetings, all in all."""
    lessons: Callable[[], Sequence[Lesson]]
    """What every meeting learned, the latest first."""
    other_measures: Callable[[str], Sequence[Choice]]
    """Every measure of the other sets, as `set/measure/group`."""
    equity: Callable[[str, date], Sequence[CutFigure]]
    """Every measure of a set by every cut."""
    differing: Callable[[Wanted, str], Differing]
