"""Rows of medicines: checked one by one, then joined into one medicine per name and start."""

from dataclasses import astuple, dataclass, replace

from mdt_app.clinical.events import MEDICINE_CLASSES
from mdt_app.intake.blocks import Block, ReadRow
from mdt_app.intake.cells import (
    Days,
    Unusable,
    fitting,
    one_of,
    plain_text,
    required_text,
    unreadable_day,
)
from mdt_app.intake.known import KnownPeople
from mdt_app.intake.sections import MEDICINES
from mdt_app.intake.tally import Tally
from mdt_app.intake.vocabulary.medicine_names import medicine_classes
from mdt_app.intake.withdrawn import withdraw

_CURRENT = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
_UNLISTED = "with a name that is not on the list of medicines: counted as 'other'."


@dataclass(frozen=True, slots=True)
class MedicineFacts:
    """What a file says of one medicine; '' and 0 are not known."""

    last_issued_on: int
    ended_on: int
    current: str
    dose: str
    classes: str
    """'' where the file's class cell was empty: it is worked out from the name."""


@dataclass(slots=True)
class MedicineDraft:
    """Everything one import says about one medicine of one person."""

    facts: list[MedicineFacts]
    batch: int
    row: int
    """Where the latest issue stands: that file counts it."""
    rows_of: dict[int, int]
    """How many rows each file has of it."""

    def joined(self) -> MedicineFacts:
        """One set of facts, whatever the order of the rows: the latest issue says most."""
        ordered = sorted(self.facts, key=astuple)
        known = ordered[0]
        for facts in ordered[1:]:
            known = over(known, facts)
        return known


MedicineKey = tuple[int, str, int]
"""Patient, name, started on."""


def over(earlier: MedicineFacts, later: MedicineFacts) -> MedicineFacts:
    """Two rows of one import: the later issue says most, and neither empties the other."""
    return MedicineFacts(
        max(earlier.last_issued_on, later.last_issued_on),
        later.ended_on or earlier.ended_on,
        later.current or earlier.current,
        later.dose or earlier.dose,
        later.classes or earlier.classes,
    )


def in_place_of(earlier: MedicineFacts, later: MedicineFacts) -> MedicineFacts:
    """A later import's facts in place of an earlier one's, but never an earlier issue.

    An empty cell counts too: a medicine that ended once and is on the list again without an
    end has not ended. A class once given is kept where the later file leaves it to the name.
    """
    return replace(
        later,
        last_issued_on=max(earlier.last_issued_on, later.last_issued_on),
        classes=later.classes or earlier.classes,
    )


class MedicineChecks:
    """Checks rows of medicines and gathers them by medicine."""

    def __init__(self, days: Days, people: KnownPeople) -> None:
        self._days = days
        self._people = people
        self._class_of: dict[str, str] = {}
        self.drafts: dict[MedicineKey, MedicineDraft] = {}

    def gather(self, block: Block, tally: Tally) -> None:
        """Take good rows into the drafts; everything else goes to the tally."""
        for problem in block.problems:
            tally.read(MEDICINES.name, problem)
        if block.is_withdrawn:
            withdraw(MEDICINES.name, block, tally, self._key)
            return
        for read in block.each():
            odd_cells: list[Unusable] = []
            try:
                key, facts = self._facts(read, odd_cells)
            except Unusable as unusable:
                tally.refuse(MEDICINES.name, block, read, unusable)
                continue
            for odd in odd_cells:
                tally.refuse(MEDICINES.name, block, read, odd, is_cell=True)
            if not facts.classes and not self.class_by_name(key[1]):
                tally.notes[_UNLISTED] += 1
            self._add(key, facts, read.row, tally)

    def _add(self, key: MedicineKey, facts: MedicineFacts, row: int, tally: Tally) -> None:
        tally.touched.add(key[0])
        tally.saw((key[2], facts.last_issued_on))
        draft = self.drafts.get(key)
        if draft is None:
            self.drafts[key] = MedicineDraft([facts], tally.batch, row, {tally.batch: 1})
            return
        if facts not in draft.facts:
            if astuple(facts) > max(map(astuple, draft.facts)):
                draft.batch, draft.row = tally.batch, row
            draft.facts.append(facts)
        draft.rows_of[tally.batch] = draft.rows_of.get(tally.batch, 0) + 1

    def _key(self, read: ReadRow) -> MedicineKey:
        """What makes the row's medicine the same one when it comes again."""
        return self._facts(read, [])[0]

    def _facts(self, read: ReadRow, odd: list[Unusable]) -> tuple[MedicineKey, MedicineFacts]:
        """What the row says; a cell that cannot be read is not known, and goes to `odd`."""
        cells = dict(zip(MEDICINES.readable, read.cells, strict=True))
        who = self._people.required(cells["nhs_number"])
        name = fitting("name", required_text("name", cells["name"]))
        days = {column: self._day(column, cells[column], odd) for column in MEDICINES.days}
        for column, day in days.items():
            may_be_future = column == "ended_on"
            self._days.refuse_impossible(
                column, cells[column], day, who.born, may_be_future=may_be_future
            )
        facts = MedicineFacts(
            days["last_issued_on"],
            days["ended_on"],
            _current(cells["current"], odd),
            fitting("dose", plain_text(cells["dose"])),
            _classes(cells["class"], odd),
        )
        return (who.key, name, days["started_on"]), facts

    def _day(self, column: str, cell: str, odd: list[Unusable]) -> int:
        day = self._days.ordinal(cell)
        if day >= 0:
            return day
        odd.append(unreadable_day(column, cell))
        return 0

    def class_by_name(self, name: str) -> str:
        """The classes the shipped list gives a name, or ''."""
        known = self._class_of.get(name)
        if known is None:
            known = self._class_of[name] = medicine_classes(name) or ""
        return known

    def with_class(self, name: str, facts: MedicineFacts) -> MedicineFacts:
        """The facts with a class: the one given, or the one worked out from the name."""
        return replace(facts, classes=facts.classes or self.class_by_name(name) or "other")


def _current(cell: str, odd: list[Unusable]) -> str:
    try:
        return one_of("current", cell, _CURRENT)
    except Unusable as unusable:
        odd.append(unusable)
        return ""


def _classes(cell: str, odd: list[Unusable]) -> str:
    named = {part.strip().casefold() for part in cell.split("+") if part.strip()}
    if named <= MEDICINE_CLASSES:
        return "+".join(sorted(named))
    odd.append(
        Unusable("class", cell, "Not a class of medicine", "See the plain layout for the classes.")
    )
    return ""
