"""Cells on their way to the plain layout."""

import pytest

from mdt_app.intake.columns.taken_rows import with_signs


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "≤", "≥"])
def test_a_sign_in_a_column_of_its_own_stays_with_its_value(sign):
    assert with_signs([sign, "", "=", sign], ["58", "58", "58", ""]) == [
        f"{sign}58",
        "58",
        "58",
        "",
    ]
