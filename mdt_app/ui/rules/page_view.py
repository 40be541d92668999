"""A page of a specification to read by keyboard: rules and measures alike."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTextBrowser

from mdt_app.ui.rules.page_html import SHEET, html_of


class PageView(QTextBrowser):
    """Shows Markdown as the specifications print it. The arrows and page keys scroll it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document().setDefaultStyleSheet(SHEET)
        self.page = ""

    def show_page(self, markdown: str) -> None:
        """Show a page from its beginning; '' shows nothing. The same again stays where it is."""
        if markdown != self.page:
            self.page = markdown
            self.setHtml(html_of(markdown))
            self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 80)
