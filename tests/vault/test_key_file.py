"""Key files written so far open with the same keys and are written the same, letter for letter."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.key_file import (
    PUT_BACK,
    KeyFile,
    KeyFileError,
    database_key,
    opened,
    read_key_file,
    sealed,
    write_key_file,
)
from mdt_app.vault.keys import (
    WrongPassphraseError,
    unlock_keys,
    with_recovery_code,
)
from mdt_app.vault.slots import KeyHolder, Slot, new_slot
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHAIR, CHEAP, cheap

__all__ = ["cheap"]

HERE = Path(__file__).parent
FIRST, SECOND = HERE / "keys-first-format.json", HERE / "keys-second-format.json"
HERS = "eleven brown hats in a row"
NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00002",))
OLD_KEY, NEW_KEY = b"\4" * 32, b"\5" * 32
OLD_DATABASE_KEY = bytes.fromhex(
    "5775a4709dbf43cd6746369458995ae110f6e34d1a078c7209beca2dffacca39"
    "ef2c854023b82d99423a3908e23253b4"
)
NEW_DATABASE_KEY = bytes.fromhex(
    "ac3ae1cf2195ef561a7abe714adedf468e83ebf88d912b70585961c8c69abd00"
    "aea48d0235a394a1eb4969ed22415ac9"
)


def _slots(file_key: bytes, *people: tuple[KeyHolder, str]) -> list[Slot]:
    return [new_slot(file_key, "id", holder, words, CHEAP) for holder, words in people]


def test_a_key_file_of_the_first_format_opens_with_the_same_key() -> None:
    keys = unlock_keys(FIRST, PASSPHRASE)
    assert (keys.database_key, keys.holder, keys.number) == (OLD_DATABASE_KEY, CHAIR, 0)


def test_a_key_file_of_the_second_format_opens_with_the_keys_of_before_and_after() -> None:
    """It was written half way through a change that left the nurse outside."""
    keys = unlock_keys(SECOND, PASSPHRASE, NEW_DATABASE_KEY[32:])
    assert (keys.database_key, keys.holder, keys.number) == (NEW_DATABASE_KEY, CHAIR, 2)
    hers = unlock_keys(SECOND, HERS, OLD_DATABASE_KEY[32:])
    assert (hers.database_key, hers.holder, hers.number) == (OLD_DATABASE_KEY, NURSE, 1)


@pytest.mark.parametrize("path", [FIRST, SECOND])
def test_a_key_file_is_written_as_it_was_read(path: Path, tmp_path: Path) -> None:
    write_key_file(tmp_path / "keys.json", read_key_file(path))
    assert (tmp_path / "keys.json").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", [FIRST, SECOND])
def test_the_seal_over_a_key_file_is_what_it_was(path: Path) -> None:
    """Or a newer version of the program would call every earlier key file changed."""
    key_file = read_key_file(path)
    assert sealed(OLD_KEY, key_file.file_id, key_file.number, key_file.slots).mac == key_file.mac
    if key_file.next is not None:
        assert sealed(NEW_KEY, key_file.file_id, 2, key_file.next.slots) == key_file.next


HALF_DONE = KeyFile("id", 0, (), "")


@pytest.mark.parametrize(
    ("number", "holders", "after", "said"),
    [
        (0, [CHAIR], None, 1),
        (0, [CHAIR, CHAIR], None, 1),
        (1, [CHAIR], None, 2),
        (0, [CHAIR, NURSE], None, 2),
        (0, [replace(CHAIR, must_choose=True)], None, 2),
        (0, [CHAIR], HALF_DONE, 2),
        (1, [NURSE], HALF_DONE, 2),
    ],
)
def test_a_key_file_is_of_the_first_format_for_as_long_as_that_can_say_it(
    number: int, holders: Sequence[KeyHolder], after: KeyFile | None, said: int
) -> None:
    slots = tuple(Slot(holder, CHEAP, b"", b"", b"") for holder in holders)
    assert KeyFile("id", number, slots, "", after).format == said


def test_a_key_file_of_a_newer_program_says_so_and_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({**json.loads(SECOND.read_text()), "format": 3}))
    with pytest.raises(UserError) as refused:
        read_key_file(path)
    assert not isinstance(refused.value, KeyFileError)
    assert refused.value.message == "This store was made by a newer version of the program."
    assert refused.value.hint == "Install the newer version on this computer too."


@pytest.mark.parametrize("mac", ["0" * 64, "", "ünicode", "\ud800"])
def test_a_seal_that_does_not_agree_opens_for_nobody(cheap: None, mac: str) -> None:
    slots = _slots(OLD_KEY, (CHAIR, PASSPHRASE))
    sound = sealed(OLD_KEY, "id", 1, slots)
    assert opened(sound, PASSPHRASE) == (OLD_KEY, slots[0])
    assert opened(sound, "not at all the words") is None
    with pytest.raises(KeyFileError) as refused:
        opened(replace(sound, mac=mac), PASSPHRASE)
    assert refused.value.message == "The key file has been changed by something else."
    assert refused.value.hint == PUT_BACK
    assert PUT_BACK == "Put back keys.json from the newest copy in the store's backups folder."


def test_another_number_or_other_slots_are_not_what_was_sealed() -> None:
    his, hers = _slots(OLD_KEY, (CHAIR, PASSPHRASE), (NURSE, HERS))
    sound = sealed(OLD_KEY, "id", 1, [his, hers])
    for changed in (
        replace(sound, number=2),
        replace(sound, number=0),
        replace(sound, slots=(his,)),
        replace(sound, slots=(hers, his)),
        replace(sound, slots=(his, replace(hers, holder=replace(NURSE, role="chair")))),
    ):
        with pytest.raises(KeyFileError, match="changed by something else"):
            opened(changed, PASSPHRASE)


# A change of the key was cut off: which of the two sets counts, by the first bytes of data.db.

SALTS = {
    "before": OLD_DATABASE_KEY[32:],
    "after": NEW_DATABASE_KEY[32:],
    "neither": b"\7" * 16,
    "gone": b"",
}
NEWCOMERS = "nine green boats by the pier"


@pytest.fixture
def half_done(tmp_path: Path, cheap: None) -> Path:
    """The chair is in both sets, the nurse in the one of before, a newcomer in the one after."""
    path = tmp_path / "keys.json"
    newcomer = KeyHolder("S. Cole", "viewer")
    before = sealed(OLD_KEY, "id", 1, _slots(OLD_KEY, (CHAIR, PASSPHRASE), (NURSE, HERS)))
    new = _slots(NEW_KEY, (CHAIR, PASSPHRASE), (newcomer, NEWCOMERS))
    write_key_file(path, replace(before, next=sealed(NEW_KEY, "id", 2, new)))
    return path


@pytest.mark.parametrize(
    ("words", "data", "number"),
    [
        (PASSPHRASE, "before", 1),
        (PASSPHRASE, "after", 2),
        (PASSPHRASE, "neither", 1),
        (PASSPHRASE, "gone", 1),
        (HERS, "before", 1),
        (HERS, "gone", 1),
        (NEWCOMERS, "after", 2),
        (NEWCOMERS, "gone", 2),
    ],
)
def test_the_set_that_counts_is_the_one_that_fits_the_data(
    half_done: Path, words: str, data: str, number: int
) -> None:
    assert unlock_keys(half_done, words, SALTS[data]).number == number


@pytest.mark.parametrize(
    ("words", "data"),
    [
        (HERS, "after"),
        (HERS, "neither"),
        (NEWCOMERS, "before"),
        ("not at all the words", "before"),
        ("not at all the words", "gone"),
    ],
)
def test_whoever_the_set_that_counts_does_not_name_stays_outside(
    half_done: Path, words: str, data: str
) -> None:
    with pytest.raises(WrongPassphraseError) as refused:
        unlock_keys(half_done, words, SALTS[data])
    assert refused.value.message == "That passphrase does not open this store."
    assert refused.value.hint == "Check Caps Lock and try again."


def test_a_recovery_code_is_one_more_change_of_the_key_file() -> None:
    before = sealed(OLD_KEY, "id", 4, _slots(OLD_KEY, (CHAIR, PASSPHRASE)))
    after, code = with_recovery_code(before, OLD_KEY, CHEAP)
    assert (after.number, [each.name for each in after.holders]) == (5, [USER, "Recovery code"])
    found = opened(after, code)
    assert found is not None
    assert database_key(found[0]) == OLD_DATABASE_KEY
