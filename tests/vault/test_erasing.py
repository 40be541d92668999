"""What is erased is gone, what is left of it cannot be changed, and the chains go on over it."""

from collections.abc import Iterator

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import Draft, drafts_of, keep_draft
from mdt_app.vault.entries import (
    ERASED,
    ERASURE,
    all_entries,
    canonical,
    current_entries,
    entry_by_id,
)
from mdt_app.vault.erasing import ToErase, erase
from mdt_app.vault.issued import (
    NAMED,
    ErasedDocumentError,
    digests_of,
    issued_document,
    keep_issued,
)
from mdt_app.vault.trail import SEEN, Access, note_in
from mdt_app.vault.workspace import Workspace

ADA, BRAM, CARA = "9990000018", "9990000026", "9990000034"
PAGES = {"whole.pdf": b"%PDF Canaryson", "network.pdf": b"%PDF nobody"}


@pytest.fixture
def kept(ws: Workspace) -> dict[str, str]:
    """Entries, a document, drafts and lines of the trail about two people; the entries' ids."""
    ids = {}
    with ws.vault.writing(ws.user, "noted") as writing:
        ids["first"] = writing.record("note", {"words": "Canaryson"}, about=ADA, meeting="m").id
        ids["second"] = writing.record(
            "note", {"words": "Canaryson again"}, about=ADA, replaces=[ids["first"]]
        ).id
        ids["other"] = writing.record("note", {"words": "Bram"}, about=BRAM, meeting="m").id
        approval = writing.record("minutes_approval", {NAMED: digests_of(PAGES)}, meeting="m")
        keep_issued(writing, approval, PAGES)
        ids["approval"] = approval.id
    keep_draft(ws.vault, Draft(f"m/{ADA}/words", "half", 4))
    keep_draft(ws.vault, Draft("m/plan", "ring 999 000 0018", 4))
    keep_draft(ws.vault, Draft(f"m/{BRAM}/words", "half", 4))
    note_in(
        ws.vault,
        ws.user,
        [
            Access(SEEN, "Meet", about=ADA),
            Access(SEEN, "Prepare", people=(ADA, BRAM, CARA)),
            Access(SEEN, "Meet", about=BRAM),
            Access(SEEN, "Trail", about=BRAM, people=(ADA,)),
        ],
    )
    return ids


def _erase(ws: Workspace, kept: dict[str, str]) -> None:
    what = ToErase(
        entries=frozenset([kept["first"], kept["second"]]),
        documents=frozenset([(kept["approval"], "whole.pdf")]),
        nhs_number=ADA,
    )
    with ws.vault.writing(ws.user, "erased") as writing:
        erase(writing, what, {"because": "retention"})


