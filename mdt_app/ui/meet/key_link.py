"""A key and what it does, which can also be clicked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mdt_app.ui.parts import button, key_cap, name_with_key, row, set_role


class KeyLink(QWidget):
    """`[V] views differed`; where it is offered, it is in strong words."""

    asked = Signal()

    def __init__(self, key: str, words: str, name: str) -> None:
        super().__init__()
        self._name, self._key = name, key
        self.button = button(words, "link", name=name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = row(self, spacing=3)
        line.addWidget(key_cap(key, "meet"))
        name_with_key(self.button, name, "meet", key)
        line.addWidget(self.button)
        self.button.clicked.connect(self.asked)

    def say(self, words: str, is_offered: bool) -> None:
        """Say it otherwise, as when it is worth asking now."""
        if self.button.text() != words:
            self.button.setText(words)
            said = f"{words} {self._name}" if is_offered else self._name
            name_with_key(self.button, said, "meet", self._key)
            set_role(self.button, "reading" if is_offered else "link")
            self.updateGeometry()
