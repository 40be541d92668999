"""Prepare and Follow up: every value of the record says where it is from, of that person only."""

from random import Random

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.actions import agree_action
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.values import Action, Meeting
from mdt_app.register.provenance import OfPerson, in_words
from mdt_app.ui.follow_up.screen import FollowUpScreen
from mdt_app.ui.follow_up.table import OWNER, PATIENT
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.provenance import Value
from mdt_app.ui.shell import Shell
from mdt_app.ui.sources import sources_of
from tests.invented import PRACTICES, TODAY
from tests.kept_list import cached_case_list
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE, take_everyone_in
from tests.ui.pointing import at_the_keyboard, point_at, press, said_by

LATER = f"nhs_number,kind,taken_on,value,unit\n{ADA},hba1c,2026-11-03,10.7,\n"
SOURCE = "results.csv, row {}, taken in 26 Nov 2026 by N. Patel"


@pytest.fixture
def taken_in(ws, tmp_path):
    """Six people, and a later file that corrected a value without a unit."""
    take_everyone_in(ws, tmp_path / "files")
    path = tmp_path / "later.csv"
    path.write_text(LATER, encoding="utf-8")
    assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    return ws


@pytest.fixture
def shell(taken_in, two_threads, qtbot):
    ws, working = taken_in, two_threads
    made = Shell(ws)
    qtbot.addWidget(made)

    def prepare():
        return PrepareScreen(PrepareController(ws, working.runner, working.saver))

    def follow_up():
        return FollowUpScreen(ws, working.runner, working.saver)

    made.add_screen("prepare", "Prepare", prepare)
    made.add_screen("follow_up", "Follow up", follow_up)
    made.show()
    made.activateWindow()
    yield made
    made.keep_what_is_typed()
    working.settle()


@pytest.fixture
def screen(shell, two_threads):
    shell.show_screen("prepare")
    two_threads.settle()
    made = shell.screen_shown
    made._show_everyone()
    go_to(made, ADA)
    return made


def go_to(screen, number):
    assert screen.open_person(number)
    screen.table.setFocus()


def cell(screen, number, column):
    place = screen.table.rows.place_of(lambda line: line.nhs_number == number)
    box = screen.table.visualRect(screen.table.rows.index(place, column))
    return box.translated(screen.table.viewport().pos())


def said(screen):
    return said_by(screen.where_from)


def test_the_key_says_where_the_latest_hba1c_of_the_marked_person_is_from(screen):
    press(Qt.Key.Key_I)
    assert said(screen) == [
        "HbA1c 93 mmol/mol on 3 Nov 2026",
        "later.csv, row 2, taken in 26 Nov 2026 by N. Patel",
        "In the file: 10.7",
        "Unit worked out: no unit in the file, 4 to 18 is read as %",
        "Read as: plain layout",
        "Corrected: 92 before, results.csv row 5",
    ]
    assert QApplication.focusWidget() is screen.table


