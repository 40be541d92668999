"""How an import behaves: progress, stopping, the trail, one transaction, nothing left about."""

from dataclasses import asdict
from datetime import date

import pytest

from mdt_app.errors import Cancelled
from mdt_app.intake.importing import preview_import, take_in
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.entries import all_entries
from tests.bench.invented_store import write_files
from tests.intake.conftest import ADA, ADA_ROW, EVENTS, PATIENTS, RESULTS, lines


def entry_kinds(ws):
    with ws.vault.reading() as reading:
        return [entry.kind for entry in all_entries(reading)]


def test_progress_rises_to_the_end(ws, tmp_path):
    told = []

    def progress(done, total):
        told.append((done, total))

    take_in(
        ws, write_files(tmp_path / "files", 60), Wishes(allow_test_numbers=True), progress=progress
    )
    assert len(told) >= 3
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("stop_at", [1, 2, 4])
def test_an_import_that_is_stopped_leaves_nothing(ws, tmp_path, table_contents, stop_at):
    told = []

    def progress(done, total):
        told.append(done)
        if len(told) == stop_at:
            raise Cancelled

    before, kinds = table_contents(), entry_kinds(ws)
    files = {path: path.read_bytes() for path in ws.vault.folder.iterdir() if path.is_file()}
    with pytest.raises(Cancelled):
        take_in(
            ws, write_files(tmp_path / "f", 60), Wishes(allow_test_numbers=True), progress=progress
        )
    assert table_contents() == before
    assert entry_kinds(ws) == kinds
    assert {path.name for path in ws.vault.folder.iterdir() if path.is_file()} == {
        path.name for path in files
    }
    report = take_in(ws, write_files(tmp_path / "f", 60), Wishes(allow_test_numbers=True))
    assert report.files[1].counts["results"].new == 60 * 150


def test_an_import_is_on_the_trail_without_naming_anybody(ws, take):
    report = take(
        patients=lines(PATIENTS, ADA_ROW), events=lines(EVENTS, f"{ADA},unheard_of,2026-01-01,")
    )
    with ws.vault.reading() as reading:
        entry = all_entries(reading, "import")[-1]
        batches = list(reading.rows("SELECT id, digest FROM import_batch ORDER BY id"))
    text = repr(entry.payload)
    assert entry.payload == {
        "import": report.import_id,
        "files": [
            {
                "batch": batch,
                "digest": digest,
                "layout": "plain",
                "rows": 1,
                "counts": {name: asdict(count) for name, count in file.counts.items()},
            }
            for (batch, digest), file in zip(batches, report.files, strict=True)
        ],
    }
    assert ADA not in text
    assert "Exemplar" not in text


def test_a_preview_is_not_on_the_trail(ws, files):
    kinds = entry_kinds(ws)
    report = preview_import(ws, files(p=lines(PATIENTS, ADA_ROW)), Wishes(allow_test_numbers=True))
    assert report.files[0].counts["patients"].new == 1
    assert entry_kinds(ws) == kinds


def test_the_document_has_the_agreed_shape(take):
    document = take(
        patients=lines(PATIENTS, ADA_ROW), results=lines(RESULTS, f"{ADA},acr,2026-01-01,x,,")
    ).as_json()
    assert set(document) == {"files", "committed"}
    patients, results = document["files"]
    assert set(patients) == {
        "name",
        "layout",
        "encoding",
        "rows",
        "patients",
        "results",
        "medicines",
        "events",
        "problems",
        "warnings",
        "questions",
        "gone",
    }
    assert list(patients["patients"]) == ["new", "changed", "same", "held", "rejected"]
    assert list(results["results"]) == [
        "new",
        "same",
        "superseded",
        "held",
        "rejected",
        "no_value",
    ]
    assert list(results["medicines"]) == ["new", "changed", "same", "held", "rejected"]
    assert list(results["events"]) == ["new", "same", "held", "rejected"]
    assert set(results["problems"][0]) == {"row", "column", "value", "problem", "hint"}


def test_no_row_is_lost_among_thousands_with_faults(ws, tmp_path):
    paths = write_files(tmp_path / "files", 60)
    text = paths[1].read_text(encoding="utf-8").splitlines()
    for place in range(5, len(text), 7):
        text[place] = text[place].replace("2026", "2126") if "2026" in text[place] else "?,?,?,?,?"
    paths[1].write_text("\n".join(text), encoding="utf-8")
    report = take_in(ws, paths, Wishes(allow_test_numbers=True))
    counts = report.files[1].counts["results"]
    assert counts.rejected == len(range(5, len(text), 7))
    assert counts.new + counts.rejected == report.files[1].rows == 60 * 150
    with ws.vault.reading() as reading:
        stored = list(reading.rows("SELECT count(*) FROM result"))
        assert len(set_aside_rows(reading)) == counts.rejected
    assert stored == [(counts.new,)]


def test_every_result_says_the_row_it_came_from(ws, tmp_path):
    paths = write_files(tmp_path / "files", 60)
    take_in(ws, paths, Wishes(allow_test_numbers=True))
    text = paths[1].read_text(encoding="utf-8").splitlines()
    sql = (
        "SELECT nhs_number, r.\"row\", date(r.taken_on - 719163, 'unixepoch'), r.taken_on"
        " FROM result r JOIN patient p ON p.id = r.patient_id"
    )
    with ws.vault.reading() as reading:
        rows = list(reading.rows(sql))
    assert len({row for _number, row, _text, _day in rows}) == 60 * 150
    for number, row, _text, day in rows:
        cells = text[row - 1].split(",")
        assert (cells[0], cells[2]) == (number, date.fromordinal(day).isoformat())


@pytest.mark.parametrize("content", [b"\xff\xfe\x81", None])
def test_a_file_that_changes_while_it_is_read_is_refused_and_leaves_nothing(
    ws, tmp_path, table_contents, content
):
    paths = write_files(tmp_path / "files", 60)

    def progress(done, total):
        if content is None:
            paths[1].unlink(missing_ok=True)
        else:
            paths[1].write_bytes(content)

    before = table_contents()
    report = take_in(ws, paths, Wishes(allow_test_numbers=True), progress=progress)
    assert not report.committed
    assert "results.csv" in report.refusal.message
    assert table_contents() == before
