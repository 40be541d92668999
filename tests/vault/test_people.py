"""Several people open one store, each by their own passphrase, and whoever leaves stays outside."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import people
from mdt_app.vault.checking import check_store
from mdt_app.vault.connection import connect
from mdt_app.vault.entries import all_entries
from mdt_app.vault.key_changes import KEYS
from mdt_app.vault.keys import Cost, create_keys, unlock_keys
from mdt_app.vault.people import (
    NewPassphrases,
    add_person,
    carry_out,
    change_passphrase,
    has_recovery_code,
    make_recovery_code,
    people_of,
    prepare_removal,
    remove_person,
    renew_person,
)
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.vault import Vault
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHEAP, cheap, file_key, quick_store, vault

__all__ = ["cheap", "file_key", "quick_store", "vault"]

NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00002",))
TAKER = KeyHolder("S. Cole", "minute_taker")
HERS = "eleven brown hats in a row"
DATA, KEY_FILE = "data.db", "keys.json"


def _let_in(vault: Vault, person: KeyHolder = NURSE) -> str:
    return add_person(vault, PASSPHRASE, person, CHEAP)


def _said(vault: Vault) -> list[str]:
    with vault.reading() as reading:
        return [str(entry.payload["done"]) for entry in all_entries(reading, KEYS)]


def _settled(folder: Path, code: str, words: str) -> None:
    """Somebody comes in with the passphrase they were given and chooses their own."""
    with open_store(folder, code)[0] as vault:
        change_passphrase(vault, code, words, CHEAP)


def test_somebody_let_in_opens_the_store_by_name_and_role(vault: Vault, store_folder: Path) -> None:
    code = _let_in(vault)
    vault.lock()
    with open_store(store_folder, code)[0] as hers:
        assert hers.holder == KeyHolder(NURSE.name, NURSE.role, NURSE.practices, must_choose=True)
    assert [each.name for each in people_of(store_folder)] == [USER, NURSE.name]
    with open_store(store_folder, PASSPHRASE)[0] as his:
        assert his.holder.name == USER
        assert _said(his) == ["let in"]


def test_a_one_time_passphrase_is_taken_however_it_is_typed(
    vault: Vault, store_folder: Path
) -> None:
    code = _let_in(vault)
    for typed in (code.lower(), code.replace(" ", "-"), code.replace(" ", "")):
        assert unlock_keys(store_folder / KEY_FILE, typed).user == NURSE.name


def test_nothing_is_entered_by_a_passphrase_that_somebody_else_has_read_out(
    vault: Vault, store_folder: Path
) -> None:
    code = _let_in(vault, TAKER)
    vault.lock()
    with open_store(store_folder, code)[0] as hers:
        with pytest.raises(UserError, match="First choose a passphrase of your own"):  # noqa: SIM117
            with hers.writing(TAKER.name, "decided") as writing:
                writing.record("decision", {})
        change_passphrase(hers, code, HERS, CHEAP)
        with hers.writing(TAKER.name, "decided") as writing:
            writing.record("decision", {})
    with pytest.raises(UserError, match="does not open"):
        open_store(store_folder, code)
    with open_store(store_folder, HERS)[0] as hers:
        assert not hers.holder.must_choose


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    vault: Vault, store_folder: Path
) -> None:
    change_passphrase(vault, PASSPHRASE, HERS, CHEAP)
    vault.lock()
    with pytest.raises(UserError, match="does not open"):
        open_store(store_folder, PASSPHRASE)
    with open_store(store_folder, HERS)[0] as again:
        assert again.holder.name == USER
        assert check_store(again) == []


def test_nobody_takes_the_passphrase_of_another_and_is_written_down_as_them(
    vault: Vault, store_folder: Path
) -> None:
    code = _let_in(vault)
    with pytest.raises(UserError, match="code made by the program"):
        change_passphrase(vault, PASSPHRASE, code, CHEAP)
    vault.lock()
    with open_store(store_folder, code)[0] as hers:  # noqa: SIM117
        with pytest.raises(UserError, match="Choose another passphrase"):
            change_passphrase(hers, code, PASSPHRASE, CHEAP)


def test_a_new_passphrase_brings_a_new_role_and_ends_the_old_passphrase(
    vault: Vault, store_folder: Path
) -> None:
    old = _let_in(vault)
    new = renew_person(vault, PASSPHRASE, KeyHolder(NURSE.name, "viewer"), CHEAP)
    with pytest.raises(UserError, match="does not open"):
        unlock_keys(store_folder / KEY_FILE, old)
    assert unlock_keys(store_folder / KEY_FILE, new).holder.role == "viewer"
    assert _said(vault) == ["let in", "given a new passphrase"]


def test_the_recovery_code_lets_somebody_in_again_and_enters_nothing(
    vault: Vault, store_folder: Path
) -> None:
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    vault.lock()
    with open_store(store_folder, code)[0] as opened:
        with pytest.raises(UserError, match="As a recovery code you may not record"):  # noqa: SIM117
            with opened.writing("Recovery code", "decided") as writing:
                writing.record("decision", {})
        new = renew_person(opened, code, KeyHolder(USER, "chair"), CHEAP)
    with open_store(store_folder, new)[0] as again:
        assert again.holder.name == USER
    assert has_recovery_code(store_folder)


def test_whoever_is_removed_stays_outside_and_the_others_come_in_again(
    vault: Vault, store_folder: Path
) -> None:
    hers, his = _let_in(vault), _let_in(vault, TAKER)
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    old_keys = unlock_keys(store_folder / KEY_FILE, hers)
    given = remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    assert list(given.one_time) == [TAKER.name]
    vault.lock()
    for closed in (hers, his, code):
        with pytest.raises(UserError, match="does not open"):
            open_store(store_folder, closed)
    with Vault(store_folder, old_keys.database_key) as outside, pytest.raises(UserError):
        outside.fact("file_id")
    for opens in (PASSPHRASE, given.one_time[TAKER.name], given.recovery_code):
        with open_store(store_folder, opens)[0] as again:
            assert check_store(again) == []
    assert [each.name for each in people_of(store_folder)] == [USER, TAKER.name]


def test_what_the_others_need_can_be_read_before_anybody_is_outside(
    vault: Vault, store_folder: Path
) -> None:
    """A power cut before it is read finds everybody inside."""
    hers = _let_in(vault)
    _let_in(vault, TAKER)
    told: list[NewPassphrases] = []

    def tell(given: NewPassphrases) -> None:
        assert unlock_keys(store_folder / KEY_FILE, hers).user == NURSE.name
        with pytest.raises(UserError, match="does not open"):
            unlock_keys(store_folder / KEY_FILE, given.one_time[TAKER.name])
        told.append(given)

    given = remove_person(vault, PASSPHRASE, NURSE.name, CHEAP, tell)
    assert told == [given]


def test_what_python_says_of_a_removal_holds_no_key_and_no_passphrase(vault: Vault) -> None:
    _let_in(vault)
    _let_in(vault, TAKER)
    make_recovery_code(vault, PASSPHRASE, CHEAP)
    removal = prepare_removal(vault, PASSPHRASE, NURSE.name, CHEAP)
    given = removal.given
    for secret in (
        repr(removal.change.database_key),
        given.one_time[TAKER.name],
        given.recovery_code,
    ):
        assert secret
        assert secret not in repr(removal)


def test_a_removal_that_was_overtaken_is_refused(vault: Vault, store_folder: Path) -> None:
    _let_in(vault)
    removal = prepare_removal(vault, PASSPHRASE, NURSE.name, CHEAP)
    his = _let_in(vault, TAKER)
    before = (store_folder / KEY_FILE).read_bytes()
    with pytest.raises(UserError) as refused:
        carry_out(vault, removal)
    assert refused.value.message == (
        "Who can open this store has changed meanwhile. Nobody was removed."
    )
    assert refused.value.hint == ("Do it again. The new passphrases open nothing: throw them away.")
    assert (store_folder / KEY_FILE).read_bytes() == before
    assert unlock_keys(store_folder / KEY_FILE, his).user == TAKER.name


def test_after_a_removal_the_store_goes_on_under_its_new_key(
    vault: Vault, store_folder: Path
) -> None:
    with vault.writing(USER, "noted") as writing:
        writing.record("decision", {"words": "before"})
    _let_in(vault)
    remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    with vault.writing(USER, "noted") as writing:
        writing.record("decision", {"words": "after"})
    with vault.reading() as reading:
        found = [entry.payload["words"] for entry in all_entries(reading, "decision")]
    assert found == ["before", "after"]
    assert _said(vault) == ["let in", "removed"]
    assert check_store(vault) == []
    add_person(vault, PASSPHRASE, TAKER, CHEAP)
    assert sorted(path.name for path in store_folder.glob("data.db*")) in (
        ["data.db"],
        ["data.db", "data.db-journal"],
    )


def test_a_removal_leaves_a_copy_of_before_and_one_that_opens_with_the_new_key(
    vault: Vault, store_folder: Path
) -> None:
    _let_in(vault)
    remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    names = [path.stem.split("Z-")[1] for path in (store_folder / "backups").glob("data-*.db")]
    assert sorted(names) == ["new-key", "rekey"]
    newest = next((store_folder / "backups").glob("*-new-key.db"))
    keys = unlock_keys(newest.with_suffix(".keys.json"), PASSPHRASE)
    with closing(connect(newest, keys.database_key)) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone()[0] > 0


def test_no_more_can_be_let_in_than_a_key_file_holds(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    _let_in(vault)
    monkeypatch.setattr(people, "MOST_SLOTS", 2)
    with pytest.raises(UserError) as refused:
        _let_in(vault, TAKER)
    assert refused.value.message == ("2 can open this store, and that is as many as there can be.")
    assert refused.value.hint == "Remove somebody who has left."
    assert [each.name for each in people_of(vault.folder)] == [USER, NURSE.name]


def test_the_recovery_code_chooses_no_passphrase_and_removes_nobody(
    vault: Vault, store_folder: Path
) -> None:
    _let_in(vault)
    code = make_recovery_code(vault, PASSPHRASE, CHEAP)
    vault.lock()
    before = (store_folder / KEY_FILE).read_bytes()
    with open_store(store_folder, code)[0] as opened:
        with pytest.raises(UserError) as refused:
            change_passphrase(opened, code, HERS, CHEAP)
        assert refused.value.message == "The recovery code is no passphrase of yours."
        assert refused.value.hint == (
            "Give somebody a new passphrase with it, then unlock with that."
        )
        with pytest.raises(UserError) as refused:
            remove_person(opened, code, NURSE.name, CHEAP)
        assert refused.value.message == "Nobody can be removed with the recovery code."
        assert refused.value.hint == (
            "Give yourself a new passphrase with it, then unlock with that."
        )
    assert (store_folder / KEY_FILE).read_bytes() == before


def _edited(path: Path, change: Callable[[dict], object]) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize(
    "change",
    [
        lambda keys: keys["slots"][1].update(role="chair"),
        lambda keys: keys["slots"][1].update(practices=["Y00001"]),
        lambda keys: keys["slots"][1].update(must_choose=False),
        lambda keys: keys["slots"][1].update(name="somebody"),
        lambda keys: keys["slots"][1]["kdf"].update(memory_kib=CHEAP.memory_kib * 2),
        lambda keys: keys["slots"].pop(1),
        lambda keys: keys["slots"].append(keys["slots"][1]),
        lambda keys: keys["slots"].reverse(),
        lambda keys: keys.update(number=7),
        lambda keys: keys.pop("number"),
        lambda keys: keys["slots"][1]["kdf"].update(memory_kib=7),
        lambda keys: keys["slots"][1]["kdf"].update(passes=0),
    ],
)
def test_a_slot_edited_removed_or_weakened_is_noticed_by_everybody_else(
    vault: Vault, store_folder: Path, change: Callable[[dict], object]
) -> None:
    _let_in(vault)
    vault.lock()
    _edited(store_folder / KEY_FILE, change)
    with pytest.raises(UserError, match="changed by something else"):
        open_store(store_folder, PASSPHRASE)
    shutil.copy(store_folder / "backups" / KEY_FILE, store_folder / KEY_FILE)
    with open_store(store_folder, PASSPHRASE)[0] as again:
        assert again.holder.name == USER


def test_an_edited_slot_does_not_open_for_whose_it_is(vault: Vault, store_folder: Path) -> None:
    code = _let_in(vault)
    vault.lock()
    _edited(store_folder / KEY_FILE, lambda keys: keys["slots"][1].update(role="chair"))
    with pytest.raises(UserError):
        open_store(store_folder, code)


def test_a_slot_of_another_store_lets_nobody_into_this_one(
    vault: Vault, store_folder: Path, tmp_path: Path
) -> None:
    vault.lock()
    create_keys(tmp_path / KEY_FILE, "Stranger", "chair", HERS, CHEAP)
    slot = json.loads((tmp_path / KEY_FILE).read_text())["slots"][0]
    _edited(store_folder / KEY_FILE, lambda keys: keys["slots"].append(slot))
    for passphrase in (HERS, PASSPHRASE):
        with pytest.raises(UserError):
            open_store(store_folder, passphrase)


def test_an_earlier_key_file_put_back_is_named_and_the_latest_is_kept(
    vault: Vault, store_folder: Path
) -> None:
    earlier = (store_folder / KEY_FILE).read_bytes()
    change_passphrase(vault, PASSPHRASE, HERS, CHEAP)
    vault.lock()
    (store_folder / KEY_FILE).write_bytes(earlier)
    with pytest.raises(UserError, match=r"keys\.json is older than the store") as refused:
        open_store(store_folder, PASSPHRASE)
    assert "backups" in refused.value.hint
    shutil.copy(store_folder / "backups" / KEY_FILE, store_folder / KEY_FILE)
    open_store(store_folder, HERS)[0].lock()


def test_without_the_number_an_earlier_key_file_and_its_passphrase_would_open_again(
    vault: Vault, store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    earlier = (store_folder / KEY_FILE).read_bytes()
    change_passphrase(vault, PASSPHRASE, HERS, CHEAP)
    vault.lock()
    (store_folder / KEY_FILE).write_bytes(earlier)
    monkeypatch.setattr("mdt_app.vault.store.must_be_the_latest", lambda *_: None)
    open_store(store_folder, PASSPHRASE)[0].lock()


def test_without_the_seal_a_slot_edited_would_go_unnoticed(
    vault: Vault, store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests of edited slots would prove nothing."""
    _let_in(vault)
    vault.lock()
    _edited(store_folder / KEY_FILE, lambda keys: keys["slots"][1].update(role="chair"))
    monkeypatch.setattr("mdt_app.vault.key_file.hmac.compare_digest", lambda *_: True)
    open_store(store_folder, PASSPHRASE)[0].lock()


