"""Measures as somebody at the keyboard meets it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from mdt_app.errors import UserError
from mdt_app.meeting.process_cases import MeetingCase, MeetingCases
from mdt_app.ui.measures.exports import Exports
from mdt_app.ui.measures.screen import MeasuresScreen
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.parts import column
from mdt_app.ui.screen import Context, Screen
from mdt_app.ui.shell import Shell
from tests.measures_invented import OCTOBER, Behind, board, changed_since
from tests.ui.network import collected, nameless
from tests.ui.pointing import at_the_keyboard

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
BP = "BP ≤ 140/80 and cholesterol ≤ 4.0"


class Elsewhere(Screen):
    """Another place on the rail, with the keyboard in it."""

    def __init__(self):
        super().__init__()
        self.edit = QLineEdit()
        column(self).addWidget(self.edit)

    def activated(self):
        self.edit.setFocus()

    def context(self):
        return Context("Elsewhere")


@pytest.fixture
def behind():
    return Behind()


@pytest.fixture
def written():
    return []


@pytest.fixture
def shell(ws, behind, two_threads, qtbot, written):
    def kind(name):
        def write(*given):
            written.append((name, *given))

        return write

    exports = Exports(kind("report"), kind("figures"), kind("needed"), kind("numbers"))
    made = Shell(ws)
    qtbot.addWidget(made)
    made.add_screen("prepare", "Prepare", Elsewhere)
    made.add_screen(
        "measures",
        "Measures",
        lambda: MeasuresScreen(ws, two_threads.runner, asked=behind.asked(), exports=exports),
    )
    made.show_screen("prepare")
    made.show()
    made.activateWindow()
    made.show_screen("measures")
    two_threads.settle()
    yield made
    two_threads.settle()


@pytest.fixture
def screen(shell):
    return shell.screen_shown


@pytest.fixture
def press(shell, two_threads):
    def pressing(*keys, mods=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(at_the_keyboard() or shell, key, mods)
            two_threads.settle()

    return pressing


def words_in(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def looked_at(screen):
    return screen.controller.line.measure.words


def test_the_context_says_network_people_month_and_when_it_was_frozen(screen):
    context = screen.context()
    assert context.title == "Measures"
    assert context.subtitle == (
        "Network 3 · 2\xa0487 people with type 2 diabetes · October 2026, frozen 3 Nov"
    )
    assert screen.status() == "Small numbers are rounded in every export"


def test_the_table_has_the_keyboard_and_the_arrows_walk_the_measures(screen, press):
    assert screen.table.hasFocus()
    assert looked_at(screen) == "Care plan agreed in 12 months"
    press(KEY.Key_Down, KEY.Key_Down)
    assert looked_at(screen) == BP
    assert BP in screen.chart.heading.text()
    press(KEY.Key_End)
    assert looked_at(screen) == "HbA1c ≤ 58 mmol/mol"
    press(KEY.Key_Home, KEY.Key_Up)
    assert looked_at(screen) == "Care plan agreed in 12 months"


def test_the_keyboard_comes_back_to_the_table_after_another_set_was_worked_out(screen, press):
    press(KEY.Key_2)
    assert screen.table.hasFocus()
    press(KEY.Key_3, KEY.Key_Down)
    assert looked_at(screen) == "Retinal screening attended"


def test_headings_of_groups_are_walked_over(screen, press):
    press(KEY.Key_2)
    rows = screen.table.rows.shown
    assert [row.heading for row in rows if row.line is None] == ["Type 1", "Type 2 and other"]
    groups = []
    for _ in range(12):
        groups.append(screen.controller.line.group)
        press(KEY.Key_Down)
    assert groups == ["type 1"] * 6 + ["type 2 and other"] * 6
    assert "type 2 and other" in screen.chart.heading.text()


def test_a_sets_caveat_and_what_is_not_frozen_are_always_said(screen, press):
    press(KEY.Key_3)
    assert screen.controls.notes.caveat.startswith("These definitions follow secondary readings")
    assert screen.controls.notes.isVisible()
    press(KEY.Key_2)
    assert screen.controls.notes.frozen.text() == "September and October 2026 are not frozen yet ·"
    press(KEY.Key_1)
    assert screen.controls.notes.isHidden()
    assert screen.controls.notes.freeze_button.isHidden()


def test_the_same_measure_stays_looked_at_in_another_month(screen, press, behind):
    press(KEY.Key_Down, KEY.Key_Left)
    assert screen.controller.month == date(2026, 9, 30)
    assert looked_at(screen) == "Retinal screening attended"
    press(KEY.Key_Right, KEY.Key_Right)
    assert screen.controller.month is None
    assert screen.controls.month.currentText() == "This month so far"
    assert screen.context().subtitle.endswith("up to 26 Nov 2026, not frozen")
    press(KEY.Key_Right)
    assert screen.controller.month is None


def test_nothing_of_another_set_stays_while_one_is_worked_out(screen, behind, two_threads):
    screen.show_set("qof-2026-27")
    assert not screen.table.isVisible()
    assert screen.pages.nothing.words.text() == "Working it out…"
    assert screen.context().subtitle == ""
    two_threads.settle()
    assert screen.table.isVisible()


def test_what_cannot_be_worked_out_is_said_in_place_of_the_board(
    screen, shell, behind, two_threads, expected_warnings
):
    expected_warnings.append("shown to user")

    def refuse(_name, _month):
        raise UserError("Files were taken in meanwhile.", "Try again in a moment.")

    behind.board = refuse
    screen.controller._asked = behind.asked()
    screen.show_set("qof-2026-27")
    two_threads.settle()
    assert screen.pages.nothing.words.text() == "Files were taken in meanwhile."
    assert screen.pages.nothing.hint.text() == "Try again in a moment."
    assert not screen.table.isVisible()


def test_the_kept_board_stands_with_a_sentence_while_it_is_looked_at_again(
    screen, behind, two_threads
):
    screen.activated()
    assert screen.table.isVisible()
    assert screen.controls.notes.working.text() == "Looking whether anything has changed…"
    two_threads.settle()
    assert screen.controls.notes.working.isHidden()


def test_a_stale_board_is_shown_and_brought_up_to_date(screen, behind, two_threads):
    fresh = behind.boards["east-london-2009"]
    behind.boards["east-london-2009"] = replace(fresh, is_stale=True, people_words="old people")
    behind.brought_up_to_date = lambda *_: fresh
    shown = collected(screen.controller.board_shown)
    screen.controller._asked = behind.asked()
    screen.controller.forget()
    two_threads.settle()
    assert [each.people_words for each in shown] == [
        "old people", "2\xa0487 people with type 2 diabetes",
    ]  # fmt: skip


def test_who_is_needed_are_those_of_ones_own_practice(screen, press, behind):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_N)
    page = screen.people_page
    assert page.heading.text() == f"{BP} · Birch Lane · October 2026"
    assert [row.name for row in page.table.rows.shown] == ["Specimen, Ada", "Specimen, Bram"]
    assert page.table.hasFocus()
    assert "2 people do not reach it; 48 more are needed for the target." in page.explained.text()
    assert "frozen was 280 of 655" in page.explained.text()
    press(KEY.Key_Escape)
    assert screen.table.hasFocus()
    assert looked_at(screen) == BP


def test_enter_on_a_measure_opens_its_people_and_enter_on_a_person_opens_them(screen, press):
    asked = collected(screen.person_asked)
    press(KEY.Key_Return)
    assert screen.people_page.table.hasFocus()
    press(KEY.Key_Down, KEY.Key_Return)
    assert asked == ["9990000001"]


def test_names_of_another_practice_are_refused_in_one_clear_sentence(screen, press, behind):
    press(KEY.Key_P, KEY.Key_Home)
    screen.panel.practices.table.go_to(0)
    press(KEY.Key_Return)
    page = screen.people_page
    assert page.refusal.text() == (
        "Only Alder Road may see these names; here you work at Birch Lane."
    )
    assert not page.table.isVisible()
    assert not any(call[0] == "people" for call in behind.calls)
    press(KEY.Key_Space)  # those of my practice
    assert page.table.isVisible()


def test_without_an_own_practice_it_is_asked_for_and_kept(screen, press, behind, two_threads):
    behind.choose_practice("")
    screen.controller.forget()
    two_threads.settle()
    press(KEY.Key_N)
    page = screen.people_page
    assert page.practice.hasFocus()
    assert not page.table.isVisible()
    press(KEY.Key_Down, KEY.Key_Tab, KEY.Key_Return)
    assert ("practice", "Y00002") in behind.calls
    two_threads.settle()
    assert page.table.isVisible(), "the names that were asked for"
    assert page.heading.text().split(" · ")[1] == "Birch Lane"


def test_a_late_answer_shows_nobody_under_another_heading(screen, press, two_threads):
    QTest.keyClick(screen.table, KEY.Key_N)
    QTest.keyClick(at_the_keyboard(), KEY.Key_Escape)
    screen.people.show_of("Y00001")
    two_threads.settle()
    assert screen.people_page.table.rows.shown == ()
    assert "Alder Road" in screen.people_page.heading.text()


@pytest.mark.parametrize(
    ("key", "tab"),
    [
        (KEY.Key_I, "incentive"), (KEY.Key_P, "practices"), (KEY.Key_E, "equity"),
        (KEY.Key_W, "differing"), (KEY.Key_D, "definition"),
    ],
)  # fmt: skip
def test_every_part_is_reached_by_its_key_and_left_by_escape(screen, press, key, tab):
    press(key)
    assert screen.panel.tab == tab
    assert screen.panel.isAncestorOf(QApplication.focusWidget())
    press(KEY.Key_Escape)
    assert screen.table.hasFocus()


def test_a_number_opens_its_definition_with_who_is_left_out_and_its_source(screen, press):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_D)
    words = screen.panel.definition.words
    assert "Both readings in the last 15 months" in words
    assert "46.6 %: 1\xa0158 people of 2\xa0487 people" in words
    assert "declined 12, unsuitable 3" in words
    assert "Hull et al., 2014" in words


def test_what_if_says_what_more_people_would_bring(screen, press):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_I)
    tab = screen.panel.incentive
    assert tab.more.hasFocus()
    assert (tab.more.count(), tab.would_be.text()) == (
        86, "more people reach BP and cholesterol: 80 %",
    )  # fmt: skip
    press(KEY.Key_Down)
    assert tab.would_be.text() == "more people reach BP and cholesterol: 50 %"
    tab.more.selectAll()
    QTest.keyClicks(tab.more, "999999")
    assert tab.more.count() <= 2487 - 1158


def test_a_board_brought_up_to_date_leaves_the_number_being_typed(screen, press, two_threads):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_I)
    tab = screen.panel.incentive
    tab.more.selectAll()
    QTest.keyClicks(tab.more, "12")
    screen.controller.load()
    two_threads.settle()
    assert tab.more.count() == 12
    press(KEY.Key_Escape, KEY.Key_Down, KEY.Key_Up)
    assert tab.more.count() == 86


def test_a_set_that_pays_nothing_shows_its_practices_instead(screen, press):
    press(KEY.Key_2)
    assert screen.panel.tab == "practices"
    assert not screen.panel.segments.segment("incentive").isVisible()
    press(KEY.Key_I)
    assert screen.panel.tab == "practices"
    press(KEY.Key_1)
    assert screen.panel.tab == "incentive"


def test_each_practice_has_its_numbers_and_the_network_pools_them(screen, press):
    press(KEY.Key_P)
    rows = screen.panel.practices.table.rows.shown
    assert [row.name for row in rows] == [
        "Alder Road", "Birch Lane", "Cedar Street", "Dock View", "Network 3, pooled",
    ]  # fmt: skip
    assert rows[-1].figure.numerator == sum(row.figure.numerator for row in rows[:-1])
    assert screen.panel.practices.table.current_row().is_own


def test_equity_is_asked_once_for_a_board_and_shown_for_the_measure_looked_at(
    screen, press, behind, qtbot
):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_E)
    table = screen.panel.equity.table
    qtbot.waitUntil(lambda: len(table.rows.shown) == 5)
    assert table.rows.index(4, 4).data() == "nobody"
    press(KEY.Key_Escape, KEY.Key_Down)
    qtbot.waitUntil(lambda: "Nobody is counted" in screen.panel.equity.note.text())
    assert not table.rows.shown
    assert sum(call[0] == "equity" for call in behind.calls) == 1


def test_why_two_sets_differ_is_said_with_the_names_of_ones_own_practice(screen, press, qtbot):
    press(KEY.Key_W)
    tab = screen.panel.differing
    qtbot.waitUntil(lambda: tab.other.count() == 2)
    press(KEY.Key_Down)
    qtbot.waitUntil(tab.table.isVisible)
    assert "disagree on 401 people" in tab.words.text()
    assert [row.name for row in tab.table.rows.shown] == ["Specimen, Ada", "Specimen, Bram"]
    press(KEY.Key_Escape, KEY.Key_Down)
    assert not tab.table.isVisible()


def test_what_will_be_frozen_is_shown_before_it_is(screen, press, behind):
    press(KEY.Key_2, KEY.Key_F)
    page = screen.pages.freezing
    assert page.heading.text() == "Freeze September and October 2026? NDA 2025–26"
    assert len(page.table.rows.shown) == 2 * 12
    assert page.agree_button.hasFocus()
    assert not any(call[0] == "freeze" for call in behind.calls)
    press(KEY.Key_Return, mods=CTRL)
    assert ("freeze", "nda-2025", (date(2026, 9, 30), OCTOBER)) in behind.calls
    assert screen.table.hasFocus()


def test_escape_freezes_nothing(screen, press, behind):
    press(KEY.Key_2, KEY.Key_F, KEY.Key_Escape)
    assert screen.table.hasFocus()
    assert not any(call[0] == "freeze" for call in behind.calls)


@pytest.fixture
def changed(behind, screen, press, two_threads):
    behind.boards["east-london-2009"] = changed_since()
    screen.controller.forget()
    two_threads.settle()
    press(KEY.Key_Down, KEY.Key_Down)


def test_a_month_that_would_be_different_now_says_so_and_why(screen, changed):
    assert screen.chart.changed.text() == (
        "October was 46.6 %, would be 46.8 % now: birch-nov.csv (12 Nov) brought 214 results"
        " dated to 31 Oct."
    )
    assert screen.controller.line.network.numerator == 1158


def test_restating_asks_a_reason(screen, changed, press, behind):
    press(KEY.Key_R)
    page = screen.pages.freezing
    assert page.reason.hasFocus()
    assert not page.agree_button.isEnabled()
    press(KEY.Key_Return)
    assert not any(call[0] == "restate" for call in behind.calls)
    QTest.keyClicks(page.reason, "late results of Birch Lane")
    press(KEY.Key_Return)
    assert ("restate", "east-london-2009", OCTOBER, "late results of Birch Lane") in behind.calls


def test_escape_keeps_a_reason_half_typed(screen, changed, press, behind):
    press(KEY.Key_R)
    QTest.keyClicks(screen.pages.freezing.reason, "late res")
    press(KEY.Key_Escape, KEY.Key_R)
    assert screen.pages.freezing.reason.text() == "late res"
    press(KEY.Key_Return, KEY.Key_R)
    assert screen.pages.freezing.reason.text() == ""


def test_where_no_month_would_differ_r_says_so(screen, shell, press):
    press(KEY.Key_R)
    assert "No month would be different" in shell.findChild(MessageBar).message.text()


def test_the_chart_steps_through_its_months_and_says_each(screen, press):
    screen.chart.setFocus()
    press(KEY.Key_Left, KEY.Key_Left)
    assert screen.chart.accessibleDescription().startswith("Sep 2026: ")
    assert "frozen 3 Oct" in screen.chart.accessibleDescription()


def test_every_kind_leaves_through_its_function(screen, press, written, tmp_path):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_X)
    panel = screen.leaving.panel
    assert panel.isVisible()
    assert list(panel.buttons) == ["report", "figures", "needed", "numbers"]
    press(KEY.Key_Escape)
    assert screen.table.hasFocus()
    for code in panel.buttons:
        screen.leaving.write(code, str(tmp_path / code))
        press(KEY.Key_Shift)
    assert [each[0] for each in written] == list(panel.buttons)
    assert written[0][1:3] == ("east-london-2009", OCTOBER)
    wanted, segment = written[2][1:3]
    assert (wanted.practice, wanted.measure, segment) == (
        "Y00002", "bp-and-cholesterol", "missed",
    )  # fmt: skip


def test_our_meetings_stand_beside_the_sets(screen, press):
    press(KEY.Key_4)
    page = screen.pages.ours.meetings
    assert page.words.text() == (
        "2 meetings, 29 cases, 27 decided; 5 of the 7 actions that fell due were done on time."
    )
    assert page.held.text() == "2 of 3 planned meetings held (67 %); not held: 20 Aug 2026."
    assert page.advice.text() == "Between meetings: 5 questions asked about 3 people, 4 answered."
    texts = [page.table.rows.index(0, place).data() for place in range(8)]
    assert texts[5:] == ["not recorded", "none agreed", "not recorded"]
    assert screen.context().subtitle == "Our meetings"
    press(KEY.Key_1)
    assert screen.table.isVisible()
    assert screen.context().subtitle.startswith("Network 3")


def test_enter_opens_a_meeting_to_the_cases_of_ones_own_practice(screen, press):
    press(KEY.Key_4)
    page = screen.pages.ours.meetings
    page.table.setFocus()
    press(KEY.Key_Return)
    assert "2 cases of your own practice; 12 cases of other practices" in page.cases.words.text()
    assert page.cases.table.hasFocus()
    assert page.cases.table.rows.index(1, 2).data() == "bloods awaited"
    asked = collected(screen.person_asked)
    press(KEY.Key_Return)
    assert asked == ["9990000018"]
    press(KEY.Key_Escape)
    assert page.table.hasFocus()
    assert not page.cases.table.isVisible()


def test_cases_that_arrive_late_for_another_meeting_are_not_shown(screen, press):
    press(KEY.Key_4)
    page = screen.pages.ours.meetings
    page.table.setFocus()
    press(KEY.Key_Return, KEY.Key_Escape, KEY.Key_Down, KEY.Key_Return)
    late = MeetingCases("m2", (MeetingCase("9990000034", "Ali, Cleo", "decided", ""),), 0)
    screen.controller.meeting_cases_found.emit(late)
    assert "17 Sep 2026: 2 cases of your own practice" in page.cases.words.text()
    assert [case.name for case in page.cases.table.rows.shown] == ["Begum, Ada", "Chowdhury, Bram"]
    press(KEY.Key_Escape)
    screen.controller.meeting_cases_found.emit(late)
    assert page.cases.table.rows.shown == ()


@pytest.mark.parametrize(("key", "part"), [(KEY.Key_H, "meetings"), (KEY.Key_T, "care")])
def test_on_half_a_screen_the_first_case_is_in_sight_once_it_is_known(
    shell, screen, press, qtbot, key, part
):
    shell.resize(683, 384)
    press(key, KEY.Key_Return)
    table = getattr(screen.pages.ours, part).cases.table

    def is_in_sight():
        seen = table.viewport().visibleRegion().boundingRect()
        return seen.contains(table.visualRect(table.rows.index(0, 0)))

    qtbot.waitUntil(is_in_sight)


def test_an_empty_store_says_so_kindly_and_leads_to_data(ws, two_threads, qtbot):
    behind = Behind()
    behind.is_anybody_here = False
    made = MeasuresScreen(ws, two_threads.runner, asked=behind.asked(), exports=Exports())
    qtbot.addWidget(made)
    made.show()
    made.activated()
    two_threads.settle()
    assert "No people yet" in made.pages.nothing.words.text()
    asked = collected(made.place_asked)
    made.pages.nothing.data_button.click()
    assert asked == ["data"]
    behind.is_anybody_here = True
    made.activated()
    two_threads.settle()
    assert made.table.isVisible()
    assert made.controls.isVisible()


def test_a_set_that_counts_nobody_says_so_and_others_can_be_chosen(screen, press, behind):
    behind.boards["nda-2025"] = board(title="NDA 2025–26", people=0, lines=())
    press(KEY.Key_2)
    assert screen.pages.nothing.words.text() == "NDA 2025–26 counts nobody here on this day."
    press(KEY.Key_1)
    assert screen.table.isVisible()


def test_a_benchmark_file_is_taken_in_and_said(screen, shell, two_threads, behind, tmp_path):
    screen.take_benchmark(str(tmp_path / "england.csv"))
    two_threads.settle()
    assert ("benchmark", tmp_path / "england.csv") in behind.calls
    assert "Benchmarks for 6 measures" in shell.findChild(MessageBar).message.text()


def test_every_control_says_its_name_on_every_page(screen, press):
    assert nameless(screen) == []
    press(KEY.Key_2, KEY.Key_F)
    assert nameless(screen) == []


def test_a_row_says_everything_it_paints(screen):
    index = screen.table.rows.index(2, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for words in (
        BP, "network 46.6 %, 1\xa0158 of 2\xa0487", "target 50 %, 86 people more needed",
        "Alder Road 50.1 %", "Up from 35.3 % to 46.6 %", "higher is better",
    ):  # fmt: skip
        assert words in said


def test_every_key_in_the_list_of_keys_is_said_once(screen):
    keys = [key for key, _words in screen.more_keys()]
    assert len(keys) == len(set(keys))


def test_the_model_holds_to_qts_rules(screen, qtmodeltester, press):
    press(KEY.Key_2)
    qtmodeltester.check(screen.table.rows)


def cut_off(screen):
    """Controls on show that are not wholly inside the window, scroll areas apart."""
    window = screen.window()
    found = []
    for widget in screen.findChildren(QLabel):
        if not widget.isVisible() or not widget.text():
            continue
        right = widget.mapTo(window, widget.rect().topRight()).x()
        if right > window.width():
            found.append(widget.text())
    return found


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_nothing_is_cut_off_on_any_page(shell, screen, press, size, qtbot):
    shell.resize(*size)
    assert (shell.width(), shell.height()) == size
    for keys in ("I", "P", "E", "W", "D", "C", "N", "X", "2", "F", "4"):
        press(KEY[f"Key_{keys}"])
        assert (shell.width(), shell.height()) == size, keys
        assert cut_off(screen) == [], keys
        press(KEY.Key_Escape)


def test_in_a_narrow_window_table_and_detail_take_turns(shell, screen, press):
    shell.resize(683, 384)
    assert screen.table.isVisible()
    assert not screen.chart.isVisible()
    press(KEY.Key_C)
    assert screen.chart.isVisible()
    assert screen.chart.hasFocus()
    assert not screen.table.isVisible()
    press(KEY.Key_D)
    assert not screen.chart.isVisible()
    assert screen.panel.definition.isVisible()
    press(KEY.Key_Escape)
    assert screen.table.hasFocus()
    shell.resize(1366, 768)
    assert screen.chart.isVisible()
    assert screen.panel.isVisible()


def test_r_finds_the_month_that_would_differ_whichever_measure_is_looked_at(screen, changed, press):
    press(KEY.Key_Up, KEY.Key_Up, KEY.Key_R)
    assert screen.pages.currentWidget() is not screen.pages.main
    assert screen.pages.freezing.heading.text() == "Restate October 2026?"


def test_tiers_and_remits_by_month_open_to_the_cases_of_ones_own_practice(screen, press):
    press(KEY.Key_T)
    page = screen.pages.ours.care
    assert page.table.hasFocus()
    assert "Of 27 decided cases, 9 with a tier, 3 in a specialist remit" in page.words.text()
    shown = [page.table.rows.index(1, place).data() for place in range(5)]
    assert shown[:3] == ["September 2026", "12", "4"]
    assert shown[3] == "Specialist care 2 · Primary care 4 · none recorded 6"
    assert "none recorded 9" in shown[4]
    press(KEY.Key_Return)
    assert "October 2026: 1 case of your own practice; 2 cases of other" in page.cases.words.text()
    asked = collected(screen.person_asked)
    press(KEY.Key_Return)
    assert asked == ["9990000018"]
    press(KEY.Key_Escape)
    assert page.table.hasFocus()
    assert not page.cases.table.isVisible()


def test_what_every_meeting_learned_is_read_in_whole_under_the_list(screen, press):
    press(KEY.Key_L)
    page = screen.pages.ours.lessons
    assert page.words.text() == "2 learning points of 2 meetings."
    press(KEY.Key_Down)
    assert page.whole.text() == "A foot that is warm is seen the same day."
    press(KEY.Key_H)
    assert screen.pages.ours.meetings.table.hasFocus()
    told = screen.keys()
    assert [key for key, _ in told] == ["↑ ↓", "Enter", "T", "L"]
