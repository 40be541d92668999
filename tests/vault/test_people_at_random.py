"""Let in, given anew, removed, in whatever order: who can come in is always who should."""

import random
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.checking import check_store
from mdt_app.vault.keys import LEAST_COST, unlock_keys
from mdt_app.vault.people import (
    add_person,
    change_passphrase,
    make_recovery_code,
    people_of,
    remove_person,
    renew_person,
)
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER

ROLES = ("chair", "specialist", "minute_taker", "coordinator", "viewer")
STEPS = 25


class Office:
    """The store, what each of its people types, and every passphrase that was good once."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.good = {USER: PASSPHRASE}
        self.roles = {USER: "chair"}
        self.code = ""
        self.spent: set[str] = set()
        self._number = 0

    def step(self) -> str:
        """One change by the chair, or by somebody of their own passphrase."""
        others = [name for name in self.good if name != USER]
        changes = [self._let_in, self._let_in, self._own, self._make_code]
        if others:
            changes += [self._renew, self._remove, self._own]
        change = self.chance.choice(changes)
        with open_store(self.folder, self.good[USER])[0] as vault:
            change(vault, others)
        return change.__name__

    def _person(self, name: str) -> KeyHolder:
        self.roles[name] = self.chance.choice(ROLES)
        return KeyHolder(name, self.roles[name])

    def _let_in(self, vault: Vault, _others: list[str]) -> None:
        self._number += 1
        name = f"Person {self._number}"
        self.good[name] = add_person(vault, self.good[USER], self._person(name), LEAST_COST)

    def _renew(self, vault: Vault, others: list[str]) -> None:
        name = self.chance.choice(others)
        self.spent.add(self.good[name])
        self.good[name] = renew_person(vault, self.good[USER], self._person(name), LEAST_COST)

    def _own(self, vault: Vault, others: list[str]) -> None:
        vault.lock()
        name = self.chance.choice([USER, *others])
        self._number += 1
        new = f"words of {name}, the {self._number}th of them"
        with open_store(self.folder, self.good[name])[0] as opened:
            change_passphrase(opened, self.good[name], new, LEAST_COST)
        self.spent.add(self.good[name])
        self.good[name] = new

    def _make_code(self, vault: Vault, _others: list[str]) -> None:
        self.spent |= {self.code} - {""}
        self.code = make_recovery_code(vault, self.good[USER], LEAST_COST)

    def _remove(self, vault: Vault, others: list[str]) -> None:
        name = self.chance.choice(others)
        given = remove_person(vault, self.good[USER], name, LEAST_COST)
        self.spent.add(self.good.pop(name))
        self.spent |= {self.good[other] for other in self.good if other != USER}
        self.spent |= {self.code} - {""}
        assert set(given.one_time) == set(self.good) - {USER}
        self.good |= given.one_time
        self.code = given.recovery_code


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_changes_exactly_those_come_in_who_should(store_folder: Path, seed: int) -> None:
    office = Office(store_folder, random.Random(seed))
    keys, done = store_folder / "keys.json", []
    for _ in range(STEPS):
        done.append(office.step())
        known = {each.name: each.role for each in people_of(store_folder)}
        assert known == {name: office.roles[name] for name in office.good}, done
        for name, typed in office.good.items():
            assert unlock_keys(keys, typed).user == name, done
    for typed in random.Random(seed).sample(sorted(office.spent), min(8, len(office.spent))):
        with pytest.raises(UserError, match="does not open"):
            unlock_keys(keys, typed)
    with open_store(store_folder, office.good[USER])[0] as vault:
        assert check_store(vault) == []
    assert {"_remove", "_renew", "_own", "_let_in"} <= set(done)
