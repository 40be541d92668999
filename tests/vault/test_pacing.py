"""Ten wrong passphrases: each answer comes later, nobody is locked out, the code on paper opens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.pacing import LONGEST_S, pause_s
from mdt_app.vault.store import open_store
from tests.invented import PASSPHRASE
from tests.vault.quick_keys import cheap, file_key, quick_store, with_code_on_paper

__all__ = ["cheap", "file_key", "quick_store"]


def _wrong(folder: Path, times: int) -> list[float]:
    """Type a wrong passphrase so often; how long each answer was made to wait."""
    waited: list[float] = []
    for number in range(times):
        with pytest.raises(UserError, match="does not open this store"):
            open_store(folder, f"wrong words, number {number}", wait=waited.append)
    return waited


def test_ten_wrong_passphrases_are_answered_slower_and_slower(quick_store: Path) -> None:
    waited = _wrong(quick_store, 10)
    assert waited == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert max(waited) == LONGEST_S


def test_after_ten_wrong_ones_the_right_one_opens_at_once(quick_store: Path) -> None:
    _wrong(quick_store, 10)
    waited: list[float] = []
    vault, _ = open_store(quick_store, PASSPHRASE, wait=waited.append)
    vault.lock()
    assert waited == []


def test_after_ten_wrong_ones_the_recovery_code_opens(quick_store: Path) -> None:
    code = with_code_on_paper(quick_store / "keys.json")
    _wrong(quick_store, 10)
    vault, who = open_store(quick_store, code)
    vault.lock()
    assert who == "Recovery code"


def test_a_quarter_of_an_hour_later_it_begins_anew(quick_store: Path) -> None:
    at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    (quick_store / "refused").write_text(f"{at.isoformat()} somebody\n" * 10)
    later = at + timedelta(minutes=15)
    for moment, pause in ((at, 30), (later - timedelta(seconds=1), 30), (later, 0)):
        assert pause_s(quick_store, moment) == pause
    assert pause_s(quick_store, at - timedelta(minutes=15)) == 0, "by a clock that was put back"


def test_whatever_stands_in_the_file_of_wrong_ones_the_wait_has_an_end(quick_store: Path) -> None:
    now = datetime.now(UTC).isoformat()
    (quick_store / "refused").write_text(f"{now} somebody\n" * 2000 + "nonsense\n\x00\n")
    assert pause_s(quick_store) == LONGEST_S
