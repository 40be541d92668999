"""From decision to evidence: sentences about what the records show since, and what they do not.

The day asked is 1 September 2026; the meeting was on 12 March 2026.
"""

from datetime import UTC, date, datetime

import pytest

from mdt_app.meeting.choices import decision_choices
from mdt_app.meeting.follow_up import follow_ups, parse_follow_ups
from mdt_app.meeting.followed import followed
from mdt_app.meeting.values import Action, Decision, Followed, PastDecision
from tests.spec.tables import record_from

ON, HELD = date(2026, 9, 1), date(2026, 3, 12)
AT = datetime(2026, 3, 12, 14, tzinfo=UTC)
NO_LINE = "medicine other named Placebo started 2020-01-01"


def _told(items: str, *choices: str, actions: tuple[Action, ...] = ()) -> list[Followed]:
    decision = Decision("d", "m", "9990000018", choices, "", AT, "Chair")
    record, _on, _entered = record_from(items)
    return list(followed(record, ON, [PastDecision(HELD, decision, actions)]))


def _words(items: str, *choices: str) -> str:
    (one,) = _told(items, *choices)
    return one.words


def _action_words(items: str, words: str, **fields: str) -> list[str]:
    action = Action("a", "m", "9990000018", words, **fields)
    return [each.words for each in _told(items, actions=(action,))]


SGLT2 = "medicine sglt2 named Forxiga started 2026-04-02 issued 2026-08-20"


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (
            f"{SGLT2}; hba1c 84 2026-02-20; hba1c 66 2026-07-06",
            "SGLT2 inhibitor agreed 12 Mar, first issued 2 Apr; HbA1c 84 → 66",
        ),
        (
            f"{SGLT2}; hba1c 84 2026-02-20; hba1c 76 2026-07-06",
            "SGLT2 inhibitor agreed 12 Mar, first issued 2 Apr; HbA1c 84 → 76, within variation",
        ),
        (
            f"{SGLT2}; hba1c 84 2026-02-20; hba1c 80 2026-04-02",
            "SGLT2 inhibitor agreed 12 Mar, first issued 2 Apr; no HbA1c since",
        ),
        (
            f"{SGLT2}; hba1c 66 2026-07-06",
            "SGLT2 inhibitor agreed 12 Mar, first issued 2 Apr; HbA1c 66",
        ),
        (
            "medicine sglt2 started 2026-04-02",
            "SGLT2 inhibitor agreed 12 Mar, started 2 Apr; no HbA1c since",
        ),
        (
            "medicine sglt2 issued 2026-03-12",
            "SGLT2 inhibitor agreed 12 Mar, first issued 12 Mar; no HbA1c since",
        ),
        (NO_LINE, "SGLT2 inhibitor agreed 12 Mar; none issued since"),
        (
            "medicine sglt2 started 2026-09-02 issued 2026-09-02",
            "SGLT2 inhibitor agreed 12 Mar; none issued since",
        ),
        (
            "medicine sglt2 started 2026-01-03 issued 2026-08-01",
            "SGLT2 inhibitor agreed 12 Mar; on the record before that, from 3 Jan",
        ),
        (
            "medicine sglt2 started 2024-01-03 issued 2024-08-01 ended 2025-01-01",
            "SGLT2 inhibitor agreed 12 Mar; none issued since",
        ),
        ("sglt2_declined 2026-04-03", "SGLT2 inhibitor agreed 12 Mar; declined 3 Apr"),
        ("sglt2_declined 2026-03-12", "SGLT2 inhibitor agreed 12 Mar; none issued since"),
    ],
)
def test_a_medicine_agreed_is_looked_for_after_the_meeting(items: str, words: str) -> None:
    assert _words(items, "start_sglt2") == words


def test_a_combination_counts_for_each_of_its_classes() -> None:
    items = "medicine metformin+sglt2 named Xigduo started 2026-04-02 issued 2026-08-01"
    assert _words(items, "start_sglt2").startswith("SGLT2 inhibitor agreed 12 Mar, first issued")


def test_what_intensified_and_what_was_ended_is_named() -> None:
    held = "medicine metformin named Metformin started 2020-01-01 issued 2026-08-01"
    added = "medicine dpp4 named Januvia started 2026-04-02 issued 2026-08-01"
    assert _words(f"{held}; {added}", "intensify") == (
        "More treatment agreed 12 Mar, Januvia first issued 2 Apr; no HbA1c since"
    )
    again = "medicine metformin named Metformin MR started 2026-04-02 issued 2026-08-01"
    assert _words(f"{held}; {again}", "intensify") == (
        "More treatment agreed 12 Mar; no glucose-lowering medicine started since"
    )
    ended = "medicine sulfonylurea named Gliclazide started 2020-01-01 ended 2026-03-20"
    assert _words(f"{ended}; hba1c 44 2026-02-01; hba1c 51 2026-08-01", "de_intensify") == (
        "Less treatment agreed 12 Mar, Gliclazide ended 20 Mar; HbA1c 44 → 51"
    )


