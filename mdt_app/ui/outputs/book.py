"""Letters and lists over the window: of the case shown, or of a whole meeting."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QListView, QStackedWidget, QWidget

from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.looks import sized
from mdt_app.ui.names_shown import NamesCover
from mdt_app.ui.outputs.folder_page import FolderPage
from mdt_app.ui.outputs.kinds import Output
from mdt_app.ui.outputs.plan_page import PlanPage
from mdt_app.ui.outputs.preview_page import COPY_KEY, WRITE_KEY, PreviewPage
from mdt_app.ui.outputs.texts_page import TextsPage
from mdt_app.ui.parts import button, column, label, row
from mdt_app.ui.rows_model import Column, RowsModel

_WIDEST, _EDGE = 1120, 20
LIST_WIDTH, _PAGE = 230, 420
_TO_OTHERS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NOWHERE = QModelIndex()


class OutputsBook(QFrame):
    """Lies over the window until Esc. What it shows of a person leaves with it."""

    chosen = Signal(str)
    """Another line of the list."""
    scope_chosen = Signal(str)
    """A case by its NHS number, or '' for the whole meeting."""
    meeting_chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self.setAccessibleName("Letters and lists")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._came_from: QWidget | None = None
        self._is_filling = False
        self.is_about_one = False
        """Opened for the case in the room: PgUp and PgDn go on there, and close this."""
        self.heading = label("Letters and lists", "heading", wraps=True)
        self.meeting_box = QComboBox()
        self.meeting_box.setAccessibleName("Which meeting")
        self.scope_box = QComboBox()
        self.scope_box.setAccessibleName("The whole meeting, or one case")
        self.close_button = button("Close", name="Close the letters and lists")
        self.nobody = label("", "bad", wraps=True)
        self.cover = NamesCover()
        self.model: RowsModel[Output] = RowsModel(
            [Column("Output", _words)], name_of=_name, parent=self
        )
        self.list = QListView()
        self.list.setAccessibleName("What can be made")
        self.list.setModel(self.model)
        self.preview = PreviewPage()
        self.plan = PlanPage()
        self.folder = FolderPage()
        self.texts = TextsPage()
        self.pages = QStackedWidget()
        for page in (self.preview, self.plan, self.folder, self.texts):
            self.pages.addWidget(page)
        self._listing = QWidget()
        self.halves = ListAndDetail(self._listing, self.pages, _PAGE)
        self.back_button = button("← List", name="Back to the list of what can be made")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        column(self._listing, spacing=0).addWidget(self.list)
        sized(self._listing, QWidget.setMinimumWidth, LIST_WIDTH)
        sized(self.list, QWidget.setMinimumWidth, LIST_WIDTH)
        for box in (self.meeting_box, self.scope_box):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(14)
        head = row(spacing=8)
        head.addWidget(self.heading, 2)
        head.addWidget(self.meeting_box, 1)
        head.addWidget(self.scope_box, 1)
        head.addWidget(self.back_button)
        head.addWidget(self.close_button)
        layout = column(self, spacing=8, margins=14)
        layout.addLayout(head)
        layout.addWidget(self.nobody)
        layout.addWidget(self.cover, 1)
        layout.addWidget(self.halves, 1)
        self.halves.setSizes([LIST_WIDTH, _WIDEST - LIST_WIDTH])
        self.halves.setStretchFactor(0, 0)
        self.halves.setStretchFactor(1, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_book)
        self.back_button.clicked.connect(self._back_to_list)
        self.halves.narrowed.connect(self._show_way_back)
        self.list.clicked.connect(self._open_page)
        self.list.selectionModel().currentChanged.connect(self._say_chosen)
        self.scope_box.activated.connect(self._say_scope)
        self.meeting_box.activated.connect(self._say_meeting)
        self.window().installEventFilter(self)
        self.list.installEventFilter(self)

    # -- opening and closing ----------------------------------------------------------------

    def open_over(self) -> None:
        """Show it over the window, the keyboard in its list."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._fit()
        self.halves.show_list()
        self._show_way_back()
        self.show()
        self.raise_()
        self.list.setFocus()

    def close_book(self) -> None:
        """Put it away; nothing about anybody stays in it."""
        if self.isHidden():
            return
        self.closed.emit()
        self.hide()
        self.heading.setText("Letters and lists")
        self.scope_box.clear()
        self.model.show_rows(())
        for page in (self.preview, self.plan, self.folder):
            page.forget()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None

    def _fit(self) -> None:
        window = self.window().size()
        width = min(_WIDEST, window.width() - 2 * _EDGE)
        height = window.height() - 2 * _EDGE
        self.setGeometry((window.width() - width) // 2, _EDGE, width, height)

    # -- what it shows ----------------------------------------------------------------------

    def show_outputs(self, outputs: tuple[Output, ...], code: str) -> None:
        """Offer these; `code` is marked, or else the first. Whoever asks shows its page."""
        self._is_filling = True
        self.model.show_rows(outputs)
        codes = [output.code for output in outputs]
        place = codes.index(code) if code in codes else 0
        self.list.setCurrentIndex(self.model.index(place, 0) if outputs else _NOWHERE)
        self._is_filling = False

    def marked(self) -> Output | None:
        """The line the keyboard is on."""
        index = self.list.currentIndex()
        return self.model.row_at(index) if index.isValid() else None

    def show_page(self, page: QWidget) -> None:
        """Let one of the pages be seen."""
        self.pages.setCurrentWidget(page)

    def say_nobody(self, words: str) -> None:
        """Why nothing can be made of this case; '' where it can."""
        self.nobody.setText(words)
        self.nobody.setVisible(bool(words))
        self.halves.setVisible(not words)
        self.cover.hide()

    def cover_names(self) -> None:
        """Names are hidden on this screen: nothing of the case is shown."""
        self.nobody.hide()
        self.halves.hide()
        self.cover.show()

    def _open_page(self) -> None:
        self.halves.show_detail()
        self._show_way_back()

    def _enter_page(self) -> None:
        inside = [each for each in self._stops() if self.pages.isAncestorOf(each)]
        if inside:
            inside[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _back_to_list(self) -> None:
        self.halves.show_list()
        self._show_way_back()
        self.list.setFocus()

    def _show_way_back(self) -> None:
        self.back_button.setVisible(self.halves.is_narrow and self.pages.isVisibleTo(self.halves))

    def _say_chosen(self) -> None:
        if not self._is_filling and (output := self.marked()) is not None:
            self.chosen.emit(output.code)

    def _say_scope(self) -> None:
        self.scope_chosen.emit(str(self.scope_box.currentData() or ""))

    def _say_meeting(self) -> None:
        self.meeting_chosen.emit(str(self.meeting_box.currentData() or ""))

    # -- keys -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """No key acts on the screen underneath but locking, hiding names and another case."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and not self._passes(event):
            event.accept()
            return True
        return super().event(event)

    def _passes(self, event: QKeyEvent) -> bool:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_F6 or (is_control and event.key() == Qt.Key.Key_L):
            return True
        return self.is_about_one and event.key() in _TO_OTHERS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window() and self.isVisible():
            self._fit()
            self._show_way_back()
        if watched is self.list and isinstance(event, QKeyEvent):
            return self._hears_in_list(event)
        return super().eventFilter(watched, event)

    def _hears_in_list(self, event: QKeyEvent) -> bool:
        """Enter and → go to the page; letters do what its buttons do, and look for no line."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self._open_page()
            self._enter_page()
            return True
        return bool(event.text().strip()) and self._hears(event)

    def _hears(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self.pages.currentWidget() is self.preview:
            for key, shown in (
                (COPY_KEY, self.preview.copy_button),
                (WRITE_KEY, self.preview.write_button),
            ):
                if event.text().upper() == key and not shown.isHidden():
                    shown.click()
                    return True
        return event.text().isalnum()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes round in here, never to the screen underneath."""
        stops = self._stops()
        at = self.window().focusWidget()
        if not stops:
            return super().focusNextPrevChild(is_next)
        place = stops.index(at) if at in stops else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if is_next else -1)) % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        at: QWidget | None = self.nextInFocusChain()
        while at is not None and at is not self:
            can_have_it = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isEnabled()
            if self.isAncestorOf(at) and can_have_it and at.isVisible():
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_book()
        elif not self._hears(event):
            super().keyPressEvent(event)


def _words(output: Output) -> str:
    return output.words


def _name(output: Output) -> str:
    return f"{output.words}. {output.hint}"
