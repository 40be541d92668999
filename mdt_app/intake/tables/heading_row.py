"""Finds the row of headings under whatever a system writes above it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mdt_app.intake.tables.cell_shapes import filled, is_datum, stripped

Known = Callable[[Sequence[str]], int]
"""How many of these cells are headings that the program knows."""

SEARCHED = 200
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Where the headings stand and what they are."""

    row: int
    headings: tuple[str, ...]
    """Stripped; an empty end is dropped unless rows below have something there."""
    labels: tuple[str, ...] = ()
    """Of the row right above, if it labels groups of columns; filled to the right."""
    label_cells: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    known: int = 0


def find_heading_row(records: Sequence[list[str]], known: Known) -> HeadingRow | None:
    """The first row of headings among these records; None if no row has two that are known.

    The row with most known headings is one. An earlier row that has half as many and has
    rows of data below it is the headings of these.
    """
    scores = dict(_scored(records, known))
    best = max(scores.values(), default=0)
    if best < _LEAST_KNOWN:
        return None
    place = next(
        place
        for place, score in scores.items()
        if score == best or (2 * score >= best and _has_data_below(records, place, scores))
    )
    return _heading_row(records, place, scores[place])


def chosen_heading_row(records: Sequence[list[str]], row: int, known: Known) -> HeadingRow | None:
    """The headings in the row that the user says, known or not; None if it is blank."""
    place = row - 1
    if not 0 <= place < len(records) or not filled(records[place]):
        return None
    return _heading_row(records, place, known(stripped(records[place])))


def lines_of(records: Sequence[Sequence[str]]) -> Iterator[str]:
    """What a reader sees of these rows, without blank ones."""
    for cells in records:
        if words := filled(cells):
            yield ", ".join(stripped(words))


def _heading_row(records: Sequence[list[str]], place: int, known: int) -> HeadingRow:
    headings = _without_unused_end(records, place)
    above = records[place - 1] if place else []
    labels = _labels(above, headings)
    return HeadingRow(
        place + 1,
        headings,
        labels,
        tuple(stripped(above)) if labels else (),
        tuple(lines_of(records[:place])),
        known,
    )


def _scored(records: Sequence[list[str]], known: Known) -> Iterator[tuple[int, int]]:
    for place, cells in enumerate(records[:SEARCHED]):
        if not any(map(is_datum, cells)):
            score = known(stripped(cells))
            if score >= _LEAST_KNOWN:
                yield place, score


def _has_data_below(records: Sequence[list[str]], place: int, scores: dict[int, int]) -> bool:
    """Whether rows of data follow before the next row that could be headings."""
    width = len(filled(records[place]))
    following = next(other for other in scores if other > place)  # the best is below, at least
    return any(
        len(cells) <= width + 1 and any(map(is_datum, cells)) and 2 * len(filled(cells)) > width
        for cells in records[place + 1 : following]
    )


def _without_unused_end(records: Sequence[list[str]], place: int) -> tuple[str, ...]:
    """A trailing comma makes no column, but a column of numbers may have no heading."""
    cells = stripped(records[place])
    named = max(at for at, cell in enumerate(cells, 1) if cell)
    below = [row for row in records[place + 1 :] if filled(row)]
    used = (
        at
        for usual, _count in Counter(map(len, below)).most_common(1)
        for row in below
        if len(row) == usual
        for at, cell in enumerate(row[: len(cells)], 1)
        if cell.strip()
    )
    return tuple(cells[: max([named, *used])])


def _labels(above: Sequence[str], headings: Sequence[str]) -> tuple[str, ...]:
    """The words above groups of columns: each holds for the columns up to the next."""
    if any(map(is_datum, above)) or filled(above[len(headings) :]):
        return ()
    cells = stripped(above)
    places = [place for place, cell in enumerate(cells) if cell]
    if not places or places[-1] < 2 or len(places) == places[-1] + 1:
        return ()  # words written from left to right without a gap label nothing
    labels, label = [], ""
    for place in range(len(headings)):
        label = (cells[place] if place < len(cells) else "") or label
        labels.append(label)
    return tuple(labels)
