"""Says what came of every job of Data, in one place and in one sentence each."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mdt_app.intake.import_report import ImportReport
from mdt_app.meeting.objections import left_out_words
from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.controller import DataController
from mdt_app.ui.data.files_page import FilesPage
from mdt_app.ui.data.sentences import came_of_it
from mdt_app.ui.data.wording import counted, set_aside
from mdt_app.ui.messages import show_error, tell

_REMEMBERED = "What you said of the columns is remembered for files with these headings."


class Announcements(QObject):
    """Listens to what goes on and tells it on the first page or in the window's bar."""

    def __init__(
        self, over: QWidget, source: DataController, aside: AsideController, files: FilesPage
    ) -> None:
        super().__init__(over)
        self._over = over
        self._source = source
        self._files = files
        source.taken_in.connect(self._say_taken_in)
        source.undone.connect(self._say_undone)
        source.exported.connect(self._say_exported)
        source.remembered.connect(self._say_remembered)
        source.searches_written.connect(self._say_searches)
        source.failed.connect(self._show_error)
        aside.mended.connect(self._say_mended)
        aside.written.connect(self._say_written)
        aside.failed.connect(self._show_error)

    def _say_taken_in(self, report: ImportReport) -> None:
        gone = sum(len(file.gone) for file in report.files)
        people = counted(gone, "person", "people")
        hints = [f"{people} no longer in the extract; nobody was deleted."] if gone else []
        if self._source.has_remembered:
            hints.append(_REMEMBERED)
        waiting = sum(set_aside(file.counts) for file in report.files)
        self._files.say_taken_in(f"{came_of_it(report.files)}.", " ".join(hints), waiting)

    def _say_undone(self, count: int) -> None:
        may_repeat = self._source.just_undone is not None
        self._files.say_taken_back(f"{counted(count, 'file')} taken back.", may_repeat=may_repeat)

    def _say_mended(self, report: ImportReport) -> None:
        if report.committed:  # else the row says why not
            self._source.note_mended(report)
            words = f"{came_of_it(report.files)}."
            tell(self._over, words, "Ctrl+Z takes the mended rows back.")

    def _say_written(self, path: str, count: int) -> None:
        where = f"{path} names patients and is not encrypted."
        tell(self._over, f"{counted(count, 'row')} written, each with its reason.", where)

    def _say_remembered(self, name: str) -> None:
        hint = "Files with these headings are read the same way."
        tell(self._over, f"Remembered as '{name}'.", hint)

    def _say_searches(self, path: str) -> None:
        tell(self._over, "The page for whoever makes your searches is written.", f"It is {path}.")

    def _say_exported(self, folder: str, objecting: int) -> None:
        where = f"Four CSV files are in {folder}. They name patients and are not encrypted."
        left_out = f" {left_out_words(objecting)}" if objecting else ""
        tell(self._over, "Everything was written out.", where + left_out)

    def _show_error(self, error: Exception) -> None:
        show_error(self._over, error)
