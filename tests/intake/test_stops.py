"""Warnings that stop: a file that may be cut short or old is asked about before it is kept."""

from typing import NamedTuple

import pytest

from mdt_app.intake import taking_in
from mdt_app.intake.cells import Days, Practices
from mdt_app.intake.command import Command
from mdt_app.intake.importing import take_in
from mdt_app.intake.layouts import Recogniser, Surroundings
from mdt_app.intake.mending import mend
from mdt_app.intake.progress import Meter
from mdt_app.intake.rows import FileReport, Question
from mdt_app.intake.set_aside import set_aside_rows
from mdt_app.intake.stops import questions_that_stop, warn_of_old_files
from mdt_app.intake.tally import new_report
from mdt_app.intake.undo import undo_batch
from mdt_app.intake.wishes import Wishes
from tests.intake.conftest import PATIENTS, RESULTS, lines
from tests.intake.practice_extracts import extract, people, plain_list
from tests.invented import PRACTICES

HUNDRED = people(100)
OTHERS = people(30, "Y00002", first=100)


class Asked(NamedTuple):
    """What an import that is kept all the same would have asked first."""

    import_id: str
    files: list[FileReport]
    questions: list[tuple[str, Question]]

    @property
    def sentences(self) -> list[str]:
        return [question.heading for _file, question in self.questions]


@pytest.fixture
def ask(ws, files):
    """Takes in the files given as `name=text`, looking for warnings that stop."""

    def ask(**texts) -> Asked:
        wishes = Wishes(allow_test_numbers=True)
        recogniser = Recogniser(Surroundings(wishes, ws.today(), Practices({})))
        recognised = [recogniser.recognise(path) for path in files(**texts)]
        sources = [source_of() for several in recognised for source_of in several]
        reports = [new_report(source.name, source.layout) for source in sources]
        for source, report in zip(sources, reports, strict=True):
            report.columns = source.columns
        meter = Meter(None, [1] * len(sources))
        known = Practices(PRACTICES)
        command = Command(sources, reports, Days(ws.today()), known, meter, True)
        with taking_in.one_transaction(ws, "files taken in", is_kept=True) as writing:
            import_id = taking_in.run(writing, command, ws.user)
            warn_of_old_files(writing, command)
            questions = questions_that_stop(writing, command)
        return Asked(import_id, reports, [(tally.report.name, one) for tally, one in questions])

    return ask


def test_a_file_that_stops_is_kept_only_where_that_is_accepted(ws, files):
    (path,) = files(list=extract(HUNDRED[:5]) + "Complete results are available on request,,,,\n")
    for wishes, is_kept in (({}, False), ({"is_accepted": True}, True)):
        report = take_in(ws, [path], Wishes(allow_test_numbers=True, **wishes))
        assert report.committed is is_kept


def test_a_notice_in_the_file_stops_it_and_says_where(ask):
    text = extract(HUNDRED[:5]) + "Complete results are available on request,,,,,,,\n"
    asked = ask(list=text)
    ((name, question),) = asked.questions
    assert name == "list.csv"
    assert (question.topic, question.column, question.choices) == ("accept", "file", ("accept",))
    assert question.heading == (
        "list.csv may be cut short: Row 7 says “Complete results are available on request”."
    )


def test_each_notice_in_a_file_is_said(ask):
    notice = "Complete results are available on request,,,,,,,\n"
    asked = ask(
        list=extract(HUNDRED[:2]) + notice + extract(HUNDRED[2:4]).split("\n")[1] + "\n" + notice
    )
    said = "says “Complete results are available on request”."
    assert asked.sentences == [f"list.csv may be cut short: Row 4 {said} Row 6 {said}"]


def test_a_whole_file_stops_nothing(ask):
    assert ask(list=extract(HUNDRED)).questions == []
    assert ask(list=extract(HUNDRED, "2026-11-20")).questions == []


@pytest.mark.parametrize(("left", "stops"), [(89, True), (90, False), (91, False), (50, True)])
def test_more_than_one_in_ten_fewer_people_stop(ask, left, stops):
    ask(list=extract(HUNDRED))
    asked = ask(list=extract(HUNDRED[:left], "2026-11-20"))
    assert bool(asked.questions) == stops
    if stops:
        assert asked.sentences == [
            f"list.csv may be cut short: it names {left} people of Alder Road, and there were"
            " 100 on 26 Nov 2026."
        ]
        assert asked.questions[0][1].samples == ("100 on 26 Nov 2026", f"{left} now")


