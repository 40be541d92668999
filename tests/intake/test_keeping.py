"""What is kept of a table between two passes: every cell that is needed again, or nothing."""

import pytest

from mdt_app.intake.columns.keeping import Keeping
from mdt_app.intake.columns.taken_rows import Taken
from mdt_app.intake.tables.unlaid import with_nul
from tests.intake.conftest import ADA, BEN

PROBLEMS = [with_nul(9)]


def some(rows):
    count = len(rows)
    return Taken(rows, [ADA, BEN][:count], [["Exemplar", "Specimen"][:count], ["58", "60"][:count]])


def test_only_the_columns_that_are_read_again_are_kept():
    keeping = Keeping(2, {2})
    keeping.add(PROBLEMS, some(range(2, 4))._replace(inferred=[0, 8]))
    ((problems, taken),) = keeping.parts
    assert problems == PROBLEMS
    assert (list(taken.rows), list(taken.numbers)) == ([2, 3], [ADA, BEN])
    assert list(taken.column(2)) == ["58", "60"]
    assert list(taken.inferred) == [0, 8]
    with pytest.raises(LookupError, match=r"^column 1 was not kept$"):
        taken.column(1)


def test_equal_cells_are_held_once():
    keeping = Keeping(4, {2})
    keeping.add([], Taken([2], [ADA], [[], ["5" + "8" * 3]]))
    keeping.add([], Taken([3], [ADA], [[], ["".join(("5", "888"))]]))
    one, other = (part.taken.column(2)[0] for part in keeping.parts)
    assert one is other


@pytest.mark.parametrize(("lines", "is_begun"), [(4, True), (5, False)])
def test_a_file_longer_than_may_be_kept_is_not_begun(lines, is_begun):
    assert (Keeping(lines, {1}, most_rows=4).parts is not None) is is_begun


def test_rows_are_let_go_of_once_there_are_too_many_and_stay_so():
    keeping = Keeping(0, {1}, most_rows=4)
    keeping.add(PROBLEMS, some([2]))
    keeping.add([], some([3, 4]))
    assert len(keeping.parts) == 2
    keeping.add([], some([5]))
    assert keeping.parts is None
    keeping.add([], some([6]))
    assert keeping.parts is None
