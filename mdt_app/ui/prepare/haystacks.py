"""What each person is searched by: lower-case text made once, a little at a time."""

from collections.abc import Iterable, Sequence

from mdt_app.ui.prepare.lines import CaseLine

_AT_ONCE = 150
"""Lines made ready in one go: about five milliseconds, for their cases are made too."""


class Haystacks:
    """Text by place in the list: made by `make_some` while nobody waits, or when first searched."""

    def __init__(self, lines: Sequence[CaseLine]) -> None:
        self._made: list[str] = []
        self._lines = lines

    def make_some(self) -> bool:
        """Make the next few ready; answers whether more wait."""
        begun = len(self._made)
        self._made += [text_of(line) for line in self._lines[begun : begun + _AT_ONCE]]
        return len(self._made) < len(self._lines)

    def holding(self, places: Iterable[int], word: str) -> list[int]:
        """The places whose text holds a lower-case word."""
        while self.make_some():
            pass
        made = self._made
        return [place for place in places if word in made[place]]


def text_of(line: CaseLine) -> str:
    """Name both ways round, number, practice, and every flag raised."""
    person = line.case.person
    raised = (*line.case.raised, *line.case.set_aside)
    flags = [f"{flag.headline}\n{flag.rule}" for flag in raised]
    return "\n".join(
        (
            f"{person.listed_name} {person.surname}",
            person.nhs_number,
            line.practice_name,
            person.practice,
            *flags,
        )
    ).casefold()
