"""The quick look as a store is opened finds a damaged page and rather gives up than hold up."""

from contextlib import closing

import pytest

from mdt_app.vault import quick_check
from mdt_app.vault.quick_check import quick_problems
from mdt_app.vault.workspace import Workspace
from tests.vault.beside import somebody_writing

A_PAGE = 4096
INCONSISTENT = ["data.db is inconsistent in 1 place(s)."]


def _flip(ws: Workspace, at: int) -> None:
    with ws.vault.path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 0x10]))


def _lose_an_index(ws: Workspace) -> None:
    """Its pages stay and belong to nothing."""
    with closing(ws.vault.connect()) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_access_about'")


def test_a_sound_store_raises_nothing_and_holds_nobody_up_with_a_second_look(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_check, "_in_words", None)
    assert quick_problems(ws.vault) == []


def test_a_damaged_page_is_counted_in_words(ws: Workspace) -> None:
    _flip(ws, 5 * A_PAGE + 100)
    assert quick_problems(ws.vault) == ["1 page(s) of data.db are damaged."]


def test_a_damaged_page_that_holds_nothing_now_is_counted_too(ws: Workspace) -> None:
    for sql in ("INSERT INTO draft VALUES ('p', zeroblob(99999), 0, '')", "DELETE FROM draft"):
        with closing(ws.vault.connect()) as connection:
            connection.execute(sql)
    _flip(ws, ws.vault.path.stat().st_size - A_PAGE + 100)
    assert quick_problems(ws.vault) == ["1 page(s) of data.db are damaged."]


def test_a_file_that_cannot_be_read_at_all_is_said_to_be_damaged(ws: Workspace) -> None:
    _flip(ws, 100)
    assert quick_problems(ws.vault) == ["The store's file data.db is damaged."]


def test_a_file_whose_pages_are_whole_and_belong_nowhere_is_inconsistent(ws: Workspace) -> None:
    _lose_an_index(ws)
    assert quick_problems(ws.vault) == INCONSISTENT


def test_where_people_never_pause_the_look_is_left_for_the_next_time(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(quick_check.time, "sleep", waited.append)
    _lose_an_index(ws)
    with somebody_writing(ws):
        assert quick_problems(ws.vault) == []
    assert waited == [1.0] * 30


def test_a_look_that_was_interrupted_begins_again_after_a_pause(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lose_an_index(ws)
    with somebody_writing(ws) as may_end:
        monkeypatch.setattr(quick_check.time, "sleep", lambda _s: may_end.set())
        assert quick_problems(ws.vault) == INCONSISTENT
