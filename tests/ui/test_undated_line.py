"""Meet: what has no day stands in one quiet line with its count, and on no chart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.ui.meet.undated_line import UndatedLine
from tests.meeting.test_undated import fact
from tests.ui.meeting_room import begin, shell_with_meet
from tests.ui.network import ADA, BRAM
from tests.ui.pointing import press, said_by

UNDATED = (
    "nhs_number,kind,taken_on,value,unit\n"
    f"{ADA},hba1c,2019,7.5,\n{ADA},egfr,Mar 2018,60,mL/min/1.73m2\n{ADA},acr,2020,<3,mg/mmol\n"
)


@pytest.fixture
def shell(ws, tmp_path, two_threads, qtbot):
    begin(ws, tmp_path / "files")
    path = tmp_path / "old.csv"
    path.write_text(UNDATED, encoding="utf-8")
    assert take_in(ws, [path], Wishes(allow_test_numbers=True)).committed
    made = shell_with_meet(ws, two_threads)
    made.resize(1366, 768)
    qtbot.addWidget(made)
    yield made
    made.keep_what_is_typed()
    two_threads.settle()


@pytest.fixture
def room(shell):
    return shell.screen_shown.room


def said(room):
    return said_by(room.where_from)


def test_the_line_counts_and_names_them_the_latest_first(room):
    assert room.undated.isVisible()
    assert room.undated.accessibleName() == (
        "Day not known (3): urine ACR <3 mg/mmol in 2020"
        " · HbA1c 58 mmol/mol in 2019 ≈ unit inferred · eGFR 60 mL/min/1.73 m² in Mar 2018"
    )


def test_none_of_them_is_on_a_chart(room):
    hba1c, _pressure, egfr, acr = room.charts.charts[:4]
    assert len(hba1c.plot.places()) == 4
    assert not egfr.plot.places()
    assert not acr.plot.places()


def test_each_says_where_it_is_from_and_that_its_day_is_not_known(room):
    room.undated.setFocus()
    press(Qt.Key.Key_I, Qt.Key.Key_Right)
    assert said(room) == [
        "HbA1c 58 mmol/mol in 2019, day not known",
        "old.csv, row 2, taken in 26 Nov 2026 by N. Patel",
        "In the file: 7.5",
        "Unit worked out: no unit in the file, 4 to 18 is read as %",
        "On no chart and in no flag: its day is not known",
        "Read as: plain layout",
    ]


def test_who_has_none_has_no_line(room, shell):
    shell.open_person(BRAM)
    assert not room.undated.isVisible()
    shell.open_person(ADA)
    assert room.undated.isVisible()


def test_charts_and_line_are_in_sight_without_scrolling(room, shell):
    shell.resize(1366, 768)
    QTest.qWait(1)
    bottom = room.undated.mapTo(room.scroll_area, room.undated.rect().bottomLeft()).y()
    assert bottom <= room.scroll_area.viewport().height()


@pytest.fixture
def line(themed, qtbot):
    made = UndatedLine()
    qtbot.addWidget(made)
    made.show_facts([fact(str(year)) for year in range(2020, 2000, -1)], ADA)
    made.resize(620, made.sizeHint().height())
    made.show()
    return made


def test_those_there_is_no_room_for_are_counted_and_not_lost(line):
    *named, rest = line.values()
    assert 1 <= len(named) < 19
    assert all(len(value.asked) == 1 for value in named)
    assert len(rest.asked) == 20 - len(named)
    assert line._pieces()[-1].words == f"+{20 - len(named)} more"
    for value in (*named, rest):
        assert line.rect().contains(value.box)


def test_the_words_that_count_the_rest_say_all_of_it(room, shell):
    shell.resize(820, 700)
    QTest.qWait(1)
    rest = room.undated.values()[-1]
    assert len(rest.asked) > 1
    room.undated.setFocus()
    press(Qt.Key.Key_I, Qt.Key.Key_End)
    told = [words for words in said(room) if words.endswith("day not known")]
    assert len(told) == len(rest.asked)
