"""The decisions on their number keys, several at a time; some ask for a detail."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLineEdit, QSizePolicy, QWidget

from mdt_app.meeting.choices import DecisionChoice, keyed_choices
from mdt_app.ui import palette
from mdt_app.ui.fonts import font
from mdt_app.ui.parts import column, label, row

_CAP = 16


class DecisionButton(QAbstractButton):
    """One decision: its key, its words, and whether it is chosen."""

    chosen = Signal(str)

    def __init__(self, choice: DecisionChoice) -> None:
        super().__init__()
        self.choice = choice
        self._detail: str | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words, self._key = font(9.25), font(7.9)
        self.show_detail("")
        self.clicked.connect(self._say)

    def _say(self) -> None:
        self.chosen.emit(self.choice.code)

    def sizeHint(self) -> QSize:
        return QSize(150, max(25, QFontMetrics(self._words).height() + 7))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def show_detail(self, detail: str) -> None:
        """Say what completes the decision: `Refer… renal clinic`."""
        if detail == self._detail:
            return
        self._detail = detail
        words = f"{self.choice.label} {detail}".strip()
        self.setText(words)
        self.setAccessibleName(f"{words}, key {self.choice.key}")
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        ground = palette.BLUE if is_chosen else palette.PAPER
        if not is_chosen and self.underMouse():
            ground = palette.PALE_BLUE
        edge = palette.BLUE_DARK if is_chosen else palette.SOFT_EDGE
        pen = QPen(QColor(palette.BLACK if self.hasFocus() else edge), 2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        self._paint_key(painter, is_chosen)
        box = self.rect().adjusted(11 + _CAP, 0, -16 if is_chosen else -4, -1)
        painter.setFont(self._words)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.INK))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        if is_chosen:
            middle = self.height() / 2
            tick = ((self.width() - 14, 0), (self.width() - 11, 3), (self.width() - 6, -4))
            painter.setPen(QPen(QColor(palette.ON_COLOUR), 1.8))
            painter.drawPolyline(QPolygonF([QPointF(x, middle + y) for x, y in tick]))

    def _paint_key(self, painter: QPainter, is_chosen: bool) -> None:
        cap = QRectF(5, (self.height() - _CAP) / 2, _CAP, _CAP)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.KEY_EDGE))
        painter.setBrush(QColor(palette.BLUE_DARK if is_chosen else palette.PAPER))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(self._key)
        painter.setPen(QColor(palette.ON_COLOUR if is_chosen else palette.INK))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self.choice.key)


class DetailField(QWidget):
    """The line that completes a decision: to where it refers, what the other is."""

    entered = Signal(str, str)
    """The decision's code and its detail."""
    done = Signal()

    def __init__(self, choice: DecisionChoice) -> None:
        super().__init__()
        self.choice = choice
        self.edit = QLineEdit(placeholderText=choice.asks)
        self.edit.setAccessibleName(f"{choice.words} {choice.asks}")
        line = row(self, spacing=6)
        line.addWidget(label(f"{choice.words} {choice.asks}", "small"))
        line.addWidget(self.edit, 1)
        self.edit.editingFinished.connect(self._say)
        self.edit.returnPressed.connect(self.done)
        self.hide()

    def show_detail(self, detail: str) -> None:
        """Show what stands, unless it is just being typed."""
        if not self.edit.hasFocus() and self.edit.text() != detail:
            self.edit.setText(detail)

    def _say(self) -> None:
        self.entered.emit(self.choice.code, self.edit.text())


class DecisionGrid(QWidget):
    """Two columns of decisions, in the order of the keys 1 to 0."""

    chosen = Signal(str)
    detail_entered = Signal(str, str)
    done = Signal()
    """A detail is written; the keyboard may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Decision")
        self.buttons = [DecisionButton(choice) for choice in keyed_choices()]
        self.fields = {c.code: DetailField(c) for c in keyed_choices() if c.asks}
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // 2, place % 2)
            button.chosen.connect(self.chosen)
        layout = column(self, spacing=4)
        layout.addLayout(grid)
        for field in self.fields.values():
            layout.addWidget(field)
            field.entered.connect(self.detail_entered)
            field.done.connect(self.done)

    def press(self, key: str) -> None:
        """A number key: the same as a click on its button."""
        for button in self.buttons:
            if button.choice.key == key:
                button.click()
                field = self.fields.get(button.choice.code)
                if button.isChecked() and field is not None:
                    field.edit.setFocus()

    def show_choices(self, choices: Sequence[str]) -> None:
        """Show which decisions stand, with their details."""
        details = {code: detail for code, _, detail in (c.partition(":") for c in choices)}
        for button in self.buttons:
            code = button.choice.code
            button.setChecked(code in details)
            button.show_detail(details.get(code, ""))
            if (field := self.fields.get(code)) is not None:
                field.setVisible(code in details)
                field.show_detail(details.get(code, ""))
