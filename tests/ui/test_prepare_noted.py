"""Noted is proposed on Prepare, never decided there; a sample is marked to be looked at in full."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.agenda import build_agenda, discussed
from mdt_app.meeting.meetings import end_meeting, plan_meeting
from mdt_app.meeting.nominations import nominations
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.shell import Shell
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, DITA, EMRE, put_person, well

SEPTEMBER = date(2026, 9, 17)
CHECKS_DUE = (ADA, BRAM, CLEO, DITA)
EYES_SEEN = {"2026-11-03": "contact"}
"""In place of a visit to the eye screening: only that is due."""


def _results():
    return {k: v for k, v in well().items() if k not in (Kind.RETINAL_LEFT, Kind.RETINAL_RIGHT)}


@pytest.fixture
def discussed_before(ws):
    """Four people with nothing but their eyes due, and one with an HbA1c that is new."""
    for place, number in enumerate(CHECKS_DUE):
        put_person(ws, number, f"Exemplar{place}", results=_results(), events=EYES_SEEN)
    high = {**_results(), Kind.HBA1C: {"2026-02-03": 50.0, "2026-11-03": 92.0}}
    put_person(ws, EMRE, "Pattern", results=high, events=EYES_SEEN)
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", SEPTEMBER))
    for item in build_agenda(ws, held.id, [*CHECKS_DUE, EMRE]):
        discussed(ws, item)
    end_meeting(ws, held.id)


@pytest.fixture
def screen(ws, discussed_before, two_threads, qtbot):
    def prepare():
        return PrepareScreen(PrepareController(ws, two_threads.runner, two_threads.saver))

    shell = Shell(ws)
    qtbot.addWidget(shell)
    shell.add_screen("prepare", "Prepare", prepare)
    shell.show()
    shell.show_screen("prepare")
    two_threads.settle()
    yield shell.screen_shown
    shell.keep_what_is_typed()
    two_threads.settle()


def _lines(screen):
    screen.filter_row.segments.segment("noted").click()
    return {line.nhs_number: line for line in screen.table.rows.shown}


def _plan(ws, screen, two_threads):
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    screen.activated()
    two_threads.settle()
    return meeting


def test_who_has_only_checks_due_is_proposed_and_nobody_is_noted_by_it(ws, screen):
    lines = _lines(screen)
    assert set(lines) == set(CHECKS_DUE)
    assert {line.lane for line in lines.values()} == {"Noted?"}, "nobody is drawn yet"
    with ws.vault.reading() as reading:
        assert nominations(reading) == {}
    screen.open_person(ADA)
    words = screen.panel.proposed.text()
    assert words.startswith("Proposed: noted, since only checks are due (")
    assert words.endswith("discussed 17 Sep 2026. 2 accepts it, 1 or 3 does not.")


def test_with_a_meeting_planned_one_of_them_is_drawn_for_audit(ws, screen, two_threads):
    _plan(ws, screen, two_threads)
    lanes = [line.lane for line in _lines(screen).values()]
    assert sorted(lanes) == ["Audit", "Noted?", "Noted?", "Noted?"]
    drawn = next(line for line in screen.table.rows.shown if line.lane == "Audit")
    screen.open_person(drawn.nhs_number)
    assert screen.panel.proposed.text().startswith("For audit: look at this one in full.")
    assert "One of 1 drawn from the 4 proposed" in screen.panel.proposed.text()


def test_2_accepts_the_proposal_and_1_changes_it(ws, screen, two_threads):
    for number, key, lane in ((ADA, Qt.Key.Key_2, "noted"), (BRAM, Qt.Key.Key_1, "full")):
        screen.open_person(number)
        QTest.keyClick(screen.table, key)
        two_threads.settle()
        with ws.vault.reading() as reading:
            said = nominations(reading).get(number, Nomination(number))
        assert (said.is_chosen, said.lane) == (True, lane)
        assert not screen.panel.proposed.isVisible()
    assert set(_lines(screen)) == {ADA, CLEO, DITA}
    assert screen.filter_row.segments.segment("noted").text() == "Noted 3"


def test_somebody_not_proposed_has_nothing_under_the_lane(screen):
    screen.open_person(EMRE)
    assert not screen.panel.proposed.isVisible()
