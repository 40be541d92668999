"""What Meet says and works out, without a window."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.values import AgendaItem, Decision, Nomination
from mdt_app.register.values import Person
from mdt_app.ui.meet.agenda_lines import Listed, agenda_lines, progress_words
from mdt_app.ui.meet.case_state import Agreement, agreement_of
from mdt_app.ui.meet.choosing import toggled
from mdt_app.ui.meet.day_words import day_of
from mdt_app.ui.meet.side_panel import saved_words
from mdt_app.ui.meet.timing import CaseClock, finish_at
from mdt_app.ui.meet.words import background_runs, identity_runs, matters_runs
from tests.meeting.test_trends import ON, record

TODAY = date(2026, 11, 26)


def said(runs):
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11 Jan", date(2027, 1, 11)),
        ("11 january", date(2027, 1, 11)),
        ("28 nov", date(2026, 11, 28)),
        ("26/11", date(2026, 11, 26)),
        ("11/1/27", date(2027, 1, 11)),
        ("11.01.2027", date(2027, 1, 11)),
        ("2027-01-11", date(2027, 1, 11)),
        ("+14", date(2026, 12, 10)),
        ("14d", date(2026, 12, 10)),
        ("6w", date(2027, 1, 7)),
        ("6 weeks", date(2027, 1, 7)),
        ("3m", date(2027, 2, 26)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, day):
    assert day_of(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31 feb", "32/1", "soon", "1/13", "11 Foo", "12/25/2026"])
def test_what_is_no_day_is_told(typed):
    with pytest.raises(UserError):
        day_of(typed, TODAY)


def test_the_banner_says_everything_that_tells_people_apart():
    person = record().person
    assert said(identity_runs(person, ON)).split("     ") == [
        "BEGUM, Ada",
        "Born 14-Feb-1968 (58y)",
        "Female",
        "NHS No. 999 000 0018",
    ]


def test_the_banner_says_what_is_not_known_in_words():
    words = said(background_runs(record().person))
    for missing in (
        "Diabetes type not recorded",
        "diagnosis date not recorded",
        "Ethnic category not recorded",
        "Language not recorded",
        "Frailty not recorded",
    ):
        assert missing in words


def test_the_banner_says_who_has_died_or_left():
    dead = Person(1, "9990000018", "Begum", "Ada", "", date(1968, 2, 14), "", "Y1",
                  died_on=date(2026, 3, 1))  # fmt: skip
    words = said(identity_runs(dead, ON))
    assert "DIED 01-Mar-2026" in words
    assert "Sex not recorded" in words


def test_an_interpreter_and_a_language_are_named():
    person = Person(1, "9990000018", "Begum", "Ada", "", date(1968, 2, 14), "female", "Y1",
                    ethnic_category="K", language="Sylheti", interpreter=True, frailty="none",
                    diabetes_type="type 2", diagnosed_on=date(2011, 5, 3))  # fmt: skip
    words = said(background_runs(person))
    assert words == ("Type 2 since 2011     Bangladeshi     Interpreter: Sylheti     Not frail")


def test_what_matters_is_asked_of_the_person_it_is_about():
    assert said(matters_runs(record().person, Nomination(""))) == (
        "What matters to her: not recorded"
    )


def decision(choices=("intensify",), words="Start"):
    return Decision("d", "m", "n", choices, words, datetime(2026, 11, 26, 14, tzinfo=UTC), "me")


def test_a_draft_newer_than_the_decision_is_what_is_being_agreed():
    assert agreement_of(decision(), "Start dapagliflozin", 5).words == "Start dapagliflozin"
    assert agreement_of(decision(), "Start dapagliflozin", 5).saved_at is None


def test_a_draft_that_says_the_same_is_recorded():
    assert agreement_of(decision(), " Start ", 0).saved_at is not None


def test_choices_toggle_and_keep_their_details():
    assert toggled((), "refer", None) == ("refer",)
    assert toggled(("refer",), "refer", " renal ") == ("refer:renal",)
    assert toggled(("intensify", "refer:renal"), "refer", "eyes") == ("intensify", "refer:eyes")
    assert toggled(("refer:renal",), "refer", None) == ()
    assert toggled((), "refer", "renal") == ()


def test_how_far_it_is_kept_is_always_said():
    at = datetime(2026, 11, 26, 14, 12, 31, tzinfo=UTC)
    assert saved_words(Agreement()) == ""
    assert saved_words(Agreement(words="a")) == "not recorded yet"
    assert saved_words(Agreement(words="a", kept_at=at)).startswith("draft kept ")
    assert saved_words(Agreement(words="a", kept_at=at, saved_at=at)).startswith("saved ")


def test_each_case_has_its_own_time():
    now = [0.0]
    clock = CaseClock(lambda: now[0])
    clock.show("a")
    now[0] = 60
    clock.show("b")
    now[0] = 90
    clock.show("a")
    now[0] = 100
    assert (clock.spent("a"), clock.spent("b"), clock.spent("c")) == (70, 30, 0)


def test_the_end_is_never_before_now():
    now = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
    assert finish_at(now, 15, 5, 120) == now + timedelta(minutes=18)
    assert finish_at(now, 0, 5, 900) == now
    assert finish_at(now, 15, 5, 900) == now + timedelta(minutes=15), "the others keep their time"


def test_cases_stand_under_their_practice():
    person = record().person
    item = AgendaItem("i", "m", person.nhs_number, 1, "deferred", "bloods awaited")
    listed = Listed(
        {person.nhs_number: person}, {"Y1": "Alder Road"}, {person.nhs_number: "eGFR 27"}
    )
    heading, case = agenda_lines([item], listed)
    assert (heading.words, heading.item) == ("Alder Road · 1", None)
    assert (case.words, case.detail) == ("Begum, Ada", "deferred: bloods awaited")
    assert case.said == "Deferred: Begum, Ada. deferred: bloods awaited"
    assert progress_words([item]) == "Discussed 0 · deferred 1 · to go 0"


def test_somebody_whose_record_is_gone_is_still_on_the_list():
    lines = agenda_lines([AgendaItem("i", "m", "9990000018", 1)], Listed({}, {}, {}))
    assert lines[1].words == "Record not in this store"


def test_cases_that_come_before_their_practices_turn_stand_first_and_say_whose_they_are():
    names = {"Y00001": "Alder Road", "Y00002": "Birch Lane"}
    found = {number: Person(1, number, "Begum", "Ada", "", date(1968, 2, 14), "female", ods)
             for number, ods in (
        ("9990000018", "Y00001"), ("9990000034", "Y00002"), ("9990000026", "Y00001"),
        ("9990000042", "Y00002"),
    )}  # fmt: skip
    items = [AgendaItem(n, "m", n, place) for place, n in enumerate(found, start=1)]
    lines = agenda_lines(items, Listed(found, names, {}))
    assert [line.words for line in lines if line.item is None] == [
        "First · 2", "Alder Road · 1", "Birch Lane · 1",
    ]  # fmt: skip
    assert [line.detail for line in lines if line.item is not None][:2] == [
        "Alder Road", "Birch Lane",
    ]  # fmt: skip
    own_order = agenda_lines(items[2:], Listed(found, names, {}))
    assert [line.words for line in own_order if line.item is None] == [
        "Alder Road · 1", "Birch Lane · 1",
    ]  # fmt: skip
