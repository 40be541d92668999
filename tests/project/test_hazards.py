"""Every hazard has a control, and every control names tests that exist or says 'not yet'."""

from typing import Any

import pytest

from tests.project.hazards_page import hazards
from tests.project.named_tests import is_there

HAZARDS = {hazard["id"]: hazard for hazard in hazards()}
FIRST_ONES = """
wrong person · is lost · out of date · units · two decisions conflict · never receives ·
leave out · case number · flag is missing · trusted too much · death · cannot be used · clock ·
cut off · swallowed
"""


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=HAZARDS)
def test_every_control_names_tests_that_exist(hazard: dict[str, Any]) -> None:
    missing = [
        named
        for control in hazard["controls"]
        for named in control.get("tests", ())
        if not is_there(named)
    ]
    assert missing == [], f"{hazard['id']} names tests that are not there"


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=HAZARDS)
def test_every_hazard_is_complete_and_has_a_control_that_is_proved(hazard: dict[str, Any]) -> None:
    for field in ("name", "cause", "effect", "residual"):
        assert hazard[field].strip(), field
    for rating in (hazard["before"], hazard["after"]):
        assert len(rating) == 2
        assert all(1 <= number <= 5 for number in rating)
    assert all(now <= then for now, then in zip(hazard["after"], hazard["before"], strict=True))
    assert any(control.get("tests") for control in hazard["controls"])
    for control in hazard["controls"]:
        assert control["does"].strip()
        assert bool(control.get("tests")) != bool(control.get("not_yet", "").strip())


def test_hazards_are_numbered_and_none_is_there_twice() -> None:
    numbered = [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]
    assert [hazard["id"] for hazard in hazards()] == numbered


def test_the_hazards_that_everybody_would_name_are_there() -> None:
    names = " ".join(hazard["name"].lower() for hazard in HAZARDS.values())
    wanted = [part.strip() for part in FIRST_ONES.split("·")]
    assert [part for part in wanted if part not in names] == []


@pytest.mark.parametrize(
    "named",
    [
        "tests/project/test_hazards.py::test_nobody_wrote_this",
        "tests/project/test_no_such_file.py::test_every_control_names_tests_that_exist",
        "tests/project/test_no_such_file.py",
        "tests/project/named_tests.py",
        "mdt_app/app.py",
    ],
)
def test_a_test_that_is_not_there_is_seen(named: str) -> None:
    assert not is_there(named)
