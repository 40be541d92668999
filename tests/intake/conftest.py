"""Files of the plain layout, written and taken in with few words."""

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdt_app.intake.columns.layout_file import layout_in
from mdt_app.intake.extracts.emis_bulk import EmisBulk
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.workspace import Workspace
from tests.intake.extracts import views_in
from tests.intake.fhir_sample import ARCHIVE
from tests.intake.fresh_stores import Bench
from tests.intake.reading_searches import Read, plan_of, read_of

ADA, BEN, CAT, DAN = "9990000018", "9990000026", "9990000034", "9990000042"
PATIENTS = "nhs_number,surname,forename,born_on,sex,practice"
RESULTS = "nhs_number,kind,taken_on,value,unit,setting"
MEDICINES = "nhs_number,name,class,dose,started_on,last_issued_on,ended_on,current"
EVENTS = "nhs_number,kind,on,detail"
ADA_ROW = f"{ADA},Exemplar,Ada,1950-02-14,female,Y00001"
BEN_ROW = f"{BEN},Specimen,Ben,1962-07-01,male,Y00002"

Take = Callable[..., ImportReport]


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes files given as `name="heading\\nrow…"` and returns their paths."""

    def write(**texts: str | bytes) -> list[Path]:
        paths = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return paths

    return write


@pytest.fixture
def take(ws: Workspace, files: Callable[..., list[Path]]) -> Take:
    """Takes in the files given as `name=text`; the numbers are test numbers."""

    def take(practice: str = "", **texts: str | bytes) -> ImportReport:
        paths = files(**texts)
        return take_in(ws, paths, Wishes(practice=practice, allow_test_numbers=True))

    return take


@pytest.fixture
def bench(store_template: Path, tmp_path: Path, ws: Workspace) -> Iterator[Bench]:
    """Fresh stores and files for one made-up example after another."""
    bench = Bench(store_template, tmp_path, ws.today)
    yield bench
    bench.new_example()


@pytest.fixture
def two_people(take: Take) -> Take:
    """Ada and Ben are in the store; what is returned takes in more."""
    report = take(patients=lines(PATIENTS, ADA_ROW, BEN_ROW))
    assert report.committed
    return take


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The 20 bundles of the sample fhir-synthea-20, one person each."""
    if not ARCHIVE.is_file():
        pytest.skip("the sample fhir-synthea-20 is not on this machine")
    folder = tmp_path_factory.mktemp("synthea")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return sorted(folder.rglob("*.json"))


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


REGISTER_TABLES = (
    "network",
    "practice",
    "patient",
    "result",
    "medicine",
    "event",
    "staged_result",
    "undated",
    "gone",
)
LISTS = ("set_aside", "replaced", "batch_person")
"""What is kept of imports beside the register itself: undone with them too."""


@pytest.fixture
def table_contents(ws: Workspace) -> Callable[..., dict[str, list[tuple[object, ...]]]]:
    """Everything the register holds, row by row; with `*LISTS`, what is kept of imports too."""

    def contents(*more: str) -> dict[str, list[tuple[object, ...]]]:
        with ws.vault.reading() as reading:
            return {
                name: sorted(reading.rows(f"SELECT * FROM {name}"), key=repr)
                for name in (*REGISTER_TABLES, *more)
            }

    return contents


@pytest.fixture
def search(tmp_path: Path) -> Callable[..., Read]:
    """Reads a search of these headings behind the NHS number, one row after another.

    `columns` are lines of a layout that say what headings mean.
    """

    def search(headings: str, *rows: str, columns: str = "", **answers: object) -> Read:
        layout = layout_in(f'name = "ours"\n[columns]\n{columns}', "x") if columns else None
        text = lines(f"NHS Number,{headings}", *(f"{ADA},{row}" for row in rows))
        plan = plan_of(tmp_path / "search.csv", text, layout=layout, **answers)
        assert plan is not None
        return read_of(plan)

    return search


@pytest.fixture
def emis(tmp_path: Path):
    """What is looked at of these files of an EMIS bulk extract, by their short names."""

    def views(files, encoding="utf-8"):
        return views_in(tmp_path, EmisBulk(), files, encoding)

    return views
