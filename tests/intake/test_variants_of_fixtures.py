"""Other spellings, orders and habits of the same families of files, each a few lines long."""

import csv
import re
from pathlib import Path

import pytest

from mdt_app.intake.exporting import export_store
from mdt_app.intake.importing import ImportReport, take_in
from mdt_app.intake.wishes import Wishes
from tests.intake.variants import extracts, habits, people, reports, side_by_side
from tests.intake.variants.made import NUMBERS

ALL = [
    *people.PEOPLE,
    *side_by_side.WIDE,
    *side_by_side.TRIPLES,
    *reports.REPORTS,
    *extracts.EVERY,
    *habits.MORE,
]


@pytest.mark.parametrize("variant", ALL, ids=lambda variant: variant.name.replace(" ", "-"))
def test_a_variant_is_read_as_it_is_meant(variant, ws, tmp_path):
    paths = []
    for name, content in variant.files.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    wishes = Wishes(practice=variant.practice, layout=variant.layout, allow_test_numbers=True)
    report = take_in(ws, paths, wishes)
    if variant.refused:
        assert not report.committed
        assert report.refusal.message
        return
    assert report.committed, (report.refusal, report.refusal.hint, report.as_json())
    _names_columns_as_the_files_do(report, paths)
    exported = {path.stem: _rows(path) for path in export_store(ws, tmp_path / "out")}
    columns = ("kind", "taken_on", "value", "setting")
    assert _said(exported["results"], columns) == sorted(variant.results)
    assert _said(exported["events"], ("kind", "on")) == sorted(variant.events)
    columns = ("class", "last_issued_on")
    assert _said(exported["medicines"], columns) == sorted(variant.medicines)
    if variant.people is not None:
        people = _said(exported["patients"], variant.columns, stripped=False)
        assert people == sorted(variant.people)
    said = "\n".join(report.files[0].warnings)
    assert [words for words in variant.warned if words not in said] == []
    if variant.aside is not None:
        assert {problem.row for problem in report.files[0].problems} == variant.aside


def _names_columns_as_the_files_do(report: ImportReport, paths: list[Path]) -> None:
    text = b"".join(path.read_bytes() for path in paths).decode("utf-8", "replace")
    if text.startswith("PK"):
        return
    for file in report.files:
        for problem in file.problems:
            for name in re.split(" and | by ", problem.column if problem.row else ""):
                assert name.casefold() in text.casefold(), problem


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _said(rows: list[dict[str, str]], columns: tuple[str, ...], *, stripped: bool = True):
    names = {number: name for name, number in NUMBERS.items()}
    texts = (
        " ".join((names.get(row["nhs_number"], "?"), *(row[column] for column in columns)))
        for row in rows
    )
    return sorted(text.strip() if stripped else text for text in texts)
