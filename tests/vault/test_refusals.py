"""A store that cannot be opened says why in its own sentence, and is left as it was."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up
from mdt_app.vault.checking import check_store
from mdt_app.vault.connection import connect
from mdt_app.vault.key_file import PUT_BACK, KeyFileError
from mdt_app.vault.keys import LEAST_COST, unlock_keys
from mdt_app.vault.store import create_store, open_store
from tests.invented import PASSPHRASE

KEYS = "keys.json"
DATA = "data.db"
NO_COPY = "Keep the file as it is and ask for help: there is no copy in backups."


def contents(folder: Path) -> dict[str, str]:
    """What every file of a folder holds; lock and `refused` tell of whoever tried last."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("lock", "refused")
    }


def refusal(folder: Path, passphrase: str = PASSPHRASE) -> UserError:
    """The refusal to open a store, which must leave the store as it was."""
    before = contents(folder)
    with pytest.raises(UserError) as refused:
        open_store(folder, passphrase)
    assert contents(folder) == before
    assert refused.value.hint
    return refused.value


def _must_not_belong(folder: Path) -> None:
    refused = refusal(folder)
    assert refused.message == "The file data.db does not belong to this store's key file."
    assert refused.hint == f"Put the two files of one store together. {NO_COPY}"


def _edit_keys(folder: Path, change: Callable[[dict], object]) -> None:
    keys = json.loads((folder / KEYS).read_text())
    change(keys)
    (folder / KEYS).write_text(json.dumps(keys))


def _flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def _with_the_right_key(folder: Path, sql: str) -> None:
    keys = unlock_keys(folder / KEYS, PASSPHRASE)
    connection = connect(folder / DATA, keys.database_key)
    connection.execute(sql)
    connection.close()


def test_an_empty_folder_holds_no_store(tmp_path: Path) -> None:
    refused = refusal(tmp_path)
    assert refused.message == "There is no store in that folder."
    assert refused.hint == "Choose the folder that holds data.db."


def test_a_folder_with_nothing_but_copies_asks_for_the_store_to_be_put_back(
    store_folder: Path,
) -> None:
    with open_store(store_folder, PASSPHRASE)[0] as vault:
        back_up(vault, "first")
    (store_folder / KEYS).unlink()
    (store_folder / DATA).unlink()
    refused = refusal(store_folder)
    assert isinstance(refused, KeyFileError)
    assert refused.message == "The store's own files are missing from that folder."
    assert refused.hint == PUT_BACK


def test_a_folder_that_is_not_there_holds_no_store(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").message == "There is no store in that folder."


def test_a_wrong_passphrase_is_said_to_be_one(store_folder: Path) -> None:
    refused = refusal(store_folder, "eight loud herons by the water")
    assert refused.message == "That passphrase does not open this store."


def test_a_store_without_its_key_file_says_so(store_folder: Path) -> None:
    (store_folder / KEYS).unlink()
    assert refusal(store_folder).message == "The store's key file keys.json is missing."


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 1}', '{"format": "one"}', "\x00\x01", "[" * 5000],
    ids=["empty", "cut off", "a list", "null", "bare", "odd format", "bytes", "deep"],
)
def test_a_garbled_key_file_cannot_be_read(store_folder: Path, text: str) -> None:
    (store_folder / KEYS).write_text(text)
    assert refusal(store_folder).message == "The key file keys.json cannot be read."


def test_a_key_file_with_a_garbled_slot_cannot_be_read(store_folder: Path) -> None:
    _edit_keys(store_folder, lambda keys: keys["slots"][0].update(key="not base 64"))
    assert refusal(store_folder).message == "The key file keys.json cannot be read."


def test_a_key_file_of_a_later_format_asks_for_the_newer_version(store_folder: Path) -> None:
    _edit_keys(store_folder, lambda keys: keys.update(format=3))
    assert "newer version" in refusal(store_folder).message


def test_a_store_without_its_data_says_so(store_folder: Path) -> None:
    (store_folder / DATA).unlink()
    assert refusal(store_folder).message == "The store's file data.db is missing."


def test_an_empty_data_file_is_not_taken_for_a_new_store(store_folder: Path) -> None:
    (store_folder / DATA).write_bytes(b"")
    assert refusal(store_folder).message == "The store's file data.db is empty."


