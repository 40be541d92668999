"""A copy of bytes agrees with the file to the end, however few come at a time."""

import os
import stat
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import quiet_copy
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.quiet_copy import FileBytes, copy_quietly
from mdt_app.vault.turns import Turns
from tests.vault.disk import needs_proc, opened_files, put_on_the_disk


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    path.write_bytes(bytes(range(256)) * 10_000)  # two and a half pieces
    return path


def _ignored(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def test_pieces_that_come_in_parts_are_put_together(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, most_asked = os.read, []

    def a_part(handle: int, most: int) -> bytes:
        most_asked.append(most)
        return read(handle, min(most, 100_000))

    monkeypatch.setattr(os, "read", a_part)
    copy_quietly(FileBytes(source), tmp_path / "copy", Turns(), _ignored, is_patient=True)
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()
    assert max(most_asked) == 1 << 20


@needs_proc
def test_a_long_file_is_put_on_the_disk_a_few_pieces_at_a_time(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the look that follows finds all of it there."""
    monkeypatch.setattr(quiet_copy, "_PIECE", source.stat().st_size // 5)
    copy = tmp_path / "copy"

    def look(_done: int, total: int) -> None:
        steps.append(f"{copy.stat().st_size * 5 // total} of 5")

    with put_on_the_disk() as steps:
        copy_quietly(FileBytes(source), copy, Turns(), look, is_patient=True)
    begun = ["0 of 5", "copy", "1 of 5", "2 of 5", "3 of 5", "4 of 5", "copy"]
    assert steps == begun + 5 * ["5 of 5"]


@needs_proc
def test_a_copy_is_its_owners_only_and_let_go_of(source: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy_quietly(FileBytes(source), copy, Turns(), _ignored, is_patient=True)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert str(copy) not in opened_files()


def test_a_file_is_opened_once_however_often_it_is_copied(source: Path) -> None:
    source_bytes = FileBytes(source)
    assert source_bytes.handle() == source_bytes.handle()
    source_bytes.close()


def test_a_look_during_which_a_turn_came_and_went_is_taken_again_at_once(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, looks = Turns(), []

    def look(done: int, _total: int) -> None:
        looks.append(done)
        if len(looks) == 6:  # in the last piece of the first look after the copy
            with turns.mine(1):
                pass

    monkeypatch.setattr(quiet_copy.time, "sleep", lambda _s: pytest.fail("it waited"))
    copy_quietly(FileBytes(source), tmp_path / "copy", turns, look, is_patient=True)
    assert looks == 3 * [0, 1 << 20, 2 << 20]


def test_where_changes_never_pause_the_last_look_is_taken_in_a_turn_of_its_own(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_copy, "_TRIES", 0)

    def change(done: int, _total: int) -> None:
        if done and source.read_bytes()[:4] != b"late":
            with source.open("r+b") as file:
                file.write(b"late")

    copy_quietly(FileBytes(source), tmp_path / "copy", Turns(), change, is_patient=False)
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()
    assert source.read_bytes().startswith(b"late")


def test_who_is_patient_gives_up_in_words(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_copy, "_TRIES", 0)
    with pytest.raises(StoreBusyError) as refused:
        copy_quietly(FileBytes(source), tmp_path / "copy", Turns(), _ignored, is_patient=True)
    assert refused.value.message == "The store was too busy to be copied."
    assert refused.value.hint == "It is tried again soon."


def test_a_store_that_was_locked_meanwhile_is_not_copied(source: Path, tmp_path: Path) -> None:
    closed = FileBytes(source)
    closed.close()
    with pytest.raises(UserError) as refused:
        copy_quietly(closed, tmp_path / "copy", Turns(), _ignored, is_patient=True)
    assert refused.value.message == "The store is locked."
    assert refused.value.hint == "Unlock it and do it again."


def test_a_look_gives_way_to_whoever_takes_a_turn_and_begins_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, looks = Turns(), []
    turn = turns.mine(1)

    def look(done: int, _total: int) -> None:
        looks.append(done)
        if len(looks) == 5:  # in the middle of the first look after the copy
            turn.__enter__()

    monkeypatch.setattr(quiet_copy.time, "sleep", lambda _s: turn.__exit__(None, None, None))
    copy_quietly(FileBytes(source), tmp_path / "copy", turns, look, is_patient=True)
    pieces = [0, 1 << 20, 2 << 20]
    assert looks == [*pieces, *pieces[:2], *pieces]
