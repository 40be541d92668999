"""What Qt made is let go of on the window's thread, whoever asks for memory."""

import gc
from threading import Thread

from PySide6.QtCore import QObject

from mdt_app.ui.collecting import Collecting, collect_on_this_thread, collect_what_is_due


class Held(QObject):
    """Holds itself in a circle, so that only the search for garbage finds it."""

    def __init__(self, gone):
        super().__init__()
        self.circle = self
        self.destroyed.connect(lambda: gone.append(True))


def _make_much():
    for _ in range(20_000):
        made = []
        made.append(made)


def test_a_busy_thread_ends_nothing_of_the_windows(qapp):
    gone = []
    Held(gone)
    busy = Thread(target=_make_much)
    busy.start()
    busy.join()
    assert not gc.isenabled()
    assert not gone
    for _ in range(200):
        _make_much()
        collect_what_is_due()
        if gone:
            break
    assert gone, "the window's own thread does let go of it"


def test_it_is_begun_once(qapp):
    before = len(qapp.findChildren(Collecting))
    collect_on_this_thread(qapp)
    collect_on_this_thread(qapp)
    assert len(qapp.findChildren(Collecting)) == max(before, 1)
