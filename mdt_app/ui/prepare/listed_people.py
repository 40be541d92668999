"""Everyone on the list, who of them is shown, and in which order. Knows no window."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress

from mdt_app.meeting.noted import Proposed
from mdt_app.meeting.outline import Outline, outline_of
from mdt_app.meeting.planned import is_late
from mdt_app.meeting.prepared import Prepared
from mdt_app.meeting.values import Case, Nomination
from mdt_app.ui.prepare.haystacks import Haystacks
from mdt_app.ui.prepare.lines import CaseLine, Listing, line_of
from mdt_app.ui.prepare.lines_made import LinesMade
from mdt_app.ui.prepare.list_filter import (
    RANK_COLUMN,
    SORT_KEYS,
    ListFilter,
    SegmentCounts,
    admitted,
    counted,
    holding_all,
    more_words,
)
from mdt_app.ui.prepare.orders import Orders
from mdt_app.ui.prepare.picked import Picked


class ListedPeople:
    """Plain rows, sorted once for each order and filtered with each key.

    With each key only places in the list are moved about, and no line is looked at: there may
    be twenty thousand.
    """

    def __init__(self) -> None:
        self.filter = ListFilter()
        self.shown = Picked((), {}, ())
        self.counts = SegmentCounts()
        self.sorted_by = RANK_COLUMN
        self.is_reversed = False
        self.cut_off: date | None = None
        """The last day on which choosing somebody is in time."""
        self._lines = LinesMade(0, _nobody)
        """Everybody in the order of the ranked list; replaced as a whole when one differs."""
        self._outline = outline_of(())
        self._places: dict[str, int] = {}
        self._chosen: dict[str, CaseLine] = {}
        self._ordered: Sequence[int] = ()
        self._haystacks = Haystacks(())
        self._orders = Orders(())
        self._admitted: tuple[ListFilter, bytes] | None = None
        """Who passes the last filter without its words, while that is true."""
        self._narrowed: tuple[ListFilter, Sequence[int]] | None = None
        """The last filter and who passed it, while both are true."""

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, nhs_number: str) -> CaseLine | None:
        place = self._places.get(nhs_number)
        return self._lines[place] if place is not None else None

    def list_cases(
        self,
        cases: Sequence[Case],
        said: Mapping[str, Nomination],
        listing: Listing,
        proposed: Mapping[str, Proposed] = {},
        outline: Outline | None = None,
    ) -> None:
        """List other people, with what was said about them and what is proposed.

        With an `outline` no case is looked at before somebody sees it.
        """
        outline = outline or outline_of(cases)
        then = dict(said)  # what is said from now on comes by `say` and `say_about`

        def make(place: int) -> CaseLine:
            number = outline.numbers[place]
            return self._line_of(cases[place], then.get(number), listing, proposed.get(number))

        self._outline = outline
        self._lines = LinesMade(len(cases), make)
        self._places = {number: place for place, number in enumerate(outline.numbers)}
        self._haystacks = Haystacks(self._lines)
        self._orders = Orders(self._lines)
        self._admitted = None
        self._count({*then, *proposed})
        self._reorder()

    def _count(self, spoken_of: Iterable[str]) -> None:
        """Nobody else is chosen, or noted, or proposed to be."""
        places = sorted(self._places[each] for each in spoken_of if each in self._places)
        lines = [self._lines[place] for place in places]
        outline = self._outline
        self._chosen = {line.nhs_number: line for line in lines if line.is_chosen}
        self.counts = replace(
            counted(lines),
            flagged=sum(outline.flagged),
            not_reached=sum(outline.not_reached),
            everyone=len(outline.numbers),
        )

    def _line_of(
        self, case: Case, said: Nomination | None, listing: Listing, proposed: Proposed | None
    ) -> CaseLine:
        if said is None:
            return line_of(case, Nomination(case.person.nhs_number), listing, proposed)
        line = line_of(case, said, listing, proposed)
        return replace(line, is_late=True) if is_late(said, self.cut_off) else line

    def discussed(self) -> list[Case]:
        """The cases of those who were discussed before, in the order of the ranked list."""
        return [self._lines[place].case for place, was in enumerate(self._outline.discussed) if was]

    def say(self, said: Mapping[str, Nomination], proposed: Mapping[str, Proposed] = {}) -> None:
        """Show about everyone what is said about them now, and what is proposed."""
        others: dict[int, CaseLine] = {}
        for place, line in enumerate(self._lines.all()):
            number = line.nhs_number
            now = said.get(number) or Nomination(number)
            may = proposed.get(number)
            late = now.is_chosen and is_late(now, self.cut_off)
            if now != line.nomination or may != line.proposed or late != line.is_late:
                others[place] = replace(line, nomination=now, proposed=may, is_late=late)
        self._change(others)
        self._count({*said, *proposed})
        self._reorder()

    def say_about(self, nomination: Nomination) -> CaseLine | None:
        """Show what is said about one person now, where the line stands; None if not listed."""
        number = nomination.nhs_number
        before = self.line(number)
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
            if (line := self.line(number)) is not None and line.prepared != prepared
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
        self._change({self._places[number]: line})
        self._narrowed = None
        self._chosen.pop(number, None)
        if line.is_chosen:
            self._chosen[number] = line
        self.shown = self.shown.with_line(line)

    def _change(self, others: Mapping[int, CaseLine]) -> None:
        self._lines = self._lines.with_others(others)
        self._orders.forget_said(self._lines)
        self._admitted = None

    def narrow(self, wanted: ListFilter) -> None:
        """Show those who pass the filter."""
        before, self.filter = self._narrowed, wanted
        more = more_words(before[0], wanted) if before is not None else ""
        if before is not None and more:
            places = holding_all(before[1], more, self._haystacks)
        else:
            places = holding_all(self._admitted_in_order(wanted), wanted.words, self._haystacks)
        self.shown = Picked(self._lines, self._places, places)
        self._narrowed = wanted, places

    def _admitted_in_order(self, wanted: ListFilter) -> Sequence[int]:
        """Everybody who passes all but the words, in the order of the list."""
        wordless = replace(wanted, words="")
        if self._admitted is None or self._admitted[0] != wordless:
            self._admitted = wordless, self._admitted_now(wordless)
        passes = self._admitted[1]
        return list(compress(self._ordered, map(passes.__getitem__, self._ordered)))

    def _admitted_now(self, wordless: ListFilter) -> bytes:
        if wordless == ListFilter(segment="flagged"):  # as the list is first shown
            return self._outline.flagged
        return admitted(self._lines.all(), wordless)

    def sort_by(self, column: int) -> None:
        """Order by a column; the same column again turns the order round."""
        self.is_reversed = column == self.sorted_by and not self.is_reversed
        self.sorted_by = column
        self._reorder()

    def passes(self, nhs_number: str) -> bool:
        """Whether somebody passes the filter as it is now."""
        place = self._places.get(nhs_number)
        if place is None or not admitted([self._lines[place]], self.filter)[0]:
            return False
        return bool(holding_all([place], self.filter.words, self._haystacks))

    def is_shown(self, nhs_number: str) -> bool:
        return self.shown.row_of(nhs_number) >= 0

    def chosen(self) -> list[CaseLine]:
        """Everyone chosen, in the order of the ranked list."""
        return sorted(self._chosen.values(), key=SORT_KEYS[RANK_COLUMN])

    def rules(self) -> list[tuple[str, str]]:
        """The flags raised for anyone: rule, for how many people, and for how many set aside."""
        counting, aside = self._outline.raised, self._outline.set_aside
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


def _nobody(_place: int) -> CaseLine:
    raise LookupError


def _words_of(rule: str) -> str:
    words = rule.replace("-", " ")
    return words[:1].upper() + words[1:]


def _counted(counting: int, aside: int) -> str:
    return f"{counting} · {aside} set aside" if aside else str(counting)
