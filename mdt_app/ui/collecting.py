"""Python looks for garbage on the window's thread only.

Left to itself it looks on whichever thread asks for memory. A window that is only held in a
circle would then end on the thread that takes a file in, and Qt takes the whole process with it.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer

_EVERY_MS = 500
_OLD = 60
"""How many lookings at younger objects come before one at all of them: five busy minutes."""


class Collecting(QTimer):
    """Looks now and then, as far as Python would have."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        gc.disable()
        self.setInterval(_EVERY_MS)
        self.timeout.connect(collect_what_is_due)
        self.start()


def collect_on_this_thread(app: QCoreApplication) -> None:
    """From now on and for good; asked again, nothing more happens."""
    if app.findChild(Collecting) is None:
        Collecting(app)


def collect_what_is_due() -> None:
    """Look at the objects made lately, and more seldom at older ones."""
    young, middle, old = gc.get_count()
    youngest, middling, _oldest = gc.get_threshold()
    if young > youngest:
        gc.collect(2 if old > _OLD else 1 if middle > middling else 0)
