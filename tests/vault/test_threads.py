"""Threads share a vault: each sees a whole state, none loses a change, and a lock ends them all."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from mdt_app.errors import UserError
from mdt_app.register.tables import PracticeRow
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"
    " SELECT count(*) FROM n"
)


def _note(ws: Workspace, words: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": words})


def _notes(ws: Workspace) -> list[str]:
    with ws.vault.reading() as reading:
        return [entry.payload["words"] for entry in all_entries(reading, "note")]


def test_no_change_of_many_threads_is_lost(ws: Workspace) -> None:
    words = [f"{thread}-{number}" for thread in range(4) for number in range(10)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: _note(ws, each), words))
    assert sorted(_notes(ws)) == sorted(words)
    assert check_store(ws.vault) == []


def test_a_reading_sees_one_moment_however_much_is_written_meanwhile(ws: Workspace) -> None:
    """The writer waits for the reading, which is why readings are short."""
    with ws.vault.reading() as reading:
        before = len(all_entries(reading))
        writer = threading.Thread(target=_note, args=(ws, "meanwhile"))
        writer.start()
        time.sleep(0.2)
        assert len(all_entries(reading)) == before
    writer.join()
    assert _notes(ws) == ["meanwhile"]


def test_a_long_reading_can_let_a_writer_in(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        assert all_entries(reading, "note") == []
        writer = threading.Thread(target=_note, args=(ws, "meanwhile"))
        writer.start()
        for _ in range(200):
            reading.let_writers_in()
            if all_entries(reading, "note"):
                break
            time.sleep(0.02)
        assert len(all_entries(reading, "note")) == 1
    writer.join()


def test_a_change_made_from_within_a_reading_does_not_wait_for_itself(ws: Workspace) -> None:
    begun = time.monotonic()
    with ws.vault.reading() as reading:
        assert all_entries(reading, "note") == []
        _note(ws, "from within")
        assert len(all_entries(reading, "note")) == 1
    assert time.monotonic() - begun < 2


def test_a_stream_left_unread_holds_nobody_up(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        stream = reading.rows("SELECT * FROM practice")
        next(stream)
    begun = time.monotonic()
    _note(ws, "afterwards")
    assert time.monotonic() - begun < 2


def test_a_writing_inside_a_writing_is_our_mistake_and_says_so(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted"), pytest.raises(RuntimeError, match="inside"):
        _note(ws, "within")


def test_statements_see_what_the_session_added_and_all_of_it_is_undone_together(
    ws: Workspace,
) -> None:
    def rename_then_fail() -> None:
        with ws.vault.writing(ws.user, "practice added") as writing:
            writing.session.add(PracticeRow(ods="Y00005", name="Elm"))
            assert list(writing.rows("SELECT name FROM practice WHERE ods = 'Y00005'"))
            writing.session.commit()  # not the session's to end
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_then_fail()
    with ws.vault.reading() as reading:
        assert not list(reading.rows("SELECT name FROM practice WHERE ods = 'Y00005'"))


def test_readings_of_many_threads_at_once_answer_alike(ws: Workspace) -> None:
    _note(ws, "one")
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: _notes(ws), range(60)))
    assert answers == [["one"]] * 60


def test_a_cache_that_finds_the_store_busy_is_kept_nowhere_and_says_nothing(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.vault._WRITER_WAIT_S", 0.1)
    is_writing, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with ws.vault.writing(ws.user, "noted"):
            is_writing.set()
            may_end.wait(10)

    thread, raised = _end_of(write)
    assert is_writing.wait(10)
    with ws.vault.caching() as caching:
        may_end.set()
        thread.join()
        caching.execute("UPDATE practice SET name = 'Elm'")
    with ws.vault.reading() as reading:
        assert not list(reading.rows("SELECT 1 FROM practice WHERE name = 'Elm'"))
    assert raised == []


def test_a_cache_of_a_file_that_another_program_shuts_off_is_refused_in_words(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.vault._WRITER_WAIT_S", 0.1)
    with closing(ws.vault.connect()) as holding:
        holding.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusyError, match="The store was busy"), ws.vault.caching():
            pass


def test_a_cache_that_fails_half_way_on_a_busy_file_says_nothing(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.vault._WRITER_WAIT_S", 0.1)
    with closing(ws.vault.connect()) as holding:
        holding.execute("BEGIN IMMEDIATE")
        with ws.vault.caching() as caching:
            caching.execute("UPDATE practice SET name = 'Elm'")
    with ws.vault.reading() as reading:
        assert not list(reading.rows("SELECT 1 FROM practice WHERE name = 'Elm'"))


def test_a_vault_locked_from_within_a_change_lets_it_come_to_its_end(ws: Workspace) -> None:
    begun = time.monotonic()
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": "the last"})
        ws.vault.lock()
    assert time.monotonic() - begun < 2
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault:
        assert _notes(Workspace(vault, ws.user, ws.today)) == ["the last"]


def _end_of(job: Callable[[], object]) -> tuple[threading.Thread, list[BaseException]]:
    raised: list[BaseException] = []

    def run() -> None:
        try:
            job()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def test_locking_ends_a_long_question_in_another_thread(ws: Workspace) -> None:
    def ask() -> None:
        with ws.vault.reading() as reading:
            list(reading.rows(ENDLESS))

    thread, raised = _end_of(ask)
    time.sleep(0.2)
    begun = time.monotonic()
    ws.vault.lock()
    assert time.monotonic() - begun < 2
    thread.join(5)
    assert isinstance(raised[0], UserError)
    assert "locked before this was done" in raised[0].message


def test_locking_undoes_a_long_change_and_keeps_a_short_one(ws: Workspace) -> None:
    def change_for_ever() -> None:
        with ws.vault.writing(ws.user, "noted") as writing:
            writing.record("note", {"words": "half done"})
            list(writing.rows(ENDLESS))

    _note(ws, "done")
    thread, raised = _end_of(change_for_ever)
    time.sleep(0.2)
    ws.vault.lock()
    thread.join(5)
    assert isinstance(raised[0], UserError)
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault:
        assert _notes(Workspace(vault, ws.user, ws.today)) == ["done"]


def test_a_locked_vault_answers_nothing_and_takes_nothing(ws: Workspace) -> None:
    ws.vault.lock()
    with pytest.raises(UserError, match="locked"):
        _notes(ws)
    with pytest.raises(UserError, match="locked"):
        _note(ws, "late")


def test_locking_from_within_a_reading_closes_it_when_it_ends(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        ws.vault.lock()
        assert all_entries(reading, "note") == []
    with pytest.raises(UserError, match="locked"):
        _notes(ws)
