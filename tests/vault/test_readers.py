"""Connections that answer are kept warm, lent to one at a time, closed when they must be."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.readers import Readers


class _Made:
    """Readers of a database of their own, and every connection they made."""

    def __init__(self) -> None:
        self.connections: list[sqlcipher.Connection] = []
        self.readers = Readers(self._connect)

    def _connect(self) -> sqlcipher.Connection:
        self.connections.append(sqlcipher.connect(":memory:", check_same_thread=False))
        return self.connections[-1]

    def open(self) -> list[sqlcipher.Connection]:
        return [each for each in self.connections if not _is_closed(each)]


def _is_closed(connection: sqlcipher.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlcipher.ProgrammingError:
        return True
    return False


@pytest.fixture
def made() -> _Made:
    return _Made()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mdt_app.vault.readers._WAIT_S", 0.0)
    monkeypatch.setattr("mdt_app.vault.readers._CALLED_BACK_S", 0.01)


def _at_once(made: _Made, many: int) -> None:
    with ExitStack() as stack:
        lent = [stack.enter_context(made.readers.one()) for _ in range(many)]
        assert len(set(lent)) == many


def test_three_connections_are_kept_warm_and_no_more(made: _Made) -> None:
    _at_once(made, 5)
    assert len(made.open()) == 3
    _at_once(made, 3)
    assert len(made.connections) == 5
    made.readers.close()
    assert made.open() == []


def test_one_that_is_out_when_all_are_closed_is_closed_as_it_comes_back(
    made: _Made, impatient: None
) -> None:
    with made.readers.one() as lent:
        made.readers.close()
        assert not _is_closed(lent)
    assert _is_closed(lent)
    with pytest.raises(UserError) as refused, made.readers.one():
        pass
    assert refused.value.message == "The store is locked."
    assert refused.value.hint == "Unlock it and do it again."


def test_a_reading_that_lasts_too_long_is_not_called_back_and_goes_on(
    made: _Made, impatient: None
) -> None:
    with made.readers.one() as lent:
        with pytest.raises(StoreBusyError) as refused, made.readers.called_back():
            pytest.fail("the file could have been replaced under a reading")
        assert not _is_closed(lent)
    assert refused.value.message == "The store is busy answering."
    assert refused.value.hint == "Wait a moment and do it again."
    with made.readers.one() as again:
        assert again is lent


def _begun(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_while_all_are_called_back_askers_wait_and_none_is_open(made: _Made) -> None:
    open_at_the_time: list[int] = []

    def call_back() -> None:
        with made.readers.called_back():
            open_at_the_time.append(len(made.open()))

    def ask() -> None:
        with made.readers.one():
            asked.append(len(open_at_the_time))

    asked: list[int] = []
    with made.readers.one():
        calling = _begun(call_back)
        while not made.readers._is_called_back:
            assert calling.is_alive()
            time.sleep(0.001)
        asking = _begun(ask)
        asking.join(0.02)
        assert (asked, open_at_the_time) == ([], [])
    for thread in (calling, asking):
        thread.join(2)  # each is woken at once: alone it would look again in five seconds
        assert not thread.is_alive()
    assert (asked, open_at_the_time) == ([1], [0])
    made.readers.close()
