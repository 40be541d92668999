"""Wrong passphrases are kept until they are on the trail, with whoever was signed in."""

import getpass
import socket
from pathlib import Path

import pytest

from mdt_app.vault.refusals import Refusals, remember_refusal


def test_one_that_comes_while_others_go_on_the_trail_is_kept_for_the_next_time(
    tmp_path: Path,
) -> None:
    remember_refusal(tmp_path)
    refusals = Refusals(tmp_path)
    before = (tmp_path / "refused").read_bytes()
    remember_refusal(tmp_path)
    both = (tmp_path / "refused").read_bytes()
    refusals.forget()
    assert (tmp_path / "refused").read_bytes() == both.removeprefix(before)
    later = Refusals(tmp_path)
    assert len(later.accesses()) == 1
    later.forget()
    assert not (tmp_path / "refused").exists()


def test_somebody_without_a_login_name_is_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    remember_refusal(tmp_path)
    assert [each.by for each in Refusals(tmp_path).accesses()] == [
        f"somebody on {socket.gethostname()}"
    ]
