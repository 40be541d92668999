"""A network that moves one of two neighbouring limits is told what lies between them now."""

import pytest

from mdt_app.flags.own_packs import read_own_pack
from mdt_app.flags.pack import load_pack, shipped_packs
from mdt_app.flags.pack_changes import changes_page, new_holes
from tests.flags.test_own_packs import HEAD, HIGHER

NEIGHBOUR = """
[[change]]
rule = "hba1c-high"
version = 2
when.at_most = {limit}
detail = "on {{hba1c_on}}; {limit} at most"
source = "Network 3"
"""


def pack_of(tmp_path, text):
    file = tmp_path / "network-3.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return read_own_pack(file)


@pytest.mark.parametrize("name", shipped_packs())
def test_no_shipped_pack_has_a_hole(name):
    assert new_holes(load_pack(name)) == []


def test_one_limit_moved_alone_leaves_a_hole_and_says_which(tmp_path):
    pack = pack_of(tmp_path, HIGHER)
    (hole,) = new_holes(pack)
    assert hole.startswith("rules hba1c-high and hba1c-very-high: neither speaks of HbA1c between")
    assert "86 and 90" in hole
    assert "### Look again" in changes_page(pack)


@pytest.mark.parametrize(("limit", "is_hole"), [(89, True), (90, False), (91, False)])
def test_bands_that_meet_or_overlap_leave_none(tmp_path, limit, is_hole):
    pack = pack_of(tmp_path, HIGHER + NEIGHBOUR.format(limit=limit))
    assert bool(new_holes(pack)) is is_hole


def test_a_rule_switched_off_is_no_hole(tmp_path):
    off = '[[off]]\nrule = "hba1c-very-high"\nreason = "The hospital sees them."\n'
    assert new_holes(pack_of(tmp_path, off)) == []
