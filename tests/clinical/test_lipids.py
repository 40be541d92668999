"""Non-HDL cholesterol is total less HDL, of plain numbers only."""

import pytest

from mdt_app.clinical.lipids import non_hdl


@pytest.mark.parametrize(("total", "hdl", "expected"), [(5.0, 1.2, 3.8), (4.6, 1.0, 3.6)])
def test_total_less_hdl(total, hdl, expected):
    assert non_hdl(total, hdl) == pytest.approx(expected)


def test_the_published_example_in_mg_dl_agrees():
    # National Lipid Association: 200 mg/dL less 50 mg/dL is 150 mg/dL.
    assert non_hdl(200 / 38.67, 50 / 38.67) * 38.67 == pytest.approx(150)


@pytest.mark.parametrize("comparator", ["<", "<=", ">", ">="])
def test_a_limit_gives_no_answer(comparator):
    assert non_hdl(5, 1, total_comparator=comparator) is None
    assert non_hdl(5, 1, hdl_comparator=comparator) is None


@pytest.mark.parametrize(("total", "hdl"), [(1.2, 1.2), (1.2, 1.3), (5.0, 0)])
def test_an_hdl_that_is_not_below_the_total_gives_no_answer(total, hdl):
    assert non_hdl(total, hdl) is None