@pytest.mark.parametrize(
    ("words", "items", "told"),
    [
        ("eye screening", NO_LINE, "no attendance recorded since"),
        ("eye screening", "retinal_screen_attended 2026-03-12", "no attendance recorded since"),
        ("Book eye screening.", "retinal_screen_attended 2026-03-13", "attended 13 Mar"),
        ("Book the eyes", "retinal_screen_declined 2026-04-01", "declined 1 Apr"),
        ("Refer to podiatry", "foot_check 2026-04-01", "foot check 1 Apr"),
        ("Refer to X-PERT in Bengali", "education_attended 2026-05-01", "attended 1 May"),
        ("Agree a care plan", NO_LINE, "no care plan recorded since"),
        ("Repeat HbA1c", "hba1c 84 2026-02-01; hba1c 66 2026-06-01", "HbA1c 84 → 66 on 1 Jun"),
        ("Repeat ACR in 6 weeks", "acr 4 2026-05-01", "urine ACR 4 on 1 May"),
        (
            "Repeat ACR",
            "acr 4 2026-02-01; acr 5 2026-05-01",
            "urine ACR 4 → 5 on 1 May, within variation",
        ),
        (
            "Start sitagliptin 100 mg",
            "medicine dpp4 named Januvia started 2026-04-02 issued 2026-08-01",
            "Januvia first issued 2 Apr; no HbA1c since",
        ),
        ("Start atorvastatin", NO_LINE, "none issued since"),
    ],
)
def test_an_action_is_looked_for_by_its_words(words: str, items: str, told: str) -> None:
    assert _action_words(items, words) == [f"Agreed 12 Mar: {words.rstrip('.')}; {told}"]


@pytest.mark.parametrize(
    "words",
    [
        "Ring the family",
        "Increase gliclazide to 80 mg",  # a dose is not a start
        "Faction of the heyes",  # whole words only
        "Show how to use insulin pens, starting slowly",
    ],
)
def test_words_that_nothing_on_record_shows_are_left_alone(words: str) -> None:
    assert _action_words("hba1c 66 2026-06-01", words) == []


def test_one_thing_agreed_twice_at_one_meeting_is_told_once_and_withdrawn_things_never() -> None:
    eyes = Action("a", "m", "9990000018", "Book the eyes")
    again = Action("b", "m", "9990000018", "Eye screening with interpreter")
    gone = Action("c", "m", "9990000018", "Refer to podiatry", state="withdrawn")
    assert [f.of for f in _told(NO_LINE, actions=(eyes, again, gone))] == ["a"]


def test_the_detail_of_a_referral_is_looked_for_too() -> None:
    (told,) = _told("education_attended 2026-05-01", "refer:DESMOND", "continue")
    assert told.words == "Agreed 12 Mar: DESMOND; attended 1 May"
    assert (told.of, told.is_seen) == ("d", True)


def test_an_earlier_year_is_said() -> None:
    record, _on, _entered = record_from(SGLT2)
    decision = Decision("d", "m", "9990000018", ("start_sglt2",), "", AT, "Chair")
    (told,) = followed(record, date(2027, 1, 5), [PastDecision(HELD, decision, ())])
    assert told.words.startswith("SGLT2 inhibitor agreed 12 Mar 2026, first issued 2 Apr 2026")


def test_the_vocabulary_knows_only_decisions_that_exist() -> None:
    codes = {choice.code for choice in decision_choices()}
    named = {code for each in follow_ups().known for code in each.codes}
    assert named <= codes
    assert {"start_sglt2", "start_glp1", "start_insulin", "intensify", "de_intensify"} <= named


def test_a_vocabulary_with_mistakes_is_refused_with_all_of_them() -> None:
    wrong = """
    [[evidence]]
    codes = ["x"]
    started = ["sglt3"]
    none = "none"
    [[evidence]]
    mentions = ["eyes"]
    eventz = ["retinal_screen_attended"]
    outcome = "hba2c"
    """
    with pytest.raises(ValueError, match="sglt3") as refused:
        parse_follow_ups(wrong)
    told = str(refused.value)
    for part in ("no name", "eventz", "hba2c", "nothing to look for", "no words for nothing"):
        assert part in told


def test_a_decision_and_its_action_that_led_to_one_medicine_are_told_once() -> None:
    items = "medicine dpp4 named Januvia started 2026-04-02 issued 2026-08-01"
    start = Action("a", "m", "9990000018", "Start sitagliptin 100 mg")
    assert [each.of for each in _told(items, "intensify", actions=(start,))] == ["d"]
    assert [each.of for each in _told(NO_LINE, "intensify", actions=(start,))] == ["d", "a"]


@pytest.mark.parametrize(
    ("words", "is_seen"),
    [
        ("Repeat eGFR in three months", True),
        ("Check eGFR", True),
        ("Review metformin dose when eGFR is below 45", False),
    ],
)
def test_a_result_shows_an_action_done_only_where_the_action_asks_for_it(words, is_seen) -> None:
    action = Action("a", "m", "9990000018", words)
    (one,) = _told("egfr 40 2026-05-01", actions=(action,))
    assert one.is_seen is is_seen
    assert "eGFR 40 on 1 May" in one.words


@pytest.mark.parametrize(
    ("code", "items", "words"),
    [
        (
            "bp_step",
            "blood_pressure 152/88 2026-02-20; blood_pressure 138/80 2026-07-06",
            "Next step for blood pressure agreed 12 Mar, blood pressure 152/88 → 138/80 on 6 Jul",
        ),
        ("care_plan", "care_plan_agreed 2026-04-02", "Care plan agreed 12 Mar, care plan 2 Apr"),
        ("recall", NO_LINE, "Contact agreed 12 Mar; no contact recorded since"),
        (
            "educate_course",
            "education_attended 2026-05-04",
            "Structured education agreed 12 Mar, attended 4 May",
        ),
    ],
)
def test_the_wider_vocabulary_is_followed_too(code, items, words):
    assert _words(items, code) == words
