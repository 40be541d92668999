"""The state behind the rows that wait: what was typed into them, and what a trial says of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mdt_app.errors import UserError
from mdt_app.intake.exporting import write_set_aside
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.mending import mend, preview_mend
from mdt_app.intake.set_aside import SetAside, set_aside_rows
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import person_by_number
from mdt_app.register.values import Person
from mdt_app.ui.data.aside_rows import AsideLine, check_of
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.vault.workspace import Workspace

_PAUSE_MS = 250


class AsideController(QObject):
    """Every row set aside. What is typed is tried after a pause; nothing is kept until asked."""

    lines_changed = Signal()
    """Other rows wait now."""
    line_changed = Signal(int)
    """What was typed into a row, or what the trial says of it, is different. Its id."""
    mended = Signal(object)
    """An `ImportReport` that is kept."""
    written = Signal(str, int)
    failed = Signal(object)

    def __init__(self, ws: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[int, AsideLine] = {}
        self.is_mending = False
        self.wishes = Wishes()
        self._ws = ws
        self._runner = runner
        self._to_try: set[int] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._try_typed)

    def load(self) -> None:
        """Read again what waits; what was typed into rows that still do stays."""
        ws = self._ws

        def job(_progress: Progress) -> list[SetAside]:
            with ws.vault.reading() as reading:
                return set_aside_rows(reading)

        self._run(job, self._take_over)

    def stored(self, nhs_number: str) -> Person | None:
        """The person of that number as the store has them."""
        with self._ws.vault.reading() as reading:
            return person_by_number(reading, nhs_number)

    def type_cells(self, key: int, cells: tuple[str, ...]) -> None:
        """A row should have had these cells; they are tried after a short pause."""
        line = self.lines[key]
        if cells == line.cells:
            return
        self.lines[key] = replace(line, typed=cells, check=None)
        self._to_try.add(key)
        self._pause.start()
        self.line_changed.emit(key)

    def put_back(self, key: int) -> None:
        """Forget what was typed into a row."""
        self.lines[key] = replace(self.lines[key], typed=None, check=None)
        self._to_try.discard(key)
        self.line_changed.emit(key)

    def mended_keys(self) -> list[int]:
        """Rows that can be taken in as they stand now."""
        return [key for key, line in self.lines.items() if line.is_mended]

    def take_in(self, keys: Sequence[int], *, is_decided: bool = False) -> None:
        """Take rows in with what was typed. What still fails stays, with its new reason.

        `is_decided`: the rows are right where the store has another birth or name.
        """
        cells = {key: self.lines[key].cells for key in keys if self.lines[key].may_be_mended}
        if not cells or self.is_mending:
            return
        self.is_mending = True
        ws, wishes = self._ws, replace(self.wishes, is_accepted=is_decided)

        def job(_progress: Progress) -> ImportReport:
            return mend(ws, cells, wishes)

        self._run(job, self._say_mended, self._end_mending)

    def write(self, path: Path) -> None:
        """Write every row that waits, with its reason, into a file."""
        ws = self._ws

        def job(_progress: Progress) -> int:
            return write_set_aside(ws, path)

        def say(count: object) -> None:
            assert isinstance(count, int)
            self.written.emit(str(path), count)

        self._run(job, say)

    # -- jobs ---------------------------------------------------------------------------------

    def _run(
        self,
        job: Callable[[Progress], object],
        on_done: Callable[[object], None],
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        def fail(error: Exception) -> None:
            if on_failed is not None:
                on_failed()
            self.failed.emit(error)

        self._runner.start(job, owner=self, on_done=on_done, on_error=fail, on_cancelled=on_failed)

    def _take_over(self, rows: object) -> None:
        assert isinstance(rows, list)
        before = self.lines
        self.lines = {row.id: _with_typed(row, before.get(row.id)) for row in rows}
        self._to_try &= self.lines.keys()
        self.lines_changed.emit()

    def _try_typed(self) -> None:
        for key in sorted(self._to_try & self.lines.keys()):
            self._try(key, self.lines[key].cells)
        self._to_try.clear()

    def _try(self, key: int, cells: tuple[str, ...]) -> None:
        ws, wishes, wanted = self._ws, self.wishes, {key: cells}

        def job(_progress: Progress) -> ImportReport:
            try:
                return preview_mend(ws, wanted, wishes)
            except UserError as error:  # said beside the row, not in a bar while one types
                return ImportReport(refusal=error)

        def say(report: object) -> None:
            assert isinstance(report, ImportReport)
            self._note_check(wanted, report)

        self._run(job, say)

    def _note_check(self, tried: Mapping[int, tuple[str, ...]], report: ImportReport) -> None:
        """An answer about cells that have changed since says nothing."""
        for key, cells in tried.items():
            line = self.lines.get(key)
            if line is not None and line.cells == cells:
                self.lines[key] = replace(line, check=check_of(line.row, report))
                self.line_changed.emit(key)

    def _say_mended(self, report: object) -> None:
        assert isinstance(report, ImportReport)
        self._end_mending()
        self.load()
        self.mended.emit(report)

    def _end_mending(self) -> None:
        self.is_mending = False


def _with_typed(row: SetAside, before: AsideLine | None) -> AsideLine:
    """The row as it is set aside now; what was typed and is not in it yet stays typed."""
    if before is None or not before.is_changed or before.typed == row.cells:
        return AsideLine(row)
    return AsideLine(row, before.typed, before.check)
