"""One reason for being here: its severity, words, source, and what changed; its evidence below."""

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.clinical.words import event_words, kind_words, unit_words
from mdt_app.flags.answers import Evidence, Raised
from mdt_app.meeting.set_aside import set_aside_words
from mdt_app.meeting.values import SetAside, Since
from mdt_app.register.provenance import INFERRED, inferred_mark
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import colour as ink
from mdt_app.ui.looks import sized
from mdt_app.ui.parts import ElidedLabel, column, label, row, set_role
from mdt_app.ui.provenance import Value, asked_of
from mdt_app.ui.reason_line import ReasonLine
from mdt_app.ui.runs import Run, RunsText, unbroken

_BAR, _SOURCE, _WHEN = 14, 96, 84
_GAPS = 4 * 8 + 4
_SINCE_ROLES = {"worse": "bad", "better": "good"}
_SIGNS = {"red": "!", "amber": "–", "note": "i", "": "?"}
_SIGN_INK = {"red": "ON_COLOUR", "amber": "ON_AMBER", "note": "ON_COLOUR", "": "INK"}


class SeverityBar(QWidget):
    """A block in the severity's colour with its own sign in it, so that colour is not alone."""

    def __init__(self) -> None:
        super().__init__()
        self._severity = ""
        self._is_aside = False
        self._font = font(8.25, bold=True)
        sized(self, QWidget.setFixedWidth, _BAR)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_severity(self, severity: str, *, is_aside: bool = False) -> None:
        """A flag set aside keeps its sign and colour, as an outline."""
        self._severity, self._is_aside = severity, is_aside
        word = palette.SEVERITY_WORDS.get(severity, "Not known")
        self.setToolTip(f"{word}, set aside" if is_aside else word)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        block = self.rect().adjusted(0, 6, 0, -6)
        colour = QColor(palette.SEVERITY.get(self._severity, palette.FAINT_LINE))
        if self._is_aside:
            painter.setPen(QPen(colour, 2))
            painter.drawRect(block.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(block, colour)
        painter.setFont(self._font)
        painter.setPen(ink("QUIET" if self._is_aside else _SIGN_INK[self._severity]))
        painter.drawText(block, int(Qt.AlignmentFlag.AlignCenter), _SIGNS[self._severity])


class ReasonRow(ReasonLine):
    """One reason. Enter or a click shows the evidence under it, `I` or the pointer its card.

    `R`, or a click on the source, asks for the page of its rule; `S` sets it aside; the arrows go
    to the reasons above and below.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reason: Raised | None = None
        self._notes: tuple[str, ...] = ()
        self.bar = SeverityBar()
        self.words = RunsText()
        self.source = ElidedLabel("", "source")
        self.source.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sized(self.source, QWidget.setFixedWidth, _SOURCE)
        self.when = label("", "quiet", wraps=True)
        sized(self.when, QWidget.setFixedWidth, _WHEN)
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
        self.when.setText(unbroken(since.words))
        set_role(self.when, _SINCE_ROLES.get(since.state, "quiet"))
        word = palette.SEVERITY_WORDS[reason.severity]
        worked_out = f" {mark.removeprefix(INFERRED).strip()}." if mark else ""
        name = f"{word}: {reason.message}. {since.full}{worked_out} Source: {reason.source}"
        self.setAccessibleName(name)
        clears = f"Clears when: {reason.would_clear}"
        more = (since.full,) if since.state != "new" else ()  # the row says so already
        self._notes = (f"{word}: {reason.headline}", clears, *more)

    def show_aside(self, reason: Raised, aside: SetAside, on: date, nhs_number: str) -> None:
        """Show a reason that was set aside: dimmed, and by whom, why and until when."""
        self._reason, self._nhs_number = reason, nhs_number
        self.evidence.hide()
        self.bar.show_severity(reason.severity, is_aside=True)
        detail = f" — {reason.detail}" if reason.detail else ""
        words = set_aside_words(aside, on)
        self.words.show_runs(Run(f"{reason.headline}{detail}", "quiet"), Run(f"\n{words}", "small"))
        self.source.setText(reason.source)
        self.when.setText("set aside")
        set_role(self.when, "quiet")
        word = palette.SEVERITY_WORDS[reason.severity]
        name = f"{word}, but {words}. {reason.message}. Source: {reason.source}"
        self.setAccessibleName(name)
        clears = f"Clears when: {reason.would_clear}"
        self._notes = (f"{word}, set aside: {reason.headline}", words, clears)

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

    def rule_to_set_aside(self) -> str:
        return self.rule_shown

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
        painter.fillRect(bottom, QColor(palette.RULE))


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
