"""What the room may see of a case holds no person: by its type, and by what is put into it."""

import ast
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.case_page import case_page
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.on_the_wall import Place, age_band, diabetes_words, on_the_wall
from mdt_app.meeting.values import Action, Decision, Nomination
from mdt_app.meeting.wall_values import OnTheWall, WallAction, WallDecision, WallReason, WallTrend
from mdt_app.register.values import Person
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, well

SOURCES = Path(__file__).resolve().parents[2] / "mdt_app"
OF_THE_WALL = (OnTheWall, WallReason, WallTrend, WallDecision, WallAction)
TYPES = {"str", "int", "float", "bool", "WallDecision", "tuple[str, ...]", "tuple[int, ...]",
         "tuple[float, ...]", "tuple[WallReason, ...]", "tuple[WallTrend, ...]",
         "tuple[WallAction, ...]"}  # fmt: skip
NAMES = {
    "OnTheWall": "case position total age_band sex practice diabetes question what_matters reasons"
    " besides trends medicines decision until time",
    "WallReason": "severity headline detail since",
    "WallTrend": "title latest latest_on remark sentence is_outside days values seconds forms"
    " low high target wants_more target_words nothing",
    "WallDecision": "choices words actions read_back",
    "WallAction": "words owner_role due",
}
SURNAME, FORENAME, OTHER = "Canaryson", "Wilhelmina", "Nightingaleson"
BORN = date(1968, 2, 14)


def person(**changed):
    made = Person(7, ADA, SURNAME, FORENAME, "Mrs", BORN, "female", "Y00001")
    return replace(made, **changed)


@pytest.fixture
def page(ws, add_person, meeting):
    named = f"{FORENAME} {SURNAME}, {ADA}, born 14 Feb 1968"
    results = {**well(), Kind.HBA1C: {"2025-11-03": 70.0, "2026-05-02": 84.0, "2026-11-03": 92.0}}
    add_person(ADA, SURNAME, forename=FORENAME, title="Mrs", results=results)
    add_person(BRAM, OTHER, forename="Bo")
    asked = Nomination(ADA, True, f"What next for {named}?", f"{FORENAME}'s garden")
    nominate(ws, asked)
    (item,) = build_agenda(ws, meeting.id, [ADA])
    with ws.vault.reading() as reading:
        return case_page(reading, load_pack(), meeting, item, meeting.held_on)


PLACE = Place(3, 14, "Alder Road", TODAY, roles={"Dr S. Rahman": "GP"})


def decided(page, words, choices=(), **more):
    at = datetime(2026, 11, 26, tzinfo=UTC)
    return Decision("", page.item.meeting, ADA, choices, words, at, "N. Patel", **more)


