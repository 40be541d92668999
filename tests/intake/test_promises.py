"""What every import keeps, tried on files that Hypothesis makes up."""

import csv
import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.errors import UserError
from mdt_app.intake.importing import preview_import, take_in
from mdt_app.intake.mending import mend
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from tests.bench.invented_store import numbers
from tests.intake.conftest import LISTS, REGISTER_TABLES, lines
from tests.intake.invented_files import broken_files, commands, quoted
from tests.samples import sample

a_store_each = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def contents(ws, *more):
    with ws.vault.reading() as reading:
        return {
            name: sorted(reading.rows(f"SELECT * FROM {name}"), key=repr)
            for name in (*REGISTER_TABLES, *more)
        }


@a_store_each
@given(files=st.lists(broken_files(), min_size=1, max_size=3))
def test_no_file_makes_a_traceback_and_no_row_is_lost(bench, files):
    bench.new_example()
    store = bench.store()
    paths = bench.files({f"file{place}": content for place, content in enumerate(files)})
    report = take_in(store, paths, Wishes(practice="Y00001", allow_test_numbers=True))
    json.dumps(report.as_json())
    for file in report.files if report.committed else ():
        kept = sum(
            counts.new + counts.changed + counts.same + counts.no_value
            for counts in file.counts.values()
        )
        aside = sum(counts.held + counts.rejected for counts in file.counts.values())
        assert kept + aside == file.rows
        assert aside == sum(not problem.is_cell for problem in file.problems)
    if report.committed:
        with store.vault.reading() as reading:
            listed = {(row.batch, row.row) for row in set_aside_rows(reading)}
        assert len(listed) <= sum(len(file.problems) for file in report.files)


@a_store_each
@given(texts=commands())
def test_taking_in_twice_is_taking_in_once(bench, texts):
    bench.new_example()
    store, paths = bench.store(), bench.files(texts)
    first = take_in(store, paths, Wishes(allow_test_numbers=True))
    assert first.committed
    before = contents(store)
    again = take_in(store, paths, Wishes(allow_test_numbers=True))
    assert contents(store) == before
    for file in again.files:
        for counts in file.counts.values():
            assert (counts.new, counts.changed, counts.superseded) == (0, 0, 0)


@a_store_each
@given(first=commands(), second=commands())
def test_undoing_an_import_is_never_having_made_it(bench, first, second):
    bench.new_example()
    store = bench.store()
    empty = contents(store, *LISTS)
    one = take_in(store, bench.files(first), Wishes(allow_test_numbers=True))
    before = contents(store, *LISTS)
    two = take_in(store, bench.files(second), Wishes(allow_test_numbers=True))
    assert one.committed
    assert two.committed
    undo_batch(store, two.import_id)
    assert contents(store, *LISTS) == before
    undo_batch(store, one.import_id)
    assert contents(store, *LISTS) == empty


@a_store_each
@given(texts=commands(), seed=st.randoms(use_true_random=False))
def test_mending_a_file_is_taking_in_the_right_one_until_it_is_undone(bench, texts, seed):
    bench.new_example()
    right, wrong = bench.store(), bench.store()
    take_in(right, bench.files(texts), Wishes(allow_test_numbers=True))
    spoilt = {name: _with_odd_days(name, text, seed) for name, text in texts.items()}
    take_in(wrong, bench.files(spoilt), Wishes(allow_test_numbers=True))
    before = contents(wrong, *LISTS)
    with wrong.vault.reading() as reading:
        aside = set_aside_rows(reading)
    if not aside:
        return
    cells = {row.id: [cell.removeprefix(_ODD) for cell in row.cells] for row in aside}
    report = mend(wrong, cells, Wishes(allow_test_numbers=True))
    assert report.committed
    exports = [bench.export(store) for store in (right, wrong)]
    for export in exports:
        export["results.csv"] = _without_last_column(export["results.csv"])
    assert exports[0] == exports[1]
    undo_batch(wrong, report.import_id)
    assert contents(wrong, *LISTS) == before


