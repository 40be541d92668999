"""Figures written in few letters, as they are frozen and kept: practice by practice in columns.

A network of 40 practices has some two thousand figures a month; spelled out one by one they would
make every store that keeps its months a slow one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mdt_app.measures.values import Figure, Mean

Cell = tuple[str, str]
"""A measure and a group."""
_NOBODY: Mapping[str, int] = {}


def packed(figures: Iterable[Figure]) -> dict[str, Any]:
    """Figures as JSON may hold them; `PackedFigures` reads them again."""
    cells: dict[Cell, dict[str, Figure]] = {}
    practices: dict[str, None] = {}
    for figure in figures:
        practices[figure.practice] = None
        cells.setdefault((figure.measure, figure.group), {})[figure.practice] = figure
    columns = [
        _columns(measure, group, [row.get(practice) for practice in practices])
        for (measure, group), row in cells.items()
    ]
    return {"practices": list(practices), "figures": columns}


def _columns(measure: str, group: str, row: list[Figure | None]) -> dict[str, Any]:
    """One measure of one group: a place in each column for each practice, None for no figure."""
    names = sorted({name for figure in row if figure for name in figure.excluded})
    columns: dict[str, Any] = {
        "measure": measure,
        "group": group,
        "numerator": [figure.numerator if figure else None for figure in row],
        "denominator": [figure.denominator if figure else None for figure in row],
    }
    if any(figure and figure.mean for figure in row):
        columns["mean"] = [_mean(figure) for figure in row]
    if names:
        columns["excluded"] = {
            name: [figure.excluded.get(name) if figure else None for figure in row]
            for name in names
        }
    return columns


def _mean(figure: Figure | None) -> list[float] | None:
    if figure is None or figure.mean is None:
        return None
    return [figure.mean.mmol_mol, figure.mean.percent]


class PackedFigures:
    """Packed figures, spelled out only where they are asked for."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self.written: Mapping[str, Any] = {n: written[n] for n in ("practices", "figures")}
        """As `packed` made it."""
        self._places = {ods: place for place, ods in enumerate(written["practices"])}
        self._columns = {(c["measure"], c["group"]): c for c in written["figures"]}

    @property
    def practices(self) -> tuple[str, ...]:
        """Their ODS codes, and '' for the network."""
        return tuple(self._places)

    def of(self, measure: str, group: str) -> dict[str, Figure]:
        """By practice, the network under ''; empty where there is none."""
        columns = self._columns.get((measure, group))
        return dict(self._spelled(columns)) if columns else {}

    def one(self, measure: str, group: str, practice: str) -> Figure | None:
        """A single figure, None where there is none."""
        columns, place = self._columns.get((measure, group)), self._places.get(practice)
        if columns is None or place is None or columns["numerator"][place] is None:
            return None
        return _figure(columns, place, practice)

    def all(self) -> list[Figure]:
        """Every figure, in the order they were packed in."""
        return [figure for each in self._columns.values() for _ods, figure in self._spelled(each)]

    def differs_from(self, other: PackedFigures) -> bool:
        """Whether any figure is another one; a practice with nobody in it is no figure."""
        is_aligned = self.practices == other.practices
        for cell in {**self._columns, **other._columns}:
            if is_aligned and self._columns.get(cell) == other._columns.get(cell):
                continue
            if _with_people(self.of(*cell)) != _with_people(other.of(*cell)):
                return True
        return False

    def _spelled(self, columns: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
        for ods, place in self._places.items():
            if columns["numerator"][place] is not None:
                yield ods, _figure(columns, place, ods)


def _figure(columns: Mapping[str, Any], place: int, practice: str) -> Figure:
    means, excluded = columns.get("mean"), columns.get("excluded")
    left_out = {n: c[place] for n, c in excluded.items() if c[place]} if excluded else _NOBODY
    return Figure(
        columns["measure"],
        columns["group"],
        practice,
        columns["numerator"][place],
        columns["denominator"][place],
        Mean(*means[place]) if means and means[place] else None,
        left_out,
    )


def _with_people(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {ods: each for ods, each in figures.items() if each.denominator or each.excluded}
