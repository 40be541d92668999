"""A month, once frozen, does not change; what else there is about it is shown openly."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdt_app.clinical.days import spoken
from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.intake.importing import take_in
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from mdt_app.measures.board import board, brought_up_to_date
from mdt_app.measures.entries import FROZEN_MONTH
from mdt_app.measures.months import (
    complete_months,
    freeze_months,
    frozen,
    month_end,
    months_to_freeze,
    restate_month,
)
from mdt_app.measures.since_frozen import why_changed
from mdt_app.vault.entries import all_entries
from tests.invented import TODAY, patient_in
from tests.measures.conftest import EAST, NDA, NOVEMBER, OCTOBER, SEPTEMBER, merge

BIRTHDAYS = st.dates(date(1960, 1, 1), date(1990, 1, 1))


def months_of(ws, set_name=EAST):
    with ws.vault.reading() as reading:
        return frozen(reading, set_name)


def hba1c(found, group=""):
    figure = found.figures.of("hba1c-58", group)[""]
    return figure.numerator, figure.denominator


def last_point(shown, measure="hba1c-58"):
    return next(line for line in shown.lines if line.measure.id == measure).months[-1]


def test_a_month_is_frozen_with_every_figure_and_nobody(ws, six_people):
    (month,) = freeze_months(ws, EAST, [OCTOBER])
    assert hba1c(month) == (3, 6)
    assert month.people == 6
    assert set(month.figures.of("hba1c-58", "")) == {"", "Y00001", "Y00002", "Y00003", "Y00004"}
    with ws.vault.reading() as reading:
        (entry,) = all_entries(reading, FROZEN_MONTH)
    assert entry.payload["set"] == EAST
    assert entry.payload["version"] == month.version == "2026.1"
    assert entry.payload["month"] == "2026-10-31"
    assert entry.about == ""
    assert not patient_in(str(entry.payload))
    assert "Exemplar" not in str(entry.payload)


def test_freezing_twice_is_refused_kindly_and_changes_nothing(ws, six_people, add):
    freeze_months(ws, EAST, [OCTOBER])
    add("9990000077", results={Kind.HBA1C: {"2026-10-01": 40.0}})
    with pytest.raises(UserError, match="October 2026 is frozen already, on ") as said:
        freeze_months(ws, EAST, [SEPTEMBER, OCTOBER])
    assert "restate it and say why" in said.value.hint
    assert list(months_of(ws)) == [OCTOBER]
    assert hba1c(months_of(ws)[OCTOBER]) == (3, 6)


@pytest.mark.parametrize(
    ("day", "words"),
    [(NOVEMBER, "November 2026 has not ended yet"), (date(2026, 10, 30), "not the last day")],
)
def test_only_whole_months_that_have_ended_are_frozen(ws, six_people, day, words):
    with pytest.raises(UserError, match=words):
        freeze_months(ws, EAST, [day])
    assert months_of(ws) == {}


def test_a_month_has_ended_on_the_day_after_its_last():
    assert complete_months(date(2026, 11, 30))[-1] == OCTOBER
    assert complete_months(date(2026, 12, 1))[-1] == NOVEMBER
    assert len(complete_months(TODAY)) == 24
    assert complete_months(TODAY)[0] == date(2024, 11, 30)
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29)


def test_months_are_offered_from_the_first_with_a_result(ws, six_people):
    with ws.vault.reading() as reading:
        offered = months_to_freeze(reading, EAST, TODAY)
    assert offered[0] == date(2024, 12, 31)
    assert offered[-1] == OCTOBER
    assert len(offered) == 23
    freeze_months(ws, EAST, [SEPTEMBER])
    with ws.vault.reading() as reading:
        assert SEPTEMBER not in months_to_freeze(reading, EAST, TODAY)
        assert SEPTEMBER in months_to_freeze(reading, NDA, TODAY)


def test_no_month_is_offered_where_there_is_no_result(ws):
    with ws.vault.reading() as reading:
        assert months_to_freeze(reading, EAST, TODAY) == ()


def test_what_is_dated_after_the_month_does_not_touch_it(ws, add):
    add("9990000018", results={Kind.HBA1C: {"2026-09-30": 50.0, "2026-10-01": 70.0}})
    september, october = freeze_months(ws, EAST, [SEPTEMBER, OCTOBER])
    assert hba1c(september) == (1, 1)
    assert hba1c(october) == (0, 1)


def test_a_frozen_month_says_what_it_would_be_now_and_why(ws, six_people, add):
    freeze_months(ws, EAST, [SEPTEMBER, OCTOBER])
    add(
        "9990000077",
        "Latecomer",
        results={Kind.HBA1C: {"2026-10-31": 40.0, "2026-11-01": 90.0}},
        events={"2026-10-02": "care_plan_agreed"},
    )
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    point = last_point(shown)
    assert (point.figure.numerator, point.figure.denominator) == (3, 6)
    assert (point.now.numerator, point.now.denominator) == (4, 7)
    assert point.why == (
        "invented.csv, taken in on 20 Nov 2026 by N. Patel, brought 1 result and 2 events"
        " dated up to 31 Oct 2026 and described 1 person.",
    )
    assert shown.is_frozen
    assert shown.people == 6
    assert not shown.is_stale
    assert (
        "2 frozen months, October 2026 the latest, would be other figures now; they stay as issued."
        in shown.notices
    )


LATE_PERSON = """nhs_number,surname,forename,born_on,sex,practice,diabetes_type
9990000077,Leaver,Ann,1960-03-01,female,Y00001,type 2
"""
LATE_RESULTS = """nhs_number,kind,taken_on,value,unit
9990000077,hba1c,2026-10-01,40,mmol/mol
9990000077,hba1c,2026-11-02,41,mmol/mol
"""


@pytest.fixture
def late_files(tmp_path):
    """One more person with a result in October and one in November, as a practice sends them."""
    for name, text in (("patients.csv", LATE_PERSON), ("results.csv", LATE_RESULTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / "patients.csv", tmp_path / "results.csv"]


ALLOWED = Wishes(allow_test_numbers=True, is_accepted=True)


def test_files_taken_in_since_are_named_with_what_they_brought(ws, six_people, late_files):
    freeze_months(ws, EAST, [OCTOBER])
    assert take_in(ws, late_files, ALLOWED).committed
    on = spoken(TODAY)
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    why = [reason.replace(_written_today(reason), on) for reason in last_point(shown).why]
    assert why == [
        f"patients.csv, taken in on {on} by N. Patel, described 1 person.",
        f"results.csv, taken in on {on} by N. Patel, brought 1 result dated up to 31 Oct 2026.",
    ]


def test_files_taken_back_are_named_with_what_they_had_brought(ws, six_people, late_files):
    report = take_in(ws, late_files, ALLOWED)
    freeze_months(ws, EAST, [OCTOBER])
    undo_batch(ws, report.import_id)
    point = last_point(brought_up_to_date(ws, EAST, OCTOBER))
    assert (point.figure.numerator, point.figure.denominator) == (4, 7)
    assert (point.now.numerator, point.now.denominator) == (3, 6)
    on = spoken(TODAY)
    assert [reason.replace(_written_today(reason), on) for reason in point.why] == [
        f"patients.csv was taken back on {on}; it had described 1 person.",
        f"results.csv was taken back on {on}; it had brought 1 result dated up to 31 Oct 2026.",
    ]


def _written_today(sentence):
    """The day the machine had, which is not the test's."""
    return re.search(r"(?<= on )\d+ \w+ \d{4}(?=[ ;])", sentence)[0]


