"""Documents as issued: byte for byte, never changed, and a change by any means is seen."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.errors import UserError
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import Entry
from mdt_app.vault.issued import (
    NAMED,
    digests_of,
    issued_document,
    issued_names,
    keep_issued,
)
from mdt_app.vault.workspace import Workspace

PAGES = {"whole.pdf": b"%PDF-1.4 \x00\xff", "whole.html": "<p>ডায়াবেটিস</p>".encode()}


@pytest.fixture
def entry(ws: Workspace) -> Entry:
    with ws.vault.writing(ws.user, "minutes approved") as writing:
        made = writing.record("minutes_approval", {NAMED: digests_of(PAGES)})
        keep_issued(writing, made, PAGES)
    return made


def tamper(ws: Workspace, sql: str) -> None:
    """Change the file behind the program's back, past the triggers."""
    connection = ws.vault.connect()
    try:
        for change in ("update", "delete"):
            connection.execute(f"DROP TRIGGER issued_document_no_{change}")
        connection.execute(sql)
    finally:
        connection.close()


def test_a_document_comes_back_byte_for_byte(ws: Workspace, entry: Entry):
    with ws.vault.reading() as reading:
        assert {n: issued_document(reading, entry.id, n) for n in PAGES} == PAGES
        assert issued_names(reading, entry.id) == sorted(PAGES)
        assert issued_document(reading, entry.id, "network.pdf") is None
        assert issued_document(reading, "nobody", "whole.pdf") is None
        assert issued_names(reading, "nobody") == []
    assert check_store(ws.vault) == []


@pytest.mark.parametrize(
    "sql", ["UPDATE issued_document SET name = 'x'", "DELETE FROM issued_document"]
)
def test_no_statement_changes_an_issued_document(ws: Workspace, entry: Entry, sql: str):
    connection = ws.vault.connect()
    with pytest.raises(sqlcipher.IntegrityError, match="never changed"):
        connection.execute(sql)
    connection.close()


def test_a_changed_document_is_seen_and_never_printed(ws: Workspace, entry: Entry):
    tamper(ws, "UPDATE issued_document SET content = x'00' WHERE name = 'whole.pdf'")
    assert check_store(ws.vault) == [
        f"A document issued with entry {entry.id} has been changed since."
    ]
    with ws.vault.reading() as reading, pytest.raises(UserError) as refused:
        issued_document(reading, entry.id, "whole.pdf")
    assert refused.value.message == "This document is not in the store as it was issued."
    assert refused.value.hint == "Keep the folder as it is, and restore a backup to print it."


def test_a_changed_document_is_seen_though_its_digest_was_changed_with_it(
    ws: Workspace, entry: Entry
):
    tamper(ws, "UPDATE issued_document SET content = x'00', digest = 'x' WHERE name = 'whole.pdf'")
    assert "changed since" in check_store(ws.vault)[0]


def test_a_missing_and_an_added_document_are_seen(ws: Workspace, entry: Entry):
    tamper(ws, "UPDATE issued_document SET name = 'other.pdf' WHERE name = 'whole.pdf'")
    assert check_store(ws.vault) == [
        f"A document is kept that entry {entry.id} did not issue.",
        f"A document issued with entry {entry.id} is missing.",
    ]


def test_an_entry_that_does_not_name_its_documents_keeps_none(ws: Workspace):
    with (
        pytest.raises(ValueError, match=r"each document issued with it$"),
        ws.vault.writing(ws.user, "minutes approved") as writing,
    ):
        keep_issued(writing, writing.record("minutes_approval", {}), PAGES)
