"""The ranked list: its order and reasons, its lanes, what is new, and what is kept of it."""

from datetime import date, timedelta

import pytest

from mdt_app.clinical.kinds import Kind, Setting
from mdt_app.errors import Cancelled
from mdt_app.meeting.agenda import build_agenda, discussed
from mdt_app.meeting.case_list import case_list, latest_hba1c, order_reasons
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.own_targets import agree_target
from mdt_app.meeting.set_aside import set_aside
from mdt_app.meeting.undo import reopen_meeting
from mdt_app.meeting.values import Case, Meeting, Nomination
from mdt_app.register.values import Person, Record, Result
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.kept_list import cached_case_list
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, AddPerson, Results, well

SEPTEMBER = date(2026, 9, 17)
LATELY = date(2026, 10, 20).toordinal()


def _by_number(cases: list[Case]) -> dict[str, Case]:
    return {case.person.nhs_number: case for case in cases}


def _rules(case: Case) -> list[str]:
    return [raised.rule for raised in case.raised]


def _results(hba1c: float, day: str = "2026-11-03") -> Results:
    return {**well(), Kind.HBA1C: {"2026-02-03": 55.0, day: hba1c}}


def test_red_stands_before_amber_and_amber_before_those_with_nothing_raised(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=well())
    add_person(BRAM, results=_results(72.0))
    add_person(CLEO, results=_results(92.0))
    cases = case_list(ws, TODAY)
    assert [case.person.nhs_number for case in cases] == [CLEO, BRAM, ADA]
    assert [(case.rank, case.severity, case.lane) for case in cases] == [
        (1, "red", "flagged"),
        (2, "amber", "flagged"),
        (3, "", "clear"),
    ]


def test_what_is_new_since_the_last_meeting_comes_before_what_was_there(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0, "2026-08-03"))
    add_person(BRAM, results=_results(92.0, "2026-11-03"))
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER))
    assert all(case.new == () for case in case_list(ws, TODAY)), "nothing is new before a meeting"
    end_meeting(ws, held.id)
    first, second = case_list(ws, TODAY)
    assert first.person.nhs_number == BRAM
    assert "hba1c-very-high" in first.new
    assert second.new == ()


def test_on_its_own_day_a_meeting_sees_what_is_new_since_the_one_before(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    add_person(ADA, results=_results(92.0, "2026-11-03"))
    end_meeting(ws, plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER)).id)
    end_meeting(ws, meeting.id)
    (case,) = case_list(ws, meeting.held_on)
    assert "hba1c-very-high" in case.new


def test_more_flags_come_first_and_then_who_was_discussed_longest_ago(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0))
    add_person(BRAM, results=_results(92.0))
    add_person(CLEO, results=_results(92.0))
    add_person(DITA, results=_results(92.0), events={"2026-05-01": "severe_hypo"})
    for day, number in ((SEPTEMBER, ADA), (SEPTEMBER - timedelta(90), BRAM)):
        held = plan_meeting(ws, Meeting("", "Network 3 MDT", day))
        (item,) = build_agenda(ws, held.id, [number])
        discussed(ws, item)
        end_meeting(ws, held.id)
    cases = case_list(ws, TODAY)
    assert [case.person.nhs_number for case in cases] == [DITA, CLEO, BRAM, ADA]
    assert [case.last_discussed_on for case in cases][-1] == SEPTEMBER


def test_somebody_with_next_to_nothing_on_record_is_not_ranked_as_well(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=well())
    add_person(BRAM, registered_on=LATELY)
    cases = case_list(ws, TODAY)
    assert [case.raised for case in cases] == [(), ()]
    assert [case.person.nhs_number for case in cases] == [BRAM, ADA]
    assert [case.lane for case in cases] == ["not_reached", "clear"]


def test_somebody_not_reached_who_has_a_red_flag_stays_among_the_red(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0))
    add_person(BRAM, events={"2026-11-09": "severe_hypo"})
    bram = _by_number(case_list(ws, TODAY))[BRAM]
    assert (bram.lane, bram.severity) == ("not_reached", "red")


