"""A copy takes the place of the store, which is kept; nothing that was there is destroyed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import restoring
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import check_store
from mdt_app.vault.copies import Copy, copies_in, newest_of
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import LEAST_COST, WrongPassphraseError
from mdt_app.vault.last_seen import is_older_than_seen, remember_head
from mdt_app.vault.people import (
    add_person,
    change_passphrase,
    make_recovery_code,
    people_of,
    remove_person,
)
from mdt_app.vault.putting_back_keys import put_back_keys
from mdt_app.vault.restoring import DamagedCopyError, EarlierKeysError, put_back, restore
from mdt_app.vault.sealing import needs_seal
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER

LEAVING = KeyHolder("S. Cole", "minute_taker")
WRONG = "eight loud herons by the water"


def _note(vault: Vault, words: str) -> None:
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {"words": words}, about="9990000018")


def _words(vault: Vault) -> list[str]:
    with vault.reading() as reading:
        return [entry.payload["words"] for entry in all_entries(reading, "note")]


def _newest(folder: Path) -> Copy:
    newest = newest_of(copies_in(folder))
    assert newest is not None
    return newest


def _flip(path: Path, at: int = 9000) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def _kept(folder: Path) -> Copy:
    (kept,) = [copy for copy in copies_in(folder) if copy.is_replaced]
    return kept


@pytest.fixture
def copied(store_folder: Path) -> Iterator[Path]:
    """A locked store with a note before its copy and one after."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        _note(vault, "before")
        back_up(vault, "import")
        _note(vault, "after")
    return store_folder


