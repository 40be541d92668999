"""The pages that are made from the program's own lists are up to date, and their examples true."""

from pathlib import Path

import pytest

from mdt_app.intake.columns.layout_file import shipped_layouts
from mdt_app.intake.exporting import export_store
from mdt_app.intake.extracts.emis_bulk import EmisBulk
from mdt_app.intake.extracts.tpp import Tpp
from mdt_app.intake.importing import preview_import, take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.workspace import Workspace
from tests.project.layouts_page import EXAMPLES, OWN_FILE, OWN_TABLE
from tests.project.write_pages import DOCS, PAGES

FAMILIES = {family.layout: family for family in (EmisBulk(), Tpp())}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_program_does_now(name: str):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), (
        f"docs/{name} is out of date: run `python -m tests.project.write_pages`"
    )


def test_every_layout_that_is_a_table_has_an_example():
    assert set(EXAMPLES) == set(shipped_layouts()) - {"fhir-r4"}


@pytest.mark.parametrize("layout", EXAMPLES)
def test_each_example_is_known_as_its_layout(layout: str, ws: Workspace, tmp_path: Path):
    headings = EXAMPLES[layout]
    if layout in FAMILIES:
        assert FAMILIES[layout].recognises(headings)
        return
    file = tmp_path / "any-name.csv"
    row = ["9990000018" if "number" in one.casefold().replace("_", " ") else "" for one in headings]
    quoted = [",".join(f'"{cell}"' for cell in cells) for cells in (headings, row)]
    file.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    report = preview_import(ws, [file], Wishes(practice="Y00001", allow_test_numbers=True))
    assert report.files[0].layout == layout


def test_the_layout_file_of_the_page_reads_the_table_of_the_page(ws: Workspace, tmp_path: Path):
    table, layout = tmp_path / "recalls.csv", tmp_path / "recall.toml"
    table.write_text(OWN_TABLE, encoding="utf-8")
    layout.write_text(OWN_FILE, encoding="utf-8")
    wishes = Wishes(practice="Y00001", layout=str(layout), allow_test_numbers=True)
    (file,) = take_in(ws, [table], wishes).files
    assert (file.problems, file.questions, file.warnings) == ([], [], [])
    said = {
        path.stem: path.read_text(encoding="utf-8") for path in export_store(ws, tmp_path / "e")
    }
    assert "hba1c,2026-09-12,58,mmol/mol" in said["results"]
    assert "smoking,2026-09-12,ex" in said["results"]
    assert "annual_review,2026-11-03" in said["events"]
    assert "Exemplar,Ada,,1950-02-14,female" in said["patients"]
