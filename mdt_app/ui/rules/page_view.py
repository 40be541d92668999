"""A page of a specification to read by keyboard: rules and measures alike."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTextBrowser

from mdt_app.ui.looks import looks
from mdt_app.ui.rules.page_html import html_of, page_sheet


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
        self.document().setDefaultStyleSheet(page_sheet())
        self.page = ""
        looks.changed.connect(self._wear)

    def show_page(self, markdown: str) -> None:
        """Show a page from its beginning; '' shows nothing. The same again stays where it is."""
        if markdown != self.page:
            self.page = markdown
            self.setHtml(html_of(markdown))
            self.verticalScrollBar().setValue(0)

    def _wear(self) -> None:
        """The same page in the colours and size of text of now, where it was."""
        top = self.verticalScrollBar().value()
        self.document().setDefaultStyleSheet(page_sheet())
        self.setHtml(html_of(self.page))
        self.verticalScrollBar().setValue(top)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 80)