@pytest.mark.parametrize(("left", "stops"), [(21, False), (20, True)])
def test_in_a_short_list_ten_are_the_least(ask, left, stops):
    ask(list=extract(HUNDRED[:30]))
    assert bool(ask(list=extract(HUNDRED[:left], "2026-11-20")).questions) == stops


def test_one_person_left_is_called_one_person(ask):
    ask(list=extract(HUNDRED[:30]))
    assert ask(list=extract(HUNDRED[:1], "2026-11-20")).sentences == [
        "list.csv may be cut short: it names 1 person of Alder Road, and there were 30 on"
        " 26 Nov 2026."
    ]


def test_others_in_their_place_are_a_list_as_long(ask):
    ask(list=extract(HUNDRED[:50]))
    assert ask(list=extract(HUNDRED[50:], "2026-11-20")).questions == []


def test_each_practice_of_a_file_is_looked_at(ask):
    ask(list=extract([*HUNDRED, *OTHERS]))
    asked = ask(list=extract([*HUNDRED, *OTHERS[:15]], "2026-11-20"))
    assert asked.sentences == [
        "list.csv may be cut short: it names 15 people of Birch Lane, and there were 30 on"
        " 26 Nov 2026."
    ]


def test_a_list_in_several_files_is_counted_as_one_and_asked_about_once(ask):
    ask(one=extract(HUNDRED[:60]), two=extract(HUNDRED[60:]))
    halves = extract(HUNDRED[:50], "2026-11-20"), extract(HUNDRED[50:], "2026-11-20")
    assert ask(one=halves[0], two=halves[1]).questions == []
    asked = ask(one=extract(HUNDRED[:30], "2026-11-21"), two=extract(HUNDRED[30:60], "2026-11-21"))
    assert [name for name, _question in asked.questions] == ["one.csv"]
    assert "60 people of Alder Road" in asked.sentences[0]


def test_people_known_to_have_left_are_not_missed(ask):
    ask(list=extract(HUNDRED[:30]))
    rows = [
        f"{one.number},{one.surname},Ada,1950-02-14,female,Y00001,2026-11-01"
        for one in HUNDRED[:15]
    ]
    ask(patients=lines(f"{PATIENTS},left_on", *rows))
    assert ask(list=extract(HUNDRED[15:30], "2026-11-20")).questions == []


def test_rows_that_are_held_or_rejected_are_not_missing(ask):
    ask(list=extract(HUNDRED[:30]))
    spoilt = extract(HUNDRED[:30], "2026-11-20").replace("14-Feb-1950", "15-Feb-1950")
    asked = ask(list=spoilt)
    assert asked.files[0].counts["patients"].held == 30
    assert asked.questions == []


def test_the_very_same_file_never_stops(ask):
    short = extract(HUNDRED[:50]) + "Complete results are available on request,,,,,,,\n"
    assert len(ask(list=short).questions) == 1
    ask(list=extract(HUNDRED))
    assert ask(list=short).questions == []


def test_a_file_taken_in_and_undone_is_asked_about_again(ask, ws):
    text = extract(HUNDRED[:50]) + "Complete results are available on request,,,,,,,\n"
    undo_batch(ws, ask(list=text).import_id)
    assert len(ask(list=text).questions) == 1


def test_plain_files_stop_only_where_they_say_it_themselves(ask):
    results = [f"{one.number},hba1c,2026-01-05,58,mmol/mol," for one in HUNDRED]
    ask(patients=plain_list(HUNDRED), results=lines(RESULTS, *results))
    asked = ask(patients=plain_list(HUNDRED[:20]), results=lines(RESULTS, *results[:20]))
    assert asked.questions == []


# --- files without people of their own ---------------------------------------------------


def readings(some, taken_on="2026-11-01"):
    """Readings by number alone, as a search without names gives them."""
    return lines("NHS Number,HbA1c,HbA1c Date", *(f"{one.number},58,{taken_on}" for one in some))


def test_far_fewer_rows_stop_a_file_that_names_nobody(ask):
    ask(patients=plain_list(HUNDRED))
    assert ask(readings=readings(HUNDRED)).questions == []
    asked = ask(readings=readings(HUNDRED[:80], "2026-11-20"))
    assert asked.sentences == [
        "readings.csv may be cut short: it holds 80 entries, and readings.csv held 100 on"
        " 26 Nov 2026."
    ]


