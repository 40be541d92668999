"""A network's own pack: what it switches off, changes and adds; refused with every problem."""

import re
from datetime import date
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.flags.answers import Raised
from mdt_app.flags.engine import answers
from mdt_app.flags.in_force import (
    PACK,
    keep_spoken,
    name_in_force,
    pack_in_force,
    pack_spoken,
    payload_of,
)
from mdt_app.flags.own_packs import read_own_pack, take_own_pack, use_shipped_pack
from mdt_app.flags.pack import (
    DEFAULT_PACK,
    Pack,
    PackTexts,
    load_pack,
    name_in,
    pack_of,
    shipped_packs,
)
from mdt_app.vault.entries import all_entries, current_entries
from tests.spec.tables import record_from

HEAD = f"""
name = "network-3"
title = "Network 3, 2026"
version = "1"
reviewed = 2026-11-20
based_on = "{DEFAULT_PACK}"
"""
OFF = """
[[off]]
rule = "polypharmacy"
reason = "The pharmacists have their own list."
"""
HIGHER = """
[[change]]
rule = "hba1c-very-high"
version = 2
when.above = 90
detail = "on {hba1c_on}; above 90"
would_clear = "An HbA1c of 90 mmol/mol or below."
source = "Network 3, agreed November 2026"
"""
ADDED = """
[[rule]]
id = "ldl-high"
title = "LDL high"
severity = "amber"
when = { result = "ldl", within_months = 15, above = 4 }
headline = "LDL {ldl}"
detail = "on {ldl_on}; above 4"
would_clear = "An LDL of 4 or below."
source = "Network 3, agreed November 2026"
reviewed = 2026-11-20
"""
TARGET = """
[[target]]
kind = "hba1c"
default = 53.0
source = "Network 3, agreed November 2026"
"""


