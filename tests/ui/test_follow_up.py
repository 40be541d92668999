"""Follow up: lines, the state behind the screen, and the screen at the keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from mdt_app.errors import UserError
from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.actions import agree_action, all_actions, complete_action, withdraw_action
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import end_meeting, meetings, plan_meeting, start_meeting
from mdt_app.meeting.values import Action, Meeting
from mdt_app.ui.follow_up import controller as follow_up
from mdt_app.ui.follow_up.controller import FollowUpController
from mdt_app.ui.follow_up.lines import (
    SEGMENTS,
    ActionFilter,
    Names,
    count_in,
    filtered,
    line_of,
    owners,
)
from mdt_app.ui.follow_up.screen import FollowUpScreen
from mdt_app.ui.follow_up.table import COLUMNS, DUE, RECORD, ActionsTable
from mdt_app.ui.theme import apply_theme
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.explaining import StoreBusyError
from tests.invented import PRACTICES, TODAY
from tests.ui.network import (
    ADA,
    BRAM,
    FAYE,
    RESULTS,
    collected,
    nameless,
    take_everyone_in,
    threads,
    write_files,
)

MEETING_DAY = date(2026, 9, 17)
NAMES = Names({ADA: "Begum, Ada"}, PRACTICES, {"m": MEETING_DAY}, TODAY)


def line(due_in=None, **more):
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    given = {"id": "a", "meeting": "m", "nhs_number": ADA, "words": "Repeat ACR", **more}
    return line_of(Action(due_on=due_on, **given), NAMES)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (line(due_in=-12), "14 Nov 2026 · overdue 12 days"),
        (line(due_in=-1), "25 Nov 2026 · overdue 1 day"),
        (line(due_in=0), "26 Nov 2026 · today"),
        (line(due_in=8), "4 Dec 2026"),
        (line(), "no day set"),
        (line(due_in=-9, state="done", done_on=TODAY), "done 26 Nov 2026"),
        (line(due_in=-9, state="withdrawn"), "will not be done"),
    ],
)
def test_a_line_says_when_it_is_due_and_how_late(made, words):
    assert made.due_words == words


def test_what_is_done_or_withdrawn_is_not_late():
    assert line(due_in=-9, state="done").days_late is None
    assert line(due_in=-9, state="withdrawn").days_late is None


def test_a_practice_action_says_so_in_place_of_a_patient():
    assert line(nhs_number="", audience="practice").patient == "for the practice"


def test_a_person_who_is_not_in_the_store_is_not_taken_for_a_practice():
    assert line(nhs_number=BRAM).patient == "not in this store"


def test_an_action_without_owner_can_be_found_by_that():
    lines = [line(), line(owner="DSN team", due_in=3)]
    assert [owner for owner, _words in owners(lines)] == ["DSN team", "no owner"]
    assert filtered(lines, ActionFilter(owner="no owner")) == lines[:1]


def test_the_counts_beside_the_segments_are_what_they_show():
    lines = [line(due_in=-3), line(due_in=3), line(state="done"), line(state="withdrawn")]
    counts = [count_in(lines, code) for code, _words in SEGMENTS]
    assert counts == [2, 1, 0, 1, 4]
    for code, _words in SEGMENTS:
        assert len(filtered(lines, ActionFilter(segment=code))) == count_in(lines, code)


def test_words_are_found_in_what_whom_and_owner():
    lines = [line(owner="DSN team"), line(words="Podiatry", nhs_number="")]
    assert filtered(lines, ActionFilter(words="begum acr")) == lines[:1]
    assert filtered(lines, ActionFilter(words="dsn")) == lines[:1]
    assert filtered(lines, ActionFilter(words="podiatry practice")) == lines[1:]


@pytest.fixture
def working(qapp):
    apply_theme(qapp)
    with threads() as made:
        yield made


@pytest.fixture
def agreed(ws, tmp_path):
    """Four actions: one overdue, one due later, one for a practice, one done."""
    take_everyone_in(ws, tmp_path / "f")
    meeting = plan_meeting(ws, Meeting("", "Network 3 MDT", MEETING_DAY))

    def agree(words, due_in, **more):
        given = {"nhs_number": ADA, "owner": "N. Patel", **more}
        due_on = TODAY + timedelta(days=due_in)
        return agree_action(ws, Action(meeting=meeting.id, words=words, due_on=due_on, **given))

    late = agree("Repeat ACR", -12)
    later = agree("Book eye screening", 8, nhs_number=BRAM, owner="DSN team")
    teach = agree(
        "Teach the team", 30, nhs_number="", audience="practice", practice="Y00002",
        category="education",
    )  # fmt: skip
    done = agree("Podiatry referral", -20)
    complete_action(ws, done.id, TODAY - timedelta(days=3), "by letter")
    return {"late": late.id, "later": later.id, "teach": teach.id, "done": done.id}


@pytest.fixture
def controller(ws, agreed, working):
    made = FollowUpController(ws, working.runner, working.saver)
    made.load()
    return made


def now(ws, action_id):
    with ws.vault.reading() as reading:
        return next(action for action in all_actions(reading) if action.id == action_id)


def test_the_most_overdue_comes_first_and_is_looked_at(controller, agreed):
    assert [line.action.id for line in controller.shown] == [
        agreed["late"], agreed["later"], agreed["teach"],
    ]  # fmt: skip
    assert controller.selected == agreed["late"]
    assert controller.shown[0].agreed_on == MEETING_DAY


def test_marking_done_keeps_day_and_note_and_goes_to_the_next(ws, controller, agreed, working):
    marked = collected(controller.marked)
    controller.texts.type((agreed["late"], "note"), "sent on Monday", 3)
    controller.mark_done(agreed["late"], TODAY - timedelta(days=2))
    working.settle()
    action = now(ws, agreed["late"])
    assert (action.state, action.note) == ("done", "sent on Monday")
    assert action.done_on == TODAY - timedelta(days=2)
    assert controller.selected == agreed["later"]
    assert [done.id for done in marked] == [agreed["late"]]


def test_done_is_done_today_unless_said_otherwise(ws, controller, agreed, working):
    controller.mark_done(agreed["late"])
    working.settle()
    assert now(ws, agreed["late"]).done_on == TODAY


def test_a_note_stays_with_its_action(ws, controller, agreed, working):
    controller.texts.type((agreed["late"], "note"), "about the ACR", 3)
    controller.select(agreed["later"])
    assert controller.note_of(agreed["later"]) == ("", 0)
    controller.mark_done(agreed["later"])
    working.settle()
    assert now(ws, agreed["later"]).note == ""
    assert controller.note_of(agreed["late"]) == ("about the ACR", 3)


def test_a_note_half_typed_is_kept_and_forgotten_once_recorded(ws, controller, agreed, working):
    place = f"follow up/{agreed['late']}/note"
    controller.texts.type((agreed["late"], "note"), "sent", 4)
    controller.leave()
    assert kept_draft(ws.vault, place).text == "sent"
    controller.mark_done(agreed["late"])
    working.settle()
    assert kept_draft(ws.vault, place) is None


def test_a_mark_that_could_not_be_saved_is_not_shown_and_its_note_is_not_lost(
    ws, controller, agreed, working
):
    failed = collected(controller.failed)
    controller.texts.type((agreed["late"], "note"), "sent on Monday", 3)
    ws.vault.is_read_only = True
    controller.mark_done(agreed["late"])
    working.settle()
    ws.vault.is_read_only = False
    assert [type(error) for error in failed] == [UserError]
    assert controller.line(agreed["late"]).is_open
    assert controller.note_of(agreed["late"])[0] == "sent on Monday"
    assert controller.undo() == ""


def test_undo_opens_it_again_and_a_second_undo_has_nothing(ws, controller, agreed, working):
    controller.mark_done(agreed["late"])
    working.settle()
    assert controller.undo() == "Repeat ACR"
    working.settle()
    assert now(ws, agreed["late"]).state == "open"
    assert controller.undo() == ""


def test_undo_of_opening_again_brings_day_and_note_back(ws, controller, agreed, working):
    controller.mark_open(agreed["done"])
    working.settle()
    assert now(ws, agreed["done"]).state == "open"
    controller.undo()
    working.settle()
    action = now(ws, agreed["done"])
    assert (action.done_on, action.note) == (TODAY - timedelta(days=3), "by letter")


def test_undo_leaves_a_note_half_typed_alone(ws, controller, agreed, working):
    controller.mark_open(agreed["done"])
    working.settle()
    controller.texts.type((agreed["done"], "note"), "rang again", 10)
    controller.undo()
    working.settle()
    assert now(ws, agreed["done"]).note == "by letter"
    assert controller.note_of(agreed["done"])[0] == "rang again"
    controller.leave()
    assert kept_draft(ws.vault, f"follow up/{agreed['done']}/note").text == "rang again"


def test_a_mark_waits_for_its_turn_while_an_import_holds_the_file(
    ws, controller, agreed, working, monkeypatch
):
    tries = []

    def busy_once(*given):
        tries.append(given)
        if len(tries) < 2:
            raise StoreBusyError("The store was busy.", "Wait.")
        return complete_action(*given)

    monkeypatch.setattr(follow_up, "complete_action", busy_once)
    failed = collected(controller.failed)
    controller.mark_done(agreed["late"])
    working.settle()
    assert failed == []
    assert now(ws, agreed["late"]).state == "done"


def test_marking_twice_is_marking_once(ws, controller, agreed, working):
    controller.mark_done(agreed["late"])
    working.settle()
    controller.mark_done(agreed["late"])
    working.settle()
    assert controller.undo() == "Repeat ACR"
    assert controller.undo() == ""
    working.settle()


def test_filters_narrow_together(controller, agreed):
    controller.narrow(segment="all", practice="Y00002")
    assert [line.action.id for line in controller.shown] == [agreed["teach"]]
    controller.narrow(owner="N. Patel")
    assert [line.action.words for line in controller.shown] == ["Teach the team"]
    controller.narrow(practice="", words="acr")
    assert [line.action.id for line in controller.shown] == [agreed["late"]]


def test_what_was_withdrawn_is_only_among_everything(ws, controller, agreed):
    withdraw_action(ws, agreed["late"])
    controller.load()
    assert agreed["late"] not in [line.action.id for line in controller.shown]
    controller.narrow(segment="all")
    assert agreed["late"] in [line.action.id for line in controller.shown]


def test_a_person_is_found_even_where_the_filter_hides_them(controller, agreed):
    controller.narrow(words="teach")
    assert controller.reveal(BRAM)
    assert controller.selected == agreed["later"]
    assert not controller.reveal(FAYE)


@pytest.fixture
def screen(ws, agreed, working, qtbot):
    made = FollowUpScreen(ws, working.runner, working.saver)
    qtbot.addWidget(made)
    made.resize(1300, 690)
    made.show()
    made.activated()
    return made


def test_before_anything_is_agreed_it_says_where_actions_come_from(ws, working, qtbot):
    screen = FollowUpScreen(ws, working.runner, working.saver)
    qtbot.addWidget(screen)
    screen.show()
    screen.activated()
    assert screen.nothing.words.text() == "No action was agreed yet."
    assert "Meet" in screen.nothing.hint.text()
    assert not screen.panel.becoming.button.isVisible()


def test_overdue_is_said_in_the_table_in_words(screen):
    assert screen.table.rows.index(0, DUE).data() == "14 Nov 2026\noverdue 12 days"
    assert screen.context().chip == "1 overdue"


def test_space_marks_done_and_the_next_one_is_looked_at(ws, screen, agreed, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    working.settle()
    assert now(ws, agreed["late"]).state == "done"
    assert screen.panel.patient.text() == "Chowdhury, Bram"
    assert screen.table.current_row().action.id == agreed["later"]


def test_d_goes_to_the_note_and_ctrl_enter_marks_done_with_it(ws, screen, agreed, working):
    QTest.keyClick(screen.table, Qt.Key.Key_D)
    assert screen.panel.becoming.note_edit.hasFocus()
    QTest.keyClicks(screen.panel.becoming.note_edit, "done by Dee")
    screen.panel.becoming.day_edit.setDate(QDate(2026, 11, 20))
    QTest.keyClick(
        screen.panel.becoming.note_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    working.settle()
    action = now(ws, agreed["late"])
    assert (action.note, action.done_on) == ("done by Dee", date(2026, 11, 20))


def test_the_day_chosen_for_one_action_is_not_the_next_ones(screen, working):
    screen.panel.becoming.day_edit.setDate(QDate(2026, 11, 20))
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.panel.becoming.day_edit.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_a_day_that_has_not_come_cannot_be_the_day_it_was_done(screen):
    screen.panel.becoming.day_edit.setDate(QDate(2027, 1, 1))
    assert screen.panel.becoming.day_edit.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_a_done_one_shows_its_note_and_can_be_opened_again(ws, screen, agreed, working):
    screen.segments.segment("done").click()
    assert screen.panel.note.text() == "Note: by letter"
    assert not screen.panel.becoming.note_edit.isVisible()
    screen.panel.open_button.click()
    working.settle()
    assert now(ws, agreed["done"]).state == "open"


def test_the_panel_is_always_about_the_marked_action(screen):
    for _ in range(3):
        row = screen.table.current_row()
        assert screen.panel.words.text() == row.action.words
        assert screen.panel.becoming.note_edit.about == row.action.id
        QTest.keyClick(screen.table, Qt.Key.Key_Down)


def test_when_the_filter_hides_everything_it_says_how_many(screen):
    QTest.keyClicks(screen.words, "nobody")
    assert screen.nothing.hint.text() == "The filter hides all 4."
    screen.all_button.click()
    assert len(screen.table.rows.shown) == 4


def test_owners_and_practices_are_offered_with_what_they_owe(screen):
    offered = [screen.owner.itemText(place) for place in range(screen.owner.count())]
    assert offered == ["Any owner", "DSN team · 1 open", "N. Patel · 2 open"]
    screen.owner.setCurrentIndex(1)
    assert [line.owner for line in screen.table.rows.shown] == ["DSN team"]


def test_every_control_says_its_name(screen):
    assert nameless(screen) == []


def test_the_model_holds_to_qts_rules(qapp, qtmodeltester):
    table = ActionsTable()
    table.show_rows([line(due_in=-3), line(state="done")], lambda one, other: one is other)
    qtmodeltester.check(table.rows)
    assert table.rows.columnCount() == len(COLUMNS)


def test_an_action_says_what_the_records_show_since_it_was_agreed(screen, agreed):
    """Nobody's eyes were screened; that the team was taught is on no record."""
    screen.open_person(BRAM)
    words = screen.panel.followed.text()
    assert words.endswith("– Agreed 17 Sep: Book eye screening; no attendance recorded since")
    screen.table.action_selected.emit(agreed["teach"])
    assert not screen.panel.followed.isVisible()


