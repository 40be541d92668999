"""Role × action × practice: what the table says, and that whatever is entered asks it."""

import ast
import importlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import mdt_app
from mdt_app.errors import UserError
from mdt_app.measures.own_practice import choose_own_practice
from mdt_app.vault import roles as asked
from mdt_app.vault.entries import all_entries
from mdt_app.vault.roles import (
    KeyHolder,
    Role,
    may,
    must_be_allowed,
    must_be_enterable,
    roles,
    roles_for_people,
)
from mdt_app.vault.workspace import Workspace
from tests.meeting.conftest import put_person

ADA, BRAM, NOBODY = "9990000018", "9990000026", "9990000174"
OWN, OTHER = "Y00001", "Y00002"
ACTIONS = (
    *("prepare", "target", "meet", "decide", "follow_up", "approve", "print", "export"),
    *("import", "measures", "rules", "network", "people", "restore", "erase", "own"),
)
# A all, o own practice, . not at all; in the order of ACTIONS.
TABLE = {
    #                 ptmdf apei mrn pre o
    "chair": "AAAAA AAAA AAA AAA A",
    "specialist": "AAAAA .A.. ... ... A",
    "practice_nurse": "oo..o .o.o ... ... o",
    "minute_taker": ".AAAA .A.. ... ... A",
    "coordinator": "A.A.A .AAA A.A ... A",
    "viewer": "..... .... ... ... A",
    "recovery": "..... .... ... AA. .",
}
WHERE = {"own": [OWN], "another": [OTHER], "both": [OWN, OTHER], "nobody knows": [""]}
KINDS = {
    "nomination": "prepare",
    "own_target": "target",
    "set_aside": "target",
    "agenda_item": "meet",
    "spoken_of": "meet",
    "decision": "decide",
    "action": "decide",
    "joint_plan": "decide",
    "learning_point": "decide",
    "action_progress": "follow_up",
    "minutes_approval": "approve",
    "letter_written": "print",
    "frozen_month": "measures",
    "benchmark": "measures",
    "pack": "rules",
    "text_template": "network",
    "network": "network",
    "erasure": "erase",
    "something a later version enters": "everything",
}


def _scope(role: str, action: str) -> str:
    if action == "everything":
        return "A" if role == "chair" else "."
    return TABLE[role].replace(" ", "")[ACTIONS.index(action)]


def _holder(role: str) -> KeyHolder:
    return KeyHolder("R. Begum", role, (OWN,) if role == "practice_nurse" else ())


@pytest.mark.parametrize("role", TABLE)
def test_each_role_may_do_what_the_table_says_for_the_practices_it_says(role: str) -> None:
    for action, where in product(ACTIONS, WHERE):
        scope = _scope(role, action)
        expected = scope == "A" or (scope == "o" and where == "own")
        assert may(_holder(role), action, WHERE[where]) == expected, (action, where)
        assert may(_holder(role), action) == (scope != ".")


def test_the_table_is_whole() -> None:
    assert set(roles().by_code) == set(TABLE)
    assert set(roles().actions) == set(ACTIONS)
    assert set(roles().kinds.values()) <= {*ACTIONS, "beside"}
    for role in roles().by_code.values():
        assert set(role.may) <= set(ACTIONS)
        assert set(role.may.values()) <= {"all", "own"}
    assert {role.code for role in roles_for_people()} == set(TABLE) - {"recovery"}


def test_what_the_program_asks_about_is_in_the_table() -> None:
    names = "PREPARE TARGET MEET DECIDE FOLLOW_UP APPROVE PRINT EXPORT IMPORT"
    names += " MEASURES RULES NETWORK PEOPLE RESTORE ERASE OWN"
    assert tuple(getattr(asked, name) for name in names.split()) == ACTIONS
    assert asked.is_entered_freely(_holder("viewer"), "act")


def test_an_unknown_role_may_nothing() -> None:
    assert not any(may(KeyHolder("X", "king"), action, [OWN]) for action in ACTIONS)


def test_a_nurse_without_a_practice_may_nothing_for_any() -> None:
    nurse = KeyHolder("R. Begum", "practice_nurse")
    assert not may(nurse, "prepare", [OWN])
    assert not may(nurse, "prepare", [])


def _nurse_of(*ods: str) -> KeyHolder:
    return KeyHolder("R. Begum", "practice_nurse", ods)


