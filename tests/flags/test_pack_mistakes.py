"""Every mistake in a network's file is told in one line with its place, and nothing beside it."""

import pytest

from mdt_app.errors import UserError
from mdt_app.flags.pack import DEFAULT_PACK, PackTexts, load_pack, name_in, pack_of, shipped_packs
from mdt_app.flags.reading_packs import base_named
from mdt_app.flags.schema import PackFile, pack_tables
from mdt_app.flags.strict_file import read_strictly
from tests.flags import test_rule_files as trial
from tests.flags.test_own_packs import ADDED, HEAD, HIGHER, OFF, TARGET

CHANGE = "[[change]]\nversion = 2\n"
FRAIL = ("moderate_frailty", "severe_frailty")
NO_KIND = TARGET.replace('kind = "hba1c"\n', "")


def told(text: str) -> list[str]:
    below = load_pack().texts
    with pytest.raises(UserError) as refused:
        pack_of(PackTexts("network-3.toml", text, below.file_name, below.text))
    assert refused.value.message == "network-3.toml cannot be used as it is."
    return refused.value.hint.splitlines()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CHANGE, ["change 1: 'rule' is missing"]),
        (CHANGE + "rule = 7\n", ["change 1: no name"]),
        (
            HIGHER + CHANGE + '[[off]]\nrule = "nothing"\nreason = "x"\n',
            ["off nothing: no rule is called 'nothing'", "change 2: 'rule' is missing"],
        ),
        (
            CHANGE + CHANGE + 'rule = "polypharmcy"\n',
            [
                "change 1: 'rule' is missing",
                "change polypharmcy: no rule is called 'polypharmcy'; did you mean 'polypharmacy'?",
            ],
        ),
        ('[[off]]\nreason = "x"\n', ["off 1: 'rule' is missing"]),
        (
            '[[off]]\nrule = 3\nreason = "x"\n',
            ["off 1 > rule: write words in quotation marks"],
        ),
        (
            ADDED.replace('"ldl-high"', "4"),
            ["rule 1 > id: write words in quotation marks"],
        ),
        (ADDED + ADDED.replace('id = "ldl-high"', ""), ["rule 2: 'id' is missing"]),
        (
            ADDED.replace('id = "ldl-high"', "").replace('"amber"', '"scarlet"'),
            [
                "rule 1: 'id' is missing",
                "rule 1 > severity: write 'red', 'amber' or 'note'",
            ],
        ),
        (
            TARGET + NO_KIND,
            [f"target 2: '{name}' is missing" for name in ("kind", *FRAIL)],
        ),
        (
            NO_KIND + TARGET + NO_KIND,
            [
                f"target {number}: '{name}' is missing"
                for number in (1, 3)
                for name in ("kind", *FRAIL)
            ],
        ),
        (OFF + OFF, ["off polypharmacy: already switched off or changed above; say it once"]),
        (
            OFF + CHANGE + 'rule = "polypharmacy"\n',
            ["change polypharmacy: already switched off or changed above; say it once"],
        ),
        (
            OFF + ADDED.replace("ldl-high", "polypharmacy"),
            ["rule polypharmacy: already switched off or changed above; say it once"],
        ),
        (ADDED + ADDED, ["pack > rule: two rules are called 'ldl-high'"]),
        (
            HIGHER + 'id = "x"\n',
            ["change hba1c-very-high: 'id' cannot change; switch the rule off and add one"],
        ),
        (
            OFF.replace("reason", "raeson"),
            [
                "off polypharmacy: 'reason' is missing",
                "off polypharmacy: 'raeson' is not known here; did you mean 'reason'?",
            ],
        ),
        ('off = "polypharmacy"\n', ["pack > off: write [[off]] above each"]),
        (
            HIGHER.replace("version = 2\n", ""),
            [
                "rule hba1c-very-high > version: give it one above 1, so that old minutes"
                " stay readable"
            ],
        ),
        (
            HIGHER.replace("above 90", "above 86").replace("of 90", "of 86"),
            [
                f"rule hba1c-very-high > {name}: still says 86; write it for the new limit"
                for name in ("detail", "would_clear")
            ],
        ),
        (
            ADDED.replace('{ result = "ldl", within_months = 15, above = 4 }', "{ age = 80 }"),
            [
                "rule ldl-high > when > age > age: write it as a table, for example"
                " { age = { at_least = 80 } }"
            ],
        ),
        (
            '[[wanted]]\nat_most = 5\nsource = "x"\n',
            ["pack > wanted > 1: 'kind' is missing"],
        ),
        (
            TARGET.replace("53.0", '"53"'),
            ["target hba1c > default: write a number, without quotation marks"],
        ),
        (OFF.replace("polypharmacy", "x"), ["off x: no rule is called 'x'"]),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, lines: list[str]):
    assert told(HEAD + text) == lines


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('version = "2"', "version: write a whole number, without quotation marks"),
        ("severity = 1", "severity: write 'red', 'amber' or 'note'"),
        ("grace = 1", "grace: write true or false, without quotation marks"),
        ("title = 1", "title: write words in quotation marks"),
        ('reviewed = "today"', "reviewed: write a day such as 2026-11-20, without quotation marks"),
        (
            'id = "LDL high"',
            "id: write small letters and digits, with single hyphens between words",
        ),
        ('unless = "old"', "unless: write a list, in square brackets"),
    ],
)
def test_what_to_write_is_said_in_plain_words(wrong: str, said: str):
    field = wrong.partition(" ")[0]
    lines = [line for line in ADDED.splitlines() if not line.startswith(f"{field} =")]
    (line,) = told(HEAD + "\n".join([*lines, wrong]) + "\n")
    assert line.partition(" > ")[2] == said


