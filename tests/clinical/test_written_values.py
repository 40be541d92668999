"""Values as cells hold them: turned into the unit kept, or refused, never re-read."""

import csv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mdt_app.clinical.kinds import MEASUREMENTS, WORDS, Kind, unit_of
from mdt_app.clinical.written_values import (
    Reading,
    Unreadable,
    plain_number,
    read_value,
    written_value,
)
from tests.samples import sample


def value(kind, cell, unit="", term=""):
    outcome = read_value(kind, cell, unit, term)
    return outcome.value if isinstance(outcome, Reading) else outcome.column


@pytest.mark.parametrize(
    ("kind", "cell", "unit", "kept"),
    [
        (Kind.HBA1C, "58", "mmol/mol", 58),
        (Kind.HBA1C, "7.5", "%", 58),
        (Kind.HBA1C, "7.5 %", "", 58),
        (Kind.HBA1C, "58 mmol/mol", "", 58),
        (Kind.EGFR, "64", "mL/min", 64),
        (Kind.EGFR, "64", "ml/min/1.73m²", 64),
        (Kind.CREATININE, "1", "mg/dL", 88.42),
        (Kind.CREATININE, "90", "µmol/L", 90),
        (Kind.HEIGHT, "1.7", "m", 170),
        (Kind.WEIGHT, "80.5", "", 80.5),
        (Kind.QRISK3, "12.3", "%", 12.3),
        (Kind.ACR, "0", "", 0),
    ],
)
def test_a_stated_unit_is_turned_into_the_unit_kept(kind, cell, unit, kept):
    assert value(kind, cell, unit) == pytest.approx(kept)


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        (Kind.CHOLESTEROL, "193.35", 5.0),
        (Kind.NON_HDL, "100.542", 2.6),
        (Kind.LDL, "77.34", 2.0),
        (Kind.CHOLESTEROL, "154.68", 4.0),
    ],
)
def test_a_value_at_a_limit_is_at_the_limit_in_the_unit_kept_too(kind, cell, kept):
    assert value(kind, cell, "mg/dL") == kept


@pytest.mark.parametrize(
    ("kind", "cell", "unit", "kept"),
    [(Kind.ACR, "265.2", "mg/g", 30.0), (Kind.ACR, "26.52", "mg/g", 3.0)],
)
def test_a_ratio_at_a_limit_is_at_the_limit_in_the_unit_kept_too(kind, cell, unit, kept):
    assert value(kind, cell, unit) == kept


@pytest.mark.parametrize(
    ("kind", "cell", "unit", "column"),
    [
        (Kind.HBA1C, "7.5", "mmol/mol", "value"),
        (Kind.HBA1C, "58", "%", "value"),
        (Kind.HBA1C, "19", "", "value"),
        (Kind.HBA1C, "3.9", "", "value"),
        (Kind.HBA1C, "196", "", "value"),
        (Kind.HEIGHT, "1.7", "", "value"),
        (Kind.HEIGHT, "1.7", "cm", "value"),
        (Kind.CHOLESTEROL, "200", "", "value"),
        (Kind.CHOLESTEROL, "5", "mg/L", "unit"),
        (Kind.CREATININE, "90", "mmol/L", "unit"),
        (Kind.WEIGHT, "12", "stone", "unit"),
        (Kind.HBA1C, "58 mmol/mol", "%", "unit"),
        (Kind.ACR, "-1", "", "value"),
        (Kind.ACR, "nan", "", "value"),
        (Kind.ACR, "1e2", "", "value"),
        (Kind.ACR, "1,5", "", "value"),
        (Kind.ACR, "５", "", "value"),
        (Kind.ACR, "high", "", "value"),
        (Kind.ACR, "9" * 300, "", "value"),
        (Kind.ACR, "<", "", "value"),
    ],
)
def test_an_implausible_or_unreadable_value_is_refused_with_its_column(kind, cell, unit, column):
    assert value(kind, cell, unit) == column


@pytest.mark.parametrize(
    ("cell", "kept", "inferred"), [("4", 20, 2), ("18", 173, 2), ("20", 20, 1), ("195", 195, 1)]
)
def test_hba1c_without_a_unit_is_inferred_at_both_ends_and_marked(cell, kept, inferred):
    outcome = read_value(Kind.HBA1C, cell, "")
    assert (outcome.value, outcome.inferred, outcome.raw) == (kept, inferred, outcome.raw)