MUST_CHOOSE = KeyHolder("R. Begum", "chair", must_choose=True)
WHO_MAY = "Settings, People and keys, says who may do what."


@pytest.mark.parametrize(
    ("holder", "action", "where", "message", "hint"),
    [
        (
            KeyHolder("S. Roe", "viewer"),
            "decide",
            None,
            "As a viewer you may not record decisions and actions.",
            WHO_MAY,
        ),
        (
            KeyHolder("S. Roe", "king"),
            "erase",
            [OWN],
            "As a king you may not erase anybody or anything.",
            WHO_MAY,
        ),
        (
            _nurse_of(OWN, OTHER),
            "prepare",
            ["Y00003"],
            "As a practice nurse you may prepare people for a meeting for your own practice only.",
            f"Yours: {OWN}, {OTHER}. {WHO_MAY}",
        ),
        (
            _nurse_of(),
            "print",
            [OWN],
            "As a practice nurse you may print or save minutes, letters and lists"
            " for your own practice only.",
            f"No practice is named with you yet. {WHO_MAY}",
        ),
        (
            MUST_CHOOSE,
            "decide",
            None,
            "First choose a passphrase of your own.",
            "Settings, People and keys, Change your passphrase; or `mdt-app people passphrase`.",
        ),
    ],
)
def test_a_refusal_says_what_as_whom_for_whom_and_where_to_look(
    holder: KeyHolder, action: str, where: list[str] | None, message: str, hint: str
) -> None:
    with pytest.raises(UserError) as refused:
        must_be_allowed(holder, action, where)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_what_a_later_version_enters_is_refused_in_a_sentence_of_its_own() -> None:
    with pytest.raises(UserError) as refused:
        must_be_enterable(_nurse_of(OWN), "something later", "", [OWN])
    assert refused.value.message == "As a practice nurse you may not change that."
    assert refused.value.hint == WHO_MAY


def test_only_who_does_anything_but_choose_a_place_for_the_own_practice_has_one() -> None:
    scopes = {"own": "own"}, {"prepare": "all"}, {"own": "all", "prepare": "own"}
    found = [Role("code", "words", "does", may).is_for_practices for may in scopes]
    assert found == [False, False, True]


@pytest.fixture
def shared(ws: Workspace) -> Iterator[Workspace]:
    """A store with somebody at the own practice and somebody at another."""
    put_person(ws, ADA, practice=OWN)
    put_person(ws, BRAM, practice=OTHER)
    yield ws
    ws.vault.holder = KeyHolder("", "chair")


def _is_entered(ws: Workspace, kind: str, about: str) -> bool:
    def count() -> int:
        with ws.vault.reading() as reading:
            return len(all_entries(reading))

    before, words = count(), ""
    try:
        with ws.vault.writing("R. Begum", "tried") as writing:
            writing.record(kind, {"x": 1}, about=about)
    except UserError as refused:
        words = refused.message
    assert not words or count() == before, "something of what was refused is kept"
    assert not words or "may not" in words or "your own practice only" in words
    return not words


@pytest.mark.parametrize("role", TABLE)
def test_whatever_is_entered_asks_the_table(shared: Workspace, role: str) -> None:
    shared.vault.holder = _holder(role)
    for (kind, action), about in product(KINDS.items(), (ADA, BRAM, NOBODY)):
        scope = _scope(role, action)
        expected = scope == "A" or (scope == "o" and about == ADA)
        assert _is_entered(shared, kind, about) == expected, (kind, about)


@pytest.mark.parametrize("role", TABLE)
def test_a_change_that_says_nothing_of_itself_is_for_who_may_change_the_network(
    shared: Workspace, role: str
) -> None:
    shared.vault.holder = _holder(role)
    try:
        with shared.vault.writing("R. Begum", "tried") as writing:
            writing.execute("UPDATE practice SET name = 'X'")
    except UserError:
        assert _scope(role, "network") == "."
        with shared.vault.reading() as reading:
            assert ("X",) not in list(reading.rows("SELECT name FROM practice"))
    else:
        assert _scope(role, "network") == "A"


def test_with_a_passphrase_that_was_read_out_nobody_enters_anything(shared: Workspace) -> None:
    shared.vault.holder = KeyHolder("R. Begum", "chair", must_choose=True)
    for kind in KINDS:
        with (
            pytest.raises(UserError, match="First choose a passphrase"),
            shared.vault.writing("R. Begum", "tried") as writing,
        ):
            writing.record(kind, {}, about=ADA)


