"""What is entered comes back, and nothing entered is ever changed."""

import pytest

from mdt_app.register.queries import network_name, practices
from mdt_app.vault.entries import all_entries, current_entries
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
