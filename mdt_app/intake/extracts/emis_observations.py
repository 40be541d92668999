"""CareRecord_Observation of an EMIS bulk extract: coded rows, each with its parent row."""

from collections.abc import Sequence

from mdt_app.intake.extracts.emis_lookups import CLINICAL_CODE, LookUps
from mdt_app.intake.extracts.emis_rows import FillingByCode
from mdt_app.intake.extracts.joined import ByName, Column, guid, turned
from mdt_app.intake.tables.reading import Rows


def observation_columns(columns: ByName, _look_ups: LookUps) -> tuple[Column, ...]:
    """What `FillingObservations` hands on."""
    return (
        Column("NhsNumber by PatientGuid", "person.nhs_number"),
        Column(columns.heading("EffectiveDate"), "group.date"),
        Column("SnomedCTConceptId or ReadTermId by CodeId", "group.code"),
        Column("Term by CodeId", "group.term"),
        Column(columns.heading("Value"), "group.value"),
        Column(columns.heading("NumericUnit"), "group.unit"),
        Column(columns.heading("AssociatedText"), "group.text"),
        Column(columns.heading("ParentObservationGuid"), "group.parent"),
        Column(columns.heading("Deleted"), "row.deleted"),
        Column(columns.heading("IsConfidential"), "row.confidential"),
    )


class FillingObservations(FillingByCode):
    """CareRecord_Observation, with whom each row is about and what its code is."""

    section = "results"
    missing_code = CLINICAL_CODE

    def filled(self, rows: Rows) -> Rows:
        found = self.look_ups.clinical_codes.of(self.columns.of(rows, "codeid"))
        own = self.columns.of(rows, "observationguid")
        deleted, confidential = self.marks(rows)
        if gone := self.look_ups.withdrawn:
            deleted = ["true" if guid(key) in gone else mark for key, mark in zip(own, deleted)]
        return self.sifted(
            rows,
            found,
            [
                self.dates(rows),
                [coded.code if coded else "" for coded in found],
                [coded.term if coded else "" for coded in found],
                *(self.columns.of(rows, name) for name in ("value", "numericunit")),
                self.columns.of(rows, "associatedtext"),
                self._parents(rows, own),
                deleted,
                confidential,
            ],
            deleted,
        )

    def _parents(self, rows: Rows, own: Sequence[str]) -> list[str]:
        """The row that each row belongs under; one that others belong under belongs with them.

        A pressure may stand under a row that holds both numbers, or under the other number.
        """
        parents = turned(self.columns.of(rows, "parentobservationguid"), guid)
        named = set(parents) - {""}
        if not named:
            return parents
        return [
            parent or (key if key in named else "") for parent, key in zip(parents, map(guid, own))
        ]