def test_the_key_file_of_before_a_removal_does_not_let_anybody_in_again(
    vault: Vault, store_folder: Path
) -> None:
    hers = _let_in(vault)
    earlier = (store_folder / KEY_FILE).read_bytes()
    remove_person(vault, PASSPHRASE, NURSE.name, CHEAP)
    vault.lock()
    (store_folder / KEY_FILE).write_bytes(earlier)
    for passphrase in (hers, PASSPHRASE):
        with pytest.raises(UserError, match="does not belong"):
            open_store(store_folder, passphrase)


def test_a_key_file_written_without_its_entry_is_put_on_the_trail_at_the_next_opening(
    vault: Vault, store_folder: Path
) -> None:
    before = (store_folder / DATA).read_bytes()
    _let_in(vault)
    vault.lock()
    (store_folder / DATA).write_bytes(before)  # the power went before the entry was kept
    for _ in range(2):
        with open_store(store_folder, PASSPHRASE)[0] as again:
            assert _said(again) == ["found changed"]
            assert check_store(again) == []


def test_a_change_that_cannot_be_recorded_is_not_made(vault: Vault, store_folder: Path) -> None:
    connection = connect(
        store_folder / DATA, unlock_keys(store_folder / KEY_FILE, PASSPHRASE).database_key
    )
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    connection.close()
    before = (store_folder / KEY_FILE).read_bytes()
    with pytest.raises(Exception, match="no room"):
        _let_in(vault)
    assert (store_folder / KEY_FILE).read_bytes() == before


