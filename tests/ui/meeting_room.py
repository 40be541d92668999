"""A meeting about six invented people, open, with the real screen and its two threads."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Attendee, Meeting, Nomination
from mdt_app.ui.meet.screen import MeetScreen
from mdt_app.ui.shell import Shell
from mdt_app.ui.window import Desk
from mdt_app.vault.workspace import Workspace
from tests.invented import PRACTICES, TODAY
from tests.ui.network import EVERYONE, Threads, take_everyone_in


def question_about(number: str) -> str:
    """Words that can be about nobody else."""
    return f"What next for {mark_of(number)}?"


def mark_of(number: str) -> str:
    """A word that stands for one person and contains no number of theirs."""
    return f"mark{EVERYONE.index(number)}mark"


def plan(ws: Workspace, folder: Path) -> Meeting:
    """Everybody taken in, asked about, and on the agenda of a planned meeting."""
    take_everyone_in(ws, folder)
    for number in EVERYONE:
        nominate(ws, Nomination(number, is_chosen=True, question=question_about(number)))
    asked = Meeting("", "Network 3 MDT", TODAY, "14:00", "Alder Road", tuple(PRACTICES))
    meeting = plan_meeting(ws, asked)
    build_agenda(ws, meeting.id, EVERYONE)
    record_attendee(ws, meeting.id, Attendee("", "Dr S. Rahman", "GP", "Y00001"))
    return meeting


def begin(ws: Workspace, folder: Path) -> Meeting:
    """The same, and the meeting has started."""
    meeting = plan(ws, folder)
    return replace(start_meeting(ws, meeting.id), state="open")


def shell_with_meet(ws: Workspace, working: Threads) -> Shell:
    """The window with only Meet in it, shown."""

    def meet() -> MeetScreen:
        return MeetScreen(ws, working.runner, working.saver)

    made = Shell(ws)
    made.add_screen("meet", "Meet", meet)
    made.show_screen("meet")
    made.show()
    made.activateWindow()
    working.settle()
    return made


@contextmanager
def desk_open(ws, threads, qtbot, made_ahead=(None, None)):
    """The whole window as it opens, every place on the rail in it; closed with all kept."""
    made = Desk(ws, threads.runner, None, *made_ahead)
    qtbot.addWidget(made.shell)
    made.shell.resize(1366, 768)
    made.shell.show()
    made.shell.activateWindow()
    qtbot.waitUntil(made.shell.isActiveWindow)
    yield made
    made.shell.keep_what_is_typed()
    made.upkeep.stop()
    made.saver.shut_down()
    threads.settle()
