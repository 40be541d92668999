"""The page about a practice's searches: it prints, and what it asks for is taken in whole."""

import csv
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.documents.searches import Searches, System, searches, write_searches_page
from mdt_app.intake.exporting import export_store
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.intake.vocabulary.terms import said_by
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.workspace import Workspace
from tests.documents.conftest import text_of
from tests.documents.practice_searches import ADA, BEN, MEDICINES, PEOPLE, entries, written

SYSTEMS = {system.name: system for system in searches().systems}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    write_searches_page(tmp_path / "searches.pdf", "Network 3")
    return tmp_path / "searches.pdf"


def told() -> Searches:
    return searches()


# --- the page ------------------------------------------------------------------------------


def test_each_system_has_one_page_of_a4_with_everything_to_choose(page: Path):
    pages = PdfReader(page).pages
    assert len(pages) == len(told().systems) == 2
    for system, sheet in zip(told().systems, pages):
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
        text = " ".join(sheet.extract_text().split())
        assert system.name in text
        for report in system.reports:
            assert report.name in text
            for column in report.columns:
                assert column in text, column
        for line in (*told().results, *told().events):
            for code in line.codes:
                assert code.code in text, code
        for step in (*system.begin, *system.finish):
            assert step in text, step
        assert text.count("☐") == len(
            [*system.begin, *system.finish, *system.reports, *told().results, *told().events]
        )


def test_the_network_is_named_and_nobody_else(page: Path, tmp_path: Path):
    assert "Network 3" in text_of(page)
    write_searches_page(tmp_path / "nameless.pdf", "")
    assert "Network 3" not in text_of(tmp_path / "nameless.pdf")
    assert "confidential" not in text_of(page).casefold()


@pytest.mark.parametrize("network", ["<b>&", "নেটওয়ার্ক", "A very long network name " * 12])
def test_any_name_of_a_network_can_be_printed_on_as_many_pages(network: str, tmp_path: Path):
    write_searches_page(tmp_path / "page.pdf", network)
    assert len(PdfReader(BytesIO((tmp_path / "page.pdf").read_bytes())).pages) == 2


# --- its codes -----------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["results", "events"])
def test_every_code_means_what_its_line_says_by_itself_and_by_its_name(part: str):
    for line in told().lines(part):
        meant = set()
        for code in line.codes:
            by_code, by_name = said_by(code.code, ""), said_by("", code.term)
            both = said_by(code.code, code.term)
            assert None not in (by_code.meaning, by_name.meaning, both.meaning), code
            assert both.meaning.role != "unclear", code
            meant |= {said.meaning.kind for said in (by_code, by_name, both)} - {"both"}
        assert meant == set(line.kinds), line.name


def test_no_code_stands_on_the_page_twice():
    codes = [code.code for line in (*told().results, *told().events) for code in line.codes]
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_the_page_asks_for_every_kind_of_result_that_a_code_can_bring():
    asked = {kind for line in told().results for kind in line.kinds}
    assert set(KIND_BY_CODE) - asked == {"kfre_5_year"}  # no code of it is known


# --- the promise ---------------------------------------------------------------------------


@pytest.fixture
def taken(ws: Workspace, tmp_path: Path) -> Callable[..., ImportReport]:
    """Takes in the four files that the page prescribes for a system."""

    def take(system: System, *, all_columns: bool, is_grouped: bool = False) -> ImportReport:
        paths = []
        for report in system.reports:
            paths.append(tmp_path / f"{report.name}.csv")
            text = written(told(), system, report, all_columns=all_columns, is_grouped=is_grouped)
            paths[-1].write_bytes(text)
        practice = "" if system.name == "EMIS Web" else "Y00001"
        return take_in(ws, paths, Wishes(practice=practice, allow_test_numbers=True))

    return take


WAYS = [
    pytest.param("EMIS Web", True, False, id="EMIS Web, every column"),
    pytest.param("EMIS Web", False, False, id="EMIS Web, without what is not always offered"),
    pytest.param("EMIS Web", True, True, id="EMIS Web, the person in the first row only"),
    pytest.param("EMIS Web", False, True, id="EMIS Web, both"),
    pytest.param("SystmOne", True, False, id="SystmOne, every column"),
    pytest.param("SystmOne", False, False, id="SystmOne, without what is not always offered"),
]


@pytest.mark.parametrize(("name", "all_columns", "is_grouped"), WAYS)
def test_what_the_page_asks_for_is_taken_in_whole_and_nothing_is_asked(
    taken: Callable[..., ImportReport],
    ws: Workspace,
    tmp_path: Path,
    name: str,
    all_columns: bool,
    is_grouped: bool,
):
    report = taken(SYSTEMS[name], all_columns=all_columns, is_grouped=is_grouped)
    assert report.committed
    for file in report.files:
        assert file.problems == []
        assert file.questions == []
        assert [column.heading for column in file.columns if not column.meaning] == []
        assert [said for said in file.warnings if not _is_about_blank_cells(said)] == []
        for section, counts in file.counts.items():
            assert (counts.held, counts.rejected, counts.no_value) == (0, 0, 0), section
    export_store(ws, tmp_path / "export")
    assert_everything_is_stored(tmp_path / "export")


@pytest.mark.parametrize("name", SYSTEMS)
def test_nobody_of_the_list_of_people_is_gone_when_nothing_else_names_them(
    ws: Workspace, tmp_path: Path, name: str
):
    for month, only in (("October", ""), ("November", ADA)):
        paths = []
        for report in SYSTEMS[name].reports:
            lines = written(told(), SYSTEMS[name], report, all_columns=True, is_grouped=False)
            if only and report.codes:
                kept = [line for line in lines.split(b"\r\n") if BEN.encode() not in line]
                lines = b"\r\n".join(kept)
            paths.append(tmp_path / f"{month} {report.name}.csv")
            paths[-1].write_bytes(lines)
        report = take_in(ws, paths, Wishes(practice="Y00001", allow_test_numbers=True))
        assert report.committed
        assert [gone for file in report.files for gone in file.gone] == []


def _is_about_blank_cells(warning: str) -> bool:
    return "read as the same person's" in warning


def assert_everything_is_stored(folder: Path) -> None:
    results, events = rows(folder, "results"), rows(folder, "events")
    expected_results = {
        (entry.number, entry.on.isoformat()) for entry in entries(told(), "results")
    }
    assert {(row["nhs_number"], row["taken_on"]) for row in results} == expected_results
    assert len(results) == len(expected_results)
    assert {row["kind"] for row in results} == {k for line in told().results for k in line.kinds}
    assert all(row["value"] for row in results)
    asked = {kind for line in told().events for kind in line.kinds}
    assert {row["kind"] for row in events} == asked & EVENT_KINDS
    people = {row["nhs_number"]: row for row in rows(folder, "patients")}
    assert set(people) == set(PEOPLE)
    for trait in asked - EVENT_KINDS:
        assert any(person[trait] for person in people.values()), trait
    assert len(events) == len(
        [e for e in entries(told(), "events") if said_by(e.code.code, "").meaning.role == "event"]
    )
    assert {person["practice"] for person in people.values()} == {"Y00001"}
    assert {(row["nhs_number"], row["name"]) for row in rows(folder, "medicines")} == {
        (number, medicine) for number, medicine, _dose, _issued in MEDICINES
    }
    assert all(row["last_issued_on"] for row in rows(folder, "medicines"))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
