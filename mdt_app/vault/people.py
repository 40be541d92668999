"""Who can open the store: let in, given a new passphrase, removed. Each change is on the trail.

Whoever changes this gives their own passphrase again: only it opens the file key, which every
slot is made around.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from mdt_app.errors import UserError
from mdt_app.vault.backups import back_up
from mdt_app.vault.key_changes import KEYS, keep_a_copy, keep_keys
from mdt_app.vault.key_file import MOST_SLOTS, KeyFile, database_key, read_key_file, sealed
from mdt_app.vault.keys import (
    RECOVERY_NAME,
    USUAL_COST,
    Cost,
    WrongPassphraseError,
    check_passphrase,
    new_file_key,
    open_slot,
    with_recovery_code,
)
from mdt_app.vault.recovery_code import (
    as_one_time_passphrase,
    as_recovery_code,
    in_groups,
    new_one_time_passphrase,
    new_recovery_code,
)
from mdt_app.vault.rekeying import KeyChange, change_file_key
from mdt_app.vault.roles import BESIDE, PEOPLE, KeyHolder, may, must_be_allowed, roles
from mdt_app.vault.slots import RECOVERY, Slot, new_slot
from mdt_app.vault.vault import Vault

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class NewPassphrases:
    """What everybody else needs after the key of the store was changed; shown once, kept nowhere.

    `one_time` is name → passphrase; `recovery_code` is '' where there was none before.
    """

    one_time: dict[str, str] = field(repr=False)
    recovery_code: str = field(repr=False)

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Whose, and the code, in the order in which they are shown; [] where nobody needs one."""
        recovery = [("Recovery code", self.recovery_code)] if self.recovery_code else []
        return [*self.one_time.items(), *recovery]


