"""A page with a list and, beside it, what the list stands at; what can be done opens in place."""

from collections.abc import Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QListView, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.box import Box
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.list_and_detail import ListAndDetail
from mdt_app.ui.list_controller import ListController
from mdt_app.ui.looks import pixels
from mdt_app.ui.messages import drop_refusal, show_error, show_refusal, tell
from mdt_app.ui.parts import button, column, scrolling, surface
from mdt_app.ui.rows_model import Column, RowsModel
from mdt_app.ui.screen import Screen
from mdt_app.ui.shortcuts import add_key, add_letter

Line = TypeVar("Line")
_LIST, _DETAIL = 250, 560
_LIST_AT_FIRST, _DETAIL_AT_FIRST = 420, 860


class _Lines(QListView):
    """A list, never so narrow that a line cannot be read."""

    def minimumSizeHint(self) -> QSize:
        return QSize(pixels(_LIST), super().minimumSizeHint().height())


class Titled(Protocol):
    """What is listed by what it is and how it stands."""

    @property
    def title(self) -> str: ...

    @property
    def state(self) -> str: ...


def title_and_state(line: Titled) -> str:
    """The two lines of it in a list."""
    return f"{line.title}\n{line.state}"


class ListPage(Screen, Generic[Line]):
    """The halves of such a page and its ways about; what it lists, shows and does is its own."""

    controller: ListController

    def __init__(
        self, listed: Column[Line], listing: str, detail: str, back: tuple[str, str], gap: int = 10
    ) -> None:
        """How a line is listed, what readers call the halves, and the words and name of back."""
        super().__init__()
        self.model: RowsModel[Line] = RowsModel([listed], parent=self)
        self.list = _Lines()
        self.list.setAccessibleName(listing)
        self.list.setModel(self.model)
        self.list.setSpacing(6)
        self.back_button = button(back[0], "link", name=back[1])
        ground = surface("page")
        self.paper = column(ground, spacing=gap, margins=16)
        """What stands beside the list, from top to bottom."""
        self.paper.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        area = scrolling(ground, detail)
        self.in_sight = InSight(area, ground)
        self.halves = ListAndDetail(self.list, area, _DETAIL)
        self.halves.setStretchFactor(0, 1)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([_LIST_AT_FIRST, _DETAIL_AT_FIRST])
        column(self, spacing=0).addWidget(self.halves)
        self.back_button.setVisible(self.halves.is_narrow)
        self.setProperty("ownFocus", True)  # the keyboard only waits here: see _show_busy

    # -- what a page says of itself ----------------------------------------------------------

    @property
    def boxes(self) -> Sequence[Box]:
        """What can open in place, of which one is open or none."""
        return ()

    @property
    def buttons(self) -> Sequence[QAbstractButton]:
        """What can be done with what is looked at, the likeliest first."""
        raise NotImplementedError

    def _show_list(self) -> None:
        """The list may be different: show it, and where it stands."""
        raise NotImplementedError

    def _choose(self, line: Line) -> None:
        """The list is at this line: look at it."""
        raise NotImplementedError

    @property
    def held(self) -> Sequence[QWidget]:
        """What nobody may touch while something is being done."""
        return self.boxes

    # -- put together ------------------------------------------------------------------------

    def _follow(self, controller: ListController) -> None:
        """Connect all that every such page has."""
        controller.listed.connect(self._show_list)
        controller.told.connect(self._tell)
        controller.busy.connect(self._show_busy)
        controller.failed.connect(self._explain)
        self.list.selectionModel().currentChanged.connect(self._choose_current)
        self.list.activated.connect(self._go_to_detail)
        self.halves.narrowed.connect(self.back_button.setVisible)
        self.back_button.clicked.connect(self._go_to_list)
        for box in self.boxes:
            box.closed.connect(self._close_boxes)
            box.refused.connect(self._refuse)
        add_key(self, "Esc", self._back)

    def _let_press(self, letter: str, asked: QAbstractButton) -> None:
        """The letter does what the button does, and nothing where that is not offered."""
        add_letter(self, letter, partial(_press, asked))

    def _let_open(self, letter: str, asked: QAbstractButton, box: Box) -> None:
        """The button opens the box, and so does the letter."""
        asked.clicked.connect(partial(self._open, box))
        self._let_press(letter, asked)

    # -- the list ----------------------------------------------------------------------------

    def activated(self) -> None:
        self.controller.load()
        self.list.setFocus()

    def _show_lines(self, lines: Sequence[Line], at: Line | None) -> None:
        self.model.show_rows(lines)
        self._mark(at)
        self.context_changed.emit()

    def _mark(self, line: Line | None) -> None:
        """Let the list stand at this line, if it is there."""
        place = self.model.place_of(lambda listed: listed == line)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place, 0))

    def _choose_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._choose(self.model.row_at(index))

    # -- the boxes ---------------------------------------------------------------------------

    @property
    def _open_box(self) -> Box | None:
        return next((box for box in self.boxes if box.isVisible()), None)

    def _open(self, box: Box, *_: object) -> None:
        """Open one box in place; whichever was open closes, and keeps what is typed."""
        for each in self.boxes:
            each.setVisible(each is box)
        self.halves.show_detail()
        box.begin()
        self.context_changed.emit()

    def _close_boxes(self) -> None:
        is_lost = self._is_waiting or _is_in(self.boxes, self.window().focusWidget())
        for box in self.boxes:
            box.hide()
        drop_refusal(self)
        if is_lost and self.isVisible():
            self._rest()
        self.context_changed.emit()

    # -- the keyboard ------------------------------------------------------------------------

    @property
    def _is_waiting(self) -> bool:
        """Whether the keyboard is in none of the controls of this window."""
        return self.window().focusWidget() in (None, self)

    def _rest(self) -> None:
        """Put the keyboard where letters are keys again."""
        if self.list.isVisible():
            self.list.setFocus()
        else:
            self._go_to_detail()

    def _go_to_detail(self) -> None:
        """To the likeliest of what can be done: never done by that alone."""
        self.halves.show_detail()
        for each in (*self.buttons, self.back_button):
            if each.isEnabled() and not each.isHidden():
                each.setFocus()
                return

    def _go_to_list(self) -> None:
        self.halves.show_list()
        self.list.setFocus()

    def _back(self) -> None:
        """Out of what is open: a box, the detail in a narrow window, the page."""
        if self._open_box is not None:
            self._close_boxes()
        elif not self.list.isVisible():
            self._go_to_list()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            self.back_asked.emit()

    # -- what is done ------------------------------------------------------------------------

    def _show_busy(self, words: str) -> None:
        """Hold still what is written. The keyboard waits on the page, and goes on where it was."""
        held = self.held
        if words and _is_in(held, self.window().focusWidget()):
            self.setFocus()  # in what is disabled it would be lost
        for part in held:
            part.setEnabled(not words)
        if not words and self._is_waiting and self.isVisible():
            self._take_up_again()
        self.context_changed.emit()

    def _take_up_again(self) -> None:
        """Put the keyboard where it was in the box that is open, or to rest."""
        box = self._open_box
        at = box.focusWidget() if box is not None else None
        if at is not None and at.isVisible() and at.isEnabled():
            at.setFocus()
        else:
            self._rest()

    def _tell(self, message: str, hint: str) -> None:
        self._close_boxes()
        tell(self, message, hint)
        self.context_changed.emit()

    def _explain(self, error: Exception) -> None:
        show_error(self, error)
        self.context_changed.emit()

    def _refuse(self, error: UserError) -> None:
        show_refusal(self, error)

    def status(self) -> str:
        return self.controller.doing

    def unsaved(self) -> str:
        return self.controller.doing


def _is_in(parts: Sequence[QWidget], widget: QWidget | None) -> bool:
    """Whether one of the parts is this widget, or is around it."""
    return widget is not None and any(p is widget or p.isAncestorOf(widget) for p in parts)


def _press(asked: QAbstractButton) -> None:
    if not asked.isHidden():
        asked.click()
