"""The measures of a day: the document that others rely on, and a table to read."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mdt_app.cli.exits import say
from mdt_app.cli.opening import AsJson, On, PassphraseFile, Store, opened, show, show_json

if TYPE_CHECKING:
    from mdt_app.measures.sets import MeasureSet
    from mdt_app.measures.values import Figure

Document = dict[str, Any]
DEFAULT = "east-london-2009"


def measures(
    store: Store,
    name: Annotated[
        str, typer.Option("--set", metavar="NAME", help="The measure set; or a set's own file.")
    ] = DEFAULT,
    on: On = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Write the report (.pdf) or table (.csv) of --on's month: rounded, no names.",
        ),
    ] = None,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Every measure of a set, by practice and for the network."""
    if to is not None:
        _write(store, name, on, to, passphrase_file)
        return
    from mdt_app.measures.engine import figures
    from mdt_app.measures.sets import set_called
    from mdt_app.register.queries import brief_records, practices

    measure_set = set_called(name)
    with opened(store, passphrase_file, to_read=True) as ws, ws.vault.reading() as reading:
        day = on or ws.today()
        names = {practice.ods: practice.name for practice in practices(reading)}
        found = figures(measure_set, brief_records(reading), day, sorted(names))
    if as_json:
        rows = [_row(figure) for figure in found]
        show_json({"on": day.isoformat(), "set": measure_set.name, "rows": rows})
        return
    for line in _lines(measure_set, found, names):
        show(line)
    say(f"{measure_set.title}, on {day.isoformat()}. {measure_set.caveat}".rstrip())


def _write(
    store: Path, name: str, month: date | None, to: Path, passphrase_file: Path | None
) -> None:
    """What leaves: of the month that `month` is in, or as of today."""
    from mdt_app.documents.measures_report import write_measures_report
    from mdt_app.documents.measures_table import write_measures_table

    writers = {".pdf": write_measures_report, ".csv": write_measures_table}
    if to.suffix.lower() not in writers:
        raise typer.BadParameter("Give a file that ends in .pdf or .csv.", param_hint="--to")
    with opened(store, passphrase_file) as ws:
        board = writers[to.suffix.lower()](ws, name, month, to)
    say(f"Wrote {to}: {board.title}, {board.on.isoformat()}. Nobody is named; counts are rounded.")
    for notice in board.notices:
        say(notice)


def _row(figure: "Figure") -> Document:
    """`percent` is not rounded; a mean is, as the measure says. Exclusions of nobody are absent."""
    mean = figure.mean
    return {
        "measure": figure.measure,
        "group": figure.group or None,
        "practice": figure.practice or None,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percent": figure.percent,
        "mean": {"mmol/mol": mean.mmol_mol, "percent": mean.percent} if mean else None,
        "excluded": dict(figure.excluded),
    }


def _lines(
    measure_set: "MeasureSet", figures: Iterable["Figure"], names: Mapping[str, str]
) -> Iterable[str]:
    """A heading for each measure and group, then a practice a line, the network last."""
    heading = ("", "")
    for figure in figures:
        if (figure.measure, figure.group) != heading:
            heading = (figure.measure, figure.group)
            group = f", {figure.group}" if figure.group else ""
            yield f"{measure_set.measure(figure.measure).words}{group} ({figure.measure})"
        yield _line(figure, names)


def _line(figure: "Figure", names: Mapping[str, str]) -> str:
    where = f"{figure.practice} {names.get(figure.practice, '')}" if figure.practice else "Network"
    left_out = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in figure.excluded.items())
    tail = f"   left out: {left_out}" if left_out else ""
    counts = f"{figure.numerator} of {figure.denominator}"
    return f"  {where.strip():<32.32} {_amount(figure):>22}  {counts:>14}{tail}"


def _amount(figure: "Figure") -> str:
    if figure.mean is not None:
        return f"{figure.mean.mmol_mol:.1f} mmol/mol, {figure.mean.percent:.2f} %"
    return "nobody" if figure.percent is None else f"{figure.percent:.1f} %"
