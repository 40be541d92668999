"""Nothing entered, issued or on the trail can be changed or removed, whoever writes the SQL."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, update
from sqlmodel import select

from mdt_app.vault.checking import check_store
from mdt_app.vault.sessions import NEVER_CHANGED
from mdt_app.vault.tables import (
    AccessRow,
    EntryRow,
    ErasedRow,
    IssuedDocumentRow,
    ReplacementRow,
    SealRow,
)
from mdt_app.vault.trail import SEEN, Access, note_in
from mdt_app.vault.workspace import Workspace

ROWS = (EntryRow, ReplacementRow, IssuedDocumentRow, AccessRow, SealRow, ErasedRow)
BULK = [change(row) for row in ROWS for change in (update, delete)] + [
    change(row.__table__)  # type: ignore[attr-defined]
    for row in ROWS
    for change in (update, delete)
]


@pytest.fixture
def noted(ws: Workspace) -> Workspace:
    """A store with two entries, one in place of the other, and two lines on the trail."""
    with ws.vault.writing(ws.user, "noted") as writing:
        first = writing.record("note", {"n": 1})
        writing.record("note", {"n": 2}, replaces=[first.id])
    note_in(ws.vault, ws.user, [Access(SEEN, "Prepare", "9990000018"), Access(SEEN, "Meet")])
    return ws


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET payload = '{}'",
        "DELETE FROM entry",
        "UPDATE replacement SET replaced_id = 'x'",
        "DELETE FROM replacement",
        "INSERT OR REPLACE INTO entry SELECT id, origin, sequence, recorded_at, 'someone else',"
        " act, kind, about, meeting, payload, replaces, previous, digest FROM entry",
        "UPDATE OR REPLACE entry SET sequence = 1 WHERE sequence = 2",
        "UPDATE access SET about = ''",
        "DELETE FROM access",
        "INSERT OR REPLACE INTO access SELECT origin, sequence, noted_at, 'someone else', kind,"
        " about, people, detail, after_entry, previous, digest FROM access",
        "UPDATE OR REPLACE access SET sequence = 1 WHERE sequence = 2",
    ],
)
def test_what_was_entered_cannot_be_changed(noted: Workspace, statement: str) -> None:
    with pytest.raises(sqlcipher.IntegrityError, match="never changed"):  # noqa: SIM117
        with noted.vault.writing(noted.user, "tampering") as writing:
            writing.execute(statement)
    assert check_store(noted.vault) == []


@pytest.mark.parametrize("statement", BULK, ids=str)
def test_no_bulk_change_reaches_what_is_never_changed(noted: Workspace, statement) -> None:
    """Refused before it is sent, so also where no row matches and no trigger would fire."""
    nobody = statement.where(False)
    for each in (statement, nobody):
        with pytest.raises(RuntimeError, match=r"^\w+ is never changed$"):  # noqa: SIM117
            with noted.vault.writing(noted.user, "tampering") as writing:
                writing.session.execute(each)
        with pytest.raises(RuntimeError, match="never changed"):  # noqa: SIM117
            with noted.vault.writing(noted.user, "tampering") as writing:
                writing.session.connection().execute(each)
    assert check_store(noted.vault) == []


@pytest.mark.parametrize("change", ["set", "delete"])
def test_no_row_changed_in_a_session_is_sent(noted: Workspace, change: str) -> None:
    def tamper() -> None:
        with noted.vault.writing(noted.user, "tampering") as writing:
            row = writing.session.exec(select(AccessRow)).first()
            assert row is not None
            if change == "set":
                row.about = ""
            else:
                writing.session.delete(row)

    with pytest.raises(RuntimeError, match="never changed"):
        tamper()
    assert check_store(noted.vault) == []


def test_every_table_with_a_trigger_is_known_to_be_never_changed(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        found = reading.rows("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        assert {table for (table,) in found} == NEVER_CHANGED
