"""Python's search for cycles, put off while there are none to find."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Look for cycles only once what was read is gone again.

    A load makes millions of tuples and no cycles: looking for them took a quarter of it, and
    stopped the window.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
