"""Every meeting has a day on which it is looked at again; nothing is erased by itself."""

from datetime import date

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.retention import (
    PERIOD,
    Review,
    gone_for_long,
    keep_for,
    keep_longer,
    retention_years,
    review_of,
    reviews,
)
from mdt_app.meeting.values import Meeting
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, AddPerson


def held(ws: Workspace, on: date, *people: str) -> Meeting:
    """A meeting held and ended on that day."""
    then = Workspace(ws.vault, ws.user, lambda: on)
    meeting = plan_meeting(then, Meeting("", f"MDT of {on.year}", on))
    start_meeting(then, meeting.id)
    build_agenda(then, meeting.id, list(people))
    return end_meeting(then, meeting.id)


def listed(ws: Workspace) -> list[Review]:
    with ws.vault.reading() as reading:
        return reviews(reading)


def test_a_meeting_is_looked_at_again_eight_years_later(ws: Workspace, six_people: list[str]):
    held(ws, date(2024, 2, 29), ADA, BRAM)
    (review,) = listed(ws)
    assert (review.on, review.cases, review.reason) == (date(2032, 2, 29), 2, "")
    assert not review.is_due(date(2032, 2, 28))
    assert review.is_due(date(2032, 2, 29))


def test_only_meetings_that_ended_are_listed_the_next_due_first(
    ws: Workspace, six_people: list[str]
):
    held(ws, date(2026, 3, 5))
    held(ws, date(2025, 3, 5))
    plan_meeting(ws, Meeting("", "To come", date(2026, 12, 3)))
    assert [review.meeting.held_on.year for review in listed(ws)] == [2025, 2026]


def test_a_network_says_for_how_many_years(ws: Workspace):
    with ws.vault.reading() as reading:
        assert retention_years(reading) == 8
    held(ws, date(2024, 2, 29))
    keep_for(ws, 5)
    keep_for(ws, 5)
    (review,) = listed(ws)
    assert review.on == date(2029, 2, 28)
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, PERIOD)) == 1
    keep_for(ws, 20)
    with ws.vault.reading() as reading:
        assert retention_years(reading) == 20


@pytest.mark.parametrize("years", [0, -1, 101])
def test_what_is_no_number_of_years_is_refused(ws: Workspace, years: int):
    with pytest.raises(UserError, match="no number of years"):
        keep_for(ws, years)


def test_a_meeting_is_kept_longer_with_a_reason_and_by_whom(ws: Workspace):
    meeting = held(ws, date(2018, 11, 1))
    assert listed(ws)[0].is_due(ws.today())
    kept = keep_longer(ws, meeting.id, date(2028, 1, 1), " An inquiry is going on. ")
    assert (kept.on, kept.reason, kept.by) == (
        date(2028, 1, 1),
        "An inquiry is going on.",
        ws.user,
    )
    keep_for(ws, 3)
    assert listed(ws) == [kept]
    again = keep_longer(ws, meeting.id, date(2027, 1, 1), "It is over.")
    assert listed(ws) == [again]
    assert check_store(ws.vault) == []


def test_without_a_reason_or_a_day_to_come_it_is_not(ws: Workspace):
    meeting = held(ws, date(2018, 11, 1))
    with pytest.raises(UserError, match="needs a reason"):
        keep_longer(ws, meeting.id, date(2028, 1, 1), "  ")
    with pytest.raises(UserError, match="not after today"):
        keep_longer(ws, meeting.id, ws.today(), "because")
    with pytest.raises(UserError, match="no such meeting"):
        keep_longer(ws, "nothing", date(2028, 1, 1), "because")
    with ws.vault.reading() as reading:
        assert review_of(reading, meeting.id) == listed(ws)[0]


def test_who_died_or_left_as_long_ago_is_listed_and_nobody_else(
    ws: Workspace, add_person: AddPerson
):
    add_person(ADA, died_on=date(2018, 11, 26).toordinal())
    add_person(BRAM, left_on=date(2017, 1, 2).toordinal())
    add_person(CLEO, left_on=date(2018, 11, 27).toordinal())
    add_person(DITA)
    with ws.vault.reading() as reading:
        found = gone_for_long(reading, ws.today())
    assert [(gone.person.nhs_number, gone.why) for gone in found] == [
        (BRAM, "left"),
        (ADA, "died"),
    ]


def test_nothing_is_erased_because_a_day_has_come(ws: Workspace, six_people: list[str]):
    held(ws, date(2010, 1, 7), ADA)
    assert listed(ws)[0].is_due(ws.today())
    with ws.vault.reading() as reading:
        assert all_entries(reading, "erased") == []
