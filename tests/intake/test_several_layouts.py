"""Corrections between files of one layout, and silence between files of two."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.register.queries import record_of
from tests.intake.conftest import RESULTS, lines
from tests.intake.fhir_files import NUMBER, observation, patient, quantity, write_bundle


@pytest.fixture
def fhir(ws, tmp_path):
    """Takes in a bundle about one person with one HbA1c in mmol/mol of 1 March 2026."""

    def take(value):
        hba1c = observation("59261-8", valueQuantity=quantity(value, "mmol/mol"))
        path = write_bundle(tmp_path, patient(), hba1c)
        return take_in(ws, [path], Wishes(practice="Y00001", allow_test_numbers=True))

    return take


@pytest.fixture
def plain(take):
    """Takes in the same HbA1c as a file of the plain layout."""

    def take_plain(value):
        row = f"{NUMBER},hba1c,2026-03-01,{value},mmol/mol,"
        return take(practice="Y00001", results=lines(RESULTS, row))

    return take_plain


def values(ws):
    with ws.vault.reading() as reading:
        return [result.value for result in record_of(reading, NUMBER).of_kind(Kind.HBA1C)]


def superseded(report):
    return report.files[0].counts["results"].superseded


def test_a_file_of_another_layout_corrects_nothing(ws, fhir, plain):
    fhir("60")
    assert superseded(plain("62")) == 0
    assert values(ws) == [60, 62]


def test_a_value_both_layouts_brought_is_corrected_by_either(ws, fhir, plain, table_contents):
    fhir("60")
    confirming = plain("60")
    assert confirming.files[0].counts["results"].same == 1
    before = table_contents()
    correcting = plain("62")
    assert superseded(correcting) == 1
    assert values(ws) == [62]
    undo_batch(ws, correcting.import_id)
    assert table_contents() == before


def test_undoing_a_confirmation_leaves_no_trace_of_it(ws, fhir, plain, table_contents):
    fhir("60")
    before = table_contents()
    undo_batch(ws, plain("60").import_id)
    assert table_contents() == before
    assert superseded(plain("62")) == 0


def test_what_is_superseded_already_is_not_superseded_again(ws, fhir):
    fhir("60")
    assert superseded(fhir("61")) == 1
    assert superseded(fhir("62")) == 1
    assert values(ws) == [62]
