"""Each change of who opens the store stands on the trail; what cannot be done is said in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.entries import all_entries
from mdt_app.vault.key_changes import KEYS
from mdt_app.vault.key_file import read_key_file, write_key_file
from mdt_app.vault.keys import unlock_keys
from mdt_app.vault.people import (
    add_person,
    change_passphrase,
    make_recovery_code,
    people_of,
    remove_person,
    renew_person,
)
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHAIR, CHEAP, cheap, file_key, quick_store, vault

__all__ = ["cheap", "file_key", "quick_store", "vault"]

NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00002",))
TAKER = KeyHolder("S. Cole", "minute_taker")
HERS = "eleven brown hats in a row"
KEY_FILE = "keys.json"
ONE_TIME_FORM = r"([0-9A-Z]{4} ){3}[0-9A-Z]{4}"


def _let_in(vault: Vault, person: KeyHolder = NURSE) -> str:
    return add_person(vault, PASSPHRASE, person, CHEAP)


def _trail(vault: Vault) -> list[tuple[str, dict[str, Any]]]:
    with vault.reading() as reading:
        return [(entry.act, dict(entry.payload)) for entry in all_entries(reading, KEYS)]


def _refusal(change: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(UserError) as refused:
        change()
    return refused.value.message, refused.value.hint


def test_each_change_of_who_opens_the_store_is_on_the_trail(vault: Vault) -> None:
    _let_in(vault)
    renew_person(vault, PASSPHRASE, KeyHolder(NURSE.name, "viewer"), CHEAP)
    make_recovery_code(vault, PASSPHRASE, CHEAP)
    change_passphrase(vault, PASSPHRASE, HERS, CHEAP)
    remove_person(vault, HERS, NURSE.name, CHEAP)
    nurse = {"name": NURSE.name, "role": NURSE.role, "practices": ["Y00002"]}
    viewer = {"name": NURSE.name, "role": "viewer", "practices": []}
    assert _trail(vault) == [
        ("person let in", {"done": "let in", **nurse, "number": 1}),
        ("new passphrase given", {"done": "given a new passphrase", **viewer, "number": 2}),
        ("recovery code made", {"done": "recovery code made", "number": 3}),
        ("passphrase changed", {"done": "chose another passphrase", "name": USER, "number": 4}),
        ("person removed", {"done": "removed", "name": NURSE.name, "number": 5}),
    ]
    assert read_key_file(vault.folder / KEY_FILE).number == 5


def test_after_a_removal_each_who_stays_comes_in_as_they_are_told_and_the_removed_does_not(
    vault: Vault,
) -> None:
    hers, his = _let_in(vault), _let_in(vault, TAKER)
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    given = remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    keys = vault.folder / KEY_FILE
    for typed in (hers, his, code):
        with pytest.raises(UserError, match="does not open"):
            unlock_keys(keys, typed)
    assert given.codes == [
        (TAKER.name, given.one_time[TAKER.name]),
        ("Recovery code", given.recovery_code),
    ]
    assert unlock_keys(keys, PASSPHRASE).holder == CHAIR
    assert unlock_keys(keys, given.one_time[TAKER.name]).holder == replace(TAKER, must_choose=True)
    assert unlock_keys(keys, given.recovery_code).holder.is_recovery
    assert people_of(vault.folder) == [CHAIR, replace(TAKER, must_choose=True)]
    assert (vault.folder / "backups" / KEY_FILE).read_bytes() == keys.read_bytes()
    copies = sorted(path.stem.split("Z-")[1] for path in vault.folder.glob("backups/data-*.db"))
    assert copies == ["new-key", "rekey"]


def test_a_removal_makes_no_recovery_code_where_there_was_none(vault: Vault) -> None:
    _let_in(vault)
    given = remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    assert (given.one_time, given.recovery_code, given.codes) == ({}, "", [])


def test_codes_are_given_in_groups_of_four(vault: Vault) -> None:
    assert re.fullmatch(ONE_TIME_FORM, _let_in(vault))
    assert re.fullmatch(ONE_TIME_FORM, renew_person(vault, PASSPHRASE, NURSE, CHEAP))
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    assert [len(group) for group in code.split(" ")] == [4] * 8


NEEDS_A_NAME = ("The person needs a name, as the minutes should say it.", "Use at most 80 letters.")
NEEDS_A_ROLE = ("The person needs a role.", "Choose one of the roles shown.")
NEEDS_A_PRACTICE = (
    "A practice nurse works for a practice, and none is named.",
    "Name the practice by its code.",
)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (KeyHolder("", "viewer"), NEEDS_A_NAME),
        (KeyHolder(" \n ", "viewer"), NEEDS_A_NAME),
        (KeyHolder("a\x00b", "viewer"), NEEDS_A_NAME),
        (KeyHolder("a\u202eb", "viewer"), NEEDS_A_NAME),
        (KeyHolder("x" * 81, "viewer"), NEEDS_A_NAME),
        (KeyHolder("R. Begum", "king"), NEEDS_A_ROLE),
        (KeyHolder("R. Begum", "recovery"), NEEDS_A_ROLE),
        (KeyHolder("recovery  code", "viewer"), NEEDS_A_ROLE),
        (KeyHolder("R. Begum", "practice_nurse"), NEEDS_A_PRACTICE),
        (KeyHolder("R. Begum", "practice_nurse", (" ", "")), NEEDS_A_PRACTICE),
        (
            KeyHolder("n.  PATEL", "viewer"),
            (
                "n. PATEL can open this store already.",
                "Add something that tells the two apart, such as the practice.",
            ),
        ),
    ],
)
def test_somebody_who_cannot_be_told_from_others_is_not_let_in(
    vault: Vault, person: KeyHolder, words: tuple[str, str]
) -> None:
    assert _refusal(lambda: _let_in(vault, person)) == words
    assert people_of(vault.folder) == [CHAIR]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (KeyHolder("x" * 80, "viewer"), KeyHolder("x" * 80, "viewer")),
        (KeyHolder("  R.   Begum ", "viewer"), KeyHolder("R. Begum", "viewer")),
        (KeyHolder("R. Begum", "chair", ("Y00001",)), KeyHolder("R. Begum", "chair")),
        (
            KeyHolder("R. Begum", "practice_nurse", (" y00002", "Y00001", "y00002", " ")),
            KeyHolder("R. Begum", "practice_nurse", ("Y00001", "Y00002")),
        ),
    ],
)
def test_a_name_and_practices_are_kept_however_they_were_typed(
    vault: Vault, given: KeyHolder, kept: KeyHolder
) -> None:
    _let_in(vault, given)
    assert people_of(vault.folder) == [CHAIR, replace(kept, must_choose=True)]


CHANGES = {
    "let in": lambda vault, words: add_person(vault, words, TAKER, CHEAP),
    "renewed": lambda vault, words: renew_person(vault, words, NURSE, CHEAP),
    "recovery": lambda vault, words: make_recovery_code(vault, words, CHEAP),
    "removed": lambda vault, words: remove_person(vault, words, NURSE.name, CHEAP),
    "changed": lambda vault, words: change_passphrase(vault, words, HERS, CHEAP),
}
NOT_YOURS = (
    "That is not the passphrase this store was unlocked with.",
    "Check Caps Lock, try again.",
)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_changes_by_the_words_of_nobody_or_of_somebody_else(
    vault: Vault, change: Callable[[Vault, str], object]
) -> None:
    code = _let_in(vault)
    before = (vault.folder / KEY_FILE).read_bytes()
    for words in ("not at all the words", code):
        assert _refusal(lambda words=words: change(vault, words)) == NOT_YOURS
    assert (vault.folder / KEY_FILE).read_bytes() == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_changes_while_an_earlier_change_of_the_key_is_half_done(
    vault: Vault, change: Callable[[Vault, str], object]
) -> None:
    _let_in(vault)
    keys = vault.folder / KEY_FILE
    key_file = read_key_file(keys)
    write_key_file(keys, replace(key_file, next=key_file))
    before = keys.read_bytes()
    assert _refusal(lambda: change(vault, PASSPHRASE)) == (
        "An earlier change of the key has not come to its end yet.",
        "Lock the store and unlock it again.",
    )
    assert keys.read_bytes() == before


def test_who_may_not_change_who_opens_the_store_changes_only_their_own(vault: Vault) -> None:
    code = _let_in(vault, TAKER)
    vault.holder = replace(TAKER, must_choose=True)
    change_passphrase(vault, code, HERS, CHEAP)
    assert vault.holder == TAKER
    before = (vault.folder / KEY_FILE).read_bytes()
    for name in ("let in", "renewed", "recovery", "removed"):
        assert _refusal(lambda change=CHANGES[name]: change(vault, HERS)) == (
            "As a minute-taker you may not change who can open the store.",
            "Settings, People and keys, says who may do what.",
        )
    assert (vault.folder / KEY_FILE).read_bytes() == before


def test_a_passphrase_that_was_read_out_changes_nobody_else(vault: Vault) -> None:
    chair = KeyHolder("D. Reid", "chair")
    code = _let_in(vault, chair)
    _let_in(vault)
    vault.holder = replace(chair, must_choose=True)
    before = (vault.folder / KEY_FILE).read_bytes()
    for name in ("let in", "renewed", "recovery", "removed"):
        assert _refusal(lambda change=CHANGES[name]: change(vault, code)) == (
            "First choose a passphrase of your own.",
            "Settings, People and keys, Change your passphrase; or `mdt-app people passphrase`.",
        )
    assert (vault.folder / KEY_FILE).read_bytes() == before
    change_passphrase(vault, code, HERS, CHEAP)
    remove_person(vault, HERS, NURSE.name, CHEAP)
    assert people_of(vault.folder) == [replace(CHAIR, must_choose=True), chair]


@pytest.mark.parametrize("name", ["Nobody", "Recovery code"])
def test_only_somebody_who_opens_the_store_is_removed(vault: Vault, name: str) -> None:
    make_recovery_code(vault, PASSPHRASE, CHEAP)
    before = (vault.folder / KEY_FILE).read_bytes()
    words = (f"{name} cannot open this store.", "Choose somebody who can.")
    assert _refusal(lambda: remove_person(vault, PASSPHRASE, name, CHEAP)) == words
    assert (vault.folder / KEY_FILE).read_bytes() == before


def test_a_new_passphrase_is_given_only_to_somebody_who_opens_the_store(vault: Vault) -> None:
    """Or a passphrase would be shown that opens nothing."""
    before = (vault.folder / KEY_FILE).read_bytes()
    assert _refusal(lambda: renew_person(vault, PASSPHRASE, NURSE, CHEAP)) == (
        "R. Begum cannot open this store.",
        "Choose somebody who can.",
    )
    assert (vault.folder / KEY_FILE).read_bytes() == before


def test_nobody_changes_their_own_role_or_removes_themself(vault: Vault) -> None:
    viewer = KeyHolder(USER, "viewer")
    assert _refusal(lambda: renew_person(vault, PASSPHRASE, viewer, CHEAP)) == (
        "You have your own passphrase.",
        "Change it with Change passphrase. Your own role is changed by somebody else.",
    )
    assert _refusal(lambda: remove_person(vault, PASSPHRASE, USER, CHEAP)) == (
        "You cannot remove yourself.",
        "Ask somebody else who may.",
    )
    assert people_of(vault.folder) == [CHAIR]


def test_with_the_recovery_code_the_last_who_may_is_never_made_less(vault: Vault) -> None:
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    _let_in(vault)
    vault.holder = unlock_keys(vault.folder / KEY_FILE, code).holder
    assert _refusal(lambda: renew_person(vault, code, KeyHolder(USER, "viewer"), CHEAP)) == (
        "Then nobody could change who opens this store.",
        "Give somebody else that role first.",
    )
    renew_person(vault, code, CHAIR, CHEAP)
    renew_person(vault, code, KeyHolder(NURSE.name, "chair"), CHEAP)
    renew_person(vault, code, KeyHolder(USER, "viewer"), CHEAP)  # she may, once she has chosen
    assert [each.role for each in people_of(vault.folder)] == ["viewer", "chair"]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (
            "short",
            (
                "That passphrase would be too easy to guess.",
                "Use at least 8 characters. Four words that do not belong together"
                " are strong and easy to remember.",
            ),
        ),
        (
            "a code",
            ("That is a code made by the program.", "Choose words of your own instead."),
        ),
        (
            HERS,
            ("Choose another passphrase.", "That one cannot be used in this store."),
        ),
    ],
)
def test_a_passphrase_that_is_easy_or_taken_is_not_chosen(
    vault: Vault, new: str, words: tuple[str, str]
) -> None:
    code = _let_in(vault, TAKER)
    vault.holder = replace(TAKER, must_choose=True)
    change_passphrase(vault, code, HERS, CHEAP)
    vault.holder = CHAIR
    for typed in (code, _let_in(vault)) if new == "a code" else (new,):
        assert _refusal(lambda typed=typed: change_passphrase(vault, PASSPHRASE, typed)) == words
    assert unlock_keys(vault.folder / KEY_FILE, PASSPHRASE).holder == CHAIR
