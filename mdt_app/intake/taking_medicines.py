"""Writes the medicines of an import: new, changed, or the same as before."""

from mdt_app.intake.command import Command
from mdt_app.intake.medicines import (
    MedicineChecks,
    MedicineDraft,
    MedicineFacts,
    MedicineKey,
    in_place_of,
)
from mdt_app.intake.queries.batches import keep_replaced
from mdt_app.intake.queries.medicines_and_events import (
    StoredMedicine,
    put_medicine,
    stored_medicine,
)
from mdt_app.intake.sections import MEDICINES
from mdt_app.vault.vault import Writing


def take_medicines(writing: Writing, command: Command, checks: MedicineChecks) -> None:
    """Write everything gathered, once all files have been read."""
    for key in sorted(checks.drafts):
        draft = checks.drafts[key]
        outcome = _take(writing, command, checks, key)
        for batch, rows in draft.rows_of.items():
            tally, is_first = command.tallies[batch], batch == draft.batch
            tally.report.rows += rows
            tally.of(MEDICINES.name).same += rows - is_first
            if is_first:
                tally.of(MEDICINES.name).add(outcome)


def _take(writing: Writing, command: Command, checks: MedicineChecks, key: MedicineKey) -> str:
    draft, stored = checks.drafts[key], stored_medicine(writing, key)
    if stored is None:
        facts = checks.with_class(key[1], draft.joined())
        _put(writing, key, facts, command.days.last if facts.current else 0, draft)
        return "new"
    facts = _renewed(command, stored, draft)
    if facts == stored.facts:
        return "same"
    is_brought = facts.current != stored.facts.current
    current_from = command.days.last if is_brought else stored.current_from
    keep_replaced(writing, draft.batch, "medicine", key, stored.flat())
    _put(writing, key, facts, current_from, draft)
    return "changed"


def _put(
    writing: Writing,
    key: MedicineKey,
    facts: MedicineFacts,
    current_from: int,
    draft: MedicineDraft,
) -> None:
    put_medicine(writing, key, StoredMedicine(facts, current_from, draft.batch, draft.row))


def _renewed(command: Command, stored: StoredMedicine, draft: MedicineDraft) -> MedicineFacts:
    """A later file's facts in place of the stored ones; a mended row beside its own file's."""
    if any(stored.batch in mended.of_file for mended in command.mends):
        draft.facts.append(stored.facts)
        return draft.joined()
    return in_place_of(stored.facts, draft.joined())
