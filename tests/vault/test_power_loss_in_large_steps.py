"""The power may go while the whole file is copied, put back, made, or put under another key."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import copies_in
from mdt_app.vault.explaining import NeedsCopyError
from mdt_app.vault.key_file import KeyFileError
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import (
    add_person,
    change_passphrase,
    make_recovery_code,
    people_of,
    remove_person,
)
from mdt_app.vault.putting_back_keys import put_back_keys
from mdt_app.vault.restoring import restore
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE, USER
from tests.vault import large_steps as steps
from tests.vault.after_the_cut import (
    OTHER,
    Left,
    after_cuts,
    fits,
    may_open,
    note,
    notes_of_copies,
    notes_of_copy,
    opened,
)
from tests.vault.how_many import keep_figures, times
from tests.vault.watched import needs_watching

pytestmark = [pytest.mark.slow, needs_watching]

LEAVER, STAYER = KeyHolder("R. Begum", "viewer"), KeyHolder("S. Cole", "minute_taker")
CONTROLS = 60
HARM = (AssertionError, UserError, sqlcipher.Error, LookupError, OSError, StopIteration)


@dataclass(frozen=True)
class Step:
    """A large step: where it is taken, by which program, and what must hold after each cut,
    which also says whether the store is the one of after the step."""

    folder: Path
    program: str
    must_hold: Callable[[Left], bool]
    other: str = ""


@pytest.fixture
def somebody_is_removed(store_folder: Path) -> Step:
    """Of three, and a recovery code. The key of the file changes with it."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        note(vault, "one")
        leaver = add_person(vault, PASSPHRASE, LEAVER, LEAST_COST)
        stayer = add_person(vault, PASSPHRASE, STAYER, LEAST_COST)
        code = make_recovery_code(vault, PASSPHRASE, LEAST_COST)

    def must_hold(left: Left) -> bool:
        if left.number % 2:  # whoever comes first settles which slots count
            assert left.noted | {"one"} <= opened(left.folder)
        is_removed = not may_open(left.folder, leaver)
        assert left.noted | {"one"} <= opened(left.folder) <= {"one", "two", "three"}
        names = {each.name for each in people_of(left.folder)}
        assert names == {USER, STAYER.name} | (set() if is_removed else {LEAVER.name})
        assert [fits(left.folder, each) for each in (leaver, stayer, code)] == 3 * [not is_removed]
        if "told" in left.said:
            assert is_removed
            assert fits(left.folder, left.said["told"])
            assert fits(left.folder, left.said["code"])
        notes_of_copies(left.folder)
        return is_removed

    return Step(store_folder, steps.REMOVING, must_hold)


@pytest.fixture
def copied(store_folder: Path) -> Path:
    """A store with a note before its copy and one after."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        note(vault, "before")
        back_up(vault, "import")
        note(vault, "after")
    return store_folder


def _putting_back(folder: Path, damaged: bytes = b"") -> Step:
    def must_hold(left: Left) -> bool:
        assert not fits(left.folder, OTHER)
        assert [each.name for each in people_of(left.folder)] == [USER]
        found = {copy: copy.path.read_bytes() for copy in copies_in(left.folder)}
        kept = [notes_of_copy(copy) for copy, content in found.items() if content != damaged]
        try:
            words = opened(left.folder)
        except NeedsCopyError:
            assert (left.folder / "data.db").read_bytes() == damaged
            words = {"before", "after"}
        is_put_back = "after" not in words
        assert left.noted | {"before"} <= words
        assert is_put_back or "kept" not in left.said
        if is_put_back:
            assert damaged in found.values() if damaged else {"before", "after"} in kept
        if left.number % 5 == 0:
            _must_be_put_back_again(left.folder)
        return is_put_back

    return Step(folder, steps.RESTORING, must_hold, OTHER)


def _must_be_put_back_again(folder: Path) -> None:
    copy = next(copy for copy in copies_in(folder) if copy.reason == "import")
    restore(folder, copy, PASSPHRASE, then=OTHER)
    assert opened(folder) == {"before"}


@pytest.fixture
def a_copy_is_put_back(copied: Path) -> Step:
    """In the place of a sound store."""
    return _putting_back(copied)


@pytest.fixture
def a_damaged_store_is_put_back(copied: Path) -> Step:
    """With what a crash left beside it."""
    data = copied / "data.db"
    content = bytearray(data.read_bytes())
    content[100] ^= 0x10
    data.write_bytes(content)
    (copied / "data.db-journal").write_bytes(b"\xd9\xd5\x05\xf9" * 300)
    return _putting_back(copied, bytes(content))


@pytest.fixture
def a_copy_under_earlier_keys_is_put_back(store_folder: Path) -> Step:
    """Since the copy somebody was removed, and the passphrase was changed."""
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        note(vault, "before")
        change_passphrase(vault, PASSPHRASE, OTHER, LEAST_COST)
        add_person(vault, OTHER, LEAVER, LEAST_COST)
        back_up(vault, "import")
        remove_person(vault, OTHER, LEAVER.name, LEAST_COST)
        change_passphrase(vault, OTHER, PASSPHRASE, LEAST_COST)
        note(vault, "after")
    return _putting_back(store_folder)


@pytest.fixture
def copies_are_made(store_folder: Path) -> Step:
    """Eight, so that the oldest go."""
    shutil.rmtree(store_folder / "backups")

    def must_hold(left: Left) -> bool:
        assert left.noted <= opened(left.folder)
        copies = notes_of_copies(left.folder)
        if "copied" in left.said:
            assert {str(n) for n in range(left.said["of"] + 1)} <= copies[left.said["copied"]]
        return "copied" in left.said

    return Step(store_folder, steps.COPYING, must_hold)


@pytest.fixture
def passphrases_are_changed(store_folder: Path) -> Step:
    """One's own; and somebody is let in, and a code made."""

    def must_hold(left: Left) -> bool:
        is_mine, is_old = (fits(left.folder, each) for each in (OTHER, PASSPHRASE))
        assert is_mine != is_old
        assert is_mine or "passphrase" not in left.said
        assert left.noted <= opened(left.folder, OTHER if is_mine else PASSPHRASE)
        for given in ("let_in", "code"):
            assert given not in left.said or fits(left.folder, left.said[given])
        return is_mine

    return Step(store_folder, steps.CHANGING_KEYS, must_hold, OTHER)


