"""Everyone on the list, who of them is shown, and in which order. Knows no window."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
)


class ListedPeople:
    """Plain rows, sorted once for each order and filtered with each key."""

    def __init__(self) -> None:
        self.filter = ListFilter()
        self.shown: Sequence[CaseLine] = ()
        self.counts = SegmentCounts()
        self.sorted_by = RANK_COLUMN
        self.is_reversed = False
        self._lines: dict[str, CaseLine] = {}
        self._ordered: list[CaseLine] = []
        self._haystacks = Haystacks({})

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, nhs_number: str) -> CaseLine | None:
        return self._lines.get(nhs_number)

    def list_cases(
        self, cases: Sequence[Case], said: Mapping[str, Nomination], listing: Listing
    ) -> None:
        """List other people, with what was said about them."""
        self._lines = {
            number: line_of(case, said.get(number) or Nomination(number), listing)
            for number, case in ((case.person.nhs_number, case) for case in cases)
        }
        self._haystacks = Haystacks(self._lines)
        self.counts = counted(self._lines.values())
        self._reorder()

    def say(self, said: Mapping[str, Nomination]) -> None:
        """Show about everyone what is said about them now."""
        for number, line in self._lines.items():
            now = said.get(number) or Nomination(number)
            if now != line.nomination:
                self._lines[number] = replace(line, nomination=now)
        self.counts = counted(self._lines.values())
        self._reorder()

    def say_about(self, nomination: Nomination) -> CaseLine | None:
        """Show what is said about one person now, where the line stands; None if not listed."""
        number = nomination.nhs_number
        before = self._lines.get(number)
        if before is None:
            return None
        line = self._lines[number] = replace(before, nomination=nomination)
        self._ordered = [line if old.nhs_number == number else old for old in self._ordered]
        self.shown = [line if old.nhs_number == number else old for old in self.shown]
        chosen = self.counts.chosen + line.is_chosen - before.is_chosen
        self.counts = replace(self.counts, chosen=chosen)
        return line

    def narrow(self, wanted: ListFilter) -> None:
        """Show those who pass the filter."""
        self.filter = wanted
        self.shown = filtered(self._ordered, wanted, self._haystacks)

    def sort_by(self, column: int) -> None:
        """Order by a column; the same column again turns the order round."""
        self.is_reversed = column == self.sorted_by and not self.is_reversed
        self.sorted_by = column
        self._reorder()

    def is_shown(self, nhs_number: str) -> bool:
        return any(line.nhs_number == nhs_number for line in self.shown)

    def chosen(self) -> list[CaseLine]:
        """Everyone chosen, in the order of the ranked list."""
        chosen = (line for line in self._lines.values() if line.is_chosen)
        return in_order(chosen, RANK_COLUMN, is_reversed=False)

    def rules(self) -> list[tuple[str, str]]:
        """The flags raised for anyone: rule, and how many people in words."""
        numbers: dict[str, int] = {}
        for line in self._lines.values():
            for flag in line.case.raised:
                numbers[flag.rule] = numbers.get(flag.rule, 0) + 1
        return [(rule, f"{_words_of(rule)} · {numbers[rule]}") for rule in sorted(numbers)]

    def make_searchable(self) -> bool:
        """A little of the work that searching needs; answers whether more waits."""
        return self._haystacks.make_some()

    def _reorder(self) -> None:
        self._ordered = in_order(self._lines.values(), self.sorted_by, is_reversed=self.is_reversed)
        self.narrow(self.filter)


def _words_of(rule: str) -> str:
    words = rule.replace("-", " ")
    return words[:1].upper() + words[1:]
