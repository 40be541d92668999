"""How the program looks: one style, one sheet, and roles that widgets name instead of styles."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from mdt_app.resources import resource_path
from mdt_app.ui import palette as c
from mdt_app.ui.fonts import font, load_text_fonts

_DOWN = resource_path("icons", "down.svg").as_posix()
_SHEET = f"""
QMainWindow, QWidget[role="page"] {{ background: {c.PAGE}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="column"] {{ background: transparent; }}
QWidget[role="paper"], QFrame[role="card"] {{ background: {c.PAPER}; }}
QFrame[role="card"] {{ border: 1px solid {c.FAINT_LINE}; }}
QWidget[role="bar"] {{ background: {c.PAPER}; }}
QWidget[role="context"] {{ background: {c.PAPER}; border-bottom: 1px solid {c.FAINT_LINE}; }}
QWidget[role="status"] {{ background: {c.PAPER}; border-top: 1px solid {c.FAINT_LINE}; }}
QWidget[role="list"] {{ background: {c.PAPER}; border-right: 1px solid {c.FAINT_LINE}; }}
QWidget[role="side"] {{ background: {c.PAPER}; border-left: 1px solid {c.FAINT_LINE}; }}
QWidget[role="rail"] {{ background: {c.RAIL}; }}

QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: 11pt; font-weight: bold; }}
QLabel[role="person"] {{ font-size: 14pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="quiet"] {{ color: {c.QUIET}; }}
QLabel[role="small"] {{ color: {c.QUIET}; font-size: 9pt; }}
QLabel[role="bad"] {{ color: {c.RED_WORDS}; }}
QLabel[role="good"] {{ color: {c.GREEN}; }}
QLabel[role="source"] {{ color: {c.BLUE}; font-size: 9pt; }}
QLabel[role="section"] {{ color: {c.QUIET}; font-weight: bold; font-size: 9pt; }}
QLabel[role="keycap"] {{ background: {c.PAPER}; border: 1px solid #768692;
  border-bottom: 2px solid #768692; border-radius: 3px; padding: 0px 4px; font-size: 8.25pt; }}
QLabel[role="chip-context"] {{ background: {c.PALE_BLUE}; color: {c.RAIL}; font-weight: bold;
  font-size: 9pt; padding: 1px 8px; }}
QLabel[role="chip-red"] {{ background: {c.PALE_RED}; color: {c.RED_INK}; border-radius: 8px;
  padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="chip-amber"] {{ background: {c.PALE_AMBER}; color: {c.AMBER_INK};
  border-radius: 8px; padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="chip-note"] {{ background: {c.PALE_BLUE}; color: {c.RAIL}; border-radius: 8px;
  padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="reading"] {{ background: {c.PAGE}; border-radius: 8px; padding: 2px 8px;
  font-size: 9pt; }}
QFrame[role="question"] {{ background: {c.PALE_YELLOW}; border-left: 4px solid {c.AMBER}; }}

QPushButton {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE}; border-radius: 3px;
  padding: 5px 10px; }}
QPushButton:hover {{ background: {c.PALE_BLUE}; }}
QPushButton:pressed {{ background: #D2E2F4; }}
QPushButton:focus {{ border: 2px solid {c.BLACK}; padding: 4px 9px; }}
QPushButton:disabled {{ color: #768692; border-color: #AEB7BD; background: {c.PAGE}; }}
QPushButton[role="primary"] {{ background: {c.GREEN}; color: white; font-weight: bold;
  border: 0px; border-bottom: 3px solid {c.GREEN_DARK}; border-radius: 3px; padding: 7px 14px; }}
QPushButton[role="primary"]:hover {{ background: #006B32; }}
QPushButton[role="primary"]:pressed {{ background: #005A2A; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.BLACK}; padding: 6px 12px; }}
QPushButton[role="primary"]:disabled {{ background: #AEB7BD; color: {c.INK};
  border-bottom-color: #768692; }}
QPushButton[role="link"] {{ background: transparent; border: 0px; color: {c.BLUE};
  text-align: left; padding: 2px 2px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ background: {c.FOCUS}; color: {c.BLACK}; }}
QPushButton[role="reading"] {{ background: {c.PAGE}; border: 0px; border-radius: 8px;
  color: {c.INK}; padding: 2px 8px; font-size: 9pt; }}
QPushButton[role="reading"]:hover {{ background: {c.PALE_BLUE}; }}
QPushButton[role="reading"]:focus {{ background: {c.FOCUS}; color: {c.BLACK}; border: 0px;
  padding: 2px 8px; }}
QPushButton[role="more"] {{ background: {c.PALE_BLUE}; border: 0px; border-radius: 0px;
  color: {c.RAIL}; text-align: left; padding: 4px 10px; font-size: 9pt; }}
QPushButton[role="more"]:focus {{ border: 2px solid {c.BLACK}; padding: 2px 8px; }}
QPushButton[role="segment"] {{ border: 1px solid #AEB7BD; border-radius: 0px; padding: 5px 10px; }}
QPushButton[role="segment"][follows="true"] {{ margin-left: -1px; }}
QPushButton[role="segment"]:checked {{ background: {c.BLUE}; color: white;
  border-color: {c.BLUE}; }}
QPushButton[role="segment"]:focus {{ border: 2px solid {c.BLACK}; padding: 4px 9px; }}
QPushButton[role="rail"] {{ background: transparent; color: white; border: 0px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox {{ background: {c.PAPER};
  border: 1px solid {c.FIELD_EDGE}; border-radius: 2px; padding: 4px 6px;
  selection-background-color: {c.BLUE}; selection-color: white;
  placeholder-text-color: #5B6B76; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus,
QComboBox:focus {{ border: 2px solid {c.BLACK}; padding: 3px 5px; }}
QPlainTextEdit[role="words"], QPlainTextEdit[role="words"]:focus {{
  border: 2px solid {c.FIELD_EDGE}; padding: 3px 5px; }}
QPlainTextEdit[role="words"]:focus {{ border-color: {c.BLACK}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0px; width: 20px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_DOWN}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE};
  selection-background-color: {c.PALE_BLUE}; selection-color: {c.INK}; }}

QCheckBox, QRadioButton {{ spacing: 6px; background: transparent; }}
QAbstractItemView {{ background: {c.PAPER}; border: 0px; outline: 0px;
  selection-background-color: {c.PALE_BLUE}; selection-color: {c.INK};
  alternate-background-color: {c.PAPER}; gridline-color: #E8EDEE; }}
QTableView[role="card"], QListView[role="card"], QTreeView[role="card"] {{
  border: 1px solid {c.FAINT_LINE}; }}
QHeaderView::section {{ background: {c.PAPER}; color: {c.QUIET}; font-weight: bold;
  font-size: 9pt; border: 0px; border-bottom: 2px solid {c.FAINT_LINE}; padding: 4px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0px; }}
QScrollBar::handle {{ background: #AEB7BD; border-radius: 4px; min-height: 28px;
  min-width: 28px; margin: 1px; }}
QScrollBar::handle:hover {{ background: #768692; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: #E8EDEE; border: 0px; border-radius: 4px; max-height: 8px;
  min-height: 8px; }}
QProgressBar::chunk {{ background: {c.GREEN}; border-radius: 4px; }}
QToolTip {{ background: {c.INK}; color: white; border: 0px; padding: 4px 6px; }}
QMenu {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE}; }}
QMenu::item {{ padding: 5px 18px; }}
QMenu::item:selected {{ background: {c.PALE_BLUE}; }}
QFrame[role="message"] {{ background: {c.PALE_BLUE}; border-left: 4px solid {c.BLUE}; }}
QFrame[role="message-error"] {{ background: {c.PALE_RED}; border-left: 4px solid {c.RED}; }}
QFrame[role="popup"] {{ background: {c.PAPER}; border: 2px solid {c.RAIL}; }}
"""


def apply_theme(app: QApplication) -> None:
    """Give the whole program its style, colours and typeface."""
    load_text_fonts()
    if app.styleSheet() == _SHEET:
        return  # Qt would work out everything again
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(_SHEET)


def _palette() -> QPalette:
    colours = QPalette()
    for part, colour in {
        QPalette.ColorRole.Window: c.PAGE,
        QPalette.ColorRole.WindowText: c.INK,
        QPalette.ColorRole.Base: c.PAPER,
        QPalette.ColorRole.AlternateBase: c.PAPER,
        QPalette.ColorRole.Text: c.INK,
        QPalette.ColorRole.Button: c.PAPER,
        QPalette.ColorRole.ButtonText: c.INK,
        QPalette.ColorRole.Highlight: c.BLUE,
        QPalette.ColorRole.HighlightedText: c.PAPER,
        QPalette.ColorRole.PlaceholderText: "#5B6B76",
        QPalette.ColorRole.ToolTipBase: c.INK,
        QPalette.ColorRole.ToolTipText: c.PAPER,
        QPalette.ColorRole.Link: c.BLUE,
        QPalette.ColorRole.Accent: c.BLUE,
    }.items():
        colours.setColor(part, QColor(colour))
    return colours