@pytest.mark.usefixtures("cheap")
def test_a_store_of_one_chair_made_by_an_earlier_version_opens_as_before(tmp_path: Path) -> None:
    """Its key file is of the first format and stays so until somebody is let in."""
    create_store(tmp_path / "old", USER, PASSPHRASE, cost=CHEAP).lock()
    path = tmp_path / "old" / KEY_FILE
    content = json.loads(path.read_text())
    assert set(content) == {"format", "file_id", "slots", "mac"}
    assert content["format"] == 1
    assert set(content["slots"][0]) == {"name", "role", "kdf", "nonce", "key"}
    before = path.read_bytes()
    with open_store(tmp_path / "old", PASSPHRASE)[0] as vault:
        assert vault.holder == KeyHolder(USER, "chair")
        assert path.read_bytes() == before
        add_person(vault, PASSPHRASE, TAKER, CHEAP)
    assert json.loads(path.read_text())["format"] == 2


def test_people_let_in_get_slots_of_the_usual_cost(vault: Vault, store_folder: Path) -> None:
    add_person(vault, PASSPHRASE, TAKER)
    kdf = json.loads((store_folder / KEY_FILE).read_text())["slots"][1]["kdf"]
    assert Cost(*(kdf[name] for name in Cost._fields)) == (64 * 1024, 3, 4)
