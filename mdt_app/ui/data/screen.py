"""Data: files are looked at, taken in, taken back; and everything can be written out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

from mdt_app.intake.history import TakenIn, last_import
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import FileReport
from mdt_app.ui.data.announcements import Announcements
from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.controller import DataController
from mdt_app.ui.data.file_boxes import files_box, folder_box, save_box
from mdt_app.ui.data.gone_page import lines_of_file, lines_of_store
from mdt_app.ui.data.pages import MORE, Pages
from mdt_app.ui.data.stages import Stage
from mdt_app.ui.data.wording import counted
from mdt_app.ui.parts import column
from mdt_app.ui.saving import Saver
from mdt_app.ui.screen import Context, Key, Screen
from mdt_app.ui.shortcuts import add_key, add_letter
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

_PATIENCE_MS = 200
"""How long a preview stays while it is looked at again: most files are quicker."""


class DataScreen(Screen):
    """Joins the pages of Data to what goes on behind them."""

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
        self._aside = aside or AsideController(ws, runner)
        for source in (self._controller, self._aside):
            source.setParent(self)  # gone with the screen, so no late answer finds it
        self.pages = Pages(self._aside)
        self.files_page, self.working_page = self.pages.files, self.pages.working
        self.preview_page, self.columns_page = self.pages.preview, self.pages.columns
        self.gone_page, self.aside_page = self.pages.gone, self.pages.aside
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.setAcceptDrops(True)
        column(self, spacing=0).addWidget(self.pages)
        self._connect()
        self._connect_files()
        self._connect_preview()
        self._connect_aside()
        self._add_keys()
        self._announcements = Announcements(self, self._controller, self._aside, self.files_page)

    def _connect(self) -> None:
        source = self._controller
        source.stage_changed.connect(self._show_stage)
        source.previewed.connect(self._show_preview)
        source.files_changed.connect(self._show_files)
        source.gone_changed.connect(self._show_gone_count)
        source.progressed.connect(self.working_page.show_progress)
        self.working_page.cancel_button.clicked.connect(source.cancel)
        self.pages.turned.connect(self.context_changed)
        self._patience.timeout.connect(self._show_working)

    def _connect_files(self) -> None:
        source, files = self._controller, self.files_page
        source.undo_asked.connect(files.ask_undo)
        files.choose_button.clicked.connect(self.choose_files)
        files.undo_button.clicked.connect(source.ask_undo)
        files.undo_agreed.connect(source.undo_last)
        files.export_button.clicked.connect(self.choose_folder)
        files.searches_button.clicked.connect(self.choose_page)
        files.aside_button.clicked.connect(self.show_aside)
        files.gone_button.clicked.connect(self.show_all_gone)
        files.news.list_asked.connect(self._go_to_list)
        files.news.aside_asked.connect(self.show_aside)
        files.news.undo_asked.connect(self.undo)
        files.news.again_asked.connect(source.take_in_again)

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
        self.columns_page.remember_asked.connect(source.remember)
        source.remembered.connect(self.columns_page.forget_name)
        self.columns_page.left.connect(self.pages.back_to_preview)
        self.gone_page.left.connect(self._back_from_gone)

    def _connect_aside(self) -> None:
        source, page = self._aside, self.aside_page
        source.lines_changed.connect(self._show_waiting)
        page.left.connect(self.pages.back_to_files)
        page.save_asked.connect(self.choose_file)

    def _add_keys(self) -> None:
        add_key(self, "Ctrl+O", self.choose_files)
        add_key(self, "Ctrl+Return", self.pages.go_ahead)
        add_key(self, "Ctrl+Enter", self.pages.go_ahead)
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
        return self.pages.keys()

    def more_keys(self) -> Sequence[Key]:
        return MORE

    def status(self) -> str:
        files = [file for file in self._controller.files if not file.is_undone]
        return f"{counted(len(files), 'file')} taken in" if files else "Nothing taken in yet"

    def activated(self) -> None:
        self._controller.load()
        if self.pages.is_at(self.files_page):
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
        if not self._controller.is_working:
            self.dialog = files_box(self, self.look_at)

    def choose_folder(self) -> None:
        """Ask where to write everything."""
        self.dialog = folder_box(self, self.export_to)

    def choose_file(self) -> None:
        """Ask where to write the rows that wait."""
        self.dialog = save_box(self, "Save the rows as", "set-aside.csv", self.write_aside)

    def choose_page(self) -> None:
        """Ask where to write the page for whoever makes the searches."""
        title, name = "Save the page as", "searches.pdf"
        self.dialog = save_box(self, title, name, self.write_searches)

    def look_at(self, names: Sequence[str]) -> None:
        """Look at these files, dropped or chosen."""
        self._controller.look_at([Path(name) for name in names])

    def export_to(self, folder: str) -> None:
        self._controller.export(Path(folder))

    def write_aside(self, name: str) -> None:
        self._aside.write(Path(name))

    def write_searches(self, name: str) -> None:
        self._controller.write_searches(Path(name))

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
        self.pages.turn_to(self.columns_page)

    def show_gone(self, report: FileReport) -> None:
        """Show who is no longer in a file."""
        self.gone_page.show_people(lines_of_file(report.gone, report.name))
        self.pages.turn_to(self.gone_page)

    def show_all_gone(self) -> None:
        """Show everyone whom the files taken in no longer name."""
        self.gone_page.show_people(lines_of_store(self._controller.gone))
        self.pages.turn_to(self.gone_page)

    def show_aside(self) -> None:
        """Show every row that waits for somebody."""
        if not self._controller.is_working:
            self.pages.turn_to(self.aside_page)
            self.aside_page.open()

    def _show_first_columns(self) -> None:
        card = self.preview_page.columns_card()
        is_shown = self.pages.is_at(self.preview_page) and not self._controller.is_working
        if is_shown and card is not None:
            self.show_columns(card.report)

    def _show_first_gone(self) -> None:
        if self.pages.is_at(self.preview_page):
            gone = [card.report for card in self.preview_page.cards if card.report.gone]
            if gone:
                self.show_gone(gone[0])
        elif self.pages.is_at(self.files_page) and self._controller.gone:
            self.show_all_gone()

    def _back_from_gone(self) -> None:
        if self._controller.stage is Stage.PREVIEWED:
            self.pages.back_to_preview()
        else:
            self.pages.back_to_files()

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
            self.pages.turn_to(self.preview_page)
        else:
            self.pages.back_to_files()
        self.context_changed.emit()

    def _show_working(self) -> None:
        self.working_page.show_words(self._controller.stage.value)
        self.pages.turn_to(self.working_page)
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
