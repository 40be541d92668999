"""The people of somebody's table: their columns turned into those of the plain layout."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from mdt_app.clinical.written_days import written_day
from mdt_app.intake.blocks import Block
from mdt_app.intake.column_groups import ColumnGroup
from mdt_app.intake.matching import Plan
from mdt_app.intake.person_words import split_name
from mdt_app.intake.sections import PATIENTS
from mdt_app.intake.taken_rows import Taken, block_of, stripped
from mdt_app.intake.terms import said_by

_AT_ONCE = 1024
_ALSO = ("full_name", "practice_name", "ethnic_origin")
Cells = tuple[str, ...]


class MappedPeople:
    """Gathers the people of one pass over a table. Used once a pass."""

    def __init__(self, plan: Plan, practice_of: Callable[[str], str], today: date) -> None:
        self._plan = plan
        self._practice_of = practice_of
        self._today = today
        self._seen: dict[Cells, int] = {}
        """Rows about people as they stand, each with the first row that has it."""
        self._traits: dict[str, dict[str, tuple[date, str]]] = {}
        self._coded = [group for group in plan.groups if group.family == "group"]

    @property
    def is_streamed(self) -> bool:
        """Whether every row is a person of its own."""
        return not self._plan.repeats_people and not self._plan.lacking

    def read(self, taken: Taken, practice: str) -> Iterator[Block]:
        """The people of these rows, at once if every row is a person of its own."""
        cells = self._cells(taken, practice)
        for group in self._coded:
            self._note_traits(group, taken)
        if self.is_streamed:
            yield self._block(taken.rows, cells)
            return
        if self._plan.tells_of_people or self._traits:
            for row, person in zip(taken.rows, zip(*cells)):
                self._seen.setdefault(person, row)

    def rest(self) -> Iterator[Block]:
        """Those gathered, each way of describing a person once."""
        if not self._plan.tells_of_people:
            self._seen = {
                person: row for person, row in self._seen.items() if person[0] in self._traits
            }
        people = list(self._seen.items())
        for start in range(0, len(people), _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            columns = list(map(list, zip(*(person for person, _row in some))))
            yield self._block([row for _person, row in some], columns)

    def _block(self, rows: Sequence[int], columns: Sequence[Sequence[str]]) -> Block:
        cells: dict[str, Sequence[str]] = dict(zip(PATIENTS.readable, columns))
        for column in {name for traits in self._traits.values() for name in traits}:
            cells[column] = [
                cell or self._trait(number, column)
                for cell, number in zip(cells[column], cells["nhs_number"])
            ]
        block = block_of("patients", rows, cells, headings=self._headings())
        return block._replace(lacking=self._plan.lacking)

    def _headings(self) -> dict[str, str]:
        headings = self._plan.table.headings
        return {
            field: headings[place - 1] or f"column {place}"
            for field, place in self._plan.person.items()
        }

    def _cells(self, taken: Taken, practice: str) -> list[Sequence[str]]:
        """Every column of the plain layout, in its order."""
        person = self._plan.person
        cells: dict[str, Sequence[str]] = {
            field: self._translated(field, taken.column(place))
            for field, place in person.items()
            if field != "key"
        }
        cells["nhs_number"] = taken.numbers
        if "full_name" in person:
            self._take_names_apart(cells)
        if "ethnic_origin" in person and "ethnic_category" not in person:
            from mdt_app.intake.ethnic import ethnic_category

            cells["ethnic_category"] = list(map(ethnic_category, cells["ethnic_origin"]))
        empty = ("",) * len(taken.rows)
        names = cells.get("practice_name", empty)
        codes = cells.get("practice", empty)
        cells["practice"] = [
            self._practice_of(name) or code or name or practice for name, code in zip(names, codes)
        ]
        return [cells.get(name, empty) for name in PATIENTS.readable]

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

    def _note_traits(self, group: ColumnGroup, taken: Taken) -> None:
        codes = stripped(taken.column(group.places.get("code", 0)))
        terms = stripped(taken.column(group.places.get("term", 0)))
        pairs = list(zip(codes, terms))
        traits = {
            pair: said.meaning
            for pair in set(pairs)
            if (said := said_by(*pair)).meaning is not None and said.meaning.role == "trait"
        }
        if not traits:
            return
        dates = taken.column(group.places.get("date", 0))
        for number, pair, day in zip(taken.numbers, pairs, dates):
            meaning = traits.get(pair)
            on = written_day(day, self._today) if meaning is not None else None
            if meaning is None or on is None or on > self._today:
                continue
            of_person = self._traits.setdefault(number, {})
            latest = of_person.get(meaning.kind)
            if latest is None or (on, meaning.word) > latest:
                of_person[meaning.kind] = (on, meaning.word)

    def _trait(self, number: str, column: str) -> str:
        found = self._traits.get(number, {}).get(column)
        return found[1] if found else ""


@lru_cache(maxsize=1024)
def _split_name(name: str) -> tuple[str, str, str]:
    return split_name(name)


def practice_named_in(preamble: Sequence[str], practices: Mapping[str, str]) -> str:
    """The code of the one known practice that lines above the headings name, else ''.

    `practices` are codes by code and by name, in small letters.
    """
    text = " ".join(preamble).casefold()
    padded = f" {''.join(letter if letter.isalnum() else ' ' for letter in text)} "
    found = {
        code
        for name, code in practices.items()
        if f" {''.join(letter if letter.isalnum() else ' ' for letter in name)} " in padded
    }
    return found.pop() if len(found) == 1 else ""
