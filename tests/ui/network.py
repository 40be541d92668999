"""Six invented people, taken in through the real files, and a runner that can be waited for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.ui.saving import Saver
from mdt_app.ui.tasks import TaskRunner
from mdt_app.vault.workspace import Workspace

_PATIENCE_S = 60
"""The machine is shared: so long may some hundred savings take."""
ADA, BRAM, CLEO = "9990000018", "9990000026", "9990000034"
DITA, EMRE, FAYE = "9990000042", "9990000050", "9990000069"
EVERYONE = (ADA, BRAM, CLEO, DITA, EMRE, FAYE)

PATIENTS = """nhs_number,surname,forename,title,born_on,sex,practice,diabetes_type,diagnosed_on
9990000018,Begum,Ada,Mrs,1968-02-14,female,Y00001,type 2,2011-05-03
9990000026,Chowdhury,Bram,Mr,1955-06-01,male,Y00001,type 2,2009-01-20
9990000034,Ali,Cleo,Ms,1982-05-02,female,Y00002,type 2,2018-03-09
9990000042,Davies,Dita,,1990-10-11,female,Y00002,type 1,2001-07-30
9990000050,Evans,Emre,Mr,1974-08-23,male,Y00003,type 2,2015-12-01
9990000069,Green,Faye,Mx,1966-04-17,other,Y00004,type 2,2012-02-02
"""
RESULTS = """nhs_number,kind,taken_on,value,unit
9990000018,hba1c,2025-05-03,70,mmol/mol
9990000018,hba1c,2025-11-03,79,mmol/mol
9990000018,hba1c,2026-05-02,84,mmol/mol
9990000018,hba1c,2026-11-03,92,mmol/mol
9990000026,hba1c,2026-11-04,74,mmol/mol
9990000034,hba1c,2026-10-30,88,mmol/mol
9990000042,hba1c,2026-10-01,67,mmol/mol
9990000050,egfr,2026-09-14,27,mL/min/1.73m2
"""


def write_files(folder: Path, patients: str = PATIENTS, results: str = RESULTS) -> list[Path]:
    """The files as a practice would export them."""
    folder.mkdir(exist_ok=True)
    paths = [folder / "patients.csv", folder / "results.csv"]
    for path, text in zip(paths, (patients, results), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def take_everyone_in(ws: Workspace, folder: Path) -> ImportReport:
    """Everybody is in the store afterwards."""
    report = take_in(ws, write_files(folder), Wishes(allow_test_numbers=True))
    assert report.committed
    return report


@dataclass(frozen=True, slots=True)
class Threads:
    """The two threads of the window; `settle` waits until neither has anything to do."""

    runner: TaskRunner
    saver: Saver

    def settle(self) -> None:
        at_rest = 0
        deadline = monotonic() + _PATIENCE_S
        while monotonic() < deadline:
            QCoreApplication.sendPostedEvents()
            QTest.qWait(1)
            # A job that has just ended may have an answer on its way, which may start another.
            at_rest = 0 if self.runner.is_busy or self.saver.is_saving else at_rest + 1
            if at_rest == 3:
                return
        raise AssertionError("the threads never came to rest")


@contextmanager
def threads() -> Iterator[Threads]:
    """A runner and a saver that end with the test."""
    made = Threads(TaskRunner(), Saver())
    yield made
    made.saver.shut_down()
    made.runner.shut_down()
    made.settle()


def collected(signal: object) -> list[object]:
    """Everything a signal says from now on."""
    said: list[object] = []
    connect: Callable[[Callable[..., None]], object] = signal.connect  # type: ignore[attr-defined]
    connect(lambda *args: said.append(args[0] if args else None))
    return said


CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip


def nameless(screen: QWidget) -> list[str]:
    """Controls that a screen reader could only call by their kind."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in screen.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not widget.objectName().startswith("qt_")
        and not _is_inside(widget)
        and not (widget.accessibleName() or _words_of(widget))
    ]


def _is_inside(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another control."""
    parent = widget.parent()
    while isinstance(parent, QWidget):
        if isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)):
            return True
        parent = parent.parent()
    return False


def _words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