def test_while_it_is_shown_the_arrows_step_through_the_line(screen):
    press(Qt.Key.Key_I, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert said(screen)[:2] == ["HbA1c 84 mmol/mol on 2 May 2026", SOURCE.format(4)]
    press(Qt.Key.Key_Home)
    assert said(screen)[0] == "Name Begum, Ada (Mrs)"
    press(Qt.Key.Key_Right)
    assert said(screen)[::2] == ["Born 14 Feb 1968", "Sex female"]
    assert screen.selected == ADA


def test_up_and_down_still_go_from_person_to_person_and_the_card_goes(screen):
    press(Qt.Key.Key_I, Qt.Key.Key_Down)
    assert said(screen) == []
    assert screen.selected != ADA
    press(Qt.Key.Key_I)
    assert screen.where_from.card.nhs_number == screen.selected


def test_the_pointer_reads_the_line_it_is_over_not_the_marked_one(screen):
    point_at(screen.table, cell(screen, CLEO, col.LATEST).center())
    assert said(screen)[:2] == ["HbA1c 88 mmol/mol on 30 Oct 2026", SOURCE.format(7)]
    point_at(screen.table, cell(screen, BRAM, col.TYPE).center())
    assert said(screen)[0] == "Diabetes type 2"
    assert screen.where_from.card.nhs_number == BRAM
    assert screen.selected == ADA


def test_each_point_of_the_small_line_is_its_own_result(screen):
    values = screen.table.values()
    trend = cell(screen, ADA, col.TREND)
    points = [v for v in values if v.is_stop and trend.contains(v.box.center())]
    said_of = []
    for value in points:
        point_at(screen.table, value.box.center())
        said_of.append(said(screen)[0].split()[1])
    assert said_of == ["70", "79", "84", "93"]


def test_a_reason_in_the_list_names_what_made_its_rule_fire(screen):
    chip = screen.table._delegate.chips(cell(screen, CLEO, col.WHY), line_of(screen, CLEO))[0][0]
    point_at(screen.table, chip.center())
    assert said(screen)[0].startswith("HbA1c 88 mmol/mol — ")
    assert said(screen)[1:] == [
        "HbA1c 88 mmol/mol on 30 Oct 2026",
        SOURCE.format(7),
        "In the file: 88",
        "Read as: plain layout",
    ]


def line_of(screen, number):
    return screen._controller.line(number)


def test_elsewhere_in_a_line_it_says_why_the_person_is_there(screen):
    point_at(screen.table, cell(screen, CLEO, col.READY).center())
    assert said(screen)[0].startswith("Why here: red flag")
    assert "Urgent: HbA1c 88 mmol/mol" in said(screen)


def test_the_panel_says_where_name_number_practice_and_reasons_are_from(screen):
    panel = screen.panel
    point_at(panel.name, QPoint(20, panel.name.height() // 2))
    assert said(screen)[0] == "Name Begum, Ada (Mrs)"
    panel.who.setFocus()
    press(Qt.Key.Key_I, Qt.Key.Key_End)
    assert said(screen)[:2] == ["Practice Y00001", SOURCE.format(2).replace("results", "patients")]
    press(Qt.Key.Key_Tab)
    reason = QApplication.focusWidget()
    assert reason.accessibleName().startswith("Urgent: HbA1c 93")
    press(Qt.Key.Key_I)
    assert said(screen)[0] == "Urgent: HbA1c 93 mmol/mol"
    told = [words for words in said(screen) if words.startswith("HbA1c ")]
    assert told == ["HbA1c 93 mmol/mol on 3 Nov 2026"]  # what made another rule fire is not its
    assert "Unit worked out: no unit in the file, 4 to 18 is read as %" in said(screen)


def test_what_the_record_cannot_answer_says_so(screen):
    screen.panel.flags.unknown_button.setChecked(True)
    rows = [row for row in screen.panel.flags._rows if row.isVisible()]
    rows[-1].setFocus()
    press(Qt.Key.Key_I)
    assert said(screen) == ["The record cannot answer this"]


def test_an_inferred_latest_value_is_marked_and_read_out(screen):
    index = screen.table.rows.index(
        screen.table.rows.place_of(lambda line: line.nhs_number == ADA), col.LATEST
    )
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Latest: 93, inferred"
    assert line_of(screen, ADA).is_latest_inferred
    assert not line_of(screen, CLEO).is_latest_inferred


def test_the_kept_list_remembers_which_values_were_inferred(taken_in):
    made = case_list(taken_in, TODAY)
    with taken_in.vault.reading() as reading:
        kept = cached_case_list(reading, TODAY)
    assert kept == made
    inferred = {c.person.nhs_number: c.hba1c_inferred for c in kept if c.hba1c_inferred}
    assert list(inferred) == [ADA]
    assert inferred[ADA] == (kept_day(kept, ADA),)


def kept_day(cases, number):
    return next(c.hba1c[-1][0] for c in cases if c.person.nhs_number == number)


def test_letters_typed_into_the_question_ask_for_nothing(screen):
    press(Qt.Key.Key_Q)
    QTest.keyClicks(at_the_keyboard(), "is it time")
    assert said(screen) == []
    assert screen.panel.question_edit.toPlainText() == "is it time"


def test_filtering_or_leaving_puts_the_card_away(screen, shell):
    press(Qt.Key.Key_I)
    assert said(screen)
    screen._narrow({"words": "begum"})
    assert said(screen) == []
    screen.table.setFocus()
    press(Qt.Key.Key_I)
    shell.show_screen("follow_up")
    assert said(screen) == []


def test_in_a_narrow_window_the_list_is_scrolled_to_the_value_and_back(screen, shell):
    shell.resize(683, 384)
    QTest.qWait(1)
    bar = screen.table.horizontalScrollBar()
    before = bar.value()
    press(Qt.Key.Key_I)
    ring, room = screen.where_from.card.ring.geometry(), screen.table.viewport()
    place = ring.translated(-room.mapTo(shell, QPoint(0, 0)))
    assert room.rect().adjusted(-3, -3, 3, 3).contains(place)
    assert bar.value() > before
    press(Qt.Key.Key_Escape)
    assert bar.value() == before


def test_200_steps_through_the_list_never_show_a_card_of_somebody_else(screen):
    chance = Random(7)
    seen = set()
    for _ in range(200):
        act = chance.choice(("down", "up", "key", "point", "panel", "open"))
        if act in ("down", "up"):
            screen.table.setFocus()
            press(Qt.Key.Key_Down if act == "down" else Qt.Key.Key_Up)
            assert said(screen) == []
        elif act == "key":
            screen.table.setFocus()
            press(Qt.Key.Key_I, chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Home)))
            assert not said(screen) or screen.where_from.card.nhs_number == screen.selected
        elif act == "panel":
            value = chance.choice(screen.panel.who.values())
            point_at(screen.panel.who, value.box.center())
            assert screen.where_from.card.nhs_number == screen.selected
        elif act == "open":
            go_to(screen, chance.choice(EVERYONE))
            assert said(screen) == []
        else:
            number = chance.choice(EVERYONE)
            box = cell(screen, number, chance.choice((col.AGE, col.LATEST, col.PATIENT)))
            point_at(screen.table, box.center())
            assert screen.where_from.card.nhs_number == number
        if said(screen):
            seen.add(screen.where_from.card.nhs_number)
    assert seen == set(EVERYONE)


HANA = "9990000077"
NEWCOMER = (
    f"nhs_number,surname,forename,born_on,sex,practice\n{HANA},Hall,Hana,1980-02-03,female,Y00001\n"
)
CODES = (
    f"nhs_number,kind,on\n{HANA},diagnosis_type_2,2003-02-01\n{HANA},diagnosis_type_1,2018-03-09\n"
)


def test_a_type_that_only_codes_say_leads_to_those_codes(ws, tmp_path):
    for name, text in (("people.csv", NEWCOMER), ("codes.csv", CODES)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    fields = ("diabetes_type", "diagnosed_on", "frailty")
    asked = tuple(OfPerson(HANA, field) for field in fields)
    found = sources_of(ws, Value(QRect(), HANA, asked), TODAY)
    assert [in_words(one)[0] for one in found] == [
        "Diagnosis of type 1 diabetes on 9 Mar 2018",
        "Diagnosis of type 2 diabetes on 1 Feb 2003",
        "Frailty not recorded",
    ]
    assert [(one.file_name, one.row) for one in found] == [
        ("codes.csv", 3),
        ("codes.csv", 2),
        ("people.csv", 2),
    ]


@pytest.fixture
def follow_up(taken_in, shell):
    asked = Meeting("", "Network 3 MDT", TODAY, "14:00", "Alder Road", tuple(PRACTICES))
    meeting = plan_meeting(taken_in, asked)
    for number in (ADA, ""):
        agree_action(
            taken_in,
            Action("", meeting.id, number, "Repeat ACR", "N. Patel", TODAY, practice="Y00001"),
        )
    shell.show_screen("follow_up")
    return shell.screen_shown


def place_in(screen, number):
    return screen.table.rows.place_of(lambda line: line.action.nhs_number == number)


def test_follow_up_says_where_it_is_from_whom_an_action_is_for(follow_up):
    table = follow_up.table
    table.setCurrentIndex(table.rows.index(place_in(follow_up, ADA), 0))
    table.setFocus()
    press(Qt.Key.Key_I)
    lines = said_by(follow_up.where_from)
    assert lines[::2] == ["Name Begum, Ada (Mrs)", "NHS number 999 000 0018"]
    press(Qt.Key.Key_Escape)
    index = table.rows.index(place_in(follow_up, ADA), PATIENT)
    point_at(table, table.visualRect(index).translated(table.viewport().pos()).center())
    assert said_by(follow_up.where_from) == lines
    point_at(follow_up.panel.number, QPoint(10, 5))
    assert said_by(follow_up.where_from)[0] == "NHS number 999 000 0018"


def test_what_was_entered_here_is_of_no_file(follow_up):
    table = follow_up.table
    index = table.rows.index(place_in(follow_up, ADA), OWNER)
    point_at(table, table.visualRect(index).translated(table.viewport().pos()).center())
    assert said_by(follow_up.where_from) == []
    table.setCurrentIndex(table.rows.index(place_in(follow_up, ""), 0))
    table.setFocus()
    press(Qt.Key.Key_I)
    assert said_by(follow_up.where_from) == []
