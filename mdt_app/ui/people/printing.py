"""Prints codes that are shown once: to paper, never to a file of ours."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from mdt_app.errors import UserError
from mdt_app.ui.messages import show_error, tell


def print_codes(parent: QWidget, heading: str, codes: Sequence[tuple[str, str]]) -> None:
    """Ask for the printer, then print each code on a page of its own: each has one owner."""
    if not QPrinterInfo.availablePrinterNames():
        show_error(
            parent, UserError("This computer knows no printer.", "Write the codes down by hand.")
        )
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print what is shown once")
    given = list(codes)

    def on_paper() -> None:
        page_of(heading, given).print_(printer)
        tell(parent, "Sent to the printer.", "Take the paper at once, and seal it.")

    dialog.accepted.connect(on_paper)
    dialog.setModal(True)
    dialog.show()


def page_of(heading: str, codes: Sequence[tuple[str, str]]) -> QTextDocument:
    """A page for each code: the heading, whose it is, and the code in large letters."""
    pages = [
        f"<p>{escape(heading)}</p><h2>{escape(name)}</h2>"
        f'<p style="font-size: 22pt">{escape(code)}</p>'
        "<p>Whoever holds this paper can open the store. Keep it sealed.</p>"
        for name, code in codes
    ]
    document = QTextDocument()
    document.setHtml('<div style="page-break-after: always"></div>'.join(pages))
    return document
