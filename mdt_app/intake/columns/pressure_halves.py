"""Puts systolic and diastolic pressures together that came as rows of their own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mdt_app.intake.blocks import Block
from mdt_app.intake.columns.taken_rows import block_of
from mdt_app.intake.rows import Problem

_HINT = "Export both numbers of the same reading."
Key = tuple[str, str, str, str]
"""What both halves of one reading share: whom, on which day, which reading, where."""


class Halves(NamedTuple):
    """Systolic and diastolic pressures of some thousand rows, column by column."""

    rows: Sequence[int]
    sides: Sequence[str]
    keys: Sequence[Key]
    values: Sequence[str]
    units: Sequence[str]
    codes: Sequence[str]
    inferred: Sequence[int]


class Half(NamedTuple):
    """One systolic or diastolic pressure."""

    row: int
    side: str
    key: Key
    value: str
    unit: str
    code: str
    inferred: int


class PressureHalves:
    """Halves waiting for each other. Only those that wait are kept, however long the file is.

    Halves of one person, day and reading belong together as they come. Two waiting halves of
    one side with different values leave it open which is meant: then all of them stay alone.
    """

    def __init__(self) -> None:
        self._waiting: dict[Key, list[Half]] = {}

    def paired(self, halves: Halves) -> Block | None:
        """The readings that are whole now."""
        found: list[tuple[Half, Half]] = []
        waiting = self._waiting
        for half in map(Half._make, zip(*halves)):
            others = waiting.get(half.key)
            if others is None:
                waiting[half.key] = [half]
            elif len(others) == 1 and others[0].side != half.side:
                del waiting[half.key]
                found.append((others[0], half))
            else:
                _pair_among(others, half, found)
        return _pressures(found) if found else None

    def alone(self) -> Iterator[Problem]:
        """What is left over: each half with the reason."""
        for waiting in self._waiting.values():
            sides = {half.side for half in waiting}
            for half in waiting:
                yield _alone(half, is_open=len(sides) > 1)


def _pair_among(waiting: list[Half], half: Half, found: list[tuple[Half, Half]]) -> None:
    """Of two or more that wait, the first goes with the half if all of them say the same."""
    first = waiting[0]
    if first.side != half.side and len({(one.side, one.value) for one in waiting}) == 1:
        found.append((waiting.pop(0), half))
    else:
        waiting.append(half)


def _pressures(pairs: Sequence[tuple[Half, Half]]) -> Block:
    ordered = [(one, two) if one.side == "systolic" else (two, one) for one, two in pairs]
    uppers = [upper for upper, _lower in ordered]
    return block_of(
        "results",
        [upper.row for upper in uppers],
        {
            "nhs_number": [upper.key[0] for upper in uppers],
            "kind": ["blood_pressure"] * len(ordered),
            "taken_on": [upper.key[1] for upper in uppers],
            "value": [_value(upper.value, lower.value) for upper, lower in ordered],
            "unit": [upper.unit or lower.unit for upper, lower in ordered],
            "setting": [upper.key[3] for upper in uppers],
            "code": [upper.code for upper in uppers],
        },
        inferred=[upper.inferred | lower.inferred for upper, lower in ordered],
    )


def _value(upper: str, lower: str) -> str:
    """Both numbers; one alone stays what it is, so that it is refused, and none is no value."""
    return f"{upper}/{lower}" if upper and lower else upper or lower


def _alone(half: Half, *, is_open: bool) -> Problem:
    other = "diastolic" if half.side == "systolic" else "systolic"
    problem = f"Half a blood pressure: no {other} goes with it"
    if is_open:
        problem = "Several blood pressures of one day: which numbers belong together is not said"
    return Problem(half.row, "value", half.value[:80], problem, _HINT, "results")
