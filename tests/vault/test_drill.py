"""A copy counts as proven only if a store came out of it; when that was is kept."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import drill
from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import Copy, copies_in
from mdt_app.vault.drill import last_proof, prove_newest
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.people import add_person, remove_person
from mdt_app.vault.slots import KeyHolder
from mdt_app.vault.vault import Vault
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE
from tests.vault.disk import no_room


def _note(ws: Workspace, words: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": words}, about="9990000018")


def _everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p): p.read_bytes() for p in files if p.name not in ("lock", "proven.json")}


def test_the_newest_copy_is_proven_and_leaves_nothing_but_its_date(ws: Workspace) -> None:
    _note(ws, "before")
    back_up(ws.vault, "import")
    _note(ws, "after")
    copy = back_up(ws.vault, "schedule")
    before = _everything(ws.vault.folder)
    proof = prove_newest(ws.vault)
    assert proof.copy == copy.name
    with ws.vault.reading() as reading:
        assert proof.entries == next(reading.rows("SELECT count(*) FROM entry"))[0]
    assert _everything(ws.vault.folder) == before
    kept = last_proof(ws.vault.folder)
    assert kept is not None
    assert (kept.copy, kept.entries) == (proof.copy, proof.entries)
    assert abs(kept.at - proof.at) < timedelta(seconds=2)


def test_a_damaged_copy_does_not_pass_and_the_last_proof_stands(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    before = prove_newest(ws.vault)
    copy = back_up(ws.vault, "schedule")
    content = bytearray(copy.read_bytes())
    content[9000] ^= 1
    copy.write_bytes(content)
    with pytest.raises(UserError) as refused:
        prove_newest(ws.vault)
    assert refused.value.message == "The newest copy did not pass: it could not be put back whole."
    assert refused.value.hint == "Make a copy now, check the file, and prove the new copy."
    kept = last_proof(ws.vault.folder)
    assert kept is not None
    assert kept.copy == before.copy
    assert not (ws.vault.folder / "drill").exists()


def test_a_copy_whose_entries_were_changed_does_not_pass(ws: Workspace) -> None:
    """Every page is sound; only the chain can tell."""
    _note(ws, "STOP insulin")
    copy = back_up(ws.vault, "import")
    connection = ws.vault.connect(copy)
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET payload = '{\"words\":\"START\"}' WHERE kind = 'note'")
    connection.close()
    with pytest.raises(UserError, match="did not pass"):
        prove_newest(ws.vault)


def test_a_copy_from_before_new_keys_is_said_to_be_one(ws: Workspace) -> None:
    leaving = KeyHolder("S. Cole", "minute_taker")
    add_person(ws.vault, PASSPHRASE, leaving, LEAST_COST)
    remove_person(ws.vault, PASSPHRASE, leaving.name, LEAST_COST)
    for copy in copies_in(ws.vault.folder):
        if copy.reason != "rekey":
            copy.path.unlink()
    with pytest.raises(UserError) as refused:
        prove_newest(ws.vault)
    assert refused.value.message == "The newest copy was made before the keys were changed."
    assert refused.value.hint == "Make a copy now."
    back_up(ws.vault, "asked")
    assert prove_newest(ws.vault)


def test_a_drill_that_loses_an_entry_does_not_pass(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes out is whole by itself: only beside the copy does it show."""
    back_up(ws.vault, "import")
    earlier = copies_in(ws.vault.folder)[0]
    _note(ws, "the last word")
    back_up(ws.vault, "schedule")
    put_back = drill.staged

    def put_back_another(_copy: Copy, key: bytes | None, made: Vault, of: str, who: str) -> None:
        put_back(earlier, key, made, of, who)

    monkeypatch.setattr(drill, "staged", put_back_another)
    with pytest.raises(UserError, match="did not pass"):
        prove_newest(ws.vault)


def test_without_a_copy_there_is_nothing_to_prove(ws: Workspace) -> None:
    with pytest.raises(UserError) as refused:
        prove_newest(ws.vault)
    assert refused.value.message == "There is no copy yet to be proven."
    assert refused.value.hint == "Make a copy first."
    assert last_proof(ws.vault.folder) is None
    assert drill.is_due(ws.vault.folder, datetime.now(UTC)) is False


def test_a_proof_is_due_at_first_and_again_after_a_week(ws: Workspace) -> None:
    now = datetime.now(UTC)
    back_up(ws.vault, "import")
    assert drill.is_due(ws.vault.folder, now)
    prove_newest(ws.vault)
    assert not drill.is_due(ws.vault.folder, datetime.now(UTC))
    assert drill.is_due(ws.vault.folder, now + timedelta(days=8))
    assert drill.is_due(ws.vault.folder, now - timedelta(days=1))  # the clock was wrong then


def test_a_proof_is_due_again_to_the_second(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    prove_newest(ws.vault)
    proof = last_proof(ws.vault.folder)
    assert proof is not None
    assert drill.is_due(ws.vault.folder, proof.at + timedelta(days=7)) is True
    assert drill.is_due(ws.vault.folder, proof.at + timedelta(days=7, seconds=-1)) is False
    assert drill.is_due(ws.vault.folder, proof.at) is False


def test_a_drill_that_finds_no_room_is_said_in_words_and_leaves_nothing(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(ws.vault, "import")
    monkeypatch.setattr(drill, "staged", no_room)
    with pytest.raises(UserError) as refused:
        prove_newest(ws.vault)
    assert refused.value.message == (
        "The newest copy could not be proven: there is no room to put it back."
    )
    assert refused.value.hint == "Make room on the disk, then do it again."
    assert last_proof(ws.vault.folder) is None
    assert not (ws.vault.folder / "drill").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"copy": 1}', '{"copy":"x","at":"x"}'])
def test_a_garbled_proof_is_no_proof(ws: Workspace, text: str) -> None:
    back_up(ws.vault, "import")
    (ws.vault.folder / "backups" / "proven.json").write_text(text)
    assert last_proof(ws.vault.folder) is None


def test_a_folder_left_by_a_drill_cut_off_is_no_hindrance(ws: Workspace) -> None:
    back_up(ws.vault, "import")
    shutil.copytree(ws.vault.folder / "backups", ws.vault.folder / "drill")
    assert prove_newest(ws.vault)
    assert len(copies_in(ws.vault.folder)) == 1
