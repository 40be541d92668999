"""The banner says the care plan: in full where its line has room, else in short, never cut off."""

from dataclasses import replace

import pytest

from mdt_app.register.provenance import OfEvent
from mdt_app.ui.meet.banner import Banner
from tests.meeting.test_conditions import event
from tests.meeting.test_trends import ON, record

AGREED = (event("care_plan_agreed", "2026-03-03"),)
LONG_AGO = (event("care_plan_reviewed", "2025-01-02"),)


@pytest.fixture
def banner(themed, qtbot):
    made = Banner()
    qtbot.addWidget(made)
    made.resize(900, 88)
    made.show()
    return made


def show(banner, events, width=900):
    banner.resize(width, 88)
    whose = record()
    known = replace(whose.person, diabetes_type="type 2", ethnic_category="A", language="English")
    banner.show_person(replace(whose, person=known, events=events), "Alder Road", ON)
    return banner.background.text(), banner.conditions.text()


def test_the_care_plan_stands_behind_the_background_with_its_day(banner):
    second, last = show(banner, AGREED)
    assert second.endswith("Care plan agreed 3 Mar 2026")
    assert "Care plan" not in last


def test_without_one_the_banner_says_so(banner):
    assert show(banner, ())[0].endswith("No care plan recorded")


def test_where_the_line_has_no_room_it_is_said_in_short_and_the_line_stays_one(banner):
    second, last = show(banner, AGREED, width=620)
    assert "Care plan" not in second
    assert "Care plan Mar 2026" in last
    assert banner.conditions.heightForWidth(596) == banner.background.minimumSizeHint().height()
    assert "Care plan overdue" in show(banner, LONG_AGO, width=620)[1]


def test_a_wider_window_says_it_in_full_again(banner):
    show(banner, AGREED, width=620)
    banner.resize(900, 88)
    assert banner.background.text().endswith("Care plan agreed 3 Mar 2026")


def test_the_care_plan_leads_to_its_row_and_is_told_to_a_screen_reader(banner):
    show(banner, AGREED)
    asked = [value.asked for value in banner.values()]
    about = OfEvent(banner.nhs_number, "care_plan_agreed", AGREED[0].day)
    assert (about,) in asked
    assert "Care plan agreed 3 Mar 2026" in banner.accessibleDescription()
    banner.clear()
    assert banner.background.text() == ""


def test_easy_read_is_said_where_the_person_asked_for_it(banner):
    whose = record()
    banner.show_person(whose, "Alder Road", ON)
    assert "Easy read" not in banner.background.text()
    banner.show_person(whose, "Alder Road", ON, wants_easy_read=True)
    assert "Easy read" in banner.background.text()
