"""What every import keeps, tried on searches written in every way that Hypothesis can think of."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.vault.workspace import Workspace
from tests.intake.files.people import emis, iso
from tests.intake.fresh_stores import Bench
from tests.intake.messy_files import (
    Laid,
    Manner,
    as_groups,
    as_list_report,
    as_wide,
    book_of,
    bytes_of,
    laid_out,
    manners,
    placed,
    searches,
)
from tests.intake.test_promises import contents

a_store_each = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LAYOUTS = (as_wide, as_list_report, as_groups)
WISHES = Wishes(practice="Y00001", allow_test_numbers=True)


@pytest.fixture
def bench(store_template, tmp_path, ws):
    bench = Bench(store_template, tmp_path, ws.today)
    yield bench
    bench.new_example()


def file_of(bench: Bench, content: bytes, name: str = "search.csv") -> Path:
    folder = bench.folder("files")
    folder.mkdir()
    (folder / name).write_bytes(content)
    return folder / name


def taken(store: Workspace, *paths: Path) -> ImportReport:
    report = take_in(store, list(paths), WISHES)
    assert report.committed, report.refusal
    return report


def stored(bench: Bench, store: Workspace) -> set[tuple[str, ...]]:
    """Number, kind, day and value of every result."""
    text = bench.export(store)["results.csv"].decode()
    rows = csv.DictReader(text.splitlines())
    return {(r["nhs_number"], r["kind"], r["taken_on"], r["value"]) for r in rows}


@a_store_each
@given(made=laid_out(), manner=manners)
def test_what_is_stored_and_what_is_set_aside_is_what_was_read(bench, made, manner):
    search, laid = made
    bench.new_example()
    store = bench.store()
    report = taken(store, file_of(bench, bytes_of(laid, manner)))
    assert stored(bench, store) == search.stored()
    _every_other_reading_is_told_of(report, search, laid, manner)


def _every_other_reading_is_told_of(report, search, laid: Laid, manner: Manner) -> None:
    """By its row, or as counted without a value."""
    (file,) = report.files
    _, places = placed(laid, manner)
    told = {problem.row for problem in file.problems}
    assert {problem.column for problem in file.problems} <= {"", *laid.headings}
    met = set()
    for place, who, said in zip(places, laid.who, laid.said, strict=True):
        is_bad = not search.is_good(who) or any(r.outcome == "rejected" for r in said)
        if is_bad and who in met and not any(r.kind for r in said):
            continue  # told with the person's first row, and nothing else stands here
        met.add(who)
        assert (place in told) is is_bad, (place, said)
    good = [r for r in search.readings if search.is_good(r.who)]
    counts = file.counts["results"]
    assert counts.no_value == sum(reading.outcome == "no_value" for reading in good)
    assert counts.new == len(search.stored())
    assert file.rows == len(laid.rows)


@a_store_each
@given(made=laid_out(), manner=manners)
def test_taking_in_twice_is_taking_in_once(bench, made, manner):
    bench.new_example()
    store, path = bench.store(), file_of(bench, bytes_of(made[1], manner))
    taken(store, path)
    before = contents(store)
    again = taken(store, path)
    assert contents(store) == before
    for counts in again.files[0].counts.values():
        assert (counts.new, counts.changed, counts.superseded) == (0, 0, 0)


@a_store_each
@given(first=laid_out(), second=laid_out(), manner=manners)
def test_undoing_an_import_is_never_having_made_it(bench, first, second, manner):
    bench.new_example()
    store = bench.store()
    empty = contents(store)
    one = taken(store, file_of(bench, bytes_of(first[1], manner)))
    before = contents(store)
    two = take_in(store, [file_of(bench, bytes_of(second[1], manner))], _accepting())
    assume(two.committed)
    undo_batch(store, two.import_id)
    assert contents(store) == before
    undo_batch(store, one.import_id)
    assert contents(store) == empty


def _accepting() -> Wishes:
    return Wishes(practice="Y00001", allow_test_numbers=True, is_accepted=True)


@a_store_each
@given(made=laid_out(), manner=manners, chance=st.randoms())
def test_the_order_of_rows_does_not_matter(bench, made, manner, chance):
    _search, laid = made
    bench.new_example()
    mixed = list(zip(laid.rows, laid.said, laid.who, strict=True))
    chance.shuffle(mixed)
    other = Laid(laid.headings, *map(list, zip(*mixed, strict=True)))
    exports = []
    for one in (laid, other):
        store = bench.store()
        taken(store, file_of(bench, bytes_of(one, manner)))
        exports.append(bench.export(store))
    assert exports[0] == exports[1]


@a_store_each
@given(
    search=searches(latest=True),
    layout=st.sampled_from(LAYOUTS),
    open_document=st.booleans(),
    typed=st.booleans(),
)
def test_the_program_that_wrote_the_file_does_not_matter(
    bench, search, layout, open_document, typed
):
    bench.new_example()
    exports = []
    laid = layout(search, iso)
    ending = "ods" if open_document else "xlsx"
    book = book_of(laid, search, open_document=open_document, typed=typed)
    semicolons = Manner(delimiter=";", encoding="utf-16", end="\n", quotes_all=True)
    for name, content in (
        ("search.csv", bytes_of(laid, Manner())),
        ("search.txt", bytes_of(laid, semicolons)),
        (f"search.{ending}", book),
    ):
        store = bench.store()
        taken(store, file_of(bench, content, name))
        exports.append(bench.export(store))
    assert exports[0] == exports[1] == exports[2]


@a_store_each
@given(search=searches(good=True, latest=True))
def test_the_layout_does_not_matter(bench, search):
    """The same content in three layouts is the same people and the same values."""
    bench.new_example()
    found = []
    for layout in LAYOUTS:
        store = bench.store()
        taken(store, file_of(bench, bytes_of(layout(search, emis), Manner())))
        found.append((stored(bench, store), bench.export(store)["patients.csv"]))
    assert found[0] == found[1] == found[2]
    assert found[0][0] == search.stored()


@a_store_each
@given(search=searches(good=True, latest=True), layout=st.sampled_from(LAYOUTS), data=st.data())
def test_a_corrected_search_leaves_only_what_it_says_now(bench, search, layout, data):
    """And taking the correction back leaves what was said before."""
    bench.new_example()
    store = bench.store()
    taken(store, file_of(bench, bytes_of(layout(search, emis), Manner())))
    before = contents(store)
    chosen = data.draw(st.sets(st.sampled_from(range(len(search.readings) or 1))))
    corrected = search.with_other_values(chosen)
    again = taken(store, file_of(bench, bytes_of(layout(corrected, emis), Manner())))
    assert stored(bench, store) == corrected.stored()
    changed = len(corrected.stored() - search.stored())
    counts = again.files[0].counts["results"]
    assert (counts.new, counts.superseded) == (changed, changed)
    undo_batch(store, again.import_id)
    assert contents(store) == before


@a_store_each
@given(made=laid_out(), manner=manners, data=st.data())
def test_no_file_makes_a_traceback_and_no_row_is_lost(bench, made, manner, data):
    """Whatever happened to the bytes on the way."""
    bench.new_example()
    store = bench.store()
    content = _damaged(bytes_of(made[1], manner), data)
    before = contents(store)
    report = take_in(store, [file_of(bench, content)], _accepting())
    json.dumps(report.as_json())
    if not report.committed:
        assert contents(store) == before
        assert report.refusal is not None
        return
    said = {str(r.value) for r in made[0].readings}
    days = {r.on for r in made[0].readings if r.on}
    if content == bytes_of(made[1], manner):
        for _number, _kind, on, value in stored(bench, store):
            assert value in said
            assert date.fromisoformat(on) in days


def _damaged(content: bytes, data) -> bytes:
    cut = data.draw(st.integers(0, len(content)))
    scrap = data.draw(
        st.binary(max_size=12) | st.sampled_from([b'"', b"\0", b"\xff", b"\r", b"\n,,"])
    )
    return data.draw(
        st.sampled_from(
            [content, content[:cut], content[:cut] + scrap + content[cut:], content * 2]
        )
    )
