"""What results did after the meetings: each decision at three, six and twelve months."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind, unit_of
from mdt_app.clinical.words import kind_words
from mdt_app.meeting.decisions import choice_words
from mdt_app.meeting.outcomes import CAUTION, TIMES, AtTime, Outcome, Summary, summaries
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.parts import button, column, label, row
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column
from mdt_app.ui.runs import Run, RunsText

_WIDTHS = (150, 100, 96, 240, 110, 110, 110, 110)
PATIENT, PRACTICE, MEETING, AGREED, BEFORE = range(5)
NOT_YET, NO_RESULT = "not yet", "no result"


def _patient(outcome: Outcome) -> str:
    return outcome.person.listed_name


def _meeting(outcome: Outcome) -> str:
    return spoken(outcome.held_on)


def _agreed(outcome: Outcome) -> str:
    return outcome.agreed


def _before(outcome: Outcome) -> str:
    if outcome.before is None:
        return NO_RESULT
    return f"{kind_words(outcome.kind)} {outcome.before.words}\n{spoken(outcome.before.on)}"


def at_words(outcome: Outcome, place: int) -> str:
    """`66 (−18)` and its day below; or that there is no result, or none yet."""
    found = outcome.later[place]
    if found is None:
        return NO_RESULT if outcome.is_over[place] else NOT_YET
    change = outcome.change(place)
    words = found.words
    if change is not None:
        # Of a blood pressure the first number is followed.
        which = " systolic" if outcome.kind == Kind.BLOOD_PRESSURE else ""
        words += f" ({signed(change)}{which})"
    return f"{words}\n{spoken(found.on)}"


def signed(change: float) -> str:
    """With a real minus sign, and without noise: `−18`, `+0.4`, `0`.

    >>> signed(-18.0), signed(0.4), signed(-0.01)
    ('−18', '+0.4', '0')
    """
    rounded = round(change, 1)
    if rounded == 0:
        return "0"
    return f"{'−' if rounded < 0 else '+'}{abs(rounded):g}"


def _at(place: int) -> Callable[[Outcome], str]:
    return lambda outcome: at_words(outcome, place)


def _columns(practice: Callable[[Outcome], str]) -> tuple[Column[Outcome], ...]:
    return (
        Column("Patient", _patient),
        Column("Practice", practice),
        Column("Meeting", _meeting),
        Column("Agreed", _agreed),
        Column("Before", _before),
        *(Column(f"At {time.words}", _at(place)) for place, time in enumerate(TIMES)),
    )


def _tone(outcome: Outcome, column: int) -> str:
    if column == PATIENT:
        return "strong"
    if column in (PRACTICE, MEETING):
        return "quiet"
    place = column - BEFORE - 1
    is_missing = outcome.before is None if place == -1 else outcome.later[max(place, 0)] is None
    return "quiet" if column >= BEFORE and is_missing else ""


def summary_runs(summary: Summary) -> list[Run]:
    """One choice in a few lines: how many people, and at each time measured and the median."""
    who = "1 person" if summary.people == 1 else f"{summary.people} people"
    choice = choice_words(summary.choice) if summary.choice else "All decisions"
    runs = [Run(f"{choice}, {kind_words(summary.kind)}", "strong"), Run(f" · {who}", "quiet")]
    for time, at in zip(TIMES, summary.at, strict=True):
        runs.append(Run(f"\nAt {time.words}: {_at_time_words(at, unit_of(summary.kind))}"))
    return runs


def _at_time_words(at: AtTime, unit: str) -> str:
    if not at.due:
        return "not yet for anybody"
    words = f"{at.measured} of {at.due} measured"
    if at.middle is not None:
        words += f"; median change {signed(at.middle)} {unit}, of {at.compared} with both results"
    return words


class OutcomesPage(QWidget):
    """A summary of one choice or of all, and every decision behind it."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Outcome] = ()
        self._summaries: Sequence[Summary] = ()
        self._practices: dict[str, str] = {}
        self.back_button = button("← Actions", "link", name="Back to the actions, key O")
        self.choice = drop_down("All decisions", "Which decision")
        self.caution = label(CAUTION, "quiet", wraps=True)
        self.summary = RunsText()
        self.nothing = label("", "quiet", wraps=True)
        self.table: PlainTable[Outcome] = PlainTable(
            _columns(self._practice),
            _WIDTHS,
            name="What results did after each decision",
            wide=AGREED,
            lines=2,
            tone=_tone,
            name_of=self._spoken,
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.back_button.clicked.connect(self.back_asked)
        self.choice.currentIndexChanged.connect(self._show_chosen)

    def _lay_out(self) -> None:
        layout = column(self, spacing=8)
        layout.setContentsMargins(12, 10, 12, 10)
        head = row(spacing=10)
        for part in (self.back_button, label("After the meetings", "heading")):
            head.addWidget(part)
        head.addWidget(self.choice)
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addWidget(self.caution)
        empty = QWidget()
        inner = column(empty, spacing=6)
        inner.addWidget(self.nothing)
        inner.addStretch(1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        layout.addWidget(self._stack, 1)

    def begin(self) -> None:
        """Say that the records are being asked."""
        if not self._found:
            self._say_nothing("Reading what results did…")

    def show_outcomes(self, found: Sequence[Outcome], practices: dict[str, str]) -> None:
        """Show every decision followed. The choice made stays."""
        self._found, self._practices = found, practices
        self._summaries = summaries(found)
        offer(
            self.choice,
            [
                (f"{place}", f"{choice_words(each.choice)}, {each.people}")
                for place, each in enumerate(self._summaries)
                if each.choice
            ],
        )
        self._show_chosen()
        if not found:
            self._say_nothing(
                "No meeting with a decision has ended yet. What HbA1c and other results did three,"
                " six and twelve months after a decision comes here."
            )

    def counted(self) -> str:
        """How many decisions are shown, in words."""
        shown, total = len(self.table.rows.shown), len(self._found)
        return f"{shown} of {total} decisions shown" if total else ""

    def go_to(self) -> None:
        """Put the keyboard in the list, or at the way back where there is none."""
        (self.table if self._found else self.back_button).setFocus()

    def _say_nothing(self, words: str) -> None:
        self.nothing.setText(words)
        self.summary.hide()
        self.caution.hide()
        self._stack.setCurrentIndex(1)

    def _show_chosen(self) -> None:
        place = self.choice.currentData()
        chosen = self._summaries[int(place)] if place else None
        wholes = [each for each in self._summaries if not each.choice]
        shown = [chosen] if chosen is not None else wholes
        runs = [run for each in shown for run in (*summary_runs(each), Run("\n"))]
        self.summary.show_runs(*runs[:-1])
        lines = [each for each in self._found if chosen is None or _is_of(each, chosen)]
        self.table.show_rows(lines, _is_same)
        for part in (self.summary, self.caution):
            part.setVisible(bool(lines))
        self._stack.setCurrentIndex(0)

    def _practice(self, outcome: Outcome) -> str:
        return self._practices.get(outcome.person.practice, outcome.person.practice)

    def _spoken(self, outcome: Outcome) -> str:
        """A whole line in one breath."""
        times = (f"at {time.words} {at_words(outcome, i)}" for i, time in enumerate(TIMES))
        before = f"before {_before(outcome)}"
        return ", ".join((_patient(outcome), _agreed(outcome), before, *times)).replace("\n", " ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def _is_of(outcome: Outcome, summary: Summary) -> bool:
    codes = [choice.partition(":")[0] for choice in outcome.decision.choices]
    return summary.choice in codes and outcome.kind == summary.kind


def _is_same(one: Outcome, other: Outcome) -> bool:
    return one.decision.id == other.decision.id and one.kind == other.kind