@pytest.fixture
def file(tmp_path: Path):
    """Writes an own pack file and says where it is."""

    def write(text: str, name: str = "network-3.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def raised(pack: Pack, items: str) -> dict[str, Raised]:
    record, on, entered = record_from(items)
    found = answers(pack, record, on, entered)
    return {answer.rule: answer for answer in found if isinstance(answer, Raised)}


def hint(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        read_own_pack(path)
    assert refused.value.message.startswith("network-3.toml ")
    return refused.value.hint


def test_a_rule_switched_off_is_not_asked_and_its_reason_is_kept(file):
    pack = read_own_pack(file(HEAD + OFF))
    assert pack.rule("polypharmacy") is None
    assert [(off.rule, off.reason) for off in pack.off] == [
        ("polypharmacy", "The pharmacists have their own list.")
    ]
    assert len(pack.rules) == len(load_pack().rules) - 1


def test_a_changed_threshold_decides_and_the_rest_of_the_rule_stays(file):
    pack = read_own_pack(file(HEAD + HIGHER))
    assert "hba1c-very-high" not in raised(pack, "hba1c 90 2026-01-20")
    flag = raised(pack, "hba1c 91 2026-01-20")["hba1c-very-high"]
    assert (flag.version, flag.severity) == (2, "red")
    assert flag.detail == "on 20 Jan 2026; above 90"
    assert pack.changed == {"hba1c-very-high": 1}
    assert pack.rule("hba1c-very-high").reviewed == date(2026, 11, 20), "by who changed it"
    order = [rule.id for rule in pack.rules]
    assert order == [rule.id for rule in load_pack().rules], "it keeps its place"


def test_a_condition_that_names_its_kind_replaces_the_whole_condition_below(file):
    whole = """
[[change]]
rule = "hba1c-high"
version = 2
when = { result = "hba1c", within_months = 15, above = 64 }
detail = "on {hba1c_on}; above 64"
would_clear = "An HbA1c of 64 mmol/mol or below."
source = "Network 3"
"""
    pack = read_own_pack(file(HEAD + whole))
    assert "hba1c-high" in raised(pack, "hba1c 120 2026-01-20"), "nothing caps it at 86 unseen"


def test_a_whole_rule_of_a_known_name_takes_its_place(file):
    rule = ADDED.replace('"ldl-high"', '"dka-hhs"\nversion = 2')
    pack = read_own_pack(file(HEAD + rule))
    assert pack.changed == {"dka-hhs": 1}
    assert len(pack.rules) == len(load_pack().rules)
    assert "dka-hhs" in raised(pack, "ldl 5 2026-01-20")


def test_an_added_rule_speaks_after_the_others(file):
    pack = read_own_pack(file(HEAD + ADDED))
    assert pack.rules[-1].id == "ldl-high"
    assert pack.added == {"ldl-high"}
    assert raised(pack, "ldl 4.1 2026-01-20")["ldl-high"].headline == "LDL 4.1"


def test_a_target_changes_by_the_fields_that_differ(file):
    pack = read_own_pack(file(HEAD + TARGET))
    (target,) = pack.targets.values()
    assert (target.default, target.moderate_frailty, target.severe_frailty) == (53, 64, 69)
    twice = "hba1c 56 2026-01-20; hba1c 56 2025-10-20"
    assert "hba1c-stalled" in raised(pack, twice)
    assert "hba1c-stalled" not in raised(load_pack(), twice)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            'rule = "polypharmacy"',
            'rule = "polypharmcy"',
            "off polypharmcy: no rule is called 'polypharmcy'; did you mean 'polypharmacy'?",
        ),
        (
            'rule = "hba1c-very-high"',
            'rule = "hba1c-very-hihg"',
            "change hba1c-very-hihg: no rule is called 'hba1c-very-hihg'; did you mean",
        ),
        ("when.above = 90", "when.abov = 90", "rule hba1c-very-high > when > result: 'abov'"),
        ("when.above = 90", 'when = { resullt = "hba1c" }', "'resullt'"),
        ('result = "ldl"', 'result = "ldll"', "no kind of result is called 'ldll'"),
        ("version = 2", "version = 1", "rule hba1c-very-high > version: give it one above 1"),
        ("version = 2\n", "", "rule hba1c-very-high > version: give it one above 1"),
        ('or below."\nsource', 'or 86."\nsource', "would_clear: still says 86"),
        ("above 90", "above 86", "rule hba1c-very-high > detail: still says 86"),
        ('"network-3"', f'"{DEFAULT_PACK}"', "is a shipped pack; give yours a name of its own"),
        (f'"{DEFAULT_PACK}"', '"diabetes-england-2025"', f"did you mean '{DEFAULT_PACK}'?"),
        ("based_on", "basedon", "'basedon' is not known here; did you mean 'based_on'?"),
        ('reason = "The', 'raeson = "The', "off polypharmacy: 'raeson' is not known here"),
        ("version = 2", 'version = 2\nid = "x"', "'id' cannot change"),
        ('"ldl-high"', '"polypharmacy"', "rule polypharmacy: already switched off"),
        ('rule = "polypharmacy"', 'rule = "hba1c-very-high"', "say it once"),
        ('kind = "hba1c"', 'kind = "hba1k"', "target hba1k > kind: no kind of result"),
        ("[[rule]]", "[[rules]]", "'rules' is not known here; did you mean 'rule'?"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_nearest_name(file, right, wrong, told):
    whole = HEAD + OFF + HIGHER + ADDED + TARGET
    assert read_own_pack(file(whole)).called.words == "Network 3, 2026, version 1"
    assert right in whole
    assert told in hint(file(whole.replace(right, wrong)))


def test_every_mistake_is_told_at_once(file):
    text = HEAD.replace("title", "titel") + OFF.replace("polypharmacy", "polyfarmacy")
    text += HIGHER.replace("when.above", "when.abov") + ADDED.replace('"ldl"', '"ldll"')
    said = hint(file(text))
    for part in ("'titel'", "'title' is missing", "'polyfarmacy'", "'abov'", "'ldll'"):
        assert part in said


def test_a_title_that_names_the_old_limit_is_not_left_as_it_is(file):
    fewer = """
[[change]]
rule = "polypharmacy"
version = 2
when.medicines_counted = { at_least = 8, at_most = 14 }
"""
    said = hint(file(HEAD + fewer))
    assert "rule polypharmacy > title: still says 10" in said
    assert "rule polypharmacy > would_clear: still says 10" in said


def test_what_is_no_toml_or_no_text_is_refused_in_words(file, tmp_path):
    assert "at line 2" in hint(file(HEAD.replace("name =", "name")))
    (tmp_path / "network-3.toml").write_bytes(b"\xff\xfe\x00")
    assert "Save it as UTF-8" in hint(tmp_path / "network-3.toml")
    (tmp_path / "network-3.toml").unlink()
    assert "Check the name" in hint(tmp_path / "network-3.toml")


# -- in a store -----------------------------------------------------------------------------


def test_without_one_of_its_own_the_shipped_pack_speaks(ws):
    with ws.vault.reading() as reading:
        assert pack_in_force(reading) is load_pack()
        assert name_in_force(reading) == load_pack().called


def test_the_latest_taken_speaks_and_the_ones_before_stay_on_file(ws, file):
    take_own_pack(ws, file(HEAD + HIGHER))
    take_own_pack(ws, file(HEAD.replace('"1"', '"2"') + OFF))
    with ws.vault.reading() as reading:
        pack = pack_in_force(reading)
        assert name_in_force(reading).words == "Network 3, 2026, version 2"
        kept = all_entries(reading, PACK)
    assert pack.rule("polypharmacy") is None
    assert [entry.payload["version"] for entry in kept] == ["1", "2"]
    assert "when.above = 90" in kept[0].payload["text"]
    assert kept[1].payload["base_text"] == load_pack().texts.text


def test_it_is_read_once_and_not_at_every_answer(ws, file):
    take_own_pack(ws, file(HEAD + HIGHER))
    with ws.vault.reading() as reading:
        assert pack_in_force(reading) is pack_in_force(reading)


def test_the_same_file_again_enters_nothing(ws, file):
    take_own_pack(ws, file(HEAD + HIGHER))
    take_own_pack(ws, file(HEAD + HIGHER))
    with ws.vault.reading() as reading:
        assert len(all_entries(reading, PACK)) == 1


def test_going_back_to_the_shipped_pack_is_an_entry_too(ws, file):
    take_own_pack(ws, file(HEAD + HIGHER))
    use_shipped_pack(ws)
    use_shipped_pack(ws)
    with ws.vault.reading() as reading:
        assert pack_in_force(reading) is load_pack()
        assert len(all_entries(reading, PACK)) == 2
    take_own_pack(ws, file(HEAD + HIGHER))
    with ws.vault.reading() as reading:
        assert pack_in_force(reading).name == "network-3"


def test_of_two_packs_taken_on_two_laptops_the_later_speaks_and_the_next_settles_it(ws, file):
    for version in ("1", "2"):
        texts = read_own_pack(file(HEAD.replace('"1"', f'"{version}"') + OFF)).texts
        with ws.vault.writing(ws.user, "own rules taken") as writing:
            writing.record(PACK, payload_of(texts, name_in(texts.text)))
    with ws.vault.reading() as reading:
        assert len(current_entries(reading, PACK)) == 2
        assert name_in_force(reading).version == "2"
    take_own_pack(ws, file(HEAD.replace('"1"', '"3"')))
    with ws.vault.reading() as reading:
        assert [entry.payload["version"] for entry in current_entries(reading, PACK)] == ["3"]


def test_a_file_with_a_mistake_leaves_everything_as_it_was(ws, file):
    with pytest.raises(UserError):
        take_own_pack(ws, file(HEAD + OFF.replace("polypharmacy", "nothing")))
    with ws.vault.reading() as reading:
        assert all_entries(reading, PACK) == []


def test_an_own_pack_goes_on_as_it_was_when_the_program_ships_other_rules(ws, file, monkeypatch):
    take_own_pack(ws, file(HEAD + HIGHER))
    later = load_pack().texts.text.replace("below = 48", "below = 50")
    monkeypatch.setattr(
        "mdt_app.flags.own_packs.shipped_texts", lambda name: PackTexts(f"{name}.toml", later)
    )
    with ws.vault.reading() as reading:
        old = "aged 80; medicine insulin issued 2026-01-20; hba1c 49 2026-01-20"
        assert "overtreatment-likely" not in raised(pack_in_force(reading), old)
    take_own_pack(ws, file(HEAD.replace('"1"', '"2"') + HIGHER))
    with ws.vault.reading() as reading:
        assert "overtreatment-likely" in raised(pack_in_force(reading), old)


def test_a_pack_that_spoke_is_kept_once_and_found_by_its_digest(ws, file):
    with ws.vault.writing(ws.user, "meeting started") as writing:
        first = keep_spoken(writing)
    take_own_pack(ws, file(HEAD + HIGHER))
    with ws.vault.writing(ws.user, "meeting ended") as writing:
        second, again = keep_spoken(writing), keep_spoken(writing)
    with ws.vault.reading() as reading:
        assert pack_spoken(reading, first) is load_pack()
        assert pack_spoken(reading, second) is pack_in_force(reading)
        assert len(all_entries(reading, "spoken_pack")) == 2
    assert first != second == again


def test_every_shipped_pack_can_be_built_upon(file):
    for name in shipped_packs():
        pack = read_own_pack(file(HEAD.replace(DEFAULT_PACK, name)))
        assert pack.based_on == load_pack(name).called
        assert [rule.id for rule in pack.rules] == [rule.id for rule in load_pack(name).rules]
        assert pack is pack_of(pack.texts)
        assert pack.reviewed == date(2026, 11, 20)


def test_the_file_in_the_handbook_is_right(file):
    page = Path(__file__).parents[2] / "docs" / "packs.md"
    (text,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    pack = read_own_pack(file(text))
    assert [off.rule for off in pack.off] == ["polypharmacy"]
    changed = {"hba1c-very-high", "hba1c-high"}  # side by side still: no result between the two
    assert (set(pack.changed), pack.added) == (changed, {"ldl-high"})
