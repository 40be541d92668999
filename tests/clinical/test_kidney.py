"""KDIGO categories leave no gap between groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.clinical.kidney import a_category, g_category, kdigo_risk


@pytest.mark.parametrize(
    ("egfr", "category"),
    [(90, "G1"), (89.9, "G2"), (60, "G2"), (59.9, "G3a"), (45, "G3a"), (44.9, "G3b"),
     (30, "G3b"), (29.9, "G4"), (15, "G4"), (14.9, "G5"), (0, "G5")],
)  # fmt: skip
def test_g_categories_are_half_open(egfr, category):
    assert g_category(egfr) == category


@pytest.mark.parametrize(
    ("acr", "category"), [(0, "A1"), (2.9, "A1"), (3, "A2"), (30, "A2"), (30.1, "A3")]
)
def test_a_categories(acr, category):
    assert a_category(acr) == category


@given(st.floats(0, 200), st.floats(0, 200))
def test_a_lower_egfr_is_never_in_a_better_category(one, other):
    order = ["G5", "G4", "G3b", "G3a", "G2", "G1"]
    low, high = sorted((one, other))
    assert order.index(g_category(low)) <= order.index(g_category(high))


@pytest.mark.parametrize(
    ("g", "row"),
    # KDIGO 2012, as printed in World J Diabetes 2017;8:222, table 1.
    [
        ("G1", "low; moderately increased; high"),
        ("G2", "low; moderately increased; high"),
        ("G3a", "moderately increased; high; very high"),
        ("G3b", "high; very high; very high"),
        ("G4", "very high; very high; very high"),
        ("G5", "very high; very high; very high"),
    ],
)
def test_both_categories_together_name_the_risk(g, row):
    assert [kdigo_risk(g, a) for a in ("A1", "A2", "A3")] == row.split("; ")
