"""Everyone on the list, who of them is shown, and in which order. Knows no window."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mdt_app.meeting.noted import Proposed
from mdt_app.meeting.planned import is_late
from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.values import Case, Nomination
from mdt_app.ui.prepare.haystacks import Haystacks
from mdt_app.ui.prepare.lines import CaseLine, Listing, line_of
from mdt_app.ui.prepare.list_filter import (
    RANK_COLUMN,
    ListFilter,
    SegmentCounts,
    counted,
    filtered,
    in_order,
    more_words,
)
from mdt_app.ui.prepare.orders import Orders


class ListedPeople:
    """Plain rows, sorted once for each order and filtered with each key."""

    def __init__(self) -> None:
        self.filter = ListFilter()
        self.shown: Sequence[CaseLine] = ()
        self.counts = SegmentCounts()
        self.sorted_by = RANK_COLUMN
        self.is_reversed = False
        self.cut_off: date | None = None
        """The last day on which choosing somebody is in time."""
        self._lines: dict[str, CaseLine] = {}
        self._chosen: dict[str, CaseLine] = {}
        self._ordered: list[CaseLine] = []
        self._haystacks = Haystacks({})
        self._orders = Orders({})
        self._narrowed: tuple[ListFilter, Sequence[CaseLine]] | None = None
        """The last filter and who passed it, while both are true."""

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, nhs_number: str) -> CaseLine | None:
        return self._lines.get(nhs_number)

    def list_cases(
        self,
        cases: Sequence[Case],
        said: Mapping[str, Nomination],
        listing: Listing,
        proposed: Mapping[str, Proposed] = {},
    ) -> None:
        """List other people, with what was said about them and what is proposed."""
        self._lines = {
            number: self._line_of(case, said.get(number), listing, proposed.get(number))
            for number, case in ((case.person.nhs_number, case) for case in cases)
        }
        self._haystacks = Haystacks(self._lines)
        self._orders = Orders(self._lines)
        self._count()
        self._reorder()

    def _count(self) -> None:
        self.counts = counted(self._lines.values())
        self._chosen = {number: line for number, line in self._lines.items() if line.is_chosen}

    def _line_of(
        self, case: Case, said: Nomination | None, listing: Listing, proposed: Proposed | None
    ) -> CaseLine:
        if said is None:
            return line_of(case, Nomination(case.person.nhs_number), listing, proposed)
        line = line_of(case, said, listing, proposed)
        return replace(line, is_late=True) if is_late(said, self.cut_off) else line

    def cases(self) -> Iterator[Case]:
        """Everyone's case, in the order of the ranked list."""
        return (line.case for line in self._lines.values())

    def say(self, said: Mapping[str, Nomination], proposed: Mapping[str, Proposed] = {}) -> None:
        """Show about everyone what is said about them now, and what is proposed."""
        for number, line in self._lines.items():
            now = said.get(number) or Nomination(number)
            may = proposed.get(number)
            late = now.is_chosen and is_late(now, self.cut_off)
            if now != line.nomination or may != line.proposed or late != line.is_late:
                self._lines[number] = replace(line, nomination=now, proposed=may, is_late=late)
        self._orders.forget_said()
        self._count()
        self._reorder()

    def say_about(self, nomination: Nomination) -> CaseLine | None:
        """Show what is said about one person now, where the line stands; None if not listed."""
        number = nomination.nhs_number
        before = self._lines.get(number)
        if before is None:
            return None
        late = is_late(nomination, self.cut_off)
        line = replace(before, nomination=nomination, is_late=late)
        self._put(line)
        chosen = self.counts.chosen + line.is_chosen - before.is_chosen
        noted = self.counts.noted + line.is_to_note - before.is_to_note
        self.counts = replace(self.counts, chosen=chosen, noted=noted)
        return line

    def prepare(self, found: Mapping[str, Prepared]) -> list[CaseLine]:
        """Show what the records of some who are chosen say besides; answers their lines."""
        lines = [
            replace(line, prepared=prepared)
            for number, prepared in found.items()
            if (line := self._lines.get(number)) is not None and line.prepared != prepared
        ]
        for line in lines:
            self._put(line)
        return lines

    def unprepared(self) -> list[CaseLine]:
        """Those chosen whose records were not looked at yet."""
        return [line for line in self._chosen.values() if line.prepared is None]

    def _put(self, line: CaseLine) -> None:
        """Put a line in the place of the one about the same person."""
        number = line.nhs_number
        self._lines[number] = line
        self._orders.forget_said()
        self._narrowed = None
        self._chosen.pop(number, None)
        if line.is_chosen:
            self._chosen[number] = line
        self._ordered = [line if old.nhs_number == number else old for old in self._ordered]
        self.shown = [line if old.nhs_number == number else old for old in self.shown]

    def narrow(self, wanted: ListFilter) -> None:
        """Show those who pass the filter."""
        before, self.filter = self._narrowed, wanted
        more = more_words(before[0], wanted) if before is not None else ""
        if before is not None and more:
            everybody = ListFilter(segment="everyone", words=more)
            self.shown = filtered(before[1], everybody, self._haystacks)
        else:
            self.shown = filtered(self._ordered, wanted, self._haystacks)
        self._narrowed = wanted, self.shown

    def sort_by(self, column: int) -> None:
        """Order by a column; the same column again turns the order round."""
        self.is_reversed = column == self.sorted_by and not self.is_reversed
        self.sorted_by = column
        self._reorder()

    def passes(self, nhs_number: str) -> bool:
        """Whether somebody passes the filter as it is now."""
        line = self._lines.get(nhs_number)
        return line is not None and bool(filtered([line], self.filter, self._haystacks))

    def is_shown(self, nhs_number: str) -> bool:
        return any(line.nhs_number == nhs_number for line in self.shown)

    def chosen(self) -> list[CaseLine]:
        """Everyone chosen, in the order of the ranked list."""
        return in_order(self._chosen.values(), RANK_COLUMN, is_reversed=False)

    def rules(self) -> list[tuple[str, str]]:
        """The flags raised for anyone: rule, for how many people, and for how many set aside."""
        counting: Counter[str] = Counter()
        aside: Counter[str] = Counter()
        for line in self._lines.values():
            counting.update(flag.rule for flag in line.case.raised)
            aside.update(flag.rule for flag in line.case.set_aside)
        return [
            (rule, f"{_words_of(rule)} · {_counted(counting[rule], aside[rule])}")
            for rule in sorted({*counting, *aside})
        ]

    def make_searchable(self) -> bool:
        """A little of the work that searching and sorting need; answers whether more waits."""
        return self._haystacks.make_some() or self._orders.make_one()

    def _reorder(self) -> None:
        self._ordered = self._orders.ordered(self.sorted_by, is_reversed=self.is_reversed)
        self._narrowed = None
        self.narrow(self.filter)


def _words_of(rule: str) -> str:
    words = rule.replace("-", " ")
    return words[:1].upper() + words[1:]


def _counted(counting: int, aside: int) -> str:
    return f"{counting} · {aside} set aside" if aside else str(counting)
