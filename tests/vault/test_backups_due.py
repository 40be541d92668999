"""When a copy is made and when there is one already, also beside somebody else's window."""

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.vault import quiet_copy
from mdt_app.vault.backups import (
    advice,
    back_up,
    back_up_before,
    back_up_on_schedule,
    is_current,
    is_due,
)
from mdt_app.vault.copies import Copy, copies_in, copy_at
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.vault.beside import somebody_writing

LONG_AGO_S = 1_000_000_000
HALF_AN_HOUR = timedelta(minutes=30)


def _note(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {})


def _copy(path: Path) -> Copy:
    copy = copy_at(path)
    assert copy is not None
    return copy


def test_a_copy_is_due_from_half_an_hour_on_if_something_was_entered(ws: Workspace) -> None:
    assert is_due(ws.vault, datetime.now(UTC)) is True
    made = _copy(back_up(ws.vault, "import")).made_at
    assert is_due(ws.vault, made + HALF_AN_HOUR) is False, "nothing was entered"
    _note(ws)
    assert is_due(ws.vault, made) is False
    assert is_due(ws.vault, made + HALF_AN_HOUR - timedelta(seconds=1)) is False
    assert is_due(ws.vault, made + HALF_AN_HOUR) is True
    assert is_due(ws.vault, made - timedelta(seconds=1)) is True, "made by a wrong clock"


def test_a_store_opened_to_be_read_is_never_due(ws: Workspace) -> None:
    ws.vault.is_read_only = True
    assert is_due(ws.vault, datetime.now(UTC)) is False


def test_a_copy_that_holds_everything_is_used_and_not_made_again(ws: Workspace) -> None:
    first = back_up_before(ws.vault, "restore")
    assert back_up_before(ws.vault, "restore") == first
    _note(ws)
    second = back_up_before(ws.vault, "restore")
    assert second != first
    assert second.is_file()
    assert is_current(ws.vault, _copy(second)) is True
    assert is_current(ws.vault, _copy(first)) is False


def test_a_copy_that_cannot_be_read_holds_nothing(ws: Workspace) -> None:
    path = back_up(ws.vault, "import")
    path.write_bytes(b"\xa5" * 8192)
    assert is_current(ws.vault, _copy(path)) is False
    assert back_up_before(ws.vault, "restore") != path


def test_the_schedule_rather_gives_up_than_hold_up_whoever_saves(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_copy, "_PAUSE_S", 0)
    with somebody_writing(ws), pytest.raises(StoreBusyError, match="too busy to be copied"):
        back_up_on_schedule(ws.vault)
    assert copies_in(ws.vault.folder) == []


def test_a_copy_that_somebody_asked_for_is_made_however_busy_people_are(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiet_copy, "_TRIES", 0)
    assert back_up(ws.vault, "asked").is_file()


def test_the_schedule_makes_no_copy_that_is_not_due(ws: Workspace) -> None:
    assert back_up_on_schedule(ws.vault) is not None
    _note(ws)
    assert back_up_on_schedule(ws.vault) is None
    assert [copy.reason for copy in copies_in(ws.vault.folder)] == ["schedule"]


def test_a_copy_takes_away_older_ones_and_what_was_cut_off(ws: Workspace) -> None:
    folder = ws.vault.folder / "backups"
    for minute in range(10, 40):
        (folder / f"data-20200101T09{minute}00Z-schedule.db").touch()
    left = folder / "data-20200101T091000Z-schedule.part"
    left.touch()
    os.utime(left, (LONG_AGO_S, LONG_AGO_S))
    made = back_up(ws.vault, "import")
    assert not left.exists()
    assert made.is_file()
    assert 1 < len(copies_in(ws.vault.folder)) < 12


def test_a_copy_has_a_passing_name_until_it_is_whole(ws: Workspace) -> None:
    seen: set[str] = set()

    def look(_done: int, _total: int) -> None:
        seen.update(path.name for path in (ws.vault.folder / "backups").iterdir())

    made = back_up(ws.vault, "import", look)
    assert seen == {made.with_suffix(".part").name}


def test_a_damaged_store_is_advised_to_put_back_the_newest_copy(ws: Workspace) -> None:
    assert advice(ws.vault.folder) == (
        "Keep the file as it is and ask for help: there is no copy in backups."
    )
    made = back_up(ws.vault, "import")
    assert advice(ws.vault.folder) == (
        f"Put back a copy; the file as it is will be kept. The newest is backups/{made.name}."
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_for_copies_that_is_made_anew_is_its_owners_only(ws: Workspace) -> None:
    (ws.vault.folder / "backups").rmdir()
    assert stat.S_IMODE(back_up(ws.vault, "import").parent.stat().st_mode) == 0o700


def test_a_copy_beside_another_window_is_one_moment_and_its_owners_only(
    ws: Workspace, tmp_path: Path
) -> None:
    """The other window's changes take no turn of ours, so no piece after the other is copied."""
    _note(ws)
    pieces: list[int] = []
    with open_store(ws.vault.folder, PASSPHRASE, exclusive=False)[0] as reader:
        made = back_up(reader, "export", lambda done, _total: pieces.append(done))
    assert pieces == []
    assert sorted(path.name for path in made.parent.iterdir()) == sorted(
        [made.name, made.with_suffix(".keys.json").name]
    )
    assert os.name == "nt" or stat.S_IMODE(made.stat().st_mode) == 0o600
    place = tmp_path / "copy"
    place.mkdir()
    shutil.copy(made, place / "data.db")
    shutil.copy(made.with_suffix(".keys.json"), place / "keys.json")
    with open_store(place, PASSPHRASE)[0] as vault, vault.reading() as reading:
        assert len(all_entries(reading, "note")) == 1
