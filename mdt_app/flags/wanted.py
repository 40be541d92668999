"""Where a pack wants a result of one person to be, for charts and sentences."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.register.values import Record

if TYPE_CHECKING:
    from mdt_app.flags.history import History
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

    history: History | None = None
    for applies, wanted in _asked(pack, kind, on):
        if applies is not None:
            history = history or prepared(pack, on).history(record)
            if not applies(history):
                continue
        return _limit(wanted, wanted.home_lower_by if is_home else 0)
    return None


@lru_cache(maxsize=64)
def _asked(
    pack: "Pack", kind: int, on: date
) -> tuple[tuple[Callable[["History"], bool | None] | None, "Wanted"], ...]:
    """The pack's limits of a kind, each with its condition ready for the day."""
    from mdt_app.flags.engine import prepared

    day = prepared(pack, on).day
    return tuple(
        (wanted.when.ask(day).answer if wanted.when else None, wanted)
        for wanted in pack.wanted
        if KIND_BY_CODE[wanted.kind] == kind
    )


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
