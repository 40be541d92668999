"""The strip of yearly checks: done within its months, or missing, and when last."""

from dataclasses import replace
from datetime import date

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.care_processes import EYES, care_processes
from mdt_app.register.values import Event, Record
from tests.meeting.test_trends import ON, day, hba1c, record, result


def strip(record):
    return {one.name: one for one in care_processes(load_pack(), record, ON)}


def word(kind, on, grade):
    return result(kind, on, 0)._replace(word=grade)


def screened(*days):
    graded = [
        word(kind, on, "R0 M0") for on in days for kind in (Kind.RETINAL_LEFT, Kind.RETINAL_RIGHT)
    ]
    return record(*graded)


def typed(found: Record) -> Record:
    return replace(found, person=replace(found.person, diabetes_type="type 2"))


def test_a_check_counts_for_fifteen_months_and_not_a_day_longer():
    assert strip(record(hba1c("2025-08-27", 60)))["HbA1c"].is_done
    assert not strip(record(hba1c("2025-08-26", 60)))["HbA1c"].is_done


def test_a_check_never_done_has_no_day():
    found = strip(record())
    assert all(one.last_on is None and not one.is_done for one in found.values())
    assert len(found) == 9


def test_a_missing_check_still_says_when_it_was_last_done():
    assert strip(record(hba1c("2020-01-01", 60)))["HbA1c"].last_on == date(2020, 1, 1)


def test_two_clear_screens_last_two_years():
    assert strip(screened("2024-10-01"))[EYES].is_done is False
    assert strip(screened("2023-10-01", "2024-10-01"))[EYES].is_done is True


def test_an_attended_screen_counts_without_a_grade():
    found = replace(
        record(), events=(Event("retinal_screen_attended", day("2026-01-01"), "", 1, 2),)
    )
    assert strip(found)[EYES].is_done


def test_the_strip_and_the_flag_never_disagree():
    person = typed(record(hba1c("2026-01-01", 60), result(Kind.ACR, "2024-01-01", 2)))
    missing = [one for one in strip(person).values() if one.name != EYES and not one.is_done]
    raised = [a for a in answers(load_pack(), person, ON) if isinstance(a, Raised)]
    (flag,) = [a for a in raised if a.rule == "processes-missing"]
    assert flag.headline.startswith(f"{len(missing)} of 8")
