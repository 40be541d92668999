"""Where a pack wants a result to be: the first limit that applies to the person on the day."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.flags.own_packs import read_own_pack
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, pack_from
from mdt_app.flags.wanted import wanted_of
from mdt_app.resources import resource_text
from tests.flags.test_own_packs import HEAD
from tests.spec.tables import record_from


def limit(items: str, kind: Kind = Kind.BLOOD_PRESSURE, *, is_home: bool = False):
    record, on, _ = record_from(items)
    found = wanted_of(load_pack(), record, kind, on, is_home=is_home)
    return found and (found.value, found.second)


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("aged 60", (140, 90)),
        ("aged 79", (140, 90)),
        ("aged 80", (150, 90)),
        ("aged 60; acr 70 2026-01-20", (130, 80)),
        ("aged 60; acr 69.9 2026-01-20", (140, 90)),
        ("aged 60; acr >70 2026-01-20", (130, 80)),
        ("aged 60; acr <80 2026-01-20", (140, 90)),
        ("aged 60; acr 90 2024-12-04", (140, 90)),
        ("aged 60; acr 90 2024-12-05", (130, 80)),
        ("aged 60; acr 90 2026-03-05", (140, 90)),
        ("aged 80; acr 90 2026-01-20", (150, 90)),
    ],
)
def test_the_first_limit_that_applies_is_the_one(record, wanted):
    assert limit(record) == wanted


def test_at_home_both_numbers_are_five_lower():
    assert limit("aged 60", is_home=True) == (135, 85)


def test_not_said_to_be_at_home_is_not_at_home():
    record, on, _ = record_from("aged 60")
    assert wanted_of(load_pack(), record, Kind.BLOOD_PRESSURE, on) == (140, 90, False, False)


def test_a_kind_without_a_limit_has_none():
    assert limit("aged 60", Kind.WEIGHT) is None
    assert limit("aged 60", Kind.EGFR) == (60, None)


def test_a_network_may_want_something_else_of_one_kind_only(tmp_path):
    own = HEAD + '[[wanted]]\nkind = "cholesterol"\nat_most = 5.0\nsource = "Network 3"\n'
    file = tmp_path / "own.toml"
    file.write_text(own, encoding="utf-8")
    pack = read_own_pack(file)
    record, on, _ = record_from("aged 60")
    assert wanted_of(pack, record, Kind.CHOLESTEROL, on).value == 5
    assert wanted_of(pack, record, Kind.ACR, on).value == 3


def test_a_limit_that_names_no_difference_is_the_same_at_home(tmp_path):
    file = tmp_path / "own.toml"
    own = '[[wanted]]\nkind = "blood_pressure"\nbelow_both = "130/80"\nsource = "Network 3"\n'
    file.write_text(HEAD + own, encoding="utf-8")
    record, on, _ = record_from("aged 60")
    found = wanted_of(read_own_pack(file), record, Kind.BLOOD_PRESSURE, on, is_home=True)
    assert found is not None
    assert (found.value, found.second) == (130, 80)


def test_a_limit_needs_exactly_one_number_and_says_so():
    text = resource_text("rules", f"{DEFAULT_PACK}.toml")
    twice = text.replace("below = 3\nsource", "below = 3\nat_most = 3.0\nsource")
    assert twice != text
    with pytest.raises(UserError) as refused:
        pack_from(twice, "own.toml")
    problem = refused.value.hint.rpartition(": ")[2]
    assert problem == "needs one of below, below_both, at_most, at_least"
