"""Why the person is here: every reason raised, with its source, and what cannot be answered."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import event_words, kind_words, unit_words
from mdt_app.flags.answers import Clear, Evidence, Raised
from mdt_app.meeting.inferred import inferred_in, inferred_results
from mdt_app.meeting.values import Since
from mdt_app.register.provenance import INFERRED, inferred_mark
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.meet.case_state import ShownCase
from mdt_app.ui.meet.words import not_asked, unknown_line
from mdt_app.ui.parts import ElidedLabel, column, label, row, set_role
from mdt_app.ui.provenance import Value, asked_of
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.tab_order import tab_next

_BAR, _SOURCE, _WHEN = 14, 104, 92
_GAPS = 4 * 8 + 4
_LEAST_ROWS = 2
_USUAL_HEIGHT = 150
_SCROLL_BAR = 24
"""A scroll bar is never wider than that."""
_SINCE_ROLES = {"worse": "bad", "better": "good"}
_SIGNS = {"red": "!", "amber": "–", "note": "i", "": "?"}
_SIGN_INK = {"red": "white", "amber": palette.INK, "note": "white", "": palette.INK}


class SeverityBar(QWidget):
    """A block in the severity's colour with its own sign in it, so that colour is not alone."""

    def __init__(self) -> None:
        super().__init__()
        self._severity = ""
        self._font = font(8.25, bold=True)
        self.setFixedWidth(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_severity(self, severity: str) -> None:
        self._severity = severity
        self.setToolTip(palette.SEVERITY_WORDS.get(severity, "Not known"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        block = self.rect().adjusted(0, 6, 0, -6)
        painter.fillRect(block, QColor(palette.SEVERITY.get(self._severity, palette.FAINT_LINE)))
        painter.setFont(self._font)
        painter.setPen(QColor(_SIGN_INK[self._severity]))
        painter.drawText(block, int(Qt.AlignmentFlag.AlignCenter), _SIGNS[self._severity])


class ReasonRow(QWidget):
    """One reason. Enter or a click shows the evidence under it, `I` or the pointer its card.

    `R`, or a click on the source, asks for the page of its rule.
    """

    opened = Signal(object)
    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._reason: Raised | None = None
        self._nhs_number = ""
        self._notes: tuple[str, ...] = ()
        self.bar = SeverityBar()
        self.words = RunsText()
        self.source = ElidedLabel("", "source")
        self.source.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.source.setFixedWidth(_SOURCE)
        self.when = label("", "quiet", wraps=True)
        self.when.setFixedWidth(_WHEN)
        self.evidence = RunsText(9)
        self.evidence.hide()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        text = column(spacing=2)
        text.setContentsMargins(0, 6, 0, 6)
        text.addStretch(1)
        text.addWidget(self.words)
        text.addWidget(self.evidence)
        text.addStretch(1)
        line = row(self, spacing=8)
        line.addWidget(self.bar)
        line.addLayout(text, 1)
        line.addWidget(self.source)
        line.addWidget(self.when)
        line.setContentsMargins(0, 0, 8, 0)

    def height_at(self, width: int) -> int:
        """How high the row is in a card of this width."""
        words = width - _BAR - _SOURCE - _WHEN - _GAPS
        return max(self.words.heightForWidth(words), self.when.heightForWidth(_WHEN)) + 12

    def show_reason(
        self, reason: Raised, since: Since, nhs_number: str = "", inferred: int = 0
    ) -> None:
        """Show a reason, how it stands since the last meeting, and what of it is inferred."""
        self._reason, self._nhs_number = reason, nhs_number
        self.evidence.hide()
        self.bar.show_severity(reason.severity)
        detail = f" — {reason.detail}" if reason.detail else ""
        mark = inferred_mark(inferred)
        runs = [Run(reason.headline, "strong"), Run(detail)]
        self.words.show_runs(*runs, *([Run(f"  {mark}", "quiet")] if mark else []))
        self.source.setText(reason.source)
        self.when.setText(since.words)
        set_role(self.when, _SINCE_ROLES.get(since.state, "quiet"))
        word = palette.SEVERITY_WORDS[reason.severity]
        worked_out = f" {mark.removeprefix(INFERRED).strip()}." if mark else ""
        name = f"{word}: {reason.message}. {since.full}{worked_out} Source: {reason.source}"
        self.setAccessibleName(name)
        clears = f"Clears when: {reason.would_clear}"
        self._notes = (f"{word}: {reason.headline}", since.full, clears)

    def show_unanswered(self, words: str, count: int, nhs_number: str = "") -> None:
        """Show what the record cannot answer."""
        self._reason, self._nhs_number = None, nhs_number
        self.evidence.hide()
        self.bar.show_severity("")
        head, _, rest = words.partition(": ")
        self.words.show_runs(Run(head, "strong"), Run(f": {rest}", "quiet"))
        self.source.setText("")
        self.when.setText("")
        self.setAccessibleName(words)
        self._notes = (f"Missing is not normal: {count} not known",)

    def values(self) -> list[Value]:
        """The reason itself: everything that made its rule fire."""
        evidence = self._reason.evidence if self._reason is not None else ()
        number = self._nhs_number
        return [Value(self.rect(), number, asked_of(number, evidence), self._notes)]

    def first_value(self) -> int:
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rule_shown and self.source.geometry().contains(event.position().toPoint()):
            self.rule_asked.emit(self.rule_shown)
        else:
            self._open()
        super().mousePressEvent(event)

    def _open(self) -> None:
        if self.evidence.isVisible():
            self.evidence.hide()
        elif self._reason is not None:
            self.opened.emit(self)

    @property
    def reason(self) -> Raised | None:
        """The reason shown, None for the line of what is unknown."""
        return self._reason

    @property
    def rule_shown(self) -> str:
        """The rule whose page can be asked for, '' for the line of what is unknown."""
        return self._reason.rule if self._reason is not None else ""

    def show_evidence(self, words: str) -> None:
        """Open the evidence under the reason."""
        self.evidence.show_runs(Run(words, "small"))
        self.evidence.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bottom = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, QColor("#E8EDEE"))


class MoreRow(QPushButton):
    """Names what does not fit above, with its count; pressed, it opens everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "more")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rest(self, names: Sequence[str]) -> None:
        """Say what is not shown above."""
        words = f"{len(names)} more: {' · '.join(names)}"
        self.setAccessibleName(words)
        self.setToolTip("\n".join(names))
        arrow = "− Show fewer" if self.isChecked() else f"+ {words}"
        room = max(60, self.width() - 24)
        self.setText(self.fontMetrics().elidedText(arrow, Qt.TextElideMode.ElideRight, room))


class ReasonsCard(QFrame):
    """All reasons of the person shown. Rows are kept and filled again.

    As many as leave room for the charts are opened out; the rest are named in one line.
    """

    evidence_asked = Signal(object)
    rule_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Why this person is here")
        self.rows: list[ReasonRow] = []
        self.nothing = RunsText(is_centred=True)
        self.more = MoreRow()
        self._room = 10_000
        self._shared_at = 0
        self._names: list[str] = []
        self._column = column(self, spacing=0)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.addWidget(_inset(self.nothing))
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self.more.toggled.connect(self._share_room)

    def show_case(self, case: ShownCase) -> None:
        """Show another person's reasons."""
        raised, unknown = case.raised, case.unknown
        self._make_rows(len(raised) + 1)
        known = inferred_results(case.page.record)
        for line, reason in zip(self.rows, raised):
            since = case.page.since[reason.rule]
            inferred = inferred_in(known, reason.evidence)
            line.show_reason(reason, since, case.nhs_number, inferred)
        self._names = [_named(reason) for reason in raised]
        if unknown:
            words = unknown_line(unknown)
            self.rows[len(raised)].show_unanswered(words, len(unknown), case.nhs_number)
            self._names.append(words.partition(":")[0])
        self.nothing.show_runs(*([] if raised else nothing_runs(case)))
        self.nothing.setVisible(not raised)
        self.more.blockSignals(True)
        self.more.setChecked(False)
        self.more.blockSignals(False)
        self._share_room()

    def give_room(self, height: int) -> None:
        """How high the card may be, so that the charts stay in sight."""
        if height != self._room:
            self._room = height
            # A card of one height keeps the charts in the same place for everybody.
            self.setMinimumHeight(max(0, min(height, _USUAL_HEIGHT)))
            self._share_room()

    def _share_room(self) -> None:
        self._shared_at = self.width()
        fitting = len(self._names) if self.more.isChecked() else self._fitting()
        for place, line in enumerate(self.rows):
            line.setVisible(place < fitting)
        has_more = self._fitting() < len(self._names)
        self.more.setVisible(has_more)
        if has_more:
            self.more.show_rest(self._names[self._fitting() :])

    def _fitting(self) -> int:
        """How many rows fit; all, or so many that the line naming the rest fits too."""
        used, rest = 0, self.more.sizeHint().height()
        heights = [line.height_at(self.width()) for line in self.rows[: len(self._names)]]
        if sum(heights) <= self._room:
            return len(heights)
        for place, height in enumerate(heights):
            used += height
            if used + rest > self._room:
                return max(min(_LEAST_ROWS, len(heights)), place)
        return len(heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A scroll bar that comes and goes with what is shown must not make this start again:
        # shared out at the narrower width, the rows fit at the wider one too.
        wider_by = self.width() - self._shared_at
        if not 0 <= wider_by <= _SCROLL_BAR:
            self._share_room()

    def _make_rows(self, count: int) -> None:
        while len(self.rows) < count:
            made = ReasonRow()
            made.opened.connect(self.evidence_asked)
            made.rule_asked.connect(self.rule_asked)
            self._column.insertWidget(len(self.rows) + 1, made)
            tab_next(self.rows[-1] if self.rows else self.nothing, made)
            self.rows.append(made)


def _named(reason: Raised) -> str:
    """As the line naming the rest says it: a red one keeps its mark."""
    return f"! {reason.headline}" if reason.severity == "red" else reason.headline


def _inset(words: RunsText) -> RunsText:
    words.setMinimumHeight(44)
    return words


def nothing_runs(case: ShownCase) -> list[Run]:
    """Nothing raised, and why: all clear, or a person no rule speaks about."""
    if reason := not_asked(case.page.answers):
        return [Run("   No question was asked", "strong"), Run(f" — {reason}", "quiet")]
    clear = sum(isinstance(answer, Clear) for answer in case.page.answers)
    words = f" — {clear} questions answered, all clear"
    return [Run("   Nothing raised", "strong"), Run(words, "quiet")]


def evidence_words(reason: Raised, file_names: dict[int, str]) -> str:
    """What made the reason fire, each with its day, file and row, and what would clear it."""
    items = [_evidence(item, file_names) for item in reason.evidence]
    return "\n".join([*items, f"Clears when: {reason.would_clear}"])


def _kind(code: str) -> str:
    kind = KIND_BY_CODE.get(code)
    return event_words(code) if kind is None else kind_words(kind)


def _evidence(item: Evidence, file_names: dict[int, str]) -> str:
    value = " ".join(filter(None, (_kind(item.kind), item.value, unit_words(item.unit))))
    day = f", {spoken(item.on)}" if item.on else ""
    file_name = file_names.get(item.batch)
    place = f" — {file_name}, row {item.row}" if file_name else ""
    return f"{value}{day}{place}"