def _opened_words(folder: Path) -> list[str]:
    with open_store(folder, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []
        return _words(vault)


def _words_of_copy(copy: Copy, folder: Path) -> list[str]:
    folder.mkdir()
    shutil.copy(copy.path, folder / "data.db")
    shutil.copy(copy.keys, folder / "keys.json")
    return _opened_words(folder)


def test_a_copy_is_put_back_and_what_was_there_is_kept_whole(copied: Path, tmp_path: Path) -> None:
    done = restore(copied, _newest(copied), PASSPHRASE)
    assert _opened_words(copied) == ["before"]
    assert done.kept == _kept(copied).path
    assert _words_of_copy(_kept(copied), tmp_path / "kept") == ["before", "after"]


def test_a_restore_can_be_taken_back_by_putting_back_what_was_kept(copied: Path) -> None:
    restore(copied, _newest(copied), PASSPHRASE)
    restore(copied, _kept(copied), PASSPHRASE)
    assert _opened_words(copied) == ["before", "after"]


@pytest.mark.parametrize("is_sound", [True, False], ids=["sound", "damaged"])
def test_a_store_put_back_is_sealed_and_is_what_this_computer_saw_last(
    copied: Path, is_sound: bool
) -> None:
    with open_store(copied, PASSPHRASE)[0] as vault, vault.reading() as reading:
        remember_head(reading)
    if not is_sound:
        _flip(copied / "data.db", 100)
    restore(copied, _newest(copied), PASSPHRASE)
    with open_store(copied, PASSPHRASE)[0] as vault:
        assert not needs_seal(vault)
        with vault.reading() as reading:
            assert not is_older_than_seen(reading)


def test_what_is_entered_after_a_restore_is_a_chain_of_its_own(copied: Path) -> None:
    with open_store(copied, PASSPHRASE)[0] as vault:
        origin_before = vault.fact("origin")
    restore(copied, _newest(copied), PASSPHRASE)
    with open_store(copied, PASSPHRASE)[0] as vault:
        assert vault.fact("origin") != origin_before
        _note(vault, "another way")
        with vault.reading() as reading:
            notes = all_entries(reading, "note")
        assert {entry.payload["words"]: entry.origin for entry in notes} == {
            "before": origin_before,
            "another way": vault.fact("origin"),
        }
        assert check_store(vault) == []


def test_the_trail_says_which_copy_was_put_back_and_by_whom(copied: Path) -> None:
    copy = _newest(copied)
    restore(copied, copy, PASSPHRASE)
    with open_store(copied, PASSPHRASE)[0] as vault, vault.reading() as reading:
        lines = list(reading.rows("SELECT noted_by, detail FROM access WHERE kind = 'restored'"))
    assert lines == [(USER, copy.path.name)]


def test_a_window_goes_on_in_the_store_that_was_put_back(ws: Workspace) -> None:
    _note(ws.vault, "before")
    back_up(ws.vault, "import")
    _note(ws.vault, "after")
    put_back(ws.vault, _newest(ws.vault.folder), USER)
    assert _words(ws.vault) == ["before"]
    _note(ws.vault, "and on")
    assert sorted(_words(ws.vault)) == ["and on", "before"]
    assert check_store(ws.vault) == []


def test_a_sound_store_is_copied_before_another_takes_its_place(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    _note(ws.vault, "after")
    put_back(ws.vault, _newest(ws.vault.folder), USER)
    assert _newest(ws.vault.folder).reason == "restore"


@pytest.mark.parametrize("harm", ["damaged", "empty", "missing", "cut off", "garbage", "plain"])
def test_a_store_that_does_not_open_is_mended_from_its_copy(copied: Path, harm: str) -> None:
    data = copied / "data.db"
    content = data.read_bytes()
    if harm == "missing":
        data.unlink()
    else:
        _flip(data, 100)
        changed = {
            "damaged": data.read_bytes(),
            "empty": b"",
            "cut off": content[:5000],
            "garbage": b"\xa5" * 5000,
            "plain": b"SQLite format 3\0" + b"\0" * 5000,
        }
        data.write_bytes(changed[harm])
    left = data.read_bytes() if data.exists() else b""
    restore(copied, _newest(copied), PASSPHRASE)
    assert _opened_words(copied) == ["before"]
    assert [c.path.read_bytes() for c in copies_in(copied) if c.is_replaced] == [left] * bool(left)


def test_a_journal_left_by_a_crash_never_reaches_the_store_put_back(copied: Path) -> None:
    """The database would play it into whatever file lies beside it."""
    (copied / "data.db").unlink()
    (copied / "data.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 what was under way")
    restore(copied, _newest(copied), PASSPHRASE)
    assert not (copied / "data.db-journal").exists()
    (kept,) = (copied / "backups").glob("data-*-replaced.db-journal")
    assert kept.read_bytes().endswith(b"what was under way")
    assert _opened_words(copied) == ["before"]


@pytest.mark.parametrize("harm", ["missing", "garbled", "edited"])
def test_a_lost_key_file_is_put_back_and_nothing_that_was_entered_goes(
    copied: Path, harm: str
) -> None:
    keys = copied / "keys.json"
    if harm == "missing":
        keys.unlink()
    elif harm == "garbled":
        keys.write_text("{")
    else:
        content = json.loads(keys.read_text())
        content["mac"] = "0" * 64
        keys.write_text(json.dumps(content))
    lost = keys.read_bytes() if keys.exists() else b""
    put_back_keys(copied, PASSPHRASE)
    assert _opened_words(copied) == ["before", "after"]
    kept = (copied / "backups").glob("keys-*-replaced.json")
    assert [path.read_bytes() for path in kept] == [lost] * bool(lost)


def test_of_the_key_files_that_were_kept_the_latest_is_put_back(copied: Path) -> None:
    """Or somebody let in since would stand before the door, and a changed passphrase open again."""
    with open_store(copied, PASSPHRASE)[0] as vault:
        add_person(vault, PASSPHRASE, LEAVING, LEAST_COST)
    (copied / "keys.json").unlink()
    put_back_keys(copied, PASSPHRASE)
    assert [each.name for each in people_of(copied)] == [USER, LEAVING.name]


def test_a_key_file_that_fits_the_data_is_put_back_before_a_later_one_that_does_not(
    copied: Path,
) -> None:
    earlier = _newest(copied)
    with open_store(copied, PASSPHRASE)[0] as vault:
        add_person(vault, PASSPHRASE, LEAVING, LEAST_COST)
        remove_person(vault, PASSPHRASE, LEAVING.name, LEAST_COST)
    shutil.copy(earlier.path, copied / "data.db")  # by hand, and without its key file
    (copied / "keys.json").unlink()
    put_back_keys(copied, PASSPHRASE)
    assert _opened_words(copied) == ["before"]


def test_key_file_and_data_both_lost_come_back_together(copied: Path) -> None:
    (copied / "keys.json").unlink()
    (copied / "data.db").unlink()
    restore(copied, _newest(copied), PASSPHRASE)
    assert _opened_words(copied) == ["before"]


def test_a_wrong_passphrase_puts_nothing_back(copied: Path) -> None:
    _flip(copied / "data.db", 100)
    before = (copied / "data.db").read_bytes()
    with pytest.raises(WrongPassphraseError):
        restore(copied, _newest(copied), WRONG)
    assert (copied / "data.db").read_bytes() == before
    (copied / "keys.json").unlink()
    with pytest.raises(WrongPassphraseError, match="No key file"):
        restore(copied, _newest(copied), WRONG)


def test_a_damaged_copy_is_not_put_back(copied: Path) -> None:
    copy = _newest(copied)
    _flip(copy.path)
    before = (copied / "data.db").read_bytes()
    with pytest.raises(DamagedCopyError):
        restore(copied, copy, PASSPHRASE)
    assert (copied / "data.db").read_bytes() == before
    assert _opened_words(copied) == ["before", "after"]
    assert not (copied / "restoring").exists()


def test_a_disk_that_writes_the_store_to_be_wrongly_leaves_the_store_as_it_is(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_pages, at = restoring._copy_pages, [0]

    def copied_badly(copy: Copy, key: bytes | None, made: Vault) -> None:
        copy_pages(copy, key, made)
        _flip(made.path, at[0])

    monkeypatch.setattr(restoring, "_copy_pages", copied_badly)
    for at[0] in range(5000, _newest(copied).size, 25 * 4096):
        with pytest.raises(UserError, match="damaged"):
            restore(copied, _newest(copied), PASSPHRASE)
    assert _opened_words(copied) == ["before", "after"]
    assert not (copied / "restoring").exists()


def test_another_stores_copy_is_not_put_back(copied: Path, tmp_path: Path) -> None:
    with create_store(tmp_path / "other", USER, PASSPHRASE, cost=LEAST_COST) as other:
        back_up(other, "import")
    copy = _newest(tmp_path / "other")
    with pytest.raises(UserError, match="does not belong"):
        restore(copied, copy, PASSPHRASE)
    assert _opened_words(copied) == ["before", "after"]


def test_somebody_whose_role_does_not_include_it_puts_nothing_back(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    _note(ws.vault, "after")
    ws.vault.holder = KeyHolder("S. Roe", "practice_nurse", ("A00001",))
    with pytest.raises(UserError, match="may not put a backup back"):
        put_back(ws.vault, _newest(ws.vault.folder), "S. Roe")
    assert _words(ws.vault) == ["after"]


def test_nor_does_anybody_mend_a_damaged_store_whose_role_does_not_include_it(copied: Path) -> None:
    theirs = "eleven brown hats in a row"
    with open_store(copied, PASSPHRASE)[0] as vault:
        given = add_person(vault, PASSPHRASE, LEAVING, LEAST_COST)
        code = make_recovery_code(vault, PASSPHRASE, LEAST_COST)
    with open_store(copied, given)[0] as vault:
        change_passphrase(vault, given, theirs, LEAST_COST)
    _flip(copied / "data.db", 100)
    damaged = (copied / "data.db").read_bytes()
    with pytest.raises(UserError, match="may not put a backup back"):
        restore(copied, _newest(copied), theirs)
    assert (copied / "data.db").read_bytes() == damaged
    restore(copied, _newest(copied), code)
    assert _opened_words(copied) == ["before"]


def test_a_store_open_in_another_window_is_left_alone(copied: Path) -> None:
    with (
        open_store(copied, PASSPHRASE)[0],
        pytest.raises(UserError, match="already open"),
    ):
        restore(copied, _newest(copied), PASSPHRASE)


def test_a_store_whose_keys_were_changed_since_keeps_its_people(copied: Path) -> None:
    """Whoever was removed must not come back with the copy."""
    with open_store(copied, PASSPHRASE)[0] as vault:
        theirs = add_person(vault, PASSPHRASE, LEAVING, LEAST_COST)
        back_up(vault, "import")
        copy = _newest(copied)
        remove_person(vault, PASSPHRASE, LEAVING.name, LEAST_COST)
    restore(copied, copy, PASSPHRASE)
    assert _opened_words(copied) == ["before", "after"]
    with pytest.raises(WrongPassphraseError):
        open_store(copied, theirs)
    assert [each.name for each in people_of(copied)] == [USER]


def test_a_copy_under_earlier_keys_asks_for_the_passphrase_of_that_time(copied: Path) -> None:
    with open_store(copied, PASSPHRASE)[0] as vault:
        add_person(vault, PASSPHRASE, LEAVING, LEAST_COST)
        back_up(vault, "import")
        copy = _newest(copied)
        remove_person(vault, PASSPHRASE, LEAVING.name, LEAST_COST)
        with pytest.raises(EarlierKeysError) as refused:
            put_back(vault, copy, USER)
        assert refused.value.message == "The keys were changed after this copy was made."
        assert refused.value.hint == "Type the passphrase that opened the store at that time."
        with pytest.raises(EarlierKeysError):
            put_back(vault, copy, USER, then=WRONG)
        put_back(vault, copy, USER, then=PASSPHRASE)
        assert _words(vault) == ["before", "after"]
        assert check_store(vault) == []


STOPPED = """
import sys
from pathlib import Path
from mdt_app.vault.copies import copies_in
from mdt_app.vault.restoring import restore
folder = Path(sys.argv[1])
restore(folder, [c for c in copies_in(folder) if c.reason == "import"][0], sys.argv[2])
"""
_STEPS = "rename,renameat,renameat2,link,linkat,fsync,fdatasync,unlink,unlinkat,mkdir,ftruncate"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("is_sound", [True, False], ids=["sound", "damaged"])
def test_a_restore_stopped_anywhere_leaves_one_of_the_two_stores(
    copied: Path, tmp_path: Path, is_sound: bool
) -> None:
    """Killed at every tenth of its steps on the disk; then it is simply done again."""
    if not is_sound:
        _flip(copied / "data.db", 100)
    steps = _steps_of(Path(shutil.copytree(copied, tmp_path / "whole")), tmp_path)
    assert len(steps) > 20
    for number in range(1, len(steps), max(1, len(steps) // 10)):
        folder = Path(shutil.copytree(copied, tmp_path / f"stopped-{number}"))
        _run(folder, f"inject={_STEPS}:signal=KILL:when={number}")
        original = (copied / "data.db").read_bytes()
        reached = [folder / "data.db", *(folder / "backups").glob("data-*.db")]
        if is_sound:
            assert _opened_words(folder) in (["before", "after"], ["before"])
        else:
            assert original in [path.read_bytes() for path in reached]
        restore(folder, next(c for c in copies_in(folder) if c.reason == "import"), PASSPHRASE)
        assert _opened_words(folder) == ["before"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_all_of_the_store_put_back_is_on_the_disk_before_it_takes_the_place(
    copied: Path, tmp_path: Path
) -> None:
    steps = _steps_of(copied, tmp_path)
    (at,) = [n for n, step in enumerate(steps) if step.startswith("rename") and _is_the_step(step)]
    synced = [step for step in steps[:at] if step.startswith("fsync")]
    assert any("restoring/data.db>" in step for step in synced)
    assert any("restoring>" in step for step in synced)
    assert any("backups>" in step for step in synced)
    later = [step for step in steps[at:] if step.startswith("fsync")]
    assert f"{copied}>" in later[0]


def _is_the_step(step: str) -> bool:
    return "restoring/data.db" in step and step.count("data.db") == 2


def _steps_of(folder: Path, tmp_path: Path) -> list[str]:
    _run(folder, f"trace={_STEPS}", tmp_path / "trace")
    lines = (tmp_path / "trace").read_text().splitlines()
    return [line.split(None, 1)[1] for line in lines if "exited" not in line and "---" not in line]


def _run(folder: Path, what: str, trace: Path = Path(os.devnull)) -> None:
    traced = ("strace", "-f", "-y", "-e", what, "-o", str(trace))
    program = (sys.executable, "-c", STOPPED, str(folder), PASSPHRASE)
    subprocess.run([*traced, *program], capture_output=True, timeout=120)