def texts(value):
    """Every piece of text in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if type(value) in OF_THE_WALL:
        return [text for f in fields(value) for text in texts(getattr(value, f.name))]
    return []


@pytest.mark.parametrize("kind", OF_THE_WALL, ids=lambda kind: kind.__name__)
def test_its_fields_are_those_listed_and_hold_words_and_numbers_only(kind):
    assert [f.name for f in fields(kind)] == NAMES[kind.__name__].split()
    for f in fields(kind):
        assert getattr(f.type, "__name__", str(f.type)) in TYPES or _plain(f.type) in TYPES, f.name


def _plain(kind):
    return str(kind).replace("mdt_app.meeting.wall_values.", "")


def test_it_is_frozen_and_grows_no_further_fields():
    action = WallAction("Repeat bloods", "GP", "by 11 Jan")
    with pytest.raises(AttributeError):
        action.words = "Ring her"
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(action, "owner", "Dr S. Rahman")


@pytest.mark.parametrize("wrong", [person(), [SURNAME], {"name": SURNAME}, BORN, None])
def test_nothing_but_words_and_numbers_fits_in(page, wrong):
    made = on_the_wall(page, PLACE)
    for kind in (made, made.reasons[0], made.trends[0], made.decision):
        for f in fields(kind):
            with pytest.raises(TypeError):
                replace(kind, **{f.name: wrong})
            with pytest.raises(TypeError):
                replace(kind, **{f.name: (wrong,)})


def test_only_one_room_of_the_program_makes_it():
    made_in = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")).startswith(
            ("OnTheWall", "Wall")
        )
        and getattr(node.func, "id", "") in NAMES
    }
    assert made_in == {"meeting/on_the_wall.py", "meeting/wall_trends.py"}


def test_it_says_who_in_bands_and_by_number(page):
    made = on_the_wall(page, PLACE)
    assert (made.case, made.position, made.total) == ("Case 3", 3, 14)
    assert (made.age_band, made.sex, made.practice) == ("55–59", "Female", "Alder Road")
    assert made.diabetes == "Type 2 for 15–19 years"
    assert made.reasons[0].headline.startswith("HbA1c")
    assert [trend.title for trend in made.trends][:2] == ["HbA1c", "Blood pressure"]
    assert made.trends[0].values[-1] == 92.0


def test_initials_stand_beside_the_number_only_on_request(page):
    assert on_the_wall(page, replace(PLACE, as_initials=True)).case == "Case 3 · WC"
    assert "WC" not in " ".join(texts(on_the_wall(page, PLACE)))


def test_nothing_typed_names_the_person(page):
    said = f"{FORENAME} agrees; ring Mrs {SURNAME}, {ADA[:3]} {ADA[3:6]} {ADA[6:]}, 14/02/68"
    action = Action(
        "", page.item.meeting, ADA, f"Ring {SURNAME}", "Dr S. Rahman", date(2027, 1, 11)
    )
    own = replace(action, owner=SURNAME)
    chosen = ("intensify", f"refer:clinic of {SURNAME}")
    decision = decided(
        page, said, chosen, differed=f"{FORENAME} was unsure", told_by=SURNAME, coordinator=SURNAME
    )
    made = on_the_wall(page, PLACE, decision, (action, own))
    everything = " ".join(texts(made))
    for secret in (SURNAME, FORENAME, ADA, "0018", "1968", "14/02", "Feb 19", "Rahman"):
        assert secret not in everything
    assert made.question == "What next for the person, …, born …?"
    assert made.what_matters == "the person's garden"
    assert made.decision.words == "the person agrees; ring the person, …, …"
    assert made.decision.choices[1] == "Refer to clinic of the person"
    assert [a.owner_role for a in made.decision.actions] == ["GP", "the person"]
    assert made.decision.actions[0].due == "by 11 Jan 2027"
    assert "GP: Ring the person by 11 Jan 2027" in made.decision.read_back


def test_an_owner_is_a_role_or_nobody_by_name(page):
    def owner(name):
        action = Action("", page.item.meeting, ADA, "Repeat bloods", name)
        return on_the_wall(page, PLACE, None, (action,)).decision.actions[0].owner_role

    assert [owner(name) for name in ("", "GP", "Dr S. Rahman", "Dr Elsewhere")] == [
        "nobody yet", "GP", "GP", "owner named",
    ]  # fmt: skip


def test_a_name_is_not_shown_while_it_is_being_typed(page):
    from mdt_app.meeting.on_the_wall import wall_decision

    text = f"Ring {SURNAME} on 999 000 0018 today"
    for caret in range(len(text) + 1):
        made = wall_decision(page.record.person, PLACE, decided(page, text[:caret]), (), caret)
        shown = " ".join(texts(made))
        assert SURNAME[:2] not in shown.replace("Case", "")
        assert "999" not in shown
    assert shown.startswith("Ring the person on … today")


def test_of_a_very_long_text_the_end_is_shown_without_any_name(page):
    text = f"{SURNAME} " * 2000 + "and this at the end"
    made = on_the_wall(page, PLACE, decided(page, text))
    assert made.decision.words.endswith("and this at the end")
    assert len(made.decision.words) < 4000
    assert SURNAME not in made.decision.words


def test_nobodys_age_is_told_to_the_year(page):
    told = " ".join(trend.sentence for trend in on_the_wall(page, PLACE).trends)
    assert "58" not in told.replace("below 58", "").replace("at most 58", "")


@pytest.mark.parametrize(
    ("born", "band"),
    [((1968, 2, 14), "55–59"), ((1966, 11, 26), "60–64"), ((2024, 1, 1), "0–4"),
     ((1936, 11, 26), "90 or over"), ((1921, 1, 1), "90 or over")],
)  # fmt: skip
def test_ages_are_told_in_bands(born, band):
    assert age_band(person(born_on=date(*born)), TODAY) == band


@pytest.mark.parametrize(
    ("since", "words"),
    [((2026, 3, 1), "under 1 year"), ((2025, 11, 26), "1–4 years"), ((2021, 11, 26), "5–9 years"),
     ((2001, 7, 30), "20–29 years"), ((1990, 1, 1), "30 years or more")],
)  # fmt: skip
def test_how_long_is_told_in_bands(since, words):
    known = person(diabetes_type="type 2", diagnosed_on=date(*since))
    assert diabetes_words(known, TODAY) == f"Type 2 for {words}"


def test_what_is_not_recorded_is_said_in_words(page):
    bare = replace(page.record.person, sex="", diabetes_type="", diagnosed_on=None)
    made = on_the_wall(replace(page, record=replace(page.record, person=bare)), PLACE)
    assert made.sex == "Sex not recorded"
    assert made.diabetes == "Diabetes type not recorded, duration not recorded"


def test_what_cannot_be_answered_or_is_set_aside_is_counted(page):
    made = on_the_wall(replace(page, set_aside={page.answers[0].rule: None}), PLACE)
    assert "1 reason set aside" in made.besides