def test_an_unencrypted_database_is_not_a_store(store_folder: Path) -> None:
    import sqlite3

    (store_folder / DATA).unlink()
    plain = sqlite3.connect(store_folder / DATA)
    plain.execute("CREATE TABLE store (name, value)")
    plain.close()
    refused = refusal(store_folder)
    assert refused.message == (
        "The file data.db in that folder is not encrypted, so it is not a store."
    )
    assert refused.hint == NO_COPY


@pytest.mark.parametrize("size", [1, 100, 4096, 50_000])
def test_a_file_of_something_else_does_not_belong_to_the_store(
    store_folder: Path, size: int
) -> None:
    (store_folder / DATA).write_bytes(b"\xa5" * size)
    _must_not_belong(store_folder)


def test_another_stores_data_does_not_belong_to_this_key_file(
    store_folder: Path, tmp_path: Path
) -> None:
    create_store(tmp_path / "other", "R. Begum", PASSPHRASE, cost=LEAST_COST).lock()
    shutil.copy(tmp_path / "other" / DATA, store_folder / DATA)
    _must_not_belong(store_folder)


@pytest.mark.parametrize("more", ["SELECT 1", "DROP TABLE alembic_version"])
def test_the_right_key_is_not_enough_if_the_application_differs(
    store_folder: Path, more: str
) -> None:
    _with_the_right_key(store_folder, "PRAGMA application_id = 7")
    _with_the_right_key(store_folder, more)
    _must_not_belong(store_folder)


def test_the_right_key_is_not_enough_if_the_file_id_differs(store_folder: Path) -> None:
    _with_the_right_key(store_folder, "UPDATE store SET value = 'x' WHERE name = 'file_id'")
    _must_not_belong(store_folder)


def test_tables_of_a_later_revision_ask_for_the_newer_version(store_folder: Path) -> None:
    _with_the_right_key(store_folder, "UPDATE alembic_version SET version_num = '9999'")
    refused = refusal(store_folder)
    assert refused.message == "This store was made by a newer version of the program."
    assert refused.hint == "Install the newer version on this computer too. Nothing was changed."


@pytest.mark.parametrize("at", [0, 15, 16, 100, 2000, 4095])
def test_one_flipped_bit_in_the_first_page_is_damage(store_folder: Path, at: int) -> None:
    _flip(store_folder / DATA, at)
    refused = refusal(store_folder)
    assert refused.message == "The store's file data.db is damaged."
    assert refused.hint == NO_COPY


def test_a_damaged_store_names_the_newest_copy_to_put_back(store_folder: Path) -> None:
    vault, _ = open_store(store_folder, PASSPHRASE)
    back_up(vault, "first")
    copy = back_up(vault, "second")
    vault.lock()
    _flip(store_folder / DATA, 500)
    assert f"backups/{copy.name}" in refusal(store_folder).hint


def test_a_flipped_bit_anywhere_is_refused_or_reported_never_shown(store_folder: Path) -> None:
    sound = (store_folder / DATA).read_bytes()
    for at in range(7, len(sound), 6101):
        (store_folder / DATA).write_bytes(sound)
        _flip(store_folder / DATA, at)
        assert "damaged" in _what_is_wrong(store_folder), f"byte {at} is wrong, nobody says so"


def _what_is_wrong(folder: Path) -> str:
    try:
        vault, _ = open_store(folder, PASSPHRASE)
    except UserError as refused:
        return refused.message
    with vault:
        return " ".join(check_store(vault))


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_damage(store_folder: Path, kept: float) -> None:
    content = (store_folder / DATA).read_bytes()
    (store_folder / DATA).write_bytes(content[: int(len(content) * kept)])
    assert "damaged" in refusal(store_folder).message


def test_a_put_back_copy_opens_again(store_folder: Path) -> None:
    vault, _ = open_store(store_folder, PASSPHRASE)
    copy = back_up(vault, "before")
    vault.lock()
    shutil.copy(copy, store_folder / DATA)
    shutil.copy(copy.with_suffix(".keys.json"), store_folder / KEYS)
    vault, user = open_store(store_folder, PASSPHRASE)
    with vault:
        assert user == "N. Patel"
        assert check_store(vault) == []


def test_a_store_that_cannot_be_made_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="easy to guess"):
        create_store(tmp_path / "new", "N. Patel", "short", cost=LEAST_COST)
    assert not (tmp_path / "new").exists()