def test_only_what_came_in_after_a_month_was_frozen_is_named(ws, six_people, add):
    freeze_months(ws, EAST, [SEPTEMBER])
    add("9990000077", results={Kind.HBA1C: {"2026-09-01": 40.0}})
    freeze_months(ws, EAST, [OCTOBER])
    add("9990000085", results={Kind.HBA1C: {"2026-10-01": 40.0}})
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    line = next(line for line in shown.lines if line.measure.id == "hba1c-58")
    assert [len(point.why) for point in line.months[-2:]] == [2, 1]
    assert "2026" in line.months[-1].why[0]


def test_a_measure_that_would_be_the_same_says_nothing(ws, six_people, add):
    freeze_months(ws, EAST, [OCTOBER])
    with ws.vault.writing(ws.user, "a result that only the HbA1c rests on") as writing:
        writing.execute("UPDATE result SET value = 51 WHERE value = 70 AND taken_on > 739000")
        writing.execute("UPDATE import_batch SET imported_at = '2026-11-21T09:00:00+00:00'")
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    assert last_point(shown).now is not None
    assert last_point(shown, "care-plan").now is None
    assert last_point(shown, "care-plan").why == ()


def test_another_version_of_the_set_is_named_as_the_reason(ws, six_people):
    (month,) = freeze_months(ws, EAST, [OCTOBER])
    with ws.vault.reading() as reading:
        why = why_changed(reading, [month], "2027.1")
    assert why == {OCTOBER: ("The set is version 2027.1 now; the month was frozen under 2026.1.",)}


