"""Prescribing_DrugRecord and Prescribing_IssueRecord of an EMIS bulk extract: medicines."""

from collections.abc import Sequence

from mdt_app.intake.extracts.emis_lookups import DRUG_CODE, DRUG_RECORD, LookUps
from mdt_app.intake.extracts.emis_rows import FillingByCode
from mdt_app.intake.extracts.joined import ByName, Column, guid, is_false, is_true, turned
from mdt_app.intake.tables.reading import Rows

_LAST_ISSUE = (
    "lastissuedate",
    "mostrecentissuedate",
    "dateoflastissue",
    "mostrecentissuedateincourse",
)
"""Headings of the last issue, where an extract has it beside the medicine."""


def medicine_columns(columns: ByName, _look_ups: LookUps) -> tuple[Column, ...]:
    """What `FillingMedicines` and `FillingIssues` hand on."""
    return (
        Column("NhsNumber by PatientGuid", "person.nhs_number"),
        Column("Term by CodeId", "medicine.name"),
        Column(columns.heading("Dosage"), "medicine.dose"),
        Column(columns.heading("EffectiveDate"), "medicine.started_on"),
        Column("EffectiveDate of the last issue", "medicine.last_issued_on"),
        Column(columns.heading("CancellationDate"), "medicine.ended_on"),
        Column(columns.heading("IsActive"), "medicine.current"),
        Column(columns.heading("Deleted"), "row.deleted"),
        Column(columns.heading("IsConfidential"), "row.confidential"),
    )


class FillingMedicines(FillingByCode):
    """Prescribing_DrugRecord, with whom each row is about, its name and its last issue."""

    section = "medicines"
    missing_code = DRUG_CODE

    def filled(self, rows: Rows) -> Rows:
        names = self.look_ups.medicines.of(self.columns.of(rows, "codeid"))
        deleted, confidential = self.marks(rows)
        return self.sifted(
            rows,
            names,
            [
                [name or "" for name in names],
                self.columns.of(rows, "dosage"),
                *self._days(rows),
                self.columns.of(rows, "cancellationdate"),
                turned(self.columns.of(rows, "isactive"), _yes_or_no),
                deleted,
                confidential,
            ],
            deleted,
        )

    def _days(self, rows: Rows) -> tuple[Sequence[str], Sequence[str]]:
        """When each was started and when it was last issued."""
        own = next((name for name in _LAST_ISSUE if name in self.columns), "")
        if own:
            return self.dates(rows), self.columns.of(rows, own)
        keys, last = self.columns.of(rows, "drugrecordguid"), self.look_ups.last_issues
        return self.dates(rows), [last.get(guid(key), "") for key in keys]


class FillingIssues(FillingMedicines):
    """Prescribing_IssueRecord: medicines only where no drug record tells of them."""

    def filled(self, rows: Rows) -> Rows:
        if self.look_ups.has(DRUG_RECORD):
            width = len(medicine_columns(self.columns, self.look_ups))
            return Rows([], [()] * width, rows.problems, rows.preamble)
        return super().filled(rows)

    def _days(self, rows: Rows) -> tuple[Sequence[str], Sequence[str]]:
        issued = self.dates(rows)
        return [""] * len(issued), issued


def _yes_or_no(cell: str) -> str:
    if is_true(cell):
        return "yes"
    return "no" if is_false(cell) else ""
