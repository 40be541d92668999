"""Prepare as somebody at the keyboard meets it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.meetings import end_meeting, plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominations
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.data.screen import DataScreen
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.case_table import CaseTable
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.painting import CaseDelegate
from mdt_app.ui.prepare.picked import Picked
from mdt_app.ui.prepare.places import PLACES, Places, places_of
from mdt_app.ui.prepare.places_bar import PlacesBar
from mdt_app.ui.prepare.screen import PrepareScreen
from mdt_app.ui.shell import Shell
from mdt_app.ui.theme import apply_theme
from mdt_app.vault.drafts import Draft, keep_draft
from tests.ui.network import ADA, BRAM, EVERYONE, nameless, take_everyone_in, threads
from tests.ui.test_prepare_filter import LINES
from tests.ui.test_prepare_lines import EYES, HIGH, line


@pytest.fixture
def working(qapp):
    apply_theme(qapp)
    with threads() as made:
        yield made


@pytest.fixture
def shell(ws, working, qtbot):
    """The window with Prepare in it, still without people."""

    def prepare():
        return PrepareScreen(PrepareController(ws, working.runner, working.saver))

    made = Shell(ws)
    qtbot.addWidget(made)

    def data():
        return DataScreen(ws, working.runner, working.saver)

    made.add_screen("prepare", "Prepare", prepare)
    made.add_screen("data", "Data", data)
    made.show()
    return made


@pytest.fixture
def screen(ws, shell, working, tmp_path):
    take_everyone_in(ws, tmp_path / "files")
    shell.show_screen("prepare")
    working.settle()
    made = shell.screen_shown
    QTest.keyClick(made, Qt.Key.Key_F)
    made.filter_row.segments.segment("everyone").click()
    go_to(made, ADA)
    return made


def go_to(screen, number):
    screen.open_person(number)
    assert screen.table.current_number() == number


def saved(ws, number):
    with ws.vault.reading() as reading:
        return nominations(reading).get(number, Nomination(number))


def test_the_first_time_it_says_what_to_do(shell, working):
    shell.show_screen("prepare")
    working.settle()
    screen = shell.screen_shown
    assert screen.empty.words.text() == "No people yet."
    assert "Data" in screen.empty.hint.text()
    screen.empty.data_button.click()
    assert isinstance(shell.screen_shown, DataScreen)


def test_space_chooses_and_the_line_shows_it(ws, screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    working.settle()
    assert saved(ws, ADA).is_chosen
    index = screen.table.rows.index(screen.table.currentIndex().row(), col.CHOSEN)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_a_click_on_the_box_chooses_that_person(ws, screen, working):
    place = screen.table.rows.place_of(lambda line: line.nhs_number == BRAM)
    box = screen.table.visualRect(screen.table.rows.index(place, col.CHOSEN))
    QTest.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    working.settle()
    assert saved(ws, BRAM).is_chosen
    assert not saved(ws, ADA).is_chosen


def test_q_goes_to_the_question_and_letters_are_text_there(ws, screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Q)
    assert screen.panel.question_edit.hasFocus()
    QTest.keyClicks(screen.panel.question_edit, "Quite a question, 1 or 2 of them?")
    QTest.keyClick(screen.panel.question_edit, Qt.Key.Key_Escape)
    working.settle()
    assert saved(ws, ADA).question == "Quite a question, 1 or 2 of them?"
    assert saved(ws, ADA).lane == "full"
    assert screen.table.hasFocus()


def test_the_question_is_asked_for_until_it_is_given(screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert screen.panel.needed.isVisible()
    screen.panel.question_edit.setFocus()
    QTest.keyClicks(screen.panel.question_edit, "W")
    assert not screen.panel.needed.isVisible()
    working.settle()


def test_words_stay_with_their_person_when_one_steps_on(ws, screen, working):
    for number in EVERYONE:
        go_to(screen, number)
        QTest.keyClick(screen.table, Qt.Key.Key_Q)
        QTest.keyClicks(screen.panel.question_edit, f"for {number}")
        QTest.keyClick(screen.panel.question_edit, Qt.Key.Key_Tab)
        QTest.keyClicks(screen.panel.matters_edit, f"of {number}")
        screen.table.setFocus()
    working.settle()
    for number in EVERYONE:
        go_to(screen, number)
        assert screen.panel.question_edit.toPlainText() == f"for {number}"
        assert screen.panel.matters_edit.toPlainText() == f"of {number}"
        assert saved(ws, number).question == f"for {number}"


def test_the_panel_is_always_about_the_marked_person(screen, working):
    for _ in range(len(EVERYONE)):
        number = screen.table.current_number()
        assert screen.panel.question_edit.about == number
        identity = screen.panel.who.identity.text()
        assert f"{number[:3]}\u00a0{number[3:6]}\u00a0{number[6:]}" in identity
        QTest.keyClick(screen.table, Qt.Key.Key_Down)


def test_ctrl_enter_records_and_goes_to_the_next_persons_question(ws, screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Home)
    first = screen.table.current_number()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    QTest.keyClicks(screen.panel.question_edit, "First?")
    QTest.keyClick(
        screen.panel.question_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    working.settle()
    assert saved(ws, first).question == "First?"
    assert screen.table.current_number() != first
    assert screen.panel.question_edit.hasFocus()
    assert screen.panel.question_edit.toPlainText() == ""


def test_the_drafts_are_kept_within_a_second_of_a_pause(ws, screen, working, qtbot):
    QTest.keyClick(screen.table, Qt.Key.Key_Q)
    QTest.keyClicks(screen.panel.question_edit, "Half a")

    def is_kept():
        working.settle()
        assert keep_count(ws) == 1

    qtbot.waitUntil(is_kept, timeout=1000)


def keep_count(ws):
    with ws.vault.reading() as reading:
        return next(reading.rows("SELECT count(*) FROM draft"))[0]


def test_after_a_crash_the_caret_is_where_it_was(ws, shell, working, tmp_path, qtbot):
    take_everyone_in(ws, tmp_path / "files")
    shell.show_screen("prepare")
    working.settle()
    shell.close()
    keep_draft(ws.vault, Draft(f"prepare/{BRAM}/question", "Half a ques", 4))
    with threads() as again:
        screen = PrepareScreen(PrepareController(ws, again.runner, again.saver))
        qtbot.addWidget(screen)
        screen.show()
        screen.activated()
        assert screen.table.current_number() == BRAM
        assert screen.panel.question_edit.toPlainText() == "Half a ques"
        assert screen.panel.question_edit.textCursor().position() == 4
        screen.close()


def test_after_a_crash_words_are_taken_up_also_when_the_list_has_to_be_worked_out(
    ws, shell, working, tmp_path
):
    take_everyone_in(ws, tmp_path / "files")
    keep_draft(ws.vault, Draft(f"prepare/{BRAM}/what_matters", "Walking the d", 7))
    shell.show_screen("prepare")
    working.settle()
    screen = shell.screen_shown
    assert screen.table.current_number() == BRAM
    assert screen.panel.matters_edit.hasFocus()
    assert screen.panel.matters_edit.toPlainText() == "Walking the d"


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ("1", "lane", "full"),
        ("2", "lane", "noted"),
        ("3", "lane", "not_this_time"),
        ("y", "asked", "agreed"),
        ("o", "asked", "objects"),
    ],
)
def test_a_key_says_lane_and_consent(ws, screen, working, key, field, value):
    QTest.keyClick(screen.table, key)
    working.settle()
    assert getattr(saved(ws, ADA), field) == value


def test_leaving_somebody_out_asks_why(screen, working):
    QTest.keyClick(screen.table, "3")
    assert screen.panel.reason_edit.hasFocus()
    working.settle()


def test_every_minute_button_is_what_it_says(ws, screen, working):
    for place, minutes in enumerate((3, 5, 8)):
        screen.panel.minutes._group.button(place).click()
        working.settle()
        assert saved(ws, ADA).minutes == minutes


def test_filtering_narrows_with_every_letter_and_esc_brings_all_back(screen):
    QTest.keyClick(screen.table, Qt.Key.Key_F)
    assert screen.filter_row.words.hasFocus()
    shown = []
    for letter in "beg":
        QTest.keyClicks(screen.filter_row.words, letter)
        shown.append(len(screen.table.rows.shown))
    assert shown == sorted(shown, reverse=True)
    assert shown[-1] == 1
    assert screen.status().startswith("1 of 6 people shown")
    QTest.keyClick(screen.filter_row.words, Qt.Key.Key_Escape)
    assert len(screen.table.rows.shown) == len(EVERYONE)


def test_when_the_filter_hides_everyone_it_says_how_many_and_the_way_back(screen):
    QTest.keyClicks(screen.filter_row.words, "nobody")
    assert screen.empty.words.text() == "Nobody here passes the filter."
    assert "6 people" in screen.empty.hint.text()
    screen.empty.everyone_button.click()
    assert len(screen.table.rows.shown) == len(EVERYONE)


def test_a_heading_sorts_and_b_goes_back_to_the_rank(screen):
    ranked = [line.nhs_number for line in screen.table.rows.shown]
    screen.table.horizontalHeader().sectionClicked.emit(col.PATIENT)
    names = [line.name for line in screen.table.rows.shown]
    assert names == sorted(names)
    QTest.keyClick(screen.table, Qt.Key.Key_B)
    assert [line.nhs_number for line in screen.table.rows.shown] == ranked


def test_the_keyboard_can_sort_by_every_heading(screen):
    QTest.keyClick(screen.table, Qt.Key.Key_S)
    assert screen.sorting.menu.isVisible()
    assert len(screen.sorting.menu.actions()) == len(col.COLUMNS)
    screen.sorting.menu.actions()[col.PATIENT].trigger()
    screen.sorting.menu.close()
    names = [line.name for line in screen.table.rows.shown]
    assert names == sorted(names)


def test_what_is_new_can_be_asked_for_once_a_meeting_has_ended(ws, screen, working):
    assert not screen.filter_row.new_button.isVisible()
    met = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    start_meeting(ws, met.id)
    end_meeting(ws, met.id)
    screen.activated()
    working.settle()
    assert screen.filter_row.new_button.text() == "New since 17 Sep"
    screen.filter_row.new_button.click()
    shown = screen.table.rows.shown
    assert ADA in [line.nhs_number for line in shown]
    assert all(line.case.new for line in shown)


def test_a_refresh_keeps_the_person_and_the_place(screen, working):
    go_to(screen, BRAM)
    screen.window().resize(1366, 300)
    screen.table.verticalScrollBar().setValue(2)
    top = screen.table.verticalScrollBar().value()
    screen.activated()
    working.settle()
    assert screen.table.current_number() == BRAM
    assert screen.table.verticalScrollBar().value() == top


def test_undo_goes_to_the_person_it_was_about(screen, working):
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    go_to(screen, BRAM)
    screen.undo()
    working.settle()
    assert screen.table.current_number() == ADA
    assert screen.places.places.text() == f"0 of {PLACES} places used"
    go_to(screen, BRAM)
    screen.redo()
    working.settle()
    assert screen.table.current_number() == ADA
    assert screen.places.places.text() == f"1 of {PLACES} places used"


def test_the_dialog_says_who_is_not_ready_and_builds_the_agenda(screen, working, qtbot):
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    working.settle()
    QTest.keyClick(screen.table, Qt.Key.Key_P)
    assert screen.dialog.summary.text() == ("1 person, 5 of 75 minutes for cases. 1 not ready.")
    assert nameless(screen.dialog) == []
    with qtbot.waitSignal(screen.agenda_built):
        screen.dialog.agree_button.click()
    working.settle()
    assert screen.context().subtitle.startswith("for Network 3 MDT, ")


def test_with_nobody_chosen_there_is_nothing_to_put_on_an_agenda(screen):
    screen.plan()
    assert not screen.dialog.agree_button.isEnabled()
    screen.dialog.reject()


def test_the_panel_says_every_reason_and_counts_what_it_does_not_show(screen):
    card = screen.panel.flags
    for number in EVERYONE:
        go_to(screen, number)
        case = screen._controller.line(number).case
        shown = [row for row in card._rows if row.isVisible()]
        hidden = len(case.raised) - len(shown)
        assert card.more_button.isVisible() == (hidden > 0)
        assert not hidden or f"{hidden} more" in card.more_button.text()
        assert card.unknown_button.isVisible() == bool(case.unknown)
        card.more_button.setChecked(True)
        card.unknown_button.setChecked(True)
        shown = [row.headline.text() for row in card._rows if row.isVisible()]
        assert shown == [f.headline for f in case.raised] + [u.message for u in case.unknown]


def test_in_a_narrow_window_the_person_takes_the_lists_place_and_gives_it_back(
    shell, screen, qtbot
):
    shell.resize(683, 384)
    assert shell.width() == 683
    assert screen.table.isVisible()
    assert not screen.panel.isVisible()
    QTest.keyClick(screen.table, Qt.Key.Key_Q)
    assert screen.panel.question_edit.hasFocus()
    assert not screen.table.isVisible()
    qtbot.waitUntil(lambda: is_in_sight(screen.panel.question_edit), timeout=1000)
    QTest.keyClick(screen.panel.question_edit, Qt.Key.Key_Escape)
    assert screen.table.hasFocus()
    shell.resize(1366, 768)
    assert screen.panel.isVisible()


def is_in_sight(widget):
    """Whether all of it can be seen, and no scroll area cuts it off."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_every_control_says_its_name(screen):
    assert nameless(screen) == []