def test_a_file_taken_in_while_counting_is_counted_too(ws, six_people):
    coming = ["9990000077"]

    def progress(_done, _total):
        if coming:
            put_one_more(ws, coming.pop())

    (month,) = freeze_months(ws, EAST, [OCTOBER], progress)
    assert hba1c(month) == (4, 7)


def test_files_that_keep_coming_stop_the_freezing_and_nothing_is_frozen(ws, six_people):
    coming = ["9990000077", "9990000085", "9990000093"]

    def progress(_done, _total):
        put_one_more(ws, coming.pop())

    with pytest.raises(UserError, match="while the measures were being counted"):
        freeze_months(ws, EAST, [OCTOBER], progress)
    assert months_of(ws) == {}


def test_a_file_that_comes_at_the_last_moment_stops_it_too(ws, six_people, monkeypatch):
    from mdt_app.measures import months

    had_brought = months._had_brought

    def at_the_last_moment(rows, wanted):
        found = had_brought(rows, wanted)
        rows.let_writers_in()
        put_one_more(ws)
        return found

    monkeypatch.setattr(months, "_had_brought", at_the_last_moment)
    with pytest.raises(UserError, match="Nothing was frozen"):
        freeze_months(ws, EAST, [OCTOBER])
    assert months_of(ws) == {}


def test_where_nothing_came_in_nothing_is_said(ws, six_people):
    freeze_months(ws, EAST, [OCTOBER])
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    point = last_point(shown)
    assert point.now is None
    assert point.why == ()
    assert shown.notices == ()


def test_a_restatement_takes_its_place_with_a_reason_and_both_are_shown(ws, six_people, add):
    (first,) = freeze_months(ws, EAST, [OCTOBER])
    add("9990000077", results={Kind.HBA1C: {"2026-10-31": 40.0}})
    again = restate_month(ws, EAST, OCTOBER, " A list came late. ")
    assert hba1c(again) == (4, 7)
    assert again.reason == "A list came late."
    assert [(old.entry, old.is_restated) for old in again.also] == [(first.entry, True)]
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    point = last_point(shown)
    assert point.now is None
    assert point.reason == "A list came late."
    (issued,) = point.also
    assert issued.words.startswith("50.0 % (3 of 6), frozen ")
    assert issued.words.endswith(" by N. Patel, restated since")
    assert any(n.startswith("October 2026 was restated on ") for n in shown.notices)


