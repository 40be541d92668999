"""Who is behind a month's tiers and remits, and what was learned, of nobody in particular."""

from datetime import date

import pytest

from mdt_app.meeting.care_cases import cases_of_month
from mdt_app.meeting.decisions import Beside, record_decision
from mdt_app.meeting.learning import keep_learning_point, lessons
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.tiers import tier_counts
from mdt_app.meeting.values import Meeting
from tests.ui.network import ADA, BRAM, CLEO, take_everyone_in


@pytest.fixture
def meeting(ws, tmp_path):
    """In October Ada was placed and Bram returned; Cleo is of another practice."""
    take_everyone_in(ws, tmp_path / "files")
    made = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 10, 31)))
    beside = Beside(tier="specialist", remit="foot")
    record_decision(ws, made.id, ADA, ["continue"], "", beside=beside)
    record_decision(ws, made.id, BRAM, ["discharge:stable"], "")
    record_decision(ws, made.id, CLEO, ["continue"], "")
    return made


def test_the_cases_of_a_month_are_named_for_ones_own_practice_only(ws, meeting):
    with ws.vault.reading() as reading:
        found = cases_of_month(reading, date(2026, 10, 1), "Y00001")
        nobody = cases_of_month(reading, date(2026, 10, 1), "")
    assert [(case.name, case.words) for case in found.own] == [
        ("Begum, Ada", "Specialist care · Diabetic foot"),
        ("Chowdhury, Bram", "Tier not recorded · returned to the practice"),
    ]
    assert (found.others, nobody.own, nobody.others) == (1, (), 3)


def test_as_many_cases_are_behind_a_month_as_it_counts(ws, meeting):
    november = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 11, 1)))
    record_decision(ws, november.id, ADA, ["continue"], "")
    with ws.vault.reading() as reading:
        for counts in tier_counts(reading, date.min, date.max):
            found = cases_of_month(reading, counts.month, "Y00001")
            assert len(found.own) + found.others == counts.decided


def test_a_lesson_says_its_meeting_and_not_whose_case_it_was(ws, meeting):
    keep_learning_point(ws, meeting.id, ADA, "Ask about sick days first.")
    with ws.vault.reading() as reading:
        (lesson,) = lessons(reading)
    assert (lesson.held_on, lesson.meeting) == (date(2026, 10, 31), "Network 3 MDT")
    assert ADA not in repr(lesson)
