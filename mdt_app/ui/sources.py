"""Where values on the screen are from, read when asked for; a reason's evidence is worked out."""

from collections.abc import Iterator
from datetime import date

from mdt_app.flags.answers import Raised
from mdt_app.register.provenance import Asked, Provenance
from mdt_app.register.queries import record_of
from mdt_app.register.tracing import provenance_of
from mdt_app.ui.provenance import OfReason, Value, asked_of
from mdt_app.vault.vault import Reading
from mdt_app.vault.workspace import Workspace


def sources_of(ws: Workspace, value: Value) -> list[Provenance | None]:
    """Where everything behind a value is from, each once."""
    with ws.vault.reading() as reading:
        asked = [one for asked in value.asked for one in _plain(reading, asked, ws.today())]
        return [provenance_of(reading, one) for one in dict.fromkeys(asked)]


def _plain(reading: Reading, asked: Asked | OfReason, on: date) -> Iterator[Asked]:
    if not isinstance(asked, OfReason):
        yield asked
        return
    from mdt_app.flags.engine import answers
    from mdt_app.flags.pack import load_pack

    record = record_of(reading, asked.nhs_number)
    for answer in answers(load_pack(), record, on) if record is not None else ():
        if isinstance(answer, Raised) and answer.rule == asked.rule:
            yield from asked_of(asked.nhs_number, answer.evidence)