def test_a_decision_agreed_with_the_action_is_followed_beside_it(ws, screen, agreed):
    meeting = now(ws, agreed["late"]).meeting
    record_decision(ws, meeting, ADA, ["start_sglt2"], "")
    screen.panel.show_action(screen.panel._controller.line(agreed["late"]))
    assert "SGLT2 inhibitor agreed 17 Sep; none issued since" in screen.panel.followed.text()
    assert "Agreed 17 Sep: Repeat ACR; no urine ACR since" in screen.panel.followed.text()


def test_p_notes_progress_which_is_seen_with_the_action_and_leaves_it_open(
    ws, screen, agreed, working
):
    QTest.keyClick(screen.table, Qt.Key.Key_P)
    note = screen.panel.becoming.note_edit
    assert note.hasFocus()
    assert note.accessibleName() == "What was done so far"
    QTest.keyClicks(note, "second letter sent")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    working.settle()
    assert now(ws, agreed["late"]).state == "open"
    assert "second letter sent" in screen.panel.steps.text()
    assert note.toPlainText() == ""
    screen.undo()
    working.settle()
    assert not screen.panel.steps.isVisible()


def test_progress_without_words_is_refused_in_words(screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_P)
    failed = collected(screen._controller.refused)
    note = screen.panel.becoming.note_edit
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [str(error) for error in failed] == ["Progress needs words."]


