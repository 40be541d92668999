"""The rules over the window: one open at a time, the others listed, found and chosen beside it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QWidget

from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.parts import column, label
from mdt_app.ui.rules.book_parts import LIST_WIDTH, BookHead, FoundRules
from mdt_app.ui.rules.page_view import PageView
from mdt_app.ui.rules.shelf import Asked, Shelf
from mdt_app.ui.rules.taking import PackTaking
from mdt_app.ui.shell import Shell
from mdt_app.vault.workspace import Workspace

_WIDEST, _PAGE = 1180, 420
_EDGE = 20
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_P: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_N: 1,
}


class RuleBook(QFrame):
    """Lies over the window until Esc. The keyboard goes back where it was."""

    rules_changed = Signal()
    """Other rules speak now: what is on the screens rests on them."""

    def __init__(self, window: QWidget, ws: Workspace) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self.setAccessibleName("The rules behind the flags")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shelf = Shelf(ws)
        self._came_from: QWidget | None = None
        self._is_changed = False
        """Whether other rules speak since the screens last looked."""
        self.head = BookHead()
        self.field = self.head.field
        self.found = FoundRules()
        self.page = PageView("The rule")
        self.nothing = label("No rule holds these words.", "quiet")
        self.taking = PackTaking(ws)
        self.halves = ListAndDetail(self.found, self.page, _PAGE)
        self._stops: tuple[QWidget, ...] = (
            self.head.pack_box,
            self.field,
            *self.head.buttons,
            self.taking.take_button,
            self.taking.leave_button,
            self.page,
        )
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        layout = column(self, spacing=8, margins=14)
        layout.addWidget(self.head)
        layout.addWidget(self.taking)
        layout.addWidget(self.nothing)
        layout.addWidget(self.halves, 1)
        self.halves.setSizes([LIST_WIDTH, _WIDEST - LIST_WIDTH])
        self.halves.setStretchFactor(0, 0)
        self.halves.setStretchFactor(1, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._go_to_page)
        self.found.list.clicked.connect(self._choose)
        self.head.pack_box.activated.connect(self._choose_pack)
        self.head.own_button.clicked.connect(self._offer_own)
        self.taking.page_made.connect(self._show_page)
        self.taking.left.connect(self._show_found)
        self.taking.taken.connect(self._read_again)
        self.head.previous_button.clicked.connect(self.previous_rule)
        self.head.next_button.clicked.connect(self.next_rule)
        self.head.close_button.clicked.connect(self.close_book)
        for watched in (self.field, self.page, self.window()):
            watched.installEventFilter(self)

    # -- opening and closing ----------------------------------------------------------------

    def open_at(self, rule: str = "", asked: Asked | None = None) -> None:
        """Show a rule, and what it says of the person it was asked from; '' shows them all."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._open_shelf(rule, asked)
        self._fit()
        self._show_found()
        self.show()
        self.raise_()
        if rule:
            self._go_to_page()
        else:
            self.halves.show_list()
            self.field.setFocus()

    def _open_shelf(self, rule: str, asked: Asked | None) -> None:
        self.taking.forget()
        self.shelf.open(rule, asked)
        self.head.show_packs(self.shelf.packs)

    def close_book(self) -> None:
        """Put it away; nothing about anybody stays in it."""
        self.hide()
        self.taking.forget()
        self.shelf.close()
        self.page.show_page("")
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self._came_from = None
        if self._is_changed:
            self._is_changed = False
            self.rules_changed.emit()

    def _fit(self) -> None:
        window = self.window().size()
        width = min(_WIDEST, window.width() - 2 * _EDGE)
        height = window.height() - 2 * _EDGE
        self.setGeometry((window.width() - width) // 2, _EDGE, width, height)
        self.head.fit(is_wide=width >= LIST_WIDTH + _PAGE)

    # -- reading ----------------------------------------------------------------------------

    def next_rule(self) -> None:
        self._step(1)

    def previous_rule(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.shelf.step(by):
            self._show_open()

    def _search(self, typed: str) -> None:
        self.shelf.search(typed)
        self.halves.show_list()
        self._show_found()

    def _choose(self) -> None:
        if rule := self.found.marked():
            self.shelf.rule = rule
            self._show_open()
            self._go_to_page()

    def _choose_pack(self, place: int) -> None:
        self.shelf.choose_pack(str(self.head.pack_box.itemData(place)))
        self._show_found()

    def _go_to_page(self) -> None:
        self.halves.show_detail()
        self.page.setFocus()

    def _show_found(self) -> None:
        found = self.shelf.entries()
        self.found.model.show_rows(found)
        self.nothing.setVisible(not found)
        self._show_open()

    def _show_open(self) -> None:
        place = self.shelf.place()
        self.found.mark(place)
        self.page.show_page(self.shelf.page())
        title = self.shelf.title()
        self.page.setAccessibleName(f"Rule: {title}" if title else "The rule")
        self.head.previous_button.setEnabled(place > 0)
        self.head.next_button.setEnabled(0 <= place < self.found.model.rowCount() - 1)

    # -- the network's own ------------------------------------------------------------------

    def _offer_own(self) -> None:
        menu = self.taking.menu()
        below = self.head.own_button.rect().bottomLeft()
        menu.popup(self.head.own_button.mapToGlobal(below))
        menu.setActiveAction(menu.actions()[0])

    def _show_page(self, page: str) -> None:
        """What a file would change, in place of a rule."""
        self.halves.show_detail()
        self.found.mark(-1)
        self.page.show_page(page)
        self.page.setAccessibleName("The file")

    def _read_again(self) -> None:
        """Other rules speak: show them here now, and on the screens when the book is closed."""
        self._is_changed = True
        self._open_shelf(self.shelf.rule, self.shelf.asked)
        self._show_found()
        self._go_to_page()

    # -- keys -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """No key acts on the screen that lies underneath; locking always does."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and not _is_lock(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes round in the book, never to the screen underneath."""
        stops = [each for each in self._stops if each.isVisible() and each.isEnabled()]
        if not stops:  # it is being put away
            return super().focusNextPrevChild(is_next)
        at = self.window().focusWidget()
        place = stops.index(at) if at in stops else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if is_next else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            if self.isVisible():
                self._fit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.field:
                return self._hears_while_searching(event)
            if watched is self.page:
                return self._hears(event)
        return super().eventFilter(watched, event)

    def _hears_while_searching(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        by = steps.get(Qt.Key(event.key()), 0)
        if by:
            self._step(by)
        return bool(by)

    def _hears(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Find):
            return self._go_to_field()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            self._step(_STEPS[key])
            return True
        if key in (Qt.Key.Key_Slash, Qt.Key.Key_F):
            return self._go_to_field()
        return False

    def _go_to_field(self) -> bool:
        """Put the keyboard where a rule is looked for."""
        self.halves.show_list()
        self.field.setFocus()
        self.field.selectAll()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_R):
            self.close_book()
        elif not self._hears(event):
            super().keyPressEvent(event)


def _is_lock(event: QKeyEvent) -> bool:
    is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return is_control and event.key() == Qt.Key.Key_L


def show_rules(
    window: QWidget, ws: Workspace, rule: str = "", asked: Asked | None = None
) -> RuleBook:
    """Open the rules over a window: at one rule, as asked about somebody, or all of them."""
    book = window.findChild(RuleBook)
    if book is None:
        book = RuleBook(window, ws)
        if isinstance(window, Shell):
            book.rules_changed.connect(window.look_again)
    book.open_at(rule, asked)
    return book
