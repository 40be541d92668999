"""Which practices an entry is about, so that it can be asked whether somebody may enter it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mdt_app.vault.concerned import UNKNOWN, practices_concerned
from mdt_app.vault.workspace import Workspace
from tests.invented import USER
from tests.ui.network import ADA, take_everyone_in


def _concerned(
    ws: Workspace, kind: str, payload: Mapping[str, object], *, about: str = ""
) -> set[str] | None:
    with ws.vault.reading() as reading:
        return practices_concerned(reading, USER, kind, about, payload)


@pytest.fixture
def import_id(ws: Workspace, tmp_path: Path) -> str:
    take_everyone_in(ws, tmp_path / "files")
    with ws.vault.reading() as reading:
        return str(next(reading.rows("SELECT import_id FROM import_batch LIMIT 1"))[0])


def _practice_of(ws: Workspace, number: str) -> str:
    sql = "SELECT practice FROM patient WHERE nhs_number = :n"
    with ws.vault.reading() as reading:
        return str(next(reading.rows(sql, {"n": number}))[0])


def test_an_entry_about_a_person_concerns_their_practice(ws: Workspace, import_id: str) -> None:
    assert _concerned(ws, "note", {}, about=ADA) == {_practice_of(ws, ADA)}
    assert _concerned(ws, "import", {"practice": "Y00004"}, about=ADA) == {_practice_of(ws, ADA)}
    assert _concerned(ws, "note", {}, about="9990009990") == {UNKNOWN}


@pytest.mark.parametrize("kind", ["import", "mending"])
def test_an_import_and_its_mending_concern_everybody_in_the_files(
    ws: Workspace, import_id: str, kind: str
) -> None:
    found = _concerned(ws, kind, {"import": import_id, "practice": "Y00009"})
    assert found is not None
    assert _practice_of(ws, ADA) in found
    assert "Y00009" not in found


def test_an_import_of_nobody_concerns_no_practice_in_particular(ws: Workspace) -> None:
    assert _concerned(ws, "import", {"import": "none"}) is None
    assert _concerned(ws, "import", {}) is None


def test_somebodys_own_import_may_be_taken_back(ws: Workspace, import_id: str) -> None:
    undone = {"import": import_id}
    assert _concerned(ws, "import undone", undone) is None
    with ws.vault.reading() as reading:
        found = practices_concerned(reading, "S. Roe", "import undone", "", undone)
    assert found == {UNKNOWN}


@pytest.mark.parametrize(
    ("named", "concerned"), [("Y00001", {"Y00001"}), ("", None), (None, None), (7, None)]
)
def test_another_entry_concerns_the_practice_it_names(
    ws: Workspace, named: object, concerned: set[str] | None
) -> None:
    assert _concerned(ws, "list", {"practice": named}) == concerned
