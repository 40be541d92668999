"""The middle of the case screen: the whole record, or one of its charts enlarged over it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mdt_app.clinical.kinds import Kind
from mdt_app.ui.charts.chart import Chart
from mdt_app.ui.charts.enlarged import Drawn, EnlargedChart, FileNames
from mdt_app.ui.charts.grid import ChartGrid


class Middle(QStackedWidget):
    """Enlarges a chart and puts it away again. `draw` is what a chart of the person shown draws."""

    turned = Signal()
    """One chart is enlarged, another one is, or all are there again."""

    def __init__(
        self,
        record: QWidget,
        charts: ChartGrid,
        draw: Callable[[Chart], Drawn | None],
        file_names: FileNames,
    ) -> None:
        super().__init__()
        self._record, self._charts, self._draw = record, charts, draw
        self.enlarged = EnlargedChart(file_names)
        self.addWidget(record)
        self.addWidget(self.enlarged)
        charts.enlarge_asked.connect(self.enlarge)
        self.enlarged.other_asked.connect(self.enlarge)
        self.enlarged.closed.connect(self.close_enlarged)

    @property
    def is_enlarged(self) -> bool:
        """Whether one chart lies over the record."""
        return self.currentWidget() is self.enlarged

    def enlarge(self, kind: Kind) -> None:
        """Lay one chart of the person shown over the record, its values below it."""
        drawn = self._draw(self._charts.chart_of(kind))
        if drawn is not None:
            self.enlarged.show_chart(drawn)
            self.setCurrentWidget(self.enlarged)
            self.enlarged.to_the_table()
            self.turned.emit()

    def redraw(self) -> None:
        """Something about the same person is different: the enlarged chart follows."""
        drawn = self._draw(self._charts.chart_of(self.enlarged.kind))
        if self.is_enlarged and drawn is not None:
            self.enlarged.show_chart(drawn)

    def toggle(self) -> None:
        """The chart at the keyboard, or the first; enlarged already, back to all of them."""
        if self.is_enlarged:
            self.close_enlarged()
            return
        at = QApplication.focusWidget()
        self.enlarge(at.kind if isinstance(at, Chart) else self._charts.charts[0].kind)

    def close_enlarged(self) -> None:
        """Back to all charts, the keyboard at the one that was enlarged."""
        if self.is_enlarged:
            kind = self.enlarged.kind
            self.put_away()
            self._charts.chart_of(kind).setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Back to the record; of the enlarged chart nothing stays."""
        if self.is_enlarged:
            self.setCurrentWidget(self._record)
            self.enlarged.clear()
            self.turned.emit()
