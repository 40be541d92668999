"""Prepare says beside each reason what changed since the last meeting, as soon as it is known."""

from datetime import date

import pytest

from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import end_meeting, plan_meeting
from mdt_app.meeting.values import Meeting
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.shell import Shell
from tests.ui.network import ADA, BRAM, CLEO, take_everyone_in


@pytest.fixture
def screen(ws, tmp_path, two_threads, qtbot):
    """The list, after a meeting in September that had Ada on its agenda."""
    take_everyone_in(ws, tmp_path / "files")
    held = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    build_agenda(ws, held.id, [ADA])
    end_meeting(ws, held.id)

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


def _when(screen, headline):
    row = next(row for row in screen.panel.flags._rows if row.headline.text() == headline)
    return row.when.text().replace("\N{NO-BREAK SPACE}", " ")


def test_the_words_are_those_of_the_meeting_screen(screen, two_threads):
    screen.open_person(ADA)
    two_threads.settle()
    assert _when(screen, "HbA1c 92 mmol/mol") == "worse: 84 → 92"


def test_until_they_are_known_the_list_says_what_is_new(screen, two_threads):
    screen.open_person(ADA)
    two_threads.settle()
    screen.open_person(BRAM)
    assert _when(screen, "HbA1c 74 mmol/mol") == "new"
    two_threads.settle()
    assert _when(screen, "HbA1c 74 mmol/mol") == "new"


def test_an_answer_about_somebody_no_longer_shown_is_dropped(screen, two_threads):
    for number in (BRAM, CLEO, ADA, CLEO):
        screen.open_person(number)
    two_threads.settle()
    assert _when(screen, "HbA1c 88 mmol/mol") == "new"
    assert screen.panel.name.text().startswith("ALI")


def test_typing_goes_on_undisturbed_when_the_answer_comes(screen, two_threads):
    screen.open_person(ADA)
    screen.panel.question_edit.setFocus()
    screen.panel.question_edit.insertPlainText("Half a quest")
    two_threads.settle()
    assert screen.panel.question_edit.toPlainText() == "Half a quest"
    assert screen.panel.question_edit.textCursor().position() == len("Half a quest")
    assert _when(screen, "HbA1c 92 mmol/mol") == "worse: 84 → 92"
