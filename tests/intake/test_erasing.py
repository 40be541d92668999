"""Taking one person out: all that files brought about them goes, and nothing of anybody else."""

import json

import pytest

from mdt_app.clinical.nhs_number import bare
from mdt_app.intake.queries.erasing import (
    Brought,
    brought_about,
    forget_lists,
    take_person_out,
)
from mdt_app.intake.queries.set_aside import rewrite
from mdt_app.intake.rows import Problem
from mdt_app.intake.set_aside import set_aside_rows
from tests.intake.conftest import (
    ADA,
    ADA_ROW,
    BEN,
    BEN_ROW,
    EVENTS,
    MEDICINES,
    PATIENTS,
    RESULTS,
    lines,
)

_OF_ONE = ("result", "medicine", "event", "undated", "gone", "batch_person")
_WORKED_OUT = ("case_list", "listed_case", "measured")


def about(number):
    """Files with two results, three medicines, an event and rows that cannot be used."""
    spaced = f"{number[:3]} {number[3:6]}-{number[6:]}"
    return {
        "results": [
            f"{number},hba1c,2026-01-01,58,,",
            f"{number},hba1c,2026-02-01,60,,",
            f"{number},hba1c,2025,61,,",
            f"{spaced},hba1c,one day,59,,",
        ],
        "medicines": [f"{number},{name},other,,,,," for name in ("One", "Two", "Three")],
        "events": [f"{number},contact,2026-01-01,", f"{number},contact,some day,"],
    }


@pytest.fixture
def filled(take):
    """Ada and Ben with as much each, the values of January corrected once."""
    ada, ben = about(ADA), about(BEN)
    take(
        patients=lines(PATIENTS, ADA_ROW, BEN_ROW),
        results=lines(RESULTS, *ada["results"], *ben["results"]),
        medicines=lines(MEDICINES, *ada["medicines"], *ben["medicines"]),
        events=lines(EVENTS, *ada["events"], *ben["events"]),
    )
    for heading, name in ((RESULTS, "results"), (MEDICINES, "medicines")):
        changed = [row.replace(",58,", ",57,") for row in (*ada[name], *ben[name])]
        take(
            **{name: lines(heading, *(row.replace("other,,", "other,1 a day,") for row in changed))}
        )
    take(patients=lines(PATIENTS, ADA_ROW.replace("Ada", "Ada B"), BEN_ROW.replace("Ben", "Ben B")))


def one(rows, sql):
    return next(value for (value,) in rows.rows(sql))


def key_of(rows, number):
    return one(rows, f"SELECT id FROM patient WHERE nhs_number = {number}")


def held(ws, key):
    """How many rows of each table are one person's, and what is kept for undo."""
    with ws.vault.reading() as reading:
        counts = {
            table: one(reading, f"SELECT count(*) FROM {table} WHERE patient_id = {key}")
            for table in _OF_ONE
        }
        kept = list(reading.rows("SELECT table_name, key FROM replaced ORDER BY id"))
    counts["replaced"] = len([1 for table, of in kept if _is_of(table, of, key)])
    return counts


def _is_of(table, of, key):
    return (
        of.startswith(f"[{key},") if of.startswith("[") else table == "patient" and of == str(key)
    )


def test_how_much_files_brought_is_said_before_it_goes(ws, filled):
    with ws.vault.reading() as reading:
        assert brought_about(reading, ADA) == Brought(3, 3, 1, 3)
        assert brought_about(reading, "9990000034") == Brought()


def test_all_of_one_person_goes_and_nothing_of_another(ws, filled):
    with ws.vault.writing(ws.user, "a test") as writing:
        ada, ben = key_of(writing, ADA), key_of(writing, BEN)
        for key in (ada, ben):
            writing.execute(f"INSERT INTO gone SELECT max(id), {key} FROM import_batch")
        writing.execute(
            "INSERT INTO replaced (batch_id, table_name, key, before)"
            " SELECT batch_id, 'set_aside', id, '{}' FROM set_aside"
        )
        fill_what_was_worked_out(writing)
    before = held(ws, ben)
    assert all(held(ws, ada).values())
    assert held(ws, ada) == before
    with ws.vault.writing(ws.user, "a test") as writing:
        take_person_out(writing, ADA)
    assert not any(held(ws, ada).values())
    assert held(ws, ben) == before
    with ws.vault.reading() as reading:
        assert brought_about(reading, ADA) == Brought()
        assert brought_about(reading, BEN) == Brought(3, 3, 1, 3)
        assert {
            row.cells[0].replace(" ", "").replace("-", "") for row in set_aside_rows(reading)
        } == {BEN}
        kept = {row.id for row in set_aside_rows(reading)}
        undo = reading.rows("SELECT key FROM replaced WHERE table_name = 'set_aside'")
        assert {int(key) for (key,) in undo} == kept
        assert [number for (number,) in reading.rows("SELECT nhs_number FROM patient")] == [BEN]
        assert not any(one(reading, f"SELECT count(*) FROM {each}") for each in _WORKED_OUT)


def fill_what_was_worked_out(writing):
    for table in _WORKED_OUT:
        names = [name for _c, name, *_rest in writing.rows(f"PRAGMA table_info({table})")]
        writing.execute(f"INSERT INTO {table} VALUES ({', '.join('1' for _ in names)})")


@pytest.mark.parametrize("column", ["cells", "value", "raw"])
@pytest.mark.parametrize(
    "written",
    [
        ADA,
        f"{ADA[:3]} {ADA[3:6]} {ADA[6:]}",
        f"{ADA[:3]}-{ADA[3:]}",
        f"{ADA[:3]}\u00a0{ADA[3:6]}\t{ADA[6:]}",
    ],
)
def test_a_row_set_aside_goes_wherever_and_however_it_bears_the_number(ws, filled, column, written):
    with ws.vault.writing(ws.user, "a test") as writing:
        take_person_out(writing, ADA)
        first = one(writing, "SELECT min(id) FROM set_aside")
        said = json.dumps([None, f"x {written}"]) if column == "cells" else f"x {written}"
        writing.execute(f"UPDATE set_aside SET {column} = :said WHERE id = {first}", {"said": said})
        assert brought_about(writing, ADA) == Brought(set_aside=1)
        take_person_out(writing, ADA)
        assert brought_about(writing, ADA) == Brought()
        assert not one(writing, f"SELECT count(*) FROM set_aside WHERE id = {first}")


def test_what_a_row_bore_before_it_was_mended_goes_and_the_row_stays(ws, filled):
    with ws.vault.writing(ws.user, "a test") as writing:
        (aside, *_others) = rows_aside(writing, ADA)
        for number in (BEN, "9990000050"):
            mended = Problem(5, "taken_on", "", "No day", "", "results", cells=(number,))
            rewrite(writing, aside, 1, mended)
        take_person_out(writing, ADA)
        assert aside in rows_aside(writing, "9990000050")
        kept = writing.rows("SELECT key, before FROM replaced WHERE table_name = 'set_aside'")
        ((key, before),) = kept
    assert int(key) == aside
    assert BEN in before
    assert ADA not in before


def rows_aside(rows, number):
    """The keys of rows set aside whose first cell is this number."""
    return [row.id for row in set_aside_rows(rows) if bare(row.cells[0]) == number]


def test_what_was_worked_out_from_everybody_is_forgotten(ws):
    with ws.vault.writing(ws.user, "a test") as writing:
        fill_what_was_worked_out(writing)
        forget_lists(writing)
        assert not any(one(writing, f"SELECT count(*) FROM {each}") for each in _WORKED_OUT)
