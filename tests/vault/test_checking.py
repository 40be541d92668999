"""Checking finds every way in which the store is not what was entered."""

from contextlib import closing

import pytest

from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import ENTRY_COLUMNS, entry_digest
from mdt_app.vault.workspace import Workspace

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
    (problem,) = tampered(
        noted, "UPDATE entry SET payload = '{\"n\":9}' WHERE kind = 'note' AND sequence = 4"
    )
    assert problem.startswith("What entry 4 of chain")
    assert problem.endswith("has been changed since it was recorded.")


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
    assert len(problems) == 1
    assert problems[0].startswith("Before entry 6 of chain")


def test_an_entry_rewritten_with_a_digest_to_match_still_breaks_the_chain(
    noted: Workspace,
) -> None:
    with noted.vault.reading() as reading:
        (row,) = reading.rows(f"SELECT {ENTRY_COLUMNS} FROM entry WHERE sequence = 4")
    forged = entry_digest([*row[:9], '{"n":9}', *row[10:12]])
    (problem,) = tampered(
        noted, f"UPDATE entry SET payload = '{{\"n\":9}}', digest = '{forged}' WHERE sequence = 4"
    )
    assert problem.startswith("What entry 5 of chain")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM replacement",
        "INSERT INTO replacement SELECT id, 'nothing' FROM entry WHERE sequence = 2",
        "UPDATE replacement SET replaced_id = 'nothing'",
    ],
)
def test_what_replaces_what_cannot_be_changed_unnoticed(noted: Workspace, statement: str) -> None:
    assert any("takes the place of" in problem for problem in tampered(noted, statement))


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
    assert problems[-1].startswith("And ")
