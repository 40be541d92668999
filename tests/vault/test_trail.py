"""The trail: lines in a chain of their own, held to the entries, and any tampering found."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries, entry_digest
from mdt_app.vault.store import open_store
from mdt_app.vault.trail import (
    ACCESS_COLUMNS,
    EXPORTED,
    KINDS,
    LOCKED,
    PRINTED,
    SEEN,
    Access,
    note,
    note_in,
)
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE

SOMEBODY, ANOTHER = "9990000018", "9990000026"
UNPROTECT = [
    f"DROP TRIGGER {table}_no_{change}"
    for table in ("entry", "replacement", "access")
    for change in ("update", "delete")
]


def _enter(ws: Workspace, number: int) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"n": number}, about=SOMEBODY)


def _lines(ws: Workspace) -> list[dict[str, object]]:
    names = ACCESS_COLUMNS.split(", ")
    with ws.vault.reading() as reading:
        found = reading.rows(f"SELECT {ACCESS_COLUMNS} FROM access ORDER BY origin, sequence")
        return [dict(zip(names, row, strict=True)) for row in found]


@pytest.fixture
def seen(ws: Workspace) -> Workspace:
    """A store in which three entries and six lines took turns."""
    for number in range(3):
        _enter(ws, number)
        views = [Access(SEEN, "Meet", SOMEBODY), Access(SEEN, "Prepare", ANOTHER)]
        note_in(ws.vault, ws.user, views)
    return ws


def test_a_line_says_who_saw_whom_where_and_when(ws: Workspace) -> None:
    then = datetime(2026, 11, 26, 14, 5, 6, 789_000, UTC)
    note_in(ws.vault, ws.user, [Access(SEEN, "Meet", SOMEBODY, at=then)])
    (line,) = _lines(ws)
    assert line["noted_by"] == ws.user
    assert (line["kind"], line["about"], line["detail"]) == ("seen", SOMEBODY, "Meet")
    assert line["noted_at"] == "2026-11-26T14:05:06.789+00:00"
    assert check_store(ws.vault) == []


def test_a_line_about_a_list_names_everyone_in_it_once(ws: Workspace) -> None:
    note_in(ws.vault, ws.user, [Access(EXPORTED, "x", people=(ANOTHER, SOMEBODY, ANOTHER))])
    assert _lines(ws)[0]["people"] == f"{ANOTHER} {SOMEBODY}"


def test_a_line_is_no_entry(seen: Workspace) -> None:
    with seen.vault.reading() as reading:
        before = all_entries(reading)
    note_in(seen.vault, seen.user, [Access(LOCKED)])
    with seen.vault.reading() as reading:
        assert all_entries(reading) == before


def test_a_line_noted_with_a_change_is_kept_or_lost_with_it(ws: Workspace) -> None:
    def write(failing: int) -> None:
        with ws.vault.writing(ws.user, "written") as writing:
            note(writing, Access(PRINTED, "minutes.pdf", people=(SOMEBODY,)))
            assert 1 // failing

    with pytest.raises(ZeroDivisionError):
        write(0)
    assert _lines(ws) == []
    write(1)
    assert [line["kind"] for line in _lines(ws)] == ["printed"]


def test_nothing_to_note_leaves_nothing(ws: Workspace) -> None:
    note_in(ws.vault, ws.user, [])
    assert _lines(ws) == []


def test_the_kinds_of_lines_are_what_they_were() -> None:
    """Or those that an earlier version noted would be found under no name."""
    kinds = "seen, printed, exported, unlocked, refused, locked, backed up, restored, migrated"
    assert {*kinds.split(", "), "clock", "keys"} == KINDS


def test_a_kind_nobody_knows_is_our_mistake(ws: Workspace) -> None:
    with pytest.raises(ValueError, match="glanced"):
        note_in(ws.vault, ws.user, [Access("glanced")])


def test_the_name_of_a_file_that_is_no_text_does_not_stop_the_line(ws: Workspace) -> None:
    note_in(ws.vault, ws.user, [Access(PRINTED, "minutes\udcff.pdf")])
    assert _lines(ws)[0]["detail"] == "minutes\N{REPLACEMENT CHARACTER}.pdf"
    assert check_store(ws.vault) == []


def test_who_only_reads_beside_an_open_window_leaves_a_line_too(seen: Workspace) -> None:
    vault, user = open_store(seen.vault.folder, PASSPHRASE, exclusive=False)
    with vault:
        note_in(vault, user, [Access(EXPORTED, "list", people=(SOMEBODY,))])
    assert _lines(seen)[-1]["detail"] == "list"
    assert check_store(seen.vault) == []


def test_a_trail_in_order_has_no_problems(seen: Workspace) -> None:
    assert check_store(seen.vault) == []


def _tampered(ws: Workspace, *statements: str) -> list[str]:
    """What a check says after someone with the key and without scruples was here."""
    with closing(ws.vault.connect()) as connection:
        for statement in (*UNPROTECT, *statements):
            connection.execute(statement)
    problems = check_store(ws.vault)
    assert SOMEBODY not in " ".join(problems)
    return problems


@pytest.mark.parametrize(
    "column", ["noted_at", "noted_by", "kind", "about", "people", "detail", "after_entry"]
)
def test_a_change_to_any_part_of_a_line_is_found(seen: Workspace, column: str) -> None:
    value = "1" if column == "after_entry" else "'x'"
    problems = _tampered(seen, f"UPDATE access SET {column} = {value} WHERE sequence = 6")
    assert problems
    assert all("line 6 of trail" in problem for problem in problems)


def test_a_line_taken_out_is_found(seen: Workspace) -> None:
    where = f"line 5 of trail {seen.vault.fact('origin')}"
    problems = _tampered(seen, "DELETE FROM access WHERE sequence IN (3, 4)")
    assert problems == [f"Before {where}, 2 lines are missing."]


def test_a_line_rewritten_with_a_digest_to_match_still_breaks_the_chain(seen: Workspace) -> None:
    (line,) = [each for each in _lines(seen) if each["sequence"] == 4]
    sql = "SELECT digest FROM entry WHERE sequence = :after_entry"
    with seen.vault.reading() as reading:
        ((entry_hash,),) = reading.rows(sql, {"after_entry": line["after_entry"]})
    fields = {**line, "detail": "Meet"}
    del fields["digest"]
    forged = entry_digest([*fields.values(), entry_hash])
    problems = _tampered(
        seen, f"UPDATE access SET detail = 'Meet', digest = '{forged}' WHERE sequence = 4"
    )
    where = f"line 5 of trail {seen.vault.fact('origin')}"
    assert problems == [f"What {where} was noted after is not what stands before it now."]


def test_a_line_moved_is_found(seen: Workspace) -> None:
    assert _tampered(
        seen,
        "UPDATE access SET sequence = 99 WHERE sequence = 3",
        "UPDATE access SET sequence = 3 WHERE sequence = 4",
        "UPDATE access SET sequence = 4 WHERE sequence = 99",
    )


def test_entries_cut_off_at_the_end_are_missed_by_the_lines_after_them(seen: Workspace) -> None:
    """The chain of the entries alone cannot tell: what is left of it is whole."""
    last = "(SELECT max(sequence) FROM entry)"
    problems = _tampered(seen, f"DELETE FROM entry WHERE sequence = {last}")
    trail = f"trail {seen.vault.fact('origin')}"
    assert problems == [
        f"The entry that line {n} of {trail} was noted after is missing." for n in (5, 6)
    ]


def test_an_entry_written_anew_with_its_digest_is_found_by_the_lines_after_it(
    seen: Workspace,
) -> None:
    last = "(SELECT max(sequence) FROM entry)"
    problems = _tampered(seen, f"UPDATE entry SET digest = 'x' WHERE sequence = {last}")
    where = f"line 5 of trail {seen.vault.fact('origin')}"
    assert f"What {where} says, or the entry before it, has been changed since." in problems
