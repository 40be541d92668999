"""Columns whose heading says what they hold: results, events and medicines of a wide row."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from mdt_app.clinical.kinds import KIND_BY_CODE, WORDS
from mdt_app.intake.blocks import Block
from mdt_app.intake.columns.groups import ColumnGroup
from mdt_app.intake.columns.taken_rows import Taken, block_of, stripped, with_bits, with_signs
from mdt_app.intake.rows import Problem
from mdt_app.intake.vocabulary.terms import said_by

Days = Callable[[Sequence[str]], Sequence[str]]
Words = Mapping[str, Mapping[str, str]]


def results_in(
    group: ColumnGroup,
    taken: Taken,
    headings: Sequence[str],
    *,
    days: Days,
    words: Words,
    is_date_shared: bool,
) -> Block:
    """The results of one group. A row without a day and a value of it has none.

    Where several groups share one column of days, a row without a value has none either.
    """
    places = group.places
    problems: list[Problem] = []
    values: Sequence[str]
    named = group.named(headings, {"date": "taken_on"})
    if "systolic" in places or "diastolic" in places:
        values, dates, problems = _pressures(group, taken, named, days)
    else:
        values = stripped(taken.column(places.get("value", 0)))
        dates = stripped(days(taken.column(places.get("date", 0))))
    if "comparator" in places:
        values = with_signs(stripped(taken.column(places["comparator"])), values)
    values, raws = _in_plain_words(group.kind, values, words)
    chosen: Sequence[object] = values if is_date_shared else list(map(str.__add__, values, dates))
    broken = {problem.row for problem in problems}
    if broken:
        chosen = [bool(c) and row not in broken for c, row in zip(chosen, taken.rows)]
    block = _block(group, taken, values, dates, named, words, raws)
    if not all(chosen):
        block = block.only(chosen)
    return block._replace(problems=problems)


def _in_plain_words(
    kind: str, values: Sequence[str], words: Words
) -> tuple[Sequence[str], Sequence[str]]:
    """Values in the words of the plain layout, and as they stood where that is not the same."""
    said = words.get(f"result.{kind}.value", {})
    if not said and KIND_BY_CODE[kind] not in WORDS:
        return values, ()
    turned = [word_in(kind, said.get(value.casefold(), value)) for value in values]
    return turned, [value if value != word else "" for value, word in zip(values, turned)]


def _block(
    group: ColumnGroup,
    taken: Taken,
    values: Sequence[str],
    dates: Sequence[str],
    named: Mapping[str, str],
    words: Words,
    raws: Sequence[str],
) -> Block:
    count = len(taken.rows)
    units: Sequence[str] = stripped(taken.column(group.places.get("unit", 0)))
    said = words.get(f"result.{group.kind}.unit")
    if said:
        units = [said.get(unit.casefold(), unit) for unit in units]
    if group.unit:
        units = [
            unit or (group.unit if value[-1:].isdigit() else "")
            for unit, value in zip(units, values)
        ]
    settings: Sequence[str] = taken.column(group.places.get("setting", 0))
    if group.setting:
        settings = [setting or group.setting for setting in settings]
    return block_of(
        "results",
        taken.rows,
        {
            "nhs_number": taken.numbers,
            "kind": (group.kind,) * count,
            "taken_on": dates,
            "value": values,
            "unit": units,
            "setting": settings,
            "code": taken.column(group.places.get("code", 0)),
        },
        raws=raws,
        inferred=with_bits(taken.inferred, group.inferred, count),
        headings=named,
    )


@lru_cache(maxsize=4096)
def word_in(kind: str, cell: str) -> str:
    """The word of a kind that a term in a cell stands for, or the cell as it is.

    >>> word_in("smoking", "Never smoked tobacco")
    'never'
    """
    meaning = said_by("", cell).meaning if cell else None
    is_word = meaning is not None and meaning.role == "word" and meaning.kind == kind
    return meaning.word if meaning is not None and is_word else cell


# --- blood pressure in two columns -----------------------------------------------------------


def _pressures(
    group: ColumnGroup, taken: Taken, named: dict[str, str], days: Days
) -> tuple[list[str], list[str], list[Problem]]:
    """Systolic and diastolic as one value; a half, or halves of two days, is a problem."""
    places = group.places
    upper = stripped(taken.column(places.get("systolic", 0)))
    lower = stripped(taken.column(places.get("diastolic", 0)))
    date = places.get("date", 0)
    above = stripped(days(taken.column(places.get("systolic_date", date))))
    below = stripped(days(taken.column(places.get("diastolic_date", date))))
    named["taken_on"] = named.get("systolic_date", named.get("taken_on", ""))
    named["value"] = " and ".join(
        named[role] for role in ("systolic", "diastolic") if role in named
    )
    values, dates, problems = [], [], []
    for row, high, low, high_day, low_day in zip(taken.rows, upper, lower, above, below):
        day = high_day or low_day
        value = f"{high}/{low}" if high and low else ""
        if high_day and low_day and high_day != low_day and (high or low):
            problems.append(
                _pressure_problem(row, named["taken_on"], f"{high_day}, {low_day}", _TWO_DAYS)
            )
        elif bool(high) != bool(low):
            missing = "diastolic" if high else "systolic"
            problems.append(
                _pressure_problem(
                    row, named["value"], high or low, f"Half a blood pressure: no {missing}"
                )
            )
        values.append(value)
        dates.append(day)
    return values, dates, problems


_TWO_DAYS = "Systolic and diastolic are of two different days"


def _pressure_problem(row: int, column: str, value: str, problem: str) -> Problem:
    hint = "Export both numbers of the same reading."
    return Problem(row, column, value[:80], problem, hint, "results")


# --- events and medicines --------------------------------------------------------------------


def events_in(group: ColumnGroup, taken: Taken, headings: Sequence[str], days: Days) -> Block:
    """An event on every day that the group's column names."""
    dates = stripped(days(taken.column(group.places["date"])))
    block = block_of(
        "events",
        taken.rows,
        {
            "nhs_number": taken.numbers,
            "kind": (group.kind,) * len(taken.rows),
            "on": dates,
            "detail": taken.column(group.places.get("detail", 0)),
        },
        headings=group.named(headings, {"date": "on"}),
    )
    return block.only(dates)


_WHOLE_LINE = "name, dosage and quantity"


def medicines_in(group: ColumnGroup, taken: Taken, headings: Sequence[str], days: Days) -> Block:
    """The medicines of one group; a name with its dosage behind a comma is taken apart."""
    cells: dict[str, Sequence[str]] = {
        role: taken.column(place) for role, place in group.places.items()
    }
    names = stripped(cells["name"])
    cells["name"] = names
    if headings[group.places["name"] - 1].strip().casefold() == _WHOLE_LINE:
        apart = [name.partition(",") for name in names]
        cells["name"] = [name.strip() for name, _comma, _dose in apart]
        if "dose" not in cells:
            cells["dose"] = [dose.strip() for _name, _comma, dose in apart]
    for role in ("started_on", "last_issued_on", "ended_on"):
        if role in cells:
            cells[role] = stripped(days(cells[role]))
    said = list(map(any, zip(*(cells[role] for role in cells))))
    cells["nhs_number"] = taken.numbers
    named = group.named(headings, {})
    return block_of("medicines", taken.rows, cells, headings=named).only(said)