def test_every_key_in_the_list_of_keys_is_said_once(screen):
    keys = [key for key, _words in (*screen.keys(), *screen.more_keys())]
    assert len(keys) == len(set(keys))


def test_the_model_holds_to_qts_rules(qapp, qtmodeltester):
    table = CaseTable()
    numbers = {line.nhs_number: place for place, line in enumerate(LINES)}
    table.show_lines(Picked(LINES, numbers, range(len(LINES))), LINES[0].nhs_number)
    qtmodeltester.check(table.rows)


def test_reasons_that_do_not_fit_are_counted_and_none_is_lost(qapp):
    delegate = CaseDelegate()
    flagged = line()
    many = (HIGH, EYES, EYES, EYES, EYES)
    object.__setattr__(flagged.case, "raised", many)
    try:
        for width in range(20, 900, 7):
            count, rest = delegate.shown_chips(flagged, width)
            left = len(many) - count
            assert count >= 1
            assert rest == (f"+{left} more" if left else "")
        assert delegate.shown_chips(flagged, 900) == (5, "")
    finally:
        object.__setattr__(flagged.case, "raised", (HIGH, EYES))


def test_too_many_places_are_said_in_words_and_not_only_in_red(qapp):
    bar = PlacesBar()
    bar.show_places(Places(20, 100))
    assert bar.minutes.text() == "100 of 75 min · too long"
    assert places_of([]).share == 0


def test_the_panel_begins_with_who_it_is_wherever_the_last_person_was_left(screen):
    screen.window().resize(1366, 420)
    bar = screen.panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    go_to(screen, BRAM)
    assert bar.value() == 0


def test_at_the_usual_size_the_filters_stand_in_one_line_and_consent_is_in_sight(
    ws, screen, working
):
    met = plan_meeting(ws, Meeting("", "Network 3 MDT", date(2026, 9, 17)))
    start_meeting(ws, met.id)
    end_meeting(ws, met.id)
    window = screen.window()
    window.resize(1366, 768)
    screen.activated()
    working.settle()
    row, panel = screen.filter_row, screen.panel
    tops = {part.y() for part in row._parts if part.isVisible()}
    assert len(tops) == 1
    assert row.practice.isVisible()
    assert "since 17 Sep" in row.new_button.accessibleName()
    asked = panel.asked.mapTo(panel.area.viewport(), panel.asked.rect().bottomLeft())
    assert asked.y() < panel.area.viewport().height()
