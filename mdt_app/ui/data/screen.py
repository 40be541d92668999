"""Data: files are looked at, taken in, taken back; and everything can be written out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from mdt_app.intake.history import TakenIn, last_import
from mdt_app.intake.importing import ImportReport
from mdt_app.intake.rows import FileReport
from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.aside_page import AsidePage
from mdt_app.ui.data.columns_page import ColumnsPage
from mdt_app.ui.data.controller import DataController, Stage
from mdt_app.ui.data.files_page import FilesPage
from mdt_app.ui.data.gone_page import GonePage, lines_of_file, lines_of_store
from mdt_app.ui.data.preview_page import PreviewPage
from mdt_app.ui.data.sentences import came_of_it
from mdt_app.ui.data.wording import counted, set_aside
from mdt_app.ui.data.working_page import WorkingPage
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.parts import column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

_FILTER = (
    "Exports (*.csv *.txt *.tsv *.tab *.xlsx *.xlsm *.xls *.ods *.json *.ndjson);;All files (*)"
)
_KEYS: tuple[Key, ...] = (("Ctrl+O", "choose files"),)
_PREVIEW_KEYS: tuple[Key, ...] = (
    ("Ctrl+Enter", "take in"),
    ("C", "columns"),
    ("Ctrl+O", "other files"),
)
_COLUMNS_KEYS: tuple[Key, ...] = (
    ("Enter", "say what it is"),
    ("Ctrl+Enter", "look again"),
    ("Esc", "back"),
)
_ASIDE_KEYS: tuple[Key, ...] = (
    ("Enter", "mend, then take in"),
    ("Ctrl+Enter", "take in all mended"),
    ("Esc", "back"),
)
_BACK_KEYS: tuple[Key, ...] = (("Esc", "back"),)
_WORKING_KEYS: tuple[Key, ...] = (("Esc", "cancel"),)
_PATIENCE_MS = 200
"""How long a preview stays while it is looked at again: most files are quicker."""


class DataScreen(Screen):
    """One page at a time: files so far, a job running, a preview and what belongs to it."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        saver: Saver | None = None,
        *,
        controller: DataController | None = None,
        aside: AsideController | None = None,
    ) -> None:
        super().__init__()
        del saver  # everything here is a long job
        self._controller = controller or DataController(ws, runner)
        self._controller.setParent(self)  # gone with the screen, so no late answer finds it
        self.files_page = FilesPage()
        self.working_page = WorkingPage()
        self.preview_page = PreviewPage()
        self.columns_page = ColumnsPage()
        self.gone_page = GonePage()
        self._aside = aside or AsideController(ws, runner)
        self._aside.setParent(self)
        self.aside_page = AsidePage(self._aside)
        self.stack = QStackedWidget()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._connect_preview()
        self._connect_aside()
        self._add_keys()

    def _lay_out(self) -> None:
        for page in (
            self.files_page,
            self.working_page,
            self.preview_page,
            self.columns_page,
            self.gone_page,
            self.aside_page,
        ):
            self.stack.addWidget(page)
        column(self, spacing=0).addWidget(self.stack)

    def _connect(self) -> None:
        source, files = self._controller, self.files_page
        source.stage_changed.connect(self._show_stage)
        source.previewed.connect(self._show_preview)
        source.taken_in.connect(self._say_taken_in)
        source.undo_asked.connect(files.ask_undo)
        source.undone.connect(self._say_undone)
        source.exported.connect(self._say_exported)
        source.files_changed.connect(self._show_files)
        source.progressed.connect(self.working_page.show_progress)
        source.failed.connect(self._show_error)
        self._patience.timeout.connect(self._show_working)
        files.choose_button.clicked.connect(self.choose_files)
        files.undo_button.clicked.connect(source.ask_undo)
        files.undo_agreed.connect(source.undo_last)
        files.export_button.clicked.connect(self.choose_folder)
        files.news.list_asked.connect(self._go_to_list)
        files.news.undo_asked.connect(self.undo)
        files.news.again_asked.connect(source.take_in_again)
        self.working_page.cancel_button.clicked.connect(source.cancel)

    def _connect_preview(self) -> None:
        source, preview = self._controller, self.preview_page
        preview.take_in_button.clicked.connect(source.take_in)
        preview.leave_button.clicked.connect(source.leave_files)
        preview.before_button.clicked.connect(source.read_as_before)
        preview.answers_given.connect(source.answer)
        preview.read_as.connect(source.read_as)
        preview.columns_asked.connect(self.show_columns)
        preview.gone_asked.connect(self.show_gone)
        self.columns_page.columns_chosen.connect(source.take_columns)
        self.columns_page.left.connect(self._back_to_preview)
        self.gone_page.left.connect(self._back_from_gone)

    def _connect_aside(self) -> None:
        source, page, files = self._aside, self.aside_page, self.files_page
        source.lines_changed.connect(self._show_waiting)
        source.mended.connect(self._say_mended)
        source.written.connect(self._say_written)
        source.failed.connect(self._show_error)
        page.left.connect(self._back_to_files)
        page.save_asked.connect(self.choose_file)
        files.aside_button.clicked.connect(self.show_aside)
        files.news.aside_asked.connect(self.show_aside)
        files.gone_button.clicked.connect(self.show_all_gone)
        self._controller.gone_changed.connect(self._show_gone_count)

    def _add_keys(self) -> None:
        add_key(self, "Ctrl+O", self.choose_files)
        add_key(self, "Ctrl+Return", self._go_ahead)
        add_key(self, "Ctrl+Enter", self._go_ahead)
        add_letter(self, "C", self._show_first_columns)
        add_letter(self, "G", self._show_first_gone)

    @property
    def stage(self) -> Stage:
        """What is going on here."""
        return self._controller.stage

    @property
    def is_working(self) -> bool:
        return self._controller.is_working

    # -- what the shell asks ----------------------------------------------------------------

    def context(self) -> Context:
        return Context("Data", self._controller.stage.value)

    def keys(self) -> Sequence[Key]:
        if self._controller.is_working:
            return _WORKING_KEYS
        pages: dict[QWidget | None, tuple[Key, ...]] = {
            self.preview_page: _PREVIEW_KEYS,
            self.columns_page: _COLUMNS_KEYS,
            self.gone_page: _BACK_KEYS,
            self.aside_page: _ASIDE_KEYS,
        }
        return pages.get(self.stack.currentWidget(), _KEYS)

    def more_keys(self) -> Sequence[Key]:
        more: tuple[Key, ...] = (("G", "people gone"),)
        return (*_KEYS, *_PREVIEW_KEYS, *more, *_COLUMNS_KEYS, *_ASIDE_KEYS, *_WORKING_KEYS)

    def status(self) -> str:
        files = [file for file in self._controller.files if not file.is_undone]
        return f"{counted(len(files), 'file')} taken in" if files else "Nothing taken in yet"

    def activated(self) -> None:
        self._controller.load()
        if self.stack.currentWidget() is self.files_page:
            self.files_page.choose_button.setFocus()

    def undo(self) -> None:
        """Take back at once what was just taken in; an earlier import only after asking.

        While files are looked at: how they were read last.
        """
        if self._controller.stage is Stage.PREVIEWED:
            self._controller.read_as_before()
        elif not self._controller.undo_just_taken():
            self._controller.ask_undo()

    def take_files(self, names: Sequence[str]) -> bool:
        """Look at files that were let fall on the window; False while a job is running."""
        if self._controller.is_working:
            return False
        self.look_at(names)
        return True

    # -- choosing ---------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask which files to look at."""
        if self._controller.is_working:
            return
        self.dialog = QFileDialog(self, "Choose files", str(Path.home()), _FILTER)
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.filesSelected.connect(self.look_at)
        self.dialog.open()

    def choose_folder(self) -> None:
        """Ask where to write everything."""
        self.dialog = QFileDialog(self, "Export everything to", str(Path.home()))
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self.export_to)
        self.dialog.open()

    def choose_file(self) -> None:
        """Ask where to write the rows that wait."""
        self.dialog = QFileDialog(self, "Save the rows as", str(Path.home() / "set-aside.csv"))
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setNameFilter("CSV files (*.csv)")
        self.dialog.setDefaultSuffix("csv")
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(self.write_aside)
        self.dialog.open()

    def write_aside(self, name: str) -> None:
        self._aside.write(Path(name))

    def look_at(self, names: Sequence[str]) -> None:
        """Look at these files, dropped or chosen."""
        self._controller.look_at([Path(name) for name in names])

    def export_to(self, folder: str) -> None:
        self._controller.export(Path(folder))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._controller.cancel()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._controller.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.look_at([url.toLocalFile() for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    # -- pages ------------------------------------------------------------------------------

    def show_columns(self, report: FileReport) -> None:
        """Show what every column of a file was taken for."""
        self.columns_page.show_columns(report)
        self._show_page(self.columns_page)

    def show_gone(self, report: FileReport) -> None:
        """Show who is no longer in a file."""
        self.gone_page.show_people(lines_of_file(report.gone, report.name))
        self._show_page(self.gone_page)

    def show_all_gone(self) -> None:
        """Show everyone whom the files taken in no longer name."""
        self.gone_page.show_people(lines_of_store(self._controller.gone))
        self._show_page(self.gone_page)

    def show_aside(self) -> None:
        """Show every row that waits for somebody."""
        if not self._controller.is_working:
            self._show_page(self.aside_page)
            self.aside_page.open()

    def _back_to_files(self) -> None:
        self._show_page(self.files_page)
        self.files_page.choose_button.setFocus()

    def _show_page(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.context_changed.emit()

    def _show_first_columns(self) -> None:
        if self.stack.currentWidget() is self.preview_page:
            card = self.preview_page.columns_card()
            if card is not None:
                self.show_columns(card.report)

    def _show_first_gone(self) -> None:
        if self.stack.currentWidget() is self.preview_page:
            gone = [card.report for card in self.preview_page.cards if card.report.gone]
            if gone:
                self.show_gone(gone[0])
        elif self.stack.currentWidget() is self.files_page and self._controller.gone:
            self.show_all_gone()

    def _back_from_gone(self) -> None:
        if self._controller.stage is Stage.PREVIEWED:
            self._back_to_preview()
        else:
            self._back_to_files()

    def _back_to_preview(self) -> None:
        self._show_page(self.preview_page)
        self.preview_page.begin()

    def _go_ahead(self) -> None:
        """Ctrl+Enter does what the green button of the page does."""
        page = self.stack.currentWidget()
        if page is self.preview_page:
            self.preview_page.take_in_button.click()
        elif page is self.columns_page:
            self.columns_page.look_button.click()
        elif page is self.aside_page:
            self.aside_page.all_button.click()

    def _go_to_list(self) -> None:
        self.files_page.drop_news()
        self.place_asked.emit("prepare")

    # -- slots ------------------------------------------------------------------------------

    def _show_stage(self, stage: Stage) -> None:
        self._patience.stop()
        if stage is Stage.LOOKING and self._controller.report is not None:
            self._patience.start()
        elif self._controller.is_working:
            self._show_working()
        elif stage is Stage.PREVIEWED:
            self.stack.setCurrentWidget(self.preview_page)
        else:
            self.stack.setCurrentWidget(self.files_page)
            self.files_page.choose_button.setFocus()
        self.context_changed.emit()

    def _show_working(self) -> None:
        self.working_page.show_words(self._controller.stage.value)
        self.stack.setCurrentWidget(self.working_page)
        self.working_page.cancel_button.setFocus()

    def _show_preview(self, report: ImportReport) -> None:
        self.files_page.drop_news()
        page, source = self.preview_page, self._controller
        page.show_report(report, source.practices(), may_go_back=source.may_read_as_before)
        self.context_changed.emit()

    def _show_files(self, files: Sequence[TakenIn]) -> None:
        self.files_page.show_files(files, last_import(list(files)))
        self._aside.load()
        self.context_changed.emit()

    def _show_waiting(self) -> None:
        self.files_page.show_waiting(len(self._aside.lines))

    def _show_gone_count(self) -> None:
        self.files_page.show_gone(len(self._controller.gone))

    def _say_mended(self, report: ImportReport) -> None:
        if not report.committed:
            return  # the row says why
        self._controller.note_mended(report)
        tell(self, f"{came_of_it(report.files)}.", "Ctrl+Z takes the mended rows back.")

    def _say_written(self, path: str, count: int) -> None:
        rows = counted(count, "row")
        where = f"{path} names patients and is not encrypted."
        tell(self, f"{rows} written, each with its reason.", where)

    def _say_taken_in(self, report: ImportReport) -> None:
        gone = sum(len(file.gone) for file in report.files)
        people = counted(gone, "person", "people")
        hint = f"{people} no longer in the extract; nobody was deleted." if gone else ""
        waiting = sum(set_aside(file.counts) for file in report.files)
        self.files_page.say_taken_in(f"{came_of_it(report.files)}.", hint, waiting)

    def _say_undone(self, count: int) -> None:
        may_repeat = self._controller.just_undone is not None
        words = f"{counted(count, 'file')} taken back."
        self.files_page.say_taken_back(words, may_repeat=may_repeat)

    def _say_exported(self, folder: str) -> None:
        where = f"Four CSV files are in {folder}. They name patients and are not encrypted."
        tell(self, "Everything was written out.", where)

    def _show_error(self, error: Exception) -> None:
        show_error(self, error)
