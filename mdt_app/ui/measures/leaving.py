"""What leaves from the screen: asked where to, then written off the window's thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_app.errors import UserError
from mdt_app.ui.data.file_boxes import save_box
from mdt_app.ui.measures.controller import MeasuresController
from mdt_app.ui.measures.export_panel import ExportPanel
from mdt_app.ui.measures.exports import FIGURES, KINDS, NEEDED, NUMBERS, REPORT, Exports
from mdt_app.ui.measures.numbers_people import NumbersPeople
from mdt_app.ui.messages import show_error

_NAMES = {
    REPORT: "measures",
    FIGURES: "measures",
    NEEDED: "who-is-needed",
    NUMBERS: "nhs-numbers",
}


class Leaving(QObject):
    """Offers the kinds there are; names leave only for one's own practice."""

    def __init__(
        self, over: QWidget, controller: MeasuresController, people: NumbersPeople, exports: Exports
    ) -> None:
        super().__init__(over)
        self._over, self._controller, self._people = over, controller, people
        self._exports = exports
        self.panel = ExportPanel(over, self.offered())
        self.dialog: QFileDialog | None = None
        people.offer(a_list=NEEDED in self.offered(), numbers=NUMBERS in self.offered())
        self.panel.chosen.connect(self.export)
        people.export_asked.connect(self.export)

    def offered(self) -> list[str]:
        """The kinds that can be written."""
        there = {
            REPORT: self._exports.report,
            FIGURES: self._exports.figures,
            NEEDED: self._exports.needed_list,
            NUMBERS: self._exports.nhs_numbers,
        }
        return [code for code, write in there.items() if write is not None]

    def open_under(self, anchor: QWidget) -> None:
        """Show what can leave from here."""
        if self._controller.board is not None:
            self.panel.open_under(anchor)

    def export(self, code: str) -> None:
        """Ask where to write one kind; without an own practice, ask for that first."""
        board = self._controller.board
        if board is None:
            return
        if code not in self.offered():
            error = UserError("That cannot be written here.", "Choose another kind in Export.")
            show_error(self._over, error)
            return
        if code in (NEEDED, NUMBERS) and not board.own_practice:
            self._people.show_needed()
            return
        kind = next(each for each in KINDS if each.code == code)
        words = kind.words.rstrip("…")
        name = f"{_NAMES[code]}-{board.set_name}-{board.on:%Y-%m}.{kind.suffix}"
        write = partial(self.write, code)
        self.dialog = save_box(self._over, f"Save: {words}", name, write)

    def write(self, code: str, name: str) -> None:
        """Write one kind to a file."""
        path, shown, exports = Path(name), self._controller, self._exports
        written = f"Written: {path.name}"
        people_kinds = {NEEDED: exports.needed_list, NUMBERS: exports.nhs_numbers}
        board_kinds = {REPORT: exports.report, FIGURES: exports.figures}
        asked = self._people.asked_for_export()
        if (write_people := people_kinds.get(code)) is not None and asked is not None:
            shown.export(partial(write_people, *asked, path), written)
        elif (write_board := board_kinds.get(code)) is not None:
            shown.export(partial(write_board, shown.set_name, shown.month, path), written)
