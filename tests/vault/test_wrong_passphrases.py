"""Wrong passphrases are kept until they are on the trail, with whoever was signed in."""

import getpass
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdt_app.vault.refusals import Refusals, remember_refusal
from mdt_app.vault.trail import REFUSED, Access
from tests.vault.disk import needs_proc, opened_files


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


WHEN = "2026-11-26T09:15:00.000+00:00"
AT = datetime(2026, 11, 26, 9, 15, tzinfo=UTC)
WRONG = Access(REFUSED, "wrong passphrase", at=AT, by="npatel on laptop")
LINE = f"{WHEN} npatel on laptop\n".encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", []),
        (LINE * 200, 200 * [WRONG]),
        (LINE * 201, [Access(REFUSED, "wrong passphrase, 1 times before", at=AT), *200 * [WRONG]]),
        (b"garbage\n" * 203, [Access(REFUSED, "wrong passphrase, 3 times before")]),
        (b"\xff\xfe garbage\n2026-11-26 no moment\n" + LINE, [WRONG]),
        (f"{WHEN} {'n' * 101}\n".encode(), [replace(WRONG, by="n" * 100)]),
    ],
    ids=["none", "many", "very many", "very much garbage", "garbage", "a long name"],
)
def test_whatever_stands_there_is_told_in_at_most_two_hundred_and_one_lines(
    tmp_path: Path, content: bytes, told: list[Access]
) -> None:
    (tmp_path / "refused").write_bytes(content)
    assert Refusals(tmp_path).accesses() == told


@needs_proc
def test_the_file_is_let_go_of_and_fills_no_disk(tmp_path: Path) -> None:
    path = tmp_path / "refused"
    path.write_bytes(b"x" * 63_999)
    remember_refusal(tmp_path)
    full = path.read_bytes()
    assert len(full) > 64_000
    remember_refusal(tmp_path)
    assert path.read_bytes() == full
    assert str(path) not in opened_files()


def test_where_there_was_none_there_is_none_afterwards(tmp_path: Path) -> None:
    Refusals(tmp_path).forget()
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
