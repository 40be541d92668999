"""Fills in the rows of a SystmOne strategic extract, one pass at a time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mdt_app.intake.extracts.joined import (
    AnyTable,
    ByName,
    Column,
    Sieve,
    is_false,
    marked,
    plain_sex,
    turned,
)
from mdt_app.intake.extracts.looked_up import People, first_that_means
from mdt_app.intake.rows import Problem
from mdt_app.intake.tables.reading import Rows
from mdt_app.intake.vocabulary.codes import meaning_of

PLACEHOLDERS = frozenset(("", "-1", "-1.0", "0", "0.0"))
"""What stands where there is nothing."""
_PRACTICE = re.compile(r"[A-Za-z][0-9]{5}")
_DESCRIBED = (
    ("NHSNumber", "person.nhs_number"),
    ("Surname", "person.surname"),
    ("FirstName", "person.forename"),
    ("Title", "person.title"),
    ("DateBirth", "person.born_on"),
    ("DateDeath", "person.died_on"),
)


@dataclass(slots=True)
class SystmOnePeople(People):
    """People, and whether it is said which practice any of them belongs to."""

    name_practices: bool = False


def patient_columns(columns: ByName, people: SystmOnePeople) -> tuple[Column, ...]:
    """What `FillingPatients` hands on; the practice where the file plainly names any."""
    described = (
        *(Column(columns.heading(name), meaning) for name, meaning in _DESCRIBED),
        Column(columns.heading("Gender"), "person.sex"),
    )
    named = Column(columns.heading("IDOrganisationVisibleTo"), "person.practice")
    return (*described, named) if people.name_practices else described


class FillingPatients:
    """SRPatient, without the people who were removed or made up."""

    def __init__(self, table: AnyTable, people: SystmOnePeople) -> None:
        self._columns = ByName(table)
        self._people = people
        self._sieve = Sieve()

    def filled(self, rows: Rows) -> Rows:
        cells = [self._columns.of(rows, name.casefold()) for name, _meaning in _DESCRIBED]
        cells.append(turned(self._columns.of(rows, "gender"), plain_sex))
        if self._people.name_practices:
            cells.append(turned(self._columns.of(rows, "idorganisationvisibleto"), practice))
        keys = self._columns.of(rows, "rowidentifier")

        def verdict(place: int) -> Problem | None:
            reason = self._people.why_left_out(keys[place])
            return reason.person(rows.numbers[place]) if reason else None

        return self._sieve.sifted(rows, cells, verdict)

    def notices(self) -> Iterable[str]:
        return self._sieve.notices()


def code_columns(columns: ByName) -> tuple[Column, ...]:
    """What `FillingCodes` hands on."""
    whom = "NHSNumber" if "nhsnumber" in columns else "NHSNumber by IDPatient"
    return (
        Column(columns.heading(whom), "person.nhs_number"),
        Column(columns.heading("DateEvent"), "group.date"),
        Column("SNOMEDCode or CTV3Code", "group.code"),
        Column("SNOMEDText or CTV3Text", "group.term"),
        Column(columns.heading("NumericComparator"), "group.comparator"),
        Column(columns.heading("NumericValue"), "group.value"),
        Column(columns.heading("NumericUnit"), "group.unit"),
        Column(columns.heading("IDEvent"), "group.parent"),
        Column(columns.heading("RemovedData"), "row.deleted"),
    )


class FillingCodes:
    """SRCode, with whom each row is about and one code of the two it has."""

    def __init__(self, table: AnyTable, whom: str, people: People | None) -> None:
        """`whom` is the column that names people; without `people` it holds NHS numbers."""
        self._columns = ByName(table)
        self._whom = whom
        self._whose = (people, people.look_up()) if people else None
        self._sieve = Sieve()

    def filled(self, rows: Rows) -> Rows:
        coded = self._coded(rows)
        columns: list[Sequence[str]] = [
            self._columns.of(rows, "dateevent"),
            [code for code, _term in coded],
            [term for _code, term in coded],
            turned(self._columns.of(rows, "numericcomparator"), _unless_placeholder),
            self._values(rows),
            turned(self._columns.of(rows, "numericunit"), _unless_placeholder),
            turned(self._columns.of(rows, "idevent"), _unless_placeholder),
            turned(self._columns.of(rows, "removeddata"), marked),
        ]
        ids = self._columns.of(rows, self._whom)
        if self._whose is None:
            return rows._replace(columns=[ids, *columns])
        people, look_up = self._whose
        numbers = look_up.of(ids)
        known = [number or "" for number in numbers]
        if None not in numbers:
            return rows._replace(columns=[known, *columns])

        def verdict(place: int) -> Problem | None:
            if numbers[place] is not None:
                return None
            row, reason = rows.numbers[place], people.why_left_out(ids[place])
            return reason.about(row, "results") if reason else _nobody(row, ids[place])

        return self._sieve.sifted(rows, [known, *columns], verdict)

    def notices(self) -> Iterable[str]:
        return self._sieve.notices()

    def _coded(self, rows: Rows) -> list[tuple[str, str]]:
        """Each row's code and term, each pair of codes chosen from only once."""
        said = zip(
            *(
                self._columns.of(rows, name)
                for name in ("snomedcode", "ctv3code", "snomedtext", "ctv3text")
            ),
            strict=True,
        )
        cells = list(said)
        known = {four: _one_code(*four) for four in set(cells)}
        return list(map(known.__getitem__, cells))

    def _values(self, rows: Rows) -> list[str]:
        values = self._columns.of(rows, "numericvalue")
        flags = self._columns.of(rows, "isnumeric")
        pairs = list(zip(values, flags, strict=True))
        known = {pair: _value(*pair) for pair in set(pairs)}
        return list(map(known.__getitem__, pairs))


def _nobody(row: int, cell: str) -> Problem:
    return Problem(
        row,
        "IDPatient",
        cell.strip(),
        "Nobody in SRPatient has this identifier",
        "Choose the SRPatient file of the same extract.",
        "results",
    )


def practice(cell: str) -> str:
    """An organisation that can only be a practice, by its ODS code."""
    return cell if _PRACTICE.fullmatch(cell.strip()) else ""


def _unless_placeholder(cell: str) -> str:
    return "" if cell.strip() in PLACEHOLDERS else cell


def _one_code(snomed: str, ctv3: str, snomed_text: str, ctv3_text: str) -> tuple[str, str]:
    """The code of the two that means something here, SNOMED CT first, and its words."""
    snomed, ctv3 = _unless_placeholder(snomed).strip(), _unless_placeholder(ctv3).strip()
    code = first_that_means((snomed, ctv3), meaning_of)
    snomed_text, ctv3_text = _unless_placeholder(snomed_text), _unless_placeholder(ctv3_text)
    texts = (snomed_text, ctv3_text) if code == snomed else (ctv3_text, snomed_text)
    return code, texts[0] or texts[1]


def _value(value: str, is_numeric: str) -> str:
    """The number, if it is one: a placeholder, or what is said to be no number, is none."""
    return "" if is_false(is_numeric) else _unless_placeholder(value)