@dataclass(frozen=True, slots=True)
class Removal:
    """Somebody about to be left outside: nothing is changed until it is carried out."""

    given: NewPassphrases
    change: KeyChange = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The key file, opened by somebody who may change it."""

    key_file: KeyFile
    file_key: bytes
    by: Slot

    def others(self, *names: str) -> list[Slot]:
        """Every slot but these."""
        return [slot for slot in self.key_file.slots if slot.holder.name not in names]

    def sealed(self, slots: list[Slot]) -> KeyFile:
        """The next key file."""
        before = self.key_file
        return sealed(self.file_key, before.file_id, before.number + 1, slots)


def people_of(folder: Path) -> list[KeyHolder]:
    """Everybody who can open the store, in the order they were let in; no recovery code."""
    return [each for each in read_key_file(folder / "keys.json").holders if not each.is_recovery]


def has_recovery_code(folder: Path) -> bool:
    """Whether there is a code on paper that opens the store."""
    return any(each.is_recovery for each in read_key_file(folder / "keys.json").holders)


def add_person(vault: Vault, passphrase: str, person: KeyHolder, cost: Cost = USUAL_COST) -> str:
    """Let somebody in; the one-time passphrase to give them, in groups of four."""
    person = _as_given(person)
    opened = _open(vault, passphrase)
    taken = [_folded(each.name) for each in opened.key_file.holders]
    if _folded(person.name) in taken:
        raise UserError(
            f"{person.name} can open this store already.",
            "Add something that tells the two apart, such as the practice.",
        )
    if len(taken) >= MOST_SLOTS:
        raise UserError(
            f"{MOST_SLOTS} can open this store, and that is as many as there can be.",
            "Remove somebody who has left.",
        )
    slot, code = _one_time_slot(opened, person, cost)
    changed = opened.sealed([*opened.key_file.slots, slot])
    keep_keys(vault, "person let in", changed, {"done": "let in", **_said(person)})
    return code


def renew_person(vault: Vault, passphrase: str, person: KeyHolder, cost: Cost = USUAL_COST) -> str:
    """Give somebody a new one-time passphrase, and the role and practices named with it."""
    person = _as_given(person)
    opened = _open(vault, passphrase)
    _must_be_one(opened, person.name)
    if person.name == opened.by.holder.name:
        raise UserError(
            "You have your own passphrase.",
            "Change it with Change passphrase. Your own role is changed by somebody else.",
        )
    slot, code = _one_time_slot(opened, person, cost)
    slots = [slot if old.holder.name == person.name else old for old in opened.key_file.slots]
    _must_leave_somebody(slots)
    given = {"done": "given a new passphrase", **_said(person)}
    keep_keys(vault, "new passphrase given", opened.sealed(slots), given)
    return code


def change_passphrase(vault: Vault, old: str, new: str, cost: Cost = USUAL_COST) -> None:
    """Choose another passphrase for oneself. Copies made before still open with the old one."""
    opened = _open_own(vault, old)
    holder = opened.by.holder
    if holder.is_recovery:
        raise UserError(
            "The recovery code is no passphrase of yours.",
            "Give somebody a new passphrase with it, then unlock with that.",
        )
    _must_be_good(opened, new)
    holder = replace(holder, must_choose=False)
    slot = new_slot(opened.file_key, opened.key_file.file_id, holder, new, cost)
    slots = [slot if old is opened.by else old for old in opened.key_file.slots]
    payload = {"done": "chose another passphrase", "name": holder.name}
    keep_keys(vault, "passphrase changed", opened.sealed(slots), payload, doing=BESIDE)
    vault.holder = holder


def make_recovery_code(vault: Vault, passphrase: str, cost: Cost = USUAL_COST) -> str:
    """A code to be printed once, in groups of four. An earlier one opens nothing any more."""
    opened = _open(vault, passphrase)
    changed, code = with_recovery_code(opened.key_file, opened.file_key, cost)
    keep_keys(vault, "recovery code made", changed, {"done": "recovery code made"})
    return in_groups(code)


def prepare_removal(vault: Vault, passphrase: str, name: str, cost: Cost = USUAL_COST) -> Removal:
    """What leaves somebody outside, and what everybody else needs then. Nothing is changed yet.

    Nobody else's passphrase is known here, so each of them gets a one-time passphrase; who
    removes keeps their own. They can be read before anything depends on them: were they shown
    afterwards, a power cut in between would leave everybody else outside.
    """
    opened = _open(vault, passphrase)
    _must_be_one(opened, name)
    if name == opened.by.holder.name:
        raise UserError("You cannot remove yourself.", "Ask somebody else who may.")
    if opened.by.holder.is_recovery:
        raise UserError(
            "Nobody can be removed with the recovery code.",
            "Give yourself a new passphrase with it, then unlock with that.",
        )
    file_key, before = new_file_key(), opened.key_file
    slots, given = _under_a_new_key(opened, file_key, name, passphrase, cost)
    after = sealed(file_key, before.file_id, before.number + 1, slots)
    payload = {"done": "removed", "name": name, "number": after.number}
    key, who = database_key(file_key), vault.holder.name
    return Removal(given, KeyChange(before, after, key, who, "person removed", KEYS, payload))


def carry_out(vault: Vault, removal: Removal) -> None:
    """Put the whole store under another key. A copy that was taken away before still opens."""
    if read_key_file(vault.folder / "keys.json") != removal.change.before:
        raise UserError(
            "Who can open this store has changed meanwhile. Nobody was removed.",
            "Do it again. The new passphrases open nothing: throw them away.",
        )
    change_file_key(vault, removal.change)
    keep_a_copy(vault.folder)
    with suppress(UserError):  # the copies so far are under the key of before
        back_up(vault, "new-key")


def remove_person(
    vault: Vault,
    passphrase: str,
    name: str,
    cost: Cost = USUAL_COST,
    tell: Callable[[NewPassphrases], None] | None = None,
) -> NewPassphrases:
    """Leave somebody outside; `tell` is given what everybody else needs before it is so."""
    removal = prepare_removal(vault, passphrase, name, cost)
    if tell is not None:
        tell(removal.given)
    carry_out(vault, removal)
    return removal.given


def _under_a_new_key(
    opened: _Opened, file_key: bytes, removed: str, passphrase: str, cost: Cost
) -> tuple[list[Slot], NewPassphrases]:
    """A slot for everybody who stays, and what each of the others types the next time."""
    one_time, recovery_code = {}, ""
    typed: list[tuple[KeyHolder, str]] = []
    for old in opened.others(removed):
        if old.holder.is_recovery:
            code = new_recovery_code()
            recovery_code = in_groups(code)
            typed.append((old.holder, code))
        elif old is opened.by:
            typed.append((old.holder, passphrase))
        else:
            code = new_one_time_passphrase()
            one_time[old.holder.name] = in_groups(code)
            typed.append((replace(old.holder, must_choose=True), code))
    file_id = opened.key_file.file_id
    slots = [new_slot(file_key, file_id, holder, text, cost) for holder, text in typed]
    return slots, NewPassphrases(one_time, recovery_code)


def _open(vault: Vault, passphrase: str) -> _Opened:
    """The key file, for somebody who may change who can open the store."""
    opened = _open_own(vault, passphrase)
    must_be_allowed(opened.by.holder, PEOPLE)
    return opened


def _open_own(vault: Vault, passphrase: str) -> _Opened:
    """The key file by the passphrase of whoever unlocked the store."""
    try:
        opened = _Opened(*open_slot(vault.folder / "keys.json", passphrase))
    except WrongPassphraseError:
        raise _not_yours() from None
    if opened.key_file.next is not None:
        raise UserError(
            "An earlier change of the key has not come to its end yet.",
            "Lock the store and unlock it again.",
        )
    if vault.holder.name not in ("", opened.by.holder.name):
        raise _not_yours()
    return opened


def _not_yours() -> UserError:
    return UserError(
        "That is not the passphrase this store was unlocked with.", "Check Caps Lock, try again."
    )


def _one_time_slot(opened: _Opened, person: KeyHolder, cost: Cost) -> tuple[Slot, str]:
    code = new_one_time_passphrase()
    holder = replace(person, must_choose=True)
    slot = new_slot(opened.file_key, opened.key_file.file_id, holder, code, cost)
    return slot, in_groups(code)


def _as_given(person: KeyHolder) -> KeyHolder:
    """The person as they are kept, or why they cannot be."""
    name = " ".join(person.name.split())
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UserError(
            "The person needs a name, as the minutes should say it.",
            f"Use at most {_LONGEST_NAME} letters.",
        )
    role = roles().by_code.get(person.role)
    if role is None or role.code == RECOVERY or _folded(name) == _folded(RECOVERY_NAME):
        raise UserError("The person needs a role.", "Choose one of the roles shown.")
    practices = tuple(sorted({ods.strip().upper() for ods in person.practices} - {""}))
    if role.is_for_practices and not practices:
        raise UserError(
            f"A {role.words.lower()} works for a practice, and none is named.",
            "Name the practice by its code.",
        )
    return KeyHolder(name, role.code, practices if role.is_for_practices else ())


def _must_be_good(opened: _Opened, new: str) -> None:
    """Refuse a passphrase that is easily guessed, looks like a code, or is somebody else's:
    then the one who was let in first would be taken for the other."""
    check_passphrase(new)
    if as_one_time_passphrase(new) or as_recovery_code(new):
        raise UserError("That is a code made by the program.", "Choose words of your own instead.")
    for slot in opened.others(opened.by.holder.name):
        if slot.unwrapped(opened.key_file.file_id, new) is not None:
            raise UserError("Choose another passphrase.", "That one cannot be used in this store.")


def _must_be_one(opened: _Opened, name: str) -> None:
    slot = opened.key_file.slot_of(name)
    if slot is None or slot.holder.is_recovery:
        raise UserError(f"{name} cannot open this store.", "Choose somebody who can.")


def _must_leave_somebody(slots: list[Slot]) -> None:
    people = [replace(s.holder, must_choose=False) for s in slots if not s.holder.is_recovery]
    if not any(may(person, PEOPLE) for person in people):
        raise UserError(
            "Then nobody could change who opens this store.", "Give somebody else that role first."
        )


def _said(person: KeyHolder) -> dict[str, object]:
    return {"name": person.name, "role": person.role, "practices": list(person.practices)}


def _folded(name: str) -> list[str]:
    """The same for names that differ in capitals and spaces only."""
    return name.casefold().split()
