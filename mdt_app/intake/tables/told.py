"""What reading a table finds to say; each thing is said once, however often it is read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mdt_app.clinical.words import grouped
from mdt_app.intake.tables.cell_shapes import filled

_SHOWN = 100
_NAMED = 10
_WORDS = {
    "totals": ("holds totals", "hold totals"),
    "instructions": ("says how to fill in the columns", "say how to fill in the columns"),
    "preamble": ("stands above repeated headings", "stand above repeated headings"),
    "closing": ("is not about a person", "are not about a person"),
}


@dataclass(slots=True)
class Told:
    """Notices of one table, and reasons to think that it is cut short. Both grow."""

    notices: list[str] = field(default_factory=list)
    cut_short: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def is_cut_short(self, text: str) -> None:
        if text not in self.cut_short:
            self.cut_short.append(text)


class PassedOver:
    """Rows that one pass over a table leaves out: the first ones by name, the others counted."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._counts: Counter[str] = Counter()

    def note(self, why: str, row: int, cells: Sequence[str]) -> None:
        self._counts[why] += 1
        if self._counts[why] <= _NAMED:
            one = f"Row {row} {_WORDS[why][0]} and was passed over"
            self._told.notice(f"{one}: “{shown(cells)}”.")

    def end(self) -> None:
        """The pass is through."""
        for why, count in self._counts.items():
            more = count - _NAMED
            if more > 1:
                many = f"{grouped(more)} more rows {_WORDS[why][1]}"
                self._told.notice(f"{many} and were passed over.")
            elif more == 1:
                self._told.notice(f"1 more row {_WORDS[why][0]} and was passed over.")


def shown(cells: Sequence[str]) -> str:
    """The words of a row, as a sentence can hold them."""
    words = " ".join(", ".join(filled(cells)).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
