"""Killed at any step of changing the key: the store opens as it was before, or as it is after."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import rekeying
from mdt_app.vault.checking import check_store
from mdt_app.vault.copies import copies_in, newest_of
from mdt_app.vault.entries import all_entries
from mdt_app.vault.explaining import StoreBusyError
from mdt_app.vault.key_changes import KEYS
from mdt_app.vault.keys import LEAST_COST, Cost
from mdt_app.vault.people import add_person, people_of, remove_person
from mdt_app.vault.restoring import restore
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc, steps_on_the_disk
from tests.vault.quick_keys import CHEAP, cheap, file_key, quick_store, vault

__all__ = ["cheap", "file_key", "quick_store", "vault"]

LEAVER, STAYER = KeyHolder("R. Begum", "viewer"), KeyHolder("S. Cole", "minute_taker")
NOTES = 400
KILLED_EVERYWHERE = """
import os, shutil, signal, sys
from pathlib import Path
from mdt_app.vault import key_file, keys, people, rekeying
from mdt_app.vault.store import open_store
store, work, passphrase, leaver, how = sys.argv[1:]

def counted(function):
    def until(*given, **named):
        if is_counting:
            seen[0] += 1
            if seen[0] == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return until

is_counting, seen, last = False, [0], 0
for name in ("fsync", "rename", "replace", "unlink", "open"):
    setattr(os, name, counted(getattr(os, name)))
if how == "careless":  # the next slots alone, and no sign of which are meant
    both = rekeying.write_key_file
    rekeying.write_key_file = lambda path, kept: both(path, kept.next or kept)