@pytest.mark.parametrize("name", ["off", "change", "rule", "target", "wanted"])
@pytest.mark.parametrize("value", ["3", "true", "2026-01-01", "'x'", "{ a = 1 }"])
def test_what_is_no_list_of_tables_is_told_and_nothing_breaks(name: str, value: str):
    assert told(HEAD + f"{name} = {value}\n") == [f"pack > {name}: write [[{name}]] above each"]


@pytest.mark.parametrize("name", ["off", "change", "rule", "target"])
@pytest.mark.parametrize("value", ["3", "'x'", "[]"])
def test_what_is_no_table_in_a_list_is_told_with_its_number(name: str, value: str):
    assert told(HEAD + f"{name} = [{value}]\n") == [
        f"{name} 1: write it as a table, for example {{ age = {{ at_least = 80 }} }}"
    ]


def test_a_title_a_version_and_a_reason_may_be_one_letter():
    below = load_pack().texts
    head = HEAD.replace("Network 3, 2026", "N")
    off = OFF.replace("The pharmacists have their own list.", "P")
    pack = pack_of(PackTexts("n.toml", head + off, below.file_name, below.text))
    assert (pack.called.words, pack.off[0].reason) == ("N, version 1", "P")


@pytest.mark.parametrize("value", ["{ a = 1 }", "[{ a = 1 }]", "['x']", "3.5", "''"])
@pytest.mark.parametrize(
    "name", ["off > rule", "change > rule", "rule > id", "target > kind", "wanted > kind"]
)
def test_a_name_that_is_none_is_told_and_nothing_breaks(name: str, value: str):
    table, field = name.split(" > ")
    lines = told(HEAD + f"[[{table}]]\n{field} = {value}\n")
    place = f"pack > {table} > 1" if table == "wanted" else f"{table} 1"
    assert any(line.startswith((f"{place} > {field}: ", f"{place}: no ")) for line in lines), lines


def test_after_a_rule_that_cannot_be_read_the_next_is_looked_at_too():
    wrong = HIGHER.replace("version = 2", 'version = "two"')
    next_one = CHANGE.replace("2", "1") + 'rule = "hba1c-high"\n'
    assert told(HEAD + wrong + next_one) == [
        "rule hba1c-very-high > version: write a whole number, without quotation marks",
        "rule hba1c-high > version: give it one above 1, so that old minutes stay readable",
    ]


def test_a_name_that_is_taken_is_told():
    assert told(HEAD.replace('"network-3"', f'"{DEFAULT_PACK}"')) == [
        f"pack > name: '{DEFAULT_PACK}' is a shipped pack; give yours a name of its own"
    ]


def test_a_day_of_review_that_is_missing_is_told_once():
    assert told(HEAD.replace("reviewed = 2026-11-20\n", "") + HIGHER) == [
        "pack: 'reviewed' is missing"
    ]


