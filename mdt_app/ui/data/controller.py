"""The state behind Data: files looked at, taken in, taken back, and everything written out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from mdt_app.errors import Cancelled
from mdt_app.intake.exporting import export_store
from mdt_app.intake.history import TakenIn, files_taken_in, last_import
from mdt_app.intake.importing import ImportReport, preview_import, take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.meeting.case_list import case_list
from mdt_app.register.queries import practices
from mdt_app.register.values import Practice
from mdt_app.ui.data.chosen import Chosen
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace


class Stage(Enum):
    """What is going on: nothing, a job, or a preview waiting for yes or no."""

    IDLE = ""
    LOOKING = "Looking at the files…"
    PREVIEWED = "Nothing is taken in yet."
    TAKING_IN = "Taking the files in…"
    UNDOING = "Taking the last import back…"
    EXPORTING = "Writing everything out…"


WORKING = (Stage.LOOKING, Stage.TAKING_IN, Stage.UNDOING, Stage.EXPORTING)


class DataController(QObject):
    """One set of files at a time: looked at first, taken in only when asked."""

    stage_changed = Signal(object)
    previewed = Signal(object)
    """An `ImportReport` of which nothing is kept."""
    taken_in = Signal(object)
    """An `ImportReport` that is kept."""
    undone = Signal(int)
    """How many files were taken back."""
    exported = Signal(str)
    files_changed = Signal(object)
    """Every file ever taken in, the latest first."""
    list_ready = Signal()
    """The list of people is worked out again."""
    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage.IDLE
        self.chosen = Chosen()
        self.report: ImportReport | None = None
        self.files: list[TakenIn] = []
        self._ws = ws
        self._runner = runner
        self._cancel = Event()
        runner.progressed.connect(self._show_progress)

    @property
    def is_working(self) -> bool:
        return self.stage in WORKING

    def load(self) -> None:
        """Read again what was taken in so far."""
        with self._ws.vault.reading() as reading:
            self.files = files_taken_in(reading)
        self.files_changed.emit(self.files)

    def practices(self) -> list[Practice]:
        """The practices a file may be said to come from."""
        with self._ws.vault.reading() as reading:
            return practices(reading)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Say what taking these files in would do. Files looked at before are put aside."""
        if paths and not self.is_working:
            self.chosen = Chosen(tuple(paths))
            self._look()

    def say_practice(self, ods: str) -> None:
        """The files come from this practice: look at them again."""
        if self.chosen.paths and not self.is_working:
            wishes = replace(self.chosen.wishes, practice=ods)
            self.chosen = replace(self.chosen, wishes=wishes)
            self._look()

    def put_aside(self) -> None:
        """Forget the files looked at. Nothing of them was kept."""
        if not self.is_working:
            self.chosen, self.report = Chosen(), None
            self._enter(Stage.IDLE)

    @property
    def may_take_in(self) -> bool:
        """Whether there is a preview that nothing stands against."""
        report = self.report
        return self.stage is Stage.PREVIEWED and report is not None and report.refusal is None

    def take_in(self) -> None:
        """Take in what was looked at: all of it, or on a problem nothing."""
        if self.may_take_in:
            ws, files = self._ws, self.chosen
            self._start(Stage.TAKING_IN, _taking(ws, files), self._show_taken_in)

    @property
    def may_undo(self) -> bool:
        return bool(last_import(self.files)) and not self.is_working

    def undo_last(self) -> None:
        """Take the latest import back: everything that only its files brought."""
        files = last_import(self.files)
        if files and not self.is_working:
            self._start(Stage.UNDOING, _undoing(self._ws, files), self._show_undone)

    def export(self, folder: Path) -> None:
        """Write everything in the store into a folder, in the plain layout."""
        if not self.is_working:
            self._start(Stage.EXPORTING, _exporting(self._ws, folder), self._show_exported)

    def cancel(self) -> None:
        """Stop what is running; nothing of it is kept."""
        self._cancel.set()

    def _look(self) -> None:
        self.report = None
        ws, files = self._ws, self.chosen

        def job(progress: Progress) -> ImportReport:
            return preview_import(ws, files.paths, files.wishes, progress=progress)

        self._start(Stage.LOOKING, job, self._show_preview)

    def _start(
        self,
        stage: Stage,
        job: Callable[[Progress], object],
        on_done: Callable[[object], None],
    ) -> None:
        cancel = self._cancel = Event()

        def stoppable(progress: Progress) -> object:
            def report(done: int, total: int) -> None:
                if cancel.is_set():
                    raise Cancelled
                progress(done, total)

            return job(report)

        self._enter(stage)
        self._runner.start(
            stoppable,
            owner=self,
            on_done=on_done,
            on_error=self._fail,
            on_cancelled=self._go_back,
        )

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.stage_changed.emit(stage)

    def _go_back(self) -> None:
        self._enter(Stage.PREVIEWED if self.report is not None else Stage.IDLE)

    def _fail(self, error: Exception) -> None:
        self._go_back()
        self.failed.emit(error)

    def _show_preview(self, report: object) -> None:
        assert isinstance(report, ImportReport)
        self.report = report
        self._enter(Stage.PREVIEWED)
        self.previewed.emit(report)

    def _show_taken_in(self, report: object) -> None:
        assert isinstance(report, ImportReport)
        if report.refusal is not None:  # the file changed since it was looked at
            self._show_preview(report)
            return
        self.chosen, self.report = Chosen(), None
        self._enter(Stage.IDLE)
        self.load()
        self.taken_in.emit(report)
        self._work_out_list()

    def _show_undone(self, count: object) -> None:
        self._go_back()
        self.load()
        self.undone.emit(count)
        self._work_out_list()

    def _work_out_list(self) -> None:
        """Have the list of people ready before somebody asks for it."""
        ws = self._ws

        def job(progress: Progress) -> None:
            case_list(ws, ws.today(), progress)

        self._runner.start(job, owner=self, on_done=self._say_list_ready, on_error=self.failed.emit)

    def _say_list_ready(self, _nothing: None) -> None:
        self.list_ready.emit()

    def _show_progress(self, done: int, total: int) -> None:
        if self.is_working:
            self.progressed.emit(done, total)

    def _show_exported(self, folder: object) -> None:
        self._go_back()
        self.exported.emit(str(folder))


def _taking(ws: Workspace, files: Chosen) -> Callable[[Progress], object]:
    def job(progress: Progress) -> ImportReport:
        return take_in(ws, files.paths, files.wishes, progress=progress)

    return job


def _undoing(ws: Workspace, files: Sequence[TakenIn]) -> Callable[[Progress], object]:
    def job(_progress: Progress) -> int:
        undo_batch(ws, files[0].import_id)
        return len(files)

    return job


def _exporting(ws: Workspace, folder: Path) -> Callable[[Progress], object]:
    def job(_progress: Progress) -> Path:
        export_store(ws, folder)
        return folder

    return job
