"""The calendar file, read back: the days are right, and it names nobody."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from mdt_app.documents.calendar_file import as_ics, days_ahead, write_calendar
from mdt_app.meeting.meetings import change_meeting, plan_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Meeting, Nomination
from tests.documents.conftest import QUESTION, Held
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM


@pytest.fixture
def due(held: Held) -> Held:
    held.agree(ADA, "Ring Mrs Exemplar, 999 000 0018", owner="Ada", due_on=date(2026, 12, 4))
    held.agree(BRAM, "Send letter", owner="J. Cole", due_on=date(2026, 12, 11))
    held.agree("", "Teach", practice="Y00001", audience="practice", due_on=date(2027, 1, 8))
    held.agree(ADA, "No day", owner="J. Cole")
    return held


def ics(held: Held, **asked: str) -> bytes:
    with held.ws.vault.reading() as reading:
        return as_ics(days_ahead(reading, TODAY, **asked))


def events(held: Held, **asked: str) -> dict[str, date]:
    calendar = Calendar.from_ical(ics(held, **asked))
    return {str(each["SUMMARY"]): each["DTSTART"].dt for each in calendar.walk("VEVENT")}


def test_the_meeting_and_every_day_on_which_something_is_due_are_there(due: Held):
    place = {item.nhs_number: n for n, item in enumerate(due.items(), start=1)}
    assert events(due) == {
        "Network 3 MDT": datetime(2026, 11, 26, 13, 30, tzinfo=UTC),
        f"MDT action due: case {place[ADA]} of 26 Nov 2026, Alder Road": date(2026, 12, 4),
        f"MDT action due: case {place[BRAM]} of 26 Nov 2026, Birch Lane": date(2026, 12, 11),
        "MDT action due: practice action of 26 Nov 2026, Alder Road": date(2027, 1, 8),
    }


def test_nothing_in_it_says_who_it_is_about(due: Held):
    text = ics(due).decode()
    for words in ("Exemplar", "EXEMPLAR", "Ada", "999", "Specimen", "Ring", "Send", "J. Cole"):
        assert words not in text, words


def test_one_practice_has_its_own_days_only(due: Held):
    assert not any("Alder Road" in each for each in events(due, practice="Y00002"))


def test_one_owner_has_their_own_days_only(due: Held):
    found = [each for each in events(due, owner="j. cole") if "action" in each]
    assert len(found) == 1


def test_who_objects_is_not_in_it(due: Held):
    nominate(due.ws, Nomination(ADA, True, QUESTION, asked="objects"))
    assert date(2026, 12, 4) not in events(due).values()


def test_in_summer_the_meeting_is_at_the_clocks_time(due: Held):
    change_meeting(
        due.ws, Meeting(due.meeting.id, "Summer", date(2027, 7, 1), "13:30", minutes=120)
    )
    calendar = Calendar.from_ical(ics(due))
    (meeting,) = [e for e in calendar.walk("VEVENT") if e["SUMMARY"] == "Summer"]
    assert meeting["DTSTART"].dt == datetime(2027, 7, 1, 12, 30, tzinfo=UTC)
    assert meeting["DTEND"].dt == datetime(2027, 7, 1, 14, 30, tzinfo=UTC)


def test_a_meeting_without_a_time_takes_the_day(due: Held):
    change_meeting(due.ws, Meeting(due.meeting.id, "Whole", date(2026, 12, 1)))
    assert events(due)["Whole"] == date(2026, 12, 1)


def test_the_nearest_meeting_ahead_is_the_next_one(due: Held):
    plan_meeting(due.ws, Meeting("", "Later", date(2027, 3, 1)))
    change_meeting(due.ws, Meeting(due.meeting.id, "Past", date(2026, 11, 1)))
    assert "Later" in events(due)
    assert "Past" not in events(due)


@pytest.mark.parametrize("title", ["A, B; C\\ D", "x" * 200, "বেগম 😀", "two\nlines"])
def test_awkward_titles_come_back_as_they_went_in(due: Held, title: str):
    change_meeting(due.ws, Meeting(due.meeting.id, title, TODAY))
    assert title in events(due)


def test_the_same_days_give_the_same_file_and_keep_their_identity(due: Held):
    first, second = ics(due), ics(due)
    assert first == second
    calendar = Calendar.from_ical(first)
    assert len({str(each["UID"]) for each in calendar.walk("VEVENT")}) == 4


def test_the_file_is_written_and_that_is_kept(due: Held, tmp_path: Path):
    days = write_calendar(due.ws, tmp_path / "mdt.ics", practice="Y00001")
    assert len(days.due) == 2
    assert (tmp_path / "mdt.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