def test_who_died_or_left_is_not_on_the_list_from_that_day(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0), died_on=TODAY.toordinal())
    add_person(BRAM, results=_results(92.0), left_on=TODAY.toordinal())
    assert case_list(ws, TODAY) == []
    assert len(case_list(ws, TODAY - timedelta(1))) == 2


def test_the_latest_four_hba1c_days_are_drawn_and_none_of_the_future(
    ws: Workspace, add_person: AddPerson
) -> None:
    days = {f"202{year}-03-02": 50.0 + year for year in range(1, 7)}
    add_person(ADA, results={Kind.HBA1C: {**days, "2026-12-01": 99.0}})
    (case,) = case_list(ws, TODAY)
    assert [value for _, value in case.hba1c] == [53.0, 54.0, 55.0, 56.0]
    assert case.hba1c[-1][0] == date(2026, 3, 2).toordinal()


def test_a_bound_and_a_reading_at_home_are_not_in_the_number_drawn_for_a_day() -> None:
    day = TODAY.toordinal()
    rows = (58.0, "", 0), (64.0, "", 0), (130.0, ">", 0), (40.0, "", Setting.HOME)
    found = tuple(
        Result(Kind.HBA1C, day, value, 0, "", comparator, setting, "", "", 0, 1, 2)
        for value, comparator, setting in rows
    )
    ada = Person(1, ADA, "Exemplar", "Ada", "", date(1968, 2, 14), "female", "Y00001")
    assert latest_hba1c(Record(ada, {Kind.HBA1C: found}), TODAY) == ((day, 61.0),)


def test_the_kept_list_says_the_same_as_the_one_worked_out(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    for number in (ADA, BRAM, CLEO):
        add_person(number, results=_results(92.0))
    build_agenda(ws, meeting.id, [ADA])
    end_meeting(ws, meeting.id)
    add_person(DITA)
    worked_out = case_list(ws, TODAY + timedelta(30))
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY + timedelta(30)) == worked_out


@pytest.mark.parametrize("change", ["import", "meeting", "day"])
def test_the_kept_list_is_not_shown_once_it_may_be_wrong(
    ws: Workspace, add_person: AddPerson, meeting: Meeting, change: str
) -> None:
    add_person(ADA, results=_results(92.0))
    case_list(ws, TODAY)
    if change == "import":
        add_person(BRAM)
    if change == "meeting":
        end_meeting(ws, meeting.id)
    day = TODAY + timedelta(1) if change == "day" else TODAY
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, day) is None


def test_the_kept_list_stays_while_people_are_chosen_and_decided_about(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    add_person(ADA, results=_results(92.0))
    cases = case_list(ws, TODAY)
    nominate(ws, Nomination(ADA, True, "What next?"))
    build_agenda(ws, meeting.id)
    start_meeting(ws, meeting.id)
    record_decision(ws, meeting.id, ADA, ["intensify"], "")
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) == cases


def test_a_meeting_reopened_and_ended_otherwise_gives_another_list(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    add_person(ADA, results=_results(92.0))
    (item,) = build_agenda(ws, meeting.id, [ADA])
    end_meeting(ws, meeting.id)
    assert case_list(ws, TODAY)[0].carried == 1
    reopen_meeting(ws, meeting.id)
    discussed(ws, item)
    end_meeting(ws, meeting.id)
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is None
    assert case_list(ws, TODAY)[0].carried == 0


def test_a_list_that_is_cancelled_leaves_none_behind(ws: Workspace, add_person: AddPerson) -> None:
    add_person(ADA)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        case_list(ws, TODAY, stop)
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is None


def test_the_agenda_takes_the_order_of_the_list_last_kept(
    ws: Workspace, add_person: AddPerson, meeting: Meeting
) -> None:
    add_person(ADA, results=_results(72.0))
    add_person(BRAM, results=_results(92.0))
    for number in (ADA, BRAM):
        nominate(ws, Nomination(number, True, "What next?", asked="agreed"))
    case_list(ws, TODAY)
    assert [item.nhs_number for item in build_agenda(ws, meeting.id)] == [BRAM, ADA]


def test_the_reasons_for_the_order_are_given_in_words(ws: Workspace, add_person: AddPerson) -> None:
    add_person(ADA, results=_results(72.0))
    add_person(BRAM, results=well())
    add_person(CLEO, registered_on=LATELY)
    add_person(DITA, results=_results(92.0))
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER))
    items = {item.nhs_number: item for item in build_agenda(ws, held.id, [ADA, DITA])}
    discussed(ws, items[ADA])
    end_meeting(ws, held.id)
    cases = _by_number(case_list(ws, TODAY))
    flags, new = len(cases[ADA].raised), len(cases[ADA].new)
    assert order_reasons(cases[ADA]) == (
        f"amber flag; {new} new or worse since the last meeting; {flags} flags in all;"
        " last discussed 17 Sep 2026"
    )
    assert order_reasons(cases[BRAM]) == "nothing raised; never discussed"
    assert order_reasons(cases[CLEO]) == "most rules cannot answer; never discussed"
    assert order_reasons(cases[DITA]).endswith("never discussed; carried over 1×")


