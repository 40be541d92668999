"""Measures on a real store: what the screen says is what the rooms below say."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.measures.months import frozen
from mdt_app.measures.sets import load_set, set_names
from mdt_app.ui.measures.screen import MeasuresScreen
from mdt_app.ui.messages import MessageBar
from mdt_app.ui.shell import Shell
from tests.invented import patient_in
from tests.ui.network import nameless, take_everyone_in, write_files
from tests.ui.pointing import at_the_keyboard

KEY = Qt.Key
OCTOBER = date(2026, 10, 31)
LATE = "nhs_number,kind,taken_on,value,unit\n9990000026,hba1c,2026-10-20,50,mmol/mol\n"
HBA1C = "HbA1c ≤ 58 mmol/mol"


@pytest.fixture
def shell(ws, tmp_path, two_threads, qtbot):
    take_everyone_in(ws, tmp_path / "files")
    made = Shell(ws)
    qtbot.addWidget(made)
    made.add_screen("measures", "Measures", lambda: MeasuresScreen(ws, two_threads.runner))
    made.show_screen("measures")
    made.show()
    made.activateWindow()
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


def look_at(screen, press, words):
    for _ in range(60):
        if screen.controller.line.measure.words == words:
            return screen.controller.line
        press(KEY.Key_Down)
    raise AssertionError(words)


def work_at(screen, two_threads, ods):
    screen.controller.choose_practice(ods)
    two_threads.settle()


def test_every_shipped_set_has_its_board_and_all_of_its_lines(screen, press):
    for place, name in enumerate(set_names()):
        press(Qt.Key(KEY.Key_1 + place))
        known = load_set(name)
        board = screen.controller.board
        assert board.set_name == name
        assert len(board.lines) == len(known.measures) * len(known.group_names)
        assert screen.controls.segments.choice() == name
        assert screen.controls.notes.caveat.startswith(known.caveat)


def test_the_numbers_of_the_table_are_those_of_the_people(screen, press, two_threads):
    press(KEY.Key_Right)  # this month so far
    line = look_at(screen, press, HBA1C)
    assert (line.network.numerator, line.network.denominator) == (0, 5)
    work_at(screen, two_threads, "Y00001")
    press(KEY.Key_N)
    page = screen.people_page
    assert [row.name for row in page.table.rows.shown] == [
        "BEGUM, Ada (Mrs)",
        "CHOWDHURY, Bram (Mr)",
    ]
    assert page.segments.segment("missed").text() == "Not reached 2"


def test_the_store_itself_refuses_names_of_another_practice(screen, press, two_threads):
    work_at(screen, two_threads, "Y00001")
    screen.people.show_of("Y00002")
    two_threads.settle()
    assert screen.people_page.refusal.text() == (
        "Only Birch Lane may see these names; here you work at Alder Road."
    )
    refused = []
    screen.controller.people_refused.connect(lambda _wanted, error: refused.append(error))
    screen.controller.ask_people(screen.controller.wanted("Y00002"))
    two_threads.settle()
    assert "own practice only" in refused[0].message


def test_months_are_frozen_then_openly_restated(ws, screen, press, two_threads, tmp_path):
    line = look_at(screen, press, HBA1C)
    assert line.network.numerator == 0
    press(KEY.Key_F)
    assert screen.pages.freezing.heading.text().endswith(
        "East London diabetes networks, 2009 to 2012"
    )
    press(KEY.Key_Return, mods=Qt.KeyboardModifier.ControlModifier)
    assert screen.controller.board.is_frozen
    assert screen.controls.notes.frozen.isHidden()
    (tmp_path / "late").mkdir()
    results = write_files(tmp_path / "late", results=LATE)[1]
    assert take_in(ws, [results], Wishes(allow_test_numbers=True)).committed
    screen.activated()
    two_threads.settle()
    line = look_at(screen, press, HBA1C)
    assert line.network.numerator == 0
    said = screen.chart.changed.text()
    assert said.startswith("October was 0.0 %, would be 20.0 % now:")
    assert "results.csv" in said
    press(KEY.Key_R)
    QTest.keyClicks(screen.pages.freezing.reason, "a late file")
    press(KEY.Key_Return)
    assert screen.controller.line.network.numerator == 1
    assert "also issued was 0.0 %" in screen.chart.changed.text()
    assert "Reason: a late file." in screen.chart.changed.text()
    with ws.vault.reading() as reading:
        month = frozen(reading, "east-london-2009")[OCTOBER]
    assert month.reason == "a late file"
    assert month.also


def test_why_two_sets_differ_is_answered_from_the_records(screen, press, two_threads, qtbot):
    work_at(screen, two_threads, "Y00001")
    press(KEY.Key_Right)
    look_at(screen, press, HBA1C)
    press(KEY.Key_W)
    tab = screen.panel.differing
    qtbot.waitUntil(lambda: tab.other.count() > 1)
    assert "HbA1c ≤ 58" in tab.other.itemText(1)
    tab.other.setCurrentIndex(1)
    qtbot.waitUntil(lambda: tab.words.text().startswith(("The two disagree", "Both say the same")))


def test_equity_counts_everybody_once_in_every_cut(screen, press, qtbot):
    press(KEY.Key_Right)
    line = look_at(screen, press, HBA1C)
    press(KEY.Key_E)
    table = screen.panel.equity.table
    qtbot.waitUntil(lambda: bool(table.rows.shown))
    counted = {}
    for _measure, cut in table.rows.shown:
        counted[cut.cut] = counted.get(cut.cut, 0) + cut.figure.denominator
    assert set(counted.values()) == {line.network.denominator}


def test_what_leaves_names_nobody_and_the_list_only_ones_own(screen, press, two_threads, tmp_path):
    work_at(screen, two_threads, "Y00001")
    look_at(screen, press, HBA1C)
    for code, suffix in (("report", "pdf"), ("figures", "csv"), ("numbers", "txt")):
        screen.leaving.write(code, str(tmp_path / f"{code}.{suffix}"))
        two_threads.settle()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    figures = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    assert not patient_in(figures)
    assert "Begum" not in figures
    numbers = (tmp_path / "numbers.txt").read_text().split()
    assert set(numbers) <= {"9990000018", "9990000026"}
    assert numbers


def test_a_benchmark_file_stands_beside_the_network(screen, shell, press, two_threads, tmp_path):
    path = tmp_path / "england.csv"
    path.write_text(
        "set,measure,group,percent,source,date\n"
        "east-london-2009,hba1c-58,,61.5,England,2025-03-31\n",
        encoding="utf-8",
    )
    screen.take_benchmark(str(path))
    two_threads.settle()
    assert shell.findChild(MessageBar).message.text() == "1 benchmark taken in."
    line = look_at(screen, press, HBA1C)
    assert line.benchmark == 61.5
    press(KEY.Key_D)
    assert "61.5 %, England" in screen.panel.definition.words


def test_our_meetings_are_none_before_one_has_ended(screen, press):
    press(Qt.Key(KEY.Key_1 + len(set_names())))
    assert "No meeting has ended yet" in screen.pages.ours.meetings.words.text()
    assert not screen.pages.ours.meetings.table.isVisible()


def test_every_control_says_its_name(screen):
    assert nameless(screen) == []


def test_a_store_without_people_is_told_what_to_do(ws, two_threads, qtbot):
    made = MeasuresScreen(ws, two_threads.runner)
    qtbot.addWidget(made)
    made.show()
    made.activated()
    two_threads.settle()
    assert made.pages.nothing.words.text() == "No people yet, so there is nothing to measure."
    assert made.pages.nothing.data_button.isVisible()


def test_an_equity_figure_opens_to_its_people(screen, press, two_threads, qtbot):
    work_at(screen, two_threads, "Y00001")
    press(KEY.Key_Right)
    look_at(screen, press, HBA1C)
    press(KEY.Key_E)
    table = screen.panel.equity.table
    qtbot.waitUntil(lambda: bool(table.rows.shown))
    kinds = [(cut.cut, cut.words) for _measure, cut in table.rows.shown]
    table.setFocus()
    table.go_to(kinds.index(("Sex", "female")))
    press(KEY.Key_Return)
    page = screen.people_page
    assert page.heading.text() == f"{HBA1C} · Sex: female · Alder Road · November 2026"
    assert [row.name for row in page.table.rows.shown] == ["BEGUM, Ada (Mrs)"]


def test_a_month_of_the_chart_opens_to_its_people(screen, press, two_threads):
    work_at(screen, two_threads, "Y00001")
    look_at(screen, press, HBA1C)
    screen.chart.setFocus()
    press(KEY.Key_Left, KEY.Key_Left, KEY.Key_Return)
    assert screen.people_page.heading.text() == f"{HBA1C} · Alder Road · September 2026"
    assert len(screen.people_page.table.rows.shown) == 2
