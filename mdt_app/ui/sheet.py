"""The style sheet of the whole program in the colours of one theme and one size of text."""

import re

from mdt_app.resources import resource_path
from mdt_app.ui import palette as c

_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt\b")
_LIGHT_PAPER = 0x80


def style_sheet(percent: int) -> str:
    """The sheet in the palette's colours; sizes of letters are `percent` of those written here."""

    def enlarged(found: re.Match[str]) -> str:
        return f"{float(found[1]) * percent / 100:g}pt"

    return _POINTS.sub(enlarged, _usual())


def _icon(name: str) -> str:
    """A drawing for this paper: those for dark paper are called so."""
    is_dark = int(c.PAPER[1:3], 16) < _LIGHT_PAPER
    return resource_path("icons", f"{name}-dark.svg" if is_dark else f"{name}.svg").as_posix()


def _usual() -> str:
    down, tick = _icon("down"), _icon("tick")
    return f"""
QMainWindow, QWidget[role="page"] {{ background: {c.PAGE}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="column"] {{ background: transparent; }}
QWidget[role="paper"], QFrame[role="card"] {{ background: {c.PAPER}; }}
QFrame[role="card"] {{ border: 1px solid {c.FAINT_LINE}; }}
QWidget[role="bar"] {{ background: {c.PAPER}; }}
QWidget[role="context"] {{ background: {c.PAPER}; border-bottom: 1px solid {c.FAINT_LINE}; }}
QWidget[role="status"] {{ background: {c.PAPER}; border-top: 1px solid {c.FAINT_LINE}; }}
QWidget[role="list"] {{ background: {c.PAPER}; border-right: 1px solid {c.FAINT_LINE}; }}
QWidget[role="side"] {{ background: {c.PAPER}; border-left: 1px solid {c.FAINT_LINE}; }}
QWidget[role="rail"], QScrollArea[role="rail"] {{ background: {c.RAIL}; }}

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
QLabel[role="keycap"] {{ background: {c.PAPER}; border: 1px solid {c.KEY_EDGE};
  border-bottom: 2px solid {c.KEY_EDGE}; border-radius: 3px; padding: 0px 4px; font-size: 8.25pt; }}
QLabel[role="chip-context"] {{ background: {c.PALE_BLUE}; color: {c.BLUE_INK}; font-weight: bold;
  font-size: 9pt; padding: 1px 8px; }}
QLabel[role="chip-red"] {{ background: {c.PALE_RED}; color: {c.RED_INK}; border-radius: 8px;
  padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="chip-amber"] {{ background: {c.PALE_AMBER}; color: {c.AMBER_INK};
  border-radius: 8px; padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="chip-note"] {{ background: {c.PALE_BLUE}; color: {c.BLUE_INK}; border-radius: 8px;
  padding: 1px 8px; font-size: 8.6pt; }}
QLabel[role="reading"] {{ background: {c.PAGE}; border-radius: 8px; padding: 2px 8px;
  font-size: 9pt; }}
QFrame[role="question"] {{ background: {c.PALE_YELLOW}; border-left: 4px solid {c.AMBER_BAR}; }}

QPushButton {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE}; border-radius: 3px;
  padding: 5px 10px; }}
QPushButton:hover {{ background: {c.PALE_BLUE}; }}
QPushButton:pressed {{ background: {c.PRESSED}; }}
QPushButton:focus {{ border: 2px solid {c.BLACK}; padding: 4px 9px; }}
QPushButton:disabled {{ color: {c.DISABLED}; border-color: {c.DISABLED_GROUND};
  background: {c.PAGE}; }}
QPushButton[role="primary"] {{ background: {c.GREEN}; color: {c.ON_COLOUR}; font-weight: bold;
  border: 0px; border-bottom: 3px solid {c.GREEN_DARK}; border-radius: 3px; padding: 7px 14px; }}
QPushButton[role="primary"]:hover {{ background: {c.GREEN_HOVER}; }}
QPushButton[role="primary"]:pressed {{ background: {c.GREEN_PRESSED}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.BLACK}; padding: 6px 12px; }}
QPushButton[role="primary"]:disabled {{ background: {c.DISABLED_GROUND}; color: {c.INK};
  border-bottom-color: {c.KEY_EDGE}; }}
QPushButton[role="link"] {{ background: transparent; border: 0px; color: {c.BLUE};
  text-align: left; padding: 2px 2px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ background: {c.FOCUS}; color: {c.ON_FOCUS}; }}
QPushButton[role="reading"] {{ background: {c.PAGE}; border: 0px; border-radius: 8px;
  color: {c.INK}; padding: 2px 8px; font-size: 9pt; }}
QPushButton[role="reading"]:hover {{ background: {c.PALE_BLUE}; }}
QPushButton[role="reading"]:focus {{ background: {c.FOCUS}; color: {c.ON_FOCUS}; border: 0px;
  padding: 2px 8px; }}
QPushButton[role="more"] {{ background: {c.PALE_BLUE}; border: 0px; border-radius: 0px;
  color: {c.BLUE_INK}; text-align: left; padding: 4px 10px; font-size: 9pt; }}
QPushButton[role="more"]:focus {{ border: 2px solid {c.BLACK}; padding: 2px 8px; }}
QPushButton[role="segment"] {{ border: 1px solid {c.SOFT_EDGE}; border-radius: 0px;
  padding: 5px 10px; }}
QPushButton[role="segment"][follows="true"] {{ margin-left: -1px; }}
QPushButton[role="segment"]:checked {{ background: {c.BLUE}; color: {c.ON_COLOUR};
  border-color: {c.BLUE}; }}
QPushButton[role="segment"]:focus {{ border: 2px solid {c.BLACK}; padding: 4px 9px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox {{ background: {c.PAPER};
  border: 1px solid {c.FIELD_EDGE}; border-radius: 2px; padding: 4px 6px;
  selection-background-color: {c.BLUE}; selection-color: {c.ON_COLOUR};
  placeholder-text-color: {c.HINT}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus,
QComboBox:focus {{ border: 2px solid {c.BLACK}; padding: 3px 5px; }}
QPlainTextEdit[role="words"], QPlainTextEdit[role="words"]:focus {{
  border: 2px solid {c.FIELD_EDGE}; padding: 3px 5px; }}
QPlainTextEdit[role="words"]:focus {{ border-color: {c.BLACK}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0px; width: 20px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE};
  selection-background-color: {c.PALE_BLUE}; selection-color: {c.INK}; }}

QCheckBox, QRadioButton {{ spacing: 6px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.DISABLED}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 13px; height: 13px;
  border: 1px solid {c.FIELD_EDGE}; background: {c.PAPER}; }}
QCheckBox::indicator {{ border-radius: 2px; }}
QRadioButton::indicator {{ border-radius: 7px; }}
QCheckBox::indicator:checked {{ background: {c.BLUE}; border-color: {c.BLUE};
  image: url("{tick}"); }}
QRadioButton::indicator:checked {{ border: 4px solid {c.BLUE}; width: 7px; height: 7px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
  border-color: {c.DISABLED}; }}
QAbstractItemView {{ background: {c.PAPER}; border: 0px; outline: 0px;
  selection-background-color: {c.PALE_BLUE}; selection-color: {c.INK};
  alternate-background-color: {c.PAPER}; gridline-color: {c.RULE}; }}
QTableView[role="card"], QListView[role="card"], QTreeView[role="card"] {{
  border: 1px solid {c.FAINT_LINE}; }}
QHeaderView::section {{ background: {c.PAPER}; color: {c.QUIET}; font-weight: bold;
  font-size: 9pt; border: 0px; border-bottom: 2px solid {c.FAINT_LINE}; padding: 4px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0px; }}
QScrollBar::handle {{ background: {c.SOFT_EDGE}; border-radius: 4px; min-height: 28px;
  min-width: 28px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {c.KEY_EDGE}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c.RULE}; border: 0px; border-radius: 4px; max-height: 8px;
  min-height: 8px; }}
QProgressBar::chunk {{ background: {c.GREEN}; border-radius: 4px; }}
QToolTip {{ background: {c.INK}; color: {c.PAPER}; border: 0px; padding: 4px 6px; }}
QMenu {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE}; }}
QMenu::item {{ padding: 5px 18px; }}
QMenu::item:selected {{ background: {c.PALE_BLUE}; }}
QFrame[role="message"] {{ background: {c.PALE_BLUE}; border-left: 4px solid {c.BLUE}; }}
QFrame[role="message-error"] {{ background: {c.PALE_RED}; border-left: 4px solid {c.RED}; }}
QFrame[role="popup"] {{ background: {c.PAPER}; border: 2px solid {c.BLUE_INK}; }}
QFrame[role="looking"] {{ background: {c.PAGE}; border: 4px solid {c.AMBER}; }}
QWidget[role="looking-strip"] {{ background: {c.AMBER}; }}
QLabel[role="on-amber"] {{ background: {c.AMBER}; color: {c.ON_AMBER}; font-weight: bold; }}
QFrame[role="drop"] {{ background: {c.PAPER}; border: 2px dashed {c.FIELD_EDGE}; }}
QFrame[role="drop-cover"] {{ background: {c.PALE_BLUE}; border: 3px dashed {c.BLUE}; }}
QListView[role="found"] {{ background: {c.PAPER}; border: 1px solid {c.FIELD_EDGE}; }}
QListView[role="found"]::item {{ padding: 4px 6px; }}
QListView[role="found"]::item:selected {{ background: {c.PALE_BLUE}; color: {c.INK}; }}
QFrame[role="severity-red"] {{ background: {c.RED}; }}
QFrame[role="severity-red-aside"] {{ border: 2px solid {c.RED}; }}
QFrame[role="severity-amber"] {{ background: {c.AMBER_BAR}; }}
QFrame[role="severity-amber-aside"] {{ border: 2px solid {c.AMBER_BAR}; }}
QFrame[role="severity-note"] {{ background: {c.BLUE}; }}
QFrame[role="severity-note-aside"] {{ border: 2px solid {c.BLUE}; }}
QFrame[role="severity-none"] {{ background: {c.FAINT_LINE}; }}
QFrame[role="severity-none-aside"] {{ border: 2px solid {c.FAINT_LINE}; }}
"""
