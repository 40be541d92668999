"""Admin_Patient of an EMIS bulk extract: who is handed on, with the practice's code."""

from collections.abc import Iterable

from mdt_app.clinical.nhs_number import bare
from mdt_app.intake.extracts.emis_lookups import ORGANISATION, LookUps
from mdt_app.intake.extracts.joined import AnyTable, ByName, Column, Sieve, guid, plain_sex, turned
from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.reading import Rows

_OTHER_REGISTRATION = "an ended registration of somebody who is registered again"
_DESCRIBED = (
    ("Surname", "person.surname"),
    ("GivenName", "person.forename"),
    ("Title", "person.title"),
    ("DateOfBirth", "person.born_on"),
    ("Sex", "person.sex"),
    ("DateOfRegistration", "person.registered_on"),
    ("DateOfDeactivation", "person.left_on"),
    ("DateOfDeath", "person.died_on"),
)


def patient_columns(columns: ByName, look_ups: LookUps) -> tuple[Column, ...]:
    """What `FillingPatients` hands on; the practice where Admin_Organisation tells of any."""
    described = (
        Column(columns.heading("NhsNumber"), "person.nhs_number"),
        *(Column(columns.heading(name), meaning) for name, meaning in _DESCRIBED),
    )
    practice = Column("ODSCode by OrganisationGuid", "person.practice")
    return (*described, practice) if look_ups.has(ORGANISATION) else described


class FillingPatients:
    """Admin_Patient, with the practice's code. Not the confidential, the deleted, the made up."""

    def __init__(self, table: AnyTable, look_ups: LookUps) -> None:
        self._columns = ByName(table)
        self._look_ups = look_ups
        self._sieve = Sieve()

    def filled(self, rows: Rows) -> Rows:
        cells = [list(self._columns.of(rows, name.casefold())) for name, _meaning in _DESCRIBED]
        numbers = self._columns.of(rows, "nhsnumber")
        keys = list(map(guid, self._columns.of(rows, "patientguid")))
        cells[_SEX] = turned(cells[_SEX], plain_sex)
        if self._look_ups.has(ORGANISATION):
            found = self._look_ups.practices.of(self._columns.of(rows, "organisationguid"))
            cells.append([practice or "" for practice in found])
        born, people = cells[_BORN], self._look_ups.people

        def verdict(place: int) -> Problem | str | None:
            key, number = keys[place], bare(numbers[place])
            if reason := people.left_out.get(key):
                return reason.person(rows.numbers[place])
            if not number or people.describes(key, number, born[place]):
                return None
            return _OTHER_REGISTRATION

        return self._sieve.sifted(rows, [numbers, *cells], verdict)

    def notices(self) -> Iterable[str]:
        return self._sieve.notices()


_SEX = [meaning for _name, meaning in _DESCRIBED].index("person.sex")
_BORN = [meaning for _name, meaning in _DESCRIBED].index("person.born_on")
