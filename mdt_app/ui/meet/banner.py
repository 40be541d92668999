"""Who is on the screen: above everything, and never scrolled away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.care_plan import CarePlan, care_plan_of
from mdt_app.meeting.conditions import (
    EASY_READ_FOR,
    Condition,
    conditions_of,
    latest_coordinator,
    latest_tier,
)
from mdt_app.meeting.own_targets import target_on, target_words
from mdt_app.meeting.tiers import tier_words
from mdt_app.meeting.values import AgreedTarget
from mdt_app.register.diagnosis import with_diagnosis
from mdt_app.register.provenance import Asked, OfEvent, OfPerson
from mdt_app.register.values import Record
from mdt_app.ui import palette
from mdt_app.ui.entering.subject import whom_of
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.meet.card_ground import paint_card
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.words import background_runs, identity_runs
from mdt_app.ui.parts import column
from mdt_app.ui.provenance import Value
from mdt_app.ui.runs import Run, RunsText

_SIDES, _TOP, _BOTTOM = 12, 10, 6
_GAP = Run("     ", "quiet")
_BETWEEN = " · "
_HEIGHT = 88
"""At 100 %: three lines. It is higher only where one of them goes on below itself."""


class Banner(QFrame):
    """The NHS patient banner; background; practice, own target, tier and other conditions.

    The care plan stands behind the background where the line has room, else shortened behind
    the tier.

    Each can say where it is from.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.nhs_number = ""
        self.identity, self.background, self.conditions = RunsText(), RunsText(), RunsText()
        self._first: list[Run] = []
        self._second: list[Run] = []
        self._care_plan = CarePlan("none")
        self._found: tuple[Condition, ...] = ()
        self._behind: dict[Asked, tuple[Asked, ...]] = {}
        layout = column(self, spacing=4)
        layout.setContentsMargins(_SIDES, _TOP, _SIDES, _BOTTOM)
        for line in (self.identity, self.background, self.conditions):
            layout.addWidget(line)
        layout.addStretch(1)
        looks.keep_measured(self)

    def measure(self) -> None:
        """Measure the letters as they are now; what is below stays in its place."""
        self._letters = QFontMetricsF(font())
        self.setMinimumHeight(pixels(_HEIGHT))
        self._fill_lines()

    def show_case(self, case: ShownCase, on: date) -> None:
        """Show whom a case is about, as the meeting knows them."""
        page = case.page
        self.show_person(
            page.record,
            case.practice_name,
            on,
            page.agreed_targets,
            latest_tier(page.decisions, page.before),
            latest_coordinator(page.decisions, page.before),
            wants_easy_read=page.wants_easy_read,
        )

    def show_person(
        self,
        record: Record,
        practice_name: str,
        on: date,
        agreed: Sequence[AgreedTarget] = (),
        tier: str = "",
        coordinator: str = "",
        *,
        wants_easy_read: bool = False,
    ) -> None:
        """Show another person, or this one again. Tier and co-ordinator are those agreed last."""
        person = record.person
        self.nhs_number = person.nhs_number
        self._found = conditions_of(record, on)
        self.identity.show_runs(*identity_runs(person, on))
        diagnosed = with_diagnosis(person, record.events, on)
        needs = _easy_read(self._found, self.nhs_number)
        if wants_easy_read and not needs:
            needs = [_GAP, Run("Easy read", "strong")]
        self._second = [*background_runs(diagnosed), *needs]
        self._care_plan = care_plan_of(record, on)
        practice = Run(practice_name, "quiet", OfPerson(self.nhs_number, "practice"))
        own = target_runs(agreed, on, whom_of(person))
        self._first = [practice, _GAP, *own, *([_GAP] if own else []), *_tier_runs(tier), _GAP]
        if coordinator:
            named = [Run("Co-ordinator: ", "quiet"), Run(coordinator, "strong")]
            self._first += [*named, _GAP]
        self._fill_lines()
        self.setAccessibleName(f"Patient: {self.identity.text()}")
        first = "".join(run.text for run in self._first).strip()
        second = "".join(run.text for run in self._second)
        told = (second, first, self._care_plan.words, _all_words(self._found))
        self.setAccessibleDescription(". ".join(told))

    def _fill_lines(self) -> None:
        """Background and care plan in one line if both fit; then what fits behind the practice."""
        self._behind = {}
        if not self.nhs_number:
            self.background.show_runs()
            self.conditions.show_runs()
            return
        second = [*self._second, _GAP, self._care_plan_run(self._care_plan.words)]
        has_room = self._fits(second)
        self.background.show_runs(*(second if has_room else self._second))
        short = self._care_plan_run(self._care_plan.in_short)
        self._fill_last_line(self._first if has_room else [*self._first, short, _GAP])

    def _fits(self, runs: Sequence[Run]) -> bool:
        room = self.width() - 2 * _SIDES
        return self._letters.horizontalAdvance("".join(run.text for run in runs)) * 1.04 < room

    def _care_plan_run(self, words: str) -> Run:
        plan = self._care_plan
        if plan.on is None:
            return Run(words, "quiet")
        style = "strong" if plan.state == "overdue" else "quiet"
        return Run(words, style, OfEvent(self.nhs_number, plan.kind, plan.on.toordinal()))

    def _fill_last_line(self, first: Sequence[Run]) -> None:
        """What stands first, then as many conditions as the line holds; the rest is counted."""
        for kept in range(len(self._found), 0, -1):
            runs = [*first, *self._condition_runs(kept)]
            if self._fits(runs):
                break
        else:
            runs = [*first, *self._condition_runs(min(1, len(self._found)))]
        self.conditions.show_runs(*runs)

    def _condition_runs(self, kept: int) -> list[Run]:
        found = self._found
        if not found:
            return [Run("Other conditions: none recorded", "quiet")]
        some = "condition" if len(found) == 1 else "conditions"
        runs = [Run(f"{len(found)} other {some}: ", "quiet")]
        for place, each in enumerate(found[:kept]):
            runs += [Run(_BETWEEN if place else ""), Run(each.words, "strong", self._asked(each))]
        if rest := found[kept:]:
            asked = tuple(map(self._asked, rest))
            self._behind = {asked[0]: asked}
            runs += [Run(_BETWEEN), Run(f"+{len(rest)} more", "quiet", asked[0])]
        return runs

    def _asked(self, condition: Condition) -> Asked:
        return OfEvent(self.nhs_number, condition.kind, condition.day)

    def values(self) -> list[Value]:
        """Every field and condition of the person, line by line."""
        found: list[Value] = []
        met: set[Asked] = set()
        for line in (self.identity, self.background, self.conditions):
            for box, about in line.places():
                place = box.translated(line.pos())
                asked = self._behind.get(about, (about,))
                found.append(Value(place, self.nhs_number, asked, is_stop=about not in met))
                met.add(about)
        return found

    def first_value(self) -> int:
        return 0

    def clear(self) -> None:
        """Show nobody, so that no mistake can be made about who comes next."""
        self.nhs_number, self._first, self._second, self._found = "", [], [], ()
        self._care_plan = CarePlan("none")
        self.identity.show_runs()
        self._fill_lines()
        self.setAccessibleName("Patient: nobody")
        self.setAccessibleDescription("")

    def height_wanted(self) -> int:
        """How high it is at the width it has."""
        layout = self.layout()
        needed = layout.heightForWidth(self.width()) if layout is not None else 0
        return max(self.minimumHeight(), needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, self.rect(), event.rect())
        painter.fillRect(QRectF(0, 0, self.width(), 4), QColor(palette.BLUE))


def target_runs(agreed: Sequence[AgreedTarget], on: date, whom: str) -> list[Run]:
    """What was agreed with the person: `Own target 48, set 12 Mar with her`, or that it ended."""
    words = target_words(agreed, Kind.HBA1C, on, whom)
    if not words:
        return []
    style = "strong" if target_on(agreed, Kind.HBA1C, on) is not None else "quiet"
    return [Run(words[:1].upper() + words[1:], style)]


def _tier_runs(tier: str) -> list[Run]:
    if not tier:
        return [Run("Tier not recorded", "quiet")]
    return [Run("Tier: ", "quiet"), Run(tier_words(tier), "strong")]


def _easy_read(found: Sequence[Condition], nhs_number: str) -> list[Run]:
    """A learning disability on the record is a reason to offer easy read."""
    for each in found:
        if each.kind == EASY_READ_FOR:
            about = OfEvent(nhs_number, each.kind, each.day)
            return [_GAP, Run("Easy read", "strong", about)]
    return []


def _all_words(found: Sequence[Condition]) -> str:
    if not found:
        return "Other conditions: none recorded"
    return f"Other conditions, {len(found)}: " + ", ".join(each.words for each in found)
