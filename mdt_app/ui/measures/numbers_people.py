"""From a number to its people: of one's own practice their names, else one clear sentence."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import UserError
from mdt_app.measures.values import Board, Line, PersonLine
from mdt_app.ui.measures.asked import Choice, Wanted
from mdt_app.ui.measures.controller import MeasuresController
from mdt_app.ui.measures.exports import NEEDED, NUMBERS
from mdt_app.ui.measures.pages import Pages
from mdt_app.ui.measures.people_page import MISSED, found_words

WHICH_PRACTICE = UserError(
    "Names are shown only to the practice the people belong to.",
    "At which practice do you work? It is kept for you and can be changed with O.",
)


class NumbersPeople(QObject):
    """Turns to the page of people and fills it; an answer to an older question is dropped."""

    turned = Signal()
    left = Signal()
    failed = Signal(object)
    export_asked = Signal(str)

    def __init__(self, controller: MeasuresController, pages: Pages) -> None:
        super().__init__(controller)
        self._controller, self._pages, self._page = controller, pages, pages.people
        self._asked: tuple[Wanted, Line] | None = None
        self._is_awaited = False
        controller.board_shown.connect(self._show_awaited)
        controller.people_found.connect(self._show)
        controller.people_refused.connect(self._refuse)
        self._page.left.connect(self.leave)
        self._page.practice_chosen.connect(self._choose_practice)
        self._page.own_people_asked.connect(self.show_needed)
        self._page.list_asked.connect(partial(self.export_asked.emit, NEEDED))
        self._page.numbers_asked.connect(partial(self.export_asked.emit, NUMBERS))

    def offer(self, *, a_list: bool, numbers: bool) -> None:
        """Which of the two ways the people on show can leave by."""
        self._page.offer(a_list=a_list, numbers=numbers)

    def show_needed(self) -> None:
        """Who of one's own practice is behind the number of the measure looked at."""
        self.show_of("")

    def show_month(self, month: date) -> None:
        """Who of one's own practice was behind the figure of a month."""
        self.show_of("", month=month)

    def show_kind(self, cut: str, kind: str) -> None:
        """Who of one's own practice is of a kind: everyone who needs an interpreter."""
        self.show_of("", cut=cut, kind=kind)

    def show_of(
        self, practice: str, *, month: date | None = None, cut: str = "", kind: str = ""
    ) -> None:
        """Who is behind a practice's number; the network's opens those of one's own."""
        board, line = self._controller.board, self._controller.line
        if board is None or line is None:
            return
        practice = practice or board.own_practice
        wanted = self._controller.wanted(practice, month, cut, kind)
        assert wanted is not None
        self._asked = wanted, line
        self._page.begin(board, line, practice, month, kind and f"{cut}: {kind}")
        self._turn()
        if not board.own_practice:
            self._refuse(wanted, WHICH_PRACTICE)
        elif practice != board.own_practice:
            self._refuse(wanted, not_for_here(board, practice))
        else:
            self._controller.ask_people(wanted)

    def ask_practice(self) -> None:
        """Ask at which practice one works, whether or not that is known."""
        board, line = self._controller.board, self._controller.line
        if board is None or line is None:
            return
        self._asked = None
        self._page.begin(board, line, "")
        self._turn()
        self._page.ask_practice(WHICH_PRACTICE, _choices(board), board.own_practice)

    def asked_for_export(self) -> tuple[Wanted, str] | None:
        """Whose names may leave: those on show, else who is needed for the measure looked at."""
        if self._pages.is_at(self._page) and self._asked is not None:
            return self._asked[0], self._page.segment
        board = self._controller.board
        wanted = self._controller.wanted(board.own_practice) if board is not None else None
        return (wanted, MISSED) if wanted is not None else None

    def leave(self) -> None:
        """Back to the board; a late answer finds nobody waiting."""
        self._asked = None
        self.left.emit()

    def _turn(self) -> None:
        self._pages.turn_to(self._page)
        self.turned.emit()

    def _show(self, wanted: Wanted, found: Sequence[PersonLine]) -> None:
        if self._asked is None or wanted != self._asked[0]:
            return
        line, board = self._asked[1], self._controller.board
        is_whole = board is not None and wanted.on == board.on and not wanted.cut
        figures = [each for each in line.practices if each.practice == wanted.practice]
        needed = line.needed_by_practice.get(wanted.practice) if is_whole else None
        figure = figures[0] if figures and is_whole else None
        is_frozen = board is not None and board.is_frozen
        self._page.show_people(found, found_words(found, needed, figure, is_frozen=is_frozen))

    def _refuse(self, wanted: Wanted, error: Exception) -> None:
        if self._asked is None or wanted != self._asked[0]:
            return
        board = self._controller.board
        if board is not None and isinstance(error, UserError):
            self._page.refuse(error, _choices(board), board.own_practice)
        else:
            self.leave()
            self.failed.emit(error)

    def _choose_practice(self, ods: str) -> None:
        """Names that were asked for before it was known whose they may be are shown then."""
        if ods:
            self._is_awaited = self._asked is not None
            self._controller.choose_practice(ods)
            self.leave()

    def _show_awaited(self, board: Board) -> None:
        if self._is_awaited and board.own_practice and not board.is_stale:
            self._is_awaited = False
            self.show_needed()


def not_for_here(board: Board, practice: str) -> UserError:
    """Whose names they are, and where one works."""
    theirs = board.practices.get(practice, practice)
    here = board.practices.get(board.own_practice, board.own_practice)
    return UserError(
        f"Only {theirs} may see these names; here you work at {here}.",
        f"Ask {theirs} for its list, or look at those of {here}.",
    )


def _choices(board: Board) -> list[Choice]:
    return list(board.practices.items())
