"""What is entered comes back, and nothing entered is ever changed."""

import hashlib
import time
from dataclasses import astuple
from datetime import UTC, datetime
from uuid import RFC_4122, UUID

import pytest

from mdt_app.register.queries import network_name, practices
from mdt_app.vault.entries import (
    all_entries,
    as_entry,
    canonical,
    current_entries,
    entries_so_far,
    entry_digest,
    new_entry_id,
)
from mdt_app.vault.workspace import Workspace


def test_a_fresh_store_holds_its_network(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        assert network_name(reading) == "Network 3"
        assert [practice.ods for practice in practices(reading)] == [
            "Y00001",
            "Y00002",
            "Y00003",
            "Y00004",
        ]


def test_an_entry_that_replaces_another_is_the_current_one_and_both_stay(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "decided") as writing:
        first = writing.record("decision", {"words": "wait"}, about="9990000018")
    with ws.vault.writing(ws.user, "decided again") as writing:
        second = writing.record(
            "decision", {"words": "refer"}, about="9990000018", replaces=[first.id]
        )
    with ws.vault.reading() as reading:
        assert [entry.id for entry in current_entries(reading, "decision")] == [second.id]
        assert [entry.id for entry in all_entries(reading, "decision")] == [first.id, second.id]


def test_two_entries_replacing_the_same_one_are_both_current(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "decided") as writing:
        first = writing.record("decision", {"words": "wait"})
        rivals = [
            writing.record("decision", {"words": words}, replaces=[first.id])
            for words in ("refer", "stop")
        ]
    with ws.vault.reading() as reading:
        current = current_entries(reading, "decision")
    assert {entry.id for entry in current} == {entry.id for entry in rivals}


def test_a_change_that_fails_leaves_neither_change_nor_entry(ws: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), ws.vault.writing(ws.user, "decided") as writing:  # noqa: PT012
        writing.record("decision", {"words": "wait"})
        raise ZeroDivisionError
    with ws.vault.reading() as reading:
        assert all_entries(reading, "decision") == []


def test_a_change_that_records_nothing_is_recorded_as_an_act(ws: Workspace) -> None:
    with ws.vault.writing(ws.user, "practice renamed") as writing:
        writing.execute("UPDATE practice SET name = 'Elm' WHERE ods = 'Y00001'")
    with ws.vault.reading() as reading:
        (entry,) = all_entries(reading, "act")
    assert (entry.act, entry.recorded_by) == ("practice renamed", "N. Patel")


def test_an_id_tells_the_moment_and_all_of_the_rest_is_chance() -> None:
    before = time.time_ns() // 1_000_000
    made = [UUID(new_entry_id()) for _ in range(200)]
    after = time.time_ns() // 1_000_000
    varied = 0
    for each in made:
        assert (each.version, each.variant) == (7, RFC_4122)
        assert before <= each.int >> 80 <= after
        varied |= each.int ^ made[0].int
    chance = (1 << 80) - 1 - (0xF << 76) - (0x3 << 62)
    assert varied & chance == chance


def test_a_payload_is_written_in_one_way_whatever_its_order() -> None:
    assert canonical({"b": "é 😀", "a": [1, {"d": 2, "c": None}]}) == (
        '{"a":[1,{"c":null,"d":2}],"b":"é 😀"}'
    )


def test_the_digest_of_an_entry_is_the_same_in_every_release() -> None:
    """Or every chain ever written would be said to be broken."""
    known = hashlib.sha256('["a", "1", "é"]'.encode()).hexdigest()
    assert entry_digest(["a", 1, "é"]) == known


def test_an_entry_is_read_column_by_column() -> None:
    at = datetime(2026, 11, 26, 9, 15, tzinfo=UTC)
    row = ("id", "of", 3, at.isoformat(), "who", "act", "kind", "about", "meeting", '{"a":1}')
    entry = as_entry((*row, '["x","y"]', "previous", "digest"))
    assert astuple(entry) == (
        *("id", "of", 3, at, "who", "act", "kind", "about", "meeting", {"a": 1}),
        *(("x", "y"), "previous", "digest"),
    )


def test_a_number_goes_up_with_every_entry(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        before = entries_so_far(reading)
        assert before == len(all_entries(reading))
    with ws.vault.writing(ws.user, "decided") as writing:
        for _ in range(3):
            writing.record("decision", {})
    with ws.vault.reading() as reading:
        assert entries_so_far(reading) == before + 3
