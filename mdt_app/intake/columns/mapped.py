"""Reads a table by its plan: rows of somebody's search become rows of the plain layout."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import compress

from mdt_app.clinical.words import counted
from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Practices
from mdt_app.intake.columns.coded_groups import CodedGroups
from mdt_app.intake.columns.fixed_groups import events_in, medicines_in, results_in
from mdt_app.intake.columns.keeping import Keeping, Kept
from mdt_app.intake.columns.mapped_people import MappedPeople
from mdt_app.intake.columns.meanings import EVENT, GROUP, MEDICINE
from mdt_app.intake.columns.plan import Plan
from mdt_app.intake.columns.taken_rows import Taken, is_yes
from mdt_app.intake.rows import Problem
from mdt_app.intake.sections import PATIENTS
from mdt_app.intake.tables.reading import Rows
from mdt_app.intake.tables.workbook_days import days_of_a_workbook
from mdt_app.register.values import Inferred

Run = tuple[str, list[Block]]
_FILLED = int(Inferred.FILLED_DOWN)


class MappedTable:
    """One table with its plan. May be read several times; every pass begins anew."""

    def __init__(
        self,
        plan: Plan,
        *,
        practices: Practices,
        today: date,
        filled_down: str = "",
    ) -> None:
        self.plan = plan
        self._practices = practices
        self._today = today
        self._filled_down = {"yes": True, "no": False}.get(filled_down)
        self._is_workbook = plan.table.file.is_workbook
        self.rows = 0
        """Rows of data, once the table has been read."""
        self._kept: list[Kept] | None = None
        self._coded = CodedGroups((), self._days)
        self._filled_rows = 0
        self._above: tuple[str, ...] = ()
        """The cells of the last row that names a person."""
        self.notices: list[str] = []
        """What the last pass has to say."""

    def runs(self, wanted: Collection[str]) -> Iterator[Run]:
        """Rows of the sections wanted, as they come."""
        if PATIENTS.name in wanted:
            yield from self._people()
        if set(wanted) - {PATIENTS.name}:
            yield from self._everything_else()

    @property
    def is_of_people_only(self) -> bool:
        return not self.plan.groups

    # -- people ---------------------------------------------------------------------------

    def _people(self) -> Iterator[Run]:
        """The people; the rows are kept for what else they say, if they are not too many."""
        people = MappedPeople(self.plan, self._practices, self._today, self._days)
        keeping = Keeping(self.plan.table.file.lines, self._places_about_people())
        self._kept = None
        for rows, whole, taken in self._passing():
            blocks = list(people.read(taken, self._practices.named_in(rows.preamble)))
            if self.is_of_people_only:
                problems = [*rows.problems, *self._withdrawn_people(whole)]
                blocks.append(Block((), (), problems))
            yield PATIENTS.name, blocks
            keeping.add(rows.problems, whole)
        self._kept = keeping.parts
        yield PATIENTS.name, list(people.rest())

    def _places_about_people(self) -> set[int]:
        """The columns that are read again for what rows say about people."""
        places = [place for group in self.plan.groups for place in group.places.values()]
        return {*places, *self.plan.row.values()}

    # -- everything about them ----------------------------------------------------------------

    def _everything_else(self) -> Iterator[Run]:
        self._coded = CodedGroups(self.plan.table.headings, self._days)
        if self._kept is not None:
            kept, self._kept = deque(self._kept), None
            while kept:  # each let go of when it has served: a million cells at once take time
                problems, whole = kept.popleft()
                yield from self._said(problems, whole, self._without_withdrawn(whole))
        else:
            for rows, whole, taken in self._passing():
                yield from self._said(rows.problems, whole, taken)
        yield from self._end()

    def _passing(self) -> Iterator[tuple[Rows, Taken, Taken]]:
        """One pass over the table: its rows, all and those that count."""
        self.rows, self._filled_rows, self._above = 0, 0, ()
        for rows in self.plan.table.blocks():
            self.rows += len(rows.numbers) + len(rows.problems)
            whole = self._taken(rows)
            self._filled_rows += sum(bool(bits & _FILLED) for bits in whole.inferred)
            yield rows, whole, self._without_withdrawn(whole)

    def _said(self, problems: Sequence[Problem], whole: Taken, taken: Taken) -> Iterator[Run]:
        if problems and not self.is_of_people_only:
            yield "results", [Block((), (), problems)]
        yield from self._withdrawn(whole)
        yield from self._naming_whom(self._read(taken, self._coded))

    def _naming_whom(self, runs: Iterable[Run]) -> Iterator[Run]:
        """The runs, their blocks knowing what the file calls the column of NHS numbers."""
        heading = self.plan.table.headings[self.plan.person["nhs_number"] - 1]
        if not heading:
            yield from runs
            return
        whom = {"nhs_number": heading}
        for section, blocks in runs:
            yield (
                section,
                [block._replace(headings={**whom, **block.headings}) for block in blocks],
            )

    def _end(self) -> Iterator[Run]:
        yield from self._naming_whom(self._coded.rest())
        self.notices = list(self._coded.notices())
        if self._filled_rows:
            rows = counted(self._filled_rows, "row")
            verb = "was" if self._filled_rows == 1 else "were"
            self.notices.append(
                f"{rows} with empty cells under a person {verb} read as the same person's."
            )

    def _read(self, taken: Taken, coded: CodedGroups) -> Iterator[Run]:
        headings, shared = self.plan.table.headings, self._shared_dates()
        for group in self.plan.groups:
            if group.family == GROUP:
                yield from coded.read(group, taken)
            elif group.family == EVENT:
                yield "events", [events_in(group, taken, headings, self._days)]
            elif group.family == MEDICINE:
                yield "medicines", [medicines_in(group, taken, headings, self._days)]
            else:
                is_shared = group.places.get("date") in shared
                yield (
                    "results",
                    [
                        results_in(
                            group,
                            taken,
                            headings,
                            days=self._days,
                            words=self.plan.words,
                            is_date_shared=is_shared,
                        )
                    ],
                )

    def _shared_dates(self) -> set[int]:
        """Columns of days that several groups share."""
        places = [group.places["date"] for group in self.plan.groups if "date" in group.places]
        return {place for place in places if places.count(place) > 1}

    def _days(self, cells: Sequence[str]) -> Sequence[str]:
        """Days of a workbook that are bare numbers, as days; others as they stand."""
        return days_of_a_workbook(cells) if self._is_workbook else cells

    # -- whom a row is about ----------------------------------------------------------------

    def _taken(self, rows: Rows) -> Taken:
        numbers = rows.columns[self.plan.person["nhs_number"] - 1]
        taken = self._with_days_of_people(Taken(rows.numbers, numbers, rows.columns))
        if all(map(str.strip, numbers)) or not self.is_filled_down:
            return taken
        return self._filled(taken)

    def _with_days_of_people(self, taken: Taken) -> Taken:
        columns = list(taken.columns)
        for field, place in self.plan.person.items():
            if field == "born_on" or field in PATIENTS.days:
                columns[place - 1] = self._days(columns[place - 1])
        return taken._replace(columns=columns)

    @property
    def is_filled_down(self) -> bool:
        """Whether empty cells under a person mean the same person.

        So reports group their rows: a person's own cells stand in the first row only. A file
        that ever repeats a number in the next row is none of these; there an empty cell is
        a missing number.
        """
        if self._filled_down is None:
            self._filled_down = self._looks_grouped()
        return self._filled_down

    def _looks_grouped(self) -> bool:
        places = list(self.plan.person.values())
        if len(places) < 2 or not self.plan.groups:
            return False
        number, last, is_any_empty = self.plan.person["nhs_number"], "", False
        for rows in self.plan.table.blocks():
            columns = [rows.columns[place - 1] for place in places]
            numbers = rows.columns[number - 1]
            for place, cell in enumerate(map(str.strip, numbers)):
                if cell and cell == last:
                    return False
                is_any_empty = is_any_empty or not (
                    cell or any(cells[place].strip() for cells in columns)
                )
                last = cell or last
        return is_any_empty

    def _filled(self, taken: Taken) -> Taken:
        """Empty cells of people filled from the row above."""
        places = sorted(self.plan.person.values())
        columns = {place: list(taken.column(place)) for place in places}
        inferred = [0] * len(taken.rows)
        for index in range(len(taken.rows)):
            if any(columns[place][index].strip() for place in places):
                self._above = tuple(columns[place][index] for place in places)
            elif self._above:
                inferred[index] = _FILLED
                for place, cell in zip(places, self._above):
                    columns[place][index] = cell
        every = [columns.get(place, cells) for place, cells in enumerate(taken.columns, 1)]
        numbers = columns[self.plan.person["nhs_number"]]
        return Taken(taken.rows, numbers, every, inferred)

    # -- rows the practice's own system has taken back --------------------------------------

    def _marks(self, taken: Taken) -> dict[str, list[bool]]:
        return {
            mark: list(map(is_yes, taken.column(place))) for mark, place in self.plan.row.items()
        }

    def _without_withdrawn(self, taken: Taken) -> Taken:
        marks = self._marks(taken)
        if not any(map(any, marks.values())):
            return taken
        return taken.only([not any(said) for said in zip(*marks.values())])

    def _withdrawn_people(self, whole: Taken) -> Iterator[Problem]:
        """Of a list that tells of people only, those marked deleted or confidential."""
        for mark, flags in self._marks(whole).items():
            heading = self.plan.table.headings[self.plan.row[mark] - 1]
            for row in compress(whole.rows, flags):
                problem = f"The record is marked {mark}"
                hint = "Such records are not taken in."
                yield Problem(row, heading, "", problem, hint, PATIENTS.name)

    def _withdrawn(self, taken: Taken) -> Iterator[Run]:
        """Rows marked deleted or confidential, as they would have been read otherwise."""
        marks = self._marks(taken)
        none = [False] * len(taken.rows)
        hidden = marks.get("confidential", none)
        deleted = [was and not secret for was, secret in zip(marks.get("deleted", none), hidden)]
        for reason, chosen in (("confidential", hidden), ("deleted", deleted)):
            if not any(chosen):
                continue
            some = taken.only(chosen)
            coded = CodedGroups(self.plan.table.headings, self._days)
            for section, blocks in (*self._read(some, coded), *coded.rest()):
                yield section, [_as_withdrawn(block, reason) for block in blocks if block.rows]


def _as_withdrawn(block: Block, reason: str) -> Block:
    return block._replace(
        is_withdrawn=True, raws=[reason] * len(block.rows), inferred=(), problems=()
    )
