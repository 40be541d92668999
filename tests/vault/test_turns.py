"""Writers take turns; a vault that is locked lets the present one finish, if it is quick."""

import threading
import time
from collections.abc import Callable

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.turns import Turns


def test_turns_are_counted_and_none_is_told_while_one_is_taken() -> None:
    turns = Turns()
    told = [turns.taken()]
    for _ in range(2):
        with turns.mine(0):
            told.append(turns.taken())
        told.append(turns.taken())
    assert told == [0, None, 1, None, 2]


def test_a_turn_within_a_turn_is_our_mistake() -> None:
    turns = Turns()
    with turns.mine(0), pytest.raises(RuntimeError) as raised, turns.mine(0):
        pass
    assert str(raised.value) == "a writing inside a writing would be two transactions"


class _Writer:
    """A writer on a thread of its own, in the middle of its turn."""

    def __init__(self, turns: Turns, interrupt: Callable[[], None] = lambda: None) -> None:
        self.may_end, self.begun, self.turns = threading.Event(), threading.Event(), turns
        self._interrupt = interrupt
        self.thread = threading.Thread(target=self._write)
        self.thread.start()
        assert self.begun.wait(5)

    def _write(self) -> None:
        with self.turns.mine(0):
            self.turns.interrupt = self._interrupt
            self.begun.set()
            self.may_end.wait(5)


def test_who_waits_too_long_for_a_turn_is_told_so() -> None:
    turns = Turns()
    writer = _Writer(turns)
    with pytest.raises(StoreBusyError) as refused, turns.mine(0.01):
        pass
    writer.may_end.set()
    writer.thread.join()
    assert refused.value.message == "The store is busy with another change."
    assert refused.value.hint == "Wait a moment, try again."


def test_a_short_change_comes_to_its_end_before_the_vault_is_locked() -> None:
    turns, interrupted = Turns(), []
    writer = _Writer(turns, lambda: interrupted.append("interrupted"))
    threading.Timer(0.03, writer.may_end.set).start()
    turns.close()
    assert (turns.taken(), interrupted) == (1, [])
    with pytest.raises(UserError) as refused, turns.mine(0):
        pass
    assert refused.value.message == "The store is locked."
    assert refused.value.hint == "Unlock it and do it again."


def test_a_long_change_is_interrupted_and_its_end_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mdt_app.vault.turns._FINISH_S", 0.01)
    turns = Turns()
    writer = _Writer(turns, lambda: writer.may_end.set())
    began = time.monotonic()
    turns.close()
    assert turns.taken() == 1
    assert time.monotonic() - began < 2


def test_a_change_that_cannot_be_interrupted_holds_the_lock_up_no_longer_than_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mdt_app.vault.turns._FINISH_S", 0.01)
    monkeypatch.setattr("mdt_app.vault.turns._UNDO_S", 0.05)
    turns = Turns()
    writer = _Writer(turns)
    turns.close()
    assert turns.taken() is None
    writer.may_end.set()
    writer.thread.join()