def test_every_entry_of_a_file_counts_whatever_became_of_it(ask):
    ask(patients=plain_list(HUNDRED))
    ask(readings=readings(HUNDRED))
    some = [
        readings(HUNDRED[:12]),  # the same
        *(
            readings(HUNDRED[first : first + 5], day)
            .replace(",58,", f",{value},")
            .partition("\n")[2]
            for first, day, value in (
                (12, "2026-11-20", "59"),
                (17, "", "60"),
                (22, "2026-11-20", ""),
            )
        ),
    ]
    held = [HUNDRED[50]._replace(surname="Held"), HUNDRED[50]._replace(surname="Other")]
    people = plain_list(held).replace("Other,Ada,1950", "Other,Ada,1951")
    some.append(readings(HUNDRED[50:51], "2026-11-20").partition("\n")[2])
    asked = ask(patients=people, readings="".join(some))
    counts = asked.files[1].counts["results"]
    assert (counts.same, counts.new, counts.rejected) == (12, 5, 5)
    assert (counts.no_value, counts.held) == (5, 1)
    assert asked.sentences == [
        "readings.csv may be cut short: it holds 28 entries, and readings.csv held 100 on"
        " 26 Nov 2026."
    ]
    assert asked.questions[0][1].samples == ("100 on 26 Nov 2026", "28 now")
    (only,) = ask(readings=readings(HUNDRED[:1], "2026-11-21")).sentences
    assert only.startswith("readings.csv may be cut short: it holds 1 entry, and")


def test_medicines_that_were_changed_count_too(ask):
    def issues(some, issued_on):
        rows = (f"{one.number},Metformin 500 mg tablets,{issued_on}" for one in some)
        return lines("NHS Number,Drug,Issue Date", *rows)

    ask(patients=plain_list(HUNDRED[:30]))
    ask(issues=issues(HUNDRED[:25], "2026-11-01"))
    asked = ask(issues=issues(HUNDRED[:20], "2026-11-20"))
    assert asked.files[0].counts["medicines"].changed == 20
    assert asked.questions == []


def test_corrected_rows_count_once(ask):
    ask(patients=plain_list(HUNDRED))
    ask(readings=readings(HUNDRED))
    corrected = readings(HUNDRED, "2026-11-01").replace(",58,", ",59,")
    assert ask(readings=corrected).files[0].counts["results"].superseded == 100
    assert ask(readings=readings(HUNDRED[:95], "2026-11-20")).questions == []


def test_rows_of_other_practices_or_under_other_headings_are_not_compared(ask):
    ask(patients=plain_list([*HUNDRED, *OTHERS]))
    ask(readings=readings(HUNDRED))
    assert ask(readings=readings(OTHERS[:5], "2026-11-20")).questions == []
    other = lines(
        "NHS Number,Cholesterol,Cholesterol Date",
        *(f"{one.number},4.1,2026-11-20" for one in HUNDRED[:5]),
    )
    assert ask(readings=other).questions == []


def test_headings_are_kept_as_they_stand_so_that_later_files_are_held_against_them(ask, ws):
    heading = "NHS Number,HbA1c,HbA1c Date,Größe"
    ask(readings=lines(heading, "9990000018,58,2026-11-01,"))
    with ws.vault.reading() as reading:
        ((kept,),) = reading.rows("SELECT headings FROM import_batch")
    assert kept == '["NHS Number", "HbA1c", "HbA1c Date", "Größe"]'


# --- practices ----------------------------------------------------------------------------


def test_a_practice_that_was_in_the_last_file_of_these_headings_is_missed(ask):
    ask(list=extract([*HUNDRED, *OTHERS]))
    asked = ask(list=extract(HUNDRED, "2026-11-20"))
    assert asked.sentences == [
        "list.csv may be cut short: nobody of Birch Lane is in it, and some were in list.csv on"
        " 26 Nov 2026."
    ]
    assert asked.questions[0][1].samples == ("Birch Lane",)


def test_of_many_practices_missed_three_are_shown(ask):
    codes = [*list(PRACTICES)[1:], "Y00009"]
    others = [one for place, ods in enumerate(codes) for one in people(1, ods, first=200 + place)]
    ask(list=extract([*HUNDRED[:3], *others]))
    (_list, question), *_more = ask(list=extract(HUNDRED[:3], "2026-11-20")).questions
    assert question.samples == tuple(PRACTICES[ods] for ods in codes[:3])
    assert "Dock View and Y00009 is in it" in question.heading


def test_a_practice_in_another_file_of_the_command_is_not_missed(ask):
    ask(list=extract([*HUNDRED, *OTHERS]))
    asked = ask(one=extract(HUNDRED, "2026-11-20"), two=extract(OTHERS, "2026-11-20"))
    assert asked.questions == []


