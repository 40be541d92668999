"""The people of somebody's table: their columns turned into those of the plain layout."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days, Practices, Unusable
from mdt_app.intake.columns.coded_groups import pairs_in
from mdt_app.intake.columns.groups import ColumnGroup
from mdt_app.intake.columns.headings import heading_at
from mdt_app.intake.columns.meanings import GROUP
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.columns.taken_rows import Taken, block_of, stripped
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import PATIENTS
from mdt_app.intake.vocabulary.ethnic import ethnic_category
from mdt_app.intake.vocabulary.person_words import split_name
from mdt_app.intake.vocabulary.terms import said_by

_AT_ONCE = 1024
Cells = tuple[str, ...]
Written = Callable[[Sequence[str]], Sequence[str]]
"""Days as a text writes them, where a workbook left them as numbers."""


class MappedPeople:
    """Gathers the people of one pass over a table. Used once a pass."""

    def __init__(self, plan: Plan, practices: Practices, today: date, written: Written) -> None:
        self._plan = plan
        self._written = written
        self._days = Days(today)
        self._practices = practices
        self._places = list(plan.person.values())
        self._seen: dict[tuple[str, Cells], int] = {}
        """Each way in which rows describe a person, with the practice the rows stand under,
        and the first row that does."""
        self._traits: dict[str, dict[str, tuple[int, str]]] = {}
        self._coded = [group for group in plan.groups if group.family == GROUP]

    @property
    def is_streamed(self) -> bool:
        """Whether every row is a person of its own."""
        return not self._plan.repeats_people and not self._plan.lacking

    def read(self, taken: Taken, practice: str) -> Iterator[Block]:
        """The people of these rows, at once if every row is a person of its own."""
        problems = [said for group in self._coded for said in self._note_traits(group, taken)]
        if problems:
            yield Block((), (), problems)
        if self.is_streamed:
            yield self._block(taken, [practice] * len(taken.rows))
            return
        described = list(zip(*(taken.column(place) for place in self._places)))
        for cells in set(described):
            if (practice, cells) not in self._seen:
                self._seen[practice, cells] = taken.rows[described.index(cells)]

    def rest(self) -> Iterator[Block]:
        """Those gathered, each way of describing a person once, in the order of the file."""
        people = sorted(self._seen.items(), key=itemgetter(1))
        if not self._plan.tells_of_people:
            number = self._places.index(self._plan.person["nhs_number"])
            people = [one for one in people if one[0][1][number] in self._traits]
        for start in range(0, len(people), _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            columns = dict(zip(self._places, zip(*(cells for (_p, cells), _row in some))))
            last = max(self._places)
            every = [columns.get(place, ("",) * len(some)) for place in range(1, last + 1)]
            numbers = columns[self._plan.person["nhs_number"]]
            taken = Taken([row for _cells, row in some], numbers, every)
            yield self._block(taken, [practice for (practice, _cells), _row in some])

    def _block(self, taken: Taken, practices: Sequence[str]) -> Block:
        cells = self._cells(taken, practices)
        for column in {name for traits in self._traits.values() for name in traits}:
            own = cells.get(column, ("",) * len(taken.rows))
            cells[column] = [
                cell or self._trait(number, column) for cell, number in zip(own, taken.numbers)
            ]
        block = block_of(
            PATIENTS.name,
            taken.rows,
            {name: cells[name] for name in PATIENTS.readable if name in cells},
            headings=self._headings(),
        )
        return block._replace(lacking=self._plan.lacking)

    def _headings(self) -> dict[str, str]:
        headings = self._plan.table.headings
        return {field: heading_at(headings, place) for field, place in self._plan.person.items()}

    def _cells(self, taken: Taken, practices: Sequence[str]) -> dict[str, Sequence[str]]:
        """The columns there are, by their names in the plain layout."""
        person = self._plan.person
        cells: dict[str, Sequence[str]] = {
            field: self._translated(field, taken.column(place)) for field, place in person.items()
        }
        if "full_name" in person:
            self._take_names_apart(cells)
        if "ethnic_origin" in person and "ethnic_category" not in person:
            cells["ethnic_category"] = list(map(ethnic_category, cells["ethnic_origin"]))
        empty = ("",) * len(taken.rows)
        names = cells.get("practice_name", empty)
        codes = cells.get("practice", empty)
        cells["practice"] = [
            self._practices.named(name) or code or name or practice
            for name, code, practice in zip(names, codes, practices)
        ]
        return cells

    def _translated(self, field: str, cells: Sequence[str]) -> Sequence[str]:
        words = self._plan.words.get(f"person.{field}")
        cells = stripped(cells)
        return [words.get(cell.casefold(), cell) for cell in cells] if words else cells

    def _take_names_apart(self, cells: dict[str, Sequence[str]]) -> None:
        apart = [_split_name(name) for name in cells["full_name"]]
        for place, field in enumerate(("surname", "forename", "title")):
            own = cells.get(field)
            said = [parts[place] for parts in apart]
            cells[field] = [one or other for one, other in zip(own, said)] if own else said

    # -- what codes say about a person as a whole -----------------------------------------

    def _note_traits(self, group: ColumnGroup, taken: Taken) -> Iterator[Problem]:
        """Keep what each code says with its day; a code without a day of its own is told."""
        pairs = pairs_in(group, taken)
        traits = {
            pair: meaning
            for pair in set(pairs)
            if (meaning := said_by(*pair).meaning) is not None and meaning.role == "trait"
        }
        if not traits:
            return
        place = group.places["date"]
        heading = heading_at(self._plan.table.headings, place)
        dates = self._written(taken.column(place))
        rows = zip(taken.rows, taken.numbers, pairs, dates)
        for row, number, pair, cell in compress(rows, [pair in traits for pair in pairs]):
            try:
                on = self._day(heading, cell)
            except Unusable as unusable:
                yield unusable.in_row(PATIENTS.name, row, is_cell=True)
                continue
            of_person, said = self._traits.setdefault(number, {}), (on, traits[pair].word)
            kind = traits[pair].kind
            of_person[kind] = max(said, of_person.get(kind, said))

    def _day(self, heading: str, cell: str) -> int:
        on = self._days.required(heading, cell)
        self._days.refuse_impossible(heading, cell, on, born=0)
        return on

    def _trait(self, number: str, column: str) -> str:
        found = self._traits.get(number, {}).get(column)
        return found[1] if found else ""


@lru_cache(maxsize=1024)
def _split_name(name: str) -> tuple[str, str, str]:
    return split_name(name)