def test_x_closes_an_action_with_a_reason_and_undo_opens_it_again(ws, screen, agreed, working):
    QTest.keyClick(screen.table, Qt.Key.Key_X)
    box = screen.panel.becoming
    assert box.reason.hasFocus()
    box.button.click()
    assert now(ws, agreed["late"]).state == "open", "without a reason nothing is closed"
    QTest.keyClick(box.reason, Qt.Key.Key_Down)
    box.note_edit.setFocus()
    QTest.keyClicks(box.note_edit, "asked twice")
    box.button.click()
    working.settle()
    closed = now(ws, agreed["late"])
    assert (closed.state, closed.note) == ("withdrawn", "Declined by the person: asked twice")
    screen.undo()
    working.settle()
    assert now(ws, agreed["late"]).state == "open"


def test_a_reason_and_a_way_chosen_for_one_action_are_not_the_next_ones(screen):
    QTest.keyClick(screen.table, Qt.Key.Key_X)
    QTest.keyClick(screen.panel.becoming.reason, Qt.Key.Key_Down)
    screen._back_to_list()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    assert (screen.panel.becoming.way, screen.panel.becoming.why) == ("done", "")


def test_what_the_record_shows_is_on_the_line_and_counted(ws, screen, working, tmp_path):
    """Ada's ACR came with the import after the meeting; Bram's eye screening did not."""
    working.settle()
    assert count_in(screen._controller.lines, "evidence") == 0
    later = RESULTS + f"{ADA},acr,2026-10-20,2.1,mg/mmol\n"
    take_in(ws, write_files(tmp_path / "later", results=later), Wishes(allow_test_numbers=True))
    screen.activated()
    working.settle()
    assert screen.table.rows.index(0, RECORD).data().startswith("✓ urine ACR 2.1 on 20 Oct")
    assert screen.segments.segment("evidence").text() == "On the record 1"
    screen.segments.segment("evidence").click()
    assert len(screen._controller.shown) == 1


