"""The boxes that ask for files to look at, a folder to write to, and a file to save as."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_EXPORTS = (
    "Exports (*.csv *.txt *.tsv *.tab *.xlsx *.xlsm *.xls *.ods *.json *.ndjson);;All files (*)"
)


def files_box(over: QWidget, on_chosen: Callable[[list[str]], None]) -> QFileDialog:
    """Ask which files to look at."""
    made = QFileDialog(over, "Choose files", str(Path.home()), _EXPORTS)
    made.setFileMode(QFileDialog.FileMode.ExistingFiles)
    made.filesSelected.connect(on_chosen)
    return _opened(made)


def folder_box(over: QWidget, on_chosen: Callable[[str], None]) -> QFileDialog:
    """Ask where to write everything."""
    made = QFileDialog(over, "Export everything to", str(Path.home()))
    made.setFileMode(QFileDialog.FileMode.Directory)
    made.setOption(QFileDialog.Option.ShowDirsOnly)
    made.fileSelected.connect(on_chosen)
    return _opened(made)


def save_box(over: QWidget, title: str, name: str, on_chosen: Callable[[str], None]) -> QFileDialog:
    """Ask where to write one file; its kind is that of the name."""
    made = QFileDialog(over, title, str(Path.home() / name))
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    kind = Path(name).suffix.removeprefix(".")
    made.setNameFilter(f"{kind.upper()} files (*.{kind})")
    made.setDefaultSuffix(kind)
    made.fileSelected.connect(on_chosen)
    return _opened(made)


def _opened(made: QFileDialog) -> QFileDialog:
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
