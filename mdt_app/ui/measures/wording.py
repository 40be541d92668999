"""Figures, targets and months in the words the screen writes them with."""

from datetime import date, timedelta

from mdt_app.clinical.days import MONTH_NAMES, MONTHS, month_words, spoken
from mdt_app.clinical.words import grouped
from mdt_app.measures.needed import is_reached
from mdt_app.measures.values import Board, Figure, Line, MeasureWords, MonthPoint

NOBODY = "nobody"
SO_FAR = "This month so far"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 person`, `2,487 people`.

    >>> counted(1, "person", "people"), counted(2487, "person", "people")
    ('1 person', '2,487 people')
    """
    return f"{grouped(number)} {noun if number == 1 else plural or noun + 's'}"


def people(number: int) -> str:
    return counted(number, "person", "people")


def value_of(measure: MeasureWords, figure: Figure) -> float | None:
    """What is drawn: the mean where the measure is one, else the percentage; None for nobody."""
    if measure.unit == "%":
        return figure.percent
    return figure.mean.mmol_mol if figure.mean is not None else None


def number_words(measure: MeasureWords, value: float | None) -> str:
    """`46.1 %` or `60.2 mmol/mol`; `nobody` where nobody is in the denominator."""
    return NOBODY if value is None else f"{value:.1f} {measure.unit}"


def figure_words(measure: MeasureWords, figure: Figure) -> str:
    return number_words(measure, value_of(measure, figure))


def fraction_words(measure: MeasureWords, figure: Figure) -> str:
    """`1,147 of 2,487`; a mean says its NGSP per cent and of how many people it is."""
    if measure.unit == "%":
        return (
            f"{grouped(figure.numerator)} of {grouped(figure.denominator)}"
            if figure.denominator
            else ""
        )
    if figure.mean is None:
        return ""
    return f"{figure.mean.percent:.2f} %, {people(figure.denominator)}"


def short_number(value: float) -> str:
    """A target or a threshold without a needless decimal.

    >>> short_number(85.0), short_number(62.5)
    ('85', '62.5')
    """
    return f"{value:g}"


def target_words(measure: MeasureWords) -> str:
    """`85 %`, or '' where the set has no target."""
    return "" if measure.target is None else f"{short_number(measure.target)} {measure.unit}"


def is_higher_better(measure: MeasureWords) -> bool:
    return not measure.way.startswith("lower")


def needed_words(line: Line) -> str:
    """`97 more`, `reached`, `no target`; a mean is above its target or has reached it."""
    measure = line.measure
    if measure.target is None:
        return "no target"
    if line.needed is not None:
        way = "more" if is_higher_better(measure) else "fewer"
        return f"{grouped(line.needed)} {way}" if line.needed else "reached"
    if value_of(measure, line.network) is None:
        return NOBODY
    is_there = is_reached(line.network, measure.target, higher_is_better=is_higher_better(measure))
    return "reached" if is_there else "not reached"


def short_month(month: date) -> str:
    """`Oct 2026`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def day_and_month(day: date, beside: date) -> str:
    """`3 Nov`, with its year where that is another one than beside it."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == beside.year else spoken(day)


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def standing_words(board: Board) -> str:
    """`October 2026, frozen 3 Nov`, or that it is not frozen yet."""
    if is_month_end(board.on):
        month = month_words(board.on)
        if board.is_frozen and board.frozen_on is not None:
            return f"{month}, frozen {day_and_month(board.frozen_on, board.on)}"
        return f"{month}, not frozen"
    return f"up to {spoken(board.on)}, not frozen"


def point_words(measure: MeasureWords, point: MonthPoint) -> str:
    """`Sep 2026: 45.7 %, 1,137 of 2,487, frozen 3 Oct`."""
    parts = [figure_words(measure, point.figure), fraction_words(measure, point.figure)]
    if point.frozen_on is None:
        parts.append("not frozen")
    else:
        parts.append(f"frozen {day_and_month(point.frozen_on, point.month)}")
    return f"{short_month(point.month)}: {', '.join(filter(None, parts))}"


def would_be(measure: MeasureWords, point: MonthPoint) -> str:
    """`October was 46.1 %, would be 46.4 % now: …`, or '' where nothing has changed it."""
    if point.now is None:
        return ""
    was, now = figure_words(measure, point.figure), figure_words(measure, point.now)
    if was == now:
        was = f"{was} ({fraction_words(measure, point.figure)})"
        now = f"{now} ({fraction_words(measure, point.now)})"
    why = "; ".join(words.rstrip(".") for words in point.why)
    return f"{_name(point.month)} was {was}, would be {now} now{': ' if why else ''}{why}."


def months_in_words(months: tuple[date, ...]) -> str:
    """`September and October 2026`; the year where it changes; a long row by its ends.

    >>> months_in_words((date(2026, 9, 30), date(2026, 10, 31)))
    'September and October 2026'
    """
    if len(months) > 3:
        return f"{month_words(months[0])} to {month_words(months[-1])}"
    names = [
        _name(month) if after is not None and after.year == month.year else month_words(month)
        for month, after in zip(months, (*months[1:], None))
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def spoken_line(line: Line, practices: dict[str, str]) -> str:
    """A whole line in one breath, with everything that is painted."""
    measure = line.measure
    parts = [f"{measure.words}{f', {line.group}' if line.group else ''}"]
    network = figure_words(measure, line.network)
    fraction = fraction_words(measure, line.network)
    parts.append(f"network {network}{f', {fraction}' if fraction else ''}")
    target = target_words(measure)
    parts.append(f"target {target}, {_still(line)}" if target else "no target")
    theirs = [
        f"{practices.get(each.practice, each.practice)} {figure_words(measure, each)}"
        for each in line.practices
    ]
    parts.append(", ".join(theirs))
    if line.benchmark is not None:
        parts.append(f"benchmark {number_words(measure, line.benchmark)}")
    parts.append(line.sentence.rstrip("."))
    parts.append(measure.way)
    return "; ".join(filter(None, parts))


def _still(line: Line) -> str:
    return f"{people(line.needed)} more needed" if line.needed else needed_words(line)


def _name(month: date) -> str:
    return MONTH_NAMES[month.month - 1]
