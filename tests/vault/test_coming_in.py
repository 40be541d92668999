"""Who came in, who was refused, and that the tables were brought up to date, is on the trail."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault.checking import check_store
from mdt_app.vault.coming_in import note_coming_in
from mdt_app.vault.keys import WrongPassphraseError
from mdt_app.vault.migrate import REVISIONS
from mdt_app.vault.store import open_store
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, USER


def _lines(vault: Vault) -> list[tuple[str, str, str]]:
    with vault.reading() as reading:
        found = reading.rows("SELECT kind, noted_by, detail FROM access ORDER BY sequence")
        return [(kind, by, detail) for kind, by, detail in found]


def _fail(folder: Path, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            open_store(folder, "seven loud trumpets")


def _come_in(folder: Path) -> Vault:
    vault, user = open_store(folder, PASSPHRASE)
    note_coming_in(vault, user, "window")
    return vault


def test_wrong_passphrases_are_on_the_trail_before_who_came_in_after_them(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "jbloggs")
    monkeypatch.setattr("socket.gethostname", lambda: "SURGERY-7")
    before = datetime.now(UTC) - timedelta(seconds=2)
    _fail(store_folder, 2)
    with _come_in(store_folder) as vault:
        refused = ("refused", "jbloggs on SURGERY-7", "wrong passphrase")
        assert _lines(vault) == [refused, refused, ("unlocked", USER, "window")]
        with vault.reading() as reading:
            (first,) = next(reading.rows("SELECT min(noted_at) FROM access"))
        assert datetime.fromisoformat(first) >= before
        assert check_store(vault) == []
    assert not (store_folder / "refused").exists()
    with _come_in(store_folder) as vault:
        assert [line[0] for line in _lines(vault)] == ["refused"] * 2 + ["unlocked"] * 2


def test_a_wrong_passphrase_changes_neither_the_store_nor_its_keys(store_folder: Path) -> None:
    names = ("data.db", "keys.json")
    before = [(store_folder / name).read_bytes() for name in names]
    _fail(store_folder)
    assert [(store_folder / name).read_bytes() for name in names] == before
    assert (store_folder / "refused").stat().st_mode & 0o077 == 0


def test_refusals_stay_kept_when_the_trail_cannot_be_written(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(store_folder)
    vault, user = open_store(store_folder, PASSPHRASE)
    with vault:

        def fail(*_: object) -> None:
            raise UserError("full")

        with monkeypatch.context() as patch:
            patch.setattr("mdt_app.vault.coming_in.note_in", fail)
            with pytest.raises(UserError, match="full"):
                note_coming_in(vault, user, "window")
        note_coming_in(vault, user, "window")
        assert [line[0] for line in _lines(vault)] == ["refused", "unlocked"]


@pytest.mark.parametrize(
    "written",
    [b"\xff\xfe\x00 nonsense\n", b"2026-11-26 by nobody\n", b"\n\n \n", b"2026-11-26T10:00:00 x\n"],
)
def test_what_somebody_else_wrote_beside_the_store_stops_nobody(
    store_folder: Path, written: bytes
) -> None:
    (store_folder / "refused").write_bytes(written)
    with _come_in(store_folder) as vault:
        assert [line[0] for line in _lines(vault)] == ["unlocked"]


def test_thousands_of_guesses_are_told_in_a_page(store_folder: Path) -> None:
    line = b"2026-11-26T10:00:00+00:00 jbloggs on SURGERY-7\n"
    (store_folder / "refused").write_bytes(line * 1200)
    with _come_in(store_folder) as vault:
        lines = _lines(vault)
    assert len(lines) == 202
    assert lines[0][2] == "wrong passphrase, 1000 times before"


def test_guesses_fill_no_disk(store_folder: Path) -> None:
    (store_folder / "refused").write_bytes(b"x" * 64_000)
    _fail(store_folder)
    assert (store_folder / "refused").stat().st_size == 64_000


def test_an_upgrade_of_the_tables_is_on_the_trail(ws: Workspace) -> None:
    from mdt_app.vault import store

    ws.vault.lock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "bring_up_to_date", lambda _vault: None)
        patch.setattr(store, "recognised_revision", lambda *_: "0004")
        vault, _ = open_store(ws.vault.folder, PASSPHRASE)
    with vault:
        ((kind, by, detail),) = _lines(vault)
    assert (kind, by) == ("migrated", USER)
    assert detail == f"tables 0004 to {REVISIONS[-1]}"
