"""A drop-down that begins with 'any' and keeps its choice when other choices are offered."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

_MOST_LETTERS = 15


class DropDown(QComboBox):
    """No wider than a few words; the opened list shows them whole."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        most = self.fontMetrics().averageCharWidth() * _MOST_LETTERS
        return QSize(min(size.width(), most), size.height())


def drop_down(any_words: str, name: str) -> QComboBox:
    """A drop-down whose first choice, with '' behind it, is any."""
    made = DropDown()
    made.addItem(any_words, "")
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def offer(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    """Offer other choices after 'any'. What was chosen stays chosen if it is still there."""
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 32)
    box.blockSignals(False)
    if box.currentData() != chosen:
        box.currentIndexChanged.emit(box.currentIndex())
