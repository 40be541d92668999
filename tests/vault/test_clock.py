"""A clock that is wrong, by a year or by an hour, changes no order and makes no length negative."""

import os
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from mdt_app.meeting.agenda import agenda, build_agenda, discussed
from mdt_app.meeting.approval import amendments_of
from mdt_app.meeting.breaks import begin_break, break_lasting, breaks_of, end_break
from mdt_app.meeting.decisions import decisions_about, record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.process_figures import minutes_per_case
from mdt_app.meeting.queries import entries_of_meeting
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Meeting
from mdt_app.vault import clock
from mdt_app.vault.checking import check_store
from mdt_app.vault.clock import in_words
from mdt_app.vault.doubts import doubts_on_opening, doubts_while_open
from mdt_app.vault.entries import all_entries, current_entries
from mdt_app.vault.trail import CLOCK
from mdt_app.vault.workspace import Workspace
from tests.invented import PRACTICES, TODAY
from tests.ui.network import ADA, BRAM, take_everyone_in

NOON = datetime.now(UTC) + timedelta(days=1)  # after whatever the store's own entries say
YEAR = timedelta(days=365)


class Clock:
    """The computer's clock as the test sets it; a second passes at every look."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock, "now", made)
    return made


def _note(ws: Workspace, words: str) -> None:
    with ws.vault.writing(ws.user, "noted") as writing:
        writing.record("note", {"words": words})


def _lines(ws: Workspace) -> list[str]:
    with ws.vault.reading() as reading:
        found = reading.rows("SELECT detail FROM access WHERE kind = :kind", {"kind": CLOCK})
        return [detail for (detail,) in found]


@pytest.mark.parametrize("jump", [-YEAR, YEAR, -timedelta(hours=1), timedelta(hours=1)])
def test_entries_stand_in_the_order_in_which_they_came(
    ws: Workspace, hands: Clock, jump: timedelta
) -> None:
    for number in range(6):
        _note(ws, str(number))
        hands.moment += jump if number % 2 else -jump
    with ws.vault.reading() as reading:
        for found in (current_entries(reading, "note"), all_entries(reading, "note")):
            assert [entry.payload["words"] for entry in found] == list("012345")
    assert check_store(ws.vault) == []


def test_an_entry_made_while_the_clock_was_behind_says_so_on_the_trail(
    ws: Workspace, hands: Clock
) -> None:
    _note(ws, "at noon")
    assert _lines(ws) == []
    hands.moment -= YEAR
    _note(ws, "a year before")
    assert _lines(ws) == ["365 days behind the entry before"]
    _note(ws, "a second later")
    assert len(_lines(ws)) == 1
    hands.moment += YEAR
    _note(ws, "put right")
    assert len(_lines(ws)) == 1


def test_a_clock_that_is_set_a_little_is_not_worth_a_line(ws: Workspace, hands: Clock) -> None:
    _note(ws, "at noon")
    hands.moment -= timedelta(seconds=90)
    _note(ws, "after the network had set the clock")
    assert _lines(ws) == []


@pytest.mark.parametrize(
    ("jump", "words"),
    [
        (-YEAR, "This computer's clock is 365 days behind the last entry."),
        (-timedelta(hours=3), "This computer's clock is 3 hours behind the last entry."),
        (-timedelta(minutes=10), "This computer's clock is 10 min behind the last entry."),
        (YEAR, "By this computer's clock the last entry is 365 days old."),
        (timedelta(days=30), ""),
        (-timedelta(seconds=60), ""),
    ],
)
def test_a_doubtful_clock_is_said_as_the_store_is_opened_and_while_it_is(
    ws: Workspace, hands: Clock, jump: timedelta, words: str
) -> None:
    _note(ws, "at noon")
    moment = hands.moment + jump
    for found in (
        doubts_on_opening(ws.vault, moment),
        doubts_while_open(ws.vault.folder, ws.vault.latest_entry_at, moment),
    ):
        assert [d.message for d in found if d.about == "clock"] == ([words] if words else [])


def test_a_store_without_an_entry_has_no_doubts_about_the_clock() -> None:
    assert clock.put_back_by("", NOON) == timedelta()
    assert not clock.is_far_ahead("", NOON)


def test_two_minutes_and_half_a_year_are_not_yet_doubtful() -> None:
    latest = NOON.isoformat()
    a_little = timedelta(seconds=1)
    for behind, said in ((timedelta(minutes=2), timedelta()), (timedelta(minutes=3),) * 2):
        assert clock.put_back_by(latest, NOON - behind) == said
    assert not clock.is_far_ahead(latest, NOON + timedelta(days=183))
    assert clock.is_far_ahead(latest, NOON + timedelta(days=183) + a_little)


def test_lengths_are_said_in_a_unit_that_suits_them() -> None:
    for length, words in (
        (timedelta(days=2), "2 days"),
        (timedelta(hours=47, minutes=59), "48 hours"),
        (timedelta(hours=25), "25 hours"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(seconds=100), "2 min"),
        (timedelta(), "0 min"),
    ):
        assert in_words(length) == words


@pytest.fixture
def london() -> None:
    """The computer stands in London, where the hour from one to two comes twice in October."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def _last_sunday_of_october(year: int) -> tuple[int, int, int]:
    return year, 10, 31 - date(year, 10, 31).isoweekday() % 7


