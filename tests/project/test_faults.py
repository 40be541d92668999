"""Every fault of the list has tests that exist, and figures that say what they promise."""

from typing import Any

import pytest

from tests.project.faults_page import faults, figures
from tests.project.named_tests import is_there

FAULTS = {fault["number"]: fault for fault in faults()}
LOCAL = [*range(1, 16), *range(20, 26), 29, 30, 31]
"""The faults that concern a store on one computer."""


def test_every_fault_of_a_local_store_is_there() -> None:
    assert [fault["number"] for fault in faults()] == LOCAL


@pytest.mark.parametrize("fault", FAULTS.values(), ids=map(str, FAULTS))
def test_every_fault_names_tests_that_exist(fault: dict[str, Any]) -> None:
    named = [*fault["tests"], *fault.get("controls", ())]
    assert fault["tests"]
    assert [each for each in named if not is_there(each)] == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=map(str, FAULTS))
def test_every_fault_shows_harm_without_its_protection_or_says_why_not(
    fault: dict[str, Any],
) -> None:
    assert bool(fault.get("controls")) != bool(fault.get("without", "").strip())
    for field in ("name", "outcome"):
        assert fault[field].strip()


LARGE_STEPS = {
    "a copy is put back": 300,
    "a copy under earlier keys is put back": 200,
    "a damaged store is put back": 300,
    "a lost key file is put back": 100,
    "a store is copied to this computer": 100,
    "a store is made": 100,
    "copies are made": 300,
    "passphrases are changed": 200,
    "somebody is removed": 400,
}


@pytest.mark.parametrize(
    ("name", "tried", "must_be_none"),
    [
        ("power losses", 1500, ("lost", "damaged")),
        ("power losses during an upgrade", 150, ("lost", "damaged")),
        *(
            (f"power losses while {step}", n, ("lost", "damaged"))
            for step, n in LARGE_STEPS.items()
        ),
        ("flipped bits", 300, ("wrong_rows",)),
        ("sets of old pages put back", 1500, ("unnoticed",)),
        ("kills of a writing program", 200, ("lost",)),
        ("kills of the window", 200, ("lost",)),
    ],
)
def test_the_figures_are_those_promised(name: str, tried: int, must_be_none: tuple) -> None:
    found = figures()[name]
    assert found["tried"] >= tried
    assert all(found[each] == 0 for each in must_be_none)


def test_every_flipped_bit_was_told() -> None:
    found = figures()["flipped bits"]
    assert found["told"] == found["tried"]


def test_the_same_power_losses_did_harm_where_nothing_was_synced() -> None:
    found = figures()["power losses without syncs"]
    assert found["lost"] + found["damaged"] > found["tried"] / 10
