"""Where a pack wants a result of one person to be, for charts and sentences."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.register.values import Record

if TYPE_CHECKING:
    from mdt_app.flags.pack import Pack
    from mdt_app.flags.schema import Wanted


class Limit(NamedTuple):
    """The limit that applies. `second` is the diastolic one; `includes`: the value itself is in."""

    value: float
    second: float | None
    wants_more: bool
    includes: bool


def wanted_of(
    pack: "Pack", record: Record, kind: int, on: date, *, is_home: bool = False
) -> Limit | None:
    """The first of the pack's that applies to the person on that day; None where none does."""
    from mdt_app.flags.engine import prepared

    for wanted in _of_kind(pack, kind):
        if wanted.when is not None:
            ready = prepared(pack, on)
            if not wanted.when.ask(ready.day).answer(ready.history(record)):
                continue
        return _limit(wanted, wanted.home_lower_by if is_home else 0)
    return None


@lru_cache(maxsize=64)
def _of_kind(pack: "Pack", kind: int) -> tuple["Wanted", ...]:
    return tuple(wanted for wanted in pack.wanted if KIND_BY_CODE[wanted.kind] == kind)


def _limit(wanted: "Wanted", lower: int) -> Limit:
    if wanted.below_both is not None:
        systolic, _, diastolic = wanted.below_both.partition("/")
        return Limit(int(systolic) - lower, int(diastolic) - lower, False, False)
    if wanted.at_least is not None:
        return Limit(wanted.at_least, None, True, True)
    if wanted.at_most is not None:
        return Limit(wanted.at_most, None, False, True)
    assert wanted.below is not None
    return Limit(wanted.below, None, False, False)
