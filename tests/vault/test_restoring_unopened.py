"""A copy in the place of a store that cannot be opened: nothing is lost or left on the way."""

import stat
from pathlib import Path

from mdt_app.vault.copies import Copy, copy_at
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person, remove_person
from mdt_app.vault.restoring import restore, staged
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc, opened_files, steps_on_the_disk

LEAVER = KeyHolder("R. Begum", "viewer")


def _damaged(ws: Workspace) -> Path:
    """The folder of the store, locked and its first page broken but for the salt."""
    ws.vault.lock()
    content = bytearray(ws.vault.path.read_bytes())
    content[100] ^= 0x10
    ws.vault.path.write_bytes(content)
    return ws.vault.folder


KEPT = [
    "sync backups/data-replaced.keys.json.part",
    "rename backups/data-replaced.keys.json.part backups/data-replaced.keys.json",
    "sync backups",
]
STAGED = ["sync restoring/data.db", "sync restoring/data.db", "sync restoring"]
PUT_IN_PLACE = ["rename restoring/data.db data.db", "sync ."]


@needs_proc
def test_what_was_there_and_what_is_put_back_are_on_the_disk_before_the_one_becomes_the_other(
    ws: Workspace, copy: Copy
) -> None:
    folder = _damaged(ws)
    with steps_on_the_disk(folder) as steps:
        restore(folder, copy, PASSPHRASE)
    no_journal = ["remove data.db-journal", "sync ."]
    assert steps == [*STAGED, *KEPT, "sync backups", *no_journal, *PUT_IN_PLACE]
    assert not [name for name in opened_files() if name.startswith(str(folder))]


@needs_proc
def test_a_journal_is_kept_and_gone_for_good_before_another_file_lies_beside_it(
    ws: Workspace, copy: Copy
) -> None:
    folder = _damaged(ws)
    (folder / "data.db").unlink()
    (folder / "data.db-journal").write_bytes(b"what was under way")
    with steps_on_the_disk(folder) as steps:
        assert restore(folder, copy, PASSPHRASE).kept is None
    assert steps == [
        *STAGED,
        "sync backups/data-replaced.db-journal",
        "sync backups",
        "remove data.db-journal",
        "sync .",
        *PUT_IN_PLACE,
    ]
    (kept,) = (folder / "backups").glob("*-journal")
    assert kept.read_bytes() == b"what was under way"


def test_an_empty_journal_is_not_kept(ws: Workspace, copy: Copy) -> None:
    folder = _damaged(ws)
    (folder / "data.db").unlink()
    (folder / "data.db-journal").write_bytes(b"")
    restore(folder, copy, PASSPHRASE)
    assert not list((folder / "backups").glob("*-journal"))


def test_what_was_there_is_kept_also_where_there_was_no_folder_for_copies(
    ws: Workspace, copy: Copy, tmp_path: Path
) -> None:
    folder = _damaged(ws)
    damaged = (folder / "data.db").read_bytes()
    elsewhere = copy_at(Path((folder / "backups").rename(tmp_path / "stick")) / copy.path.name)
    assert elsewhere is not None
    done = restore(folder, elsewhere, PASSPHRASE)
    assert done.copy == elsewhere
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged


def test_what_an_earlier_try_left_is_in_nobodys_way(ws: Workspace, copy: Copy) -> None:
    folder = _damaged(ws)
    (folder / "restoring").mkdir()
    (folder / "restoring" / "data.db").write_bytes(b"half")
    restore(folder, copy, PASSPHRASE)
    open_store(folder, PASSPHRASE)[0].lock()
    assert not (folder / "restoring").exists()


def test_the_store_to_be_is_its_owners_only(ws: Workspace, copy: Copy) -> None:
    made = ws.vault.in_folder(ws.vault.folder / "restoring")
    staged(copy, None, made, ws.vault.fact("file_id"), USER)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (made.folder, made.path)]
    assert modes == [0o700, 0o600]


def test_a_copy_under_earlier_keys_takes_the_place_of_a_damaged_store_too(
    ws: Workspace, copy: Copy
) -> None:
    add_person(ws.vault, PASSPHRASE, LEAVER, LEAST_COST)
    remove_person(ws.vault, PASSPHRASE, LEAVER.name, LEAST_COST)
    folder = _damaged(ws)
    restore(folder, copy, PASSPHRASE)  # the passphrase of then is the one of now
    open_store(folder, PASSPHRASE)[0].lock()
