"""Packs are data: a pack about another condition needs no line of Python."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import mdt_app
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.answers import Clear, Raised, Unknown
from mdt_app.flags.engine import answers
from mdt_app.flags.own_packs import take_own_pack
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, shipped_packs
from mdt_app.meeting.case_list import NOT_REACHED, case_list, rules_needing_records
from mdt_app.register.values import Event
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, put_person
from tests.spec.kidney import ASSUMED, PACK
from tests.spec.tables import record_from

DAY = date(2026, 3, 4)
SEEN = {
    Kind.EGFR: {"2026-02-03": 52.0, "2026-11-03": 50.0},
    Kind.ACR: {"2026-11-03": 80.0},
    Kind.BLOOD_PRESSURE: {"2026-11-03": 150.0},
}


def said_of(items: str) -> dict[str, type]:
    record, on, entered = record_from(items, ASSUMED)
    return {answer.rule: type(answer) for answer in answers(load_pack(PACK), record, on, entered)}


def test_it_speaks_of_people_with_its_condition_whatever_else_they_have():
    for also in ("", "; type 2", "; type 1"):
        found = said_of(f"acr 80 2026-01-20; blood_pressure 120/70 2026-01-20{also}")
        assert found["acr-70"] is Raised
        assert found["bp-above-target"] is Clear
        assert found["progression-fast"] is Unknown


def test_it_says_nothing_of_people_without():
    assert set(said_of("ckd_3_to_5 never; type 2; acr 90 2026-01-20").values()) == {Clear}


def test_a_code_after_the_day_is_no_code():
    record, _, _ = record_from("acr 90 2026-01-20")
    later = Event("ckd_3_to_5", date(2026, 3, 5).toordinal(), "", 1, 2)
    given = answers(load_pack(PACK), replace(record, events=(later,)), DAY)
    assert {type(answer) for answer in given} == {Clear}


def test_an_empty_record_is_known_to_be_empty_in_every_pack():
    for name in shipped_packs():
        pack = load_pack(name)
        needing = rules_needing_records(pack, DAY)
        assert needing, name
        nobody = pack.register.with_nothing_recorded(date(1960, 1, 1), date(2000, 1, 1))
        assert not pack.register.standing(nobody, DAY).why_not_counted


@pytest.fixture
def kidneys(ws, tmp_path):
    """A store in which the network's own pack is about the other condition."""
    path = tmp_path / "kidneys.toml"
    path.write_text(
        'name = "our-kidneys"\ntitle = "Our kidneys"\nversion = "1"\nreviewed = 2026-11-20\n'
        f'based_on = "{PACK}"\n'
    )
    take_own_pack(ws, path)
    coded = {"2020-01-01": "ckd_3_to_5"}
    put_person(ws, ADA, "Exemplar", results=SEEN, events=coded, diabetes_type="")
    put_person(ws, BRAM, "Specimen", events=coded, diabetes_type="")
    put_person(ws, CLEO, "Sample", results=SEEN)
    return ws


def test_the_whole_list_can_be_about_it(kidneys):
    ada, bram, cleo = sorted(case_list(kidneys, TODAY), key=lambda case: case.person.key)
    raised = {flag.rule for flag in ada.raised}
    assert raised == {"acr-70", "bp-above-target", "statin-not-recorded"}
    assert bram.lane == NOT_REACHED
    assert cleo.raised == ()
    assert [case.hba1c_target for case in (ada, bram, cleo)] == [0, 0, 0], "it has no such target"


def test_no_line_of_python_names_its_condition_or_its_pack():
    words = load_pack(PACK).register.name
    named = re.compile(f"{words}|{'|'.join(set(shipped_packs()) - {DEFAULT_PACK})}|our-kidneys")
    code = re.compile(r"\bckd\b|ckd_3_to_5", re.IGNORECASE)
    rooms = ("flags", "measures", "meeting", "documents", "cli", "ui")
    for path in Path(mdt_app.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not named.search(text.lower()), path.name
        if path.relative_to(Path(mdt_app.__file__).parent).parts[0] in rooms:
            plain = re.sub(r"CKD.EPI", "", text)  # the equation's own name
            assert not code.search(plain), path.name
