"""What a network reads before it takes its own pack, and what the program shows of one rule."""

from datetime import date

import pytest

from mdt_app.flags.answers import Clear, Raised, Unknown
from mdt_app.flags.examples import NO_EXAMPLES, Examples, PrintedExample, examples_of
from mdt_app.flags.pack import (
    DEFAULT_PACK,
    Pack,
    PackTexts,
    SwitchedOff,
    load_pack,
    pack_from,
    pack_of,
)
from mdt_app.flags.pack_changes import changes_page, counted_changes, new_holes
from mdt_app.flags.printed import printed_specification, rule_lines, targets_lines
from mdt_app.flags.rule_page import (
    about_person,
    page_of_off,
    page_of_targets,
    plain,
    rule_page,
)
from tests.flags import test_rule_files as trial
from tests.flags.test_own_packs import ADDED, HEAD, HIGHER, OFF, TARGET

STARRED = HEAD.replace("Network 3, 2026", "Network *3*")
SAME = """
[[change]]
rule = "dka-hhs"
version = 3
source = "Network 3"
"""
LDL_TARGET = """
[[target]]
kind = "ldl"
default = 2.0
moderate_frailty = 2.5
severe_frailty = 3.0
source = "Network 3"
"""
WANTED = """
[[wanted]]
kind = "cholesterol"
at_most = 5
source = "Network *3*"
"""
OFF_DKA = """
[[off]]
rule = "dka-hhs"
reason = "The *hospital* tells us."
"""
CHANGES = """\
## Network \\*3\\*, version 1

Based on Diabetes, England, 2026, version 2026.1. 44 rules, 1 switched off, 2 changed, 1 added.

### Look again

- rules hba1c-high and hba1c-very-high: neither speaks of HbA1c between 86 and 90; move both \
limits, or add a rule

### Switched off

- 10 to 14 medicines: The pharmacists have their own list.

### Changed

- **HbA1c very high** (version 1 → 2): latest HbA1c within 15 months above 90 mmol/mol; was: \
latest HbA1c within 15 months above 86 mmol/mol
- **DKA or HHS** (version 1 → 3): the same condition

### Added

- **LDL high**: latest LDL cholesterol within 15 months above 4 mmol/L

### Default targets

- HbA1c: default 53, moderate frailty 64, severe frailty 69, was default 58, moderate frailty 64, \
severe frailty 69
- LDL cholesterol: default 2, moderate frailty 2.5, severe frailty 3

### Where charts want a result

- total cholesterol: at most 5 mmol/L. Network \\*3\\*
"""
SPOKEN = """\
Pack: Network \\*3\\*, version 1 (`network-3`). Based on Diabetes, England, 2026, version 2026.1.
"""
DKA = """\
Flagged when:
- DKA or HHS within 12 months

Never not known: no record is clear.

Cleared by: 12 months without DKA or HHS.

"""
DKA_PEOPLE = """\
Source: ABCD, Diabetes UK and PCDN review tiers: red

| this person | on the record | is |
|---|---|---|
| DKA | dka 2025-10-03 | flagged |
| HHS | hhs 2025-10-03 | flagged |
| the newest leads and all are named | dka 2025-06-03; hhs 2025-10-03 | flagged |
| the day after the limit | dka 2025-03-05 | flagged |
| exactly 12 months ago | dka 2025-03-04 | not flagged |
| after the day | dka 2026-03-05 | not flagged |
| no record is clear | nothing | not flagged |


In the tables the day is 4 March 2026 and, unless said otherwise, the person is aged 60, has had \
type 2 diabetes since 2015 and has been registered since 2010. Days are written as in the files, \
year first.
"""
SHIPPED_DKA = f"""\
## DKA or HHS

`dka-hhs` · **red** · version 1 · reviewed 1 Nov 2026

Pack: Diabetes, England, 2026, version 2026.1 (`diabetes-england-2026`).

{DKA}{DKA_PEOPLE}"""
CHANGED_DKA = f"""\
## DKA or HHS

`dka-hhs` · **red** · version 3 · reviewed 20 Nov 2026

{SPOKEN}
**The network changed this rule** (version 1 below).

### The person shown

**Flagged** on 4 Mar 2026

### The rule

{DKA}Source: Network 3


### As it is in Diabetes, England, 2026, version 2026.1

`dka-hhs` · **red** · version 1 · reviewed 1 Nov 2026

{DKA}{DKA_PEOPLE}"""
DKA_OFF = f"""\
## DKA or HHS

`dka-hhs` · **red** · version 1 · reviewed 1 Nov 2026

{SPOKEN}
**The network switched this rule off**: The \\*hospital\\* tells us.

{DKA}{DKA_PEOPLE}"""
LDL_ADDED = f"""\
## LDL high

`ldl-high` · **amber** · version 1 · reviewed 20 Nov 2026

{SPOKEN}
**The network added this rule.**

Flagged when:
- latest LDL cholesterol within 15 months above 4 mmol/L

Not known, where that alone decides, when there is:
- no LDL cholesterol within 15 months

Cleared by: An LDL of 4 or below.

Source: Network 3, agreed November 2026

"""