def _ask_everybody(ws: Workspace) -> list[Case]:
    """The list worked out with nothing kept to start from."""
    with ws.vault.caching() as writing:
        writing.execute("DELETE FROM case_list")
    return case_list(ws, TODAY)


def test_a_flag_set_aside_counts_for_nothing_and_is_named_apart(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0))
    add_person(BRAM, results=_results(72.0))
    end_meeting(ws, plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER)).id)
    before = _by_number(case_list(ws, TODAY))[ADA]
    assert (before.rank, before.severity) == (1, "red")
    set_aside(ws, ADA, "hba1c-very-high", "seen by the clinic", TODAY + timedelta(90))
    after = _by_number(case_list(ws, TODAY))[ADA]
    assert after.severity == "amber"
    assert [flag.rule for flag in after.set_aside] == ["hba1c-very-high"]
    assert "hba1c-very-high" not in _rules(after) + list(after.new)
    assert len(after.raised) == len(before.raised) - 1
    assert "; 1 set aside; " in order_reasons(after)


def test_somebody_with_every_flag_set_aside_is_not_flagged_until_they_are_asked_again(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(72.0))
    again = TODAY + timedelta(30)
    for rule in _rules(case_list(ws, TODAY)[0]):
        set_aside(ws, ADA, rule, "known", again)
    (case,) = case_list(ws, TODAY)
    assert (case.lane, case.severity, case.raised) == ("clear", "", ())
    assert case_list(ws, again - timedelta(1))[0].raised == ()
    assert case_list(ws, again)[0].raised != ()


def test_after_a_flag_is_set_aside_only_that_person_is_asked_again(
    ws: Workspace, add_person: AddPerson
) -> None:
    for number, value in ((ADA, 92.0), (BRAM, 72.0), (CLEO, 95.0), (DITA, 60.0)):
        add_person(number, results=_results(value))
    case_list(ws, TODAY)
    set_aside(ws, CLEO, "hba1c-very-high", "known", TODAY + timedelta(90))
    agree_target(ws, CLEO, Kind.HBA1C, "75", "Dr S. Rahman", TODAY)
    told: list[tuple[int, int]] = []
    again = case_list(ws, TODAY, lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert again == _ask_everybody(ws)
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) == again


@pytest.mark.parametrize("change", ["import", "meeting", "day"])
def test_everybody_is_asked_again_where_more_than_one_line_may_be_wrong(
    ws: Workspace, add_person: AddPerson, meeting: Meeting, change: str
) -> None:
    for number in (ADA, BRAM, CLEO):
        add_person(number, results=_results(92.0))
    case_list(ws, TODAY)
    set_aside(ws, CLEO, "hba1c-very-high", "known", TODAY + timedelta(90))
    if change == "import":
        add_person(DITA)
    if change == "meeting":
        end_meeting(ws, meeting.id)
    day = TODAY + timedelta(1) if change == "day" else TODAY
    told: list[int] = []
    case_list(ws, day, lambda _done, total: told.append(total))
    assert told[-1] == (4 if change == "import" else 3)


def test_the_kept_list_is_not_shown_once_a_flag_was_set_aside(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=_results(92.0))
    case_list(ws, TODAY)
    set_aside(ws, ADA, "hba1c-very-high", "known", TODAY + timedelta(90))
    with ws.vault.reading() as reading:
        assert cached_case_list(reading, TODAY) is None