while True:
    last += 1
    folder = Path(work) / f"{last:03}"
    shutil.copytree(store, folder)
    child = os.fork()
    if not child:
        vault, _ = open_store(folder, passphrase)
        is_counting = True
        try:
            people.remove_person(vault, passphrase, leaver, keys.LEAST_COST)
        finally:
            os._exit(1 if sys.exc_info()[0] else 0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended != -signal.SIGKILL:
        sys.exit(ended)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")


@pytest.fixture
def shared_store(store_folder: Path) -> tuple[Path, str]:
    """A store of three with something in it, and the passphrase of who is about to be removed."""
    return store_folder, _shared(store_folder, NOTES, LEAST_COST)


@pytest.fixture
def quick_shared(quick_store: Path) -> tuple[Path, str]:
    """The same, but that it costs less to open."""
    return quick_store, _shared(quick_store, 1, CHEAP)


def _shared(folder: Path, notes: int, cost: Cost) -> str:
    with open_store(folder, PASSPHRASE)[0] as vault:
        with vault.writing(USER, "noted") as writing:
            for number in range(notes):
                writing.record("note", {"words": f"{number} " * 20})
        code = add_person(vault, PASSPHRASE, LEAVER, cost)
        add_person(vault, PASSPHRASE, STAYER, cost)
    return code


def _killed_everywhere(store: Path, work: Path, how: str) -> list[Path]:
    """The store as each kill left it, one step later each time; the last was not killed."""
    work.mkdir()
    asked = [sys.executable, "-c", KILLED_EVERYWHERE, str(store), str(work)]
    subprocess.run([*asked, PASSPHRASE, LEAVER.name, how], check=True, timeout=120)
    return sorted(work.iterdir())


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        open_store(folder, passphrase)[0].lock()
    except UserError:
        return False
    return True


@pytest.mark.slow
def test_a_change_of_the_key_killed_at_any_step_is_done_or_not_done(
    shared_store: tuple[Path, str], tmp_path: Path
) -> None:
    store, code = shared_store
    is_removed = []
    for folder in _killed_everywhere(store, tmp_path / "killed", "as it is"):
        may_leaver = _opens(folder, code)  # before anybody else has settled it
        with open_store(folder, PASSPHRASE)[0] as vault:
            assert check_store(vault) == []
            with vault.reading() as reading:
                assert len(all_entries(reading, "note")) == NOTES
        names = [each.name for each in people_of(folder)]
        assert (LEAVER.name in names) == may_leaver == _opens(folder, code)
        assert STAYER.name in names
        assert "next" not in json.loads((folder / "keys.json").read_text())
        assert not (folder / "data.db.next").exists()
        is_removed.append(not may_leaver)
    assert len(is_removed) > 20
    assert is_removed == sorted(is_removed), "done once is done for good"
    assert set(is_removed) == {False, True}


@pytest.mark.slow
def test_the_same_kills_do_shut_everybody_out_without_both_sets_of_slots(
    shared_store: tuple[Path, str], tmp_path: Path
) -> None:
    """Or the test above would prove nothing."""
    store, _ = shared_store
    killed = _killed_everywhere(store, tmp_path / "killed", "careless")
    assert not all(_opens(folder, PASSPHRASE) for folder in killed)


def test_a_copy_that_is_not_sound_changes_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(vault, PASSPHRASE, LEAVER, CHEAP)
    before = {name: (vault.folder / name).read_bytes() for name in ("data.db", "keys.json")}
    monkeypatch.setattr(rekeying, "page_problems", lambda _rows: iter(["1 page is damaged"]))
    with pytest.raises(UserError) as refused:
        remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    assert refused.value.message == (
        "The copy under the new key was not sound. Nothing was changed."
    )
    assert refused.value.hint == "Check the disk, then do it again."
    assert before == {name: (vault.folder / name).read_bytes() for name in before}
    assert not (vault.folder / "data.db.next").exists()


def test_a_reading_that_lasts_holds_the_change_up_and_nothing_is_changed(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdt_app.vault.readers._CALLED_BACK_S", 0.1)
    add_person(vault, PASSPHRASE, LEAVER, CHEAP)
    before = (vault.folder / "keys.json").read_bytes()
    with vault.reading() as reading:
        assert list(reading.rows("SELECT 1 FROM store"))
        with pytest.raises(StoreBusyError) as refused:
            remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    assert refused.value.message == "The store is busy answering."
    assert refused.value.hint == "Wait a moment and do it again."
    assert (vault.folder / "keys.json").read_bytes() == before
    remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)


def _cut_off(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove somebody on a disk that fails just after data.db was replaced."""

    def failing(_folder: Path) -> None:
        raise OSError(5, "the disk fails")

    with open_store(store, PASSPHRASE)[0] as vault, monkeypatch.context() as patch:
        patch.setattr("mdt_app.vault.vault.sync_folder", failing)
        remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
        assert check_store(vault) == []
        with pytest.raises(UserError, match="has not come to its end"):
            remove_person(vault, PASSPHRASE, STAYER.name, CHEAP)
    assert "next" in json.loads((store / "keys.json").read_text())


def test_a_disk_that_fails_after_the_change_leaves_both_sets_until_the_next_opening(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, code = quick_shared
    _cut_off(store, monkeypatch)
    assert not _opens(store, code)
    assert _opens(store, PASSPHRASE)
    assert [each.name for each in people_of(store)] == [USER, STAYER.name]
    assert _opens(store, PASSPHRASE)
    assert "next" not in json.loads((store / "keys.json").read_text())


def test_a_change_cut_off_before_the_new_file_was_in_place_was_never_made(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, code = quick_shared
    before = (store / "data.db").read_bytes()
    _cut_off(store, monkeypatch)
    (store / "data.db.next").write_bytes((store / "data.db").read_bytes())
    (store / "data.db").write_bytes(before)
    assert _opens(store, code)
    assert not (store / "data.db.next").exists()
    assert [each.name for each in people_of(store)] == [USER, LEAVER.name, STAYER.name]
    assert _opens(store, code)


def test_who_only_reads_settles_nothing(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be the copy of a window that is in the middle of it."""
    store, _ = quick_shared
    _cut_off(store, monkeypatch)
    (store / "data.db.next").write_bytes(b"half of a file")
    before = (store / "keys.json").read_bytes()
    open_store(store, PASSPHRASE, exclusive=False)[0].lock()
    assert (store / "keys.json").read_bytes() == before
    assert (store / "data.db.next").exists()


@needs_proc
def test_the_copy_and_both_sets_of_slots_are_on_the_disk_before_the_copy_takes_the_place(
    vault: Vault,
) -> None:
    add_person(vault, PASSPHRASE, LEAVER, CHEAP)
    with steps_on_the_disk(vault.folder) as steps:
        remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    slots = ["sync keys.json.part", "rename keys.json.part keys.json", "sync ."]
    in_place = ["sync data.db.next", *slots, "rename data.db.next data.db", "sync .", *slots]
    begun = steps.index("sync data.db.next")
    assert steps[begun : begun + len(in_place)] == in_place


def test_what_an_earlier_change_left_is_in_nobodys_way_and_the_file_is_its_owners_only(
    vault: Vault,
) -> None:
    add_person(vault, PASSPHRASE, LEAVER, CHEAP)
    (vault.folder / "data.db.next").write_bytes(b"half of a file")
    remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    assert check_store(vault) == []
    assert "rekey" in [copy.reason for copy in copies_in(vault.folder)]
    with vault.reading() as reading:
        assert [each.payload["done"] for each in all_entries(reading, KEYS)] == [
            "let in",
            "removed",
        ]
    assert stat.S_IMODE(vault.path.stat().st_mode) == 0o600


def test_a_store_damaged_before_the_change_was_settled_is_mended_under_the_new_key(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or whoever was removed would come in again."""
    store, code = quick_shared
    _cut_off(store, monkeypatch)
    content = bytearray((store / "data.db").read_bytes())
    content[100] ^= 0x10
    (store / "data.db").write_bytes(content)
    copy = newest_of(copies_in(store))
    assert copy is not None
    restore(store, copy, PASSPHRASE)
    assert not _opens(store, code)
    assert _opens(store, PASSPHRASE)


def test_a_mistake_of_ours_after_the_change_is_no_silent_one(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, code = quick_shared

    def failing(_folder: Path) -> None:
        raise RuntimeError("a mistake of ours")

    with open_store(store, PASSPHRASE)[0] as vault, monkeypatch.context() as patch:
        patch.setattr("mdt_app.vault.vault.sync_folder", failing)
        with pytest.raises(RuntimeError, match="a mistake of ours"):
            remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    assert not _opens(store, code)
    assert _opens(store, PASSPHRASE)


def test_another_stores_files_are_not_taken_for_a_change_cut_off(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two sets of slots and a data.db of neither, the sentence is about data.db."""
    store, _ = quick_shared
    _cut_off(store, monkeypatch)
    (store / "data.db").write_bytes(b"\xa5" * 40_000)
    with pytest.raises(UserError, match="does not belong"):
        open_store(store, PASSPHRASE)


@pytest.mark.parametrize("name", ["write_key_file", "sync_file"])
def test_a_disk_that_fails_before_the_change_leaves_everything_as_it_was(
    quick_shared: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    store, code = quick_shared
    with open_store(store, PASSPHRASE)[0] as vault:
        before = {name: (store / name).read_bytes() for name in ("data.db", "keys.json")}

        def failing(*_: object) -> None:
            raise OSError(28, "no room")

        with monkeypatch.context() as patch:
            patch.setattr(rekeying, name, failing)
            with pytest.raises(UserError) as refused:
                remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
        assert refused.value.message == (
            "The key of the store could not be changed. Nothing in it was changed."
        )
        assert refused.value.hint == "Make room on the disk, and close the store in other programs."
        assert before == {name: (store / name).read_bytes() for name in before}
        assert not (store / "data.db.next").exists()
        remove_person(vault, PASSPHRASE, LEAVER.name, CHEAP)
    assert not _opens(store, code)


def test_others_read_on_while_the_key_is_changed(shared_store: tuple[Path, str]) -> None:
    """A program that reads beside the window keeps the file it has open."""
    store, _ = shared_store
    with open_store(store, PASSPHRASE)[0] as vault:
        beside, _ = open_store(store, PASSPHRASE, exclusive=False)
        with beside, beside.reading() as reading:
            assert len(all_entries(reading, "note")) == NOTES
            remove_person(vault, PASSPHRASE, LEAVER.name, LEAST_COST)
            assert len(all_entries(reading, "note")) == NOTES
        assert isinstance(vault, Vault)
