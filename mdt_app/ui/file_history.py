"""Keeps Qt and the desktop from remembering which files and folders were chosen here.

A folder may be called after somebody, and lists of recent files lie outside the encrypted file.
Windows and macOS keep theirs in their own boxes; that cannot be switched off from here.
"""

import os
import sys

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication


def keep_no_history() -> None:
    """Before the first box that asks for a file: what it would remember goes nowhere."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    if sys.platform.startswith("linux"):  # the desktop's own box writes recently-used.xbel
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
