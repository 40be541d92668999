"""The key file put back is the latest that fits and opens, and what it replaced is kept."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mdt_app.vault import putting_back_keys
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import copies_in, newest_of
from mdt_app.vault.keys import WrongPassphraseError, unlock_keys
from mdt_app.vault.people import add_person, people_of
from mdt_app.vault.putting_back_keys import put_back_keys
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc, put_on_the_disk
from tests.vault.quick_keys import CHEAP, cheap, file_key, quick_store, vault

__all__ = ["cheap", "file_key", "quick_store", "vault"]

TAKER = KeyHolder("S. Cole", "minute_taker")


@pytest.fixture
def copied(vault: Vault) -> Path:
    """A store, locked, with three copies of it: somebody was let in before the last."""
    back_up(vault, "import")
    back_up(vault, "import")
    add_person(vault, PASSPHRASE, TAKER, CHEAP)
    back_up(vault, "import")
    vault.lock()
    return vault.folder


def test_the_latest_is_put_back_and_said_to_be_it(copied: Path) -> None:
    (copied / "keys.json").unlink()
    assert put_back_keys(copied, PASSPHRASE) == copied / "backups" / "keys.json"
    assert [each.name for each in people_of(copied)] == [USER, TAKER.name]
    assert not list((copied / "backups").glob("keys-*")), "there was none to be kept"


def test_without_the_latest_the_one_beside_the_newest_copy_is_put_back(copied: Path) -> None:
    (copied / "backups" / "keys.json").unlink()
    newest = newest_of(copies_in(copied))
    assert newest is not None
    assert put_back_keys(copied, PASSPHRASE) == newest.keys
    assert [each.name for each in people_of(copied)] == [USER, TAKER.name]


@needs_proc
def test_the_one_that_was_there_is_kept_by_its_moment_before_another_takes_its_place(
    copied: Path,
) -> None:
    (copied / "keys.json").write_text("edited")
    with put_on_the_disk() as synced:
        put_back_keys(copied, PASSPHRASE)
    (kept,) = (copied / "backups").glob("keys-*")
    assert re.fullmatch(r"keys-20\d{6}T\d{6}Z-replaced\.json", kept.name)
    assert kept.read_text() == "edited"
    assert synced[0] == "backups"
    assert synced[-1] == copied.name


def test_words_that_open_none_of_them_change_nothing(copied: Path) -> None:
    (copied / "keys.json").write_text("edited")
    with pytest.raises(WrongPassphraseError) as refused:
        put_back_keys(copied, "not at all the words")
    assert refused.value.message == "No key file in the backups folder opens with that passphrase."
    assert refused.value.hint == "Check Caps Lock and try again, or type the recovery code."
    assert (copied / "keys.json").read_text() == "edited"


def test_a_key_file_that_was_kept_many_times_is_tried_once(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each costs as much as a guess."""
    tried: list[bytes] = []

    def noting(path: Path, *given: object) -> object:
        tried.append(path.read_bytes())
        return unlock_keys(path, *given)

    monkeypatch.setattr(putting_back_keys, "unlock_keys", noting)
    put_back_keys(copied, PASSPHRASE)
    assert len(tried) == len(set(tried)) == 2


@pytest.mark.parametrize(
    "lose", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["gone", "empty"]
)
def test_without_data_to_fit_the_latest_that_opens_is_put_back(
    copied: Path, lose: Callable[[Path], object]
) -> None:
    lose(copied / "data.db")
    (copied / "keys.json").unlink()
    put_back_keys(copied, PASSPHRASE)
    assert [each.name for each in people_of(copied)] == [USER, TAKER.name]
