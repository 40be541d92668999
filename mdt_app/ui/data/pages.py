"""The pages of Data, one shown at a time, and the keys that work on each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mdt_app.ui.data.aside_controller import AsideController
from mdt_app.ui.data.aside_page import AsidePage
from mdt_app.ui.data.columns_page import ColumnsPage
from mdt_app.ui.data.files_page import FilesPage
from mdt_app.ui.data.gone_page import GonePage
from mdt_app.ui.data.preview_page import PreviewPage
from mdt_app.ui.data.working_page import WorkingPage
from mdt_app.ui.screen import Key

_FILES: tuple[Key, ...] = (("Ctrl+O", "choose files"),)
_WORKING: tuple[Key, ...] = (("Esc", "cancel"),)
_PREVIEW: tuple[Key, ...] = (
    ("Ctrl+Enter", "take in"),
    ("C", "columns"),
    ("Ctrl+O", "other files"),
)
_COLUMNS: tuple[Key, ...] = (
    ("Enter", "say what it is"),
    ("Ctrl+Enter", "look again"),
    ("Esc", "back"),
)
_ASIDE: tuple[Key, ...] = (
    ("Enter", "mend, then take in"),
    ("Ctrl+Enter", "take in all mended"),
    ("Esc", "back"),
)
_GONE: tuple[Key, ...] = (("Esc", "back"),)
MORE: tuple[Key, ...] = (
    ("Ctrl+O", "choose files"),
    ("Ctrl+Enter", "the green button of the page"),
    ("C", "columns of the file looked at"),
    ("G", "people no longer in the extract"),
    ("Ctrl+Z", "take back what was taken in, or how files were read"),
    ("Enter", "on a column: say what it is; on a row: mend it"),
    ("Esc", "cancel what is running; back to the page before"),
)
"""The keys of all pages, for the list of keys."""


class Pages(QStackedWidget):
    """Files so far, a job running, a preview with its columns and people gone, rows that wait."""

    turned = Signal()
    """Another page is shown."""

    def __init__(self, aside: AsideController) -> None:
        super().__init__()
        self.files = FilesPage()
        self.working = WorkingPage()
        self.preview = PreviewPage()
        self.columns = ColumnsPage()
        self.gone = GonePage()
        self.aside = AsidePage(aside)
        self._keys: dict[QWidget, tuple[Key, ...]] = {
            self.files: _FILES,
            self.working: _WORKING,
            self.preview: _PREVIEW,
            self.columns: _COLUMNS,
            self.gone: _GONE,
            self.aside: _ASIDE,
        }
        for page in self._keys:
            self.addWidget(page)

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self.setCurrentWidget(page)
        self.turned.emit()

    def is_at(self, page: QWidget) -> bool:
        return self.currentWidget() is page

    def keys(self) -> Sequence[Key]:
        """The keys worth showing on the page that is shown."""
        page = self.currentWidget()
        return self._keys[page] if page is not None else ()

    def back_to_files(self) -> None:
        """The first page, ready for other files."""
        self.turn_to(self.files)
        self.files.choose_button.setFocus()

    def back_to_preview(self) -> None:
        """The preview, where the work goes on."""
        self.turn_to(self.preview)
        self.preview.begin()

    def go_ahead(self) -> None:
        """Do what the green button of the page does."""
        for page, button in (
            (self.preview, self.preview.take_in_button),
            (self.columns, self.columns.look_button),
            (self.aside, self.aside.all_button),
        ):
            if self.is_at(page):
                button.click()
                return
