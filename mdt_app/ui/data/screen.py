"""Data: files are looked at, taken in, taken back; and everything can be written out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from mdt_app.intake.history import TakenIn, last_import
from mdt_app.intake.importing import ImportReport
from mdt_app.ui.data.controller import DataController, Stage
from mdt_app.ui.data.files_page import FilesPage
from mdt_app.ui.data.preview_page import PreviewPage
from mdt_app.ui.data.wording import counted, summary
from mdt_app.ui.data.working_page import WorkingPage
from mdt_app.ui.messages import show_error, tell
from mdt_app.ui.parts import column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

_FILTER = "Exports (*.csv *.txt *.json *.ndjson);;All files (*)"
_KEYS: tuple[Key, ...] = (("Ctrl+O", "choose files"),)
_PREVIEW_KEYS: tuple[Key, ...] = (("Ctrl+Enter", "take in"), ("Ctrl+O", "other files"))
_WORKING_KEYS: tuple[Key, ...] = (("Esc", "cancel"),)


class DataScreen(Screen):
    """One of three pages: files so far, a job running, or a preview to say yes or no to."""

    def __init__(
        self,
        ws: Workspace,
        runner: TaskRunner,
        saver: Saver | None = None,
        *,
        controller: DataController | None = None,
    ) -> None:
        super().__init__()
        del saver  # everything here is a long job
        self._controller = controller or DataController(ws, runner)
        self._controller.setParent(self)  # gone with the screen, so no late answer finds it
        self.files_page = FilesPage()
        self.working_page = WorkingPage()
        self.preview_page = PreviewPage()
        self.stack = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        add_key(self, "Ctrl+O", self.choose_files)
        add_key(self, "Ctrl+Return", self.preview_page.take_in_button.click)
        add_key(self, "Ctrl+Enter", self.preview_page.take_in_button.click)

    def _lay_out(self) -> None:
        for page in (self.files_page, self.working_page, self.preview_page):
            self.stack.addWidget(page)
        column(self, spacing=0).addWidget(self.stack)

    def _connect(self) -> None:
        source = self._controller
        source.stage_changed.connect(self._show_stage)
        source.previewed.connect(self._show_preview)
        source.taken_in.connect(self._say_taken_in)
        source.undone.connect(self._say_undone)
        source.exported.connect(self._say_exported)
        source.files_changed.connect(self._show_files)
        source.progressed.connect(self.working_page.show_progress)
        source.failed.connect(self._show_error)
        self.files_page.choose_button.clicked.connect(self.choose_files)
        self.files_page.undo_agreed.connect(source.undo_last)
        self.files_page.export_button.clicked.connect(self.choose_folder)
        self.working_page.cancel_button.clicked.connect(source.cancel)
        self.preview_page.take_in_button.clicked.connect(source.take_in)
        self.preview_page.aside_button.clicked.connect(source.put_aside)
        self.preview_page.practice_chosen.connect(source.say_practice)

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
        return _PREVIEW_KEYS if self._controller.stage is Stage.PREVIEWED else _KEYS

    def more_keys(self) -> Sequence[Key]:
        return (*_PREVIEW_KEYS, *_WORKING_KEYS)

    def status(self) -> str:
        files = [file for file in self._controller.files if not file.is_undone]
        return f"{counted(len(files), 'file')} taken in" if files else "Nothing taken in yet"

    def activated(self) -> None:
        self._controller.load()
        self.files_page.choose_button.setFocus()

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

    # -- slots ------------------------------------------------------------------------------

    def _show_stage(self, stage: Stage) -> None:
        if self._controller.is_working:
            self.working_page.show_words(stage.value)
            self.stack.setCurrentWidget(self.working_page)
            self.working_page.cancel_button.setFocus()
        elif stage is Stage.PREVIEWED:
            self.stack.setCurrentWidget(self.preview_page)
        else:
            self.stack.setCurrentWidget(self.files_page)
            self.files_page.choose_button.setFocus()
        self.context_changed.emit()

    def _show_preview(self, report: ImportReport) -> None:
        self.preview_page.show_report(report, self._controller.practices())
        self.context_changed.emit()

    def _show_files(self, files: Sequence[TakenIn]) -> None:
        self.files_page.show_files(files, last_import(list(files)))
        self.context_changed.emit()

    def _say_taken_in(self, report: ImportReport) -> None:
        files = counted(len(report.files), "file")
        tell(self, f"{files} taken in: {summary(report.files)}.", "Prepare has the new list.")

    def _say_undone(self, count: int) -> None:
        tell(self, f"{counted(count, 'file')} taken back.", "They can be taken in again.")

    def _say_exported(self, folder: str) -> None:
        where = f"Four CSV files are in {folder}. They name patients and are not encrypted."
        tell(self, "Everything was written out.", where)

    def _show_error(self, error: Exception) -> None:
        show_error(self, error)