@pytest.fixture
def a_lost_key_file_is_put_back(copied: Path) -> Step:
    (copied / "keys.json").write_text("{")

    def must_hold(left: Left) -> bool:
        try:
            words = opened(left.folder)
            is_back = True
        except KeyFileError:
            assert not left.noted
            put_back_keys(left.folder, PASSPHRASE)
            words, is_back = opened(left.folder), False
        assert left.noted | {"before", "after"} <= words
        return is_back

    return Step(copied, steps.PUTTING_BACK_KEYS, must_hold)


@pytest.fixture
def a_store_is_made(tmp_path: Path) -> Step:
    disk = tmp_path / "disk"
    disk.mkdir()

    def must_hold(left: Left) -> bool:
        if "made" in left.said:
            assert left.noted <= opened(left.folder / "new" / "store")
        return "made" in left.said

    return Step(disk, steps.MAKING, must_hold)


@pytest.fixture
def a_store_is_copied_to_this_computer(copied: Path, tmp_path: Path) -> Step:
    disk = tmp_path / "disk"
    disk.mkdir()
    copied.rename(disk / "stick")

    def must_hold(left: Left) -> bool:
        if "made" in left.said:
            made = left.folder / "stores" / left.said["made"]
            assert left.noted | {"before", "after"} <= opened(made)
            assert {"before"} in notes_of_copies(made).values()
        return "made" in left.said

    return Step(disk, steps.COPYING_HERE, must_hold, str(disk / "stick"))


@pytest.mark.parametrize(
    ("name", "usual", "full"),
    [
        ("somebody_is_removed", 24, 400),
        ("a_copy_is_put_back", 24, 300),
        ("a_damaged_store_is_put_back", 24, 300),
        ("a_copy_under_earlier_keys_is_put_back", 12, 200),
        ("copies_are_made", 24, 300),
        ("passphrases_are_changed", 12, 200),
        ("a_lost_key_file_is_put_back", 12, 100),
        ("a_store_is_made", 12, 100),
        ("a_store_is_copied_to_this_computer", 12, 100),
    ],
)
def test_a_power_cut_in_a_large_step_leaves_the_old_store_or_the_new_one(
    name: str, usual: int, full: int, request: pytest.FixtureRequest
) -> None:
    step: Step = request.getfixturevalue(name)
    lefts = after_cuts(step.folder, step.program, times(usual, full), step.other)
    assert {step.must_hold(left) for left in lefts} == {False, True}
    words = f"power losses while {name.replace('_', ' ')}"
    keep_figures(words, tried=times(usual, full), damaged=0, lost=0)


@pytest.mark.parametrize(
    ("name", "without", "around"),
    [
        ("somebody_is_removed", "ONE_SET_OF_SLOTS", "data.db.next"),
        ("somebody_is_removed", "NO_SYNC_OF_FILES", ""),
        ("a_copy_is_put_back", "NO_SYNC_OF_FILES", ""),
        ("a_damaged_store_is_put_back", "PUT_IN_PLACE_FIRST", "restoring/data.db"),
        ("a_damaged_store_is_put_back", "NO_SYNC_OF_NAMES", "restoring/data.db"),
        ("copies_are_made", "NAMED_BEFORE_WRITTEN", ""),
        ("copies_are_made", "NO_SYNC_OF_NAMES", ""),
        ("passphrases_are_changed", "NO_SYNC_OF_FILES", ""),
        ("a_lost_key_file_is_put_back", "NO_SYNC_OF_FILES", ""),
        ("a_store_is_made", "NO_SYNC_OF_NAMES", ""),
        ("a_store_is_copied_to_this_computer", "NO_SYNC_OF_COPIES", ""),
    ],
)
def test_the_same_cuts_do_harm_without_a_sync_or_the_order_of_names(
    name: str, without: str, around: str, request: pytest.FixtureRequest
) -> None:
    """Or the test above would prove nothing."""
    step: Step = request.getfixturevalue(name)
    lefts = after_cuts(
        step.folder,
        step.program,
        CONTROLS,
        step.other,
        without=getattr(steps, without),
        around=around,
    )
    with pytest.raises(HARM):
        {step.must_hold(left) for left in lefts}
