"""Import of 450,000 results, checked and with provenance, beside `csv` and `executemany`.

Once in the plain layout, once as an EMIS Web list report in which every row repeats its person;
and how much memory three million take.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.register.network import set_up_network
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.bench.emis_files import write_list_report
from tests.bench.invented_store import PASSPHRASE, PRACTICES, write_files
from tests.bench.measuring import Row, in_pairs, seconds
from tests.bench.stores import today
from tests.bench.yardsticks import load_csv, load_list_report

PEOPLE, RESULTS_EACH = 3000, 150
GOAL = 0.8
MANY_PEOPLE = 20_000
MOST_MEGABYTES = 150
_HEADINGS_AT = 4
_KINDS = {
    "Haemoglobin A1c level - IFCC standardised": Kind.HBA1C,
    "eGFR using creatinine (CKD-EPI) per 1.73 square metres": Kind.EGFR,
    "Serum creatinine level": Kind.CREATININE,
    "Urine albumin:creatinine ratio": Kind.ACR,
    "Serum cholesterol level": Kind.CHOLESTEROL,
    "Serum HDL cholesterol level": Kind.HDL,
    "Serum LDL cholesterol level": Kind.LDL,
    "O/E - weight": Kind.WEIGHT,
    "Body mass index": Kind.BMI,
    "O/E - Diastolic BP reading": Kind.BLOOD_PRESSURE,
}
"""All codes of the report but the systolic one, which waits for its diastolic."""


def rows(folder: Path) -> list[Row]:
    """Our results a second as a share of the bare program's, and our memory at its highest."""
    return [_plain(folder), _list_report(folder), _memory(folder)]


def _plain(folder: Path) -> Row:
    patients, results = write_files(folder / "import", PEOPLE, RESULTS_EACH)
    work, target = folder / "import-work", folder / "bare.db"
    return _beside(
        "import of {:,} results, rows a second",
        PEOPLE * RESULTS_EACH,
        lambda: taken_in(work, [patients], [results]),
        lambda: _from_nothing(target, lambda: load_csv(results, target)),
    )


def _list_report(folder: Path) -> Row:
    report, work, target = folder / "list.csv", folder / "report-work", folder / "bare-report.db"
    count = write_list_report(report, PEOPLE, RESULTS_EACH)
    return _beside(
        "import of {:,} results as an EMIS list report, results a second",
        count,
        lambda: taken_in(work, [], [report]),
        lambda: _from_nothing(
            target, lambda: load_list_report(report, target, _HEADINGS_AT, _KINDS)
        ),
    )


def _beside(what: str, count: int, ours: Callable[[], float], bare: Callable[[], float]) -> Row:
    mine, yardstick = in_pairs(ours, bare, 3)
    share = yardstick / mine
    return Row(
        what.format(count),
        f"{count / mine:,.0f}",
        f"{count / yardstick:,.0f}",
        f"{share:.2f}",
        f"≥ {GOAL} ×",
        share >= GOAL,
    )


def taken_in(work: Path, before: list[Path], files: list[Path]) -> float:
    """How long the program needs for the files, in a new store that holds those before.

    Its passphrase is stretched little: that would need more memory than the import itself.
    """
    shutil.rmtree(work, ignore_errors=True)
    vault = create_store(work, "Bench", PASSPHRASE, cost=LEAST_COST, is_demo=True)
    ws = Workspace(vault, "Bench", today)
    set_up_network(ws, "Bench", PRACTICES)
    if before:
        assert take_in(ws, before).committed
    reports = []
    spent = seconds(lambda: reports.append(take_in(ws, files)))
    assert reports[0].committed
    vault.lock()
    return spent


def _from_nothing(target: Path, load: Callable[[], int]) -> float:
    target.unlink(missing_ok=True)
    return seconds(load)


def _memory(folder: Path) -> Row:
    """In a process of its own, whose highest mark nothing else has raised."""
    report = folder / "many.csv"
    count = write_list_report(report, MANY_PEOPLE, RESULTS_EACH)
    store = folder / "many"
    vault = create_store(store, "Bench", PASSPHRASE, cost=LEAST_COST, is_demo=True)
    set_up_network(Workspace(vault, "Bench", today), "Bench", PRACTICES)
    vault.lock()
    words = [sys.executable, "-m", "tests.bench.intake_memory", str(report), str(store)]
    words.append(PASSPHRASE)
    said = subprocess.run(words, capture_output=True, text=True, check=True)
    megabytes = float(said.stdout)
    return Row(
        f"memory while {count:,} results are taken in, at its highest",
        f"{megabytes:,.0f} MB",
        "",
        "",
        f"≤ {MOST_MEGABYTES} MB",
        megabytes <= MOST_MEGABYTES,
    )
