"""The key file opens for its people, says no to everyone else, and cannot be edited quietly."""

import json
import os
import stat
import unicodedata
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.keys import LEAST_COST, Cost, create_keys, unlock_keys
from mdt_app.vault.recovery_code import as_recovery_code, in_groups, new_recovery_code
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHEAP, cheap, with_code_on_paper

__all__ = ["cheap"]


@pytest.fixture
def path(tmp_path: Path, cheap: None) -> Path:
    path = tmp_path / "keys.json"
    create_keys(path, USER, "chair", PASSPHRASE, CHEAP)
    return path


def _edit(path: Path, change: object) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def test_the_passphrase_gives_back_the_same_keys(tmp_path: Path) -> None:
    made = create_keys(tmp_path / "keys.json", USER, "chair", PASSPHRASE, LEAST_COST)
    assert unlock_keys(tmp_path / "keys.json", PASSPHRASE) == made
    assert (made.number, len(bytes.fromhex(made.file_id))) == (0, 16)


def test_an_accent_typed_on_another_keyboard_is_the_same_passphrase(tmp_path: Path) -> None:
    composed = "café über niño"
    create_keys(tmp_path / "keys.json", USER, "chair", composed, LEAST_COST)
    typed = unicodedata.normalize("NFD", composed)
    assert typed != composed
    assert unlock_keys(tmp_path / "keys.json", typed).user == USER


@pytest.mark.parametrize("words", ["abcdeabc", "ab cd ef"])
def test_eight_characters_of_which_five_differ_are_just_enough(tmp_path: Path, words: str) -> None:
    assert create_keys(tmp_path / "keys.json", USER, "chair", words, CHEAP).user == USER


@pytest.mark.parametrize("words", ["", "abcdefg", "abcdabcdabcd"])
def test_one_character_less_or_four_that_differ_are_too_easy(tmp_path: Path, words: str) -> None:
    with pytest.raises(UserError) as refused:
        create_keys(tmp_path / "keys.json", USER, "chair", words, CHEAP)
    assert refused.value.message == "That passphrase would be too easy to guess."
    assert refused.value.hint == (
        "Use at least 8 characters. Four words that do not belong together"
        " are strong and easy to remember."
    )
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_key_file_is_its_owners_only_and_nothing_is_left_beside_it(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [other.name for other in path.parent.iterdir()] == ["keys.json"]


def test_no_passphrase_and_no_key_stands_in_the_file(path: Path) -> None:
    text = path.read_text()
    keys = unlock_keys(path, PASSPHRASE)
    assert PASSPHRASE not in text
    assert keys.database_key[:32].hex() not in text


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 8},
        {"memory_kib": 2**31},
        {"passes": 1},
        {"passes": 1000},
        {"lanes": 0},
        {"name": "scrypt"},
    ],
)
def test_a_weaker_or_endless_cost_is_refused_before_it_is_spent(
    tmp_path: Path, cost: dict[str, object]
) -> None:
    path = tmp_path / "keys.json"
    create_keys(path, USER, "chair", PASSPHRASE, LEAST_COST)
    _edit(path, lambda keys: keys["slots"][0]["kdf"].update(cost))
    with pytest.raises(UserError, match="changed by something else"):
        unlock_keys(path, PASSPHRASE)


def test_a_role_edited_in_the_file_opens_nothing(path: Path) -> None:
    _edit(path, lambda keys: keys["slots"][0].update(role="owner"))
    with pytest.raises(UserError):
        unlock_keys(path, PASSPHRASE)


def test_a_slot_taken_away_or_doubled_is_noticed(path: Path) -> None:
    with_code_on_paper(path)
    sound = path.read_text()
    for change in (
        lambda keys: keys["slots"].pop(),
        lambda keys: keys["slots"].append(keys["slots"][0]),
        lambda keys: keys["slots"][1].update(name="somebody"),
        lambda keys: keys.update(mac="0" * 64),
        lambda keys: keys.update(mac="ünicode"),
    ):
        path.write_text(sound)
        _edit(path, change)
        with pytest.raises(UserError, match="changed by something else"):
            unlock_keys(path, PASSPHRASE)


def test_the_recovery_code_opens_the_store_however_it_is_typed(path: Path) -> None:
    code = with_code_on_paper(path)
    for typed in (code, code.lower(), in_groups(code), code.replace("0", "o").replace("1", "l")):
        assert unlock_keys(path, typed).database_key == unlock_keys(path, PASSPHRASE).database_key


def test_a_new_recovery_code_takes_the_place_of_the_old(path: Path) -> None:
    old = with_code_on_paper(path)
    with_code_on_paper(path)
    with pytest.raises(UserError, match="does not open"):
        unlock_keys(path, old)


def test_a_slip_of_the_pen_in_a_recovery_code_is_hardly_ever_taken() -> None:
    code = new_recovery_code()
    slips = {
        code[:at] + letter + code[at + 1 :]
        for at in range(len(code))
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    } - {code}
    taken = [slip for slip in slips if as_recovery_code(slip)]
    assert len(slips) == 32 * 31
    assert len(taken) < 15  # two letters catch all but one in a thousand


def test_recovery_codes_are_long_and_never_the_same() -> None:
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert {len(code) for code in codes} == {32}
    assert all(as_recovery_code(code) == code for code in codes)


def test_the_usual_cost_lies_within_what_is_accepted(tmp_path: Path) -> None:
    create_keys(tmp_path / "keys.json", USER, "chair", PASSPHRASE)
    assert unlock_keys(tmp_path / "keys.json", PASSPHRASE).user == USER
    kdf = json.loads((tmp_path / "keys.json").read_text())["slots"][0]["kdf"]
    assert Cost(*(kdf[name] for name in Cost._fields)) == (64 * 1024, 3, 4)
