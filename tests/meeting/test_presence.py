"""Who was in the room for a case, from arrivals, departures, breaks and when it was spoken of."""

from datetime import UTC, datetime, timedelta

from mdt_app.meeting.agenda import agenda, build_agenda
from mdt_app.meeting.attendance import arrived, attendees, left, record_attendee
from mdt_app.meeting.breaks import (
    begin_break,
    break_lasting,
    breaks_of,
    end_break,
    opened_at,
    time_off,
)
from mdt_app.meeting.meetings import start_meeting
from mdt_app.meeting.presence import is_here, present_for, quorum_words
from mdt_app.meeting.spoken import Spoken, keep_spoken_of
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import AgendaItem, Attendee, Break, Meeting
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import ADA, BRAM


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=UTC)


def who(name: str, role: str = "GP", *stays: tuple[datetime, datetime | None]) -> Attendee:
    return Attendee(name, name, role, stays=stays)


CASE = AgendaItem("i", "m", ADA, 1, spoken_of=((at(14, 10), at(14, 20)),))


def names(found: tuple[Attendee, ...]) -> list[str]:
    return [one.name for one in found]


def test_who_came_later_or_left_before_was_not_there_for_the_case() -> None:
    team = [
        who("throughout"),
        who("in time", "GP", (at(14), None)),
        who("too late", "GP", (at(14, 20), None)),
        who("gone", "GP", (at(13), at(14, 10))),
        who("in the middle", "GP", (at(14, 12), at(14, 15))),
        who("there and back", "GP", (at(13), at(14)), (at(14, 19), None)),
        Attendee("a", "apologies", "GP", is_present=False),
    ]
    assert names(present_for(CASE, team)) == [
        "throughout",
        "in time",
        "in the middle",
        "there and back",
    ]


def test_a_break_while_a_case_was_on_the_screen_is_not_time_for_that_case() -> None:
    team = [who("left in the break", "GP", (at(13), at(14, 15)))]
    early = [who("here at the start", "GP", (at(14), at(14, 12)))]
    begun_early = Break("b", "m", at(14, 5), at(14, 16))
    assert present_for(CASE, team, [begun_early]) == ()
    assert names(present_for(CASE, early, [Break("b", "m", at(14, 12), at(14, 18))])) == [
        "here at the start"
    ]
    assert names(present_for(CASE, early, [Break("b", "m", at(14, 15))])) == ["here at the start"]


def test_a_case_without_times_had_everybody_who_came() -> None:
    untimed = AgendaItem("i", "m", ADA, 1)
    came = who("late", "GP", (at(15), None))
    assert names(present_for(untimed, [came, Attendee("a", "x", "GP", is_present=False)])) == [
        "late"
    ]


def test_quorum_names_the_roles_here_and_those_whose_people_have_gone() -> None:
    team = [
        who("A", "Chair"),
        who("B"),
        who("C", "GP", (at(14), None)),
        who("D", "Podiatrist", (at(14), at(15))),
        Attendee("e", "E", "Pharmacist", is_present=False),
    ]
    assert quorum_words(team) == "Here now: Chair, GP (2). Not here now: Pharmacist, Podiatrist."
    assert quorum_words([]) == "Nobody is marked as here."


def test_somebody_leaves_comes_back_and_was_there_from_the_beginning() -> None:
    came = who("A")
    gone = left(came, at(15), at(14))
    assert gone.stays == ((at(14), at(15)),)
    assert not is_here(gone)
    assert left(gone, at(16), at(14)) == gone, "nobody leaves twice"
    back = arrived(gone, at(15, 30))
    assert back.stays == ((at(14), at(15)), (at(15, 30), None))
    assert is_here(back)
    sorry = Attendee("b", "B", "GP", is_present=False)
    assert arrived(sorry, at(15)).stays == ((at(15), None),)


def test_arrivals_and_departures_are_kept_and_undone_by_name(
    ws: Workspace, meeting: Meeting
) -> None:
    kept = record_attendee(ws, meeting.id, Attendee("", "Dr B. Okafor", "GP"))
    record_attendee(ws, meeting.id, left(kept, at(15), at(14)))
    with ws.vault.reading() as reading:
        (found,) = attendees(reading, meeting.id)
    assert found.stays == ((at(14), at(15)),)
    taken = undo_last(ws, meeting.id)
    assert taken is not None
    assert (str(taken), taken.named) == ("attendance changed", ("Dr B. Okafor",))
    with ws.vault.reading() as reading:
        assert attendees(reading, meeting.id) == [kept]


def test_when_a_case_was_spoken_of_stands_on_it_and_is_nothing_to_undo(
    ws: Workspace, meeting: Meeting, six_people: list[str]
) -> None:
    build_agenda(ws, meeting.id, [ADA, BRAM])
    keep_spoken_of(ws, [Spoken(meeting.id, ADA, at(14, 10), at(14, 20))])
    keep_spoken_of(ws, [Spoken(meeting.id, ADA, at(14, 1), at(14, 2))])
    keep_spoken_of(ws, [])
    with ws.vault.reading() as reading:
        ada, bram = agenda(reading, meeting.id)
    assert ada.spoken_of == ((at(14, 1), at(14, 2)), (at(14, 10), at(14, 20)))
    assert bram.spoken_of == ()
    assert str(undo_last(ws, meeting.id)) == "agenda built"


def test_a_break_begins_once_ends_and_is_undone(ws: Workspace, meeting: Meeting) -> None:
    begun = begin_break(ws, meeting.id, at(15))
    assert begin_break(ws, meeting.id, at(15, 5)) == begun
    ended = end_break(ws, begun, at(15, 15))
    with ws.vault.reading() as reading:
        assert breaks_of(reading, meeting.id) == (ended,)
    assert break_lasting((ended,)) is None
    assert str(undo_last(ws, meeting.id)) == "break ended"
    with ws.vault.reading() as reading:
        assert break_lasting(breaks_of(reading, meeting.id)) == begun
    redo_last(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert breaks_of(reading, meeting.id) == (ended,)


def test_time_off_is_only_what_lies_in_the_stretch_asked_about() -> None:
    found = (Break("a", "m", at(14), at(14, 10)), Break("b", "m", at(15)))
    assert time_off(found, at(14, 5), at(14, 30)) == timedelta(minutes=5)
    assert time_off(found, at(14, 30), at(15, 20)) == timedelta(minutes=20)
    assert time_off(found, at(16), at(16, 5)) == timedelta(minutes=5)


def test_a_meeting_was_opened_when_it_first_was(ws: Workspace, meeting: Meeting) -> None:
    with ws.vault.reading() as reading:
        assert opened_at(reading, meeting.id) is None
    start_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert opened_at(reading, meeting.id) is not None
