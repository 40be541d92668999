"""Checking finds every way in which the store is not what was entered."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mdt_app.vault import checking
from mdt_app.vault.checking import check_store, page_problems
from mdt_app.vault.entries import ENTRY_COLUMNS, Rows, entry_digest
from mdt_app.vault.erasing import ToErase, erase
from mdt_app.vault.reading import Reading
from mdt_app.vault.workspace import Workspace
from tests.vault.beside import may_begin

UNPROTECT = [
    f"DROP TRIGGER {table}_no_{change}"
    for table in ("entry", "replacement")
    for change in ("update", "delete")
]


@pytest.fixture
def noted(ws: Workspace) -> Workspace:
    """A store with six entries, two of which replace others."""
    ids: list[str] = []
    for number in range(6):
        with ws.vault.writing(ws.user, "noted") as writing:
            replaces = ids[-1:] if number in (2, 4) else []
            entry = writing.record("note", {"n": number}, about="9990000018", replaces=replaces)
            ids.append(entry.id)
    return ws


def tampered(ws: Workspace, *statements: str) -> list[str]:
    """What a check says after someone with the key and without scruples was here."""
    with closing(ws.vault.connect()) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in (*UNPROTECT, *statements):
            connection.execute(statement)
    problems = check_store(ws.vault)
    assert "9990000018" not in " ".join(problems)
    return problems


def test_a_store_in_order_has_no_problems(noted: Workspace) -> None:
    assert check_store(noted.vault) == []


def test_a_changed_entry_is_found(noted: Workspace) -> None:
    problems = tampered(
        noted, "UPDATE entry SET payload = '{\"n\":9}' WHERE kind = 'note' AND sequence = 4"
    )
    origin = noted.vault.fact("origin")
    assert problems == [
        f"What entry 4 of chain {origin} says has been changed since it was recorded."
    ]


@pytest.mark.parametrize(
    "column", ["id", "recorded_at", "recorded_by", "act", "kind", "about", "meeting", "replaces"]
)
def test_a_change_to_any_part_of_an_entry_is_found(noted: Workspace, column: str) -> None:
    assert tampered(noted, f"UPDATE entry SET {column} = '[\"x\"]' WHERE sequence = 4")


def test_a_removed_entry_is_found(noted: Workspace) -> None:
    problems = tampered(
        noted,
        "DELETE FROM replacement WHERE entry_id = (SELECT id FROM entry WHERE sequence = 5)",
        "DELETE FROM entry WHERE sequence = 5",
    )
    assert problems == [
        f"Before entry 6 of chain {noted.vault.fact('origin')}, 1 entries are missing."
    ]


def test_an_entry_rewritten_with_a_digest_to_match_still_breaks_the_chain(
    noted: Workspace,
) -> None:
    with noted.vault.reading() as reading:
        (row,) = reading.rows(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE sequence = 4")
    forged = entry_digest([*row[:9], '{"n":9}', *row[10:12]])
    (problem,) = tampered(
        noted, f"UPDATE entry SET payload = '{{\"n\":9}}', digest = '{forged}' WHERE sequence = 4"
    )
    origin = noted.vault.fact("origin")
    assert problem == (
        f"What entry 5 of chain {origin} was recorded after is not what stands before it now."
    )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM replacement",
        "INSERT INTO replacement SELECT id, 'nothing' FROM entry WHERE sequence = 2",
        "UPDATE replacement SET replaced_id = 'nothing'",
    ],
)
def test_what_replaces_what_cannot_be_changed_unnoticed(noted: Workspace, statement: str) -> None:
    where = f"of chain {noted.vault.fact('origin')} takes the place of has been changed since."
    problems = tampered(noted, statement)
    assert any(p.startswith("What entry ") and p.endswith(where) for p in problems)


def test_a_reference_to_nothing_is_found(noted: Workspace) -> None:
    problems = tampered(noted, "INSERT INTO replacement VALUES ('nobody', 'nothing')")
    assert problems == [
        "1 row(s) refer to something that is not there.",
        "1 replacement(s) belong to no entry.",
    ]


def test_a_store_wrong_all_over_is_told_in_a_page(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        for number in range(60):
            writing.record("note", {"n": number})
    problems = tampered(ws, "UPDATE entry SET payload = '{}'")
    assert len(problems) == 21
    assert problems[-1] == f"And {_count(ws) - 20} more problems."


def test_what_just_fits_on_a_page_is_told_whole(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        for number in range(20):
            writing.record("note", {"n": number})
    problems = tampered(ws, "UPDATE entry SET payload = '{}' WHERE kind = 'note'")
    assert len(problems) == 20
    assert all(problem.startswith("What entry") for problem in problems)


def test_what_was_erased_and_stands_here_again_is_named(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        entry = writing.record("note", {"n": 1})
    with ws.vault.writing(ws.user, "erased") as writing:
        erase(writing, ToErase(frozenset([entry.id])), {})
    problems = tampered(
        ws, f"UPDATE entry SET kind = 'note', payload = '{{\"n\":1}}' WHERE id = '{entry.id}'"
    )
    where = f"entry {entry.sequence} of chain {entry.origin}"
    assert problems == [f"What {where} said was erased, and stands here again."]


def _count(ws: Workspace) -> int:
    with ws.vault.reading() as reading:
        return int(next(reading.rows("SELECT count(*) FROM entry"))[0])


def _lose_an_index(ws: Workspace) -> None:
    """Its pages stay and belong to nothing."""
    with closing(ws.vault.connect()) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_access_about'")


def test_a_damaged_page_is_counted(ws: Workspace) -> None:
    content = bytearray(ws.vault.path.read_bytes())
    content[5 * 4096 + 100] ^= 0x10
    ws.vault.path.write_bytes(content)
    with ws.vault.reading() as reading:
        assert list(page_problems(reading)) == ["1 page(s) of data.db are damaged."]


def test_a_file_that_cannot_be_read_at_all_is_said_to_be_damaged(ws: Workspace) -> None:
    ws.vault.path.write_bytes(b"\xa5" * 8192)
    assert check_store(ws.vault) == ["The store's file data.db is damaged."]


def test_pages_that_belong_to_nothing_are_looked_at_twice_and_told(
    ws: Workspace, looks: list[bool]
) -> None:
    _lose_an_index(ws)
    assert check_store(ws.vault) == ["data.db is inconsistent in 1 place(s)."]
    assert looks == [False, False, True, True], "the second time nobody can write"


def test_a_sound_file_is_looked_at_once_beside_people_at_work(
    ws: Workspace, looks: list[bool]
) -> None:
    assert check_store(ws.vault) == []
    assert looks == [False, False]


@pytest.fixture
def looks(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether others are kept from writing as a look at the pages begins, and as it ends."""
    found: list[bool] = []
    look = checking.page_problems

    def noting(rows: Rows) -> Iterator[str]:
        found.append(not may_begin(ws))
        yield from look(rows)
        found.append(not may_begin(ws))

    monkeypatch.setattr(checking, "page_problems", noting)
    return found


def test_a_look_that_changes_interrupt_begins_again_and_is_taken_once_nobody_can_write(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def always_interrupted(_rows: Rows) -> Iterator[str]:
        if len(waited) == 10:
            return iter([])
        raise sqlcipher.OperationalError("interrupted")

    monkeypatch.setattr(checking, "page_problems", always_interrupted)
    monkeypatch.setattr(checking.time, "sleep", waited.append)
    assert check_store(ws.vault) == []
    assert waited == [0.3] * 10


def test_writers_are_let_in_between_the_parts_of_a_check(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reads one table from end to end: a save waits for one of them at most."""
    steps: list[str] = []
    let_in = Reading.let_writers_in

    def noting(reading: Reading) -> None:
        steps.append("let in")
        let_in(reading)

    def silent(name: str) -> Callable[[Rows], list[str]]:
        return lambda _rows: steps.append(name) or []

    for name in ("chain", "access", "seal", "issued"):
        monkeypatch.setattr(checking, f"{name}_problems", silent(name))
    monkeypatch.setattr(Reading, "let_writers_in", noting)
    check_store(ws.vault)
    assert steps == ["chain", "let in", "access", "let in", "seal", "let in", "issued"]
