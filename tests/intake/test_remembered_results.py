"""What one row taught about a value holds for the next, and only for the same."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.intake.blocks import Block
from mdt_app.intake.cells import Days
from mdt_app.intake.good_results import GoodResults, Kept
from mdt_app.intake.known import KnownPeople, Who
from mdt_app.intake.results import ResultChecks
from mdt_app.intake.tally import Tally, new_report
from mdt_app.register.values import Inferred
from tests.intake.conftest import ADA
from tests.invented import TODAY

_MEANING = int(Inferred.MEANING)


def checks():
    known = KnownPeople({ADA: Who(1, 1, False)}, (), allow_test_numbers=True)
    return ResultChecks(Days(TODAY), known)


def block(rows, *, first=2, is_turned=True):
    """Rows of kind, value, unit, setting, code, raw and inferred about Ada."""
    kinds, values, units, settings, codes, raws, inferred = zip(*rows, strict=True)
    count = len(rows)
    columns = [(ADA,) * count, kinds, ("2026-01-05",) * count, values, units, settings, codes]
    turned = {"raws": raws, "inferred": inferred} if is_turned else {}
    return Block(range(first, first + count), columns, **turned)


def tally():
    return Tally(new_report("list.csv"), 1)


_ROWS = st.tuples(
    st.just("hba1c"),
    st.sampled_from(["58", "7.5", "", "900"]),
    st.sampled_from(["", "%", "mmol/mol"]),
    st.sampled_from(["", "home", "elsewhere"]),
    st.sampled_from(["", "HbA1c"]),
    st.sampled_from(["", "58 mmol", "7.5 per cent"]),
    st.sampled_from([0, _MEANING]),
)


@given(rows=st.lists(_ROWS, min_size=1, max_size=12), is_turned=st.booleans())
def test_rows_checked_together_and_again_are_as_if_checked_alone(rows, is_turned):
    together, one_tally = checks(), tally()
    for first in (2, 100):  # the second time everything is remembered
        good = together.checked(block(rows, first=first, is_turned=is_turned), one_tally)
        alone, other = [], tally()
        for place, row in enumerate(rows, first):
            found = checks().checked(block([row], first=place, is_turned=is_turned), other)
            alone += list(zip(found.rows, found.days, found.kept, strict=True))
        assert sorted(zip(good.rows, good.days, good.kept, strict=True)) == sorted(alone)
    assert one_tally.notes == other.notes + other.notes
    assert [astuple(problem)[1:] for problem in one_tally.report.problems[-1:]] == [
        astuple(problem)[1:] for problem in other.report.problems[-1:]
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_each_remembered_row_keeps_its_own_raw_text_and_what_was_inferred(times):
    rows = [
        ("hba1c", "58", "mmol/mol", "", "", "58 mmol/mol (IFCC)", _MEANING),
        ("hba1c", "58", "mmol/mol", "", "", "58", _MEANING),
        ("hba1c", "58", "mmol/mol", "", "", "58", 0),
    ]
    remembering = checks()
    for _ in range(times):
        good = remembering.checked(block(rows), tally())
    kept = dict(zip(good.rows, good.kept, strict=True))
    assert (kept[2].raw, kept[2].inferred) == ("58 mmol/mol (IFCC)", _MEANING)
    assert (kept[3].raw, kept[3].inferred) == ("58", _MEANING)
    assert (kept[4].raw, kept[4].inferred) == ("58", 0)


def test_every_row_read_as_percent_is_counted_remembered_or_not():
    rows = [("hba1c", "7.5", "", "", "", "", 0)] * 4
    remembering, counted = checks(), tally()
    for _ in range(3):
        remembering.checked(block(rows), counted)
    (count,) = counted.notes.values()
    assert count == 12


def test_results_that_can_be_stored_keep_whom_when_and_where_they_came_from_together():
    kept = Kept(1, 58.0, 0.0, "", "", 0, "", "", 0)
    good = GoodResults()
    good.add(Who(4, 7, True), 100, 2, kept)
    good.add(Who(5, 8, False), 101, 3, kept)
    assert (len(good), list(good.keys()), good.with_earlier_results()) == (2, [4, 5], [True, False])
    assert list(good.only([False, True]).flat()) == [5, 101, 3, *kept]
