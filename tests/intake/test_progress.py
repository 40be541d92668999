"""How far an import has come, as whoever waits is told."""

import pytest

from mdt_app.intake.blocks import Block
from mdt_app.intake.progress import Meter


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((3, 7), [(2, 10), (5, 10), (10, 10)]),
        ((4,), [(2, 4), (4, 4), (4, 4)]),
        ((), [(1, 1), (1, 1), (1, 1)]),
    ],
)
def test_rows_are_counted_once_a_block_and_never_beyond_the_end(lines, told):
    seen = []
    meter = Meter(lambda done, total: seen.append((done, total)), lines)
    blocks = [Block(range(2, 4), ()), Block(range(4, 7), ())]
    assert list(meter.passing(blocks)) == blocks
    meter.end()
    assert seen == told


def test_nobody_need_be_told():
    meter = Meter(None, (1,))
    assert list(meter.passing([Block([2], ())])) == [Block([2], ())]
    meter.end()
