"""Ten wrong passphrases: each answer comes later, nobody is locked out, the code on paper opens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.keys import LEAST_COST, add_recovery_code
from mdt_app.vault.pacing import LONGEST_S, pause_s
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE


def _wrong(folder: Path, times: int) -> list[float]:
    """Type a wrong passphrase so often; how long each answer was made to wait."""
    waited: list[float] = []
    for number in range(times):
        with pytest.raises(UserError, match="does not open this store"):
            open_store(folder, f"wrong words, number {number}", wait=waited.append)
    return waited


def test_ten_wrong_passphrases_are_answered_slower_and_slower(store_folder: Path) -> None:
    waited = _wrong(store_folder, 10)
    assert waited == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert max(waited) == LONGEST_S


def test_after_ten_wrong_ones_the_right_one_opens_at_once(store_folder: Path) -> None:
    _wrong(store_folder, 10)
    waited: list[float] = []
    vault, _ = open_store(store_folder, PASSPHRASE, wait=waited.append)
    vault.lock()
    assert waited == []


def test_after_ten_wrong_ones_the_recovery_code_opens(store_folder: Path) -> None:
    code = add_recovery_code(store_folder / "keys.json", PASSPHRASE, LEAST_COST)
    _wrong(store_folder, 10)
    vault, who = open_store(store_folder, code)
    vault.lock()
    assert who == "Recovery code"


def test_a_quarter_of_an_hour_later_it_begins_anew(store_folder: Path) -> None:
    _wrong(store_folder, 10)
    later = datetime.now(UTC) + timedelta(minutes=16)
    assert pause_s(store_folder) == LONGEST_S
    assert pause_s(store_folder, later) == 0


def test_whatever_stands_in_the_file_of_wrong_ones_the_wait_has_an_end(store_folder: Path) -> None:
    now = datetime.now(UTC).isoformat()
    (store_folder / "refused").write_text(f"{now} somebody\n" * 2000 + "nonsense\n\x00\n")
    assert pause_s(store_folder) == LONGEST_S