def _everything(ws: Workspace) -> Iterator[str]:
    """Every cell of every table, as text."""
    with ws.vault.reading() as reading:
        tables = [
            name for (name,) in reading.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in reading.rows(f"SELECT * FROM {table}"):
                yield from (bytes(c).decode() if isinstance(c, bytes) else str(c) for c in row)


def test_nothing_of_it_is_left_and_the_chains_verify(ws: Workspace, kept: dict[str, str]) -> None:
    assert any("Canaryson" in cell for cell in _everything(ws))
    _erase(ws, kept)
    assert check_store(ws.vault) == []
    left = "\n".join(_everything(ws))
    assert "Canaryson" not in left
    assert ADA not in left
    assert "999 000 0018" not in left
    assert BRAM in left


def test_a_stub_says_who_entered_something_and_when_and_no_more(
    ws: Workspace, kept: dict[str, str]
) -> None:
    with ws.vault.reading() as reading:
        before = {entry.id: entry for entry in all_entries(reading)}
    _erase(ws, kept)
    with ws.vault.reading() as reading:
        (first, second) = all_entries(reading, ERASED)
        assert entry_by_id(reading, first.id) is None
        assert [entry.id for entry in current_entries(reading, "note")] == [kept["other"]]
    for stub in (first, second):
        was = before[stub.id]
        assert (stub.about, stub.payload, stub.digest) == ("", {}, was.digest)
        assert (stub.recorded_at, stub.recorded_by) == (was.recorded_at, was.recorded_by)
        assert stub.replaces == was.replaces


def test_the_erasure_itself_is_an_entry_that_names_nobody(
    ws: Workspace, kept: dict[str, str]
) -> None:
    _erase(ws, kept)
    with ws.vault.reading() as reading:
        (erasure,) = all_entries(reading, ERASURE)
    assert (erasure.kind, erasure.recorded_by) == ("erasure", ws.user)
    assert erasure.payload["because"] == "retention"
    assert erasure.payload["number"] == 1
    assert set(erasure.payload["entries"]) == {kept["first"], kept["second"]}
    assert ADA not in canonical(erasure.payload)


def test_a_document_that_was_erased_is_said_to_be_and_the_other_stays(
    ws: Workspace, kept: dict[str, str]
) -> None:
    _erase(ws, kept)
    with ws.vault.reading() as reading:
        assert issued_document(reading, kept["approval"], "network.pdf") == PAGES["network.pdf"]
        with pytest.raises(ErasedDocumentError) as refused:
            issued_document(reading, kept["approval"], "whole.pdf")
    assert refused.value.message == "This document was erased with somebody it named."
    assert refused.value.hint == "Copies that were printed or sent are not reached by that."


def test_beside_a_document_that_was_erased_one_that_is_missing_is_still_told(
    ws: Workspace, kept: dict[str, str]
) -> None:
    with ws.vault.writing(ws.user, "minutes approved") as writing:
        later = writing.record("minutes_approval", {NAMED: digests_of(PAGES)}, meeting="m")
        keep_issued(writing, later, PAGES)
    _erase(ws, kept)
    with ws.vault.setting_up() as connection:
        connection.exec_driver_sql("DROP TRIGGER issued_document_no_delete")
        connection.exec_driver_sql(
            "DELETE FROM issued_document WHERE entry_id = ? AND name = ?", (later.id, "network.pdf")
        )
    assert check_store(ws.vault) == [f"A document issued with entry {later.id} is missing."]


def test_other_peoples_drafts_and_lines_of_the_trail_stay(
    ws: Workspace, kept: dict[str, str]
) -> None:
    _erase(ws, kept)
    assert [draft.place for draft in drafts_of(ws.vault, "m/")] == [f"m/{BRAM}/words"]
    with ws.vault.reading() as reading:
        lines = list(
            reading.rows(
                "SELECT about, people, detail FROM access WHERE kind = 'seen' ORDER BY sequence"
            )
        )
    assert lines == [
        ("", "", "Meet"),
        ("", f"{BRAM} {CARA}", "Prepare"),
        (BRAM, "", "Meet"),
        (BRAM, "", "Trail"),
    ]


def test_a_second_erasure_may_be_about_the_same_line(ws: Workspace, kept: dict[str, str]) -> None:
    _erase(ws, kept)
    with ws.vault.writing(ws.user, "erased") as writing:
        erase(
            writing,
            ToErase(entries=frozenset([kept["first"], kept["other"]]), nhs_number=BRAM),
            {"because": "retention"},
        )
    assert check_store(ws.vault) == []
    assert BRAM not in "\n".join(_everything(ws))
    with ws.vault.reading() as reading:
        assert [e.payload["number"] for e in all_entries(reading, ERASURE)] == [1, 2]
        second = all_entries(reading, ERASURE)[1]
    assert set(second.payload["entries"]) == {kept["other"]}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET kind = 'erased', about = '', payload = '{}' WHERE kind = 'note'"
        " AND about != ''",
        "UPDATE entry SET recorded_by = 'nobody' WHERE kind = 'erased'",
        "UPDATE entry SET payload = '{\"words\": 1}' WHERE kind = 'erased'",
        "UPDATE entry SET kind = 'note' WHERE kind = 'erased'",
        "UPDATE entry SET kind = 'erased', about = '', payload = '{}' WHERE kind = 'erasure'",
        "DELETE FROM entry WHERE kind = 'erased'",
        "DELETE FROM issued_document WHERE name = 'network.pdf'",
        f"UPDATE access SET about = '' WHERE about = '{BRAM}' AND detail = 'Meet'",
        "UPDATE access SET detail = 'elsewhere' WHERE people != ''",
        "DELETE FROM erased",
        "UPDATE erased SET key = 'entry/x'",
    ],
)
def test_nothing_else_can_be_emptied_or_changed(
    ws: Workspace, kept: dict[str, str], statement: str
) -> None:
    _erase(ws, kept)
    with pytest.raises(sqlcipher.IntegrityError, match="never changed"):  # noqa: SIM117
        with ws.vault.writing(ws.user, "tampering") as writing:
            writing.execute(statement)
    assert check_store(ws.vault) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE entry SET recorded_by = 'nobody' WHERE kind = 'erased'", "has been changed"),
        ("UPDATE entry SET kind = 'note' WHERE kind = 'erased'", "stands here again"),
        (
            "UPDATE entry SET kind = 'erased', about = '', payload = '{}' WHERE payload LIKE"
            " '%Bram%'",
            "has been changed",
        ),
        ("UPDATE access SET noted_by = 'nobody' WHERE people != ''", "has been changed"),
        ("UPDATE access SET people = '' WHERE people != ''", "has been changed"),
        ("DELETE FROM issued_document WHERE name = 'network.pdf'", "is missing"),
    ],
)
def test_what_somebody_without_the_triggers_did_is_found_by_the_check(
    ws: Workspace, kept: dict[str, str], statement: str, problem: str
) -> None:
    _erase(ws, kept)
    with ws.vault.setting_up() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in list(names):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(statement)
    assert any(problem in line for line in check_store(ws.vault))


