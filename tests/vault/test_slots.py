"""One person's slot: nothing but what that person knows opens it, as who they are."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mdt_app.vault.key_file import KeyFileError, read_key_file
from mdt_app.vault.recovery_code import in_groups, new_one_time_passphrase, new_recovery_code
from mdt_app.vault.slots import (
    LEAST_COST,
    RECOVERY,
    USUAL_COST,
    Cost,
    KeyHolder,
    Slot,
    WeakenedError,
    as_slot,
    new_slot,
    plain,
)
from tests.vault.quick_keys import CHEAP

KEY = b"\7" * 32
CODE = new_one_time_passphrase()
NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00002",))


@pytest.mark.parametrize(
    ("holder", "edited"),
    [
        (NURSE, replace(NURSE, name="S. Roe")),
        (NURSE, replace(NURSE, role="chair")),
        (NURSE, replace(NURSE, practices=("Y00002", "Y00003"))),
        (NURSE, replace(NURSE, practices=())),
        (replace(NURSE, practices=()), NURSE),
        (replace(NURSE, must_choose=True), NURSE),
        (KeyHolder("S. Cole", "viewer", must_choose=True), KeyHolder("S. Cole", "viewer")),
        (KeyHolder("S. Cole", "viewer"), KeyHolder("S. Cole", "viewer", must_choose=True)),
    ],
)
def test_a_slot_opens_only_for_who_it_was_made_for_and_as_that(
    holder: KeyHolder, edited: KeyHolder
) -> None:
    slot = new_slot(KEY, "id", holder, CODE, CHEAP)
    assert slot.unwrapped("id", CODE) == KEY
    assert replace(slot, holder=edited).unwrapped("id", CODE) is None
    assert slot.unwrapped("another", CODE) is None


@pytest.mark.parametrize(
    ("holder", "typed"),
    [
        (KeyHolder("Recovery code", RECOVERY), "not a code at all"),
        (KeyHolder("Recovery code", RECOVERY), "\ud800" * 32),
        (replace(NURSE, must_choose=True), new_recovery_code()),
        (NURSE, ""),
    ],
    ids=["words for a code", "halves of pairs", "a code for a passphrase", "nothing"],
)
def test_what_cannot_be_what_opens_a_slot_opens_none(holder: KeyHolder, typed: str) -> None:
    """Not even one that was made with no more than that."""
    assert new_slot(KEY, "id", holder, typed, CHEAP).unwrapped("id", typed) is None


@pytest.mark.parametrize(
    ("holder", "code"),
    [
        (replace(NURSE, must_choose=True), CODE),
        (KeyHolder("Recovery code", RECOVERY), new_recovery_code()),
    ],
    ids=["read out", "on paper"],
)
def test_a_code_opens_however_it_is_typed(holder: KeyHolder, code: str) -> None:
    assert new_slot(KEY, "id", holder, code, CHEAP).unwrapped("id", in_groups(code).lower()) == KEY


def test_a_guess_costs_what_it_should() -> None:
    """Of what is made, and of what is taken: OWASP's floor, and less than a gigabyte and a bit."""
    assert USUAL_COST == (65_536, 3, 4)
    assert LEAST_COST == (19_456, 2, 1)
    slot = _slot()
    for cost in ((1_048_576, 16, 16), LEAST_COST):
        assert as_slot(replace(slot, cost=Cost(*cost)).as_json()).cost == cost
    for at in range(3):
        for cost, more in ((Cost(1_048_576, 16, 16), 1), (LEAST_COST, -1)):
            beyond = Cost(*(each + more * (place == at) for place, each in enumerate(cost)))
            with pytest.raises(WeakenedError):
                as_slot(replace(slot, cost=beyond).as_json())


def test_half_of_a_pair_may_stand_in_a_passphrase() -> None:
    assert plain("half \ud83d") == b"half \xed\xa0\xbd"


def _slot(holder: KeyHolder = NURSE) -> Slot:
    return Slot(holder, LEAST_COST, b"s" * 16, b"n" * 12, b"k" * 48)


@pytest.mark.parametrize("holder", [NURSE, replace(NURSE, must_choose=True), KeyHolder("A", "b")])
def test_a_slot_is_read_as_it_was_written(holder: KeyHolder) -> None:
    assert as_slot(_slot(holder).as_json()) == _slot(holder)


@pytest.mark.parametrize("part", ["salt", "nonce", "key"])
@pytest.mark.parametrize(
    "change",
    [lambda text: text[4:], lambda text: "eHh4" + text, lambda text: "*" + text],
    ids=["shorter", "longer", "no base 64"],
)
def test_a_part_of_another_length_or_none_at_all_is_no_slot(
    part: str, change: Callable[[str], str], tmp_path: Path
) -> None:
    raw = _slot().as_json()
    where = raw["kdf"] if part == "salt" else raw
    where[part] = change(where[part])
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"format": 1, "file_id": "id", "mac": "", "slots": [raw]}))
    with pytest.raises(KeyFileError) as refused:
        read_key_file(path)
    assert refused.value.message == "The key file keys.json cannot be read."
