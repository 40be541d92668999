"""An invented board: two measures over eighteen months, a small practice, an exclusion."""

from datetime import date

from mdt_app.clinical.days import months_after
from mdt_app.measures.values import (
    NETWORK,
    Board,
    Earned,
    Figure,
    Line,
    Mean,
    MeasureWords,
    MonthPoint,
    PersonLine,
)

ALDER, BIRCH, CEDAR = "Y00001", "Y00002", "Y00003"
PRACTICES = {ALDER: "Alder Road", BIRCH: "Birch Lane", CEDAR: "=Cedar Street"}
ON = date(2026, 10, 31)
MONTHS = tuple(months_after(date(2025, 5, 31), n) for n in range(18))
BOTH = MeasureWords(
    "bp-and-cholesterol",
    "BP ≤ 140/80 and cholesterol ≤ 4.0",
    "Type 2, 17 and over; both readings in the last 15 months.",
    "higher is better",
    "Hull and others 2014",
    50.0,
    "the programme's own",
)
MEAN = MeasureWords(
    "hba1c-mean",
    "Mean HbA1c",
    "The latest HbA1c within 15 months, of everybody who has one.",
    "lower is better",
    "Hull and others 2014",
    unit="mmol/mol",
)


def figure(practice: str, numerator: int, denominator: int) -> Figure:
    return Figure(BOTH.id, "", practice, numerator, denominator, None, {"declined": 3})


def _points(practice: str, size: int) -> tuple[MonthPoint, ...]:
    return tuple(
        MonthPoint(day, figure(practice, size * (33 + n) // 100, size), months_after(day, 1))
        for n, day in enumerate(MONTHS)
    )


def board(own: str = ALDER) -> Board:
    """October 2026, frozen on 3 November."""
    sizes = {ALDER: 1201, BIRCH: 1003, CEDAR: 6}
    figures = tuple(figure(ods, size * 46 // 100, size) for ods, size in sizes.items())
    pooled = figure(NETWORK, sum(f.numerator for f in figures), sum(sizes.values()))
    means = tuple(Figure(MEAN.id, "", o, n, n, Mean(60.3, 7.66)) for o, n in sizes.items())
    both = Line(
        BOTH, "", pooled, figures, _points(NETWORK, 2210),
        {ods: _points(ods, size) for ods, size in sizes.items()}, 93,
        {ALDER: 50, BIRCH: 42, CEDAR: 1}, 44.5, "the borough, October 2026",
    )  # fmt: skip
    network_mean = Figure(MEAN.id, "", NETWORK, 2210, 2210, Mean(60.3, 7.66))
    mean = Line(MEAN, "", network_mean, means, (), {}, None, {})
    return Board(
        "east-london-2009", "East London 2009–12", "Historic thresholds.", "Network 3", ON, True,
        date(2026, 11, 3), 2210, "2\xa0210 people with type 2 diabetes", PRACTICES, own,
        (both, mean),
        (Earned(BOTH.id, BOTH.words, 30.0, 0.0, "≥ 50 %"),), version="1.0",
    )  # fmt: skip


PEOPLE = (
    PersonLine("9990000018", "EXEMPLAR, Ada", date(1966, 3, 4), 60, ALDER, "missed",
               "BP 152/88 on 3 Nov 2026, above 140/80"),
    PersonLine("9990000026", "SPECIMEN, Bram", date(1950, 1, 9), 76, ALDER, "achieved", "both met"),
)  # fmt: skip
