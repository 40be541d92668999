"""Nothing entered can be changed or removed, whoever writes the SQL."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.checking import check_store
from mdt_app.vault.workspace import Workspace


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
    ],
)
def test_what_was_entered_cannot_be_changed(ws: Workspace, statement: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        first = writing.record("note", {"n": 1})
        writing.record("note", {"n": 2}, replaces=[first.id])
    with pytest.raises(sqlcipher.IntegrityError, match="never changed"):  # noqa: SIM117
        with ws.vault.writing(ws.user, "tampering") as writing:
            writing.execute(statement)
    assert check_store(ws.vault) == []