def test_a_code_or_its_term_names_the_unit_of_an_hba1c():
    assert read_value(Kind.HBA1C, "7.5", "", "Haemoglobin A1c level (DCCT)").inferred == 0
    assert isinstance(read_value(Kind.HBA1C, "7.5", "", "999791000000106"), Unreadable)


@pytest.mark.parametrize("written", ["<", "<=", ">", ">="])
def test_a_comparator_is_kept(written):
    outcome = read_value(Kind.EGFR, f"{written} 90", "")
    assert (outcome.comparator, outcome.value) == (written, 90)


def test_the_range_is_tested_after_turning_with_its_ends_included():
    for kind, measurement in MEASUREMENTS.items():
        for end in (measurement.lowest, measurement.highest):
            assert value(kind, plain_number(end), measurement.unit) == end


@pytest.mark.parametrize("cell", ["142/86", "142 / 86", "142/86 mmHg", "40/20", "270/200"])
def test_a_blood_pressure_is_two_numbers(cell):
    outcome = read_value(Kind.BLOOD_PRESSURE, cell, "mm[Hg]")
    assert (outcome.value, outcome.second) == tuple(
        float(part) for part in cell.removesuffix(" mmHg").split("/")
    )


@pytest.mark.parametrize("cell", ["142", "80/120", "90/90", "39/20", "271/80", "142/19", "a/b"])
def test_a_blood_pressure_that_cannot_be_is_refused(cell):
    assert value(Kind.BLOOD_PRESSURE, cell) == "value"


@pytest.mark.parametrize(
    ("kind", "cell", "word"),
    [
        (Kind.SMOKING, "Ex", "ex"),
        (Kind.FOOT_RISK_LEFT, "Increased", "moderate"),
        (Kind.FOOT_RISK_RIGHT, "ulcerated", "active"),
        (Kind.RETINAL_LEFT, "r3a  m1", "R3A M1"),
        (Kind.RETINAL_RIGHT, "R1M0", "R1 M0"),
    ],
)
def test_words_are_read_with_their_other_names(kind, cell, word):
    assert read_value(kind, cell, "").word == word


@pytest.mark.parametrize("cell", ["R1", "R4 M0", "M0", "moderate-ish"])
def test_a_word_nobody_knows_is_refused(cell):
    assert value(Kind.RETINAL_LEFT, cell) == "value"


def test_what_had_to_be_turned_keeps_the_cell_as_it_came():
    assert read_value(Kind.HBA1C, "7.5", "%").raw == "7.5 %"
    assert read_value(Kind.HBA1C, "58", "mmol/mol").raw == ""
    assert read_value(Kind.FOOT_RISK_LEFT, "increased", "").raw == "increased"


numeric = st.sampled_from(list(MEASUREMENTS))


@given(kind=numeric, share=st.floats(0, 1), comparator=st.sampled_from(["", "<", ">="]))
def test_what_is_written_reads_back_exactly(kind, share, comparator):
    measurement = MEASUREMENTS[kind]
    number = measurement.lowest + share * (measurement.highest - measurement.lowest)
    assume(number == 0 or number > 1e-9)
    text = written_value(kind, number, 0, "", comparator)
    outcome = read_value(kind, text, unit_of(kind))
    assert (outcome.value, outcome.comparator) == (number, comparator)


def test_every_word_reads_back():
    for kind, words in WORDS.items():
        assert [read_value(kind, word, "").word for word in words] == list(words)


@given(kind=st.sampled_from(list(Kind)), cell=st.text(), unit=st.text(max_size=8))
def test_no_cell_makes_anything_but_a_reading_or_a_reason(kind, cell, unit):
    assert isinstance(read_value(kind, cell, unit), Reading | Unreadable)


def test_published_hba1c_pairs_agree():
    with sample("vectors", "hba1c-published.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["direction"] == "pct_to_mmol"]
    for row in rows:
        assert value(Kind.HBA1C, row["pct_dccT_ngsp"], "%") == float(row["mmol_mol_ifcc"])
