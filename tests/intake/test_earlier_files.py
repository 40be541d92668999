"""What earlier files held, as the next one of their layout is held against it."""

from datetime import date

import pytest

from mdt_app.intake.queries.extracts import (
    earlier_files,
    has_any_file,
    has_digest,
    headings_of,
    newest_day,
)
from tests.intake.conftest import ADA, BEN, EVENTS, MEDICINES, RESULTS, lines
from tests.invented import TODAY

_NEVER = 1_000


def ordinal(day):
    return date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("counts", "rows", "has_people"),
    [
        ("{}", 0, False),
        ('{"results": {"new": 3, "same": 4, "superseded": 2}}', 7, False),
        ('{"results": {"new": 3}, "events": {"held": 1, "superseded": 0}}', 4, False),
        ('{"patients": {"held": 2, "rejected": 1}}', 3, False),
        ('{"patients": {"new": 1}}', 1, True),
        ('{"patients": {"changed": 2, "held": 1}}', 3, True),
        ('{"patients": {"same": 2}}', 2, True),
    ],
)
def test_what_an_earlier_file_held_is_told_by_its_counts(ws, two_people, counts, rows, has_people):
    with ws.vault.writing(ws.user, "a test") as writing:
        writing.execute("UPDATE import_batch SET counts = :counts", {"counts": counts})
        (file,) = earlier_files(writing, "plain", _NEVER)
        assert (file.name, file.on, file.headings) == ("patients.csv", TODAY, "")
        assert (file.rows, file.has_people) == (rows, has_people)
        assert earlier_files(writing, "plain", file.batch) == []
        assert earlier_files(writing, "other", _NEVER) == []
        assert headings_of(writing, file.batch) == headings_of(writing, _NEVER) == ""
        writing.execute("UPDATE import_batch SET headings = 'a'")
        assert headings_of(writing, file.batch) == "a"


def test_a_file_was_there_before_while_it_stands(ws, two_people):
    with ws.vault.writing(ws.user, "a test") as writing:
        ((batch, digest),) = writing.rows("SELECT id, digest FROM import_batch")
        asked = [
            lambda: has_any_file(writing, batch + 1),
            lambda: has_any_file(writing, batch),
            lambda: has_digest(writing, digest, batch + 1),
            lambda: has_digest(writing, digest, batch),
            lambda: has_digest(writing, "another", batch + 1),
        ]
        assert [ask() for ask in asked] == [True, False, True, False, False]
        writing.execute("UPDATE import_batch SET undone_at = 'now'")
        assert [ask() for ask in asked] == [False] * 5


def test_the_newest_day_of_a_file_is_of_whatever_it_brought(ws, two_people):
    two_people(
        results=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,", f"{BEN},acr,2026-01-31,3,,"),
        started=lines(MEDICINES, f"{ADA},A,other,,2026-01-02,,,"),
        issued=lines(MEDICINES, f"{ADA},B,other,,2025-01-02,2026-01-03,,"),
        events=lines(EVENTS, f"{ADA},dka,2026-01-04,", f"{ADA},retinal_recall_due,2026-01-30,"),
    )
    two_people(again=lines(RESULTS, f"{ADA},acr,2026-01-01,3,,"))
    with ws.vault.reading() as reading:
        people, *batches = (key for (key,) in reading.rows("SELECT id FROM import_batch"))

        def newest(batches, *practices):
            return newest_day(reading, batches, practices)

        days = [newest([batch], "Y00001") for batch in batches[:4]]
        assert days == [ordinal(f"2026-01-0{day}") for day in (1, 2, 3, 4)]
        assert newest(batches, "Y00001", "Y00002") == ordinal("2026-01-31")
        assert newest(batches, "Y00002", "Y00001") == ordinal("2026-01-31")
        assert newest(batches[:2], "Y00001") == ordinal("2026-01-02")
        assert newest([people], "Y00001") == newest(batches, "Y00003") == newest(batches) == 0
