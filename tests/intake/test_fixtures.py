"""The thirty fixtures, from the command line: every file that practices are known to have."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mdt_app.cli import commands
from mdt_app.cli.commands import run
from mdt_app.vault.store import open_store
from tests.intake.files import many
from tests.intake.files.expected import Fixture, Step, check_document, check_stored, fixtures
from tests.intake.files.make import FOLDER, MADE_ONCE, files
from tests.invented import PASSPHRASE, TODAY

FIXTURES = fixtures()
NOT_YET: frozenset[str] = frozenset()


class _FixedDay(date):
    """The command line's own clock, stopped: fixtures are about days near this one."""

    @classmethod
    def today(cls) -> date:
        return TODAY


class CommandLine:
    """One store and the commands done on it."""

    def __init__(self, store: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.store, self._folder, self._capsys = store, folder, capsys

    def do(self, step: Step) -> None:
        """Do one step and compare everything it says."""
        paths = map(str, step.paths(self._folder))
        words = ["import", str(self.store), *paths, *step.words()]
        self._capsys.readouterr()
        status = run([*words, "--allow-test-numbers", "--json"])
        said = self._capsys.readouterr()
        assert status == step.status, said.err
        check_document(step, json.loads(said.out))
        for part in step.says:
            assert part in said.err
        assert "Traceback" not in said.err

    def export(self) -> Path:
        folder = self._folder / "export"
        assert run(["export", str(self.store), "--to", str(folder)]) == 0
        return folder


@pytest.fixture
def command_line(store_folder, tmp_path, capsys, monkeypatch) -> CommandLine:
    monkeypatch.setenv("MDT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(commands, "date", _FixedDay)
    return CommandLine(store_folder, tmp_path, capsys)


def _marked(fixture: Fixture):
    is_not_yet = fixture.name in NOT_YET
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if is_not_yet else []
    return pytest.param(fixture, id=fixture.name, marks=marks)


@pytest.mark.parametrize("fixture", [_marked(one) for one in FIXTURES if one.stored is not None])
def test_a_fixture_is_taken_in_from_the_command_line(fixture, command_line):
    for step in fixture.steps:
        command_line.do(step)
    exported = command_line.export()
    with open_store(command_line.store, PASSPHRASE)[0] as vault, vault.reading() as rows:
        check_stored(fixture.stored, exported, rows)


@pytest.mark.slow
@pytest.mark.parametrize("fixture", [_marked(one) for one in FIXTURES if one.number == 26])
def test_a_hundred_thousand_rows_are_all_taken_in(fixture, command_line, tmp_path):
    path = many.write(tmp_path)
    for step in fixture.steps:
        command_line.do(step)
    kinds = {"Haemoglobin": "hba1c", "creatinine": "creatinine", "cholesterol": "cholesterol"}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Value"]]
    said = Counter(
        (row["NHS Number"], next((k for w, k in kinds.items() if w in row["Code Term"]), "bmi"),
         row["Value"])
        for row in rows
    )  # fmt: skip
    with (command_line.export() / "results.csv").open(encoding="utf-8", newline="") as file:
        stored = Counter(
            (row["nhs_number"], row["kind"], row["value"]) for row in csv.DictReader(file)
        )
    assert stored == said


def test_every_number_from_1_to_30_has_its_fixture():
    assert sorted({fixture.number for fixture in FIXTURES}) == list(range(1, 31))


def test_the_fixtures_are_what_their_makers_write():
    made = files()
    for name, content in made.items():
        assert (FOLDER / name).read_bytes() == content, name
    ours = {".py", ".toml"}
    found = {p.name for p in FOLDER.iterdir() if p.is_file() and p.suffix not in ours}
    assert found - {".gitattributes", *MADE_ONCE} == {n for n in made if Path(n).suffix != ".toml"}


def test_every_file_a_fixture_names_is_there():
    named = {name for fixture in FIXTURES for step in fixture.steps for name in step.names}
    assert {name for name in named if not (FOLDER / name).exists()} == {many.NAME}
    unused = {n for n in files() if Path(n).suffix != ".toml"} - named
    assert unused == set()