_ODD = "on "


def _with_odd_days(name, text, seed):
    """The file with some days that cannot be read; each medicine's are left alone."""
    heading, *rows = csv.reader(io.StringIO(text, newline=""))
    places = [heading.index(day) for day in ("taken_on", "on", "born_on") if day in heading]
    for row in rows:
        if places and seed.random() < 0.5:
            row[places[0]] = _ODD + row[places[0]]
    return lines(",".join(heading), *map(quoted, rows))


@a_store_each
@given(first=commands(), second=commands(), seed=st.randoms())
def test_the_order_of_rows_and_files_does_not_matter(bench, first, second, seed):
    bench.new_example()
    ordered, shuffled = bench.store(), bench.store()
    for texts in (first, second):
        take_in(ordered, bench.files(texts), Wishes(allow_test_numbers=True))
        mixed = {name: _shuffled(text, seed) for name, text in texts.items()}
        names = list(mixed)
        seed.shuffle(names)
        paths = bench.files({name: mixed[name] for name in names})
        take_in(shuffled, paths, Wishes(allow_test_numbers=True))
    exports = [bench.export(store) for store in (ordered, shuffled)]
    for export in exports:
        export["results.csv"] = _without_last_column(export["results.csv"])
    assert exports[0] == exports[1]


def _without_last_column(results: bytes) -> list[list[str]]:
    """The code is no part of what makes a result: of two for one result, the first is kept."""
    return [row[:-1] for row in csv.reader(io.StringIO(results.decode(), newline=""))]


def _shuffled(text, seed):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    body = rows[1:]
    seed.shuffle(body)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([rows[0], *body])
    return out.getvalue()


@a_store_each
@given(first=commands(), second=commands())
def test_an_export_taken_in_and_exported_again_has_the_same_bytes(bench, first, second):
    bench.new_example()
    store, other = bench.store(), bench.store()
    for texts in (first, second):
        take_in(store, bench.files(texts), Wishes(allow_test_numbers=True))
    exported = bench.export(store)
    paths = bench.files({name.removesuffix(".csv"): text for name, text in exported.items()})
    report = take_in(other, paths, Wishes(allow_test_numbers=True))
    assert report.committed
    assert [file.problems for file in report.files] == [[], [], [], []]
    assert bench.export(other) == exported


@a_store_each
@given(texts=commands())
def test_a_preview_says_what_taking_in_says_and_keeps_nothing(bench, texts):
    bench.new_example()
    store, paths = bench.store(), bench.files(texts)
    before = contents(store)
    preview = preview_import(store, paths, Wishes(allow_test_numbers=True))
    assert contents(store) == before
    assert not preview.committed
    taken = take_in(store, paths, Wishes(allow_test_numbers=True))
    assert preview.as_json()["files"] == taken.as_json()["files"]


def test_awkward_files_of_others_are_refused_without_a_traceback(ws):
    for path in sorted(sample("csv-spectrum", "csvs").glob("*.csv")):
        report = take_in(ws, [path])
        assert not report.committed
        assert isinstance(report.refusal, UserError)


def test_strings_that_break_programs_are_names_like_any_other(ws, take):
    text = sample("naughty-strings.txt").read_text(encoding="utf-8")
    strings = [line for line in text.splitlines() if line.strip() and "\0" not in line]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["nhs_number", "surname", "forename", "born_on", "sex", "practice"])
    rows = zip(numbers(), strings, strict=False)
    writer.writerows([n, s, "x", "1950-01-01", "female", "Y00001"] for n, s in rows)
    report = take(patients=out.getvalue())
    assert report.committed
    counts = report.files[0].counts["patients"]
    assert counts.new + counts.rejected == len(strings)
    assert counts.rejected == 0 or all(p.column == "surname" for p in report.files[0].problems)
    with ws.vault.reading() as reading:
        stored = [name for (name,) in reading.rows("SELECT surname FROM patient ORDER BY id")]
    assert len(stored) == counts.new
