"""A key file edited in any way opens as before for its people, or is refused in a sentence."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.errors import UserError
from mdt_app.vault import slots
from mdt_app.vault.key_file import read_key_file, sealed, write_key_file
from mdt_app.vault.keys import create_keys, open_slot, unlock_keys
from mdt_app.vault.slots import KeyHolder, new_slot
from tests.invented import PASSPHRASE, USER
from tests.vault.quick_keys import CHEAP

NURSE = KeyHolder("R. Begum", "practice_nurse", ("Y00002",))
NASTY: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**70, 1e400, float("nan"), "", "\ud800", "\x00", "ünicode", "chair"),
    *([], {}, [[]], ["Y00001"], {"format": 1}, "A" * 5000, "==", "A" * 64),
)


@pytest.fixture(scope="module", autouse=True)
def cheap() -> Iterator[None]:
    """A slot may cost as little as it likes: what it must cost is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "LEAST_COST", CHEAP)
        yield


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A key file with two people, and a change of the key that was cut off."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    create_keys(path, USER, "chair", PASSPHRASE, CHEAP)
    key_file, file_key, slot = open_slot(path, PASSPHRASE)
    hers = new_slot(file_key, key_file.file_id, NURSE, "eleven brown hats", CHEAP)
    now, after = (sealed(file_key, key_file.file_id, n, (slot, hers)) for n in (1, 2))
    write_key_file(path, replace(now, next=after))
    content: dict[str, Any] = json.loads(path.read_text())
    assert unlock_keys(path, PASSPHRASE).user == USER
    return content


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    found: list[tuple[Any, ...]] = []
    for name, value in inner:
        found.append((*path, name))
        if isinstance(value, dict | list):
            found += _places(value, (*path, name))
    return found


def _edited(content: dict[str, Any], place: tuple[Any, ...], value: Any, how: str) -> Any:
    changed = copy.deepcopy(content)
    node: Any = changed
    for name in place[:-1]:
        node = node[name]
    if how == "gone":
        del node[place[-1]]
    elif how == "twice" and isinstance(node, list):
        node.append(node[place[-1]])
    else:
        node[place[-1]] = value
    return changed


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_edited_key_file_opens_as_before_or_is_refused_in_a_sentence(
    sound: dict[str, Any], tmp_path: Path, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(_places(sound)))
    how = data.draw(st.sampled_from(["other", "other", "other", "gone", "twice"]))
    changed = _edited(sound, place, data.draw(st.sampled_from(NASTY)), how)
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(changed))
    with suppress(UserError):
        _must_be_as_it_was(path)


def _must_be_as_it_was(path: Path) -> None:
    keys = unlock_keys(path, PASSPHRASE)
    assert keys.holder == KeyHolder(USER, "chair")
    assert keys.number in (1, 2)
    key_file = read_key_file(path)
    if key_file.next is None:
        assert set(key_file.holders) == {KeyHolder(USER, "chair"), NURSE}
