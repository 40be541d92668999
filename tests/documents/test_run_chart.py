"""The run chart on paper: names at the ends of their lines."""

from itertools import pairwise

import pytest

from mdt_app.documents.run_chart import _APART, _HEIGHT, _apart


@pytest.mark.parametrize("highest", [40.0, _HEIGHT - 2, _HEIGHT + 5])
def test_names_never_touch_nor_stand_above_the_chart(highest):
    placed = _apart([highest - 1, highest - 0.5, highest - 0.5, highest, highest])
    assert all(upper - lower >= _APART for lower, upper in pairwise(placed))
    assert placed[-1] < _HEIGHT


def test_names_that_do_not_touch_stay_where_their_lines_end():
    assert _apart([10.0, 30.0, 60.0]) == [10.0, 30.0, 60.0]