def own(text: str, head: str = STARRED) -> Pack:
    below = load_pack().texts
    return pack_of(PackTexts("network-3.toml", head + text, below.file_name, below.text))


def shown(pack: Pack, rule_id: str, *about: str) -> str:
    return rule_page(pack, pack.by_id()[rule_id], about)


def test_everything_that_differs_is_on_one_page():
    pack = own(OFF + HIGHER + SAME + ADDED + TARGET + LDL_TARGET + WANTED)
    assert changes_page(pack) == CHANGES
    assert counted_changes(pack) == "44 rules, 1 switched off, 2 changed, 1 added"


def test_of_a_shipped_pack_nothing_differs():
    assert counted_changes(load_pack()) == "44 rules"
    assert changes_page(load_pack()) == "## Diabetes, England, 2026, version 2026.1\n"


def test_a_target_that_is_written_again_as_it_was_is_no_change():
    again = TARGET.replace("53.0", "58.0")
    page = changes_page(own(again + LDL_TARGET))
    assert page.count("default") == 1
    assert "LDL cholesterol: default 2" in page


def test_a_hole_that_was_there_below_is_not_said_to_be_new():
    below = load_pack().texts.text.replace("above = 86", "above = 90")
    alone = pack_from(below, "below.toml")
    assert len(new_holes(alone)) == 1
    above = pack_of(PackTexts("network-3.toml", HEAD, "below.toml", below))
    assert new_holes(above) == []


def test_a_shipped_rule_is_shown_with_its_people():
    assert shown(load_pack(), "dka-hhs") == SHIPPED_DKA


def test_a_changed_rule_is_followed_by_the_one_below_and_led_by_the_person_shown():
    assert shown(own(SAME), "dka-hhs", "**Flagged** on 4 Mar 2026") == CHANGED_DKA


def test_an_added_rule_says_so_and_one_left_as_it_is_says_nothing():
    pack = own(ADDED)
    assert shown(pack, "ldl-high") == LDL_ADDED
    spoken = SPOKEN.strip()
    assert shown(pack, "dka-hhs") == SHIPPED_DKA.replace(
        "Pack: Diabetes, England, 2026, version 2026.1 (`diabetes-england-2026`).", spoken
    )


def test_a_rule_switched_off_is_shown_with_why():
    pack = own(OFF_DKA)
    assert page_of_off(pack, pack.off[0]) == DKA_OFF


def test_what_is_not_switched_off_has_no_page():
    nothing = SwitchedOff("nothing", "", "")
    assert page_of_off(own(OFF_DKA), nothing) == ""
    assert page_of_off(load_pack(), nothing) == ""


def test_the_page_of_targets_says_whose_they_are():
    first, rest = page_of_targets(own(TARGET)).split("A target agreed", 1)
    assert first == f"## Targets\n\n{SPOKEN}\n"
    assert rest.startswith(" with the person goes before all of these.\n\n- HbA1c: 53 mmol/mol, ")
    assert rest.endswith("as the East London programme had it\n\n")


# -- what a rule says of somebody -------------------------------------------------------------


