"""What each person is searched by: lower-case text made once, a little at a time."""

from collections.abc import Iterable, Mapping
from itertools import islice

from mdt_app.ui.prepare.lines import CaseLine

_AT_ONCE = 250
"""Lines made ready in one go: about a millisecond."""


class Haystacks:
    """Text by NHS number: made by `make_some` while nobody waits, else when first searched."""

    def __init__(self, lines: Mapping[str, CaseLine]) -> None:
        self._made: dict[str, str] = {}
        self._waiting = iter(lines.values())

    def make_some(self) -> bool:
        """Make the next few ready; answers whether more wait."""
        some = list(islice(self._waiting, _AT_ONCE))
        for line in some:
            self._made[line.nhs_number] = text_of(line)
        return len(some) == _AT_ONCE

    def holding(self, lines: Iterable[CaseLine], word: str) -> list[CaseLine]:
        """The lines whose text holds a lower-case word."""
        while self.make_some():
            pass
        made = self._made
        return [line for line in lines if word in made[line.nhs_number]]


def text_of(line: CaseLine) -> str:
    """Name both ways round, number, practice, and every flag raised."""
    person = line.case.person
    raised = (*line.case.raised, *line.case.set_aside)
    flags = [f"{flag.headline}\n{flag.rule}" for flag in raised]
    return "\n".join(
        (
            f"{person.surname}, {person.forename} {person.surname}",
            person.nhs_number,
            line.practice_name,
            person.practice,
            *flags,
        )
    ).casefold()
