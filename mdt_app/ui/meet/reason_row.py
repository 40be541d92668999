"""One reason for being here: its severity, words, source, and what changed; its evidence below."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

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
from mdt_app.ui.looks import looks, pixels
from mdt_app.ui.paragraph import Paragraph
from mdt_app.ui.provenance import Value, asked_of
from mdt_app.ui.reason_line import ReasonLine
from mdt_app.ui.runs import Run, RunsText, unbroken

_BAR, _SOURCE, _WHEN = 14, 84, 108
_ROOM_FOR_SOURCE = 380
_GAP, _PAD = 8, 5
_SINCE_STYLES = {"worse": "bad", "better": "good"}
_SIGNS = {"red": "!", "amber": "–", "note": "i", "": "?"}
_SIGN_INK = {"red": "ON_COLOUR", "amber": "ON_AMBER", "note": "ON_COLOUR", "": "INK"}


class ReasonRow(ReasonLine):
    """One reason. Enter or a click shows the evidence under it, `I` or the pointer its card.

    `R`, or a click on the source, asks for the page of its rule; `S` sets it aside; the arrows go
    to the reasons above and below. It is put into words when somebody sees it or asks.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reason: Raised | None = None
        self._notes: tuple[str, ...] = ()
        self._severity, self._is_aside = "", False
        self._source = ""
        self._words, self._when = Paragraph(), Paragraph()
        self.when_style = "quiet"
        self._fill: Callable[[], None] | None = None
        self._high = 0
        self.evidence = RunsText(9)
        self.evidence.setParent(self)
        self.evidence.hide()
        self._sign, self._small = font(8.25, bold=True), font(9)
        looks.keep_measured(self)
        looks.changed.connect(self._wear)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # -- how high -----------------------------------------------------------------------------

    def measure(self) -> None:
        """Measure the letters as they are now."""
        self._bar, self._source_width, self._when_width = map(pixels, (_BAR, _SOURCE, _WHEN))
        self._small_metrics = QFontMetricsF(self._small)

    def _wear(self) -> None:
        self._words.wear()
        self._when.wear()
        self.settle_at(self.width())
        self.update()

    def height_at(self, width: int) -> int:
        """How high the row is in a card of this width, without its evidence."""
        words = self.words.rows(self._words_width(width))
        return max(words, self.when.rows(self._when_width)) + 2 * _PAD

    def settle_at(self, width: int) -> int:
        """How high it is where it will stand; what is around is laid out anew if that changed."""
        high = self.height_at(width)
        if high != self._high:
            self._high = high
            self.updateGeometry()
        return high

    def _words_width(self, width: int) -> int:
        taken = self._bar + self._source_at(width) + self._when_width
        return max(60, width - taken - 4 * _GAP)

    def _source_at(self, width: int) -> int:
        """Room for the source: none where large letters need it for the reason itself.

        The card of the reason and the page of its rule name it there too.
        """
        return self._source_width if width >= pixels(_ROOM_FOR_SOURCE) else 0

    def sizeHint(self) -> QSize:
        """As high as it was settled: asking at every width that a layout tries costs too much."""
        height = self._high
        if not self.evidence.isHidden():
            height += self.evidence.heightForWidth(self._words_width(self.width())) + _PAD
        return QSize(self.width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    # -- what it says -------------------------------------------------------------------------

    def show_reason(
        self, reason: Raised, since: Since, nhs_number: str = "", inferred: int = 0
    ) -> None:
        """Show a reason, how it stands since the last meeting, and what of it is inferred."""

        def fill() -> None:
            detail = f" — {reason.detail}" if reason.detail else ""
            mark = inferred_mark(inferred)
            runs = [Run(reason.headline, "strong"), Run(detail)]
            self._words.show_runs(*runs, *([Run(f"  {mark}", "quiet")] if mark else []))
            self._when.show_runs(Run(unbroken(since.words), self.when_style))
            word = palette.SEVERITY_WORDS[reason.severity]
            worked_out = f" {mark.removeprefix(INFERRED).strip()}." if mark else ""
            name = f"{word}: {reason.message}. {since.full}{worked_out} Source: {reason.source}"
            self.setAccessibleName(name)
            clears = f"Clears when: {reason.would_clear}"
            more = (since.full,) if since.state != "new" else ()  # the row says so already
            source = f"Source: {reason.source}"
            self._notes = (f"{word}: {reason.headline}", clears, *more, source)

        self.when_style = _SINCE_STYLES.get(since.state, "quiet")
        self._take(reason, nhs_number, fill)

    def show_aside(self, reason: Raised, aside: SetAside, on: date, nhs_number: str) -> None:
        """Show a reason that was set aside: dimmed, and by whom, why and until when."""

        def fill() -> None:
            detail = f" — {reason.detail}" if reason.detail else ""
            words = set_aside_words(aside, on)
            head = Run(f"{reason.headline}{detail}", "quiet")
            self._words.show_runs(head, Run(f"\n{words}", "small"))
            self._when.show_runs(Run("set aside", "quiet"))
            word = palette.SEVERITY_WORDS[reason.severity]
            name = f"{word}, but {words}. {reason.message}. Source: {reason.source}"
            self.setAccessibleName(name)
            clears = f"Clears when: {reason.would_clear}"
            source = f"Source: {reason.source}"
            self._notes = (f"{word}, set aside: {reason.headline}", words, clears, source)

        self._take(reason, nhs_number, fill, is_aside=True)

    def show_unanswered(self, words: str, count: int, nhs_number: str = "") -> None:
        """Show what the record cannot answer."""

        def fill() -> None:
            head, _, rest = words.partition(": ")
            self._words.show_runs(Run(head, "strong"), Run(f": {rest}", "quiet"))
            self._when.show_runs()
            self.setAccessibleName(words)
            self._notes = (f"Missing is not normal: {count} not known",)

        self._take(None, nhs_number, fill)

    def forget(self) -> None:
        """Nobody's reason stands here any more."""
        if self._nhs_number:
            self._take(None, "", self._say_nothing)

    def _say_nothing(self) -> None:
        self._words.show_runs()
        self._when.show_runs()
        self._notes = ()

    def _take(
        self,
        reason: Raised | None,
        nhs_number: str,
        fill: Callable[[], None],
        *,
        is_aside: bool = False,
    ) -> None:
        self._reason, self._nhs_number, self._is_aside = reason, nhs_number, is_aside
        self._severity = reason.severity if reason is not None else ""
        self._source = reason.source if reason is not None else ""
        if self._fill is None:
            self.setAccessibleName("")  # until it is filled, of nobody
        self._fill = fill
        if not self.evidence.isHidden():
            self.evidence.hide()
            self.updateGeometry()
        self.update()

    def _filled(self) -> None:
        """Put it into words, if that was not done yet."""
        if self._fill is None:
            return
        fill, self._fill = self._fill, None
        fill()

    @property
    def words(self) -> Paragraph:
        """The reason in words."""
        self._filled()
        return self._words

    @property
    def when(self) -> Paragraph:
        """How it stands since the last meeting."""
        self._filled()
        return self._when

    def accessible_words(self) -> str:
        """The row as a screen reader says it."""
        self._filled()
        return self.accessibleName()

    def values(self) -> list[Value]:
        """The reason itself: everything that made its rule fire."""
        self._filled()
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
        if self.rule_shown and self.source_box().contains(event.position().toPoint()):
            self.rule_asked.emit(self.rule_shown)
        else:
            self._open()
        super().mousePressEvent(event)

    def _open(self) -> None:
        if self.evidence.isVisible():
            self.evidence.hide()
            self.updateGeometry()
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
        self.updateGeometry()
        self._place_evidence()

    # -- painting -----------------------------------------------------------------------------

    def source_box(self) -> QRect:
        """Where the source is written."""
        source = self._source_at(self.width())
        left = self.width() - _GAP - self._when_width - _GAP - source
        return QRect(left, 0, source, self.height_at(self.width()))

    def _place_evidence(self) -> None:
        top = self.height_at(self.width())
        width = self._words_width(self.width())
        self.evidence.setGeometry(self._bar + _GAP, top, width, self.evidence.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.evidence.isHidden():
            self._place_evidence()
            if event.size().width() != event.oldSize().width():
                self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._filled()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.PAPER))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(palette.RULE))
        high, width = self.height_at(self.width()), self._words_width(self.width())
        self._paint_bar(painter)
        top = (high - self._words.height(width)) / 2
        self._words.draw(painter, QPointF(self._bar + _GAP, top), width)
        box = self.source_box()
        painter.setFont(self._small)
        painter.setPen(ink("BLUE"))
        elide = Qt.TextElideMode.ElideRight
        words = self._small_metrics.elidedText(self._source, elide, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        top = (high - self._when.height(self._when_width)) / 2
        self._when.draw(painter, QPointF(box.right() + 1 + _GAP, top), self._when_width)

    def _paint_bar(self, painter: QPainter) -> None:
        """A block in the severity's colour with its own sign in it, so that colour is not alone.

        A flag set aside keeps its sign and colour, as an outline.
        """
        block = QRect(0, _PAD, self._bar, self.height() - 2 * _PAD)
        colour = QColor(palette.SEVERITY.get(self._severity, palette.FAINT_LINE))
        if self._is_aside:
            painter.setPen(QPen(colour, 2))
            painter.drawRect(block.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(block, colour)
        painter.setFont(self._sign)
        painter.setPen(ink("QUIET" if self._is_aside else _SIGN_INK[self._severity]))
        painter.drawText(block, int(Qt.AlignmentFlag.AlignCenter), _SIGNS[self._severity])


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
