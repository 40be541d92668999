"""Where values on the screen are from, read when asked for; a reason's evidence is worked out."""

from collections.abc import Iterator
from datetime import date

from mdt_app.flags.answers import Raised
from mdt_app.register.diagnosis import coded_diagnoses
from mdt_app.register.provenance import Asked, OfEvent, OfPerson, Provenance
from mdt_app.register.queries import record_of
from mdt_app.register.tracing import provenance_of
from mdt_app.ui.provenance import OfReason, Value, asked_of
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace

_DIAGNOSIS = ("diabetes_type", "diagnosed_on")
"""What a coded diagnosis says where the person's own row does not."""


def sources_of(ws: Workspace, value: Value, on: date) -> list[Provenance | None]:
    """Where everything behind a value shown as it stood on a day is from, each once."""
    with ws.vault.reading() as reading:
        asked = [one for asked in value.asked for one in _plain(reading, asked, on)]
        return [provenance_of(reading, one) for one in dict.fromkeys(asked)]


def _plain(reading: Reading, asked: Asked | OfReason, on: date) -> Iterator[Asked]:
    if isinstance(asked, OfPerson) and asked.field in _DIAGNOSIS:
        yield _diagnosis(reading, asked, on)
        return
    if not isinstance(asked, OfReason):
        yield asked
        return
    from mdt_app.flags.engine import answers
    from mdt_app.flags.in_force import pack_in_force
    from mdt_app.meeting.entered import entered_about

    entered, pack = entered_about(reading, asked.nhs_number), pack_in_force(reading)
    record = record_of(reading, asked.nhs_number)
    for answer in answers(pack, record, on, entered) if record is not None else ():
        if isinstance(answer, Raised) and answer.rule == asked.rule:
            yield from asked_of(asked.nhs_number, answer.evidence)


def _diagnosis(reading: Reading, asked: OfPerson, on: date) -> Asked:
    record = record_of(reading, asked.nhs_number)
    said_by = coded_diagnoses(record.person, record.events, on) if record is not None else {}
    event = said_by.get(asked.field)
    return asked if event is None else OfEvent(asked.nhs_number, event.kind, event.day)
