"""The flags of one day as others may read them: one JSON document, made as a stream."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mdt_app.errors import UserError
from mdt_app.flags.answers import Answer, Clear, Evidence, Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.pack import Pack, load_pack
from mdt_app.register.queries import Rows, all_records, batches, record_of
from mdt_app.register.values import Batch, Record
from mdt_app.vault.workspace import Workspace


def flags_report(ws: Workspace, on: date, nhs_number: str = "") -> dict[str, Any]:
    """Who raises what on the day `on`, and what cannot be answered; clear is left out."""
    pack = load_pack()
    with ws.vault.reading() as reading:
        files = batches(reading)
        people = 0
        flags: list[dict[str, Any]] = []
        for record in _records(reading, nhs_number):
            people += 1
            flags.extend(_flags_of(pack, record, on, files))
    return {"on": on.isoformat(), "pack": pack.name, "people": people, "flags": flags}


def _records(rows: Rows, nhs_number: str) -> Iterator[Record]:
    if not nhs_number:
        yield from all_records(rows)
        return
    record = record_of(rows, nhs_number)
    if record is None:
        raise UserError("Nobody with that NHS number is in this store.", "Check the number.")
    yield record


def _flags_of(
    pack: Pack, record: Record, on: date, files: Mapping[int, Batch]
) -> Iterator[dict[str, Any]]:
    for answer in answers(pack, record, on):
        if not isinstance(answer, Clear):
            yield {"nhs_number": record.person.nhs_number, **_as_json(answer, files)}


def _as_json(answer: Answer, files: Mapping[int, Batch]) -> dict[str, Any]:
    assert not isinstance(answer, Clear)
    raised = isinstance(answer, Raised)
    evidence = answer.evidence if isinstance(answer, Raised) else ()
    return {
        "rule": answer.rule,
        "outcome": "raised" if raised else "unknown",
        "severity": answer.severity,
        "message": answer.message,
        "would_clear": answer.would_clear,
        "evidence": [_evidence(item, files) for item in evidence],
        "new_since": None,
    }


def _evidence(item: Evidence, files: Mapping[int, Batch]) -> dict[str, Any]:
    """One value and the file and row it came from; what came from no row says null."""
    batch = files.get(item.batch)
    return {
        "kind": item.kind,
        "value": item.value,
        "unit": item.unit,
        "on": item.on.isoformat() if item.on else None,
        "file": batch.file_name if batch else None,
        "row": item.row or None,
    }
