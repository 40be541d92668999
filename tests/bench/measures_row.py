"""The board of the largest set with 24 frozen months and 40 practices, beside reading them bare."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdt_app.intake.importing import take_in
from mdt_app.measures.board import board, brought_up_to_date
from mdt_app.measures.months import freeze_months
from mdt_app.register.network import set_up_network
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.bench.invented_store import PASSPHRASE, write_files
from tests.bench.measuring import Row, in_pairs, milliseconds, seconds
from tests.bench.stores import opened, today

SET = "nda-2025"
"""It has the most measures, and two groups of each."""
PEOPLE, RESULTS_EACH = 2000, 40
"""The board reads figures, not people: more of them would make only the file larger."""
PRACTICES = {f"Y9{number:04}": f"Practice {number}" for number in range(1, 41)}


def rows(folder: Path) -> list[Row]:
    """Two rows: with every month as it was frozen, and with every month another one now."""
    with _network(folder / "measures.mdt", folder / "files-measures") as ws:
        offered = brought_up_to_date(ws, SET).to_freeze
        assert len(offered) == 24
        freeze_months(ws, SET, offered)
        frozen = _row(ws, "measures, 24 months, 40 practices")
        take_in(ws, [_one_more(folder)])
        assert brought_up_to_date(ws, SET).notices
        return [frozen, _row(ws, "the same, most months another one now")]


def _row(ws: Workspace, what: str) -> Row:
    def ours() -> float:
        return seconds(lambda: board(ws, SET))

    def bare() -> float:
        return seconds(lambda: _read(ws))

    mine, yardstick = in_pairs(ours, bare, 7)
    ratio = f"{mine / yardstick:.2f}"
    return Row(what, milliseconds(mine), milliseconds(yardstick), ratio, "≤ 1 s", mine <= 1)


def _read(ws: Workspace) -> int:
    """The same entries and figures, read as JSON, with nothing made of them."""
    with ws.vault.reading() as reading:
        entries = reading.rows("SELECT payload FROM entry WHERE kind = 'frozen_month'")
        kept = reading.rows("SELECT figures FROM measured WHERE set_name = :name", {"name": SET})
        return sum(len(json.loads(text)) for rows in (entries, kept) for (text,) in rows)


@contextmanager
def _network(store: Path, files: Path) -> Iterator[Workspace]:
    vault = create_store(store, "Bench", PASSPHRASE, is_demo=True)
    ws = Workspace(vault, "Bench", today)
    set_up_network(ws, "Bench", PRACTICES)
    take_in(ws, write_files(files, PEOPLE, RESULTS_EACH))
    with vault.writing("Bench", "people spread over the practices") as writing:
        codes = ", ".join(f"({place}, '{ods}')" for place, ods in enumerate(PRACTICES))
        writing.execute(
            f"WITH listed (place, ods) AS (VALUES {codes}) UPDATE patient SET practice ="
            f" (SELECT ods FROM listed WHERE place = patient.id % {len(PRACTICES)})"
        )
    vault.lock()
    with opened(store) as ws:
        yield ws


def _one_more(folder: Path) -> Path:
    """A result so old that no month is what it was."""
    path = folder / "old.csv"
    heading = "nhs_number,kind,taken_on,value,unit\n"
    first = (folder / "files-measures" / "patients.csv").read_text().splitlines()[1].split(",")[0]
    days = [f"{year}-{month:02}-28" for year in (2023, 2024, 2025, 2026) for month in range(1, 10)]
    lines = [
        f"{first},retinal_left,{day},R0 M0,\n{first},hba1c,{day},20,mmol/mol\n" for day in days
    ]
    path.write_text(heading + "".join(lines), encoding="utf-8")
    return path
