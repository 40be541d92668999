"""What is taken in, written out and taken in again is the same: people, values and flags.

By the command line, as another program or a person who leaves would do it.
"""

import csv
import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from mdt_app.cli.commands import run
from mdt_app.cli.exits import DONE
from mdt_app.demo.cohort import NETWORK, PRACTICES
from mdt_app.demo.extracts import write_extracts
from mdt_app.register.network import set_up_network
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY, USER
from tests.samples import sample

PEOPLE = 250
"""Everybody written by hand comes first, then people drawn at random."""
_REGISTER = {
    "patients": "SELECT * FROM patient p",
    "results": "SELECT nhs_number, kind, taken_on, value, second, word, comparator, setting, r.code"
    " FROM result r JOIN patient p ON p.id = patient_id WHERE superseded_by = 0",
    "medicines": "SELECT nhs_number, m.name, classes, dose, started_on, last_issued_on, ended_on,"
    " current FROM medicine m JOIN patient p ON p.id = patient_id",
    "events": "SELECT nhs_number, e.kind, on_day, detail"
    " FROM event e JOIN patient p ON p.id = patient_id",
}
_WHERE_FROM = {"id", "practice_since", "batch_id", "row"}


class Stores:
    """Fresh stores of the demonstration's network, and what the commands say about them."""

    def __init__(self, folder: Path, capsys) -> None:
        self._folder, self._capsys = folder, capsys

    def new(self, name: str) -> Path:
        store = self._folder / name
        with create_store(store, USER, PASSPHRASE, cost=LEAST_COST) as vault:
            set_up_network(Workspace(vault, USER, lambda: TODAY), NETWORK, PRACTICES)
        return store

    def take_in(self, store: Path, files: list[Path], *options: str):
        return self._command("import", store, *map(str, files), "--allow-test-numbers", *options)

    def flags(self, store: Path):
        """Every flag without the file and row it came from."""
        document = self._command("flags", store, "--on", TODAY.isoformat())
        for flag in document["flags"]:
            for evidence in flag["evidence"]:
                del evidence["file"], evidence["row"]
        return document

    def export(self, store: Path, name: str) -> dict[str, bytes]:
        folder = self._folder / name
        assert run(["export", str(store), "--to", str(folder)]) == DONE
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    def files(self, name: str) -> list[Path]:
        return sorted((self._folder / name).iterdir())

    def _command(self, name: str, store: Path, *words: str):
        self._capsys.readouterr()
        assert run([name, str(store), *words, "--json"]) == DONE
        return json.loads(self._capsys.readouterr().out)


@pytest.fixture
def stores(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    return Stores(tmp_path, capsys)


@pytest.fixture(scope="module")
def extracts(tmp_path_factory) -> list[Path]:
    """The demonstration's files about its first people."""
    folder = tmp_path_factory.mktemp("extracts")
    paths = write_extracts(folder, TODAY)
    wanted: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        if path.name.endswith("patients.csv"):
            wanted |= {row[0] for row in rows[1 : 1 + PEOPLE // len(PRACTICES)]}
        kept = [rows[0], *(row for row in rows[1:] if row[0] in wanted)]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(kept)
    return paths


def contents(store: Path) -> dict[str, Counter]:
    """Everything taken in, without the file and row it came from."""
    with open_store(store, PASSPHRASE)[0] as vault, vault.reading() as reading:
        columns = [row[1] for row in reading.rows("SELECT * FROM pragma_table_info('patient')")]
        own = ", ".join(f"p.{name}" for name in columns if name not in _WHERE_FROM)
        found = {}
        for name, sql in _REGISTER.items():
            rows = reading.rows(sql.replace("SELECT *", f"SELECT {own}"))
            found[name] = Counter(map(tuple, rows))
        return found


def assert_the_same_again(stores: Stores, first: Path) -> None:
    """Export the store, take that into a new one, and find everything as it was."""
    exported = stores.export(first, "export")
    assert set(exported) == {"patients.csv", "results.csv", "medicines.csv", "events.csv"}
    second = stores.new("second")
    report = stores.take_in(second, stores.files("export"))
    assert [file["problems"] for file in report["files"]] == [[], [], [], []]
    assert contents(second) == contents(first)
    assert stores.flags(second) == stores.flags(first)
    assert stores.export(second, "export again") == exported


def test_the_invented_network_goes_out_and_comes_back_the_same(stores, extracts):
    first = stores.new("first")
    report = stores.take_in(first, extracts)
    assert report["committed"]
    flags = stores.flags(first)
    assert flags["people"] >= PEOPLE - len(PRACTICES)
    assert len({flag["rule"] for flag in flags["flags"] if flag["outcome"] == "raised"}) >= 15
    assert_the_same_again(stores, first)


def test_what_goes_out_is_what_the_practices_files_said(stores, extracts):
    """To the last value: nothing is left out but what was set aside, and nothing appears."""
    first = stores.new("first")
    report = stores.take_in(first, extracts)
    aside = {
        (path.name, problem["row"])
        for path, file in zip(extracts, report["files"], strict=True)
        for problem in file["problems"]
    }
    stores.export(first, "export")
    (exported,) = [path for path in stores.files("export") if path.name == "results.csv"]
    said = {
        value_in(row)
        for path in extracts
        if path.name.endswith("results.csv")
        for number, row in enumerate(rows_of(path), start=2)
        if (path.name, number) not in aside
    }
    assert len(said) > 100 * PEOPLE // 2
    assert {value_in(row) for row in rows_of(exported)} == said


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value_in(row: dict[str, str]) -> tuple[str, ...]:
    """Whose, what, when and how much, however the number is written."""
    value, unit = row["value"], row["unit"]
    if unit == "%":  # HbA1c as it was written before 2009; the IFCC's master equation
        value, unit = f"{(float(value) - 2.152) / 0.09148:.0f}", "mmol/mol"
    if value.replace(".", "", 1).isdigit():
        value = f"{float(value):g}"
    return row["nhs_number"], row["kind"], row["taken_on"], value, unit


def test_the_sample_nobody_here_made_goes_out_and_comes_back_the_same(stores, tmp_path):
    with tarfile.open(sample("fhir-synthea-20.tar.xz")) as archive:
        archive.extractall(tmp_path / "synthea", filter="data")
    files = sorted((tmp_path / "synthea").rglob("*.json"))
    assert len(files) == 20
    first = stores.new("first")
    report = stores.take_in(first, files, "--practice", min(PRACTICES))
    assert report["committed"]
    assert stores.flags(first)["people"] == 20
    assert_the_same_again(stores, first)