@pytest.mark.parametrize(
    ("practices", "is_taken"), [([OWN], True), ([OTHER], False), ([OWN, OTHER], False)]
)
def test_an_import_is_asked_about_by_whom_it_was_about(
    shared: Workspace, practices: list[str], is_taken: bool
) -> None:
    shared.vault.holder = _holder("practice_nurse")
    numbers, words = {OWN: ADA, OTHER: BRAM}, ""
    try:
        with shared.vault.writing("R. Begum", "files taken in") as writing:
            writing.execute(
                "INSERT INTO import_batch (id, import_id, file_name, digest, layout, practice,"
                " imported_by, imported_at, imported_on, counts, undone_at)"
                " VALUES (90, 'i', 'f', '', 'plain', '', '', '', 0, '{}', '')"
            )
            for ods in practices:
                writing.execute(
                    "INSERT INTO batch_person SELECT 90, id FROM patient WHERE nhs_number = :n",
                    {"n": numbers[ods]},
                )
            writing.record("import", {"import": "i"})
    except UserError as refused:
        words = refused.message
    assert bool(words) != is_taken
    assert is_taken or "take files in for your own practice only" in words


def test_an_import_is_taken_back_by_who_took_it_in(shared: Workspace) -> None:
    with shared.vault.writing("N. Patel", "files taken in") as writing:
        writing.record("import", {"import": "his"})
    shared.vault.holder = _holder("practice_nurse")
    with shared.vault.writing("R. Begum", "files taken in") as writing:
        writing.record("import", {"import": "hers"})
    with shared.vault.writing("R. Begum", "import undone") as writing:
        writing.record("import undone", {"import": "hers"})
    with (
        pytest.raises(UserError, match="own practice only"),
        shared.vault.writing("R. Begum", "import undone") as writing,
    ):
        writing.record("import undone", {"import": "his"})


def test_without_the_question_a_viewer_would_enter_a_decision(
    shared: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests above would prove nothing."""
    shared.vault.holder = _holder("viewer")
    assert not _is_entered(shared, "decision", ADA)
    monkeypatch.setattr("mdt_app.vault.reading.is_entered_freely", lambda *_: True)
    assert _is_entered(shared, "decision", ADA)


def test_a_nurse_works_where_her_slot_says_and_nowhere_else(shared: Workspace) -> None:
    shared.vault.holder = _holder("practice_nurse")
    assert choose_own_practice(shared, OWN).ods == OWN
    with pytest.raises(UserError, match="own practice only"):
        choose_own_practice(shared, OTHER)


@pytest.mark.parametrize(
    ("practices", "whom", "is_allowed"),
    [
        (None, [], True),
        (None, [ADA], True),
        ([OWN], [ADA], True),
        (None, [BRAM], False),
        (None, [ADA, BRAM], False),
        ([OTHER], [ADA], False),
        ([OWN], [BRAM], False),
        (None, [NOBODY], False),
    ],
)
def test_what_is_asked_beforehand_is_asked_about_everybody_it_concerns(
    shared: Workspace, practices: list[str] | None, whom: list[str], is_allowed: bool
) -> None:
    shared.must_be_allowed("print", practices, whom=whom)  # the chair, whoever it concerns
    shared.vault.holder = _holder("practice_nurse")
    if is_allowed:
        shared.must_be_allowed("print", practices, whom=whom)
    else:
        with pytest.raises(UserError, match="for your own practice only"):
            shared.must_be_allowed("print", practices, whom=whom)


def _kinds_entered() -> Iterator[tuple[str, str]]:
    """Every kind that the program's own code enters: where, and which."""
    folder = Path(mdt_app.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        if {"ui", "demo", "migrations"} & set(path.parts):
            continue
        where = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in ("record", "begin")
                and len(call.args) >= 2
            ):
                first = call.args[0]
                if isinstance(first, ast.Constant):
                    yield where, str(first.value)
                elif isinstance(first, ast.Name) and first.id.isupper():
                    yield where, str(getattr(importlib.import_module(where), first.id))


def test_every_kind_that_is_entered_anywhere_is_in_the_table() -> None:
    found = list(_kinds_entered())
    assert len({kind for _, kind in found}) > 20, "the kinds are entered in some other way now"
    missing = [(where, kind) for where, kind in found if kind not in roles().kinds]
    assert not missing, "say in roles.toml what whoever enters it is doing"