def test_practices_that_sent_files_of_their_own_are_not_missed(ask):
    ask(one=extract(HUNDRED), two=extract(OTHERS))
    assert ask(one=extract(HUNDRED, "2026-11-20")).questions == []
    assert ask(two=extract(OTHERS, "2026-11-20")).questions == []


def test_a_practice_everybody_has_moved_away_from_is_not_missed(ask):
    ask(list=extract([*HUNDRED, *OTHERS]))
    moved = [one._replace(practice="Y00001") for one in OTHERS]
    assert ask(list=extract([*HUNDRED, *moved], "2026-11-20")).questions == []


def test_a_practice_missing_from_readings_is_missed_too(ask):
    ask(patients=plain_list([*HUNDRED, *OTHERS]))
    ask(readings=readings([*HUNDRED, *OTHERS]))
    asked = ask(readings=readings(HUNDRED, "2026-11-20"))
    assert [sentence[:57] for sentence in asked.sentences] == [
        "readings.csv may be cut short: nobody of Birch Lane is in"
    ]


# --- old files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("newest", "stops"),
    [
        ("2026-10-26", False),  # 31 days before: but newer than anything before
        ("2026-10-25", False),  # as new as before: the same export, corrected
        ("2026-10-24", True),
        ("2026-09-01", True),
    ],
)
def test_a_file_older_than_the_last_one_with_nothing_of_the_last_month_stops(ask, newest, stops):
    ask(list=extract(HUNDRED, "2026-10-25"))
    older = extract(HUNDRED, newest).replace(",58,", ",59,")
    asked = ask(list=older)
    assert bool(asked.questions) == stops
    if stops:
        day = "24 Oct 2026" if newest == "2026-10-24" else "1 Sep 2026"
        assert asked.sentences == [
            f"list.csv may be an old file: its newest day is {day}, and days up to 25 Oct 2026 were"
            " taken in before."
        ]
        assert asked.questions[0][1].samples == (day, "25 Oct 2026")


@pytest.mark.parametrize(("newest", "stops"), [("2026-10-27", False), ("2026-10-26", True)])
def test_days_of_the_last_thirty_are_never_old(ask, newest, stops):
    ask(list=extract(HUNDRED, "2026-11-20"))
    asked = ask(list=extract(HUNDRED, newest).replace(",58,", ",59,"))
    assert bool(asked.questions) == stops


def test_newer_days_of_another_layout_or_practice_do_not_make_a_file_old(ask):
    ask(patients=plain_list([*HUNDRED, *OTHERS]))
    ask(results=lines(RESULTS, f"{HUNDRED[0].number},hba1c,2026-11-20,58,mmol/mol,"))
    ask(list=extract(OTHERS, "2026-11-20"))
    ask(list=extract(HUNDRED, "2026-09-01"))
    assert ask(list=extract(HUNDRED, "2026-09-02")).questions == []


@pytest.mark.parametrize(("newest", "warns"), [("2025-11-26", False), ("2025-11-25", True)])
def test_a_very_old_first_file_only_warns(ask, newest, warns):
    asked = ask(list=extract(HUNDRED[:3], newest))
    assert asked.questions == []
    assert [w for w in asked.files[0].warnings if "old one" in w] == (
        ["The newest day in this file is 25 Nov 2025: it may be an old one."] if warns else []
    )


def test_an_old_plain_file_or_an_old_second_file_has_no_such_warning(ask):
    rows = [f"{one.number},hba1c,2020-01-05,58,mmol/mol," for one in HUNDRED]
    asked = ask(patients=plain_list(HUNDRED), results=lines(RESULTS, *rows))
    assert [warning for file in asked.files for warning in file.warnings] == []
    assert ask(list=extract(HUNDRED, "2020-01-05")).files[0].warnings == []


def test_mended_rows_never_stop(ask, ws):
    ask(list=extract(HUNDRED[:30]).replace("Exemplar4,Ada,14-Feb-1950", "Exemplar4,Ada,never"))
    with ws.vault.reading() as reading:
        (row,) = (row for row in set_aside_rows(reading) if row.section == "patients")
    cells = [cell.replace("never", "1950-02-14") for cell in row.cells]
    assert mend(ws, {row.id: cells}, Wishes(allow_test_numbers=True)).committed
    assert ask(list=extract(HUNDRED[:30], "2026-11-20")).questions == []
