"""Why each case of the agenda is listed, in a few words, worked out behind what is shown."""

from collections.abc import Container, Sequence
from datetime import date

from mdt_app.flags.answers import Answer, Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.in_force import pack_in_force
from mdt_app.meeting.entered import entered_about
from mdt_app.meeting.set_aside import set_aside_about
from mdt_app.register.queries import record_of
from mdt_app.ui.meet.words import short_reasons
from mdt_app.vault.workspace import Workspace


def reasons_of(ws: Workspace, numbers: Sequence[str], on: date) -> dict[str, str]:
    """Each person's first reasons by NHS number. Each is read by itself, so saving never waits."""
    found: dict[str, str] = {}
    for number in numbers:
        with ws.vault.reading() as reading:
            record = record_of(reading, number)
            pack, entered = pack_in_force(reading), entered_about(reading, number)
            aside = set_aside_about(reading, number, on)
        if record is not None:
            given = answers(pack, record, on, entered)
            found[number] = short_reasons([a for a in given if not _is_aside(a, aside)])
    return found


def _is_aside(answer: Answer, aside: Container[str]) -> bool:
    return isinstance(answer, Raised) and answer.rule in aside
