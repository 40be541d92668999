"""Puts together what FHIR files keep apart: the halves of a blood pressure, of a retinal grade."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from mdt_app.intake.codes import Coded
from mdt_app.intake.rows import PlainRow, Problem

_SECTION = "results"
_EYES = {"both": ("retinal_left", "retinal_right")}


@dataclass(frozen=True, slots=True)
class Half:
    """A systolic or diastolic pressure that came as an Observation of its own."""

    row: int
    side: str
    number: str
    taken_on: str
    moment: str
    setting: str
    encounter: str
    keys: tuple[str, ...]
    value: str
    unit: str
    code: str


@dataclass(slots=True)
class _Eye:
    """The grades and maculopathy of one eye of one person on one day."""

    grades: dict[str, tuple[int, str]] = field(default_factory=dict)
    macula: dict[str, tuple[int, str]] = field(default_factory=dict)


class Pairs:
    """Halves waiting for each other until the file ends."""

    def __init__(self) -> None:
        self._halves: list[Half] = []
        self._panel_of: dict[str, int] = {}
        self._eyes: dict[tuple[str, str, str], _Eye] = {}

    def add_half(self, half: Half) -> None:
        self._halves.append(half)

    def add_members(self, panel: int, references: Iterable[str]) -> None:
        """Note that a panel says which Observations are its halves."""
        for reference in references:
            self._panel_of[reference.split("/_history/")[0]] = panel

    def add_eyes(self, row: int, number: str, taken_on: str, found: Iterable[Coded]) -> None:
        for one in found:
            for side in _EYES.get(one.meaning.kind, (one.meaning.kind,)):
                eye = self._eyes.setdefault((number, taken_on, side), _Eye())
                halves = eye.macula if one.meaning.word.startswith("M") else eye.grades
                halves.setdefault(one.meaning.word, (row, one.code))

    def put_together(self) -> Iterator[PlainRow | Problem]:
        yield from self._pressures()
        yield from self._grades()

    def _pressures(self) -> Iterator[PlainRow | Problem]:
        waiting = self._halves
        for key in (self._panel, _moment, _moment_and_encounter):
            pairs, waiting = _matched(waiting, key)
            yield from (_pressure(upper, lower) for upper, lower in pairs)
        yield from (_alone(half) for half in waiting)

    def _panel(self, half: Half) -> Hashable:
        return next((self._panel_of[key] for key in half.keys if key in self._panel_of), None)

    def _grades(self) -> Iterator[PlainRow | Problem]:
        for (number, taken_on, side), eye in self._eyes.items():
            if eye.grades and eye.macula:
                for (grade, (row, code)), macula in product(eye.grades.items(), eye.macula):
                    cells = {"nhs_number": number, "kind": side, "taken_on": taken_on}
                    cells |= {"value": f"{grade} {macula}", "code": code}
                    yield PlainRow(_SECTION, row, cells)
            else:
                yield from _half_graded(side, eye)


def _moment(half: Half) -> Hashable:
    return half.number, half.moment, half.setting


def _moment_and_encounter(half: Half) -> Hashable:
    return half.number, half.moment, half.setting, half.encounter


def _matched(
    halves: Iterable[Half], key: Callable[[Half], Hashable]
) -> tuple[list[tuple[Half, Half]], list[Half]]:
    """The pairs that a key tells apart, and everything else: two of one side are no pair."""
    groups: dict[Hashable, list[Half]] = {}
    for half in halves:
        groups.setdefault(key(half), []).append(half)
    pairs: list[tuple[Half, Half]] = []
    others: list[Half] = []
    for name, group in groups.items():
        sides = {half.side: half for half in group}
        if name is not None and len(group) == 2 and len(sides) == 2:
            pairs.append((sides["systolic"], sides["diastolic"]))
        else:
            others.extend(group)
    return pairs, others


def _pressure(upper: Half, lower: Half) -> PlainRow | Problem:
    if not upper.value and not lower.value:
        return _row(upper, "", "")
    raw = f"{upper.value}/{lower.value} {upper.unit or lower.unit}".strip()
    if not upper.value or not lower.value:
        return _problem(upper, raw, "Half a blood pressure: one of its numbers is missing.")
    if upper.unit != lower.unit:
        return _problem(upper, raw, "The two halves are in different units.")
    return _row(upper, f"{upper.value}/{lower.value}", raw)


def _row(upper: Half, value: str, raw: str) -> PlainRow:
    cells = {
        "nhs_number": upper.number,
        "kind": "blood_pressure",
        "taken_on": upper.taken_on,
        "value": value,
        "unit": upper.unit,
        "setting": upper.setting,
        "code": upper.code,
    }
    return PlainRow(_SECTION, upper.row, cells, raw)


def _alone(half: Half) -> Problem:
    other = "diastolic" if half.side == "systolic" else "systolic"
    return _problem(
        half,
        f"{half.value} {half.unit}".strip(),
        f"Half a blood pressure: no {other} goes with it.",
    )


def _problem(half: Half, value: str, problem: str) -> Problem:
    hint = "Export blood pressure as one Observation with two components."
    return Problem(half.row, "value", value[:80], problem, hint, _SECTION)


def _half_graded(side: str, eye: _Eye) -> Iterator[Problem]:
    missing = "maculopathy (M0 or M1)" if eye.grades else "grade (R0 to R3)"
    for word, (row, _) in {**eye.grades, **eye.macula}.items():
        yield Problem(
            row,
            "value",
            word,
            f"{side.replace('_', ' ').capitalize()}: the {missing} of the same day is missing.",
            "Export both codes of the screening result.",
            _SECTION,
        )