def test_a_person_read_back_from_an_older_page_is_found(
    ws: Workspace, kept: dict[str, str]
) -> None:
    """The old content with its own digest fits the chain; the erasure says it must not be there."""
    with ws.vault.reading() as reading:
        (row,) = reading.rows("SELECT * FROM entry WHERE id = :id", {"id": kept["second"]})
    _erase(ws, kept)
    with ws.vault.setting_up() as connection:
        connection.exec_driver_sql("DROP TRIGGER entry_no_update")
        connection.exec_driver_sql(
            "UPDATE entry SET kind = ?, about = ?, payload = ? WHERE id = ?",
            (row[6], row[7], row[9], row[0]),
        )
    assert any("stands here again" in line for line in check_store(ws.vault))


def test_half_typed_text_and_the_trail_stay_where_neither_a_person_nor_a_meeting_is_erased(
    ws: Workspace, kept: dict[str, str]
) -> None:
    before = drafts_of(ws.vault, "")
    with ws.vault.writing(ws.user, "erased") as writing:
        erasure = erase(writing, ToErase(entries=frozenset([kept["first"]])), {})
    assert drafts_of(ws.vault, "") == before
    assert before
    assert erasure.payload["lines"] == {}, "nor does a line of the trail lose anybody"


def test_what_fails_half_way_erases_nothing(ws: Workspace, kept: dict[str, str]) -> None:
    def fail() -> None:
        with ws.vault.writing(ws.user, "erased") as writing:
            erase(writing, ToErase(entries=frozenset([kept["first"]])), {})
            raise RuntimeError("the disk, the power")

    with pytest.raises(RuntimeError, match="the disk"):
        fail()
    with ws.vault.reading() as reading:
        assert all_entries(reading, ERASED) == []
        assert entry_by_id(reading, kept["first"]) is not None
    assert check_store(ws.vault) == []


def test_an_erasure_is_never_erased(ws: Workspace, kept: dict[str, str]) -> None:
    _erase(ws, kept)
    with ws.vault.reading() as reading:
        (erasure,) = all_entries(reading, ERASURE)
    with ws.vault.writing(ws.user, "erased") as writing:
        again = erase(writing, ToErase(entries=frozenset([erasure.id, kept["other"]])), {})
    assert set(again.payload["entries"]) == {kept["other"]}
    assert check_store(ws.vault) == []