@pytest.fixture
def a_year_later(ws, agreed):
    """The meeting decided about Ada and has ended; asked on a day ten weeks after it."""
    with ws.vault.reading() as reading:
        meeting = meetings(reading)[0]
    record_decision(ws, meeting.id, ADA, ["start_sglt2", "refer:renal clinic"], "")
    start_meeting(ws, meeting.id)
    end_meeting(ws, meeting.id)


def test_before_a_meeting_has_ended_the_outcomes_say_what_will_come_here(screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_O)
    assert screen.is_showing_outcomes
    assert screen.outcomes_page.nothing.text() == "Reading what results did…"
    working.settle()
    assert "No meeting with a decision has ended yet" in screen.outcomes_page.nothing.text()
    QTest.keyClick(screen.outcomes_page.back_button, Qt.Key.Key_Escape)
    assert not screen.is_showing_outcomes
    assert screen.table.hasFocus()


def test_o_shows_what_results_did_with_the_caution_beside_every_number(
    ws, a_year_later, screen, working
):
    QTest.keyClick(screen.table, Qt.Key.Key_O)
    working.settle()
    page = screen.outcomes_page
    assert page.table.hasFocus()
    row = [page.table.rows.index(0, place).data() for place in range(8)]
    assert row[:2] == ["Begum, Ada", "Alder Road"]
    assert row[4] == "HbA1c 84\n2 May 2026"
    assert row[5:] == ["not yet", "not yet", "not yet"], "3 Nov is day 47, before 3 months"
    assert "At 3 months: 0 of 1 measured" in page.summary.text()
    assert "no proof" in page.caution.text()
    assert page.caution.isVisible()


def test_the_outcomes_of_one_decision_can_be_looked_at_alone(ws, a_year_later, screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_O)
    working.settle()
    page = screen.outcomes_page
    assert [page.choice.itemText(i) for i in range(page.choice.count())] == [
        "All decisions", "Refer, 1", "Start SGLT2 inhibitor, 1",
    ]  # fmt: skip
    page.choice.setCurrentIndex(2)
    assert page.summary.text().startswith("Start SGLT2 inhibitor, HbA1c · 1 person")
    assert len(page.table.rows.shown) == 1


def test_redo_takes_each_step_again_in_turn_until_another_is_taken(ws, screen, agreed, working):
    QTest.keyClick(screen.table, Qt.Key.Key_P)
    QTest.keyClicks(screen.panel.becoming.note_edit, "second letter sent")
    screen.panel.becoming.button.click()
    working.settle()
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    working.settle()
    for turn in (screen.undo, screen.undo, screen.redo):
        turn()
        working.settle()
    assert now(ws, agreed["late"]).state == "open"
    assert "second letter sent" in screen.panel.steps.text()
    screen.redo()
    working.settle()
    assert now(ws, agreed["late"]).state == "done"
    screen.undo()
    working.settle()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    working.settle()
    assert screen._controller.redo() == ""
