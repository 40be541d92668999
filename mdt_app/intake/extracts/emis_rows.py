"""Rows of an EMIS bulk extract that are about somebody and name a code, one pass at a time."""

from collections.abc import Iterable, Sequence

from mdt_app.intake.extracts.emis_lookups import LookUps, dated, is_partial
from mdt_app.intake.extracts.joined import AnyTable, ByName, Sieve, guid, marked, turned
from mdt_app.intake.extracts.looked_up import LookUp
from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.reading import Rows

_FAMILY_HISTORY = "family history"


class FillingByCode:
    """Rows about people that name a code: what is common to observations and medicines."""

    section = ""
    missing_code = ""

    def __init__(self, table: AnyTable, look_ups: LookUps) -> None:
        self.columns = ByName(table)
        self.look_ups = look_ups
        self._people = look_ups.people
        self._confidential = self._people.confidential
        self._numbers = LookUp(self._number)
        self._sieve = Sieve()

    def notices(self) -> Iterable[str]:
        return self._sieve.notices()

    def sifted(
        self,
        rows: Rows,
        found: Sequence[object],
        columns: Sequence[Sequence[str]],
        deleted: Sequence[str],
    ) -> Rows:
        """The rows with their NHS number before these columns, if whom and what is known.

        `found` is what each row's code id stands for. Deleted rows need not say what they were.
        Rows about somebody confidential are handed on as confidential, so that those taken in
        before can be taken back.
        """
        ids = self.columns.of(rows, "patientguid")
        types = self.columns.of(rows, "observationtype")
        numbers = self._numbers.of(ids)
        known = [number or "" for number in numbers]
        of_family = {cell for cell in set(types) if cell.strip().casefold() == _FAMILY_HISTORY}
        if None not in numbers and None not in found and not of_family:
            return rows._replace(columns=[known, *columns])

        def verdict(place: int) -> Problem | str | None:
            if numbers[place] is None:
                return self._not_about_anybody(rows.numbers[place], ids[place])
            if types[place] in of_family:
                return "family history, not the person's own"
            if found[place] is None and not deleted[place]:
                return self._without_code(rows, place)
            return None

        return self._sieve.sifted(rows, [known, *columns], verdict)

    def _number(self, cell: str) -> str | None:
        key = guid(cell)
        if key in self._people.left_out and key not in self._confidential:
            return None
        return self._people.numbers.get(key)

    def _not_about_anybody(self, row: int, cell: str) -> Problem:
        if reason := self._people.why_left_out(cell):
            return reason.about(row, self.section)
        return Problem(
            row,
            "PatientGuid",
            cell.strip(),
            "Nobody in Admin_Patient has this identifier",
            "Choose the Admin_Patient file of the same extract.",
            self.section,
        )

    def _without_code(self, rows: Rows, place: int) -> Problem:
        return Problem(
            rows.numbers[place],
            "CodeId",
            self.columns.of(rows, "codeid")[place].strip(),
            f"The code is not in {self.missing_code}",
            f"Choose the {self.missing_code} file of the same extract.",
            self.section,
        )

    def dates(self, rows: Rows) -> Sequence[str]:
        """The effective dates, each as exactly as it is known."""
        written = self.columns.of(rows, "effectivedate")
        precisions = self.columns.of(rows, "effectivedateprecision")
        if not any(map(is_partial, set(precisions))):
            return written
        pairs = list(zip(written, precisions))
        known = {pair: dated(*pair) for pair in set(pairs)}
        return list(map(known.__getitem__, pairs))

    def marks(self, rows: Rows) -> tuple[list[str], list[str]]:
        """Whether rows are deleted, and whether they or the person are confidential."""
        deleted = turned(self.columns.of(rows, "deleted"), marked)
        confidential = turned(self.columns.of(rows, "isconfidential"), marked)
        if self._confidential:
            whose = turned(self.columns.of(rows, "patientguid"), self._mark_of_person)
            confidential = [own or other for own, other in zip(confidential, whose)]
        return deleted, confidential

    def _mark_of_person(self, cell: str) -> str:
        return "true" if guid(cell) in self._confidential else ""