def test_a_restatement_needs_a_reason_and_a_frozen_month(ws, six_people):
    with pytest.raises(UserError, match="with a reason only"):
        restate_month(ws, EAST, OCTOBER, "  ")
    with pytest.raises(UserError, match="not frozen yet"):
        restate_month(ws, EAST, OCTOBER, "because")
    assert months_of(ws) == {}


def test_of_two_laptops_the_earliest_stands_and_the_other_is_shown(ws, six_people, other_laptop):
    (theirs,) = freeze_months(other_laptop, EAST, [OCTOBER])
    put_one_more(ws)
    (ours,) = freeze_months(ws, EAST, [OCTOBER])
    merge(ws, other_laptop)
    now = months_of(ws)[OCTOBER]
    assert now.entry == theirs.entry
    assert [other.entry for other in now.also] == [ours.entry]
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    (issued,) = last_point(shown).also
    assert issued.words.startswith("57.1 % (4 of 7), frozen ")
    assert issued.words.endswith("on another laptop")
    assert any("frozen on another laptop too, with other figures" in n for n in shown.notices)
    (why,) = last_point(shown).why
    assert why.startswith("It was frozen on another laptop, by S. Okafor on ")


def test_two_laptops_with_the_same_figures_have_nothing_to_say(ws, six_people, other_laptop):
    freeze_months(other_laptop, EAST, [OCTOBER])
    freeze_months(ws, EAST, [OCTOBER])
    merge(ws, other_laptop)
    shown = brought_up_to_date(ws, EAST, OCTOBER)
    assert last_point(shown).also == ()
    assert shown.notices == ()


def test_a_restatement_stands_before_another_laptops_month(ws, six_people, other_laptop):
    (theirs,) = freeze_months(other_laptop, EAST, [OCTOBER])
    (ours,) = freeze_months(ws, EAST, [OCTOBER])
    put_one_more(ws)
    restated = restate_month(ws, EAST, OCTOBER, "late")
    merge(ws, other_laptop)
    assert months_of(ws)[OCTOBER].entry == restated.entry
    assert {o.entry for o in months_of(ws)[OCTOBER].also} == {ours.entry, theirs.entry}
    settled = restate_month(ws, EAST, OCTOBER, "settled")
    assert all(other.is_restated for other in settled.also)
    assert len(settled.also) == 3


def put_one_more(ws, number="9990000077", on="2026-10-31"):
    from tests.meeting.conftest import put_person

    put_person(ws, number, "Newcomer", results={Kind.HBA1C: {on: 40.0}})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.dates(date(2025, 1, 1), TODAY), st.integers(30, 120)), max_size=4),
    BIRTHDAYS,
)
def test_whatever_is_taken_in_afterwards_the_frozen_month_stays(ws, add, results, born_on):
    with ws.vault.reading() as reading:
        known = [number for (number,) in reading.rows("SELECT nhs_number FROM patient")]
    if not known:
        add("9990000018", results={Kind.HBA1C: {"2026-09-01": 50.0}})
        freeze_months(ws, EAST, [OCTOBER])
    before = months_of(ws)[OCTOBER].figures.all()
    number = next(n for n in numbers() if n not in known and n != "9990000018")
    given_results = {Kind.HBA1C: {day.isoformat(): float(value) for day, value in results}}
    add(number, results=given_results, born_on=born_on.toordinal())
    assert months_of(ws)[OCTOBER].figures.all() == before
    assert hba1c(months_of(ws)[OCTOBER]) == (1, 1)
    point = last_point(brought_up_to_date(ws, EAST, OCTOBER))
    assert (point.figure.numerator, point.figure.denominator) == (1, 1)
    assert point.now is not None
    assert point.why


def numbers():
    from tests.bench.invented_store import numbers as listed

    return listed()


def test_a_board_with_nothing_kept_still_shows_a_frozen_month(ws, six_people, add):
    freeze_months(ws, EAST, [OCTOBER])
    shown = board(ws, EAST, OCTOBER)
    assert shown.is_frozen
    assert shown.frozen_on is not None
    assert last_point(shown).figure.numerator == 3
