"""The state behind Data: files looked at, taken in, taken back, and everything written out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mdt_app.intake.gone import GonePerson
from mdt_app.intake.history import TakenIn, files_taken_in, last_import
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.rows import FileReport, Question
from mdt_app.register.queries import practices
from mdt_app.register.values import Practice
from mdt_app.ui.data import jobs
from mdt_app.ui.data.chosen import Chosen, Said, paths_of
from mdt_app.ui.data.stages import Stage, StagedJobs
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace


class DataController(StagedJobs):
    """One set of files at a time: looked at first, taken in only when asked."""

    previewed = Signal(object)
    """An `ImportReport` of which nothing is kept."""
    taken_in = Signal(object)
    """An `ImportReport` that is kept."""
    undo_asked = Signal(list, str)
    """The files that undo would take back, and what stands against it ('' for nothing)."""
    undone = Signal(int)
    """How many files were taken back."""
    exported = Signal(str, int)
    """The folder, and how many people are left out because they object."""
    searches_written = Signal(str)
    remembered = Signal(str)
    """The name under which the columns of a file are kept."""
    files_changed = Signal(object)
    """Every file ever taken in, the latest first."""
    gone_changed = Signal()
    """Other people are no longer in the extracts."""
    list_ready = Signal()
    """The list of people is worked out again."""

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(runner, parent)
        self.chosen = Chosen()
        self.report: ImportReport | None = None
        self.files: list[TakenIn] = []
        self.gone: list[GonePerson] = []
        self.just_taken: tuple[str, Chosen | None] | None = None
        """The import taken in last and its files (mended rows have none), until others come."""
        self.just_undone: Chosen | None = None
        """Files just taken back, which can be taken in again."""
        self._earlier: list[Chosen] = []
        self._named: set[Path] = set()
        """Files whose columns were remembered under a name that somebody gave."""
        self._ws = ws

    def load(self) -> None:
        """Read again what was taken in so far."""
        with self._ws.vault.reading() as reading:
            self.files = files_taken_in(reading)
        self.files_changed.emit(self.files)
        self._runner.start(
            jobs.missing(self._ws), owner=self, on_done=self._note_gone, on_error=self.failed.emit
        )

    def _note_gone(self, people: object) -> None:
        assert isinstance(people, list)
        self.gone = people
        self.gone_changed.emit()

    def practices(self) -> list[Practice]:
        """The practices a file may be said to come from."""
        with self._ws.vault.reading() as reading:
            return practices(reading)

    # -- looking ------------------------------------------------------------------------------

    def look_at(self, paths: Sequence[Path]) -> None:
        """Say what taking these files in would do. Files looked at before are left."""
        if paths and not self.is_working:
            self.just_taken = self.just_undone = None
            self.report = None
            self._earlier.clear()
            self._named.clear()
            self._look(Chosen(tuple(paths)))

    def answer(self, answers: Sequence[tuple[FileReport, Question, str]]) -> None:
        """What was asked is answered: look again."""
        chosen = self.chosen
        for report, question, choice in answers:
            chosen = chosen.answered(Said(self.path_of(report), question, choice), report)
        self._look_again(chosen)

    def read_as(self, report: FileReport, what: str, value: str) -> None:
        """Something guessed about a file is otherwise: look again."""
        self._look_again(self.chosen.read_as(self.path_of(report), what, value))

    def take_columns(self, report: FileReport, columns: Mapping[int, str]) -> None:
        """Columns of a file are something else: look again."""
        self._look_again(self.chosen.with_columns(self.path_of(report), columns))

    def remember(self, report: FileReport, name: str) -> None:
        """Keep what the columns of a file were taken for, under a name."""
        is_shown = self.report and any(each is report for each in self.report.files)
        if self.is_working or not is_shown:
            return  # another look at the files is under way, and will say it anew
        path = self.path_of(report)

        def say(kept: object) -> None:
            self._named.add(path)
            self.remembered.emit(str(kept))

        job = jobs.remembering(self._ws, report, name)
        self._runner.start(job, owner=self, on_done=say, on_error=self.failed.emit)

    @property
    def may_read_as_before(self) -> bool:
        """Whether these files were looked at in another way before."""
        return bool(self._earlier) and self.stage is Stage.PREVIEWED

    def read_as_before(self) -> None:
        """Take back what was last said about how to read the files: look again."""
        if self.may_read_as_before:
            self._look(self._earlier.pop())

    def path_of(self, report: FileReport) -> Path:
        """The file a report of the present preview is about."""
        assert self.report is not None
        places = [each is report for each in self.report.files]
        return paths_of(self.report.files, self.chosen.paths)[places.index(True)]

    def leave_files(self) -> None:
        """Forget the files looked at. Nothing of them was kept."""
        if not self.is_working:
            self.chosen, self.report = Chosen(), None
            self._enter(Stage.IDLE)

    # -- taking in and back -------------------------------------------------------------------

    @property
    def may_take_in(self) -> bool:
        """Whether there is a preview that nothing stands against."""
        report = self.report
        return (
            self.stage is Stage.PREVIEWED
            and report is not None
            and report.refusal is None
            and not any(file.questions for file in report.files)
        )

    def take_in(self) -> None:
        """Take in what was looked at: all of it, or on a problem nothing."""
        if self.may_take_in:
            self._take_in()

    def take_in_again(self) -> None:
        """Take in what was just taken back."""
        if self.just_undone is not None and not self.is_working:
            self.chosen, self.just_undone = self.just_undone, None
            self._take_in()

    def _take_in(self) -> None:
        job = jobs.taking(self._ws, self.chosen, self._named)
        self._start(Stage.TAKING_IN, job, self._show_taken_in)

    @property
    def has_remembered(self) -> bool:
        """Whether what was said of columns was kept with what was just taken in."""
        files = self.just_taken[1] if self.just_taken is not None else None
        return files is not None and any(one.columns for one in files.wishes.answers.values())

    @property
    def may_undo(self) -> bool:
        return bool(last_import(self.files)) and not self.is_working

    def ask_undo(self) -> None:
        """Find out whether the latest import can be taken back."""
        if not self.may_undo:
            return
        files = last_import(self.files)

        def say(against: object) -> None:
            self.undo_asked.emit(files, str(against))

        job = jobs.asking(self._ws, files[0].import_id)
        self._runner.start(job, owner=self, on_done=say, on_error=self.failed.emit)

    def undo_last(self) -> None:
        """Take the latest import back: everything that only its files brought."""
        if self.may_undo:
            import_id = last_import(self.files)[0].import_id
            self._start(Stage.UNDOING, jobs.undoing(self._ws, import_id), self._show_undone)

    def undo_just_taken(self) -> bool:
        """Take back at once what was taken in a moment ago; False if there is no such thing."""
        last = last_import(self.files)
        if self.just_taken is None or not last or last[0].import_id != self.just_taken[0]:
            return False
        self.undo_last()
        return True

    def export(self, folder: Path) -> None:
        """Write everything in the store into a folder, in the plain layout."""
        if not self.is_working:
            self._start(Stage.EXPORTING, jobs.exporting(self._ws, folder), self._show_exported)

    def write_searches(self, path: Path) -> None:
        """Write the page that says which columns a search must have."""

        def say(written: object) -> None:
            self.searches_written.emit(str(written))

        job = jobs.writing_searches(self._ws, path)
        self._runner.start(job, owner=self, on_done=say, on_error=self.failed.emit)

    # -- jobs ---------------------------------------------------------------------------------

    def _resting(self) -> Stage:
        return Stage.PREVIEWED if self.report is not None else Stage.IDLE

    def _look_again(self, chosen: Chosen) -> None:
        if self.chosen.paths and not self.is_working:
            self._earlier.append(self.chosen)
            self._look(chosen)

    def _look(self, chosen: Chosen) -> None:
        before = self.chosen

        def go_back() -> None:
            """Cancelled or failed: the files stand as they were looked at before, if they were."""
            self.chosen = before if self.report is not None else Chosen()
            if self._earlier and self._earlier[-1] == before:
                self._earlier.pop()

        self.chosen = chosen
        job = jobs.looking(self._ws, self.chosen)
        self._start(Stage.LOOKING, job, self._show_preview, go_back)

    def _show_preview(self, report: object) -> None:
        assert isinstance(report, ImportReport)
        if self.chosen.wishes.is_accepted:
            for file in report.files:
                file.questions = [one for one in file.questions if one.topic != "accept"]
        self.report = report
        self._enter(Stage.PREVIEWED)
        self.previewed.emit(report)

    def _show_taken_in(self, report: object) -> None:
        assert isinstance(report, ImportReport)
        if report.refusal is not None:  # the file changed since it was looked at
            self._show_preview(report)
            return
        self.just_taken = report.import_id, self.chosen
        self.chosen, self.report = Chosen(), None
        self._enter(Stage.IDLE)
        self.load()
        self.taken_in.emit(report)
        self._work_out_list()

    def _show_undone(self, import_id: object) -> None:
        files = [file for file in self.files if file.import_id == import_id]
        if self.just_taken is not None and self.just_taken[0] == import_id:
            self.just_undone = self.just_taken[1]
        self.just_taken = None
        self._go_back()
        self.load()
        self.undone.emit(len(files))
        self._work_out_list()

    def note_mended(self, report: ImportReport) -> None:
        """Mended rows were taken in: an import like any other, which can be taken back."""
        if report.committed and report.import_id:
            self.just_taken, self.just_undone = (report.import_id, None), None
        self.load()
        self._work_out_list()

    def _show_exported(self, written: Any) -> None:
        folder, objecting = written
        self._go_back()
        self.exported.emit(str(folder), objecting)

    def _work_out_list(self) -> None:
        job = jobs.listing(self._ws)
        self._runner.start(job, owner=self, on_done=self._say_list_ready, on_error=self.failed.emit)

    def _say_list_ready(self, _nothing: object) -> None:
        self.list_ready.emit()
