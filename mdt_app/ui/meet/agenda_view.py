"""The list on the left: who is discussed, in which order, and how far we have come."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.looks import looks, sized
from mdt_app.ui.meet.agenda_lines import AgendaLine
from mdt_app.ui.meet.words import NOW_MARK
from mdt_app.ui.rows_model import ROW_ROLE, Column, RowsModel

AnyIndex = QModelIndex | QPersistentModelIndex
WIDTH = 225
_MARK_MIDDLE, _WORDS_LEFT, _PAD = 20, 38, 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_MOST_PICTURES = 256


class AgendaModel(RowsModel[AgendaLine]):
    """Cases and topics can be chosen, the headings cannot."""

    def __init__(self) -> None:
        super().__init__([Column("Case", _words)], name_of=_said)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index).is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _words(line: AgendaLine) -> str:
    return line.words


def _said(line: AgendaLine) -> str:
    return line.said


class AgendaDelegate(QStyledItemDelegate):
    """Draws a heading, or a case: mark, name, reasons. `now` is the NHS number of the one shown."""

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._name, self._detail = font(8.6, bold=True), font(bold=True), font(8.6)
        self.now = ""
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        looks.keep_measured(self)

    def measure(self) -> None:
        """Measure the letters as they are now."""
        name, detail = QFontMetrics(self._name), QFontMetrics(self._detail)
        self._name_height, self._detail_height = name.height(), detail.height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line: AgendaLine = index.data(ROW_ROLE)
        if line.is_heading:
            return QSize(WIDTH, self._detail_height + 11)
        return QSize(WIDTH, self._name_height + self._detail_height + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Lay down the line's picture; it is drawn when the line first looks like this."""
        line: AgendaLine = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_now = line.item is not None and line.item.nhs_number == self.now
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        scale = painter.device().devicePixelRatio()
        worn = (looks.theme, looks.percent, scale)
        key = (line.words, line.detail, line.mark, is_now, has_focus, box.size().toTuple(), worn)
        if key not in self._pictures:
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = self._picture(line, box.size(), scale, is_now, has_focus)
        painter.drawPixmap(box.topLeft(), self._pictures[key])

    def _picture(
        self, line: AgendaLine, size: QSize, scale: float, is_now: bool, has_focus: bool
    ) -> QPixmap:
        made = QPixmap(size * scale)
        made.setDevicePixelRatio(scale)
        made.fill(QColor(palette.PAPER))
        painter, box = QPainter(made), QRect(QPoint(0, 0), size)
        if line.is_heading:
            words = box.adjusted(12, 0, -6, 0)
            self._write(painter, words, self._heading, palette.QUIET, line.words)
        else:
            if is_now:
                painter.fillRect(box, QColor(palette.PALE_BLUE))
                painter.fillRect(0, 0, 4, box.height(), QColor(palette.BLUE))
            if has_focus:
                painter.setPen(QPen(QColor(palette.BLACK), 1))
                painter.drawRect(box.adjusted(2, 2, -3, -3))
                painter.setPen(QPen(QColor(palette.FOCUS), 3))
                painter.drawRect(box.adjusted(1, 1, -2, -2))
            self._paint_case(painter, box, line, NOW_MARK if is_now else line.mark)
        painter.end()
        return made

    def forget(self) -> None:
        """Let go of every picture: they show names."""
        self._pictures.clear()

    def _paint_case(self, painter: QPainter, box: QRect, line: AgendaLine, mark: str) -> None:
        middle = QPointF(box.left() + _MARK_MIDDLE, box.top() + box.height() / 2)
        paint_mark(painter, middle, mark)
        words = box.adjusted(_WORDS_LEFT, 4, -_PAD, 0)
        words.setHeight(self._name_height)
        self._write(painter, words, self._name, palette.INK, line.words)
        words.translate(0, self._name_height)
        words.setHeight(self._detail_height)
        self._write(painter, words, self._detail, palette.QUIET, line.detail)

    def _write(self, painter: QPainter, box: QRect, letters: QFont, colour: str, text: str) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(_MIDDLE), shown)


def paint_mark(painter: QPainter, middle: QPointF, mark: str) -> None:
    """A tick, a ring, two bars of a pause, an arrow to later, or the pointer at the case shown."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    pen = QPen(QColor(palette.GREEN if mark == "✓" else palette.QUIET), 1.8)
    if mark == "✓":
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(-4, 0), QPointF(-1, 3.5), QPointF(5, -4)]))
    elif mark == NOW_MARK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.BLUE))
        painter.drawPolygon(QPolygonF([QPointF(-3, -5), QPointF(5, 0), QPointF(-3, 5)]))
    elif mark == "○":
        painter.setPen(QPen(QColor(palette.KEY_EDGE), 1.3))
        painter.drawEllipse(QPointF(0, 0), 3.6, 3.6)
    elif mark == "‖":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.QUIET))
        painter.drawRect(QRectF(-4.5, -5, 3, 10))
        painter.drawRect(QRectF(1.5, -5, 3, 10))
    else:
        painter.setPen(QPen(QColor(palette.QUIET), 1.4))
        painter.drawArc(QRectF(-5, -4, 9, 9), 20 * 16, 150 * 16)
        painter.drawPolyline(QPolygonF([QPointF(1, -2), QPointF(4, 1), QPointF(6, -3)]))
    painter.restore()


class AgendaView(QListView):
    """A click or Enter goes to a case; the arrows only move the mark."""

    case_chosen = Signal(str)
    topic_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = AgendaModel()
        self.setModel(self.rows)
        self._delegate = AgendaDelegate()
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Agenda")
        self.setProperty("ownFocus", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        sized(self, QListView.setFixedWidth, WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # It paints all of itself, so that it can be scrolled without painting what is behind it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), QColor(palette.PAPER))
        super().paintEvent(event)

    def show_lines(self, lines: list[AgendaLine], now: str) -> None:
        """Show the agenda with the case of this NHS number marked."""
        if tuple(lines) != self.rows.shown:
            self.rows.change_rows(lines)
        if not lines:
            self._delegate.forget()

        def is_now(line: AgendaLine) -> bool:
            return line.item is not None and line.item.nhs_number == now

        place = self.rows.place_of(is_now)
        if place >= 0:
            before, index = self.currentIndex(), self.rows.index(place, 0)
            self._delegate.now = now
            if index != before:
                self.setCurrentIndex(index)
                self.update(before)
            self.update(index)

    @property
    def marked(self) -> str:
        """The NHS number at the mark that the arrows move, or ''."""
        index = self.currentIndex()
        line = self.rows.row_at(index) if index.isValid() else None
        return line.item.nhs_number if line is not None and line.item is not None else ""

    def _choose(self, index: QModelIndex) -> None:
        line = self.rows.row_at(index)
        if line.item is not None:
            self.case_chosen.emit(line.item.nhs_number)
        elif line.topic:
            self.topic_chosen.emit(line.topic)
