"""A file, a folder or a medium that cannot be written: opened for reading, said, left as it was."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import store
from mdt_app.vault.checking import check_store
from mdt_app.vault.clock import now
from mdt_app.vault.doubts import doubts_on_opening
from mdt_app.vault.drafts import Draft, keep_draft
from mdt_app.vault.store import create_store, open_store
from tests.invented import PASSPHRASE, USER
from tests.vault.as_nobody import said_by_nobody, shared_copy
from tests.vault.test_refusals import contents

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")

ONLY_READ = ["read only: True", "facts: 0", "doubts: read only", "checked: []"]


def _what_can_be_done(folder: Path) -> list[str]:
    with open_store(folder, PASSPHRASE)[0] as vault:
        said = [f"read only: {vault.is_read_only}", f"facts: {vault.fact('demo')}"]
        said += [f"doubts: {each.about}" for each in doubts_on_opening(vault, now())]
        said.append(f"checked: {check_store(vault)}")
        for write in (_enter, _draft):
            try:
                write(vault)
            except UserError as error:
                said.append(error.message)
        return said


def _enter(vault) -> None:
    with vault.writing(USER, "noted") as writing:
        writing.record("note", {})


def _draft(vault) -> None:
    keep_draft(vault, Draft("a", "b", 1))


@pytest.mark.parametrize("cannot", ["file", "folder", "both"])
def test_what_cannot_be_written_is_opened_for_reading_and_left_as_it_was(
    store_folder: Path, cannot: str
) -> None:
    with shared_copy(store_folder) as folder:
        before = contents(folder)
        for path in folder.rglob("*"):
            path.chmod(0o777 if path.is_dir() or cannot == "folder" else 0o444)
        folder.chmod(0o777 if cannot == "file" else 0o555)
        said = said_by_nobody(lambda: _what_can_be_done(folder))
        assert contents(folder) == before
    assert said == [*ONLY_READ, *2 * ["This store is open for reading only."]]


def test_a_medium_that_cannot_be_written_is_opened_for_reading(store_folder: Path) -> None:
    """As a stick with its switch set, or a disc: not even root may write."""
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True
        )
        if mounted.returncode:
            pytest.skip("this user may not mount a medium")
        try:
            folder = Path(place) / "store"
            subprocess.run(["cp", "-r", str(store_folder), str(folder)], check=True)
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            before = contents(folder)
            said = _what_can_be_done(folder)
            assert contents(folder) == before
        finally:
            subprocess.run(["umount", place], check=True)
    assert said == [*ONLY_READ, *2 * ["This store is open for reading only."]]


def test_a_store_is_not_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o555)

        def make() -> list[str]:
            create_store(Path(place) / "new", USER, PASSPHRASE)
            return ["made"]

        (said,) = said_by_nobody(make)
        Path(place).chmod(0o755)
    assert said == "UserError: The store could not be made in that folder."


def test_a_file_that_may_not_be_read_is_refused_in_words(store_folder: Path) -> None:
    with shared_copy(store_folder) as folder:
        folder.chmod(0o755)
        (folder / "keys.json").chmod(0o000)
        (said,) = said_by_nobody(lambda: _what_can_be_done(folder))
    assert said == "UserError: The key file keys.json may not be read."


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_without_the_look_at_the_file_it_would_be_taken_for_writable(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests above would prove nothing."""
    monkeypatch.setattr(store.os, "access", lambda *_args: True)
    with shared_copy(store_folder) as folder:
        for path in folder.rglob("*"):
            path.chmod(0o777 if path.is_dir() else 0o444)
        (folder / "lock").unlink(missing_ok=True)
        folder.chmod(0o777)
        said = said_by_nobody(lambda: _what_can_be_done(folder))
    assert said[0] == "read only: False"
