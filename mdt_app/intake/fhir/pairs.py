"""Puts together what FHIR files keep apart: the halves of a blood pressure, of a retinal grade."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from mdt_app.intake.fhir.values import Value
from mdt_app.intake.rows import PlainRow, Problem
from mdt_app.intake.vocabulary.codes import Coded

_SECTION = "results"
_ONE_OBSERVATION = "Export blood pressure as one Observation with two components."
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
    value: Value
    code: str


@dataclass(slots=True)
class _Eye:
    """The grades and maculopathy of one eye of one person on one day, each with row and code."""

    grades: dict[str, tuple[int, str]] = field(default_factory=dict)
    macula: dict[str, tuple[int, str]] = field(default_factory=dict)


class Pairs:
    """Halves waiting for each other until the file ends."""

    def __init__(self) -> None:
        self._halves: list[Half] = []
        self._panels: dict[int, list[str]] = {}
        self._panel_of: dict[str, int] = {}
        self._eyes: dict[tuple[str, str, str], _Eye] = {}

    def add_half(self, half: Half) -> None:
        self._halves.append(half)

    def add_panel(self, row: int, references: Iterable[str]) -> None:
        """Note that a panel says which Observations are its halves."""
        self._panels[row] = [reference.split("/_history/")[0] for reference in references]
        self._panel_of.update(dict.fromkeys(self._panels[row], row))

    def add_eyes(self, row: int, number: str, taken_on: str, found: Iterable[Coded]) -> None:
        for one in found:
            for side in _EYES.get(one.meaning.kind, (one.meaning.kind,)):
                eye = self._eyes.setdefault((number, taken_on, side), _Eye())
                halves = eye.macula if one.meaning.word.startswith("M") else eye.grades
                halves.setdefault(one.meaning.word, (row, one.code))

    def put_together(self) -> Iterator[PlainRow | Problem]:
        """Whole results, and a Problem for each half that stayed alone."""
        yield from self._empty_panels()
        waiting = self._halves
        for key in (self._panel, _moment, _moment_and_encounter):
            pairs, waiting = _matched(waiting, key)
            yield from (_pressure(upper, lower) for upper, lower in pairs)
        yield from (_alone(half) for half in waiting)
        for (number, taken_on, side), eye in self._eyes.items():
            yield from _graded(number, taken_on, side, eye)

    def _panel(self, half: Half) -> Hashable:
        return next((self._panel_of[key] for key in half.keys if key in self._panel_of), None)

    def _empty_panels(self) -> Iterator[Problem]:
        there = {key for half in self._halves for key in half.keys}
        for row, references in self._panels.items():
            if there.isdisjoint(references):
                problem = "The Observations it points to are not in this file"
                yield Problem(row, "value", "", problem, _ONE_OBSERVATION, _SECTION)


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
        if name is not None and len(group) == 2 and len(sides) == 2 and _is_one_person(group):
            pairs.append((sides["systolic"], sides["diastolic"]))
        else:
            others.extend(group)
    return pairs, others


def _is_one_person(group: Iterable[Half]) -> bool:
    """A panel may point astray; halves of different people or days are never one pressure."""
    return len({(half.number, half.taken_on) for half in group}) == 1


def _pressure(upper: Half, lower: Half) -> PlainRow | Problem:
    above, below = upper.value, lower.value
    raw = f"{above.value}/{below.value} {above.raw_unit or below.raw_unit}".strip()
    if not above.value and not below.value:
        return _row(upper, "", "")
    if not above.value or not below.value:
        return _problem(upper, raw, "Half a blood pressure: one of its numbers is missing")
    if above.unit != below.unit:
        return _problem(upper, raw, "The two halves are in different units")
    return _row(upper, f"{above.value}/{below.value}", raw)


def _row(upper: Half, value: str, raw: str) -> PlainRow:
    cells = {
        "nhs_number": upper.number,
        "kind": "blood_pressure",
        "taken_on": upper.taken_on,
        "value": value,
        "unit": upper.value.unit,
        "setting": upper.setting,
        "code": upper.code,
    }
    return PlainRow(_SECTION, upper.row, cells, raw)


def _alone(half: Half) -> Problem:
    other = "diastolic" if half.side == "systolic" else "systolic"
    return _problem(half, half.value.raw, f"Half a blood pressure: no {other} goes with it")


def _problem(half: Half, value: str, problem: str) -> Problem:
    return Problem(half.row, "value", value[:80], problem, _ONE_OBSERVATION, _SECTION)


def _graded(number: str, taken_on: str, side: str, eye: _Eye) -> Iterator[PlainRow | Problem]:
    if not eye.grades or not eye.macula:
        yield from _half_graded(side, eye)
    for (grade, (row, code)), macula in product(eye.grades.items(), eye.macula):
        cells = {"nhs_number": number, "kind": side, "taken_on": taken_on}
        yield PlainRow(_SECTION, row, cells | {"value": f"{grade} {macula}", "code": code})


def _half_graded(side: str, eye: _Eye) -> Iterator[Problem]:
    """A grade says nothing about the macula, nor the other way round: missing is not normal."""
    which = "right" if side.endswith("right") else "left"
    missing = "maculopathy (M0 or M1)" if eye.grades else "grade (R0 to R3)"
    for word, (row, _) in {**eye.grades, **eye.macula}.items():
        problem = f"{word} of the {which} eye: the {missing} of the same day is missing"
        hint = "Export both codes of the screening result."
        yield Problem(row, "value", word, problem, hint, _SECTION)