def test_a_flag_is_shown_with_what_it_rests_on_and_what_would_clear_it():
    raised = Raised("x", "red", "HbA1c *91*", "on 20 Jan 2026", "A lower | one.", "Here")
    assert about_person(raised, "4 Mar 2026", ["HbA1c `91`"]) == [
        f"**Flagged** on 4 Mar 2026: {raised.message}".replace("*91*", r"\*91\*"),
        "",
        r"- HbA1c \`91\`",
        "",
        r"Cleared by: A lower \| one.",
    ]


def test_what_is_not_known_is_shown_with_what_is_missing():
    unknown = Unknown("x", "red", "no HbA1c *ever*", "An HbA1c.", "Here")
    assert about_person(unknown, "4 Mar 2026", []) == [
        r"**Not known** on 4 Mar 2026: no HbA1c \*ever\*",
        "",
        "An HbA1c.",
    ]


@pytest.mark.parametrize(("reason", "why"), [("", ""), ("left *early*", r": left \*early\*")])
def test_who_is_not_flagged_is_told_why_if_there_is_a_reason(reason: str, why: str):
    assert about_person(Clear("x", reason), "4 Mar 2026", []) == [
        f"**Not flagged** on 4 Mar 2026{why}."
    ]


# -- the printed pages ------------------------------------------------------------------------


def test_a_pack_without_targets_or_people_prints_neither():
    pack = pack_from(trial.HEAD + trial.RULE, "trial.toml")
    assert targets_lines(pack) == []
    assert page_of_targets(pack) == ""
    page = printed_specification(pack)
    assert "## Targets" not in page
    assert "\n\n\n" not in page
    assert "| this person" not in page


def test_a_pack_with_targets_alone_prints_nothing_of_charts():
    (lines,) = [targets_lines(pack_from(trial.HEAD + LDL_TARGET + trial.RULE, "trial.toml"))]
    assert lines[4:] == [
        "- LDL cholesterol: 2 mmol/L, 2.5 with moderate and 3 with severe frailty. Network 3",
        "",
    ]


def test_people_stand_beside_the_version_of_a_rule_they_were_written_for():
    rule = load_pack().by_id()["dka-hhs"]
    people = (PrintedExample("DKA", "dka 2025-10-03", "raised"),)
    for version, found in ((1, people), (2, ())):
        assert Examples("", {"dka-hhs": (version, people)}).of(rule) == found
    assert "| DKA | dka 2025-10-03 | flagged |" in rule_lines(
        rule, Examples("", {"dka-hhs": (1, people)})
    )


def test_people_are_shipped_as_they_are_written():
    people = (PrintedExample("above 86 ≥", "hba1c “87”", "raised"),) * 2
    text = Examples("Über all", {"x": (2, people), "y": (1, people[:1])}).as_text()
    line = ' ["above 86 ≥", "hba1c “87”", "raised"]'
    assert text == (
        '{"about": "Über all",\n"rules": {\n'
        f' "x": [2, [\n {line},\n {line}\n ]],\n "y": [1, [\n {line}\n ]]\n}}}}\n'
    )


def test_a_pack_that_is_not_shipped_has_no_people_and_a_networks_has_those_below():
    assert examples_of(pack_from(trial.HEAD + trial.RULE, "trial.toml")) is NO_EXAMPLES
    assert examples_of(own(OFF)) is examples_of(load_pack(DEFAULT_PACK))
    assert examples_of(own(OFF)) is not NO_EXAMPLES
    assert own(OFF).reviewed == date(2026, 11, 20)


def test_what_a_rule_says_of_each_person_stands_in_words():
    rule = load_pack().by_id()["dka-hhs"]
    people = [PrintedExample("one", "x", answer) for answer in ("raised", "clear", "unknown")]
    lines = rule_lines(rule, Examples("", {rule.id: (rule.version, people)}))
    said = [line for line in lines if line.startswith("| one")]
    assert said == [f"| one | x | {words} |" for words in ("flagged", "not flagged", "not known")]


def test_only_the_signs_that_would_change_a_page_are_marked():
    assert plain("`a` *b* c|d \\ ~5 % <30") == "\\`a\\` \\*b\\* c\\|d \\\\ ~5 % <30"
