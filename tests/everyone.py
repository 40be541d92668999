"""Everybody's whole record, for tests that look at all of a small store."""

from mdt_app.register.queries import people, record_of
from mdt_app.register.values import Record
from mdt_app.vault.vault import Reading


def everyones_records(rows: Reading) -> list[Record]:
    """In the order in which people were first taken in, each read by itself."""
    found = [record_of(rows, person.nhs_number) for person in people(rows)]
    return [record for record in found if record is not None]
