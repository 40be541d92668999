"""A copy on this computer that cannot be made is said in words."""

from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import local_copy
from mdt_app.vault.local_copy import copy_here
from tests.invented import PASSPHRASE
from tests.vault.disk import no_room


def test_a_copy_for_which_there_is_no_place_is_said_in_words(
    store_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(UserError) as refused:
        copy_here(store_folder, PASSPHRASE, tmp_path / "a file" / "stores")
    assert refused.value.message == "The store could not be copied to this computer."
    assert refused.value.hint == "Make room on the disk, or ask for the right to read the folder."


def test_a_store_on_a_disk_that_knows_no_locks_is_copied_all_the_same(
    store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_copy, "StoreLock", no_room)
    assert (copy_here(store_folder, PASSPHRASE, tmp_path / "here") / "data.db").is_file()
