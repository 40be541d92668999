"""What is found on the trail, whole and in order, by names that one or very many people have."""

from datetime import UTC, datetime

import pytest

from mdt_app.vault.trail import EXPORTED, KINDS, SEEN, Access, note_in
from mdt_app.vault.trail_search import (
    ENTERED,
    GROUPS,
    IMPORTED,
    LEFT,
    Asked,
    Found,
    TrailLine,
    Word,
    search_trail,
)
from mdt_app.vault.workspace import Workspace

ADA, BRAM, CLEO = "9990000018", "9990000026", "9990000034"
THEN = datetime(2126, 11, 26, 14, 0, tzinfo=UTC)  # after whatever the store holds


def _found(ws: Workspace, asked: Asked, most: int = 500) -> Found:
    with ws.vault.reading() as reading:
        return search_trail(reading, asked, most)


def test_an_entry_and_a_line_are_found_with_all_they_say(ws: Workspace) -> None:
    with ws.vault.writing("R. Begum", "decided") as writing:
        entry = writing.record("decision", {"words": "Go on."}, about=ADA)
    note_in(ws.vault, "S. Roe", [Access(SEEN, "Meet", ADA, at=THEN)])
    people = (BRAM, CLEO)
    note_in(ws.vault, "S. Roe", [Access(EXPORTED, "list", people=people, at=THEN)])
    with ws.vault.reading() as reading:
        digests = [d for (d,) in reading.rows("SELECT digest FROM access ORDER BY sequence")]
    o, n = entry.origin, entry.sequence
    assert _found(ws, Asked(), 3).lines == (
        TrailLine(
            *(o, n, 2, THEN, "S. Roe", "exported", "list", "", people, "", digests[1], "left")
        ),
        TrailLine(*(o, n, 1, THEN, "S. Roe", "seen", "Meet", ADA, (), "", digests[0], "seen")),
        TrailLine(
            *(o, n, 0, entry.recorded_at, "R. Begum", "decision", "decided", ADA, ()),
            *(entry.id, entry.digest, "entered"),
        ),
    )
    assert _found(ws, Asked(), 3).total == 4, "the network was entered before"
    assert _found(ws, Asked(), 5).total == 4


def test_every_line_is_of_one_of_the_groups_that_are_asked_for(ws: Workspace) -> None:
    for kind in ("decision", "export", "letter_written", "import", "import undone", "mending"):
        with ws.vault.writing(ws.user, "entered") as writing:
            writing.record(kind, {})
    note_in(ws.vault, ws.user, [Access(kind) for kind in sorted(KINDS)])
    parts = {line.kind: line.part for line in _found(ws, Asked()).lines}
    assert set(parts.values()) == set(GROUPS)
    assert {kind for kind, part in parts.items() if part == LEFT} == {
        *("printed", "exported", "export", "letter_written"),
    }
    imported = {kind for kind, part in parts.items() if part == IMPORTED}
    assert imported == {"import", "import undone", "mending"}
    assert {kind for kind, part in parts.items() if part == ENTERED} == {"decision", "network"}
    for group in GROUPS:
        assert {line.part for line in _found(ws, Asked(part=group)).lines} == {group}


@pytest.mark.parametrize(("many", "is_found"), [(1, False), (20, False), (21, True)])
def test_of_a_name_that_very_many_have_every_list_of_people_is_shown(
    ws: Workspace, many: int, is_found: bool
) -> None:
    note_in(ws.vault, "S. Roe", [Access(EXPORTED, "list", people=(BRAM, CLEO))])
    numbers = tuple(f"777{number:07}" for number in range(many))
    assert bool(_found(ws, Asked((Word("exemplar", numbers),))).lines) is is_found
    assert _found(ws, Asked((Word("exemplar", (*numbers[1:], CLEO)),))).lines
    assert _found(ws, Asked((Word("exemplar"),))).lines == ()