def test_the_night_of_the_change_to_winter_time_keeps_order_and_length(
    ws: Workspace, hands: Clock, london: None
) -> None:
    year, month, day = _last_sunday_of_october(NOON.year + 1)
    hands.moment = datetime(year, month, day, 0, 50, tzinfo=UTC)  # 01:50, summer time
    begun = begin_break(ws, "night", hands())
    _note(ws, "first")
    hands.moment = datetime(year, month, day, 1, 10, tzinfo=UTC)  # 01:10, winter time
    _note(ws, "second")
    ended = end_break(ws, begun, hands().astimezone())
    assert ended.began_at.astimezone().strftime("%H:%M") == "01:50"
    assert ended.ended_at.astimezone().strftime("%H:%M") == "01:10"
    assert timedelta(minutes=20) <= ended.ended_at - ended.began_at < timedelta(minutes=21)
    with ws.vault.reading() as reading:
        notes = current_entries(reading, "note")
    assert [entry.payload["words"] for entry in notes] == ["first", "second"]
    assert _lines(ws) == []
    assert doubts_while_open(ws.vault.folder, ws.vault.latest_entry_at, hands()) == []


@pytest.mark.parametrize("jump", [-YEAR, YEAR, -timedelta(hours=1)])
def test_a_meeting_during_which_the_clock_jumps_is_kept_in_order(
    ws: Workspace, hands: Clock, tmp_path, jump: timedelta
) -> None:
    take_everyone_in(ws, tmp_path / "files")
    asked = Meeting("", "Network 3 MDT", TODAY, "14:00", "Alder Road", tuple(PRACTICES))
    meeting = plan_meeting(ws, asked)
    build_agenda(ws, meeting.id, [ADA, BRAM])
    start_meeting(ws, meeting.id)
    hands.moment += jump
    record_decision(ws, meeting.id, ADA, choices=[], words="The first words.")
    record_decision(ws, meeting.id, ADA, choices=[], words="The words that stand.")
    resting = begin_break(ws, meeting.id, hands())
    hands.moment -= jump
    end_break(ws, resting, hands())
    hands.moment += jump
    with ws.vault.reading() as reading:
        (ended,) = breaks_of(reading, meeting.id)
        assert break_lasting((ended,)) is None
        assert ended.ended_at >= ended.began_at
        assert [d.words for d in decisions_about(reading, ADA, meeting.id)] == [
            "The words that stand."
        ]
        items = agenda(reading, meeting.id)
    assert [item.nhs_number for item in items] == [ADA, BRAM]
    discussed(ws, items[0])
    hands.moment -= 2 * jump
    end_meeting(ws, meeting.id)
    hands.moment += jump
    record_decision(ws, meeting.id, BRAM, choices=[], words="Said after the end.")
    with ws.vault.reading() as reading:
        versions = entries_of_meeting(reading, meeting.id)
        (amended,) = amendments_of(reading, meeting.id)
    assert amended.about == (BRAM,)
    minutes = minutes_per_case(
        TODAY,
        [e for e in versions if e.kind == "meeting"],
        [e for e in versions if e.kind == "agenda_item"],
    )
    assert minutes is None or minutes >= 0
    assert undo_last(ws, meeting.id).words == "decision recorded"
    assert check_store(ws.vault) == []


def test_what_is_undone_is_what_came_last_whatever_the_clock_said(
    ws: Workspace, hands: Clock, tmp_path
) -> None:
    from mdt_app.meeting.nominations import nominate
    from mdt_app.meeting.queries import last_number
    from mdt_app.meeting.values import Nomination

    take_everyone_in(ws, tmp_path / "files")
    nominate(ws, Nomination(ADA, is_chosen=True, question="Before the window was opened"))
    with ws.vault.reading() as reading:
        opened = last_number(reading)
    hands.moment -= YEAR
    nominate(ws, Nomination(BRAM, is_chosen=True, question="Asked in this window"))
    assert undo_last(ws, "", since=opened).about == (BRAM,)
    assert undo_last(ws, "", since=opened) is None


def test_by_the_clock_alone_the_order_would_be_lost(
    ws: Workspace, hands: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests above would prove nothing."""
    _note(ws, "first")
    hands.moment -= YEAR
    _note(ws, "second")
    with ws.vault.reading() as reading:
        by_the_clock = reading.rows(
            "SELECT payload FROM entry WHERE kind = 'note' ORDER BY recorded_at"
        )
        assert next(payload for (payload,) in by_the_clock) == '{"words":"second"}'
