"""How the page about a practice's searches looks on paper: one page for each system, with ticks."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from mdt_app.documents.marking import marked
from mdt_app.documents.searches import CodeLine, Group, Report, Searches, System
from mdt_app.documents.sheets import (
    LINE,
    PALE,
    WIDTH,
    CountingCanvas,
    Sheets,
    bold,
    set_text,
    words,
)

_TICK = "☐"
_KEPT = "\N{NO-BREAK SPACE}"
_FOOT = "This page names no patient. The files that it asks for do: keep them as a health record."
_ROWS = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 0.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
    ("FONTSIZE", (0, 0), (-1, -1), 7),
    ("LEADING", (0, 0), (-1, -1), 8),
)


def searches_as_pdf(searches: Searches, network: str) -> bytes:
    """The document. The same searches give the same bytes."""
    target = BytesIO()
    sheets = Sheets(
        target,
        title=searches.title,
        author=network or "MDT",
        left=marked(searches.for_whom),
        right=bold(network) if network else "",
        foot=marked(_FOOT),
        subject="What to put in a practice's searches",
    )
    sheets.build(list(_story(searches)), canvasmaker=CountingCanvas)
    return target.getvalue()


def _story(searches: Searches) -> Iterator[Flowable]:
    for place, system in enumerate(searches.systems):
        if place:
            yield PageBreak()
        yield from _page(searches, system)


def _page(searches: Searches, system: System) -> Iterator[Flowable]:
    yield words(f"{searches.title}: {system.name}", "sheet title")
    yield words(searches.why, "step")
    yield Spacer(0, 1 * mm)
    yield _side_by_side(
        list(_steps("Set up, once", system.begin)), list(_steps("Every time", system.finish))
    )
    yield _reports(system.reports)
    yield words(system.note, "fine")
    yield words("Codes", "sheet section")
    yield words(searches.every_code, "fine")
    yield Spacer(0, 0.8 * mm)
    yield _codes(searches)
    yield words(f"{searches.extra}\n{searches.never}", "boxed")


def _side_by_side(left: list[Flowable], right: list[Flowable]) -> Table:
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (0, 0), 5 * mm),
        ("RIGHTPADDING", (1, 0), (1, 0), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table([[left, right]], colWidths=[0.45 * WIDTH, 0.55 * WIDTH], style=style)


def _steps(heading: str, steps: Sequence[str]) -> Iterator[Flowable]:
    yield words(heading, "sheet section")
    for step in steps:
        yield set_text(marked(step), "ticked", _TICK)


def _reports(reports: Sequence[Report]) -> Table:
    heads = ("", "Report", "Columns, in this order", "Rows")
    cells = [[words(head, "fine bold") for head in heads]]
    cells += [
        [
            words(_TICK, "tick"),
            words(report.name, "fine bold"),
            [set_text(_columns(group), "fine") for group in report.groups],
            words(report.rows, "fine"),
        ]
        for report in reports
    ]
    style = (*_ROWS, ("BACKGROUND", (0, 0), (-1, 0), PALE))
    return _table(cells, (0.032, 0.135, 0.533, 0.30), style)


def _columns(group: Group) -> str:
    names = [name + ("*" if name in group.if_offered else "") for name in group.columns]
    return f"{bold(f'{group.name}:')} {marked(' · '.join(names))}"


def _codes(searches: Searches) -> Table:
    lists = (
        ("List A: results (report MDT 2)", searches.results),
        ("List B: diagnoses and events (report MDT 3)", searches.events),
    )
    cells: list[list[Flowable]] = []
    style: list[Any] = list(_ROWS)
    for heading, lines in lists:
        place = len(cells)
        style += [("SPAN", (0, place), (-1, place)), ("BACKGROUND", (0, place), (-1, place), PALE)]
        cells.append([words(heading, "fine bold"), "", ""])
        cells += [
            [words(_TICK, "tick"), words(line.name, "fine bold"), set_text(_named(line), "fine")]
            for line in lines
        ]
    return _table(cells, (0.032, 0.123, 0.845), style)


def _named(line: CodeLine) -> str:
    return "; ".join(f"{marked(code.shown)}{_KEPT}{bold(code.code)}" for code in line.codes)


def _table(
    cells: Sequence[Sequence[object]], shares: Sequence[float], style: Sequence[object]
) -> Table:
    widths = [share * WIDTH for share in shares]
    return Table(cells, colWidths=widths, style=style, spaceBefore=2, spaceAfter=3)
