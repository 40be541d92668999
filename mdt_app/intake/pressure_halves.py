"""Puts systolic and diastolic pressures together that came as rows of their own."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mdt_app.intake.rows import PlainRow, Problem

_HINT = "Export both numbers of the same reading."


class Half(NamedTuple):
    """One systolic or diastolic pressure. `parent` names the reading it is part of, if known."""

    row: int
    side: str
    number: str
    taken_on: str
    parent: str
    setting: str
    value: str
    unit: str
    code: str
    inferred: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What both halves of one reading share."""
        return self.number, self.taken_on, self.parent, self.setting


class PressureHalves:
    """Halves waiting for each other. Only those that wait are kept, however long the file is.

    Halves of one person, day and reading belong together as they come. Two waiting halves of
    one side with different values leave it open which is meant: then all of them stay alone.
    """

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str, str, str], list[Half]] = {}

    def paired(self, halves: Iterable[Half]) -> list[PlainRow]:
        """The readings that are whole now."""
        found = []
        for half in halves:
            waiting = self._waiting.setdefault(half.key, [])
            others = [one for one in waiting if one.side != half.side]
            if others and len({one.value for one in others}) == 1:
                waiting.remove(others[0])
                if not waiting:
                    del self._waiting[half.key]
                found.append(_pressure(others[0], half))
            else:
                waiting.append(half)
        return found

    def alone(self) -> Iterator[PlainRow | Problem]:
        """What is left over: each half with the reason."""
        for waiting in self._waiting.values():
            sides = {half.side for half in waiting}
            for half in waiting:
                yield _alone(half, is_open=len(sides) > 1)


def _pressure(one: Half, other: Half) -> PlainRow:
    upper, lower = (one, other) if one.side == "systolic" else (other, one)
    is_whole = upper.value and lower.value
    return PlainRow(
        "results",
        upper.row,
        {
            "nhs_number": upper.number,
            "kind": "blood_pressure",
            "taken_on": upper.taken_on,
            "value": f"{upper.value}/{lower.value}" if is_whole else upper.value + lower.value,
            "unit": upper.unit if upper.unit == lower.unit else upper.unit or lower.unit,
            "setting": upper.setting,
            "code": upper.code,
        },
        inferred=upper.inferred | lower.inferred,
    )


def _alone(half: Half, *, is_open: bool) -> Problem:
    other = "diastolic" if half.side == "systolic" else "systolic"
    problem = f"Half a blood pressure: no {other} goes with it"
    if is_open:
        problem = "Several blood pressures of one day: which numbers belong together is not said"
    return Problem(half.row, "value", half.value[:80], problem, _HINT, "results")
