"""What a document says, to be read before it leaves. The arrows scroll it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTextBrowser

from mdt_app.ui.looks import looks
from mdt_app.ui.rules.page_html import page_sheet


class Paper(QTextBrowser):
    """Shows HTML that a document made; nothing in it can be clicked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._html = ""
        looks.changed.connect(self._wear)
        self._wear()

    def _wear(self) -> None:
        self.document().setDefaultStyleSheet(page_sheet())
        self.setHtml(self._html)

    def show_html(self, html: str) -> None:
        """Show it from its beginning; the same again stays where it is. '' shows nothing."""
        if html != self._html:
            self._html = html
            self.setHtml(html)
            self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 70)