def test_limits_in_pairs_of_numbers_are_each_looked_for_in_the_texts():
    """`180/120` gives up two numbers."""
    before = load_pack().by_id()["bp-severe"]
    text = f"""
[[change]]
rule = "bp-severe"
version = {before.version + 1}
when = {{ result = "ldl", within_months = 15, above = 4 }}
headline = "LDL {{ldl}}"
detail = "180/120 or more"
would_clear = "Lower."
source = "Network 3"
"""
    lines = [line for line in told(HEAD + text) if line.startswith("rule bp-severe > detail")]
    assert lines == [
        f"rule bp-severe > detail: still says {number}; write it for the new limit"
        for number in (120, 180)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            HEAD.replace(DEFAULT_PACK, "diabetes-england-2025"),
            [
                "pack > based_on: no pack is called 'diabetes-england-2025';"
                f" did you mean '{DEFAULT_PACK}'?"
            ],
        ),
        (
            HEAD.replace(f'"{DEFAULT_PACK}"', "7"),
            ["pack > based_on: write words in quotation marks"],
        ),
        (
            HEAD.replace("based_on", "basedon") + OFF.replace("reason", "raeson"),
            [
                "pack: 'based_on' is missing",
                "off polypharmacy: 'reason' is missing",
                "off polypharmacy: 'raeson' is not known here; did you mean 'reason'?",
                "pack: 'basedon' is not known here; did you mean 'based_on'?",
            ],
        ),
    ],
)
def test_without_a_pack_to_stand_on_every_mistake_of_the_file_itself_is_told(
    text: str, lines: list[str]
):
    with pytest.raises(UserError) as refused:
        base_named(text, "network-3.toml")
    assert refused.value.message == "network-3.toml cannot be used as it is."
    assert refused.value.hint.splitlines() == lines


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            'grace_months = "3"',
            "register > grace_months: write a whole number, without quotation marks",
        ),
        ("grace_month = 3", "'grace_month' is not known here; did you mean 'grace_months'?"),
    ],
)
def test_whom_a_pack_speaks_about_is_read_as_strictly(line: str, problem: str):
    head = trial.HEAD.replace("[register]\n", f"[register]\n{line}\n")
    (told_once,) = trial.hint_of(head + trial.RULE).splitlines()
    assert told_once.endswith(problem)


def test_a_mistake_at_the_top_of_a_whole_pack_is_the_packs():
    assert trial.hint_of(trial.HEAD.replace("title", "titel") + trial.RULE).splitlines() == [
        "pack: 'title' is missing",
        "pack: 'titel' is not known here; did you mean 'title'?",
    ]


def test_a_changed_rule_was_reviewed_on_the_day_it_names_or_that_of_the_file():
    below = load_pack().texts
    for said, day in (("", "2026-11-20"), ("reviewed = 2026-11-21\n", "2026-11-21")):
        texts = PackTexts("n.toml", HEAD + HIGHER + said, below.file_name, below.text)
        assert str(pack_of(texts).by_id()["hba1c-very-high"].reviewed) == day


def test_of_a_kind_either_the_networks_own_wishes_count_or_those_below():
    below = load_pack()
    text = '[[wanted]]\nkind = "egfr"\nat_least = 45\nsource = "Network 3"\n'
    pack = pack_of(PackTexts("n.toml", HEAD + text, below.texts.file_name, below.texts.text))
    kinds = [wanted.kind for wanted in below.wanted]
    assert kinds.count("egfr") == 1
    assert [each.kind for each in pack.wanted] == [
        "egfr",
        *(kind for kind in kinds if kind != "egfr"),
    ]
    assert pack.wanted[0].at_least == 45


# -- whole files and shipped ones -------------------------------------------------------------


def test_a_file_is_read_as_its_model_or_refused_with_everything_wrong_with_it():
    read = read_strictly(PackFile, trial.HEAD + trial.RULE, "trial.toml", "pack", pack_tables())
    assert read.title == "A trial pack"
    with pytest.raises(UserError, match=r"^trial\.toml cannot be used as it is") as refused:
        read_strictly(PackFile, trial.HEAD, "trial.toml", "pack", pack_tables())
    assert refused.value.hint == "pack: 'rule' is missing"


def test_a_pack_that_is_not_shipped_is_refused_with_those_that_are():
    with pytest.raises(UserError) as refused:
        load_pack("diabetes-england-2025")
    assert refused.value.message == (
        "There is no pack called 'diabetes-england-2025'; did you mean 'diabetes-england-2026'?"
    )
    assert refused.value.hint == "Known: diabetes-england-2026 and kidney-england-2026."
    assert shipped_packs() == ("diabetes-england-2026", "kidney-england-2026")


def test_a_packs_name_is_read_without_its_rules():
    assert name_in(HEAD + "[[rule]]\nid = ").words == "Network 3, 2026, version 1"


def test_the_digest_of_a_packs_texts_is_the_same_in_every_release():
    """Or no meeting would find the rules that spoke in it."""
    texts = PackTexts("a.toml", "x", "b.toml", "y")
    assert texts.digest == "67860cbd6499e2c1e3731000d678ae6b72453787c7369fb0a8e34ebb91dd0be7"
